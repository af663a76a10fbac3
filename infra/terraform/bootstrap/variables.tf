variable "project" {
  type    = string
  default = "stockroom"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,19}$", var.project))
    error_message = "The project is 2 to 20 lower-case letters, digits and hyphens, a letter first."
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
  description = "Each gets a role that deploys and one that changes the infrastructure, for the GitHub environment of the same name."
  type        = list(string)
  default     = ["dev", "prod"]

  validation {
    condition     = alltrue([for env in var.environments : contains(["dev", "stage", "prod"], env)])
    error_message = "Environments are dev, stage and prod."
  }
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
