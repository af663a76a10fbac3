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
    # Sent by `aws-deploy.sh status --canary`, which looks whether it arrived.
    canary = {
      source      = [var.name]
      detail-type = ["Canary"]
      detail      = {}
    }
  }
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.events

  name          = "${var.name}-${each.key}"
  event_pattern = jsonencode({ for key, value in each.value : key => value if value != {} })
}

resource "aws_cloudwatch_event_target" "topic" {
  for_each = local.events

  rule = aws_cloudwatch_event_rule.this[each.key].name
  arn  = var.topic_arn
}

# What cannot be delivered is dropped without a word otherwise. CloudWatch's own way to the topic is another one.
resource "aws_cloudwatch_metric_alarm" "events_lost" {
  alarm_name          = "${var.name}-events-lost"
  alarm_description   = "EventBridge cannot publish to the topic: messages about deployments, tasks and scans are lost"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  metric_query {
    id          = "lost"
    expression  = "SUM(METRICS())"
    label       = "Events that did not reach the topic"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { for name in keys(local.events) : replace(name, "-", "_") => aws_cloudwatch_event_rule.this[name].name }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/Events"
        metric_name = "FailedInvocations"
        dimensions  = { RuleName = metric_query.value }
        stat        = "Sum"
        period      = 300
      }
    }
  }
}
