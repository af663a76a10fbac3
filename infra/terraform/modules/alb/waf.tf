# AWS's managed rules look for attacks on web pages. To this API, text of any kind in a JSON body or a query is data: a
# description may contain <script>, a search may end in .ini, a list of ids may be long. So no rule blocks by itself. Each
# only labels the request, and one rule of ours refuses what no legitimate call has, in the API's own format.

locals {
  managed_rules = {
    AWSManagedRulesCommonRuleSet = [
      "NoUserAgent_HEADER", "UserAgent_BadBots_HEADER", "SizeRestrictions_QUERYSTRING", "SizeRestrictions_Cookie_HEADER",
      "SizeRestrictions_BODY", "SizeRestrictions_URIPATH", "EC2MetaDataSSRF_BODY", "EC2MetaDataSSRF_COOKIE",
      "EC2MetaDataSSRF_URIPATH", "EC2MetaDataSSRF_QUERYARGUMENTS", "GenericLFI_QUERYARGUMENTS", "GenericLFI_URIPATH",
      "GenericLFI_BODY", "RestrictedExtensions_URIPATH", "RestrictedExtensions_QUERYARGUMENTS", "GenericRFI_QUERYARGUMENTS",
      "GenericRFI_BODY", "GenericRFI_URIPATH", "CrossSiteScripting_COOKIE", "CrossSiteScripting_QUERYARGUMENTS",
      "CrossSiteScripting_BODY", "CrossSiteScripting_URIPATH",
    ]
    AWSManagedRulesKnownBadInputsRuleSet = [
      "JavaDeserializationRCE_HEADER", "JavaDeserializationRCE_BODY", "JavaDeserializationRCE_URIPATH",
      "JavaDeserializationRCE_QUERYSTRING", "Host_localhost_HEADER", "PROPFIND_METHOD", "ExploitablePaths_URIPATH",
      "Log4JRCE_HEADER", "Log4JRCE_QUERYSTRING", "Log4JRCE_BODY", "Log4JRCE_URIPATH",
    ]
  }

  # Labels of what is wrong with paths, methods and headers, where the contract has no free text. Not RestrictedExtensions_URIPath:
  # the name of a user stands in the path and may end in .log.
  refused_labels = concat(
    [for label in [
      "BadBots_Header", "EC2MetaDataSSRF_Cookie", "EC2MetaDataSSRF_URIPath", "GenericLFI_URIPath", "GenericRFI_URIPath",
      "CrossSiteScripting_Cookie", "CrossSiteScripting_URIPath",
    ] : "awswaf:managed:aws:core-rule-set:${label}"],
    [for label in [
      "Host_Localhost_Header", "Propfind_Method", "ExploitablePaths_URIPath", "JavaDeserializationRCE_Header",
      "JavaDeserializationRCE_URIPath", "Log4JRCE_Header", "Log4JRCE_URIPath",
    ] : "awswaf:managed:aws:known-bad-inputs:${label}"],
  )

  # Requests of one address. Those that the edge brings are counted by the address that it names, since there the address of the
  # connection is the edge's own and stands for many people.
  by_edge    = length(var.edge_cidrs) > 0
  rate_rules = var.waf.rate_limit == 0 ? {} : merge({ rate = { priority = 1, edge = false } }, local.by_edge ? { rate-edge = { priority = 5, edge = true } } : {})

  # What a client gets, as from the service itself.
  refusals = {
    refused = { status = 403, title = "Permission denied", detail = "The request looks like an attack and was not passed on.", code = "permission_denied" }
    rate    = { status = 429, title = "Too many requests", detail = "Too many requests from this address: wait and repeat.", code = "too-many-requests" }
  }
}

resource "aws_wafv2_ip_set" "edge" {
  count = var.waf.enabled && local.by_edge ? 1 : 0

  name               = var.name
  description        = "From where CloudFront connects"
  scope              = "REGIONAL"
  ip_address_version = "IPV4"
  addresses          = var.edge_cidrs
}

resource "aws_wafv2_web_acl" "this" {
  count = var.waf.enabled ? 1 : 0

  name  = var.name
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  dynamic "custom_response_body" {
    for_each = local.refusals

    content {
      key          = custom_response_body.key
      content_type = "APPLICATION_JSON"
      content = jsonencode({
        type   = "about:blank"
        title  = custom_response_body.value.title
        status = custom_response_body.value.status
        detail = custom_response_body.value.detail
        code   = custom_response_body.value.code
      })
    }
  }

  dynamic "rule" {
    for_each = local.rate_rules

    content {
      name     = rule.key
      priority = rule.value.priority

      action {
        dynamic "count" {
          for_each = var.waf.mode == "count" ? [1] : []
          content {}
        }

        dynamic "block" {
          for_each = var.waf.mode == "block" ? [1] : []

          content {
            custom_response {
              response_code            = 429
              custom_response_body_key = "rate"

              response_header {
                name  = "Retry-After"
                value = "60"
              }
            }
          }
        }
      }

      statement {
        rate_based_statement {
          limit                 = var.waf.rate_limit
          evaluation_window_sec = 300
          aggregate_key_type    = rule.value.edge ? "CUSTOM_KEYS" : "IP"

          dynamic "custom_key" {
            for_each = rule.value.edge ? [1] : []

            content {
              header {
                name = "x-viewer-address"

                text_transformation {
                  priority = 0
                  type     = "NONE"
                }
              }
            }
          }

          dynamic "scope_down_statement" {
            for_each = aws_wafv2_ip_set.edge[*].arn

            content {
              dynamic "ip_set_reference_statement" {
                for_each = rule.value.edge ? [1] : []

                content {
                  arn = scope_down_statement.value
                }
              }

              dynamic "not_statement" {
                for_each = rule.value.edge ? [] : [1]

                content {
                  statement {
                    ip_set_reference_statement {
                      arn = scope_down_statement.value
                    }
                  }
                }
              }
            }
          }
        }
      }

      visibility_config {
        metric_name                = "${var.name}-${rule.key}"
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = true
      }
    }
  }

  dynamic "rule" {
    for_each = local.managed_rules

    content {
      name     = rule.key
      priority = rule.key == "AWSManagedRulesCommonRuleSet" ? 2 : 3

      # Counts rules that AWS adds later, too.
      override_action {
        count {}
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.key

          # A group stops at the first rule that blocks. One that counts lets the others add their labels.
          dynamic "rule_action_override" {
            for_each = rule.value

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        metric_name                = "${var.name}-${rule.key}"
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = true
      }
    }
  }

  rule {
    name     = "refuse"
    priority = 4

    action {
      dynamic "count" {
        for_each = var.waf.mode == "count" ? [1] : []
        content {}
      }

      dynamic "block" {
        for_each = var.waf.mode == "block" ? [1] : []

        content {
          custom_response {
            response_code            = 403
            custom_response_body_key = "refused"
          }
        }
      }
    }

    statement {
      or_statement {
        dynamic "statement" {
          for_each = local.refused_labels

          content {
            label_match_statement {
              scope = "LABEL"
              key   = statement.value
            }
          }
        }
      }
    }

    visibility_config {
      metric_name                = "${var.name}-refuse"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    metric_name                = var.name
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  count = var.waf.enabled ? 1 : 0

  resource_arn = aws_lb.this.arn
  web_acl_arn  = aws_wafv2_web_acl.this[0].arn
}
