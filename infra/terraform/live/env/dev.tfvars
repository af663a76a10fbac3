env = "dev"

# No certificate needed. With TF_VAR_certificate_arn (or a line here) the service is reached by HTTPS all the same.
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
