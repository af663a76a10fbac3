output "public_url" {
  value = module.alb.public_url
}

output "dns_records_to_make" {
  value = compact(concat([module.alb.dns_record_to_make], module.web[*].dns_record_to_make))
}

output "logs_bucket" {
  description = "Must be empty before it can be destroyed."
  value       = module.alb.logs_bucket
}

output "generated_secrets" {
  description = "Secrets that setup fills with random values if they hold none."
  value       = [for key in sort(keys(local.secrets)) : aws_secretsmanager_secret.this[key].name if key != "probe"]
}

output "database" {
  value = module.database.instance.identifier
}
