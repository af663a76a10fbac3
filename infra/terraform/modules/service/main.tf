resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = "enhanced"
  }

  configuration {
    execute_command_configuration {
      kms_key_id = var.kms_key_arn
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_log_group_name     = var.log_groups["exec"]
        cloud_watch_encryption_enabled = true
      }
    }
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}

resource "aws_ecs_service" "this" {
  name            = "${var.name}-service"
  cluster         = aws_ecs_cluster.this.arn
  task_definition = aws_ecs_task_definition.base["service"].arn
  desired_count   = var.scaling.initial

  health_check_grace_period_seconds  = var.task.health_grace_seconds
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  enable_ecs_managed_tags            = true
  enable_execute_command             = var.enable_exec
  propagate_tags                     = "SERVICE"

  # Never a launch type: going from one to a strategy would replace the service. And without a new deployment, which ECS
  # needs in order to move tasks, provider 5 would replace it for every change of the strategy, and provider 6 refuses one.
  force_new_deployment = true

  # The tasks that must always run are on demand; spot counts only above them.
  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    base              = var.scaling.min
    weight            = 1
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.scaling.spot_weight > 0 ? [var.scaling.spot_weight] : []

    content {
      capacity_provider = "FARGATE_SPOT"
      weight            = capacity_provider_strategy.value
    }
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  alarms {
    enable      = true
    rollback    = true
    alarm_names = var.rollback_alarms
  }

  network_configuration {
    subnets          = var.network.subnet_ids
    security_groups  = [var.network.service_group_id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = var.load_balancer.target_group_arn
    container_name   = "service"
    container_port   = var.task.container_port
  }

  lifecycle {
    # Deployments own the first, autoscaling the second.
    ignore_changes = [task_definition, desired_count]
  }

  depends_on = [
    aws_ecs_cluster_capacity_providers.this,
    aws_iam_role_policy.exec,
    aws_iam_role_policy.task_service,
  ]
}
