# shellcheck shell=bash
# Takes an environment down, and with --all what all of them share. Repeating it goes on where it was interrupted, so nothing that
# it looks for must be there.

command_teardown() {
    preflight
    require "$terraform"
    [[ $env != prod || $allow_prod == true ]] || die 2 "this is prod: say --allow-prod if you mean it"
    type_back_name
    lock
    refuse_databases_of_restores
    stop_service
    init_terraform live "$env"
    unprotect
    empty_bucket "$project-$env-alb-logs-$account-$region"
    step=destroy
    destroy_live
    drop_secrets
    delete_log_groups
    forget_settings live
    if [[ $all == true ]]; then
        destroy_bootstrap
    fi
    list_leftovers
    printf 'The final snapshot %s-%s-final and the key alias/%s-%s-database, which opens it, stay until you delete them.\n' "$project" "$env" "$project" "$env"
}

type_back_name() {
    [[ $dry_run == false ]] || return 0
    local reply=${CONFIRM_TEARDOWN:-}
    if [[ -z $reply && -t 0 ]]; then
        read -rp "This destroys $project-$env. Type its name: " reply
    fi
    [[ $reply == "$project-$env" ]] || die 2 "not confirmed: type $project-$env, or set CONFIRM_TEARDOWN to it"
}

# They use the network and the parameters of the environment, which could not be deleted.
refuse_databases_of_restores() {
    step=databases
    local name
    for name in "$project-$env-before" "$project-$env-restored"; do
        [[ -z $(describe_database "$name") ]] || die 10 "there is still the database $name of a restore: delete it first (infra/docs/restore.md)"
    done
}

stop_service() {
    step=stop
    local answer
    answer=$(aws_write '{}' ecs update-service --cluster "$project-$env" --service "$project-$env-service" --desired-count 0 2>&1) ||
        [[ $answer =~ (ClusterNotFound|ServiceNotFound|ServiceNotActive) ]] || die 10 "the service cannot be stopped: $answer"
}

# Terraform would not destroy what is protected, nor overwrite the last snapshot of an earlier life.
unprotect() {
    step=unprotect
    local answer
    if [[ -z $(describe_database "$project-$env") ]]; then
        log "there is no database $project-$env any more"
    elif aws_ rds describe-db-snapshots --db-snapshot-identifier "$project-$env-final" >/dev/null 2>&1; then
        die 10 "there is a snapshot $project-$env-final already: copy it or delete it (aws rds delete-db-snapshot), then try again"
    else
        aws_write '{}' rds modify-db-instance --db-instance-identifier "$project-$env" --no-deletion-protection --apply-immediately >/dev/null
    fi
    if answer=$(aws_ elbv2 describe-load-balancers --names "$project-$env" 2>&1); then
        aws_write '{}' elbv2 modify-load-balancer-attributes --load-balancer-arn "$(jq -er '.LoadBalancers[0].LoadBalancerArn' <<<"$answer")" \
            --attributes Key=deletion_protection.enabled,Value=false >/dev/null
    elif [[ $answer != *LoadBalancerNotFound* ]]; then
        die 10 "the load balancer $project-$env cannot be read: $answer"
    fi
}

destroy_live() {
    take_settings live
    step=destroy
    in_terraform live destroy -input=false -auto-approve -var-file="env/$env.tfvars" -var-file="$settings"
}

# A deleted secret blocks its name for days, and the environment could not be made again.
drop_secrets() {
    local name
    for name in jwt probe admin; do
        aws_write '{}' secretsmanager delete-secret --secret-id "$project/$env/$name" --force-delete-without-recovery >/dev/null 2>&1 ||
            log "secret $project/$env/$name was gone already"
    done
}

empty_bucket() {
    step=bucket
    local objects
    aws_ s3api head-bucket --bucket "$1" >/dev/null 2>&1 || return 0
    while true; do
        objects=$(aws_ s3api list-object-versions --bucket "$1" --max-items 500 |
            jq -c '{Objects: [(.Versions // [])[], (.DeleteMarkers // [])[] | {Key, VersionId}], Quiet: true}')
        [[ $(jq '.Objects | length' <<<"$objects") != 0 ]] || return 0
        aws_write '{}' s3api delete-objects --bucket "$1" --delete "$objects" >/dev/null
        [[ $dry_run == false ]] || return 0
    done
}

# Images, roles and the state itself; the bucket last, since the state is in it.
destroy_bootstrap() {
    init_terraform bootstrap bootstrap
    empty_registry
    step=destroy
    take_settings bootstrap
    in_terraform bootstrap state rm aws_s3_bucket.state
    keep_keys_of_snapshots
    step=destroy
    in_terraform bootstrap destroy -input=false -auto-approve -var-file="$settings"
    forget_settings bootstrap
    empty_bucket "$(state_bucket)"
    aws_write '{}' s3api delete-bucket --bucket "$(state_bucket)"
}

# A snapshot cannot be read without the key that it was made with, so such a key outlives the account's shared part.
keep_keys_of_snapshots() {
    step=keys
    local name key snapshots
    for name in $(jq -r '.environments[]?' <<<"$settings_json"); do
        key=$(aws_ kms describe-key --key-id "alias/$project-$name-database" 2>/dev/null | jq -r .KeyMetadata.Arn) || continue
        snapshots=$(aws_ rds describe-db-snapshots | jq -r --arg key "$key" '[.DBSnapshots[] | select(.KmsKeyId == $key).DBSnapshotIdentifier] | join(", ")')
        [[ -n $snapshots ]] || continue
        in_terraform bootstrap state rm "aws_kms_key.database[\"$name\"]"
        log "the key $key stays: $snapshots can be read with it alone. Without them, delete it: aws kms schedule-key-deletion --key-id $key"
    done
}

empty_registry() {
    step=registry
    local images
    images=$(image_ids)
    while [[ $images != '[]' ]]; do
        aws_write '{}' ecr batch-delete-image --repository-name "$image_repository" --image-ids "$images" >/dev/null
        [[ $dry_run == false ]] || break
        images=$(image_ids)
    done
}

# As many as one call may delete.
image_ids() {
    aws_ ecr list-images --repository-name "$image_repository" | jq -c '[.imageIds[] | {imageDigest}] | unique | .[:100]'
}

list_leftovers() {
    step=leftovers
    local left
    left=$(aws_ resourcegroupstaggingapi get-resources --tag-filters "Key=Project,Values=$project" "Key=Environment,Values=$env" |
        jq -r '.ResourceTagMappingList[].ResourceARN')
    printf '%s\n' "${left:-nothing is left}"
}
