# Changes the infrastructure of one environment, after approval. What has a name is limited by it; what has none until it is
# made, by its tag. The boundary holds whatever policy the role has, and refuses what belongs to another environment.

locals {
  infra = { for env in local.environments : env => {
    name  = "${var.project}-${env}"
    roles = "${local.aws}:iam::${local.account}:role/stockroom/${var.project}-${env}-*"
    named = concat(
      [for name in [
        "cloudwatch:%s:alarm:NAME-*", "ecs:%s:cluster/NAME", "ecs:%s:service/NAME/*", "ecs:%s:task-definition/NAME-*",
        "elasticloadbalancing:%s:listener/app/NAME/*", "elasticloadbalancing:%s:loadbalancer/app/NAME/*",
        "elasticloadbalancing:%s:targetgroup/NAME-service/*", "events:%s:rule/NAME-*",
        "logs:%s:log-group:/PATH/*", "logs:%s:log-group:/aws/ecs/containerinsights/NAME/*", "logs:%s:log-group:/aws/rds/instance/NAME/*",
        "rds:%s:db:NAME", "rds:%s:db:NAME-*", "rds:%s:es:NAME", "rds:%s:pg:NAME-*", "rds:%s:snapshot:NAME-*", "rds:%s:subgrp:NAME",
        "secretsmanager:%s:secret:PATH/*", "sns:%s:NAME-*", "ssm:%s:parameter/PATH/*", "wafv2:%s:regional/ipset/NAME/*", "wafv2:%s:regional/webacl/NAME/*",
      ] : "${local.aws}:${replace(replace(format(name, "${var.region}:${local.account}"), "NAME", "${var.project}-${env}"), "PATH", "${var.project}/${env}")}"],
      [
        "${local.aws}:budgets::${local.account}:budget/${var.project}-${env}",
        "${local.aws}:cloudwatch::${local.account}:dashboard/${var.project}-${env}",
        "${local.aws}:cloudfront::${local.account}:function/${var.project}-${env}-web*",
        "${local.aws}:s3:::${var.project}-${env}-alb-logs-*",
        "${local.aws}:s3:::${var.project}-${env}-web-*",
      ],
    )
    hostnames = compact([lookup(var.hostnames, env, ""), lookup(var.web_hostnames, env, "")])
    state     = ["${local.state_bucket_arn}/${env}.tfstate", "${local.state_bucket_arn}/${env}.tfstate.tflock"]
    own       = { "aws:ResourceTag/Environment" = env, "aws:ResourceTag/Project" = var.project }
  } }

  managed_services = [
    "acm", "application-autoscaling", "budgets", "cloudfront", "cloudwatch", "ec2", "ecr", "ecs", "elasticloadbalancing", "events", "kms",
    "logs", "rds", "route53", "s3", "secretsmanager", "sns", "ssm", "wafv2",
  ]

  # Tells how things are; not what secrets, parameters, logs or objects hold.
  looking = [
    "acm:DescribeCertificate", "acm:ListCertificates", "application-autoscaling:Describe*", "application-autoscaling:ListTagsForResource",
    "budgets:ListTagsForResource", "budgets:ViewBudget", "cloudfront:Describe*", "cloudfront:Get*", "cloudfront:List*", "cloudwatch:Describe*", "cloudwatch:GetDashboard", "cloudwatch:List*",
    "ec2:Describe*", "ec2:GetManagedPrefixListEntries", "ecr:Describe*", "ecs:Describe*", "ecs:List*", "elasticloadbalancing:Describe*",
    "events:Describe*", "events:List*", "iam:GetOpenIDConnectProvider", "iam:ListRoles", "kms:DescribeKey", "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus", "kms:List*", "logs:Describe*", "logs:ListTagsForResource", "rds:Describe*", "rds:ListTagsForResource",
    "route53:Get*", "route53:List*", "s3:ListAllMyBuckets", "secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy",
    "secretsmanager:ListSecrets", "sns:GetSubscriptionAttributes", "sns:List*", "ssm:DescribeParameters", "sts:GetCallerIdentity",
    "tag:GetResources", "wafv2:Describe*", "wafv2:Get*", "wafv2:List*",
  ]

  making = [for action in [
    "AssociateRouteTable", "AttachInternetGateway", "AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "CreateFlowLogs",
    "CreateInternetGateway", "CreateRoute", "CreateRouteTable", "CreateSecurityGroup", "CreateSubnet", "CreateTags", "CreateVpc",
    "CreateVpcEndpoint", "ModifySecurityGroupRules", "ModifySubnetAttribute", "ModifyVpcAttribute", "ModifyVpcEndpoint",
    "RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress",
  ] : "ec2:${action}"]
  removing = [for action in [
    "DeleteFlowLogs", "DeleteInternetGateway", "DeleteRoute", "DeleteRouteTable", "DeleteSecurityGroup", "DeleteSubnet", "DeleteTags",
    "DeleteVpc", "DeleteVpcEndpoints", "DetachInternetGateway", "DisassociateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation",
  ] : "ec2:${action}"]

  key_actions = [for action in [
    "CreateAlias", "CreateGrant", "Decrypt", "DeleteAlias", "EnableKeyRotation", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext",
    "PutKeyPolicy", "ScheduleKeyDeletion", "TagResource", "UntagResource", "UpdateAlias", "UpdateKeyDescription",
  ] : "kms:${action}"]

  # What gives power is allowed only for roles under the boundary for tasks; else this role could make itself an administrator.
  granting_actions = ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePolicy"]
  role_actions = [
    "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:GetRole", "iam:GetRolePolicy",
    "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole", "iam:ListRolePolicies", "iam:TagRole", "iam:UntagRole",
    "iam:UpdateAssumeRolePolicy",
  ]

  identity_statements = { for env, infra in local.infra : env => [
    {
      Sid       = "GrantUnderBoundary"
      Effect    = "Allow"
      Action    = local.granting_actions
      Resource  = [infra.roles]
      Condition = { StringEquals = { "iam:PermissionsBoundary" = aws_iam_policy.task_boundary.arn } }
    },
    {
      Sid      = "OwnRoles"
      Effect   = "Allow"
      Action   = local.role_actions
      Resource = [infra.roles]
    },
    {
      Sid       = "GiveOwnRoles"
      Effect    = "Allow"
      Action    = ["iam:PassRole"]
      Resource  = [infra.roles]
      Condition = { StringEquals = { "iam:PassedToService" = ["ecs-tasks.amazonaws.com", "monitoring.rds.amazonaws.com", "vpc-flow-logs.amazonaws.com"] } }
    },
    {
      Sid      = "ServiceLinkedRoles"
      Effect   = "Allow"
      Action   = ["iam:CreateServiceLinkedRole"]
      Resource = ["${local.aws}:iam::${local.account}:role/aws-service-role/*"]
    },
  ] }

  infra_statements = { for env, infra in local.infra : env => concat(
    [
      {
        Sid      = "Look"
        Effect   = "Allow"
        Action   = local.looking
        Resource = ["*"]
      },
      {
        Sid      = "Named"
        Effect   = "Allow"
        Action   = [for service in ["budgets", "cloudfront", "cloudwatch", "ecs", "elasticloadbalancing", "events", "logs", "rds", "s3", "secretsmanager", "sns", "ssm", "wafv2"] : "${service}:*"]
        Resource = infra.named
      },
      {
        # They share a call with something named.
        Sid      = "BesideNamed"
        Effect   = "Allow"
        Action   = ["rds:CreateDBInstance", "rds:ModifyDBInstance", "rds:RestoreDBInstance*", "wafv2:CreateWebACL", "wafv2:UpdateWebACL"]
        Resource = ["${local.aws}:rds:${var.region}:${local.account}:og:default*", "${local.aws}:wafv2:${var.region}:${local.account}:regional/managedruleset/*"]
      },
      {
        # RDS keeps the master password in a secret that it names itself.
        Sid      = "MasterSecret"
        Effect   = "Allow"
        Action   = ["secretsmanager:CreateSecret", "secretsmanager:TagResource"]
        Resource = ["${local.aws}:secretsmanager:${var.region}:${local.account}:secret:rds!*"]
      },
      {
        Sid      = "State"
        Effect   = "Allow"
        Action   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
        Resource = infra.state
      },
      {
        Sid      = "FindState"
        Effect   = "Allow"
        Action   = ["s3:GetBucketVersioning", "s3:ListBucket"]
        Resource = [local.state_bucket_arn]
      },
      {
        Sid      = "DecryptState"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = [aws_kms_key.this.arn]
      },
      {
        # Without a tag yet: what is being made, and the group that AWS makes with a VPC.
        Sid       = "Make"
        Effect    = "Allow"
        Action    = concat(local.making, ["application-autoscaling:*", "cloudfront:TagResource", "elasticloadbalancing:SetWebACL"])
        Resource  = ["*"]
        Condition = { StringEqualsIfExists = infra.own }
      },
      {
        # They have no names, and the last two no tags. AWS lets nobody delete one that a distribution uses, and changing one is
        # not among these.
        Sid    = "EdgeParts"
        Effect = "Allow"
        Action = [
          "cloudfront:CreateDistribution", "cloudfront:CreateFunction", "cloudfront:CreateOriginAccessControl", "cloudfront:CreateResponseHeadersPolicy",
          "cloudfront:DeleteOriginAccessControl", "cloudfront:DeleteResponseHeadersPolicy",
        ]
        Resource = ["*"]
      },
      {
        # For the names of endpoints, in zones of AWS.
        Sid      = "EndpointNames"
        Effect   = "Allow"
        Action   = ["route53:AssociateVPCWithHostedZone"]
        Resource = ["${local.aws}:route53:::hostedzone/*"]
      },
      {
        Sid       = "Remove"
        Effect    = "Allow"
        Action    = concat(local.removing, local.key_actions, ["cloudfront:DeleteDistribution", "cloudfront:UntagResource", "cloudfront:UpdateDistribution"])
        Resource  = ["*"]
        Condition = { StringEquals = infra.own }
      },
      {
        Sid       = "MakeKeys"
        Effect    = "Allow"
        Action    = ["kms:CreateKey", "kms:TagResource"]
        Resource  = ["*"]
        Condition = { StringEquals = { "aws:RequestTag/Environment" = env, "aws:RequestTag/Project" = var.project } }
      },
      {
        Sid      = "NameKeys"
        Effect   = "Allow"
        Action   = ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"]
        Resource = ["${local.aws}:kms:${var.region}:${local.account}:alias/${infra.name}"]
      },
    ],
    length(infra.hostnames) == 0 ? [] : [{
      Sid      = "OwnName"
      Effect   = "Allow"
      Action   = ["route53:ChangeResourceRecordSets"]
      Resource = ["${local.aws}:route53:::hostedzone/*"]
      # Without values ForAllValues is true.
      Condition = {
        "ForAllValues:StringEquals" = { "route53:ChangeResourceRecordSetsNormalizedRecordNames" = infra.hostnames }
        Null                        = { "route53:ChangeResourceRecordSetsNormalizedRecordNames" = "false" }
      }
    }],
    local.identity_statements[env],
  ) }
}

