variable "name" {
  description = "What the names of all resources start with."
  type        = string
}

variable "cloud" {
  description = "Where this is."
  type = object({
    partition = string
    account   = string
    region    = string
  })
}

variable "topic_arn" {
  type = string
}

variable "metrics" {
  description = "How the watched things call themselves in CloudWatch."
  type = object({
    load_balancer = string
    target_group  = string
    cluster       = string
    service       = string
    database      = string
    edge          = optional(string)
  })
}

variable "cluster_arn" {
  type = string
}

variable "service_log_group" {
  type = string
}

variable "repository_name" {
  type = string
}

variable "min_tasks" {
  type = number
}

variable "database_limits" {
  type = object({
    storage_gib     = number
    max_connections = number
  })
}

variable "has_certificate" {
  type = bool
}
