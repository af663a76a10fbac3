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

# max_retries: the provider would repeat an error of moto's for minutes; on a busy machine a connection breaks off now and then.
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
  max_retries                 = 3
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

@test "setup makes everything in an empty account, but for a log group that an earlier database left behind" {
    aws logs create-log-group --log-group-name /aws/rds/instance/stockroom-dev/postgresql
    aws route53 create-hosted-zone --name example.com --caller-reference test >/dev/null
    TF_VAR_hosted_zone_id=$(aws route53 list-hosted-zones --query 'HostedZones[0].Id' --output text)
    TF_VAR_hosted_zone_id=${TF_VAR_hosted_zone_id##*/} TF_VAR_hostname=shop.example.com script setup --yes
    exits 0 "stockroom dev is ready"
    [[ $output == *AWS_DEPLOY_ROLE* ]]
    [[ $output == *"/aws/rds/instance/stockroom-dev/postgresql is there already: Terraform takes it over"* ]]
}

# From here on nothing of what setup was given stands in the shell.
unset_settings() {
    unset TF_VAR_alarm_emails TF_VAR_github
}

# moto forgets some of what it is told: grace, capacity and flags, which a plan would write again.
@test "a plan with what a workflow knows makes nothing, takes nothing away and changes no name" {
    unset_settings
    TF_CLI_ARGS_plan=-refresh=false script plan
    exits 40 "Plan: 0 to add"
    [[ $output == *" 0 to destroy."* ]]
    changed=$(grep -o '^  # .* will be updated in-place' <<<"$output" | awk '{ print $2 }' | sort | xargs)
    echo "# moto forgets parts of $changed" >&3
    [[ $changed != *route53* && $changed != *listener* && $changed != *sns* && $changed != *kms* && $changed != *iam* ]]
}

# replaced: what a plan with the file of changed variables would replace or destroy of all that must stay
replaced() {
    local plan=$BATS_TEST_TMPDIR/plan
    TF_VAR_region=$AWS_REGION TF_VAR_project=stockroom terraform -chdir="$here/terraform/live" plan -input=false -lock=false -refresh=false \
        -var-file=env/dev.tfvars -var-file="$BATS_TEST_TMPDIR/changed.tfvars.json" -out="$plan" >"$BATS_TEST_TMPDIR/out" 2>&1 || {
        tail -n 20 "$BATS_TEST_TMPDIR/out"
        return 1
    }
    terraform -chdir="$here/terraform/live" show -json "$plan" | jq -r '[.resource_changes[]
        | select(.change.actions | index("delete"))
        | select(.type | IN("aws_db_instance", "aws_ecs_cluster", "aws_ecs_service", "aws_lb", "aws_lb_target_group", "aws_vpc", "aws_efs_file_system", "aws_kms_key"))
        | .address] | join(" ")'
}

@test "no variable but those that are fixed replaces service, database, load balancer or network" {
    unset_settings
    jq .changed "$BATS_TEST_DIRNAME/variables.json" >"$BATS_TEST_TMPDIR/changed.tfvars.json"
    # Every variable is there.
    diff <(sed -n 's/^variable "\(.*\)" {$/\1/p' "$here/terraform/live/variables.tf" | sort) <(jq -r '.changed + .fixed | keys[]' "$BATS_TEST_DIRNAME/variables.json" | sort)
    run replaced
    [ "$status" = 0 ]
    [ "$output" = "" ]
    # Without force_new_deployment the provider replaces the service.
    sed -i.kept '/force_new_deployment/d' "$here/terraform/modules/service/main.tf"
    run replaced
    mv "$here/terraform/modules/service/main.tf.kept" "$here/terraform/modules/service/main.tf"
    [ "$output" = module.service.aws_ecs_service.this ]
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
    unset_settings
    script deploy --sha "$FIRST"
    exits 0 "$FIRST runs in dev"
    script deploy --sha "$SECOND"
    exits 0 "$SECOND runs in dev"
    script rollback
    exits 0 "$FIRST runs in dev again"
}

@test "restores the database and starts the release on it again" {
    old=$(aws rds describe-db-instances --db-instance-identifier stockroom-dev --query 'DBInstances[0].DbiResourceId' --output text)
    # What moto forgot of the service would look like another service.
    TF_CLI_ARGS_plan=-refresh=false script restore --to latest --yes
    exits 0 "runs with the data of latest"
    [ "$(aws rds describe-db-instances --query 'sort(DBInstances[].DBInstanceIdentifier)' --output text | xargs)" = "stockroom-dev stockroom-dev-before" ]
    # The service may log in to the new one.
    policy=$(aws iam get-role-policy --role-name stockroom-dev-task-service --policy-name database-login --query PolicyDocument)
    new=$(aws rds describe-db-instances --db-instance-identifier stockroom-dev --query 'DBInstances[0].DbiResourceId' --output text)
    [[ $policy == *"$new/stockroom_app"* ]]
    [ "$new" != "$old" ]
    script status --json
    exits 0
    aws rds delete-db-instance --db-instance-identifier stockroom-dev-before --skip-final-snapshot >/dev/null
}

@test "what runs is what Terraform described, with the image by digest" {
    run aws ecs describe-task-definition --task-definition stockroom-dev-service --query taskDefinition.containerDefinitions[0]
    [[ $(jq -r .image <<<"$output") == *.amazonaws.com/stockroom@sha256:* ]]
    [ "$(jq -r .readonlyRootFilesystem <<<"$output")" = true ]
}

@test "teardown leaves nothing but the final snapshot and the key that opens it" {
    CONFIRM_TEARDOWN=stockroom-dev script teardown --yes
    exits 0
    # As with AWS, a cluster is marked first and removed later.
    [ "$(aws ecs describe-clusters --clusters stockroom-dev --query 'clusters[0].status' --output text)" = INACTIVE ]
    [ "$(aws rds describe-db-instances --query 'length(DBInstances)')" = 0 ]
    [ "$(aws logs describe-log-groups --query 'length(logGroups)')" = 0 ]
    key=$(aws kms describe-key --key-id alias/stockroom-dev-database --query KeyMetadata.KeyState --output text)
    [ "$key" = Enabled ]
    [ "$(aws rds describe-db-snapshots --snapshot-type manual --query 'DBSnapshots[].DBSnapshotIdentifier' --output text)" = stockroom-dev-final ]
}

@test "setup begins again with the final snapshot" {
    TF_VAR_db_snapshot=stockroom-dev-final TF_VAR_alarm_emails='["somebody@example.com"]' script setup --yes
    exits 0 "stockroom dev is ready"
    [ "$(aws rds describe-db-instances --query 'DBInstances[0].DBInstanceIdentifier' --output text)" = stockroom-dev ]
}
