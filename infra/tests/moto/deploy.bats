# The deploy script against AWS's API as moto plays it: are the arguments what AWS takes, is one run enough, do the rights of
# the deploy role suffice?

load helpers

FIRST=$(printf '1%.0s' {1..40})
SECOND=$(printf '2%.0s' {1..40})

setup_file() {
    start_moto
    export here moto_pid
    environment
}

teardown_file() {
    stop_moto
}

# What Terraform makes, as far as deployments use it.
environment() {
    local vpc subnet group kind
    aws ecr create-repository --repository-name stockroom --image-tag-mutability IMMUTABLE >/dev/null
    vpc=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)
    # moto gives no network interface a name otherwise, and asks for it when a task starts.
    aws ec2 modify-vpc-attribute --vpc-id "$vpc" --enable-dns-hostnames
    subnet=$(aws ec2 create-subnet --vpc-id "$vpc" --cidr-block 10.0.0.0/24 --query Subnet.SubnetId --output text)
    group=$(aws ec2 create-security-group --group-name migrate --description migrate --vpc-id "$vpc" --query GroupId --output text)
    aws ecs create-cluster --cluster-name stockroom-dev >/dev/null
    for kind in service migrate; do
        aws ecs register-task-definition --family "stockroom-dev-$kind-base" --network-mode awsvpc --cpu 512 --memory 1024 \
            --requires-compatibilities FARGATE --container-definitions "[{\"name\": \"$kind\", \"image\": \"x\", \"memoryReservation\": 768}]" >/dev/null
    done
    aws ecs create-service --cluster stockroom-dev --service-name stockroom-dev-service --desired-count 0 \
        --task-definition stockroom-dev-service-base >/dev/null
    aws logs create-log-group --log-group-name /stockroom/dev/migrate
    aws s3api create-bucket --bucket stockroom-dev-web-1 --create-bucket-configuration LocationConstraint=eu-north-1 >/dev/null
    aws ssm put-parameter --type String --name /stockroom/dev/deploy/config --value "$(jq -cn --arg subnet "$subnet" --arg group "$group" --arg edge "$AWS_ENDPOINT_URL/edge" '{
        cluster: "stockroom-dev", service: "stockroom-dev-service", repository: "r", subnets: [$subnet], migrateGroup: $group,
        migrateLogs: "/stockroom/dev/migrate", minTasks: 2, rollbackAlarms: ["a1"], probeSecret: "probe", smokeUrl: "http://none",
        webBucket: "stockroom-dev-web-1", webUrl: $edge}')" >/dev/null
    aws ssm put-parameter --type String --name /stockroom/dev/release/current --value none >/dev/null
    aws ssm put-parameter --type String --name /stockroom/dev/release/previous --value none >/dev/null
    push "$FIRST"
    push "$SECOND"
}

@test "refuses another image under a tag that is used" {
    run push "$FIRST" "$SECOND"
    [ "$status" -ne 0 ]
    [[ $output == *ImageAlreadyExists* || $output == *ImageTagAlreadyExists* ]]
}

@test "12: does not deploy what the scan objects to" {
    SCAN_ALLOWLIST=$here/scan-allowlist.json script deploy --sha "$FIRST"
    exits 12 "(HIGH)"
}

@test "14: only one at a time" {
    aws ssm put-parameter --type String --name /stockroom/dev/lock --value "{\"owner\": \"somebody\", \"expires\": $(($(date +%s) + 60))}" >/dev/null
    script deploy --sha "$FIRST"
    exits 14
    aws ssm delete-parameter --name /stockroom/dev/lock
}

# Last: from here on moto lets nobody do what no policy allows. It knows neither resources nor conditions, so those are
# taken out here and tested on the plan. And it calls CloudWatch by its older name.
@test "deploys twice, goes back and tells, with no more rights than the deploy role has" {
    as_role "$(deploy_policy)"
    script deploy --sha "$FIRST"
    exits 0 "$FIRST runs in dev"
    script deploy --sha "$SECOND"
    exits 0 "$SECOND runs in dev"
    script rollback
    exits 0 "$FIRST runs in dev again"
    for word in one two; do
        front_end "$word"
        script deploy --only web --dist "$dist"
        exits 0 "is the front end of dev"
    done
    # As S3 has it, a name that is used is refused to another content.
    echo "say('another')" >"$dist/assets/index-one.js"
    script deploy --only web --dist "$dist"
    exits 11 "assets/index-one.js is there already"
    script rollback --only web
    exits 0 "is the front end of dev again"
    script status --json
    exits 0
    [ "$(sed -n '/^{$/,$p' <<<"$output" | jq -c '[.sha[0:1], .desired, .asReleased, [.releases[].action]]')" = '["1",2,true,["rollback","deploy","deploy"]]' ]
}

deploy_policy() {
    [[ -n ${PLANS:-} ]] || { echo "PLANS is not set: run infra/check" >&2; return 1; }
    jq -c 'select(.type == "test_plan" and ."@testrun" == "with_github") | .test_plan.resource_changes[]
        | select(.address == "aws_iam_role_policy.deploy[\"dev\"]") | .change.after.policy | fromjson
        | .Statement |= map(.Resource = "*" | del(.Condition) | .Action |= map(sub("^cloudwatch:"; "monitoring:")))' "$PLANS/bootstrap.jsonl"
}

as_role() {
    local role keys
    role=$(aws iam create-role --role-name deploy --query Role.Arn --output text --assume-role-policy-document '{"Version": "2012-10-17", "Statement": []}')
    aws iam put-role-policy --role-name deploy --policy-name deploy --policy-document "$1"
    keys=$(aws sts assume-role --role-arn "$role" --role-session-name test --query Credentials)
    curl -fsS -X POST -H 'Content-Type: text/plain' -d 0 "$AWS_ENDPOINT_URL/moto-api/reset-auth" >/dev/null
    AWS_ACCESS_KEY_ID=$(jq -r .AccessKeyId <<<"$keys")
    AWS_SECRET_ACCESS_KEY=$(jq -r .SecretAccessKey <<<"$keys")
    AWS_SESSION_TOKEN=$(jq -r .SessionToken <<<"$keys")
    export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
}
