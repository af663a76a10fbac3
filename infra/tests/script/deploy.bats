# Every way in which a deployment can end, against a scripted AWS and service.

load helpers

setup() {
    start_fakes
    released_before
}

teardown() {
    stop_fakes
}

@test "deploys: scan, migrate, replace, try, write down, in this order" {
    deploy
    exits 0 "$NEW runs in dev"
    expected="describe-image-scan-findings register-task-definition run-task update-service put-metric-data"
    [ "$(order_of_calls 'describe-image-scan-findings|register-task-definition|run-task|update-service|put-metric-data' | xargs)" = "$expected" ]
    lock_is_free
}

@test "deploys by digest, never by tag" {
    deploy
    exits 0
    called 'ecs register-task-definition .*"image":"r@sha256:new"'
    never_called 'ecs register-task-definition .*"image":"r:'
}

@test "remembers what ran before" {
    deploy
    exits 0
    [ "$(value_of release/current | jq -r .sha)" = "$NEW" ]
    [ "$(value_of release/previous | jq -r .sha)" = "$OLD" ]
    [ "$(value_of release/current | jq -c '[.schema, .applied, .compatible]')" = '[9,9,8]' ]
}

@test "the first deployment starts the tasks" {
    rm "$FAKE_AWS"/parameters/*release*
    given ecs.describe-services.after-0 <<<'{"services": [{"desiredCount": 0, "deployments": []}]}'
    deploy
    exits 0
    called 'ecs update-service .*--desired-count 2'
}

@test "leaves the number of tasks to autoscaling otherwise" {
    deploy
    exits 0
    never_called 'ecs update-service .*--desired-count'
}

@test "tries records as the probe account, if there is one" {
    given secretsmanager.get-secret-value <<<'{"SecretString": "{\"username\": \"p\", \"password\": \"s3cret\"}"}'
    deploy
    exits 0
    grep -qx 'DELETE /api/items/7 204' "$FAKE_AWS/requests"
    [[ $output != *s3cret* && $output != *probe-token* ]]
}

@test "says so when there is no probe account" {
    deploy
    exits 0 "SKIPPED: create, read and delete a record"
}

@test "10: nobody is logged in" {
    given sts.get-caller-identity <<<'error: ExpiredToken'
    deploy
    exits 10 "log in first"
}

@test "10: another account than expected" {
    EXPECTED_ACCOUNT=111111111111 deploy
    exits 10 "not 111111111111"
}

@test "10: no region" {
    unset AWS_REGION
    deploy
    exits 10 "set AWS_REGION"
}

@test "10: the environment does not exist" {
    rm "$FAKE_AWS/parameters/stockroom+dev+deploy+config"
    deploy
    exits 10 "run infra/aws-deploy.sh setup"
}

@test "10: an alarm that would guard the deployment rings already" {
    given cloudwatch.describe-alarms <<<'{"MetricAlarms": [{"AlarmName": "a1", "StateValue": "ALARM"}, {"AlarmName": "a2", "StateValue": "OK"}]}'
    deploy
    exits 10 "a1"
    never_called 'ecs run-task'
    lock_is_free
}

@test "10: the name leads nowhere, before anything is changed" {
    SMOKE_URL=https://name.invalid deploy
    exits 10 "does not exist: make the record that setup named"
    never_called 'ecs register-task-definition'
    SMOKE_URL=https://127.0.0.1:$(cat "$FAKE_AWS/port") deploy
    exits 10 "TLS fails"
    never_called 'ecs run-task'
    lock_is_free
}

@test "10: the image does not say which schema it knows" {
    image_knows_schema unknown
    deploy
    exits 10 "stockroom.schema.max"
}

@test "10: ECS does not accept the update" {
    given ecs.update-service <<<'error: InvalidParameterException'
    deploy
    exits 10 "did not accept"
    lock_is_free
}

@test "12: the scan found something serious" {
    given ecr.describe-image-scan-findings <<<'{"imageScanStatus": {"status": "COMPLETE"}, "imageScanFindings": {"findings": [{"name": "CVE-1", "severity": "HIGH"}, {"name": "CVE-2", "severity": "LOW"}]}}'
    deploy
    exits 12 "CVE-1 (HIGH)"
    [[ $output != *CVE-2* ]]
    never_called 'ecs run-task'
}

@test "12: an excuse that ran out excuses nothing" {
    given ecr.describe-image-scan-findings <<<'{"imageScanStatus": {"status": "COMPLETE"}, "imageScanFindings": {"findings": [{"name": "CVE-1", "severity": "CRITICAL"}]}}'
    export SCAN_ALLOWLIST=$BATS_TEST_TMPDIR/allowed.json
    echo '[{"cve": "CVE-1", "reason": "not reachable", "expires": "2999-01-01"}]' >"$SCAN_ALLOWLIST"
    deploy
    exits 0
    echo '[{"cve": "CVE-1", "reason": "not reachable", "expires": "2020-01-01"}]' >"$SCAN_ALLOWLIST"
    deploy
    exits 12 "CVE-1"
}

@test "12: findings of enhanced scanning count too" {
    given ecr.describe-image-scan-findings <<<'{"imageScanStatus": {"status": "ACTIVE"}, "imageScanFindings": {"enhancedFindings": [{"severity": "CRITICAL", "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-3"}}]}}'
    deploy
    exits 12 "CVE-3"
}

@test "12: the image could not be scanned" {
    given ecr.describe-image-scan-findings <<<'{"imageScanStatus": {"status": "FAILED"}}'
    deploy
    exits 12 "FAILED"
}

@test "12: the scan does not end" {
    given ecr.describe-image-scan-findings <<<'{"imageScanStatus": {"status": "IN_PROGRESS"}}'
    deploy --timeout 1
    exits 12 "did not end"
}

# As ECR does: it has a scan of each image in an index, none of the index itself, and refuses to scan an attestation.
an_index() {
    given ecr.batch-get-image@sha256-new <<<'{"images": [{"imageManifest": "{\"manifests\": [{\"digest\": \"sha256:arm\", \"platform\": {\"os\": \"linux\", \"architecture\": \"arm64\"}}, {\"digest\": \"sha256:attestation\", \"platform\": {\"os\": \"unknown\", \"architecture\": \"unknown\"}, \"annotations\": {\"vnd.docker.reference.type\": \"attestation-manifest\"}}]}"}]}'
    given ecr.describe-image-scan-findings@sha256-new <<<'error: An error occurred (ScanNotFoundException)'
    given ecr.describe-image-scan-findings@sha256-attestation <<<'{"imageScanStatus": {"status": "UNSUPPORTED_IMAGE"}}'
}

@test "deploys an index by its own digest, after the images in it were scanned" {
    an_index
    deploy --timeout 5
    exits 0 "the scan found nothing that counts"
    called 'ecr describe-image-scan-findings .*imageDigest=sha256:arm'
    never_called 'ecr describe-image-scan-findings .*imageDigest=sha256:attestation'
    called 'ecs register-task-definition .*"image":"r@sha256:new"'
}

@test "12: the scan found something serious in one of the images of an index" {
    an_index
    given ecr.describe-image-scan-findings@sha256-arm <<<'{"imageScanStatus": {"status": "COMPLETE"}, "imageScanFindings": {"findings": [{"name": "CVE-7", "severity": "HIGH"}]}}'
    deploy --timeout 5
    exits 12 "CVE-7 (HIGH)"
    never_called 'ecs run-task'
}

@test "13: the migration fails" {
    given ecs.describe-tasks <<<'{"tasks": [{"lastStatus": "STOPPED", "stoppedReason": "Essential container in task exited", "containers": [{"name": "migrate", "exitCode": 1}]}]}'
    given logs.get-log-events <<<'{"events": [{"message": "relation exists already"}]}'
    deploy
    exits 13 "exit code 1"
    [[ $output == *"relation exists already"* ]]
    never_called 'ecs update-service'
    lock_is_free
}

@test "13: the migration was never started, though the call succeeded" {
    given ecs.run-task <<<'{"tasks": [], "failures": [{"reason": "RESOURCE:MEMORY"}]}'
    deploy
    exits 13 "RESOURCE:MEMORY"
}

@test "13: the migration's container never ran" {
    given ecs.describe-tasks <<<'{"tasks": [{"lastStatus": "STOPPED", "stoppedReason": "CannotPullContainerError", "containers": [{"name": "migrate"}]}]}'
    deploy
    exits 13 "CannotPullContainerError"
}

@test "13: the migration does not end, and is stopped" {
    given ecs.describe-tasks <<<'{"tasks": [{"lastStatus": "RUNNING", "containers": [{"name": "migrate"}]}]}'
    deploy --timeout 1
    exits 13 "was stopped"
    called 'ecs stop-task'
}

@test "a migration that failed still counts as a change of the schema" {
    given ecs.describe-tasks <<<'{"tasks": [{"lastStatus": "STOPPED", "containers": [{"name": "migrate", "exitCode": 1}]}]}'
    deploy
    exits 13
    [ "$(value_of release/current | jq -c '[.sha[0:1], .applied, .compatible]')" = '["b",9,8]' ]
}

@test "14: somebody else deploys" {
    parameter lock "{\"owner\": \"somebody\", \"expires\": $(($(date +%s) + 600))}"
    deploy
    exits 14 "somebody is deploying"
    never_called 'ecs'
    [ "$(value_of lock | jq -r .owner)" = somebody ]
}

@test "takes over the lock of a deployment that died" {
    parameter lock '{"owner": "dead", "expires": 1}'
    deploy
    exits 0 "took over the lock of dead"
    lock_is_free
}

@test "14: of two that take over, one gets it" {
    parameter lock '{"owner": "dead", "expires": 1}'
    parameter lock-after-dead '{"owner": "faster"}'
    deploy
    exits 14 "taking over"
}

@test "14: stops before its next change when a roll-back took the lock" {
    for step in ecs.run-task logs.get-log-events; do
        given "$step.then" <<<"{\"owner\": \"a roll-back\", \"expires\": 9999999999}"
        deploy
        exits 14 "a roll-back took the lock: nothing more is changed"
        never_called 'ecs update-service'
        [ "$(value_of lock | jq -r .owner)" = "a roll-back" ]
        rm "$FAKE_AWS/parameters/stockroom+dev+lock" "$FAKE_AWS/answers/$step.then.json"
    done
}

@test "20: ECS gives the deployment up" {
    given ecs.describe-services.after-1 <<<'{"services": [{"desiredCount": 2, "taskDefinition": "arn:stockroom-dev-service:2", "deployments": [{"id": "ecs-svc/1", "status": "PRIMARY", "rolloutState": "FAILED"}]}]}'
    deploy
    exits 20 "rolled the deployment back"
    lock_is_free
}

@test "20: the service is stable again, but with the old tasks" {
    given ecs.describe-services.after-1 <<<'{"services": [{"desiredCount": 2, "runningCount": 2, "taskDefinition": "arn:stockroom-dev-service:1", "deployments": [{"id": "ecs-svc/99", "status": "PRIMARY", "rolloutState": "COMPLETED"}]}]}'
    deploy
    exits 20
    [ "$(value_of release/current | jq -r .sha)" = "$OLD" ]
}

@test "20: our deployment is replaced and still draining" {
    given ecs.describe-services.after-1 <<<'{"services": [{"desiredCount": 2, "taskDefinition": "arn:stockroom-dev-service:1", "deployments": [{"id": "ecs-svc/99", "status": "PRIMARY", "rolloutState": "IN_PROGRESS"}, {"id": "ecs-svc/1", "status": "ACTIVE", "rolloutState": "IN_PROGRESS"}]}]}'
    deploy
    exits 20
}

@test "20: completed, with a task definition that is not ours" {
    given ecs.describe-services.after-1 <<<'{"services": [{"desiredCount": 2, "taskDefinition": "arn:stockroom-dev-service:1", "deployments": [{"id": "ecs-svc/1", "status": "PRIMARY", "rolloutState": "COMPLETED"}]}]}'
    deploy
    exits 20
}

@test "21: the new version answers without a token, and goes back" {
    echo "POST /api/v1/movie 201 arn:stockroom-dev-service:2" >"$FAKE_AWS/broken"
    deploy
    exits 21 "$OLD runs again"
    [ "$(tail -n 1 "$FAKE_AWS/updates")" = arn:stockroom-dev-service:1 ]
    [ "$(value_of release/current | jq -r .sha)" = "$OLD" ]
    lock_is_free
}

@test "21: another commit answers" {
    printf '{"arn:stockroom-dev-service:1": "%s", "arn:stockroom-dev-service:2": "%s"}' "$OLD" "$OLDER" >"$FAKE_AWS/commits.json"
    deploy
    exits 21 "answered by 10 $OLDER"
}

@test "21: not ready" {
    echo "GET /actuator/health/readiness 503 arn:stockroom-dev-service:2" >"$FAKE_AWS/broken"
    deploy
    exits 21 "answers 503, not 200"
}

@test "21: a record cannot be deleted" {
    export SMOKE_USERNAME=p SMOKE_PASSWORD=s
    echo "DELETE /api/items/7 500 arn:stockroom-dev-service:2" >"$FAKE_AWS/broken"
    deploy
    exits 21 "answers 500, not 204"
}

@test "22: too slow, and the old version is no faster" {
    SMOKE_P95_MS=-1 deploy
    exits 22 "fails it too"
}

@test "22: the way back fails" {
    echo "POST /api/v1/movie 201 arn:stockroom-dev-service:2" >"$FAKE_AWS/broken"
    given ecs.describe-services.after-2 <<<'{"services": [{"desiredCount": 2, "taskDefinition": "arn:stockroom-dev-service:2", "deployments": [{"id": "ecs-svc/2", "status": "PRIMARY", "rolloutState": "FAILED"}]}]}'
    deploy
    exits 22 "so did the way back"
}

@test "22: the very first release fails: nothing to go back to, so nothing serves" {
    rm "$FAKE_AWS"/parameters/*release*
    echo "POST /api/v1/movie 201" >"$FAKE_AWS/broken"
    deploy
    exits 22 "the service was stopped"
    called 'ecs update-service .*--desired-count 0'
}

@test "30: out of time" {
    given ecs.describe-services.after-1 <<<'{"services": [{"desiredCount": 2, "deployments": [{"id": "ecs-svc/1", "status": "PRIMARY", "rolloutState": "IN_PROGRESS"}]}]}'
    deploy --timeout 1
    exits 30 "did not end in 1 s"
    lock_is_free
}

@test "a dry run writes nothing and shows every call" {
    cp -r "$FAKE_AWS/parameters" "$BATS_TEST_TMPDIR/before"
    deploy --dry-run
    exits 0 "would write: aws ecs update-service"
    diff -r "$FAKE_AWS/parameters" "$BATS_TEST_TMPDIR/before"
    never_called 'ecs (register-task-definition|run-task|update-service)'
    [ ! -e "$FAKE_AWS/updates" ]
}
