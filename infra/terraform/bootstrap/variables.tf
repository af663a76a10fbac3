variable "project" {
  type    = string
  default = "stockroom"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,17}$", var.project))
    error_message = "The project is 2 to 18 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "region" {
  type = string
}

variable "repository" {
  type    = string
  default = "stockroom"
}

variable "cost_center" {
  type    = string
  default = "stockroom"
}

variable "environments" {
  description = "Each gets a key for its database and, for the GitHub environment of the same name, roles that build, deploy and change the infrastructure."
  type        = list(string)
  default     = ["dev", "prod"]

  validation {
    condition     = alltrue([for env in var.environments : contains(["dev", "stage", "prod"], env)])
    error_message = "Environments are dev, stage and prod."
  }
}

variable "hostnames" {
  description = "Name of each environment in DNS: the only one whose record its role may change."
  type        = map(string)
  default     = {}
}

variable "web_hostnames" {
  description = "The same of its front end."
  type        = map(string)
  default     = {}
}

variable "github" {
  description = "The repository whose workflows may act here, with the numeric ids that GitHub writes into its tokens; null: none."
  type = object({
    owner    = string
    owner_id = string
    repo     = string
    repo_id  = string
  })
  default = null

  validation {
    condition     = var.github == null ? true : can(regex("^[0-9]+$", var.github.owner_id)) && can(regex("^[0-9]+$", var.github.repo_id))
    error_message = "The ids of owner and repository are numbers."
  }
}

variable "create_oidc_provider" {
  description = "False: the account has GitHub's identity provider already; there can be only one."
  type        = bool
  default     = true
}
