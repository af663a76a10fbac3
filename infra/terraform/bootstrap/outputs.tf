output "repository_url" {
  value = aws_ecr_repository.this.repository_url
}

output "github_roles" {
  description = "What to write into the variables of the GitHub repository and its environments."
  value = local.enabled ? {
    AWS_PLAN_ROLE = aws_iam_role.plan[0].arn
    environments = { for env in local.environments : env => {
      AWS_BUILD_ROLE  = aws_iam_role.build[env].arn
      AWS_DEPLOY_ROLE = aws_iam_role.deploy[env].arn
      AWS_INFRA_ROLE  = aws_iam_role.infra[env].arn
    } }
  } : null
}
