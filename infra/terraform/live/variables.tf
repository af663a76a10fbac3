variable "project" {
  description = "What the names of all resources start with, together with the environment."
  type        = string
  default     = "stockroom"

  validation {
    # A target group is called PROJECT-ENV-service, in 32 characters.
    condition     = can(regex("^[a-z][a-z0-9-]{1,17}$", var.project))
    error_message = "The project is 2 to 18 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "stage", "prod"], var.env)
    error_message = "The environment is dev, stage or prod."
  }
}

variable "region" {
  type = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region looks like xx-yyyy-1."
  }
}

variable "repository" {
  description = "Address of the source, for the tag Repository."
  type        = string
  default     = "stockroom"
}

variable "cost_center" {
  type    = string
  default = "stockroom"
}

#### Network

variable "vpc_cidr" {
  type    = string
  default = "10.20.0.0/16"

  validation {
    condition     = can(cidrnetmask(var.vpc_cidr)) && contains([16, 17, 18, 19, 20], try(tonumber(split("/", var.vpc_cidr)[1]), 0))
    error_message = "The VPC has a block of IPv4 addresses from /16 to /20."
  }
}

variable "az_count" {
  type    = number
  default = 2

  validation {
    condition     = contains([2, 3], var.az_count)
    error_message = "The service runs in 2 or 3 zones."
  }
}

variable "endpoint_az_count" {
  description = "Zones in which interface endpoints are paid for; null: all. Traffic from the others crosses zones and fails with that one."
  type        = number
  default     = null

  validation {
    condition     = var.endpoint_az_count == null ? true : var.endpoint_az_count >= (var.env == "prod" ? var.az_count : 1) && var.endpoint_az_count <= var.az_count
    error_message = "Endpoints stand in 1 to az_count zones, in prod in all of them."
  }
}

#### Tasks

variable "task_cpu" {
  type    = number
  default = 512
}

variable "task_memory" {
  type    = number
  default = 1024

  validation {
    condition = contains(lookup({
      "256"  = [512, 1024, 2048]
      "512"  = range(1024, 4097, 1024)
      "1024" = range(2048, 8193, 1024)
      "2048" = range(4096, 16385, 1024)
      "4096" = range(8192, 30721, 1024)
    }, tostring(var.task_cpu), []), var.task_memory)
    error_message = "Fargate has no task with this task_cpu and task_memory."
  }
}

variable "cpu_architecture" {
  type    = string
  default = "ARM64"

  validation {
    condition     = contains(["ARM64", "X86_64"], var.cpu_architecture)
    error_message = "The architecture is ARM64 or X86_64."
  }
}

variable "container_port" {
  type    = number
  default = 8000

  validation {
    condition     = var.container_port >= 1024 && var.container_port <= 65535
    error_message = "The port is 1024 to 65535: the service does not run as root."
  }
}

variable "health_path" {
  type    = string
  default = "/healthz"

  # ECS replaces tasks that fail this probe. A new task mends no database, and a fail-over would cost all of them.
  validation {
    condition     = startswith(var.health_path, "/") && !strcontains(var.health_path, "readiness") && !startswith(var.health_path, "/ht/") && var.health_path != "/ht"
    error_message = "The path of the health probe starts with a slash, and what it asks does not depend on the database."
  }
}

variable "health_grace_seconds" {
  description = "A new task may fail its probes for this long; shorter than the start of the JVM means a loop of kills."
  type        = number
  default     = 120

  validation {
    condition     = var.health_grace_seconds >= 60
    error_message = "The grace period is 60 s or more."
  }
}

variable "shutdown_grace" {
  description = "Seconds for which a task serves on after SIGTERM, with readiness off (STOCKROOM_SHUTDOWN_GRACE)."
  type        = number
  default     = 10

  validation {
    condition     = var.shutdown_grace >= 0 && var.shutdown_grace == floor(var.shutdown_grace)
    error_message = "The grace is a whole number of seconds."
  }
}

variable "stop_timeout" {
  description = "Seconds from SIGTERM to SIGKILL. The service ends within 20 s after its grace."
  type        = number
  default     = 60

  validation {
    condition     = var.stop_timeout >= var.shutdown_grace + 20 && var.stop_timeout <= 120
    error_message = "A task is killed after the service has stopped, and Fargate waits 120 s at the most: stop_timeout is shutdown_grace + 20 to 120."
  }
}

variable "deregistration_delay" {
  description = "Seconds for which the load balancer lets requests to a leaving task finish."
  type        = number
  default     = 30

  validation {
    condition     = var.deregistration_delay > 0 && var.deregistration_delay < var.stop_timeout
    error_message = "The load balancer lets go before the task is killed: deregistration_delay < stop_timeout."
  }
}

variable "min_tasks" {
  type    = number
  default = 2

  validation {
    condition     = var.min_tasks >= (var.env == "prod" ? 2 : 1)
    error_message = "There is always a task, in prod always two."
  }
}

variable "max_tasks" {
  type    = number
  default = 6

  validation {
    condition     = var.max_tasks >= var.min_tasks
    error_message = "max_tasks is min_tasks or more."
  }
}

