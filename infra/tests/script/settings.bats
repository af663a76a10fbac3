# What setup was told is kept: no later run can drop it. Against a scripted AWS, and a Terraform that tells what it was given.

load helpers

setup() {
    start_fakes
    given s3api.head-bucket <<<'{}'
    given iam.list-open-id-connect-providers <<<'{"OpenIDConnectProviderList": []}'
    given logs.describe-log-groups <<<'{"logGroups": []}'
    given secretsmanager.describe-secret <<<'{"VersionIdsToStages": {"v": ["AWSCURRENT"]}}'
    export TERRAFORM=$BATS_TEST_TMPDIR/terraform
    cat >"$TERRAFORM" <<'END'
#!/usr/bin/env bash
root=${1##*/} command=$2
printf '%s\n' "$*" >>"$FAKE_AWS/terraform"
for argument; do
    [[ $argument != -var-file=*.json ]] || cp "${argument#-var-file=}" "$FAKE_AWS/$root.settings"
    [[ $argument != -out=* ]] || touch "${argument#-out=}"
done
[[ $command != plan && $command != apply ]] || env | grep -o '^TF_VAR_[a-z_]*' | sort >>"$FAKE_AWS/$root.environment"
case $command in
show) cat "$FAKE_AWS/$root.plan" 2>/dev/null || echo '{}' ;;
output) [[ $* != *" github_roles" ]] || exit 1; if [[ $* == *-json ]]; then cat "$FAKE_AWS/$root.outputs" 2>/dev/null || echo '{}'; else echo '[]'; fi ;;
state) [[ $3 == rm ]] ;;
esac
END
    chmod +x "$TERRAFORM"
}

teardown() {
    stop_fakes
}

script() {
    run "$here/aws-deploy.sh" "$@"
}

# setting ROOT NAME: as Terraform was last given it
setting() {
    jq -c ".$2" "$FAKE_AWS/$1.settings"
}

