# shellcheck shell=bash
# Topology B. CloudFormation alone changes what runs: a release writes down which image and which authorizer shall run, and
# then has the stack updated. What is done for topology A is done by functions of the same names without "lite".

readonly templates=$here/cloudformation

lite_setup() {
    local repository=${PIPELINE_REPOSITORY:-} part
    preflight
    change_stack foundation "$templates/foundation.yaml" "Project=$project" "Env=$env" "GitHubRepository=$repository"
    protect foundation
    if [[ -n $repository ]]; then
        await_connection
        # Each pipeline is a stack of its own, so that one can be taken away.
        change_stack create-app "$templates/pipelines/create-app.yaml" "Project=$project" "Env=$env" "Repository=$repository"
        for part in service authorizer; do
            change_stack "update-$part" "$templates/pipelines/update.yaml" "Project=$project" "Env=$env" "Repository=$repository" "Part=$part"
        done
    fi
    cat <<END
$(stack '') can be deployed to. Left for you:
  - activate the cost allocation tag "Project" in the billing console, else the budget counts nothing
  - after the first deployment: confirm the subscription that arrives by e-mail at AlarmEmail
Then: infra/aws-deploy.sh deploy --topology b --env $env
END
}

# change_stack NAME TEMPLATE PARAMETER=VALUE...
change_stack() {
    local status=0
    propose "$@" || status=$?
    ((status != 1)) || return 0
    ((status == 0)) || die 10 "there is no change set"
    confirm "Make these changes?"
    carry_out "$1" || die 20 "CloudFormation went back: see the events of the stack $(stack "$1")"
}

# Somebody must let AWS into the repository, in the console.
await_connection() {
    step=connection
    local arn
    [[ $dry_run == false ]] || return 0
    arn=$(stack_output foundation Connection)
    deadline "$timeout"
    until [[ $(aws_ codeconnections get-connection --connection-arn "$arn" | jq -r .Connection.ConnectionStatus) == AVAILABLE ]]; do
        log "complete the connection $project-$env in the console: Developer Tools, Connections"
        in_time || die 10 "the connection to GitHub is still pending; complete it and repeat setup"
        sleep "$poll_seconds"
    done
}

lite_build() {
    preflight
    find_sha
    ensure_image
    printf '%s\n' "$digest"
}

lite_deploy() {
    local before
    preflight
    expect_foundation
    find_sha
    lock
    read_releases
    before=$(pointers)
    publish
    point "$(jq -c --arg image "$image" --arg authorizer "$authorizer" '
        {image: (if $image == "" then .image else $image end), authorizer: (if $authorizer == "" then .authorizer else $authorizer end)}' <<<"$before")"
    expect_schema
    # A release is known by its image's commit.
    [[ $only != authorizer ]] || sha=$(released sha)
    started=$SECONDS
    keep_lock
    release_application "$sha" || lite_undo "$before" "$?"
    keep_lock
    record deploy
    log "$sha runs in $env"
}

# What the release consists of: sets `digest` and `image`, `authorizer`; empty for what shall stay as it is.
publish() {
    image='' authorizer='' digest='' image_schema=$applied
    if [[ $only != authorizer ]]; then
        ensure_image
        scan_gate
        read_image_schema
        image=$(stack_output foundation RepositoryUri)@${digest:-sha256:dry-run}
    else
        digest=$(released digest)
    fi
    [[ $only == service ]] || ensure_authorizer
}

# Sets `authorizer`: the key of the commit's jar in the bucket; made once for each commit.
ensure_authorizer() {
    step=authorizer
    authorizer=authorizer/$sha.jar
    if aws_ s3api head-object --bucket "$(artifact_bucket)" --key "$authorizer" >/dev/null 2>&1; then
        return
    fi
    if [[ $dry_run == false ]]; then
        [[ $(git rev-parse HEAD) == "$sha" && -z $(git status --porcelain) ]] ||
            die 11 "there is no authorizer of $sha, and this working tree is not that commit: cannot build"
        ${AUTHORIZER_BUILD:-./mvnw -q -B -ntp -DskipTests -Dmaven.javadoc.skip -pl infra/authorizer -am package} >&2 || die 11 "the authorizer cannot be built"
    fi
    aws_write '{}' s3api put-object --bucket "$(artifact_bucket)" --key "$authorizer" --body infra/authorizer/target/authorizer.jar >/dev/null
}

