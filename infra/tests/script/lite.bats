# Topology b against a scripted AWS and service.

load helpers

setup() {
    export project=stockroom-lite
    start_fakes
    parameter deploy/config "$(jq -cn --arg url "http://127.0.0.1:$(cat "$FAKE_AWS/port")" '{cluster: "c", service: "s", probeSecret: "p", smokeUrl: $url}')"
    stacks UPDATE_COMPLETE
    given s3api.head-object <<<'{}'
    given ecr.describe-images <<<'{"imageDetails": [{"imageDigest": "sha256:new"}]}'
    printf '{"r@sha256:new": "%s", "r@sha256:old": "%s"}' "$NEW" "$OLD" >"$FAKE_AWS/commits.json"
    echo r@sha256:old >"$FAKE_AWS/running"
    parameter image r@sha256:old
    parameter authorizer-key "authorizer/$OLD.jar"
    parameter release/current "$(release "$OLD" authorizer/ 8 8 7 | jq -c --arg key "authorizer/$OLD.jar" '. + {digest: "sha256:old", authorizer: $key}')"
}

teardown() {
    stop_fakes
}

# stacks STATUS [AFTER]: of every stack, from the start or after so many change sets
stacks() {
    given "cloudformation.describe-stacks${2:+.after-$2}" <<<"{\"Stacks\": [{\"StackStatus\": \"$1\", \"ChangeSetId\": \"arn:aws:cloudformation:x:1:changeSet/c/1\", \"Outputs\": [
        {\"OutputKey\": \"ArtifactBucket\", \"OutputValue\": \"b\"}, {\"OutputKey\": \"RepositoryUri\", \"OutputValue\": \"r\"},
        {\"OutputKey\": \"Connection\", \"OutputValue\": \"arn:connection\"}, {\"OutputKey\": \"StackRole\", \"OutputValue\": \"arn:role\"}]}]}"
}

no_stacks() {
    given cloudformation.describe-stacks <<<'error: An error occurred (ValidationError): Stack with id x does not exist'
}

lite() {
    run "$here/aws-deploy.sh" "$1" --topology b "${@:2}"
}

@test "deploys: scan, write down, change set, execute, try" {
    lite deploy --sha "$NEW"
    exits 0 "$NEW runs in dev"
    expected="describe-image-scan-findings package deploy execute-change-set put-metric-data"
    [ "$(order_of_calls 'describe-image-scan-findings|package|deploy|execute-change-set|put-metric-data' | xargs)" = "$expected" ]
    [ "$(value_of image)" = r@sha256:new ]
    [ "$(value_of authorizer-key)" = "authorizer/$NEW.jar" ]
    [ "$(value_of release/current | jq -c '[.digest, .authorizer, .schema]')" = "[\"sha256:new\",\"authorizer/$NEW.jar\",9]" ]
    [ "$(value_of release/previous | jq -r .sha)" = "$OLD" ]
    lock_is_free
}

@test "CloudFormation is the only one that changes what runs" {
    lite deploy --sha "$NEW"
    exits 0
    called 'cloudformation deploy .*--role-arn arn:role'
    never_called 'ecs update-service'
    never_called 'lambda'
    never_called 'apigatewayv2'
}

@test "releases one part and leaves the other" {
    lite deploy --sha "$NEW" --only service
    exits 0
    [ "$(value_of image)" = r@sha256:new ]
    [ "$(value_of authorizer-key)" = "authorizer/$OLD.jar" ]
}

@test "releases the authorizer alone, on the image that runs" {
    lite deploy --sha "$NEW" --only authorizer
    exits 0
    [ "$(value_of release/current | jq -c '[.sha, .authorizer]')" = "[\"$OLD\",\"authorizer/$NEW.jar\"]" ]
    [ "$(value_of image)" = r@sha256:old ]
    [ "$(value_of authorizer-key)" = "authorizer/$NEW.jar" ]
    never_called 'ecr describe-image-scan-findings'
}

@test "settings of the environment and of the caller go along" {
    STACK_PARAMETERS='AlarmEmail=a@example.com Tasks=0' lite deploy --sha "$NEW"
    exits 0
    called 'cloudformation deploy .*LogDays=14 Persistence=efs AlarmEmail=a@example.com Tasks=0'
}

@test "a service that is told to stop is not tried" {
    given ecs.describe-services <<<'{"services": [{"desiredCount": 0, "runningCount": 0, "deployments": []}]}'
    echo "GET /actuator/health/readiness 503" >"$FAKE_AWS/broken"
    STACK_PARAMETERS=Tasks=0 lite deploy --sha "$OLD"
    exits 0 "the service is stopped, as Tasks=0 says"
    called 'cloudformation deploy .*Tasks=0'
}

@test "the network is made in a zone that has VPC links, and stays there" {
    given ec2.describe-availability-zones <<<'{"AvailabilityZones": [{"ZoneId": "use1-az3"}, {"ZoneId": "use1-az5"}, {"ZoneId": "use1-az4"}]}'
    there_are foundation
    given cloudformation.describe-stacks.after-1 <<<"{\"Stacks\": [{\"StackStatus\": \"CREATE_COMPLETE\", \"Outputs\": []}]}"
    lite deploy --sha "$NEW"
    exits 0 "the zone is use1-az4"
    called 'cloudformation deploy .*ZoneId=use1-az4'
    rm "$FAKE_AWS/answers/cloudformation.describe-stacks.after-1.json"
    stacks UPDATE_COMPLETE
    lite deploy --sha "$NEW"
    exits 0
    [ "$(grep -c 'cloudformation deploy .*ZoneId' "$FAKE_AWS/calls")" = 1 ]
}

@test "2: a zone without VPC links" {
    STACK_PARAMETERS=ZoneId=usw1-az2 lite deploy --sha "$NEW"
    exits 2 "no VPC links in the zone usw1-az2"
}

@test "20: CloudFormation goes back" {
    stacks UPDATE_ROLLBACK_COMPLETE 1
    given cloudformation.describe-stack-events <<<'{"StackEvents": [{"LogicalResourceId": "Service", "ResourceStatus": "UPDATE_FAILED", "ResourceStatusReason": "circuit breaker"}]}'
    lite deploy --sha "$NEW"
    exits 20 "Service: circuit breaker"
    [ "$(value_of image)" = r@sha256:old ]
    [ "$(value_of authorizer-key)" = "authorizer/$OLD.jar" ]
    lock_is_free
}

@test "20: the change set is not accepted" {
    given cloudformation.deploy <<<'error: ValidationError'
    lite deploy --sha "$NEW"
    exits 20
    [ "$(value_of image)" = r@sha256:old ]
}

@test "21: the smoke test fails, the release before runs again" {
    echo "POST /api/v1/movie 500 r@sha256:new" >"$FAKE_AWS/broken"
    lite deploy --sha "$NEW"
    exits 21 "$OLD runs again"
    [ "$(value_of image)" = r@sha256:old ]
    [ "$(tail -n 1 "$FAKE_AWS/updates")" = r@sha256:old ]
}

@test "22: neither does the release before" {
    echo "POST /api/v1/movie 500" >"$FAKE_AWS/broken"
    lite deploy --sha "$NEW"
    exits 22 "so did the way back"
}

@test "30: out of time" {
    stacks UPDATE_IN_PROGRESS 1
    lite deploy --sha "$NEW" --timeout 1
    exits 30
}

@test "14: somebody changes the stack by hand" {
    stacks UPDATE_IN_PROGRESS
    lite deploy --sha "$NEW"
    exits 14 "is being changed"
}

@test "10: the environment does not exist" {
    no_stacks
    lite deploy --sha "$NEW"
    exits 10 "setup --topology b"
}

@test "10: one part alone, before anything was released" {
    parameter image none
    parameter authorizer-key none
    lite deploy --sha "$NEW" --only service
    exits 10 "without --only first"
}

@test "rolls back to the previous release, with its authorizer" {
    lite deploy --sha "$NEW"
    exits 0
    lite rollback
    exits 0 "$OLD runs in dev again"
    [ "$(value_of image)" = r@sha256:old ]
    [ "$(value_of authorizer-key)" = "authorizer/$OLD.jar" ]
}

@test "a roll-back gives up the update that a deployment began" {
    lite deploy --sha "$NEW"
    exits 0
    stacks UPDATE_IN_PROGRESS 1
    cat >"$FAKE_AWS/answers/cloudformation.cancel-update-stack.json" <<<'{}'
    given cloudformation.cancel-update-stack.moves <<<"cloudformation.describe-stacks.after-1"
    lite rollback
    exits 0 "$OLD runs in dev again"
    called 'cloudformation cancel-update-stack --stack-name stockroom-lite-dev'
}

@test "40: a plan that changes something; apply carries out just that" {
    lite plan
    exits 40 changeSet/c/1
    lite apply
    exits 0
    called 'cloudformation execute-change-set --change-set-name arn:aws:cloudformation:x:1:changeSet/c/1'
    lite apply
    exits 10 "plan first"
}

@test "a plan that changes nothing" {
    given cloudformation.deploy <<<'No changes to deploy. Stack stockroom-lite-dev is up to date'
    lite plan
    exits 0 "nothing would change"
}

@test "says what runs" {
    lite status --json
    exits 0
    [ "$(sed -n '/^{$/,$p' <<<"$output" | jq -c '[.sha[0:1], .stack, .running, .asReleased]')" = '["b","UPDATE_COMPLETE",2,true]' ]
}

@test "status before the first deployment and the first release" {
    rm "$FAKE_AWS/parameters/stockroom-lite+dev+release+current"
    lite status
    exits 0 "release    none"
    rm "$FAKE_AWS/parameters/stockroom-lite+dev+deploy+config"
    lite status
    exits 10 "setup --topology b, then deploy --topology b --env dev"
}

@test "takes down the application first, then what it stands on" {
    cat >"$FAKE_AWS/answers/cloudformation.describe-stacks.json" <<<'error: Stack does not exist'
    given resourcegroupstaggingapi.get-resources <<<'{"ResourceTagMappingList": []}'
    given secretsmanager.delete-secret <<<'{}'
    there_are '' create-app update-service update-authorizer foundation
    given s3api.list-object-versions <<<'{}'
    given ecr.list-images <<<'{"imageIds": []}'
    CONFIRM_TEARDOWN=stockroom-lite-dev lite teardown --all --timeout 5
    exits 0 "The file system stays"
    deleted=$(grep -o '^cloudformation delete-stack --stack-name [^ ]*' "$FAKE_AWS/calls" | awk '{ print $4 }' | xargs)
    [ "$deleted" = "stockroom-lite-dev stockroom-lite-dev-create-app stockroom-lite-dev-update-service stockroom-lite-dev-update-authorizer stockroom-lite-dev-foundation" ]
}

# Stacks that are there until they are deleted.
there_are() {
    local name
    mkdir -p "$FAKE_AWS/stacks"
    for name; do
        touch "$FAKE_AWS/stacks/stockroom-lite-dev${name:+-$name}"
    done
    rm "$FAKE_AWS/answers/cloudformation.describe-stacks.json"
}

@test "10: a stack that cannot be deleted says what to do" {
    stacks DELETE_FAILED
    given cloudformation.describe-stack-resources <<<'{"StackResources": [{"LogicalResourceId": "Network", "ResourceStatus": "DELETE_FAILED"}, {"LogicalResourceId": "Topic", "ResourceStatus": "DELETE_COMPLETE"}]}'
    CONFIRM_TEARDOWN=stockroom-lite-dev lite teardown
    exits 10 "--retain-resources Network"
}

@test "2: teardown wants the name typed back, and more for prod" {
    lite teardown
    exits 2 "type stockroom-lite-dev"
    CONFIRM_TEARDOWN=stockroom-lite-prod lite teardown --env prod
    exits 2 "--allow-prod"
}

@test "2: --only belongs to deploy of topology b" {
    lite status --only service
    exits 2
    run "$here/aws-deploy.sh" deploy --only service
    exits 2
    lite deploy --only database
    exits 2
}

@test "setup makes the foundation, waits for the connection, makes three pipelines" {
    given codeconnections.get-connection <<<'{"Connection": {"ConnectionStatus": "AVAILABLE"}}'
    PIPELINE_REPOSITORY=someone/stockroom lite setup --yes
    exits 0 "can be deployed to"
    made=$(grep -o 'stack-name [^ ]* --template' "$FAKE_AWS/calls" | awk '{ print $2 }' | xargs)
    [ "$made" = "stockroom-lite-dev-foundation stockroom-lite-dev-create-app stockroom-lite-dev-update-service stockroom-lite-dev-update-authorizer" ]
    called 'cloudformation update-termination-protection --stack-name stockroom-lite-dev-foundation --enable-termination-protection'
}

@test "10: nobody completes the connection" {
    given codeconnections.get-connection <<<'{"Connection": {"ConnectionStatus": "PENDING"}}'
    PIPELINE_REPOSITORY=someone/stockroom lite setup --yes --timeout 1
    exits 10 "still pending"
}

@test "a dry run of a first deployment shows every step and makes none" {
    no_stacks
    rm "$FAKE_AWS"/parameters/*
    given ec2.describe-availability-zones <<<'{"AvailabilityZones": [{"ZoneId": "use1-az4"}]}'
    lite deploy --sha "$NEW" --dry-run
    exits 0 "would write: aws cloudformation deploy"
    [[ $output != *"unbound variable"* ]]
    never_called 'cloudformation deploy'
    never_called 'ssm put-parameter'
}
