variable "name" {
  type = string
}

variable "limit_usd" {
  type = number
}

variable "tags" {
  description = "Costs count when they carry these tags; each must be activated in the billing console, else it counts nothing."
  type        = map(string)
}

variable "emails" {
  type = list(string)
}

variable "topic_arn" {
  type = string
}

locals {
  warnings = {
    ACTUAL     = 80
    FORECASTED = 100
  }
}

resource "aws_budgets_budget" "this" {
  name         = var.name
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_unit   = "USD"
  limit_amount = tostring(var.limit_usd)

  cost_filter {
    name   = "TagKeyValue"
    values = [for key, value in var.tags : format("user:%s$%s", key, value)]
  }

  dynamic "notification" {
    for_each = local.warnings

    content {
      notification_type          = notification.key
      threshold                  = notification.value
      threshold_type             = "PERCENTAGE"
      comparison_operator        = "GREATER_THAN"
      subscriber_email_addresses = var.emails
      subscriber_sns_topic_arns  = [var.topic_arn]
    }
  }
}
