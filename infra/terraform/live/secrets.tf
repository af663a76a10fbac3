# Only the places: what they hold is put there by the deploy script's setup (jwt, admin) or by hand (probe), so that it
# never stands in the state.

locals {
  secrets = merge(
    {
      jwt   = "The key of tokens, and another that only verifies: {\"secret\", \"previousSecret\"}"
      probe = "Account that tries new versions: {\"username\", \"password\"}"
    },
    var.admin_account ? { admin = "Password of the first administrator" } : {},
  )

  service_secrets = merge(
    {
      STOCKROOM_JWT_SECRET          = "${aws_secretsmanager_secret.this["jwt"].arn}:secret::"
      STOCKROOM_JWT_PREVIOUS_SECRET = "${aws_secretsmanager_secret.this["jwt"].arn}:previousSecret::"
    },
    var.admin_account ? { STOCKROOM_ADMIN_PASSWORD = aws_secretsmanager_secret.this["admin"].arn } : {},
  )
}

resource "aws_secretsmanager_secret" "this" {
  for_each = local.secrets

  name                    = "${var.project}/${var.env}/${each.key}"
  description             = each.value
  kms_key_id              = aws_kms_key.this.arn
  recovery_window_in_days = 7
}
