# shellcheck shell=bash
# Proves that messages of EventBridge reach the topic, by its own count. Everybody who is subscribed gets one e-mail.

canary() {
    step=canary
    local answer began
    began=$(date -u -d '1 minute ago' +%FT%TZ)
    answer=$(aws_write '{"FailedEntryCount": 0}' events put-events \
        --entries "$(jq -cn --arg source "$project-$env" '[{Source: $source, DetailType: "Canary", Detail: "{}"}]')")
    [[ $(jq .FailedEntryCount <<<"$answer") == 0 ]] || die 10 "EventBridge did not take the event: $answer"
    [[ $dry_run == false ]] || return 0
    deadline "$timeout"
    # The counts appear minutes later.
    until [[ $(count_of Invocations "$began") != 0 ]]; do
        in_time || die 30 "EventBridge has counted no delivery after $timeout s"
        sleep "$poll_seconds"
    done
    [[ $(count_of FailedInvocations "$began") == 0 ]] ||
        die 10 "EventBridge cannot publish to the topic: its policy, or that of its key, refuses events.amazonaws.com"
    log "the canary arrived: messages about deployments, tasks and scans reach the topic"
}

# count_of METRIC SINCE
count_of() {
    aws_ cloudwatch get-metric-statistics --namespace AWS/Events --metric-name "$1" --dimensions "Name=RuleName,Value=$project-$env-canary" \
        --start-time "$2" --end-time "$(date -u +%FT%TZ)" --period 60 --statistics Sum | jq '[.Datapoints[].Sum] | add // 0 | floor'
}
