# Plans the shared part with the real provider and no network. The plan is also what infra/tests/policy reads.

provider "aws" {
  region                      = "xx-test-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "000000000000" }
}

override_data {
  target = data.aws_partition.current
  values = { partition = "aws" }
}

override_resource {
  target          = aws_kms_key.this
  override_during = plan
  values          = { arn = "arn:aws:kms:xx-test-1:000000000000:key/the-key", key_id = "the-key" }
}

override_resource {
  target          = aws_iam_policy.task_boundary
  override_during = plan
  values          = { arn = "arn:aws:iam::000000000000:policy/boundary/stockroom-task-boundary" }
}

override_resource {
  target          = aws_iam_policy.boundary
  override_during = plan
  values          = { arn = "arn:aws:iam::000000000000:policy/github/the-boundary" }
}

override_resource {
  target          = aws_kms_key.database
  override_during = plan
  values          = { arn = "arn:aws:kms:xx-test-1:000000000000:key/the-key-of-the-database", key_id = "the-key-of-the-database" }
}

variables {
  region = "xx-test-1"
}

run "with_github" {
  command = plan

  variables {
    github    = { owner = "someone", owner_id = "11", repo = "stockroom", repo_id = "22" }
    hostnames = { dev = "dev.shop.example.com" }
  }
}

run "without_github" {
  command = plan

  assert {
    condition     = output.github_roles == null && length(aws_iam_openid_connect_provider.github) == 0
    error_message = "Without GitHub nobody can come in from there."
  }
}

run "with_an_identity_provider_that_is_there_already" {
  command = plan

  variables {
    github               = { owner = "someone", owner_id = "11", repo = "stockroom", repo_id = "22" }
    create_oidc_provider = false
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 0
    error_message = "An account can have GitHub's identity provider only once."
  }
}

run "refuses_values_that_cannot_be" {
  command = plan

  variables {
    project      = "Stock_Room"
    environments = ["test"]
    github       = { owner = "someone", owner_id = "someone", repo = "stockroom", repo_id = "22" }
  }

  expect_failures = [var.project, var.environments, var.github]
}
