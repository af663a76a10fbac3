# shellcheck shell=bash
# One statement in the database, by psql in a task of its own: nobody gets into a task that serves. The task has the network, the
# log and the password of migrations. It reads only, unless --write is said.

# Kept in the registry of the environment, since private subnets reach no other.
readonly psql_image=${PSQL_IMAGE:-docker.io/library/postgres:17-alpine}
readonly psql_tag=psql-17

command_shell() {
    preflight
    [[ -n $sql ]] || die 2 "shell needs --sql STATEMENT"
    read_config
    ensure_psql
    step=shell
    confirm "Run this in $env$([[ $write == true ]] && echo ", with the right to change data")?
  $sql
?"
    run_statement "$(psql_definition)"
}

lite_shell() {
    die 2 "shell is for topology a: the embedded database of topology b is open in its one task"
}

# Sets `digest` of the image with psql; brings it into the registry the first time.
ensure_psql() {
    step=psql
    local registry=$account.dkr.ecr.$region.${AWS_DNS_SUFFIX:-amazonaws.com} target
    digest=$(digest_of "$psql_tag")
    [[ -z $digest ]] || return 0
    target=$registry/$image_repository:$psql_tag
    if [[ $dry_run == true ]]; then
        printf 'would copy:  %s to %s\n' "$psql_image" "$target" >&2
        return
    fi
    require docker
    aws_ ecr get-login-password --output text | docker login --username AWS --password-stdin "$registry" >&2 || die 11 "the registry does not let us in"
    { docker pull --platform "${IMAGE_PLATFORM:-linux/arm64}" "$psql_image" && docker tag "$psql_image" "$target" && docker push "$target"; } >&2 ||
        die 11 "the image with psql cannot be copied"
    digest=$(digest_of "$psql_tag")
}

# The task definition of migrations with psql in place of the service.
psql_definition() {
    local family=$project-$env-migrate base
    base=$(aws_ ecs describe-task-definition --task-definition "$family-base")
    # shellcheck disable=SC2016 # the container's shell expands these
    jq -c --arg family "$family" --arg image "$(configured repository)@${digest:-sha256:dry-run}" --arg sql "$sql" --arg readonly "$([[ $write == true ]] && echo off || echo on)" '
        .taskDefinition
        | {containerDefinitions, executionRoleArn, taskRoleArn, networkMode, cpu, memory, volumes, runtimePlatform, requiresCompatibilities}
        | with_entries(select(.value != null))
        | .family = $family
        | .containerDefinitions[0] += {
            image: $image,
            entryPoint: ["sh", "-c"],
            command: ["PGHOST=$DB_HOST PGPORT=$DB_PORT PGDATABASE=$DB_NAME PGUSER=$DB_USER PGPASSWORD=$DB_PASSWORD PGSSLMODE=require PGOPTIONS=\"-c default_transaction_read_only=$READ_ONLY -c statement_timeout=60s\" exec psql -v ON_ERROR_STOP=1 -c \"$STATEMENT\""]}
        | .containerDefinitions[0].environment = ((.containerDefinitions[0].environment // []) + [{name: "STATEMENT", value: $sql}, {name: "READ_ONLY", value: $readonly}])' <<<"$base" |
        register_json
}

# run_statement TASK_DEFINITION: as a migration runs, and its output is the log's.
run_statement() {
    (run_migration_task psql "$1") || die 13 "psql failed: its output is above"
}
