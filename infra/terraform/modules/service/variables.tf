variable "name" {
  description = "What the names of all resources start with."
  type        = string
}

variable "cloud" {
  description = "Where this is, and the boundary of its roles."
  type = object({
    partition    = string
    account      = string
    region       = string
    boundary_arn = string
  })
}

variable "parameter_prefix" {
  description = "Where the deploy script keeps its state in the parameter store, like /stockroom/dev."
  type        = string
}

variable "repository_url" {
  type = string
}

variable "repository_arn" {
  type = string
}

variable "task" {
  description = "Size of the tasks and how patient ECS is with them."
  type = object({
    cpu                  = number
    memory               = number
    architecture         = string
    container_port       = number
    shutdown_grace       = number
    stop_timeout         = number
    health_grace_seconds = number
  })
}

variable "scaling" {
  type = object({
    initial             = number
    min                 = number
    max                 = number
    cpu_target          = number
    requests_per_target = number
    spot_weight         = number
  })
}

variable "network" {
  type = object({
    subnet_ids       = list(string)
    service_group_id = string
    migrate_group_id = string
  })
}

variable "web" {
  description = "Where releases of the front end are put and where it is served; null: none is hosted."
  type = object({
    bucket = string
    url    = string
  })
}

variable "load_balancer" {
  type = object({
    suffix              = string
    target_group_arn    = string
    target_group_suffix = string
    public_url          = string
    trusted_proxies     = list(string)
  })
}

variable "database" {
  type = object({
    address           = string
    port              = number
    name              = string
    resource_id       = string
    master_secret_arn = string
    app_user          = string
    pool_size         = number
    root_certificate  = string
  })
}

variable "log_groups" {
  description = "Names by purpose: service, migrate, exec."
  type        = map(string)
}

variable "secrets" {
  description = "What the service reads at its start, by environment variable: a secret's ARN, or ARN:MEMBER:: of a JSON object."
  type        = map(string)
}

variable "oidc" {
  description = "The outside OpenID Connect issuer; null for none."
  nullable    = true

  type = object({
    issuer      = string
    audience    = string
    jwks        = string
    role_claim  = string
    admin_value = string
    accounts    = string
    name_claim  = string
  })
}

variable "settings" {
  description = "More settings of the service, by name; they cannot change what this module sets for the network, the database and tokens."
  type        = map(string)
}

variable "probe_secret_arn" {
  description = "Account with which a deployment tries the new version."
  type        = string
}

variable "kms_key_arn" {
  type = string
}

variable "rollback_alarms" {
  description = "A deployment during which one of these fires is rolled back."
  type        = list(string)
}

variable "enable_exec" {
  type = bool
}
