# shellcheck shell=bash
# What bats sets: status, output.
# shellcheck disable=SC2154
# A scripted AWS, a scripted service, and the state after some releases.

NEW=$(printf 'a%.0s' {1..40})
OLD=$(printf 'b%.0s' {1..40})
OLDER=$(printf 'c%.0s' {1..40})
export NEW OLD OLDER

start_fakes() {
    here=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    export FAKE_AWS=$BATS_TEST_TMPDIR/aws
    mkdir -p "$FAKE_AWS/answers" "$FAKE_AWS/parameters"
    # The interpreter itself, not a version manager's launcher: it is started a thousand times.
    PATH=$BATS_TEST_DIRNAME/fake:$(python3 -c 'import os, sys; print(os.path.dirname(sys.executable))'):$PATH
    export AWS_REGION=xx-test-1 POLL_SECONDS=0.1
    unset AWS_ENDPOINT_URL GITHUB_RUN_ID SMOKE_USERNAME SMOKE_PASSWORD EXPECTED_ACCOUNT AWS_DEFAULT_REGION
    answers
    python3 "$BATS_TEST_DIRNAME/fake/service.py" 3>&- &
    service_pid=$!
    until [[ -s $FAKE_AWS/port ]]; do kill -0 "$service_pid"; done
    write_config
}

stop_fakes() {
    kill "$service_pid"
}

# given NAME <<JSON: what the scripted AWS answers
given() {
    cat >"$FAKE_AWS/answers/$1.json"
}

answers() {
    given sts.get-caller-identity <<<'{"Account": "000000000000", "Arn": "arn:somebody"}'
    given ecr.describe-images <<<'{"imageDetails": [{"imageDigest": "sha256:new"}]}'
    given ecr.describe-image-scan-findings <<<'{"imageScanStatus": {"status": "COMPLETE"}, "imageScanFindings": {"findings": []}}'
    given ecr.batch-get-image <<<'{"images": [{"imageManifest": "{\"config\": {\"digest\": \"sha256:config\"}}"}]}'
    image_knows_schema 9
    given cloudwatch.describe-alarms <<<'{"MetricAlarms": [], "CompositeAlarms": []}'
    given cloudwatch.put-metric-data <<<'{}'
    given ecs.run-task <<<'{"tasks": [{"taskArn": "arn:task/cluster/t1"}], "failures": []}'
    given ecs.describe-tasks <<<'{"tasks": [{"lastStatus": "STOPPED", "containers": [{"name": "migrate", "exitCode": 0}]}]}'
    given ecs.stop-task <<<'{}'
    given logs.get-log-events <<<'{"events": [{"message": "the schema is up to date"}]}'
    given secretsmanager.get-secret-value <<<'error: no value'
    given base <<<'{"containerDefinitions": [{"name": "x", "image": "r:set-by-deployment"}], "cpu": "512", "memory": "1024"}'
    printf '{"arn:stockroom-dev-service:1": "%s", "arn:stockroom-dev-service:2": "%s", "arn:older": "%s"}' "$OLD" "$NEW" "$OLDER" >"$FAKE_AWS/commits.json"
    echo arn:stockroom-dev-service:1 >"$FAKE_AWS/running"
}

image_knows_schema() {
    printf '{"config": {"Labels": {"stockroom.schema.max": "%s"}}}' "$1" >"$FAKE_AWS/image.json"
    given ecr.get-download-url-for-layer <<<"{\"downloadUrl\": \"file://$FAKE_AWS/image.json\"}"
}

write_config() {
    parameter deploy/config "$(jq -cn --arg url "http://127.0.0.1:$(cat "$FAKE_AWS/port")" '{
        cluster: "stockroom-dev", service: "stockroom-dev-service", repository: "r", subnets: ["s1"], migrateGroup: "g",
        migrateLogs: "/m", minTasks: 2, rollbackAlarms: ["a1"], probeSecret: "probe", smokeUrl: $url}')"
}

# parameter NAME VALUE: adds a version
parameter() {
    jq -n --arg value "$2" '$value' >>"$FAKE_AWS/parameters/${project:-stockroom}+dev+${1//\//+}"
}

value_of() {
    tail -n 1 "$FAKE_AWS/parameters/${project:-stockroom}+dev+${1//\//+}" | jq -r .
}

# release SHA TASK_DEFINITION SCHEMA APPLIED COMPATIBLE: what the ledger says of an earlier one
release() {
    jq -cn --arg sha "$1" --arg definition "$2" --argjson schema "$3" --argjson applied "$4" --argjson compatible "$5" \
        '{$sha, digest: "sha256:new", taskDefinition: $definition, action: "deploy", $schema, $applied, $compatible}'
}

released_before() {
    parameter release/current "$(release "$OLDER" arn:older 7 7 0)"
    parameter release/current "$(release "$OLD" arn:stockroom-dev-service:1 8 8 7)"
    parameter release/previous "$(release "$OLDER" arn:older 7 7 0)"
}

deploy() {
    run "$here/aws-deploy.sh" deploy --sha "$NEW" "$@"
}

# exits CODE [TEXT]: the last run ended so, and said this
exits() {
    [[ $status == "$1" ]] || {
        echo "exit code $status, not $1"
        echo "$output" | tail -n 20
        return 1
    }
    [[ $output == *"${2:-}"* ]] || {
        echo "says nothing of: $2"
        echo "$output" | tail -n 20
        return 1
    }
}

called() {
    grep -q -- "^$1" "$FAKE_AWS/calls" || {
        echo "was not called: $1"
        return 1
    }
}

never_called() {
    ! grep -- "^$1" "$FAKE_AWS/calls"
}

# Operations in the order of their first call.
order_of_calls() {
    awk '!seen[$1 " " $2]++ { print $2 }' "$FAKE_AWS/calls" | grep -xE "$1"
}

lock_is_free() {
    [[ ! -e $FAKE_AWS/parameters/${project:-stockroom}+dev+lock ]] || {
        echo "the lock is left behind"
        return 1
    }
}
