env = "stage"

# As prod, but for one task and less to keep.
allow_http             = true
endpoint_az_count      = 1
min_tasks              = 1
max_tasks              = 2
db_multi_az            = false
db_backup_days         = 7
db_deletion_protection = false
log_retention_days     = 30
budget_usd             = 150
