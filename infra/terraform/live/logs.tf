locals {
  log_groups = {
    service = "/${var.project}/${var.env}/service"
    migrate = "/${var.project}/${var.env}/migrate"
    exec    = "/${var.project}/${var.env}/exec"
    flow    = "/${var.project}/${var.env}/flow"
  }

  # AWS would make these itself and keep them for ever. If it was first, setup imports them: they are a resource of their own
  # that nothing refers to, since an import evaluates everything with what the state has.
  shared_log_groups = {
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

resource "aws_cloudwatch_log_group" "shared" {
  for_each = local.shared_log_groups

  name              = each.value
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.this.arn

  depends_on = [aws_kms_key_policy.this]
}
