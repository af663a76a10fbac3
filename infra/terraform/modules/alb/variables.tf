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

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "security_group_id" {
  type = string
}

variable "container_port" {
  type = number
}

variable "health_path" {
  type = string
}

variable "deregistration_delay" {
  type = number
}

variable "certificate_arn" {
  description = "Empty: plain HTTP on port 80."
  type        = string
}

variable "dns" {
  description = "Name under which clients reach the load balancer; null: its own name."
  type = object({
    hostname = string
    zone_id  = string
  })
  nullable = true
}

variable "enable_waf" {
  type = bool
}

variable "deletion_protection" {
  type = bool
}

variable "log_retention_days" {
  type = number
}
