# Statements and drills, against a scripted AWS and service.

load helpers

setup() {
    start_fakes
    released_before
}

teardown() {
    stop_fakes
}

script() {
    run "$here/aws-deploy.sh" "$@"
}

@test "runs a statement in a task of its own, with the log as its output" {
    given logs.get-log-events <<<'{"events": [{"message": "count 7"}]}'
    script shell --sql 'select count(*) from products' --yes
    exits 0 "count 7"
    called 'ecr describe-images .*imageTag=psql-17'
    called 'ecs register-task-definition .*"family":"stockroom-dev-migrate"'
    called 'ecs register-task-definition .*"name":"STATEMENT","value":"select count(\*) from products"'
    called 'ecs register-task-definition .*"name":"READ_ONLY","value":"on"'
    never_called 'ecs execute-command'
    never_called 'ecs update-service'
}

@test "changes data only when told" {
    script shell --sql 'delete from products' --write --yes
    exits 0
    called 'ecs register-task-definition .*"name":"READ_ONLY","value":"off"'
}

@test "13: the statement fails" {
    given ecs.describe-tasks <<<'{"tasks": [{"lastStatus": "STOPPED", "containers": [{"name": "migrate", "exitCode": 1}]}]}'
    given logs.get-log-events <<<'{"events": [{"message": "ERROR: relation does not exist"}]}'
    script shell --sql 'select 1 from nothing' --yes
    exits 13 "relation does not exist"
}

@test "2: a statement is needed, nobody is asked twice, topology b has no server" {
    script shell --yes
    exits 2 "--sql"
    script shell --sql 'select 1'
    exits 2 "nobody to ask"
    script shell --topology b --sql 'select 1' --yes
    exits 2 "topology a"
}

standby() {
    mkdir "$FAKE_AWS/databases"
    echo a >"$FAKE_AWS/databases/stockroom-dev"
    given rds.reboot-db-instance <<<'{}'
    given ecs.list-tasks <<<'{"taskArns": ["t1", "t2"]}'
}

@test "drill: a fail-over that costs no task" {
    standby
    # The database is away at first, and back after a while.
    echo "GET /actuator/health/readiness 503" >"$FAKE_AWS/broken"
    (until [ "$(grep -c readiness "$FAKE_AWS/requests" 2>/dev/null)" -ge 2 ]; do :; done; rm "$FAKE_AWS/broken") 3>&- &
    script drill --only failover --yes
    exits 0 "failover: as expected"
    called 'rds reboot-db-instance .*--force-failover'
}

@test "22: a fail-over during which the probe fails" {
    standby
    echo "GET /healthz 503" >"$FAKE_AWS/broken"
    FAILOVER_SECONDS=1 script drill --only failover --yes
    exits 22 "/healthz failed"
    [[ $output == *"failover: NOT as expected"* ]]
}

@test "drill: back and forward again" {
    printf '{"arn:stockroom-dev-service:1": "%s", "arn:older": "%s"}' "$OLD" "$OLDER" >"$FAKE_AWS/commits.json"
    script drill --only rollback --yes
    exits 0 "rollback: as expected, after"
    [ "$(xargs <"$FAKE_AWS/updates")" = "arn:older arn:stockroom-dev-service:1" ]
}

@test "drill: a new key, that all tasks know before one signs with it" {
    given secretsmanager.get-secret-value <<<'{"SecretString": "{\"secret\": \"old\", \"previousSecret\": \"\"}"}'
    given secretsmanager.put-secret-value <<<'{}'
    printf '{"arn:stockroom-dev-service:1": "%s", "arn:stockroom-dev-service:2": "%s"}' "$OLD" "$OLD" >"$FAKE_AWS/commits.json"
    export SMOKE_USERNAME=p SMOKE_PASSWORD=s
    script drill --only keys --yes
    exits 0 "keys: as expected"
    grep '^secretsmanager put-secret-value' "$FAKE_AWS/calls" >"$BATS_TEST_TMPDIR/puts"
    [ "$(grep -c . "$BATS_TEST_TMPDIR/puts")" = 2 ]
    head -n 1 "$BATS_TEST_TMPDIR/puts" | grep -q '"secret":"old"'
    tail -n 1 "$BATS_TEST_TMPDIR/puts" | grep -q '"previousSecret":"old"'
    [[ $output != *'"old"'* ]]
}

@test "2: a drill in prod, or of something else" {
    parameter_of_prod
    script drill --env prod --yes
    exits 2 "--allow-prod"
    script drill --only flood
    exits 2 "an exercise with drill"
}

parameter_of_prod() {
    cp "$FAKE_AWS/parameters/stockroom+dev+deploy+config" "$FAKE_AWS/parameters/stockroom+prod+deploy+config"
}
