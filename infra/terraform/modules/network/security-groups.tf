# Who may talk to whom. Each line of `flows` becomes a rule out of the one group and a rule into the other; nothing else
# is allowed, and nothing but the load balancer is reachable from outside.

locals {
  groups = {
    alb       = "Load balancer"
    app       = "Tasks of the service"
    migrate   = "Tasks that migrate the schema"
    db        = "Database"
    endpoints = "VPC endpoints"
  }

  flows = {
    alb-app           = { from = "alb", to = "app", port = var.container_port, why = "Requests and health probes" }
    app-db            = { from = "app", to = "db", port = var.database_port, why = "Queries" }
    migrate-db        = { from = "migrate", to = "db", port = var.database_port, why = "Schema changes" }
    app-endpoints     = { from = "app", to = "endpoints", port = 443, why = "Image, secrets, logs" }
    migrate-endpoints = { from = "migrate", to = "endpoints", port = 443, why = "Image, secrets, logs" }
  }

  image_layers_for = ["app", "migrate"]
}

resource "aws_security_group" "this" {
  for_each = local.groups

  name        = "${var.name}-${each.key}"
  description = each.value
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${var.name}-${each.key}" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "internet" {
  for_each = var.public_ports

  security_group_id = aws_security_group.this["alb"].id
  description       = each.value
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = tonumber(each.key)
  to_port           = tonumber(each.key)
}

resource "aws_vpc_security_group_egress_rule" "flow" {
  for_each = local.flows

  security_group_id            = aws_security_group.this[each.value.from].id
  referenced_security_group_id = aws_security_group.this[each.value.to].id
  description                  = each.value.why
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_ingress_rule" "flow" {
  for_each = local.flows

  security_group_id            = aws_security_group.this[each.value.to].id
  referenced_security_group_id = aws_security_group.this[each.value.from].id
  description                  = each.value.why
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "image_layers" {
  for_each = toset(local.image_layers_for)

  security_group_id = aws_security_group.this[each.key].id
  prefix_list_id    = data.aws_ec2_managed_prefix_list.s3.id
  description       = "Image layers from S3, through the gateway endpoint"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
