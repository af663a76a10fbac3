# Workflows log in with a token that GitHub signs for each job; no key is stored anywhere. A role is bound to one
# repository, by its unchangeable ids, and to one GitHub environment, whose approval rules guard it.

locals {
  github_host  = "token.actions.githubusercontent.com"
  enabled      = var.github != null
  environments = toset(local.enabled ? var.environments : [])

  # repo:OWNER@OWNERID/REPO@REPOID:…, as repositories made after 15 July 2026 say it; older ones switch to it in their
  # settings.
  subject = local.enabled ? "repo:${var.github.owner}@${var.github.owner_id}/${var.github.repo}@${var.github.repo_id}" : ""

  provider_arn = "${local.aws}:iam::${local.account}:oidc-provider/${local.github_host}"

  # Whom each kind of role trusts: jobs of pull requests and of the main branch to look, jobs of an environment to act.
  jobs = merge(
    { plan = ["pull_request", "ref:refs/heads/main"] },
    { for env in local.environments : env => ["environment:${env}"] },
  )

  trust = { for role, jobs in local.jobs : role => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = local.provider_arn }
      Condition = { StringEquals = {
        "${local.github_host}:aud"           = "sts.amazonaws.com"
        "${local.github_host}:sub"           = [for job in jobs : "${local.subject}:${job}"]
        "${local.github_host}:repository_id" = local.enabled ? var.github.repo_id : ""
      } }
    }]
  }) }
}

resource "aws_iam_openid_connect_provider" "github" {
  count = local.enabled && var.create_oidc_provider ? 1 : 0

  url            = "https://${local.github_host}"
  client_id_list = ["sts.amazonaws.com"]
}
