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

variable "vpc_cidr" {
  type = string
}

variable "az_count" {
  type = number
}

variable "container_port" {
  type = number
}

variable "database_port" {
  type = number
}

variable "public_ports" {
  description = "Ports of the load balancer that the internet reaches, and what each is for."
  type        = map(string)
}

variable "flow_log_group" {
  description = "Log group for rejected and accepted flows; null: no flow logs."
  type = object({
    name = string
    arn  = string
  })
  nullable = true
}
