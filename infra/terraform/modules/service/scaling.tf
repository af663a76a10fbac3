# Not on memory: the heap has a fixed limit (-XX:MaxRAMPercentage) and the JVM keeps what it once took, so memory says how
# long a task has run and not how busy it is. Measured: 179 MB after the start, 460 MB under 256 clients (docs/performance.md,
# start-up), and not less afterwards. A policy would add tasks and never take one away. The alarm "memory" watches instead.
locals {
  # Quick to grow, slow to shrink.
  cooldown_out = 60
  cooldown_in  = 300

  targets = {
    cpu = {
      metric = "ECSServiceAverageCPUUtilization"
      value  = var.scaling.cpu_target
      label  = null
    }
    requests = {
      metric = "ALBRequestCountPerTarget"
      value  = var.scaling.requests_per_target
      label  = "${var.load_balancer.suffix}/${var.load_balancer.target_group_suffix}"
    }
  }
}

resource "aws_appautoscaling_target" "service" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.this.name}/${aws_ecs_service.this.name}"
  min_capacity       = var.scaling.min
  max_capacity       = var.scaling.max
}

resource "aws_appautoscaling_policy" "service" {
  for_each = local.targets

  name               = "${var.name}-${each.key}"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.service.service_namespace
  scalable_dimension = aws_appautoscaling_target.service.scalable_dimension
  resource_id        = aws_appautoscaling_target.service.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = each.value.value
    scale_out_cooldown = local.cooldown_out
    scale_in_cooldown  = local.cooldown_in

    predefined_metric_specification {
      predefined_metric_type = each.value.metric
      resource_label         = each.value.label
    }
  }
}
