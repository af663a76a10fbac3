output "load_balancer" {
  description = "How metrics name it."
  value       = aws_lb.this.arn_suffix
}

output "target_group" {
  value = {
    arn    = aws_lb_target_group.service.arn
    suffix = aws_lb_target_group.service.arn_suffix
  }
}

output "public_url" {
  value = format("%s://%s", local.https ? "https" : "http", var.dns == null ? aws_lb.this.dns_name : var.dns.hostname)
}

output "logs_bucket" {
  value = aws_s3_bucket.logs.bucket
}

output "listener_arns" {
  description = "The service can be registered once these stand."
  value       = concat([aws_lb_listener.http.arn], aws_lb_listener.https[*].arn)
}
