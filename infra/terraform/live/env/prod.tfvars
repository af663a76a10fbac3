env = "prod"

# Must be filled in, here or as TF_VAR_certificate_arn and TF_VAR_alarm_emails:
# certificate_arn = "…"
# alarm_emails    = ["…"]
# and, for a name of its own, hostname and hosted_zone_id.

log_retention_days = 365
budget_usd         = 250
