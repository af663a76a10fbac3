# From an empty account to a running service and back to nothing, by the commands of the runbook, against moto: what Terraform
# makes is really made there, in its order, and the deploy script finds it. Takes minutes: the provider waits for what moto
# has at once.

bats_require_minimum_version 1.5.0
load helpers

FIRST=$(printf '1%.0s' {1..40})
SECOND=$(printf '2%.0s' {1..40})

setup_file() {
    start_moto
    export here moto_pid
    # A copy, in which Terraform talks to moto.
    cp -r "$here" "$BATS_FILE_TMPDIR/infra"
    git -C "$BATS_FILE_TMPDIR" init -q
    here=$BATS_FILE_TMPDIR/infra
    local root
    for root in bootstrap live; do
        rm -rf "$here/terraform/$root/.terraform" "$here/terraform/$root/.terraform.lock.hcl"
        moto_override >"$here/terraform/$root/moto_override.tf"
    done
    open_bucket state >>"$here/terraform/bootstrap/moto_override.tf"
    open_bucket logs >"$here/terraform/modules/alb/moto_override.tf"
    export TF_VAR_alarm_emails='["somebody@example.com"]'
    export TF_VAR_github='{"owner": "someone", "owner_id": "11", "repo": "stockroom", "repo_id": "22"}'
}

teardown_file() {
    stop_moto
}

# max_retries: the provider would repeat an error of moto's for minutes.
moto_override() {
    cat <<END
terraform {
  backend "s3" {
    use_path_style              = true
    skip_credentials_validation = true
    skip_requesting_account_id  = true
    endpoints                   = { s3 = "$AWS_ENDPOINT_URL" }
  }
}

provider "aws" {
  region                      = var.region
  max_retries                 = 1
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
}
END
}

# moto knows no conditions: "nobody without TLS" would be "nobody".
open_bucket() {
    cat <<END
resource "aws_s3_bucket_policy" "$1" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
END
}

@test "setup makes everything in an empty account" {
    script setup --yes
    exits 0 "stockroom dev is ready"
    [[ $output == *AWS_DEPLOY_ROLE* ]]
}

@test "setup fills the secrets once" {
    value=$(aws secretsmanager get-secret-value --secret-id stockroom/dev/jwt --query SecretString --output text)
    [ "$(jq -r .secret <<<"$value" | wc -c)" -gt 32 ]
    [ "$(jq -r .previousSecret <<<"$value")" = "" ]
    run aws secretsmanager get-secret-value --secret-id stockroom/dev/probe
    [ "$status" -ne 0 ]
}

@test "deploys to it, twice, and goes back" {
    push "$FIRST"
    push "$SECOND"
    script deploy --sha "$FIRST"
    exits 0 "$FIRST runs in dev"
    script deploy --sha "$SECOND"
    exits 0 "$SECOND runs in dev"
    script rollback
    exits 0 "$FIRST runs in dev again"
}

@test "what runs is what Terraform described, with the image by digest" {
    run aws ecs describe-task-definition --task-definition stockroom-dev-service --query taskDefinition.containerDefinitions[0]
    [[ $(jq -r .image <<<"$output") == *.amazonaws.com/stockroom@sha256:* ]]
    [ "$(jq -r .readonlyRootFilesystem <<<"$output")" = true ]
}

@test "teardown leaves nothing" {
    CONFIRM_TEARDOWN=stockroom-dev script teardown --yes
    exits 0
    # As with AWS, a cluster is marked first and removed later.
    [ "$(aws ecs describe-clusters --clusters stockroom-dev --query 'clusters[0].status' --output text)" = INACTIVE ]
    [ "$(aws rds describe-db-instances --query 'length(DBInstances)')" = 0 ]
}
