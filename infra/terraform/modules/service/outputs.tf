output "cluster_name" {
  value = aws_ecs_cluster.this.name
}

output "service_name" {
  value = aws_ecs_service.this.name
}

output "sizes" {
  value = {
    min     = aws_appautoscaling_target.service.min_capacity
    max     = aws_appautoscaling_target.service.max_capacity
    desired = aws_ecs_service.this.desired_count
  }
}
