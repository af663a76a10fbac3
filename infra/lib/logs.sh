# shellcheck shell=bash
# AWS makes some log groups itself when a service first writes to them, also late, after Terraform has destroyed them.

# ADDRESS NAME, one a line: the groups that Terraform makes although AWS may be first.
shared_log_groups() {
    cat <<END
aws_cloudwatch_log_group.shared["containers"] /aws/ecs/containerinsights/$project-$env/performance
aws_cloudwatch_log_group.shared["db"] /aws/rds/instance/$project-$env/postgresql
aws_cloudwatch_log_group.shared["db-upgrade"] /aws/rds/instance/$project-$env/upgrade
END
}

log_groups() {
    aws_ logs describe-log-groups --log-group-name-prefix "$1" | jq -r '.logGroups[].logGroupName'
}

# Takes over those that are there already: to make them again would fail.
adopt_log_groups() {
    step="log groups"
    local address name
    while read -r address name; do
        if log_groups "$name" | grep -qxF "$name" && ! in_state live "$address"; then
            log "$name is there already: Terraform takes it over"
            in_terraform live import -input=false -var-file="env/$env.tfvars" -var-file="$settings" "$address" "$name"
        fi
    done < <(shared_log_groups)
}

# What was written after Terraform destroyed the groups.
delete_log_groups() {
    step="log groups"
    local prefix name
    for prefix in "/$project/$env/" "/aws/rds/instance/$project-$env/" "/aws/ecs/containerinsights/$project-$env/"; do
        for name in $(log_groups "$prefix"); do
            aws_write '{}' logs delete-log-group --log-group-name "$name" >/dev/null
            log "$name had come back and is gone again"
        done
    done
}
