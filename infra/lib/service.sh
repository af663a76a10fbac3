# shellcheck shell=bash
# Which task definition the service runs. "Stable" is not "deployed": after ECS rolled back by itself the service is stable
# again. So each deployment is followed by its own id.

# register FAMILY: copies the base that Terraform keeps, with the image of this release, and prints its ARN.
register() {
    local family=$project-$env-$1 base
    base=$(aws_ ecs describe-task-definition --task-definition "$family-base")
    jq -c --arg family "$family" --arg image "$(configured repository)@${digest:-sha256:dry-run}" --arg sha "$sha" --arg owner "$owner" '
        .taskDefinition
        | {containerDefinitions, executionRoleArn, taskRoleArn, networkMode, cpu, memory, volumes, runtimePlatform, requiresCompatibilities}
        | with_entries(select(.value != null))
        | .family = $family
        | .containerDefinitions[0].image = $image
        | .tags = [{key: "sha", value: $sha}, {key: "deployedBy", value: $owner}]' <<<"$base" |
        register_json
}

register_json() {
    local definition
    definition=$(cat)
    aws_write '{"taskDefinition": {"taskDefinitionArn": "dry-run"}}' ecs register-task-definition --cli-input-json "$definition" |
        jq -er .taskDefinition.taskDefinitionArn
}

describe_service() {
    aws_ ecs describe-services --cluster "$(configured cluster)" --services "$(configured service)" | jq -e '.services[0]'
}

# An alarm that rings already cannot guard a deployment.
refuse_ringing_alarms() {
    step=alarms
    local names ringing
    mapfile -t names < <(jq -r '.rollbackAlarms[]' <<<"$config")
    ringing=$(aws_ cloudwatch describe-alarms --alarm-names "${names[@]}" --alarm-types MetricAlarm CompositeAlarm |
        jq -r '[(.MetricAlarms // [])[], (.CompositeAlarms // [])[] | select(.StateValue == "ALARM").AlarmName] | join(", ")')
    [[ -z $ringing ]] || die 10 "these alarms would guard the deployment and ring already: $ringing"
}

# roll TASK_DEFINITION: returns 0 when it runs everywhere, 10 when ECS refused it, 20 when ECS went back, 30 when time ran
# out.
roll() {
    step=service
    local definition=$1 service args=() answer deployment
    service=$(describe_service) || return 10
    if [[ $(jq .desiredCount <<<"$service") == 0 ]]; then
        args=(--desired-count "$(configured minTasks)")
    fi
    answer=$(aws_write '{}' ecs update-service --cluster "$(configured cluster)" --service "$(configured service)" \
        --task-definition "$definition" "${args[@]}") || return 10
    [[ $dry_run == false ]] || return 0
    deployment=$(jq -er '.service.deployments[] | select(.status == "PRIMARY") | .id' <<<"$answer")
    log "deployment $deployment of $definition started"
    deadline "$timeout"
    while true; do
        # No answer counts as "going": one lost reply in twenty minutes is not a failed deployment.
        case $(progress "$deployment" "$definition") in
        done) return 0 ;;
        gone) return 20 ;;
        esac
        in_time || return 30
        sleep "$poll_seconds"
    done
}

# progress DEPLOYMENT TASK_DEFINITION: done, gone or going.
progress() {
    describe_service | jq -r --arg id "$1" --arg definition "$2" '
        .taskDefinition as $runs
        | ([.deployments[] | select(.id == $id)][0] // {status: "gone"})
        | if .status != "PRIMARY" or .rolloutState == "FAILED" then "gone"
          elif .rolloutState == "COMPLETED" and $runs == $definition then "done"
          elif .rolloutState == "COMPLETED" then "gone"
          else "going" end'
}
