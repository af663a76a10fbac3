# shellcheck shell=bash
# A task of its own that runs to its end: migrations, statements, files of a restore. Its exit code decides.

# run_to_end WHAT CONTAINER TASK_DEFINITION NETWORK LOG_GROUP: dies with 13 if it does not end with 0. WHAT is for messages.
run_to_end() {
    local what=$1 container=$2 answer task code
    answer=$(aws_write '{"tasks": [{"taskArn": "dry-run"}], "failures": []}' ecs run-task \
        --cluster "$(configured cluster)" --task-definition "$3" --count 1 --started-by "$(cut -c1-36 <<<"$owner")" \
        --launch-type FARGATE --network-configuration "$4")
    # The call succeeds even when no task was started.
    [[ $(jq '.failures | length' <<<"$answer") == 0 ]] || die 13 "$what did not start: $(jq -c .failures <<<"$answer")"
    task=$(jq -er '.tasks[0].taskArn' <<<"$answer")
    [[ $dry_run == false ]] || return 0
    await_end "$what" "$container" "$task" "$5"
    answer=$(aws_ ecs describe-tasks --cluster "$(configured cluster)" --tasks "$task")
    show_task_log "$container" "$task" "$5"
    code=$(jq -r --arg name "$container" '.tasks[0].containers[] | select(.name == $name) | .exitCode // "none"' <<<"$answer")
    [[ $code == 0 ]] || die 13 "$what failed (exit code $code): $(jq -r '.tasks[0].stoppedReason // "no reason given"' <<<"$answer")"
}

# await_end WHAT CONTAINER TASK LOG_GROUP
await_end() {
    local status
    deadline "$timeout"
    while true; do
        # Not the waiter for RUNNING: a quick task is never seen running.
        status=$(aws_ ecs describe-tasks --cluster "$(configured cluster)" --tasks "$3" | jq -r '.tasks[0].lastStatus // "unknown"')
        [[ $status != STOPPED ]] || return 0
        if ! in_time; then
            aws_write '{}' ecs stop-task --cluster "$(configured cluster)" --task "$3" --reason "out of time" >/dev/null
            show_task_log "$2" "$3" "$4"
            die 13 "$1 did not end in $timeout s and was stopped"
        fi
        sleep "$poll_seconds"
    done
}

# show_task_log CONTAINER TASK LOG_GROUP
show_task_log() {
    local events
    if events=$(aws_ logs get-log-events --log-group-name "$3" --log-stream-name "ecs/$1/${2##*/}" --limit 100 2>&1); then
        jq -r '.events[].message' <<<"$events" >&2
    else
        log "the log of the task cannot be read: $events"
    fi
}
