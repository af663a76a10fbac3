# One key for all that goes with an environment: logs, secrets, notifications.

resource "aws_kms_key" "this" {
  description             = "Data at rest of ${local.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 14
}

resource "aws_kms_alias" "this" {
  name          = "alias/${local.name}"
  target_key_id = aws_kms_key.this.key_id
}

# Made by bootstrap, since it must outlive the environment: the final snapshot cannot be restored without it.
data "aws_kms_alias" "database" {
  name = "alias/${local.name}-database"
}

locals {
  # Services that publish to the encrypted topic and say for which account.
  publishers = [
    "budgets.amazonaws.com",
    "cloudwatch.amazonaws.com",
    "events.rds.amazonaws.com",
  ]
  # EventBridge does not: with a condition on the account its messages would be refused, and nothing would tell.
  publisher_without_account = "events.amazonaws.com"
}

# In a key's own policy the resource "*" means this key.
resource "aws_kms_key_policy" "this" {
  key_id = aws_kms_key.this.key_id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "${local.aws}:iam::${local.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.${var.region}.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
        Resource  = "*"
        Condition = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "${local.aws}:logs:${var.region}:${local.account}:log-group:*" } }
      },
      {
        Sid       = "Notifications"
        Effect    = "Allow"
        Principal = { Service = local.publishers }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
      {
        Sid       = "Events"
        Effect    = "Allow"
        Principal = { Service = local.publisher_without_account }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
      },
    ]
  })
}
