# The database back to an earlier moment, against a scripted AWS and service.

load helpers

setup() {
    start_fakes
    released_before
    given application-autoscaling.register-scalable-target <<<'{}'
    given rds.describe-db-instance-automated-backups <<<'{"DBInstanceAutomatedBackups": [{"RestoreWindow": {"EarliestTime": "2026-11-10T00:00:00+00:00"}}]}'
    given iam.list-open-id-connect-providers <<<'{"OpenIDConnectProviderList": []}'
    mkdir "$FAKE_AWS/databases"
    echo a >"$FAKE_AWS/databases/stockroom-dev"
    export TERRAFORM=$BATS_TEST_TMPDIR/terraform
    cat >"$TERRAFORM" <<'END'
#!/bin/sh
echo "$*" >>"$FAKE_AWS/terraform"
echo "terraform $2 $3" >>"$FAKE_AWS/calls"
for argument; do
    case $argument in -out=*) touch "${argument#-out=}" ;; esac
done
[ "$2" != show ] || echo "{}"
[ "$2 $3" != "state list" ] || echo "$4"
END
    chmod +x "$TERRAFORM"
    # The service restarts on its own release.
    printf '{"arn:stockroom-dev-service:1": "%s", "arn:stockroom-dev-service:2": "%s"}' "$OLD" "$OLD" >"$FAKE_AWS/commits.json"
    given ecs.describe-services.after-0 <<<'{"services": [{"desiredCount": 0, "runningCount": 0, "deployments": []}]}'
}

teardown() {
    stop_fakes
}

restore() {
    run "$here/aws-deploy.sh" restore "$@"
}

@test "restores beside, stops, swaps names, hands over to Terraform, starts, tries" {
    restore --to 2026-11-21T06:00:00Z --yes
    exits 0 "dev runs with the data of 2026-11-21T06:00:00Z"
    expected="restore-db-instance-to-point-in-time register-scalable-target modify-db-instance state import run-task put-metric-data"
    [ "$(order_of_calls 'restore-db-instance-to-point-in-time|register-scalable-target|modify-db-instance|state|import|run-task|put-metric-data' | xargs)" = "$expected" ]
    [ "$(cat "$FAKE_AWS/databases/stockroom-dev")" = restored ]
    [ "$(cat "$FAKE_AWS/databases/stockroom-dev-before")" = a ]
    called 'rds restore-db-instance-to-point-in-time .*--restore-time 2026-11-21T06:00:00Z .*--db-subnet-group-name g --db-parameter-group-name p --db-instance-class c --multi-az --deletion-protection --vpc-security-group-ids sg-1'
    called 'application-autoscaling .*DynamicScalingInSuspended=false'
    [ "$(value_of release/current | jq -r '.sha + .action')" = "${OLD}restore" ]
    lock_is_free
}

@test "acts on the state of its own environment, whichever was looked at before" {
    restore --to latest --yes
    exits 0
    grep -n 'init\|state rm\|import' "$FAKE_AWS/terraform" >"$BATS_TEST_TMPDIR/order"
    [[ $(head -n 1 "$BATS_TEST_TMPDIR/order") == *'live init'*'key=dev.tfstate'* ]]
    grep -q 'import .*-var-file=env/dev.tfvars .*module.database.aws_db_instance.this stockroom-dev$' "$FAKE_AWS/terraform"
}

@test "goes on where it was interrupted" {
    mv "$FAKE_AWS/databases/stockroom-dev" "$FAKE_AWS/databases/stockroom-dev-before"
    echo restored >"$FAKE_AWS/databases/stockroom-dev-restored"
    restore --to latest --yes
    exits 0 "is there already: going on with it"
    never_called 'rds restore-db-instance'
    [ "$(cat "$FAKE_AWS/databases/stockroom-dev")" = restored ]
}

@test "10: no backup of that moment" {
    restore --to 2026-11-01T06:00:00Z --yes
    exits 10 "there are backups from 2026-11-10T00:00:00+00:00 to 2026-11-27T05:00:00+00:00"
    never_called 'rds restore-db-instance'
    never_called 'ecs update-service'
    lock_is_free
}

@test "10: the old database of an earlier restore is still there" {
    echo b >"$FAKE_AWS/databases/stockroom-dev-before"
    restore --to latest --yes
    exits 10 "delete it first"
}

@test "2: a text that is no moment" {
    restore --to yesterday
    exits 2 "--to is a moment"
    restore
    exits 2
}

@test "a dry run shows every step and makes none" {
    restore --to latest --dry-run
    exits 0 "would write: aws rds restore-db-instance-to-point-in-time"
    [[ $output == *"would run:"*"terraform/live state rm module.database.aws_db_instance.this"* ]]
    never_called 'rds restore-db-instance'
    never_called 'ecs update-service'
    [ ! -e "$FAKE_AWS/terraform" ]
}

@test "10: no teardown while the old database of a restore is there" {
    echo b >"$FAKE_AWS/databases/stockroom-dev-before"
    CONFIRM_TEARDOWN=stockroom-dev run "$here/aws-deploy.sh" teardown
    exits 10 "there is still the database stockroom-dev-before of a restore"
    run "$here/aws-deploy.sh" teardown --dry-run
    exits 10 "there is still the database stockroom-dev-before of a restore"
    never_called 'ecs update-service'
    lock_is_free
}
