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

output "name" {
  description = "Under which the certificate, if there is one, is valid."
  value       = var.hostname == "" ? aws_lb.this.dns_name : var.hostname
}

output "public_url" {
  value = format("%s://%s", local.https ? "https" : "http", var.hostname == "" ? aws_lb.this.dns_name : var.hostname)
}

output "records" {
  value = aws_route53_record.service[*].name
}

output "dns_record_to_make" {
  description = "What to enter where the zone of the host name is kept, if that is not Route 53; empty: nothing."
  value       = var.hostname == "" || var.zone_id != "" ? "" : "${var.hostname} CNAME ${aws_lb.this.dns_name}"
}

output "logs_bucket" {
  value = aws_s3_bucket.logs.bucket
}

output "listener_arns" {
  description = "The service can be registered once these stand."
  value       = concat([aws_lb_listener.http.arn], aws_lb_listener.https[*].arn)
}