pointers() {
    jq -cn --arg image "$(parameter image)" --arg authorizer "$(parameter authorizer-key)" '{$image, $authorizer}'
}

# point POINTERS: changes nothing that runs; the next update of the stack does.
point() {
    local name
    for name in image:image authorizer:authorizer-key; do
        [[ $(jq -r ".${name%%:*}" <<<"$1") != none ]] || die 10 "nothing was released to $env yet: deploy without --only first"
        aws_write '{}' ssm put-parameter --name "/$project/$env/${name##*:}" --type String --overwrite \
            --value "$(jq -r ".${name%%:*}" <<<"$1")" >/dev/null
    done
}

# release_application SHA: returns 20 when CloudFormation went back, 21 when the service does not do what it should.
release_application() {
    update_application || return 20
    if [[ $dry_run == true ]]; then
        config=$(parameter deploy/config)
        config=${config:-'{"smokeUrl": "the address of the new gateway"}'}
    else
        read_config
    fi
    if is_stopped; then
        return 0
    fi
    await_ready && smoke "$1" || return 21
}

# With Tasks=0 nothing answers, and nothing is tried.
is_stopped() {
    [[ $dry_run == false && $(describe_service | jq .desiredCount) == 0 ]] || return 1
    log "the service is stopped, as Tasks=0 says: nothing was tried"
}

# Has CloudFormation make what runs be what is written down.
update_application() {
    propose_application || { (($? == 1)) || return 1; }
    carry_out '' || return 1
    protect ''
}

propose_application() {
    local packaged status=0 overrides
    packaged=$(mktemp)
    step=package
    aws_write '{}' cloudformation package --template-file "$templates/app/root.yaml" --s3-bucket "$(artifact_bucket)" \
        --s3-prefix templates --output-template-file "$packaged" >/dev/null
    mapfile -t overrides < <(settings)
    choose_zone
    propose '' "$packaged" "Project=$project" "Env=$env" "Image=/$project/$env/image" "AuthorizerKey=/$project/$env/authorizer-key" "WebRelease=/$project/$env/web" "${overrides[@]}" || status=$?
    rm -f "$packaged"
    return "$status"
}

# What samconfig.toml says of this environment, and STACK_PARAMETERS on top: one NAME=VALUE a line.
settings() {
    awk -v section="[$env.deploy.parameters]" '
        /^\[/ { inside = ($0 == section) }
        inside && /^parameter_overrides/ { listed = 1; next }
        /^\]/ { listed = 0 }
        inside && listed && match($0, /"[^"]*"/) { print substr($0, RSTART + 1, RLENGTH - 2) }' "$templates/samconfig.toml"
    printf '%s' "${STACK_PARAMETERS:-}" | tr -s '[:space:]' '\n'
}

# The link between gateway and network does not exist in every zone. Adds one in which it does to `overrides`, when the network
# is made; later it keeps its zone, unless another is given.
choose_zone() {
    local status given zone
    given=$(printf '%s\n' "${overrides[@]}" | sed -n 's/^ZoneId=//p' | tail -n 1)
    if [[ -n $given ]]; then
        ! jq -e --arg zone "$given" 'index($zone)' "$templates/zones-without-link.json" >/dev/null || die 2 "API Gateway has no VPC links in the zone $given"
        return
    fi
    status=$(stack_status '')
    [[ -z $status || $status == REVIEW_IN_PROGRESS ]] || return 0
    zone=$(aws_ ec2 describe-availability-zones --filters Name=zone-type,Values=availability-zone Name=state,Values=available |
        jq -r --slurpfile without "$templates/zones-without-link.json" '[.AvailabilityZones[].ZoneId] - $without[0] | sort | .[0] // empty')
    [[ -n $zone ]] || die 10 "there is no zone in $region in which API Gateway has VPC links"
    log "the zone is $zone"
    overrides+=("ZoneId=$zone")
}

# Until the gateway has found the new task.
await_ready() {
    step=ready
    [[ $dry_run == false ]] || return 0
    base_url=${SMOKE_URL:-$(configured smokeUrl)}
    deadline "${READY_SECONDS:-180}"
    until smoke_ready 2>/dev/null; do
        in_time || return 1
        sleep "$poll_seconds"
    done
}

