# Changes the infrastructure of an environment, after approval. The boundary holds whatever policy the role has or gives.

locals {
  managed_services = [
    "acm", "application-autoscaling", "budgets", "cloudwatch", "ec2", "ecr", "ecs", "elasticloadbalancing", "events", "kms",
    "logs", "rds", "route53", "s3", "secretsmanager", "sns", "ssm", "wafv2",
  ]
  service_actions = [for service in local.managed_services : "${service}:*"]
  own_roles       = "${local.aws}:iam::${local.account}:role/stockroom/*"
  # What gives power is allowed only for roles under the boundary for tasks; else this role could make itself an administrator.
  granting_actions = ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePolicy"]
  iam_actions = [
    "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:GetRole", "iam:GetRolePolicy",
    "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole", "iam:ListRolePolicies", "iam:PassRole", "iam:TagRole",
    "iam:UntagRole", "iam:UpdateAssumeRolePolicy",
  ]
  read_identity = ["iam:GetOpenIDConnectProvider", "iam:ListRoles", "sts:GetCallerIdentity"]

  infra_statements = [
    {
      Sid      = "Services"
      Effect   = "Allow"
      Action   = concat(local.service_actions, local.read_identity)
      Resource = ["*"]
    },
    {
      Sid       = "GrantUnderBoundary"
      Effect    = "Allow"
      Action    = local.granting_actions
      Resource  = [local.own_roles]
      Condition = { StringEquals = { "iam:PermissionsBoundary" = aws_iam_policy.task_boundary.arn } }
    },
    {
      Sid      = "OwnRoles"
      Effect   = "Allow"
      Action   = local.iam_actions
      Resource = [local.own_roles]
    },
    {
      Sid      = "ServiceLinkedRoles"
      Effect   = "Allow"
      Action   = ["iam:CreateServiceLinkedRole"]
      Resource = ["${local.aws}:iam::${local.account}:role/aws-service-role/*"]
    },
  ]
}

resource "aws_iam_policy" "boundary" {
  count = local.enabled ? 1 : 0

  name = "${var.project}-infra-boundary"
  path = "/github/"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(local.infra_statements, [
      {
        Sid      = "KeepState"
        Effect   = "Deny"
        Action   = ["s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:DeleteObjectVersion", "s3:PutBucketPolicy", "s3:PutBucketVersioning", "s3:PutLifecycleConfiguration"]
        Resource = [local.state_bucket_arn, "${local.state_bucket_arn}/*"]
      },
      {
        Sid      = "StayInOrganization"
        Effect   = "Deny"
        Action   = ["organizations:*", "account:*"]
        Resource = ["*"]
      },
    ])
  })
}

resource "aws_iam_role" "infra" {
  for_each = local.environments

  name                 = "${var.project}-${each.key}-infra"
  path                 = "/github/"
  assume_role_policy   = local.trust[each.key]
  permissions_boundary = aws_iam_policy.boundary[0].arn
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "infra" {
  for_each = local.environments

  name = "change"
  role = aws_iam_role.infra[each.key].name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.infra_statements
  })
}