variable "initial_desired_count" {
  description = "Used when the service is made, before there is an image; the first deployment raises it."
  type        = number
  default     = 0
}

variable "cpu_target" {
  description = "Percent of CPU that scaling aims at."
  type        = number
  default     = 60

  validation {
    condition     = var.cpu_target >= 20 && var.cpu_target <= 80
    error_message = "The CPU target is 20 to 80 percent."
  }
}

variable "requests_per_target" {
  description = "Requests a minute and task that scaling aims at; null: what was measured for task_cpu."
  type        = number
  default     = null

  validation {
    condition     = var.requests_per_target == null ? true : var.requests_per_target >= 1
    error_message = "At least one request per task."
  }
}

variable "use_spot_weight" {
  description = "Of the tasks above min_tasks, how many run on spot for each one on demand."
  type        = number
  default     = 0

  validation {
    condition     = var.use_spot_weight >= 0 && (var.env != "prod" || var.use_spot_weight == 0)
    error_message = "Spot can go away all at once: not in prod."
  }
}

variable "enable_exec" {
  description = "Shell in running tasks. Needs a writable root, so it does not fit the rest; debug with a one-off task instead."
  type        = bool
  default     = false

  validation {
    condition     = var.env != "prod" || !var.enable_exec
    error_message = "No shells in prod."
  }
}

#### Database

variable "db_class" {
  type    = string
  default = "db.t4g.micro"

  validation {
    condition     = can(regex("^db\\.[a-z0-9]+\\.[a-z0-9]+$", var.db_class))
    error_message = "An instance class looks like db.t4g.micro."
  }
}

variable "db_storage" {
  description = "GiB."
  type        = number
  default     = 20

  validation {
    condition     = var.db_storage >= 20
    error_message = "20 GiB or more."
  }
}

variable "db_max_storage" {
  description = "GiB up to which storage grows by itself."
  type        = number
  default     = 100

  validation {
    condition     = var.db_max_storage > var.db_storage
    error_message = "db_max_storage is more than db_storage."
  }
}

variable "db_engine_version" {
  description = "Major version of a database that is made; RDS keeps the minor one up to date. A later change must follow the database: infra/docs/upgrade.md."
  type        = string
  default     = "16"

  validation {
    condition     = can(regex("^1[4-9](\\.[0-9]+)?$", var.db_engine_version))
    error_message = "PostgreSQL 14 or newer."
  }
}

variable "db_multi_az" {
  type    = bool
  default = true

  validation {
    condition     = var.env != "prod" || var.db_multi_az
    error_message = "In prod the database has a standby."
  }
}

variable "db_backup_days" {
  type    = number
  default = 14

  validation {
    condition     = var.db_backup_days >= (var.env == "prod" ? 14 : 1) && var.db_backup_days <= 35
    error_message = "Backups are kept 1 to 35 days, in prod 14 or more."
  }
}

variable "db_deletion_protection" {
  type    = bool
  default = true

  validation {
    condition     = var.env != "prod" || var.db_deletion_protection
    error_message = "In prod the database is protected from deletion."
  }
}

variable "db_snapshot" {
  description = "Snapshot to begin with, like the final one of an earlier life; used only when the database is made."
  type        = string
  default     = ""
}

variable "db_max_connections" {
  type    = number
  default = 100

  validation {
    condition     = var.db_max_connections >= 2 * var.max_tasks * var.db_pool_size + 10
    error_message = "During a deployment twice max_tasks hold db_pool_size connections each, and the database needs some itself."
  }
}

variable "db_pool_size" {
  description = "Connections of each task."
  type        = number
  default     = 6

  validation {
    condition     = var.db_pool_size >= 1
    error_message = "At least one connection."
  }
}

#### Edge

variable "certificate_arn" {
  type    = string
  default = ""

  validation {
    condition     = var.certificate_arn == "" || can(regex("^arn:[a-z-]+:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$", var.certificate_arn))
    error_message = "This is not the ARN of a certificate in ACM."
  }

  validation {
    condition     = var.certificate_arn != "" || (var.env != "prod" && var.allow_http)
    error_message = "A certificate is needed; only outside prod allow_http = true does without."
  }
}

variable "allow_http" {
  description = "Serve without TLS as long as there is no certificate."
  type        = bool
  default     = false
}

variable "hosted_zone_id" {
  description = "Zone of Route 53 in which to make a record for the hostname; empty: the record is made by hand where the zone is kept."
  type        = string
  default     = ""

  validation {
    condition     = var.hosted_zone_id == "" || var.hostname != ""
    error_message = "hosted_zone_id needs a hostname to make a record for."
  }
}

variable "hostname" {
  description = "Name under which clients reach the service; the certificate must be for it."
  type        = string
  default     = ""

  validation {
    condition     = var.hostname == "" || can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]+$", var.hostname))
    error_message = "The hostname is a name like shop.example.com."
  }

  validation {
    condition     = var.hostname != "" || var.certificate_arn == ""
    error_message = "A certificate needs the hostname that it is for: TLS fails at the load balancer's own name."
  }
}

