output "vpc_id" {
  value = aws_vpc.this.id
}

output "subnets" {
  description = "Ids of the subnets of each tier."
  value = {
    public = aws_subnet.public[*].id
    app    = aws_subnet.app[*].id
    db     = aws_subnet.db[*].id
  }
}

output "public_cidrs" {
  description = "Where the load balancer's own addresses lie."
  value       = aws_subnet.public[*].cidr_block
}

output "app_route_table_id" {
  value = aws_route_table.app.id
}

output "security_groups" {
  description = "Ids by name: alb, app, migrate, db, endpoints."
  value       = { for name, group in aws_security_group.this : name => group.id }
}
