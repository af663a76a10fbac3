# The most that any role of an environment may ever do, whatever its own policies say.

resource "aws_iam_policy" "task_boundary" {
  name = "${var.project}-task-boundary"
  path = "/boundary/"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "Tasks"
      Effect = "Allow"
      Action = [
        "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer",
        "kms:Decrypt",
        "logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents",
        "logs:PutRetentionPolicy",
        "rds-db:connect",
        "secretsmanager:GetSecretValue",
        "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
      ]
      Resource = ["*"]
    }]
  })
}
