# shellcheck shell=bash
# The schema goes first, in a task of its own; the service follows only if that task says 0.

# migrate TASK_DEFINITION
migrate() {
    step=migrate
    local answer task code
    answer=$(aws_write '{"tasks": [{"taskArn": "dry-run"}], "failures": []}' ecs run-task \
        --cluster "$(configured cluster)" --task-definition "$1" --count 1 --started-by "$(cut -c1-36 <<<"$owner")" \
        --launch-type FARGATE \
        --network-configuration "$(jq -c '{awsvpcConfiguration: {subnets, securityGroups: [.migrateGroup], assignPublicIp: "DISABLED"}}' <<<"$config")")
    # The call succeeds even when no task was started.
    [[ $(jq '.failures | length' <<<"$answer") == 0 ]] || die 13 "the migration did not start: $(jq -c .failures <<<"$answer")"
    task=$(jq -er '.tasks[0].taskArn' <<<"$answer")
    [[ $dry_run == false ]] || return 0
    await_migration "$task"
    answer=$(aws_ ecs describe-tasks --cluster "$(configured cluster)" --tasks "$task")
    show_migration_log "$task"
    code=$(jq -r '.tasks[0].containers[] | select(.name == "migrate") | .exitCode // "none"' <<<"$answer")
    [[ $code == 0 ]] || die 13 "the migration failed (exit code $code): $(jq -r '.tasks[0].stoppedReason // "no reason given"' <<<"$answer")"
    log "the schema is up to date"
}

await_migration() {
    local task=$1 status
    deadline "$timeout"
    while true; do
        # Not the waiter for RUNNING: a quick migration is never seen running.
        status=$(aws_ ecs describe-tasks --cluster "$(configured cluster)" --tasks "$task" | jq -r '.tasks[0].lastStatus // "unknown"')
        [[ $status != STOPPED ]] || return 0
        if ! in_time; then
            aws_write '{}' ecs stop-task --cluster "$(configured cluster)" --task "$task" --reason "out of time" >/dev/null
            show_migration_log "$task"
            die 13 "the migration did not end in $timeout s and was stopped"
        fi
        sleep "$poll_seconds"
    done
}

show_migration_log() {
    local events
    if events=$(aws_ logs get-log-events --log-group-name "$(configured migrateLogs)" --log-stream-name "ecs/migrate/${1##*/}" --limit 100 2>&1); then
        jq -r '.events[].message' <<<"$events" >&2
    else
        log "the log of the migration cannot be read: $events"
    fi
}