variable "enable_web" {
  description = "Host a static front end at the edge (CloudFront), with the service under the same origin."
  type        = bool
  default     = false

  validation {
    condition     = !var.enable_web || var.env != "prod" || var.web_hostname != ""
    error_message = "In prod the front end has a name of its own: under CloudFront's name browsers may use versions of TLS before 1.2."
  }
}

variable "web_hostname" {
  description = "Name under which browsers reach the front end; empty: CloudFront's own name. Its record is made in hosted_zone_id, if that is given."
  type        = string
  default     = ""

  validation {
    condition     = var.web_hostname == "" || (can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]+$", var.web_hostname)) && var.web_hostname != var.hostname)
    error_message = "web_hostname is a name like www.shop.example.com, and not that of the service, which stays at the load balancer."
  }
}

variable "web_certificate_arn" {
  description = "Certificate for web_hostname, in the one region where CloudFront looks for certificates."
  type        = string
  default     = ""

  validation {
    condition     = var.web_certificate_arn == "" || can(regex("^arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate/.+$", var.web_certificate_arn))
    error_message = "This is not the ARN of a certificate in ACM in us-east-1, where CloudFront looks for it."
  }

  validation {
    condition     = (var.web_certificate_arn == "") == (var.web_hostname == "")
    error_message = "web_hostname and web_certificate_arn belong together."
  }
}

variable "enable_waf" {
  type    = bool
  default = true
}

variable "waf_mode" {
  description = "count: the firewall only counts what it would refuse (metric refuse). block: it refuses. Look at a week of counts first."
  type        = string
  default     = "count"

  validation {
    condition     = contains(["count", "block"], var.waf_mode)
    error_message = "The firewall counts or blocks."
  }
}

variable "waf_rate_limit" {
  description = "Requests in 5 minutes from one address, behind which a whole office may be; 0 for no limit."
  type        = number
  default     = 60000

  validation {
    condition     = var.waf_rate_limit == 0 || (var.waf_rate_limit >= 10 && var.waf_rate_limit <= 2000000000)
    error_message = "The limit is 0, or 10 to 2,000,000,000 requests in 5 minutes."
  }
}

#### Operation

variable "log_retention_days" {
  type    = number
  default = 30

  validation {
    condition     = contains([7, 14, 30, 60, 90, 180, 365, 400, 731], var.log_retention_days)
    error_message = "CloudWatch keeps logs 7, 14, 30, 60, 90, 180, 365, 400 or 731 days."
  }
}

variable "enable_flow_logs" {
  type    = bool
  default = true
}

variable "alarm_emails" {
  type    = list(string)
  default = []

  validation {
    condition     = alltrue([for email in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+$", email))])
    error_message = "These are not e-mail addresses."
  }

  validation {
    condition     = var.env != "prod" || length(var.alarm_emails) > 0
    error_message = "In prod somebody is told."
  }
}

variable "deployment_alarm_names_extra" {
  description = "More alarms that roll a deployment back."
  type        = list(string)
  default     = []
}

variable "budget_usd" {
  description = "Each month."
  type        = number
  default     = 200

  validation {
    condition     = var.budget_usd > 0
    error_message = "The budget is more than nothing."
  }
}

variable "oidc" {
  description = "An OpenID Connect issuer whose tokens are accepted beside the service's own; null for none. Its public keys (jwks) are given here, because tasks have no way out to fetch them."
  default     = null

  type = object({
    issuer      = string
    audience    = string
    jwks        = string
    role_claim  = optional(string, "")
    admin_value = optional(string, "admin")
    accounts    = optional(string, "existing")
    name_claim  = optional(string, "preferred_username")
  })

  validation {
    condition     = var.oidc == null || try(startswith(var.oidc.issuer, "https://") && var.oidc.audience != "" && can(jsondecode(var.oidc.jwks).keys[0]), false)
    error_message = "The issuer is a URL with https, its audience is not empty, and jwks is a JSON Web Key Set with a key."
  }

  validation {
    condition     = var.oidc == null || try(contains(["existing", "create"], var.oidc.accounts), false)
    error_message = "Accounts are existing or create."
  }
}

variable "service_settings" {
  description = "More settings of the service, by the names in docs/settings.md. What this configuration sets for the network, the database and tokens stays as it is."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.service_settings) : can(regex("^(STOCKROOM|SERVER|LOGGING)_[A-Z0-9_]+$", name))])
    error_message = "Settings are called STOCKROOM_…, SERVER_… or LOGGING_…, as in docs/settings.md."
  }

  # They would stand in the state and in every task definition.
  validation {
    condition     = !anytrue([for name in keys(var.service_settings) : can(regex("SECRET|PASSWORD|PRIVATE_KEY", name))])
    error_message = "No secrets here: what signs tokens is in Secrets Manager."
  }
}

variable "admin_account" {
  description = "Make a secret with the password of the first administrator, which the service reads at its start."
  type        = bool
  default     = true
}