# lite_undo POINTERS CODE: back to what ran before; never returns.
lite_undo() {
    local failed
    failed=$([[ $2 == 20 ]] && echo "CloudFormation rolled back" || echo "the smoke test failed")
    keep_lock
    if [[ $(jq -r .image <<<"$1") == none ]]; then
        die 22 "$failed, and there is no release to go back to"
    fi
    point "$1"
    # The stack itself is back already then.
    [[ $2 != 20 ]] || die 20 "$failed; $(released sha) runs"
    log "$failed: back to $(released sha)"
    release_application "$(released sha)" || die 22 "$failed, and so did the way back"
    die 21 "$failed; $(released sha) runs again"
}

lite_rollback() {
    local target
    preflight
    expect_foundation
    lock
    read_releases
    target=$(find_release)
    sha=$(jq -r .sha <<<"$target")
    digest=$(jq -r .digest <<<"$target")
    image_schema=$(jq -r .schema <<<"$target")
    authorizer=$(jq -r .authorizer <<<"$target")
    log "back from $(released sha) to $sha"
    step=target
    aws_ ecr describe-images --repository-name "$image_repository" --image-ids "imageDigest=$digest" >/dev/null ||
        die 10 "the image of $sha, $digest, is gone from the registry"
    ((image_schema >= compatible)) ||
        die 10 "the schema was changed more than once since $sha ($image_schema change sets then, $compatible needed): go forward instead"
    point "$(jq -cn --arg image "$(stack_output foundation RepositoryUri)@$digest" --arg authorizer "$authorizer" '{$image, $authorizer}')"
    stop_update
    started=$SECONDS
    release_application "$sha" || die 22 "the roll-back failed (exit code $?)"
    record rollback
    log "$sha runs in $env again"
}

# An update that a deployment began is given up, and CloudFormation goes back by itself first.
stop_update() {
    local status
    [[ $(stack_status '') == UPDATE_IN_PROGRESS ]] || return 0
    step="stop update"
    aws_write '{}' cloudformation cancel-update-stack --stack-name "$(stack '')" >/dev/null
    deadline "$timeout"
    while true; do
        status=$(stack_status '')
        [[ $status == *_IN_PROGRESS ]] || return 0
        in_time || die 30 "the stack $(stack '') is still $status after $timeout s"
        sleep "$poll_seconds"
    done
}

# What an update of the stack would change, with what is released; on an empty environment, with what this commit makes.
lite_plan() {
    preflight
    expect_foundation
    if [[ $(parameter image) == none || $(parameter authorizer-key) == none ]]; then
        find_sha
        read_releases
        publish
        point "$(jq -cn --arg image "$image" --arg authorizer "$authorizer" '{$image, $authorizer}')"
    fi
    propose_application || return_if_unchanged $?
    aws_write '{}' ssm put-parameter --name "/$project/$env/proposal" --type String --overwrite --value "$change_set" >/dev/null
    die 40 "there are changes: $change_set"
}

# Carries out just what the last plan showed.
lite_apply() {
    preflight
    lock
    change_set=$(parameter proposal)
    [[ $change_set == arn:* || $dry_run == true ]] || die 10 "there is no plan to apply: plan first"
    carry_out '' || die 20 "CloudFormation rolled back: see the events of the stack $(stack '')"
    protect ''
    aws_write '{}' ssm delete-parameter --name "/$project/$env/proposal" >/dev/null
    [[ $dry_run == true ]] || read_config
    is_stopped || await_ready || die 21 "the service does not become ready"
}

