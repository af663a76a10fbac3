# Builds and deploys to one environment: cannot change what Terraform made, read a secret but the probe account's, nor give
# tasks any role but the four that are theirs.

locals {
  deploy = { for env in local.environments : env => {
    name       = "${var.project}-${env}"
    ecs        = "${local.aws}:ecs:${var.region}:${local.account}"
    cluster    = "${local.aws}:ecs:${var.region}:${local.account}:cluster/${var.project}-${env}"
    parameters = "${local.aws}:ssm:${var.region}:${local.account}:parameter/${var.project}/${env}"
    web_bucket = "${local.aws}:s3:::${var.project}-${env}-web-${local.account}-${var.region}"
    roles      = [for role in ["exec-service", "exec-migrate", "task-service", "task-migrate"] : "${local.aws}:iam::${local.account}:role/stockroom/${var.project}-${env}-${role}"]
  } }
  repository_arn = "${local.aws}:ecr:${var.region}:${local.account}:repository/${var.project}"
}

resource "aws_iam_role" "deploy" {
  for_each = local.environments

  name                 = "${var.project}-${each.key}-deploy"
  path                 = "/github/"
  assume_role_policy   = local.trust[each.key]
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "deploy" {
  for_each = local.deploy

  name = "deploy"
  role = aws_iam_role.deploy[each.key].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # These cannot be limited to a resource. A task definition alone runs nothing: RunTask and PassRole decide.
      {
        Sid      = "TaskDefinitions"
        Effect   = "Allow"
        Action   = ["ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition"]
        Resource = ["*"]
      },
      {
        Sid       = "TagTaskDefinitions"
        Effect    = "Allow"
        Action    = ["ecs:TagResource"]
        Resource  = ["${each.value.ecs}:task-definition/${each.value.name}-service:*", "${each.value.ecs}:task-definition/${each.value.name}-migrate:*"]
        Condition = { StringEquals = { "ecs:CreateAction" = "RegisterTaskDefinition" } }
      },
      {
        Sid       = "Service"
        Effect    = "Allow"
        Action    = ["ecs:DescribeServices", "ecs:UpdateService"]
        Resource  = ["${each.value.ecs}:service/${each.value.name}/${each.value.name}-service"]
        Condition = { ArnEquals = { "ecs:cluster" = each.value.cluster } }
      },
      {
        Sid       = "RunMigration"
        Effect    = "Allow"
        Action    = ["ecs:RunTask"]
        Resource  = ["${each.value.ecs}:task-definition/${each.value.name}-migrate:*"]
        Condition = { ArnEquals = { "ecs:cluster" = each.value.cluster } }
      },
      {
        Sid       = "WatchMigration"
        Effect    = "Allow"
        Action    = ["ecs:DescribeTasks", "ecs:StopTask"]
        Resource  = ["${each.value.ecs}:task/${each.value.name}/*"]
        Condition = { ArnEquals = { "ecs:cluster" = each.value.cluster } }
      },
      {
        Sid       = "GiveTasksTheirRoles"
        Effect    = "Allow"
        Action    = ["iam:PassRole"]
        Resource  = each.value.roles
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
      {
        Sid      = "ReadImages"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:DescribeImageScanFindings", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer"]
        Resource = [local.repository_arn]
      },
      {
        Sid      = "MigrationLog"
        Effect   = "Allow"
        Action   = ["logs:GetLogEvents"]
        Resource = ["${local.aws}:logs:${var.region}:${local.account}:log-group:/${var.project}/${each.key}/migrate:*"]
      },
      {
        Sid      = "ReleaseLedger"
        Effect   = "Allow"
        Action   = ["ssm:DeleteParameter", "ssm:GetParameter", "ssm:GetParameterHistory", "ssm:PutParameter"]
        Resource = ["${each.value.parameters}/lock", "${each.value.parameters}/lock-*", "${each.value.parameters}/release/*"]
      },
      {
        Sid      = "ReadConfig"
        Effect   = "Allow"
        Action   = ["ssm:GetParameter"]
        Resource = ["${each.value.parameters}/deploy/config"]
      },
      {
        Sid      = "FrontEndReleases"
        Effect   = "Allow"
        Action   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
        Resource = ["${each.value.web_bucket}/*"]
      },
      {
        Sid      = "FindFrontEndReleases"
        Effect   = "Allow"
        Action   = ["s3:ListBucket"]
        Resource = [each.value.web_bucket]
      },
      {
        Sid      = "ServeFrontEndRelease"
        Effect   = "Allow"
        Action   = ["cloudfront:DescribeFunction", "cloudfront:PublishFunction", "cloudfront:UpdateFunction"]
        Resource = ["${local.aws}:cloudfront::${local.account}:function/${each.value.name}-web"]
      },
      {
        Sid      = "ReadAlarms"
        Effect   = "Allow"
        Action   = ["cloudwatch:DescribeAlarms"]
        Resource = ["*"]
      },
      {
        Sid       = "MarkDeployment"
        Effect    = "Allow"
        Action    = ["cloudwatch:PutMetricData"]
        Resource  = ["*"]
        Condition = { StringEquals = { "cloudwatch:namespace" = each.value.name } }
      },
      {
        Sid       = "SendCanary"
        Effect    = "Allow"
        Action    = ["events:PutEvents"]
        Resource  = ["${local.aws}:events:${var.region}:${local.account}:event-bus/default"]
        Condition = { StringEquals = { "events:source" = each.value.name } }
      },
      {
        Sid      = "CountEvents"
        Effect   = "Allow"
        Action   = ["cloudwatch:GetMetricStatistics"]
        Resource = ["*"]
      },
      {
        Sid      = "ReadProbeAccount"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = ["${local.aws}:secretsmanager:${var.region}:${local.account}:secret:${var.project}/${each.key}/probe-??????"]
      },
      {
        Sid      = "DecryptProbeAccount"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = ["${local.aws}:kms:${var.region}:${local.account}:key/*"]
        Condition = {
          StringEquals               = { "kms:ViaService" = "secretsmanager.${var.region}.amazonaws.com" }
          "ForAnyValue:StringEquals" = { "kms:ResourceAliases" = "alias/${each.value.name}" }
        }
      },
    ]
  })
}
