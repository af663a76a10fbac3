# What an account needs once, before any environment: where Terraform keeps its state, where images are kept, and who may
# come in from GitHub.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  aws     = "arn:${data.aws_partition.current.partition}"
}

resource "aws_kms_key" "this" {
  description             = "State and images of ${var.project}"
  enable_key_rotation     = true
  deletion_window_in_days = 14

  # In a key's own policy the resource "*" means this key.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Account"
      Effect    = "Allow"
      Principal = { AWS = "${local.aws}:iam::${local.account}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.project}-shared"
  target_key_id = aws_kms_key.this.key_id
}
