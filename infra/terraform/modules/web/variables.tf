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

variable "api" {
  description = "Where the edge passes requests for the service on to."
  type = object({
    domain = string
    https  = bool
  })
}

variable "api_paths" {
  description = "Patterns of the paths that belong to the service."
  type        = list(string)
}

variable "certificate_arn" {
  description = "Of a certificate in the region of CloudFront; empty: CloudFront's own, for its own name."
  type        = string
}

variable "hostname" {
  description = "Name under which browsers reach the front end; empty: CloudFront's own."
  type        = string
}

variable "zone_id" {
  description = "Zone of Route 53 in which to make a record of that name; empty: the record is made elsewhere."
  type        = string
}

variable "log_retention_days" {
  type = number
}
