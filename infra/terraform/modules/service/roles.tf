# Four roles: what ECS may do to start a task, and what the task itself may do; for the service and for the migration. The
# service cannot read the database's master password, nor the migration the key of the tokens.

locals {
  account = var.cloud.account
  region  = var.cloud.region
  aws     = "arn:${var.cloud.partition}"

  secrets_for = {
    # An ARN has seven parts; what follows says which member of the secret.
    service = distinct([for source in values(var.secrets) : join(":", slice(split(":", source), 0, 7))])
    migrate = [var.database.master_secret_arn]
  }

  tasks_only = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnLike      = { "aws:SourceArn" = "${local.aws}:ecs:${local.region}:${local.account}:*" }
      }
    }]
  })
}

resource "aws_iam_role" "exec" {
  for_each = local.secrets_for

  name                 = "${var.name}-exec-${each.key}"
  path                 = "/stockroom/"
  permissions_boundary = var.cloud.boundary_arn
  assume_role_policy   = local.tasks_only
}

resource "aws_iam_role_policy" "exec" {
  for_each = local.secrets_for

  name = "start"
  role = aws_iam_role.exec[each.key].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "RegistryLogin"
        Effect   = "Allow"
        Action   = ["ecr:GetAuthorizationToken"]
        Resource = ["*"]
      },
      {
        Sid      = "PullImage"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = [var.repository_arn]
      },
      {
        Sid      = "WriteLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${local.aws}:logs:${local.region}:${local.account}:log-group:${var.log_groups[each.key]}:*"]
      },
      {
        Sid      = "ReadSecrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = each.value
      },
      {
        Sid       = "DecryptSecrets"
        Effect    = "Allow"
        Action    = ["kms:Decrypt"]
        Resource  = [var.kms_key_arn]
        Condition = { StringEquals = { "kms:ViaService" = "secretsmanager.${local.region}.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_iam_role" "task" {
  for_each = local.secrets_for

  name                 = "${var.name}-task-${each.key}"
  path                 = "/stockroom/"
  permissions_boundary = var.cloud.boundary_arn
  assume_role_policy   = local.tasks_only
}

# The migration has a password and needs nothing.
resource "aws_iam_role_policy" "task_service" {
  name = "database-login"
  role = aws_iam_role.task["service"].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "LogInToDatabase"
      Effect   = "Allow"
      Action   = ["rds-db:connect"]
      Resource = ["${local.aws}:rds-db:${local.region}:${local.account}:dbuser:${var.database.resource_id}/${var.database.app_user}"]
    }]
  })
}

resource "aws_iam_role_policy" "task_service_exec" {
  count = var.enable_exec ? 1 : 0

  name = "exec"
  role = aws_iam_role.task["service"].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "OpenSession"
      Effect = "Allow"
      Action = [
        "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
      ]
      Resource = ["*"]
    }]
  })
}
