# The commands of topology b with the real command line against moto: are the arguments what AWS takes, do stacks, pointers and
# ledger fit together? moto makes only some of what the templates name; the rest is checked in infra/tests/lite.

load helpers

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

@test "setup makes the foundation" {
    lite setup --yes
    exits 0 "stockroom-lite-dev can be deployed to"
    [ "$(aws ssm get-parameter --name /stockroom-lite/dev/image --query Parameter.Value --output text)" = none ]
}

@test "teardown of what is there leaves nothing" {
    CONFIRM_TEARDOWN=stockroom-lite-dev lite teardown --all
    exits 0 "there is no stack stockroom-lite-dev"
    run aws cloudformation describe-stacks --stack-name stockroom-lite-dev-foundation
    [ "$status" -ne 0 ]
    run aws ssm get-parameter --name /stockroom-lite/dev/image
    [ "$status" -ne 0 ]
}
