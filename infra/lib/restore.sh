# shellcheck shell=bash
# Brings the database back to an earlier moment: a second instance is made beside the one that runs, and the two swap names.
# Repeating the command goes on where it was interrupted. The old instance stays, under another name.

command_restore() {
    preflight
    require "$terraform"
    read_config
    lock
    read_releases
    [[ -n $(released sha) ]] || die 10 "nothing was released to $env yet"
    sha=$(released sha) digest=$(released digest) image_schema=$(released schema)
    database=$project-$env restored=$project-$env-restored
    started=$SECONDS
    make_restored
    confirm "$restored holds the data of $to. Stop the service of $env and swap the databases?"
    pause_service
    swap_databases
    hand_over_to_terraform
    read_config
    step=register
    definition=$(register service)
    # The moment may lie before the last change of the schema.
    migrate "$(register migrate)"
    roll "$definition" || die 22 "the service does not start on the restored database (exit code $?)"
    scale_automatically true
    smoke "$sha" || die 22 "the smoke test fails on the restored database"
    record restore
    log "$env runs with the data of $to, after $((SECONDS - started)) s. The old database is $database-before: keep it until you are sure that nothing is missing, then delete it"
}

# One instance as JSON, or nothing.
describe_database() {
    local answer
    if answer=$(aws_ rds describe-db-instances --db-instance-identifier "$1" 2>&1); then
        jq -c '.DBInstances[0]' <<<"$answer"
    elif [[ $answer != *DBInstanceNotFound* ]]; then
        die 10 "the database $1 cannot be read: $answer"
    fi
}

# await_database NAME: until it is there and available.
await_database() {
    [[ $dry_run == false ]] || return 0
    deadline "$timeout"
    until [[ $(describe_database "$1" | jq -r .DBInstanceStatus) == available ]]; do
        in_time || die 30 "the database $1 is not available after $timeout s; repeat the command later, it goes on from here"
        sleep "$poll_seconds"
    done
}

make_restored() {
    step="restore database"
    local old moment=(--restore-time "$to")
    if [[ -n $(describe_database "$restored") ]]; then
        log "$restored is there already: going on with it"
    else
        old=$(describe_database "$database")
        [[ -n $old ]] || die 10 "there is neither a database $database nor one called $restored"
        [[ -z $(describe_database "$database-before") ]] || die 10 "there is still $database-before of an earlier restore: delete it first"
        if [[ $to == latest ]]; then
            moment=(--use-latest-restorable-time)
        else
            expect_restorable "$old"
        fi
        mapfile -t like_old < <(jq -r '
            "--db-subnet-group-name", .DBSubnetGroup.DBSubnetGroupName,
            "--db-parameter-group-name", .DBParameterGroups[0].DBParameterGroupName,
            "--db-instance-class", .DBInstanceClass,
            (if .MultiAZ then "--multi-az" else "--no-multi-az" end),
            (if .DeletionProtection then "--deletion-protection" else "--no-deletion-protection" end),
            "--vpc-security-group-ids", .VpcSecurityGroups[].VpcSecurityGroupId' <<<"$old")
        aws_write '{}' rds restore-db-instance-to-point-in-time --source-db-instance-identifier "$database" \
            --target-db-instance-identifier "$restored" "${moment[@]}" --no-publicly-accessible \
            --enable-iam-database-authentication --copy-tags-to-snapshot "${like_old[@]}" >/dev/null
    fi
    await_database "$restored"
}

# expect_restorable INSTANCE: refuses a moment of which there is no backup.
expect_restorable() {
    local earliest latest
    latest=$(jq -r '.LatestRestorableTime // empty' <<<"$1")
    earliest=$(aws_ rds describe-db-instance-automated-backups --db-instance-identifier "$database" |
        jq -r '.DBInstanceAutomatedBackups[0].RestoreWindow.EarliestTime // empty')
    [[ -n $latest && -n $earliest ]] || die 10 "there is no backup of $database"
    (($(epoch "$to") >= $(epoch "$earliest") && $(epoch "$to") <= $(epoch "$latest"))) ||
        die 10 "there are backups from $earliest to $latest, and $to is not between"
}

epoch() {
    date -u -d "$1" +%s
}

# Autoscaling would start tasks again at once.
pause_service() {
    step="stop service"
    local running
    scale_automatically false
    aws_write '{}' ecs update-service --cluster "$(configured cluster)" --service "$(configured service)" --desired-count 0 >/dev/null
    [[ $dry_run == false ]] || return 0
    deadline "$timeout"
    while true; do
        running=$(describe_service | jq .runningCount)
        [[ $running != 0 ]] || return 0
        in_time || die 30 "$running tasks still run after $timeout s"
        sleep "$poll_seconds"
    done
}

# scale_automatically true|false
scale_automatically() {
    local suspended=true
    [[ $1 == false ]] || suspended=false
    aws_write '{}' application-autoscaling register-scalable-target --service-namespace ecs \
        --scalable-dimension ecs:service:DesiredCount --resource-id "service/$(configured cluster)/$(configured service)" \
        --suspended-state "DynamicScalingInSuspended=$suspended,DynamicScalingOutSuspended=$suspended,ScheduledScalingSuspended=$suspended" >/dev/null
}

swap_databases() {
    step="swap databases"
    # The password is RDS's again, in a secret of its own, as Terraform describes it.
    aws_write '{}' rds modify-db-instance --db-instance-identifier "$restored" --manage-master-user-password \
        --master-user-secret-kms-key-id "alias/$project-$env" --apply-immediately >/dev/null
    await_database "$restored"
    if [[ -n $(describe_database "$database") ]]; then
        rename_database "$database" "$database-before"
    fi
    rename_database "$restored" "$database"
}

rename_database() {
    aws_write '{}' rds modify-db-instance --db-instance-identifier "$1" --new-db-instance-identifier "$2" --apply-immediately >/dev/null
    await_database "$2"
}

# Terraform knows an instance by its resource id, so it would follow the old one to its new name. The state is that of this
# environment, whichever was looked at before.
hand_over_to_terraform() {
    init_terraform live "$env"
    take_settings live
    step="hand over"
    if in_state live module.database.aws_db_instance.this || [[ $dry_run == true ]]; then
        in_terraform live state rm module.database.aws_db_instance.this
    fi
    in_terraform live import -input=false -var-file="env/$env.tfvars" -var-file="$settings" module.database.aws_db_instance.this "$database"
    # The instance first: only then are its resource id and secret known, which roles, endpoints and tasks learn after it.
    apply live -target=module.database
    apply live
}
