resource "aws_flow_log" "vpc" {
  count = var.flow_log_group == null ? 0 : 1

  vpc_id                   = aws_vpc.this.id
  traffic_type             = "ALL"
  log_destination          = var.flow_log_group.arn
  iam_role_arn             = aws_iam_role.flow_logs[0].arn
  max_aggregation_interval = 600

  tags = { Name = var.name }
}

resource "aws_iam_role" "flow_logs" {
  count = var.flow_log_group == null ? 0 : 1

  name                 = "${var.name}-flow-logs"
  path                 = "/stockroom/"
  permissions_boundary = var.cloud.boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.cloud.account } }
    }]
  })
}

resource "aws_iam_role_policy" "flow_logs" {
  count = var.flow_log_group == null ? 0 : 1

  name = "write"
  role = aws_iam_role.flow_logs[0].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      Resource = ["${var.flow_log_group.arn}:*"]
    }]
  })
}
