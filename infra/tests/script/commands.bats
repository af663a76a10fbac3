# The command line, and the commands other than deploy, against a scripted AWS and service.

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

@test "2: what cannot be meant is refused before anything is called" {
    for wrong in "" fly "deploy --env test" "deploy --topology c" "deploy --sha abc" "deploy --timeout soon" "deploy --fast" \
        "deploy --env" "deploy --to $OLD" "rollback --to main"; do
        # shellcheck disable=SC2086
        script $wrong
        exits 2
    done
    [ ! -e "$FAKE_AWS/calls" ]
}

@test "builds and pushes an image that is not there, of a clean commit" {
    workplace
    given ecr.describe-images <<<'error: ImageNotFoundException'
    printf '#!/bin/sh\necho "%s" >"%s/built"\necho '"'"'{"imageDetails": [{"imageDigest": "sha256:built"}]}'"'"' >"%s/answers/ecr.describe-images.json"\n' '$*' "$FAKE_AWS" "$FAKE_AWS" >"$BATS_TEST_TMPDIR/image.sh"
    chmod +x "$BATS_TEST_TMPDIR/image.sh"
    IMAGE_SCRIPT=$BATS_TEST_TMPDIR/image.sh run infra/aws-deploy.sh build
    exits 0 sha256:built
    [[ $(cat "$FAKE_AWS/built") == "build --tag 000000000000.dkr.ecr.xx-test-1.amazonaws.com/stockroom:$(git rev-parse HEAD) --platform linux/arm64 --push" ]]
}

@test "11: the image cannot be built" {
    workplace
    given ecr.describe-images <<<'error: ImageNotFoundException'
    IMAGE_SCRIPT=false run infra/aws-deploy.sh build
    exits 11 "cannot be built"
}

@test "11: a commit that is not checked out cannot be built" {
    workplace
    given ecr.describe-images <<<'error: ImageNotFoundException'
    run infra/aws-deploy.sh build --sha "$NEW"
    exits 11 "not that commit"
}

@test "uses the image that is there" {
    workplace
    IMAGE_SCRIPT=false run infra/aws-deploy.sh build
    exits 0 sha256:new
}

# A repository of its own, with a docker that lets everybody in.
workplace() {
    local bin=$BATS_TEST_TMPDIR/bin
    mkdir -p "$bin" "$BATS_TEST_TMPDIR/repository"
    printf '#!/bin/sh\ncat >/dev/null\n' >"$bin/docker"
    chmod +x "$bin/docker"
    PATH=$bin:$PATH
    cp -r "$here" "$BATS_TEST_TMPDIR/repository/infra"
    cd "$BATS_TEST_TMPDIR/repository"
    git init -q
    git add -A
    git -c user.name=t -c user.email=t@example.com commit -qm t
    given ecr.get-login-password <<<password
}

@test "rolls back to the previous release, builds nothing" {
    script rollback
    exits 0 "$OLDER runs in dev again"
    [ "$(cat "$FAKE_AWS/updates")" = arn:older ]
    [ "$(value_of release/current | jq -r '.sha + .action')" = "${OLDER}rollback" ]
    [ "$(value_of release/previous | jq -r .sha)" = "$OLD" ]
    never_called 'ecr get-login-password'
    never_called 'ecs run-task'
    lock_is_free
}

@test "rolls back to a release by its commit" {
    script rollback --to "$OLDER"
    exits 0
    script rollback --to "$NEW"
    exits 10 "was never released"
}

@test "10: nothing to roll back to" {
    rm "$FAKE_AWS/parameters/stockroom+dev+release+previous"
    script rollback
    exits 10 "no previous release"
}

@test "10: the image is gone" {
    given ecr.describe-images <<<'error: ImageNotFoundException'
    script rollback
    exits 10 "is gone from the registry"
    never_called 'ecs update-service'
}

@test "10: the schema has moved on too far" {
    parameter release/current "$(release "$NEW" arn:stockroom-dev-service:2 9 9 8)"
    script rollback --to "$OLDER"
    exits 10 "go forward instead"
    never_called 'ecs update-service'
}

@test "registers the task definition again if somebody removed it" {
    printf '{"arn:stockroom-dev-service:2": "%s"}' "$OLDER" >"$FAKE_AWS/commits.json"
    given ecs.describe-task-definition <<<'{"taskDefinition": {"taskDefinitionArn": "arn:older", "status": "INACTIVE", "family": "stockroom-dev-service", "containerDefinitions": [{"image": "r@sha256:new"}]}}'
    script rollback
    exits 0 "registering it again"
    called 'ecs register-task-definition .*r@sha256:new'
}

@test "rolls back although an alarm rings: that may be why" {
    given cloudwatch.describe-alarms <<<'{"MetricAlarms": [{"AlarmName": "a1", "StateValue": "ALARM"}, {"AlarmName": "a2", "StateValue": "OK"}]}'
    script rollback
    exits 0 "in spite of that"
}

@test "22: the roll-back fails" {
    given ecs.describe-services.after-1 <<<'{"services": [{"desiredCount": 2, "taskDefinition": "arn:older", "deployments": [{"id": "ecs-svc/1", "status": "PRIMARY", "rolloutState": "FAILED"}]}]}'
    script rollback
    exits 22
    echo "GET /actuator/health/readiness 503" >"$FAKE_AWS/broken"
    rm "$FAKE_AWS/answers/ecs.describe-services.after-1.json"
    script rollback
    exits 22 "smoke test fails"
}

@test "a roll-back does not wait for a deployment: it takes the lock" {
    parameter lock "{\"owner\": \"somebody\", \"command\": \"deploy\", \"expires\": $(($(date +%s) + 600))}"
    script rollback
    exits 0 "took over the lock of somebody"
    lock_is_free
}

