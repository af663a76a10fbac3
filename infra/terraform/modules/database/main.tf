# One PostgreSQL instance with a standby in another zone. Nobody knows a password: RDS makes and rotates the master's, which
# only the migration reads; the service logs in with IAM tokens.

locals {
  family        = "postgres${split(".", var.engine_version)[0]}"
  database_name = "stockroom"

  parameters = {
    "rds.force_ssl"                       = "1"
    "log_min_duration_statement"          = "500"
    "log_connections"                     = "1"
    "log_disconnections"                  = "1"
    "idle_in_transaction_session_timeout" = "60000"
    "max_connections"                     = tostring(var.max_connections)
  }
  at_restart = ["max_connections"]
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnet_ids
}

resource "aws_db_parameter_group" "this" {
  name   = "${var.name}-${local.family}"
  family = local.family

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name         = parameter.key
      value        = parameter.value
      apply_method = contains(local.at_restart, parameter.key) ? "pending-reboot" : "immediate"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "this" {
  identifier = var.name

  engine               = "postgres"
  engine_version       = var.engine_version
  instance_class       = var.class
  db_name              = local.database_name
  port                 = var.port
  parameter_group_name = aws_db_parameter_group.this.name

  username                            = "stockroom_master"
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = var.kms_key_arn
  iam_database_authentication_enabled = true

  storage_type          = "gp3"
  allocated_storage     = var.storage.initial
  max_allocated_storage = var.storage.maximum
  storage_encrypted     = true
  kms_key_id            = var.storage_key_arn
  snapshot_identifier   = var.snapshot == "" ? null : var.snapshot

  multi_az               = var.multi_az
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [var.security_group_id]
  publicly_accessible    = false

  backup_retention_period   = var.backup_days
  backup_window             = "02:00-03:00"
  maintenance_window        = "sun:03:30-sun:04:30"
  copy_tags_to_snapshot     = true
  delete_automated_backups  = false
  deletion_protection       = var.deletion_protection
  skip_final_snapshot       = false
  final_snapshot_identifier = "${var.name}-final"

  auto_minor_version_upgrade      = true
  performance_insights_enabled    = true
  performance_insights_kms_key_id = var.kms_key_arn
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring.arn

  lifecycle {
    # RDS upgrades minor versions by itself; the next plan must not want to go back. The snapshot counts when the instance is
    # made; later it would replace the instance.
    ignore_changes = [engine_version, snapshot_identifier]
  }
}

resource "aws_iam_role" "monitoring" {
  name                 = "${var.name}-db-monitoring"
  path                 = "/stockroom/"
  permissions_boundary = var.cloud.boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "monitoring.rds.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.cloud.account } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "monitoring" {
  role       = aws_iam_role.monitoring.name
  policy_arn = "arn:${var.cloud.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

resource "aws_db_event_subscription" "this" {
  name             = var.name
  sns_topic        = var.topic_arn
  source_type      = "db-instance"
  source_ids       = [aws_db_instance.this.identifier]
  event_categories = ["availability", "failover", "failure", "low storage", "maintenance", "recovery"]
}
