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

variable "hostname" {
  description = "Name under which clients reach the load balancer; empty: its own name."
  type        = string
}

variable "zone_id" {
  description = "Zone of Route 53 in which to make a record of that name; empty: the record is made elsewhere."
  type        = string
}

variable "waf" {
  description = "mode: count or block; rate_limit: requests in 5 minutes and address, 0 for no limit."
  type = object({
    enabled    = bool
    mode       = string
    rate_limit = number
  })
}

variable "edge_cidrs" {
  description = "From where CloudFront connects, if a front end is hosted there; else empty."
  type        = list(string)
}

variable "deletion_protection" {
  type = bool
}

variable "log_retention_days" {
  type = number
}
