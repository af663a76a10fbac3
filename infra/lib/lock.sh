# shellcheck shell=bash
# One deployment at a time, whoever starts it and from where. A roll-back waits for no deployment: it takes the lock, and the
# deployment stops before its next change.

owner=${GITHUB_RUN_ID:+github-run-$GITHUB_RUN_ID-${GITHUB_RUN_ATTEMPT:-1}}
owner=${owner:-$(id -un)@$(hostname)-$$}
readonly owner
# Longer than any deployment takes; after that the lock of a dead one may be taken.
readonly lock_seconds=7200

lock() {
    step=lock
    local mine answer holder expires
    mine=$(jq -cn --arg owner "$owner" --arg command "$command" --argjson expires "$(($(date +%s) + lock_seconds))" '{$owner, $command, $expires}')
    if answer=$(put_once lock "$mine"); then
        trap unlock EXIT
        return
    fi
    [[ $answer == *ParameterAlreadyExists* ]] || die 10 "the lock cannot be taken: $answer"
    answer=$(parameter lock)
    holder=$(jq -r .owner <<<"$answer")
    expires=$(jq -r .expires <<<"$answer")
    if (($(date +%s) < expires)); then
        [[ $command == rollback && $(jq -r .command <<<"$answer") =~ ^(apply|deploy|rollback)$ ]] ||
            die 14 "$holder is deploying, until $(date -u -d "@$expires" +%FT%TZ) at the latest"
        log "a roll-back does not wait: $holder will stop before its next change"
    fi
    take_over "$holder" "$mine"
    trap unlock EXIT
}

# Of several that find an expired lock, the one that can make this marker gets it.
take_over() {
    local holder=$1 mine=$2 marker
    marker=lock-after-${holder//[^A-Za-z0-9_.-]/-}
    put_once "$marker" "$mine" >/dev/null || die 14 "somebody else is taking over the lock of $holder"
    aws_write '{}' ssm put-parameter --name "/$project/$env/lock" --type String --overwrite --value "$mine" >/dev/null
    aws_write '{}' ssm delete-parameter --name "/$project/$env/$marker" >/dev/null
    log "took over the lock of $holder"
}

# Before each change of what runs: a roll-back may have taken the lock meanwhile.
keep_lock() {
    local holder
    [[ $dry_run == false ]] || return 0
    holder=$(parameter lock | jq -r .owner)
    [[ $holder == "$owner" ]] || die 14 "${holder:-somebody} took the lock: nothing more is changed"
}

# Fails if the parameter is there; says why on standard output.
put_once() {
    aws_write '{}' ssm put-parameter --name "/$project/$env/$1" --type String --value "$2" 2>&1
}

unlock() {
    local code=$? holder
    trap - ERR
    holder=$(parameter lock | jq -r .owner)
    if [[ $holder == "$owner" || $dry_run == true ]]; then
        aws_write '{}' ssm delete-parameter --name "/$project/$env/lock" >/dev/null || log "the lock could not be removed"
    else
        log "the lock is no longer ours but of ${holder:-nobody}"
    fi
    exit "$code"
}
