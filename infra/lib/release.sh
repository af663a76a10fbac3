# shellcheck shell=bash
# Deployments and roll-backs, and the ledger of both: the history of the parameter release/current.

command_deploy() {
    local migrate_definition code=0
    preflight
    read_config
    find_sha
    lock
    read_releases
    ensure_image
    scan_gate
    read_image_schema
    refuse_ringing_alarms
    expect_edge
    step=register
    migrate_definition=$(register migrate)
    definition=$(register service)
    keep_lock
    expect_schema
    migrate "$migrate_definition"
    started=$SECONDS
    keep_lock
    roll "$definition" || code=$?
    case $code in
    10) die 10 "ECS did not accept the deployment" ;;
    20) die 20 "ECS rolled the deployment back: its tasks did not become healthy, or an alarm rang" ;;
    30) die 30 "the deployment did not end in $timeout s; ECS goes on with it: see infra/aws-deploy.sh status --env $env" ;;
    esac
    smoke "$sha" || undo
    keep_lock
    record deploy
    log "$sha runs in $env"
}

# Back to what ran before; called when the smoke test failed.
undo() {
    local code=0 before
    keep_lock
    before=$(released taskDefinition)
    if [[ -z $before ]]; then
        aws_write '{}' ecs update-service --cluster "$(configured cluster)" --service "$(configured service)" --desired-count 0 >/dev/null
        die 22 "the smoke test failed, and there is no release to go back to: the service was stopped"
    fi
    log "the smoke test failed: back to $(released sha)"
    roll "$before" || code=$?
    ((code == 0)) || die 22 "the smoke test failed, and so did the way back to $before"
    smoke "$(released sha)" || die 22 "the smoke test failed, and $(released sha) fails it too now"
    die 21 "the smoke test failed; $(released sha) runs again"
}

command_rollback() {
    local target code=0
    preflight
    read_config
    lock
    read_releases
    target=$(find_release)
    sha=$(jq -r .sha <<<"$target")
    digest=$(jq -r .digest <<<"$target")
    image_schema=$(jq -r .schema <<<"$target")
    log "back from $(released sha) to $sha"
    step=target
    [[ $(digest_of "$sha") == "$digest" ]] || die 10 "the image of $sha, $digest, is gone from the registry"
    ((image_schema >= compatible)) ||
        die 10 "the schema was changed more than once since $sha ($image_schema change sets then, $compatible needed): go forward instead"
    refuse_ringing_alarms_unless_stuck
    definition=$(usable_definition "$target")
    started=$SECONDS
    roll "$definition" || code=$?
    case $code in
    10) die 22 "ECS did not accept the roll-back" ;;
    20) die 22 "ECS gave the roll-back up: its tasks did not become healthy, or an alarm rang" ;;
    30) die 30 "the roll-back did not end in $timeout s; ECS goes on with it" ;;
    esac
    smoke "$sha" || die 22 "the smoke test fails with $sha too"
    record rollback
    log "$sha runs in $env again"
}

# A roll-back is often the answer to an alarm, so a ringing one is said and not obeyed.
refuse_ringing_alarms_unless_stuck() {
    (refuse_ringing_alarms) || log "rolling back in spite of that"
}

# Sets `current`, `previous`; `applied`: change sets in the database; `compatible`: how many an image must know to run on it.
# Every change of the schema leaves the release before it working, so one change back is allowed.
read_releases() {
    step=releases
    current=$(parameter release/current)
    previous=$(parameter release/previous)
    applied=$(released applied)
    compatible=$(released compatible)
    applied=${applied:-0}
    compatible=${compatible:-0}
}

# released FIELD: of the release that runs; nothing if there is none.
released() {
    released_or_empty | jq -r ".$1 // \"\""
}

