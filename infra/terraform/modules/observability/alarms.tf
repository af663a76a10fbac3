# Every alarm stands in one of the tables below; `missing` says what silence means. Those in `deployment` also roll a
# running deployment back.

locals {
  alb      = { LoadBalancer = var.metrics.load_balancer }
  targets  = { LoadBalancer = var.metrics.load_balancer, TargetGroup = var.metrics.target_group }
  service  = { ClusterName = var.metrics.cluster, ServiceName = var.metrics.service }
  database = { DBInstanceIdentifier = var.metrics.database }

  gib = pow(1024, 3)
  mib = pow(1024, 2)

  deployment = ["target-errors", "latency", "unhealthy-hosts"]

  # One metric, one threshold.
  simple = merge({
    latency         = { ns = "AWS/ApplicationELB", metric = "TargetResponseTime", dims = local.targets, stat = "p99", op = ">", at = 1.5, n = 3, of = 5, period = 60, missing = "notBreaching", why = "Slow is down; also shows an exhausted pool" }
    unhealthy-hosts = { ns = "AWS/ApplicationELB", metric = "UnHealthyHostCount", dims = local.targets, stat = "Maximum", op = ">=", at = 1, n = 3, of = 3, period = 60, missing = "notBreaching", why = "Tasks fail after they were registered" }
    elb-errors      = { ns = "AWS/ApplicationELB", metric = "HTTPCode_ELB_5XX_Count", dims = local.alb, stat = "Sum", op = ">", at = 5, n = 2, of = 3, period = 60, missing = "notBreaching", why = "The load balancer has no healthy target" }
    healthy-hosts   = { ns = "AWS/ApplicationELB", metric = "HealthyHostCount", dims = local.targets, stat = "Minimum", op = "<", at = var.min_tasks, n = 2, of = 2, period = 60, missing = "breaching", why = "No longer redundant; no data means no task" }
    rejected        = { ns = "AWS/ApplicationELB", metric = "RejectedConnectionCount", dims = local.alb, stat = "Sum", op = ">", at = 0, n = 1, of = 1, period = 60, missing = "notBreaching", why = "The load balancer is at its limit" }
    cpu             = { ns = "AWS/ECS", metric = "CPUUtilization", dims = local.service, stat = "Average", op = ">", at = 85, n = 5, of = 5, period = 60, missing = "breaching", why = "Scaling is at its maximum" }
    memory          = { ns = "AWS/ECS", metric = "MemoryUtilization", dims = local.service, stat = "Average", op = ">", at = 85, n = 3, of = 3, period = 60, missing = "breaching", why = "The JVM is near the limit of its container" }
    db-cpu          = { ns = "AWS/RDS", metric = "CPUUtilization", dims = local.database, stat = "Average", op = ">", at = 80, n = 3, of = 3, period = 300, missing = "missing", why = "The database is busy" }
    db-credits      = { ns = "AWS/RDS", metric = "CPUCreditBalance", dims = local.database, stat = "Minimum", op = "<", at = 30, n = 1, of = 1, period = 300, missing = "missing", why = "A burstable instance is about to stall" }
    db-memory       = { ns = "AWS/RDS", metric = "FreeableMemory", dims = local.database, stat = "Minimum", op = "<", at = 100 * local.mib, n = 3, of = 3, period = 300, missing = "missing", why = "The database runs out of memory" }
    db-connections  = { ns = "AWS/RDS", metric = "DatabaseConnections", dims = local.database, stat = "Maximum", op = ">", at = floor(0.8 * var.database_limits.max_connections), n = 3, of = 3, period = 60, missing = "missing", why = "Connections leak or are too few" }
    db-storage      = { ns = "AWS/RDS", metric = "FreeStorageSpace", dims = local.database, stat = "Minimum", op = "<", at = min(4, 0.2 * var.database_limits.storage_gib) * local.gib, n = 1, of = 1, period = 300, missing = "breaching", why = "A full disk is an outage" }
    db-reads        = { ns = "AWS/RDS", metric = "ReadLatency", dims = local.database, stat = "p95", op = ">", at = 0.02, n = 3, of = 3, period = 60, missing = "notBreaching", why = "The disk stalls" }
    db-writes       = { ns = "AWS/RDS", metric = "WriteLatency", dims = local.database, stat = "p95", op = ">", at = 0.02, n = 3, of = 3, period = 60, missing = "notBreaching", why = "The disk stalls" }
    db-queue        = { ns = "AWS/RDS", metric = "DiskQueueDepth", dims = local.database, stat = "Average", op = ">", at = 10, n = 3, of = 3, period = 60, missing = "notBreaching", why = "The disk stalls" }
    log-errors      = { ns = var.name, metric = "Errors", dims = {}, stat = "Sum", op = ">", at = 10, n = 1, of = 1, period = 300, missing = "notBreaching", why = "Failures that clients may not see" }
    }, var.has_certificate ? {
    tls = { ns = "AWS/ApplicationELB", metric = "ClientTLSNegotiationErrorCount", dims = local.alb, stat = "Sum", op = ">", at = 20, n = 1, of = 1, period = 60, missing = "notBreaching", why = "Certificate or protocol trouble" }
  } : {})

  operators = {
    ">"  = "GreaterThanThreshold"
    ">=" = "GreaterThanOrEqualToThreshold"
    "<"  = "LessThanThreshold"
  }

  # 99.9 % of requests succeed. Burning the month's allowance 14.4 times too fast uses it up in 2 days, 6 times in 5.
  allowed_errors = 0.001
  burn_windows = {
    fast-short = { period = 300, rate = 14.4 }
    fast-long  = { period = 3600, rate = 14.4 }
    slow-short = { period = 1800, rate = 6 }
    slow-long  = { period = 21600, rate = 6 }
  }
}

