output "bucket" {
  value = aws_s3_bucket.releases.bucket
}

output "public_url" {
  value = "https://${local.own_name ? var.hostname : aws_cloudfront_distribution.this.domain_name}"
}

output "distribution" {
  description = "How metrics name it."
  value       = aws_cloudfront_distribution.this.id
}

output "dns_record_to_make" {
  description = "What to enter where the zone of the host name is kept, if that is not Route 53; empty: nothing."
  value       = !local.own_name || var.zone_id != "" ? "" : "${var.hostname} CNAME ${aws_cloudfront_distribution.this.domain_name}"
}
