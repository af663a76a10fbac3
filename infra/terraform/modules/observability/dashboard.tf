# Traffic, errors, latency, saturation; below them the database. Deployments appear as vertical lines: each writes a
# data point of the metric Deployments.

locals {
  elb = "AWS/ApplicationELB"
  tg  = ["TargetGroup", var.metrics.target_group, "LoadBalancer", var.metrics.load_balancer]
  ecs = ["ClusterName", var.metrics.cluster, "ServiceName", var.metrics.service]
  rds = ["DBInstanceIdentifier", var.metrics.database]

  # CloudFront counts in one region, whichever the environment is in.
  edge   = ["DistributionId", var.metrics.edge, "Region", "Global"]
  global = { region = "us-east-1" }

  graphs = concat([
    { title = "Requests", stat = "Sum", metrics = [concat([local.elb, "RequestCount"], local.tg)] },
    { title = "Errors", stat = "Sum", metrics = [concat([local.elb, "HTTPCode_Target_5XX_Count"], local.tg), [local.elb, "HTTPCode_ELB_5XX_Count", "LoadBalancer", var.metrics.load_balancer], [var.name, "Errors"]] },
    { title = "Latency p99", stat = "p99", metrics = [concat([local.elb, "TargetResponseTime"], local.tg)] },
    { title = "Share of the month's allowed errors, per 5 minutes", stat = "Sum", metrics = [
      [{ expression = "100 * FILL(errors, 0) / requests / ${local.allowed_errors} / (30 * 24 * 12)", label = "percent used" }],
      concat([local.elb, "HTTPCode_Target_5XX_Count"], local.tg, [{ id = "errors", visible = false }]),
      concat([local.elb, "RequestCount"], local.tg, [{ id = "requests", visible = false }]),
    ] },
    { title = "CPU and memory of the tasks", stat = "Average", metrics = [concat(["AWS/ECS", "CPUUtilization"], local.ecs), concat(["AWS/ECS", "MemoryUtilization"], local.ecs)] },
    { title = "Tasks", stat = "Average", metrics = [concat(["ECS/ContainerInsights", "RunningTaskCount"], local.ecs), concat(["ECS/ContainerInsights", "DesiredTaskCount"], local.ecs)] },
    { title = "Deployments", stat = "Sum", metrics = [[var.name, "Deployments"]] },
    { title = "Database: CPU", stat = "Average", metrics = [concat(["AWS/RDS", "CPUUtilization"], local.rds)] },
    { title = "Database: connections", stat = "Maximum", metrics = [concat(["AWS/RDS", "DatabaseConnections"], local.rds)] },
    { title = "Database: free storage", stat = "Minimum", metrics = [concat(["AWS/RDS", "FreeStorageSpace"], local.rds)] },
    ], var.metrics.edge == null ? [] : [
    { title = "Front end: requests", stat = "Sum", metrics = [concat(["AWS/CloudFront", "Requests"], local.edge, [local.global])] },
    { title = "Front end: errors, %", stat = "Average", metrics = [concat(["AWS/CloudFront", "4xxErrorRate"], local.edge, [local.global]), concat(["AWS/CloudFront", "5xxErrorRate"], local.edge, [local.global])] },
  ])
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [for i, graph in local.graphs : {
      type   = "metric"
      x      = 8 * (i % 3)
      y      = 6 * floor(i / 3)
      width  = 8
      height = 6
      properties = {
        title   = graph.title
        region  = var.cloud.region
        view    = "timeSeries"
        stat    = graph.stat
        period  = 300
        metrics = graph.metrics
      }
    }]
  })
}
