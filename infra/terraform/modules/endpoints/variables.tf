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
  description = "Each interface endpoint gets an address, and is paid for, in each of these."
  type        = list(string)
}

variable "route_table_id" {
  type = string
}

variable "security_group_id" {
  type = string
}

variable "repository_arn" {
  type = string
}

variable "log_group_arns" {
  type = list(string)
}

variable "secret_arns" {
  type = list(string)
}

variable "enable_exec" {
  type = bool
}
