locals {
  # Made here, so that each has a retention: AWS would make some of them itself and keep them for ever.
  log_groups = {
    service    = "/${var.project}/${var.env}/service"
    migrate    = "/${var.project}/${var.env}/migrate"
    exec       = "/${var.project}/${var.env}/exec"
    flow       = "/${var.project}/${var.env}/flow"
    containers = "/aws/ecs/containerinsights/${local.cluster_name}/performance"
    db         = "/aws/rds/instance/${local.name}/postgresql"
    db-upgrade = "/aws/rds/instance/${local.name}/upgrade"
  }
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = local.log_groups

  name              = each.value
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.this.arn

  depends_on = [aws_kms_key_policy.this]
}
