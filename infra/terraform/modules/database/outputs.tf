output "instance" {
  description = "What the service and its alarms need to know."
  value = {
    identifier  = aws_db_instance.this.identifier
    address     = aws_db_instance.this.address
    port        = aws_db_instance.this.port
    name        = aws_db_instance.this.db_name
    resource_id = aws_db_instance.this.resource_id
  }
}

output "master_secret_arn" {
  value = aws_db_instance.this.master_user_secret[0].secret_arn
}