resource "aws_iam_policy" "boundary" {
  for_each = local.infra

  name = "${each.value.name}-infra-boundary"
  path = "/github/"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid      = "Services"
        Effect   = "Allow"
        Action   = concat([for service in local.managed_services : "${service}:*"], ["iam:GetOpenIDConnectProvider", "iam:ListRoles", "sts:GetCallerIdentity", "tag:GetResources"])
        Resource = ["*"]
      }],
      local.identity_statements[each.key],
      [
        {
          # Also what a later statement above would allow by mistake.
          Sid       = "NothingOfOtherEnvironments"
          Effect    = "Deny"
          Action    = ["*"]
          Resource  = ["*"]
          Condition = { StringNotEquals = { "aws:ResourceTag/Environment" = [each.key, "shared"] }, Null = { "aws:ResourceTag/Environment" = "false" } }
        },
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
      ],
    )
  })
}

resource "aws_iam_role" "infra" {
  for_each = local.environments

  name                 = "${var.project}-${each.key}-infra"
  path                 = "/github/"
  assume_role_policy   = local.trust[each.key]
  permissions_boundary = aws_iam_policy.boundary[each.key].arn
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "infra" {
  for_each = local.environments

  name = "change"
  role = aws_iam_role.infra[each.key].name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.infra_statements[each.key]
  })
}
