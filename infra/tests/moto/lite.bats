# The commands of topology b with the real command line against moto: are the arguments what AWS takes, do stacks, pointers and
# ledger fit together? The foundation is made there. Of the application moto knows hardly any resource, so a change set of its
# stack is made, with the templates packaged and uploaded, and what it would run stands in for it (server.py); the resources
# themselves are checked in infra/tests/lite.

load helpers

FIRST=$(printf '1%.0s' {1..40})
SECOND=$(printf '2%.0s' {1..40})

setup_file() {
    start_moto
    export here moto_pid
}

teardown_file() {
    stop_moto
}

lite() {
    script "$1" --topology b "${@:2}"
}

bucket() {
    aws cloudformation describe-stacks --stack-name stockroom-lite-dev-foundation --output text \
        --query "Stacks[0].Outputs[?OutputKey=='ArtifactBucket'].OutputValue"
}

@test "setup makes the foundation, and can be repeated" {
    lite setup --yes
    exits 0 "stockroom-lite-dev can be deployed to"
    [ "$(aws ssm get-parameter --name /stockroom-lite/dev/image --query Parameter.Value --output text)" = none ]
    [ "$(bucket)" != None ]
}

@test "deploys to it, twice, and goes back" {
    for sha in "$FIRST" "$SECOND"; do
        REPOSITORY=stockroom-lite-dev push "$sha"
        aws s3api put-object --bucket "$(bucket)" --key "authorizer/$sha.jar" --body "$BATS_TEST_FILENAME" >/dev/null
        STACK_PARAMETERS=Web=edge lite deploy --sha "$sha"
        exits 0 "$sha runs in dev"
    done
    lite rollback
    exits 0 "$FIRST runs in dev again"
    # The templates of all parts were uploaded.
    [ "$(aws s3api list-objects-v2 --bucket "$(bucket)" --prefix templates/ --query "length(Contents)")" -ge 8 ]
    lite status --json
    exits 0
    [ "$(sed -n '/^{$/,$p' <<<"$output" | jq -c '[.sha[0:1], .asReleased, [.releases[].action]]')" = '["1",true,["rollback","deploy","deploy"]]' ]
}

@test "hosts a front end, and goes back to the one before" {
    for word in one two; do
        front_end "$word"
        lite deploy --only web --dist "$dist"
        exits 0 "is the front end of dev"
    done
    lite rollback --only web
    exits 0 "is the front end of dev again"
    curl -fsS "$AWS_ENDPOINT_URL/edge/some/view" | grep -q index-one.js
}

# What is in the files moto cannot know: infra/tests/script/lite-restore.bats moves some.
@test "restores the files into a file system of their own and starts the release on it again" {
    files() {
        aws ssm get-parameter --name /stockroom-lite/dev/deploy/config --query Parameter.Value --output text | jq -r .fileSystem
    }
    old=$(files)
    lite restore --to 2026-11-01T00:00:00Z --yes
    exits 10 "no backup of $old"
    lite restore --to latest --yes
    exits 0 "dev runs with the files of 2026-11-22T05:00:00Z"
    [ "$(files)" != "$old" ]
    [ "$(aws efs describe-file-system-policy --file-system-id "$(files)" --query Policy)" = "$(aws efs describe-file-system-policy --file-system-id "$old" --query Policy)" ]
    [ "$(aws efs describe-backup-policy --file-system-id "$(files)" --query BackupPolicy.Status --output text)" = ENABLED ]
    [ "$(aws ecs describe-services --cluster stockroom-lite-dev --services stockroom-lite-dev --query 'services[0].desiredCount')" = 1 ]
    lite status --json
    exits 0
    [ "$(sed -n '/^{$/,$p' <<<"$output" | jq -c '[.sha[0:1], .asReleased, .releases[0].action]')" = '["1",true,"restore"]' ]
}

@test "teardown leaves nothing" {
    CONFIRM_TEARDOWN=stockroom-lite-dev lite teardown --all
    exits 0
    for stack in '' -foundation; do
        run aws cloudformation describe-stacks --stack-name "stockroom-lite-dev$stack"
        [[ $status -ne 0 || $output == *DELETE_COMPLETE* ]]
    done
    [ "$(aws s3api list-objects-v2 --bucket "stockroom-lite-dev-web-123456789012-eu-north-1" --query Contents)" = null ]
    run aws ssm get-parameter --name /stockroom-lite/dev/image
    [ "$status" -ne 0 ]
}
