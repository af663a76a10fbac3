# Plans on pull requests, which anybody may open from a branch, and at night: reads everything but secrets.

resource "aws_iam_role" "plan" {
  count = local.enabled ? 1 : 0

  name                 = "${var.project}-plan"
  path                 = "/github/"
  assume_role_policy   = local.trust["plan"]
  max_session_duration = 3600
}

resource "aws_iam_role_policy_attachment" "plan" {
  count = local.enabled ? 1 : 0

  role       = aws_iam_role.plan[0].name
  policy_arn = "${local.aws}:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy" "plan" {
  count = local.enabled ? 1 : 0

  name = "state-without-secrets"
  role = aws_iam_role.plan[0].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LockState"
        Effect   = "Allow"
        Action   = ["s3:DeleteObject", "s3:PutObject"]
        Resource = ["${local.state_bucket_arn}/*.tflock"]
      },
      {
        Sid      = "DecryptState"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = [aws_kms_key.this.arn]
      },
      {
        Sid      = "NoSecrets"
        Effect   = "Deny"
        Action   = ["secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue"]
        Resource = ["*"]
      },
    ]
  })
}
