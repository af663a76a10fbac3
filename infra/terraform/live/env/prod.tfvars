env = "prod"

# certificate_arn, hostname and alarm_emails are needed too: setup is given them as TF_VAR_… and keeps them.

log_retention_days = 365
budget_usd         = 250