lite_status() {
    local report
    preflight
    read_config
    step=status
    read_releases
    [[ $with_canary == false ]] || canary
    step=status
    report=$(jq -n --argjson service "$(describe_service)" --argjson history "$(ledger)" --argjson pointers "$(pointers)" \
        --arg stack "$(stack_status '')" --arg lock "$(parameter lock)" --arg current "$current" --arg url "$(configured smokeUrl)" \
        --argjson alarms "$(aws_ cloudwatch describe-alarms --alarm-name-prefix "$project-$env-" --state-value ALARM)" --argjson web "$(web_status)" '
        ($current | if startswith("{") then fromjson else {} end) as $now
        | {
            $url, $stack, running: $service.runningCount, desired: $service.desiredCount, sha: $now.sha, digest: $now.digest,
            authorizer: $now.authorizer, schema: $now.applied,
            asReleased: (($pointers.image | endswith("@" + ($now.digest // "none"))) and $pointers.authorizer == $now.authorizer),
            alarms: [($alarms.MetricAlarms // [])[].AlarmName],
            lock: ($lock | if startswith("{") then fromjson.owner else null end),
            $web,
            releases: ($history | reverse | .[:5] | map({at, action, sha, by, seconds, schema}))
          }')
    if [[ $as_json == true ]]; then
        printf '%s\n' "$report"
        return
    fi
    jq -r '
        "\(.url)",
        "stack      \(.stack)",
        "tasks      \(.running) of \(.desired) run",
        "release    \(.sha // "none"), schema \(.schema // 0)\(if .asReleased then "" else "  (!) something else was written down to run" end)",
        "image      \(.digest // "none")",
        "authorizer \(.authorizer // "none")",
        "alarms     \(if .alarms == [] then "none" else .alarms | join(", ") end)",
        "lock       \(.lock // "free")",
        (.web // empty | "front end  \(.release) at \(.url)"),
        (.releases[] | "           \(.at)  \(.action)  \(.sha)  \(.seconds) s  by \(.by)")' <<<"$report"
}

# What imports from another stack goes first; CloudFormation would refuse any other order.
lite_teardown() {
    local name bucket
    preflight
    [[ $env != prod || $allow_prod == true ]] || die 2 "this is prod: say --allow-prod if you mean it"
    type_back_name
    lock
    empty_web_buckets
    delete_stack ''
    drop_secrets
    if [[ $all == true ]]; then
        for name in create-app update-service update-authorizer; do
            delete_stack "$name"
        done
        # A foundation that was never complete has none.
        if bucket=$(artifact_bucket 2>/dev/null); then
            empty_bucket "$bucket"
            empty_registry
        fi
        delete_stack foundation
        for name in release/current release/previous restoring; do
            aws_write '{}' ssm delete-parameter --name "/$project/$env/$name" >/dev/null 2>&1 || log "there was no $name"
        done
    fi
    list_leftovers
    echo "The file system stays, with its backups, until you delete it: its data can go on in a new environment (FileSystem=fs-…)."
}

# ---- stacks; '' is the application's

stack() {
    printf '%s-%s%s\n' "$project" "$env" "${1:+-$1}"
}

# Nothing if there is no such stack.
stack_status() {
    local answer
    if answer=$(aws_ cloudformation describe-stacks --stack-name "$(stack "$1")" 2>&1); then
        jq -r '.Stacks[0].StackStatus | select(. != "DELETE_COMPLETE")' <<<"$answer"
    elif [[ $answer != *"does not exist"* ]]; then
        die 10 "the stack $(stack "$1") cannot be read: $answer"
    fi
}

# stack_output STACK NAME
stack_output() {
    if [[ $dry_run == true ]]; then
        echo "dry-run-$2"
        return
    fi
    aws_ cloudformation describe-stacks --stack-name "$(stack "$1")" | jq -er --arg name "$2" '.Stacks[0].Outputs[] | select(.OutputKey == $name) | .OutputValue'
}

artifact_bucket() {
    stack_output foundation ArtifactBucket
}

expect_foundation() {
    step=preflight
    [[ -n $(stack_status foundation) || $dry_run == true ]] || die 10 "environment $env does not exist: run infra/aws-deploy.sh setup --topology b --env $env"
}

# propose STACK TEMPLATE PARAMETER=VALUE...: sets `change_set` and shows it; returns 1 if nothing would change, 2 if there
# cannot be one. Parameters that are not named keep their values.
propose() {
    local name=$1 template=$2 role=() answer status
    shift 2
    change_set=''
    step="propose ${name:-application}"
    status=$(stack_status "$name")
    case $status in
    ROLLBACK_COMPLETE | ROLLBACK_FAILED) die 10 "the stack $(stack "$name") was never complete ($status): run teardown first" ;;
    UPDATE_ROLLBACK_FAILED) die 10 "the stack is stuck: aws cloudformation continue-update-rollback --stack-name $(stack "$name")" ;;
    *_IN_PROGRESS) [[ $status == REVIEW_IN_PROGRESS ]] || die 14 "the stack $(stack "$name") is being changed ($status)" ;;
    esac
    # The application is made with the foundation's role, and deleted with it.
    [[ -n $name ]] || role=(--role-arn "$(stack_output foundation StackRole)")
    answer=$(aws_write 'arn:dry:run:changeSet/dry-run' cloudformation deploy --no-execute-changeset --no-fail-on-empty-changeset \
        --stack-name "$(stack "$name")" --template-file "$template" --capabilities CAPABILITY_NAMED_IAM CAPABILITY_AUTO_EXPAND \
        "${role[@]}" --tags "Project=$project" "Environment=$env" ManagedBy=cloudformation --parameter-overrides "$@") || {
        log "the change set cannot be made: $answer"
        return 2
    }
    change_set=$(grep -o 'arn:[^ ]*changeSet[^ ]*' <<<"$answer" | tail -n 1) || {
        log "nothing would change"
        return 1
    }
    [[ $dry_run == true ]] || aws_ cloudformation describe-change-set --change-set-name "$change_set" |
        jq -r '.Changes[].ResourceChange | "\(.Action)\t\(.Replacement // "-")\t\(.ResourceType)\t\(.LogicalResourceId)"' >&2
}

return_if_unchanged() {
    (($1 == 1)) || die 10 "there is no change set"
    exit 0
}

# carry_out STACK: executes `change_set`, if there is one; returns 1 when CloudFormation went back.
carry_out() {
    local status
    step="change ${1:-application}"
    [[ -n $change_set ]] || return 0
    aws_write '{}' cloudformation execute-change-set --change-set-name "$change_set" >/dev/null || return 1
    [[ $dry_run == false ]] || return 0
    deadline "$timeout"
    while true; do
        # Of this change set: what the one before ended with may still stand there. No answer counts as "not yet".
        status=$(aws_ cloudformation describe-stacks --stack-name "$(stack "$1")" |
            jq -r --arg id "$change_set" '.Stacks[0] | select((.ChangeSetId // $id) == $id).StackStatus') || status=''
        case $status in
        CREATE_COMPLETE | UPDATE_COMPLETE) return 0 ;;
        *ROLLBACK_COMPLETE | *FAILED) break ;;
        esac
        in_time || die 30 "the stack $(stack "$1") did not end in $timeout s; CloudFormation goes on with it"
        sleep "$poll_seconds"
    done
    aws_ cloudformation describe-stack-events --stack-name "$(stack "$1")" --max-items 100 |
        jq -r '.StackEvents[] | select(.ResourceStatus | endswith("_FAILED")) | "\(.LogicalResourceId): \(.ResourceStatusReason // "no reason given")"' >&2
    log "ended as $status"
    return 1
}

protect() {
    aws_write '{}' cloudformation update-termination-protection --stack-name "$(stack "$1")" --enable-termination-protection >/dev/null
}

delete_stack() {
    local status
    step="delete ${1:-application}"
    status=$(stack_status "$1")
    if [[ -z $status ]]; then
        log "there is no stack $(stack "$1")"
        return
    fi
    aws_write '{}' cloudformation update-termination-protection --stack-name "$(stack "$1")" --no-enable-termination-protection >/dev/null
    aws_write '{}' cloudformation delete-stack --stack-name "$(stack "$1")" >/dev/null
    [[ $dry_run == false ]] || return 0
    deadline "$timeout"
    while true; do
        status=$(stack_status "$1")
        [[ -n $status ]] || return 0
        [[ $status != DELETE_FAILED ]] || break
        in_time || die 30 "the stack $(stack "$1") is still there after $timeout s"
        sleep "$poll_seconds"
    done
    local stuck
    stuck=$(aws_ cloudformation describe-stack-resources --stack-name "$(stack "$1")" |
        jq -r '[.StackResources[] | select(.ResourceStatus == "DELETE_FAILED").LogicalResourceId] | join(" ")')
    die 10 "the stack $(stack "$1") cannot be deleted because of: $stuck. Remove what holds them and repeat, or leave them behind: aws cloudformation delete-stack --stack-name $(stack "$1") --retain-resources $stuck"
}
