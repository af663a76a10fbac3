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

variable "subnet_ids" {
  type = list(string)
}

variable "security_group_id" {
  type = string
}

variable "port" {
  type = number
}

variable "class" {
  type = string
}

variable "storage" {
  description = "GiB at first, and the most that storage may grow to."
  type = object({
    initial = number
    maximum = number
  })
}

variable "engine_version" {
  type = string
}

variable "max_connections" {
  type = number
}

variable "multi_az" {
  type = bool
}

variable "backup_days" {
  type = number
}

variable "deletion_protection" {
  type = bool
}

variable "snapshot" {
  description = "What the instance begins with; empty: an empty database."
  type        = string
}

variable "kms_key_arn" {
  description = "Encrypts the master password and performance insights."
  type        = string
}

variable "storage_key_arn" {
  description = "Encrypts storage, backups and snapshots; stays when the environment goes."
  type        = string
}

variable "topic_arn" {
  type = string
}
