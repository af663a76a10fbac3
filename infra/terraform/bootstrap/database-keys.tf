# Each environment's database is encrypted with a key of its own. It belongs to the shared part, since it must outlive the
# environment: a snapshot whose key is gone cannot be restored.

resource "aws_kms_key" "database" {
  for_each = toset(var.environments)

  description             = "Database, backups and snapshots of ${var.project}-${each.key}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

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

  tags = { Environment = each.key }
}

resource "aws_kms_alias" "database" {
  for_each = toset(var.environments)

  name          = "alias/${var.project}-${each.key}-database"
  target_key_id = aws_kms_key.database[each.key].key_id
}
