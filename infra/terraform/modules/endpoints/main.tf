# The only ways out of the private subnets. Each endpoint's policy names what may be done through it and to what, so that
# a task that was taken over cannot write to a stranger's account.

locals {
  own_account = { StringEquals = { "aws:PrincipalAccount" = var.cloud.account } }

  # Regions opened after 2023 also need ecs, ecs-agent and ecs-telemetry: there AWS does not run the agent outside the VPC.
  interfaces = merge(
    {
      "ecr.api" = [
        { actions = ["ecr:GetAuthorizationToken"], resources = ["*"] },
        { actions = local.pull_actions, resources = [var.repository_arn] },
      ]
      "ecr.dkr"        = [{ actions = local.pull_actions, resources = [var.repository_arn] }]
      "logs"           = [{ actions = ["logs:CreateLogStream", "logs:PutLogEvents"], resources = [for arn in var.log_group_arns : "${arn}:*"] }]
      "secretsmanager" = [{ actions = ["secretsmanager:GetSecretValue"], resources = var.secret_arns }]
    },
    var.enable_exec ? { "ssmmessages" = [{ actions = local.exec_actions, resources = ["*"] }] } : {},
  )

  pull_actions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]

  exec_actions = [
    "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
  ]
}

resource "aws_vpc_endpoint" "interface" {
  for_each = local.interfaces

  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.${var.cloud.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = var.subnet_ids
  security_group_ids  = [var.security_group_id]
  private_dns_enabled = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in each.value : {
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = statement.actions
      Resource  = statement.resources
      Condition = local.own_account
    }]
  })

  tags = { Name = "${var.name}-${each.key}" }
}

# ECR keeps image layers in a bucket of its own, which tasks read straight from S3. The account condition cannot stand
# here: the links to layers are signed by ECR.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = var.vpc_id
  service_name      = "com.amazonaws.${var.cloud.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [var.route_table_id]

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = ["s3:GetObject"]
      Resource  = ["arn:${var.cloud.partition}:s3:::prod-${var.cloud.region}-starport-layer-bucket/*"]
    }]
  })

  tags = { Name = "${var.name}-s3" }
}
