env = "dev"

# No certificate needed. Given TF_VAR_certificate_arn and TF_VAR_hostname, setup makes it HTTPS all the same.
allow_http = true

endpoint_az_count      = 1
min_tasks              = 1
max_tasks              = 2
use_spot_weight        = 1
db_multi_az            = false
db_backup_days         = 1
db_deletion_protection = false
log_retention_days     = 14
budget_usd             = 120
