# What metrics do not show is pushed at once.

locals {
  events = {
    deployment-failed = {
      source      = ["aws.ecs"]
      detail-type = ["ECS Deployment State Change"]
      detail      = { eventName = ["SERVICE_DEPLOYMENT_FAILED"], clusterArn = [var.cluster_arn] }
    }
    # A failed migration, a crash, or 137: the kernel ended it for its memory.
    task-failed = {
      source      = ["aws.ecs"]
      detail-type = ["ECS Task State Change"]
      detail = {
        clusterArn = [var.cluster_arn]
        lastStatus = ["STOPPED"]
        containers = { exitCode = [{ anything-but = [0, 143] }] }
      }
    }
    image-finding = {
      source      = ["aws.ecr"]
      detail-type = ["ECR Image Scan"]
      detail      = { repository-name = [var.repository_name], finding-severity-counts = { CRITICAL = [{ exists = true }] } }
    }
  }
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.events

  name          = "${var.name}-${each.key}"
  event_pattern = jsonencode(each.value)
}

resource "aws_cloudwatch_event_target" "topic" {
  for_each = local.events

  rule = aws_cloudwatch_event_rule.this[each.key].name
  arn  = var.topic_arn
}