@test "14: no roll-back while somebody takes the environment down" {
    parameter lock "{\"owner\": \"somebody\", \"command\": \"teardown\", \"expires\": $(($(date +%s) + 600))}"
    script rollback
    exits 14 "somebody is deploying"
}

@test "says what runs" {
    script status --json
    exits 0
    report=$(sed -n '/^{$/,$p' <<<"$output")
    [ "$(jq -r .sha <<<"$report")" = "$OLD" ]
    [ "$(jq -c '[.running, .desired, .asReleased, .schema, .lock]' <<<"$report")" = '[2,2,true,8,null]' ]
    [ "$(jq -c '[.releases[].sha[0:1]]' <<<"$report")" = '["b","c"]' ]
}

@test "names only the alarms that ring" {
    given cloudwatch.describe-alarms <<<'{"MetricAlarms": [{"AlarmName": "a1", "StateValue": "OK"}, {"AlarmName": "a2", "StateValue": "INSUFFICIENT_DATA"}], "CompositeAlarms": []}'
    script status
    exits 0 "alarms     none"
    given cloudwatch.describe-alarms <<<'{"MetricAlarms": [{"AlarmName": "a1", "StateValue": "OK"}], "CompositeAlarms": [{"AlarmName": "c1", "StateValue": "ALARM"}]}'
    script status
    exits 0 "alarms     c1"
}

@test "says that something else runs than was released" {
    echo arn:by-hand >"$FAKE_AWS/running"
    script status
    exits 0 "(!) the service runs something else: arn:by-hand"
}

# counted METRIC: how often EventBridge says so
counted() {
    given cloudwatch.get-metric-statistics <<<'{"Datapoints": []}'
    local metric
    for metric; do
        given "cloudwatch.get-metric-statistics@$metric" <<<'{"Datapoints": [{"Sum": 1.0}]}'
    done
    given events.put-events <<<'{"FailedEntryCount": 0}'
}

@test "a canary proves that events reach the topic" {
    counted Invocations
    script status --canary
    exits 0 "the canary arrived"
    called 'events put-events --entries \[{"Source":"stockroom-dev","DetailType":"Canary"'
    script status
    [ "$(grep -c 'events put-events' "$FAKE_AWS/calls")" = 1 ]
}

@test "10: the topic refuses EventBridge" {
    counted Invocations FailedInvocations
    script status --canary
    exits 10 "its policy, or that of its key, refuses events.amazonaws.com"
}

@test "30: EventBridge delivers nothing" {
    counted
    script status --canary --timeout 1
    exits 30 "counted no delivery"
}

@test "2: teardown wants the name typed back, and more for prod" {
    script teardown
    exits 2 "type stockroom-dev"
    CONFIRM_TEARDOWN=stockroom script teardown
    exits 2
    CONFIRM_TEARDOWN=stockroom-prod script teardown --env prod
    exits 2 "--allow-prod"
    never_called 'ecs'
}

@test "10: teardown does not lose the last snapshot of an earlier life" {
    given rds.describe-db-snapshots <<<'{}'
    mkdir -p "$FAKE_AWS/databases"
    touch "$FAKE_AWS/databases/stockroom-dev"
    CONFIRM_TEARDOWN=stockroom-dev TERRAFORM=true script teardown
    exits 10 "there is a snapshot stockroom-dev-final already"
    lock_is_free
}

@test "teardown goes on where an earlier one was interrupted, and stops at what it cannot read" {
    given rds.describe-db-snapshots <<<'{}'
    given logs.describe-log-groups <<<'{"logGroups": []}'
    given secretsmanager.delete-secret <<<'error: An error occurred (ResourceNotFoundException)'
    given resourcegroupstaggingapi.get-resources <<<'{"ResourceTagMappingList": []}'
    given elbv2.describe-load-balancers <<<'error: An error occurred (LoadBalancerNotFound)'
    given ecs.update-service <<<'error: An error occurred (ClusterNotFoundException)'
    CONFIRM_TEARDOWN=stockroom-dev TERRAFORM=true script teardown
    exits 0 "nothing is left"
    given elbv2.describe-load-balancers <<<'error: An error occurred (AccessDenied)'
    CONFIRM_TEARDOWN=stockroom-dev TERRAFORM=true script teardown
    exits 10 "the load balancer stockroom-dev cannot be read"
    given ecs.update-service <<<'error: An error occurred (AccessDenied)'
    CONFIRM_TEARDOWN=stockroom-dev TERRAFORM=true script teardown
    exits 10 "the service cannot be stopped"
}

@test "a plan tells changes by its exit code" {
    for case in 0:0 2:40 1:10; do
        printf '#!/bin/sh\ncase "$*" in *" plan "*) exit %s ;; esac\n' "${case%:*}" >"$BATS_TEST_TMPDIR/terraform"
        chmod +x "$BATS_TEST_TMPDIR/terraform"
        TERRAFORM=$BATS_TEST_TMPDIR/terraform script plan
        exits "${case#*:}"
    done
}

@test "a dry run of setup shows every step of an empty account and makes none" {
    given s3api.head-bucket <<<'error: 404'
    given iam.list-open-id-connect-providers <<<'{"OpenIDConnectProviderList": []}'
    given logs.describe-log-groups <<<'{"logGroups": []}'
    TERRAFORM=true script setup --dry-run
    exits 0 "would write: aws s3api create-bucket"
    [[ $output == *"terraform/live apply"* || $output == *"-chdir=infra/terraform/live apply"* ]]
    [[ $output == *"this was a dry run: nothing was changed"* ]]
    never_called 's3api create-bucket'
}