resource "aws_cloudwatch_metric_alarm" "simple" {
  for_each = local.simple

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.why
  namespace           = each.value.ns
  metric_name         = each.value.metric
  dimensions          = each.value.dims
  statistic           = startswith(each.value.stat, "p") ? null : each.value.stat
  extended_statistic  = startswith(each.value.stat, "p") ? each.value.stat : null
  comparison_operator = local.operators[each.value.op]
  threshold           = each.value.at
  period              = each.value.period
  datapoints_to_alarm = each.value.n
  evaluation_periods  = each.value.of
  treat_missing_data  = each.value.missing
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]
}

# A share, so that it means the same at night; not counted below 50 requests a minute.
resource "aws_cloudwatch_metric_alarm" "target_errors" {
  alarm_name          = "${var.name}-target-errors"
  alarm_description   = "Our code fails"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 2
  datapoints_to_alarm = 2
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  metric_query {
    id          = "share"
    expression  = "IF(requests >= 50, 100 * FILL(errors, 0) / requests, 0)"
    label       = "Failed requests in percent"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { errors = "HTTPCode_Target_5XX_Count", requests = "RequestCount" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/ApplicationELB"
        metric_name = metric_query.value
        dimensions  = local.targets
        stat        = "Sum"
        period      = 60
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "missing_tasks" {
  alarm_name          = "${var.name}-missing-tasks"
  alarm_description   = "Tasks cannot be placed or started"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 10
  treat_missing_data  = "breaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  metric_query {
    id          = "gap"
    expression  = "desired - running"
    label       = "Tasks that should run and do not"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { desired = "DesiredTaskCount", running = "RunningTaskCount" }

    content {
      id = metric_query.key

      metric {
        namespace   = "ECS/ContainerInsights"
        metric_name = metric_query.value
        dimensions  = local.service
        stat        = "Average"
        period      = 60
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "burn" {
  for_each = local.burn_windows

  alarm_name          = "${var.name}-burn-${each.key}"
  alarm_description   = "Part of a composite alarm"
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.rate * local.allowed_errors
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "share"
    expression  = "FILL(errors, 0) / requests"
    label       = "Failed requests"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { errors = "HTTPCode_Target_5XX_Count", requests = "RequestCount" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/ApplicationELB"
        metric_name = metric_query.value
        dimensions  = local.targets
        stat        = "Sum"
        period      = each.value.period
      }
    }
  }
}

# The long window says that it matters, the short one that it still goes on.
resource "aws_cloudwatch_composite_alarm" "burn" {
  for_each = toset(["fast", "slow"])

  alarm_name        = "${var.name}-burn-${each.key}"
  alarm_description = "Clients are harmed: the month's allowance of errors is being used up"
  alarm_actions     = [var.topic_arn]
  ok_actions        = [var.topic_arn]
  alarm_rule = join(" AND ", [
    for window in ["short", "long"] : "ALARM(\"${aws_cloudwatch_metric_alarm.burn["${each.key}-${window}"].alarm_name}\")"
  ])
}

resource "aws_cloudwatch_composite_alarm" "deployment" {
  alarm_name        = "${var.name}-deployment"
  alarm_description = "What rolls a deployment back"
  alarm_actions     = [var.topic_arn]
  alarm_rule        = join(" OR ", [for name in local.rollback_alarms : "ALARM(\"${name}\")"])
}

locals {
  rollback_alarms = [
    for key in local.deployment :
    key == "target-errors" ? aws_cloudwatch_metric_alarm.target_errors.alarm_name : aws_cloudwatch_metric_alarm.simple[key].alarm_name
  ]
}

resource "aws_cloudwatch_log_metric_filter" "errors" {
  name           = "${var.name}-errors"
  log_group_name = var.service_log_group
  pattern        = "{ $.level = \"ERROR\" }"

  metric_transformation {
    namespace = var.name
    name      = "Errors"
    value     = "1"
  }
}
