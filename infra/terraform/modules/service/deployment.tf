# What the deploy script needs to know, and where it writes down what it did.

resource "aws_ssm_parameter" "config" {
  name = "${var.parameter_prefix}/deploy/config"
  type = "String"

  value = jsonencode(merge({
    cluster        = aws_ecs_cluster.this.name
    service        = aws_ecs_service.this.name
    repository     = var.repository_url
    subnets        = var.network.subnet_ids
    migrateGroup   = var.network.migrate_group_id
    migrateLogs    = var.log_groups["migrate"]
    minTasks       = var.scaling.min
    architecture   = var.task.architecture
    rollbackAlarms = var.rollback_alarms
    probeSecret    = var.probe_secret_arn
    smokeUrl       = var.load_balancer.public_url
  }, var.web == null ? {} : { webBucket = var.web.bucket, webUrl = var.web.url }))
}

resource "aws_ssm_parameter" "release" {
  for_each = toset(concat(["current", "previous"], var.web == null ? [] : ["web"]))

  name  = "${var.parameter_prefix}/release/${each.key}"
  type  = "String"
  value = "none"

  lifecycle {
    ignore_changes = [value]
  }
}