told() {
    export TF_VAR_certificate_arn=arn:aws:acm:x:0:certificate/c TF_VAR_hostname=shop.example.com TF_VAR_hosted_zone_id=Z1 \
        TF_VAR_alarm_emails='["a@example.com"]' TF_VAR_github='{"owner": "o", "owner_id": "1", "repo": "r", "repo_id": "2"}'
    script setup --yes
    exits 0
    unset TF_VAR_certificate_arn TF_VAR_hostname TF_VAR_hosted_zone_id TF_VAR_alarm_emails TF_VAR_github
    rm "$FAKE_AWS"/*.settings
}

@test "keeps what setup was given, and gives it to every later plan" {
    told
    for command in "plan" "apply --yes" "setup --yes"; do
        # shellcheck disable=SC2086
        script $command
        exits 0
        [ "$(setting live hostname)" = '"shop.example.com"' ]
        [ "$(setting live hosted_zone_id)" = '"Z1"' ]
        [ "$(setting live alarm_emails)" = '["a@example.com"]' ]
        rm "$FAKE_AWS/live.settings"
    done
}

@test "keeps settings of each environment apart" {
    told
    script setup --env prod --yes
    exits 0
    [ "$(setting live hostname)" = null ]
}

@test "setup of another environment, in a shell without them, keeps GitHub's roles and the first one's" {
    told
    script setup --env prod --yes
    exits 0
    [ "$(setting bootstrap github.repo_id)" = '"2"' ]
    [ "$(setting bootstrap environments)" = '["dev","prod"]' ]
    [ "$(setting bootstrap hostnames)" = '{"dev":"shop.example.com","prod":""}' ]
}

@test "only setup changes settings; the shell of a workflow cannot" {
    told
    rm "$FAKE_AWS/live.environment"
    TF_VAR_hostname=other.example.com TF_VAR_budget_usd=1 script apply --yes
    exits 0 "ignored: hostname, budget_usd"
    [ "$(setting live hostname)" = '"shop.example.com"' ]
    [ "$(setting live budget_usd)" = null ]
    [ "$(sort -u "$FAKE_AWS/live.environment" | xargs)" = "TF_VAR_project TF_VAR_region" ]
    TF_VAR_hostname=other.example.com script setup --yes
    exits 0
    [ "$(setting live hostname)" = '"other.example.com"' ]
}

@test "the settings count more than the file of the environment" {
    told
    script apply --yes
    exits 0
    grep -q 'terraform/live plan .*-var-file=env/dev.tfvars -var-file=/.*settings.tfvars.json' "$FAKE_AWS/terraform"
}

@test "an empty string drops a setting of any type" {
    TF_VAR_service_settings='{"STOCKROOM_CORS_ORIGINS": "https://shop.example.com"}' TF_VAR_budget_usd=1 TF_VAR_hostname=shop.example.com script setup --yes
    exits 0
    TF_VAR_service_settings='' TF_VAR_budget_usd='' script setup --yes
    exits 0
    [ "$(jq -c . "$FAKE_AWS/live.settings")" = '{"hostname":"shop.example.com"}' ]
}

@test "shows the roles for GitHub, and nothing of them without GitHub, where Terraform knows no such output" {
    script setup --yes
    exits 0 "stockroom dev is ready"
    [[ $output != *GitHub* ]]
    echo '{"github_roles": {"value": {"AWS_PLAN_ROLE": "arn:plan"}}}' >"$FAKE_AWS/bootstrap.outputs"
    script setup --yes
    exits 0 '"AWS_PLAN_ROLE": "arn:plan"'
}

@test "2: a list that is not JSON" {
    TF_VAR_alarm_emails='[a@example.com]' script setup --yes
    exits 2 "TF_VAR_alarm_emails is not JSON"
}

@test "10: a plan that would destroy a name, an identity or a service is refused" {
    told
    for lost in aws_route53_record.service module.service.aws_ecs_service.this aws_iam_role.plan; do
        jq -n --arg address "$lost" '{resource_changes: [{$address, type: ($address | split(".")[-2]), change: {actions: ["delete", "create"]}}]}' >"$FAKE_AWS/live.plan"
        script apply --yes
        exits 10 "$lost"
        ! grep -q 'terraform/live apply .*tmp' <(tail -n 1 "$FAKE_AWS/terraform")
        lock_is_free
    done
    script apply --yes --allow-losses
    exits 0
}

@test "10: a plan that would give the database the parameters of another major version is refused" {
    told
    mkdir -p "$FAKE_AWS/databases"
    touch "$FAKE_AWS/databases/stockroom-dev"
    for wanted in 17 16; do
        jq -n --arg family "postgres$wanted" '{resource_changes: [{address: "g", type: "aws_db_parameter_group",
            change: {actions: ["create", "delete"], before: {family: "postgres15"}, after: {$family}}}]}' >"$FAKE_AWS/live.plan"
        script apply --yes
        if ((wanted == 17)); then
            exits 10 "db_engine_version says PostgreSQL 17, and the database stockroom-dev is PostgreSQL 16"
        else
            # Upgraded by hand: the plan makes its parameters follow.
            exits 0
        fi
        lock_is_free
    done
}

@test "takes over log groups that AWS made first" {
    given logs.describe-log-groups <<<'{"logGroups": [{"logGroupName": "/aws/rds/instance/stockroom-dev/postgresql"}]}'
    told
    grep -qF 'import -input=false -var-file=env/dev.tfvars' "$FAKE_AWS/terraform"
    grep -qF 'aws_cloudwatch_log_group.shared["db"] /aws/rds/instance/stockroom-dev/postgresql' "$FAKE_AWS/terraform"
    [ "$(grep -c ' import .*log_group' "$FAKE_AWS/terraform")" = 1 ]
}

@test "says which record to make where DNS is elsewhere" {
    sed -i "s/; else echo '\[\]'; fi ;;$/; elif [[ \$* == *dns_records* ]]; then echo '[\"shop.example.com CNAME lb.aws\"]'; else echo '[]'; fi ;;/" "$TERRAFORM"
    script setup --yes
    exits 0 "in your DNS: shop.example.com CNAME lb.aws"
}

@test "the key of a snapshot stays when everything else is taken down" {
    told
    given rds.modify-db-instance <<<'{}'
    given elbv2.describe-load-balancers <<<'{"LoadBalancers": [{"LoadBalancerArn": "arn:lb"}]}'
    given elbv2.modify-load-balancer-attributes <<<'{}'
    given s3api.list-object-versions <<<'{}'
    given s3api.delete-bucket <<<'{}'
    given secretsmanager.delete-secret <<<'{}'
    given ecr.list-images <<<'{"imageIds": []}'
    given resourcegroupstaggingapi.get-resources <<<'{"ResourceTagMappingList": []}'
    given kms.describe-key <<<'{"KeyMetadata": {"Arn": "arn:key"}}'
    echo '[{"DBSnapshotIdentifier": "stockroom-dev-before-the-move", "KmsKeyId": "arn:key"}]' >"$FAKE_AWS/snapshots.json"
    CONFIRM_TEARDOWN=stockroom-dev script teardown --all
    exits 0 "the key arn:key stays: stockroom-dev-before-the-move can be read with it alone"
    grep -qF 'state rm aws_kms_key.database["dev"]' "$FAKE_AWS/terraform"
    [ ! -e "$FAKE_AWS/parameters/stockroom+dev+settings" ]
    [ ! -e "$FAKE_AWS/parameters/stockroom+shared+settings" ]
}