# The release to go back to, from the ledger.
find_release() {
    local found
    if [[ -z $to ]]; then
        [[ $previous == \{* ]] || die 10 "there is no previous release"
        printf '%s\n' "$previous"
        return
    fi
    found=$(ledger | jq -c --arg sha "$to" '[.[] | select(.sha == $sha)] | last // empty')
    [[ -n $found ]] || die 10 "$to was never released in $env"
    printf '%s\n' "$found"
}

# Releases in the order in which they happened; AWS keeps the last hundred.
ledger() {
    if [[ -z $(parameter release/current) ]]; then
        echo '[]'
        return
    fi
    aws_ ssm get-parameter-history --name "/$project/$env/release/current" |
        jq -c '[.Parameters[].Value | select(startswith("{")) | fromjson | select(.action != "note")]'
}

# The release's task definition, or a new one like it if somebody deregistered it.
usable_definition() {
    local recorded
    recorded=$(aws_ ecs describe-task-definition --task-definition "$(jq -r .taskDefinition <<<"$1")")
    if [[ $(jq -r .taskDefinition.status <<<"$recorded") == ACTIVE ]]; then
        jq -r .taskDefinition.taskDefinitionArn <<<"$recorded"
        return
    fi
    log "the task definition of $sha was deregistered: registering it again"
    jq -c '.taskDefinition
        | {family, containerDefinitions, executionRoleArn, taskRoleArn, networkMode, cpu, memory, volumes, runtimePlatform, requiresCompatibilities}
        | with_entries(select(.value != null))' <<<"$recorded" | register_json
}

# Written before the migration begins: even one that fails half-way has changed the schema under the release that runs.
expect_schema() {
    ((image_schema > applied)) || return 0
    compatible=$applied
    applied=$image_schema
    current=$(released_or_empty | jq -c --argjson applied "$applied" --argjson compatible "$compatible" '. + {$applied, $compatible, action: "note"}')
    put_release current "$current"
}

# record ACTION
record() {
    step=record
    if [[ -n $(released sha) && $(released sha) != "$sha" ]]; then
        put_release previous "$current"
    fi
    put_release current "$(jq -cn --arg sha "$sha" --arg digest "$digest" --arg action "$1" \
        --arg taskDefinition "${definition:-}" --arg authorizer "${authorizer:-$(released authorizer)}" --arg by "$owner" --arg at "$(date -u +%FT%TZ)" --argjson schema "$image_schema" --argjson applied "$applied" \
        --argjson compatible "$compatible" --argjson seconds "$((SECONDS - started))" \
        '{$sha, $digest, $taskDefinition, $authorizer, $action, $by, $at, $seconds, $schema, $applied, $compatible} | with_entries(select(.value != ""))')"
    aws_write '{}' cloudwatch put-metric-data --namespace "$project-$env" --metric-name Deployments --value 1 >/dev/null
}

released_or_empty() {
    if [[ $current == \{* ]]; then printf '%s\n' "$current"; else echo '{}'; fi
}

put_release() {
    aws_write '{}' ssm put-parameter --name "/$project/$env/release/$1" --type String --overwrite --value "$2" >/dev/null
}

command_status() {
    local service ringing history report
    preflight
    read_config
    step=status
    read_releases
    [[ $with_canary == false ]] || canary
    step=status
    service=$(describe_service)
    ringing=$(aws_ cloudwatch describe-alarms --alarm-name-prefix "$project-$env-" --alarm-types MetricAlarm CompositeAlarm)
    history=$(ledger)
    report=$(jq -n --argjson service "$service" --argjson alarms "$ringing" --argjson history "$history" --arg lock "$(parameter lock)" \
        --arg current "$current" --arg url "$(configured smokeUrl)" --argjson web "$(web_status)" '
        ($current | if startswith("{") then fromjson else {} end) as $now
        | {
            url: $url,
            running: $service.runningCount, desired: $service.desiredCount, taskDefinition: $service.taskDefinition,
            rollout: ([$service.deployments[] | select(.status == "PRIMARY")][0].rolloutState // "none"),
            sha: $now.sha, digest: $now.digest, schema: $now.applied,
            asReleased: ($now.taskDefinition == $service.taskDefinition),
            alarms: [($alarms.MetricAlarms // [])[], ($alarms.CompositeAlarms // [])[] | select(.StateValue == "ALARM").AlarmName],
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
        "tasks      \(.running) of \(.desired) run, rollout \(.rollout)",
        "release    \(.sha // "none"), schema \(.schema // 0)\(if .asReleased then "" else "  (!) the service runs something else: \(.taskDefinition)" end)",
        "image      \(.digest // "none")",
        "alarms     \(if .alarms == [] then "none" else .alarms | join(", ") end)",
        "lock       \(.lock // "free")",
        (.web // empty | "front end  \(.release) at \(.url)"),
        (.releases[] | "           \(.at)  \(.action)  \(.sha)  \(.seconds) s  by \(.by)")' <<<"$report"
}
