# shellcheck shell=bash
# The schema goes first, in a task of its own; the service follows only if that task says 0.

# migrate TASK_DEFINITION
migrate() {
    step=migrate
    run_migration_task "the migration" "$1"
    [[ $dry_run == true ]] || log "the schema is up to date"
}

# run_migration_task WHAT TASK_DEFINITION: with the network, the log and the container's name of migrations.
run_migration_task() {
    run_to_end "$1" migrate "$2" \
        "$(jq -c '{awsvpcConfiguration: {subnets, securityGroups: [.migrateGroup], assignPublicIp: "DISABLED"}}' <<<"$config")" "$(configured migrateLogs)"
}
