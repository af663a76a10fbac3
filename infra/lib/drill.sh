# shellcheck shell=bash
# Rehearses what must work on a bad day, with the commands of that day, and takes the time. Each exercise says first what one
# should see.

readonly exercises='failover rollback keys restore'

command_drill() {
    local exercise began results=''
    preflight
    read_config
    [[ $env != prod || $allow_prod == true ]] || die 2 "a drill disturbs those who use $env: say --allow-prod if you mean it"
    for exercise in ${only:-$exercises}; do
        step="drill $exercise"
        "expect_$exercise"
        confirm "Go on with it?"
        began=$SECONDS
        if ("drill_$exercise"); then
            results+="$exercise: as expected, after $((SECONDS - began)) s"$'\n'
        else
            results+="$exercise: NOT as expected (exit code $?), after $((SECONDS - began)) s"$'\n'
        fi
    done
    printf '%s' "$results"
    [[ $results != *"NOT as expected"* ]] || die 22 "the drill failed"
}

lite_drill() {
    die 2 "drill is for topology a"
}

# again COMMAND ARG...: this script, as a person would call it.
again() {
    local args=(--env "$env" --timeout "$timeout" --yes)
    [[ $dry_run == false ]] || args+=(--dry-run)
    "$here/aws-deploy.sh" "$@" "${args[@]}"
}

expect_failover() {
    log "fail-over: the database moves to its standby (dev: it restarts). You should see: /healthz answers 200 all the time, readiness fails for 60 to 120 s, no task is replaced"
}

drill_failover() {
    local before after failed=0 dead=0 force=()
    [[ $(describe_database "$project-$env" | jq .MultiAZ) != true ]] || force=(--force-failover)
    before=$(running_tasks)
    aws_write '{}' rds reboot-db-instance --db-instance-identifier "$project-$env" "${force[@]}" >/dev/null
    [[ $dry_run == false ]] || return 0
    base_url=${SMOKE_URL:-$(configured smokeUrl)}
    deadline "${FAILOVER_SECONDS:-300}"
    # Until it was away and is back.
    while true; do
        expect 200 GET /healthz >/dev/null || dead=$((dead + 1))
        if expect 200 GET /actuator/health/readiness >/dev/null 2>&1; then
            ((failed == 0)) || break
        else
            failed=$((failed + 1))
        fi
        in_time || break
        sleep "$poll_seconds"
    done
    after=$(running_tasks)
    log "readiness failed $failed times, $poll_seconds s apart; /healthz failed $dead times"
    ((dead == 0)) || die 22 "/healthz failed"
    [[ $after == "$before" ]] || die 22 "tasks were replaced"
}

running_tasks() {
    aws_ ecs list-tasks --cluster "$(configured cluster)" --service-name "$(configured service)" | jq -c '.taskArns | sort'
}

expect_rollback() {
    log "roll-back: to the release before and forward again. You should see: both within 5 minutes, no request refused"
}

drill_rollback() {
    local now
    read_releases
    now=$(released sha)
    again rollback && again rollback --to "$now"
}

expect_keys() {
    log "key of tokens: all tasks learn a new one, then sign with it. You should see: two deployments, and those who are signed in stay so"
}

drill_keys() {
    local secret=$project/$env/jwt old new now
    read_releases
    now=$(released sha)
    old=$(aws_ secretsmanager get-secret-value --secret-id "$secret" | jq -r '.SecretString | fromjson.secret')
    new=$(head -c 48 /dev/urandom | base64 -w 0)
    put_keys "$secret" "$old" "$new" && again deploy --sha "$now" &&
        put_keys "$secret" "$new" "$old" && again deploy --sha "$now" &&
        log "the old key still verifies: clear previousSecret in a day (infra/docs/rotate.md)"
}

# put_keys SECRET SIGNS VERIFIES
put_keys() {
    aws_write '{}' secretsmanager put-secret-value --secret-id "$1" \
        --secret-string "$(jq -cn --arg signs "$2" --arg verifies "$3" '{secret: $signs, previousSecret: $verifies}')" >/dev/null
}

expect_restore() {
    log "restore: the database as it was a few minutes ago. You should see: about 10 minutes without service, nothing lost but the last minutes, and the old database under the name $project-$env-before"
}

drill_restore() {
    again restore --to latest
}
