# shellcheck shell=bash
# What Terraform makes: the account's shared part (bootstrap) and each environment (live).

readonly terraform=${TERRAFORM:-terraform}

command_setup() {
    preflight
    require "$terraform"
    create_state_bucket
    apply_bootstrap
    apply_live
    fill_secrets
    say_what_is_left
}

command_plan() {
    local code=0
    preflight
    require "$terraform"
    init_terraform live "$env"
    step=plan
    (in_terraform live plan -input=false -no-color -lock-timeout=2m -detailed-exitcode -var-file="env/$env.tfvars") || code=$?
    case $code in
    0) log "nothing would change" ;;
    2) die 40 "there are changes" ;;
    *) die 10 "the plan failed" ;;
    esac
}

# The environment alone: what its role in GitHub may change.
command_apply() {
    preflight
    require "$terraform"
    lock
    apply_live
    fill_secrets
}

state_bucket() {
    printf '%s-tfstate-%s-%s\n' "$project" "$account" "$region"
}

# Only what Terraform needs to begin; it imports the bucket and adds the rest.
create_state_bucket() {
    step=state
    local bucket
    bucket=$(state_bucket)
    if aws_ s3api head-bucket --bucket "$bucket" >/dev/null 2>&1; then
        return
    fi
    # One region, the oldest, must not be named.
    aws_write '{}' s3api create-bucket --bucket "$bucket" --create-bucket-configuration "LocationConstraint=$region" >/dev/null ||
        aws_write '{}' s3api create-bucket --bucket "$bucket" >/dev/null
    aws_write '{}' s3api put-bucket-versioning --bucket "$bucket" --versioning-configuration Status=Enabled
    aws_write '{}' s3api put-public-access-block --bucket "$bucket" \
        --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
}

# in_terraform DIRECTORY ARG...
in_terraform() {
    local directory=$1
    shift
    if [[ $dry_run == true ]]; then
        printf 'would run:   %s -chdir=infra/terraform/%s %s\n' "$terraform" "$directory" "$*" >&2
        return
    fi
    TF_IN_AUTOMATION=1 TF_VAR_region=$region TF_VAR_project=$project "$terraform" -chdir="$here/terraform/$directory" "$@" >&2
}

# init_terraform DIRECTORY STATE
init_terraform() {
    step="init $1"
    # A lock file in the bucket is newer than the oldest Terraform that the code allows, hence given here.
    in_terraform "$1" init -input=false -reconfigure -backend-config="bucket=$(state_bucket)" \
        -backend-config="key=$2.tfstate" -backend-config="region=$region" -backend-config=use_lockfile=true
}

# apply DIRECTORY ARG...: shows the plan, asks, and applies just that plan.
apply() {
    local directory=$1 plan
    shift
    step="apply $directory"
    plan=$(mktemp)
    in_terraform "$directory" plan -input=false -lock-timeout=2m -out="$plan" "$@"
    confirm "Apply this plan?"
    in_terraform "$directory" apply -input=false "$plan"
    rm -f "$plan"
}

confirm() {
    [[ $yes == false && $dry_run == false ]] || return 0
    [[ -t 0 ]] || die 2 "nobody to ask: use --yes"
    local reply
    read -rp "$1 [y/N] " reply
    [[ $reply == y ]] || die 2 "not confirmed"
}

apply_bootstrap() {
    local args=()
    init_terraform bootstrap bootstrap
    if ! in_state bootstrap aws_s3_bucket.state; then
        in_terraform bootstrap import -input=false aws_s3_bucket.state "$(state_bucket)"
    fi
    # There can be one in an account: if it is there and not ours, it is used as it is.
    if ! in_state bootstrap 'aws_iam_openid_connect_provider.github[0]' &&
        aws_ iam list-open-id-connect-providers | jq -e '.OpenIDConnectProviderList[] | select(.Arn | endswith("token.actions.githubusercontent.com"))' >/dev/null; then
        args=(-var create_oidc_provider=false)
    fi
    apply bootstrap "${args[@]}"
}

in_state() {
    [[ $dry_run == false ]] || return 1
    TF_IN_AUTOMATION=1 "$terraform" -chdir="$here/terraform/$1" state list "$2" 2>/dev/null | grep -q .
}

apply_live() {
    init_terraform live "$env"
    apply live -var-file="env/$env.tfvars"
}

output() {
    "$terraform" -chdir="$here/terraform/live" output -json "$1"
}

# Random values for the secrets that hold none yet; nobody sees them. The key of tokens has room for another beside it.
fill_secrets() {
    step=secrets
    [[ $dry_run == false ]] || return 0
    local name value
    for name in $(output generated_secrets | jq -r '.[]'); do
        if aws_ secretsmanager describe-secret --secret-id "$name" | jq -e '[.VersionIdsToStages // {} | .[][]] | index("AWSCURRENT")' >/dev/null; then
            continue
        fi
        value=$(head -c 48 /dev/urandom | base64 -w 0)
        [[ $name != */jwt ]] || value=$(jq -cn --arg secret "$value" '{$secret, previousSecret: ""}')
        aws_write '{}' secretsmanager put-secret-value --secret-id "$name" --secret-string "$value" >/dev/null
        log "$name holds a new random value"
    done
}

say_what_is_left() {
    cat <<END
$project $env is ready. Left for you:
  - activate the cost allocation tag "Project" in the billing console, else the budget counts nothing
  - confirm the subscription that arrives by e-mail at each address of alarm_emails
  - with GitHub: write the roles below into the variables of the repository and its environments (infra/README.md)
Then: infra/aws-deploy.sh deploy --env $env
END
    [[ $dry_run == true ]] || "$terraform" -chdir="$here/terraform/bootstrap" output -json github_roles
}

command_teardown() {
    preflight
    require "$terraform"
    [[ $env != prod || $allow_prod == true ]] || die 2 "this is prod: say --allow-prod if you mean it"
    type_back_name
    lock
    stop_service
    init_terraform live "$env"
    unprotect
    empty_bucket "$project-$env-alb-logs-$account-$region"
    step=destroy
    destroy_live
    drop_secrets
    if [[ $all == true ]]; then
        destroy_bootstrap
    fi
    list_leftovers
    printf 'The final snapshot %s-%s-final stays until you delete it, and so do keys for 14 days.\n' "$project" "$env"
}

type_back_name() {
    [[ $dry_run == false ]] || return 0
    local reply=${CONFIRM_TEARDOWN:-}
    if [[ -z $reply && -t 0 ]]; then
        read -rp "This destroys $project-$env. Type its name: " reply
    fi
    [[ $reply == "$project-$env" ]] || die 2 "not confirmed: type $project-$env, or set CONFIRM_TEARDOWN to it"
}

stop_service() {
    step=stop
    read_config
    aws_write '{}' ecs update-service --cluster "$(configured cluster)" --service "$(configured service)" --desired-count 0 >/dev/null
}

# Terraform would not destroy what is protected, nor overwrite the last snapshot of an earlier life.
unprotect() {
    step=unprotect
    local balancer
    if aws_ rds describe-db-snapshots --db-snapshot-identifier "$project-$env-final" >/dev/null 2>&1; then
        die 10 "there is a snapshot $project-$env-final already: copy it or delete it (aws rds delete-db-snapshot), then try again"
    fi
    aws_write '{}' rds modify-db-instance --db-instance-identifier "$project-$env" --no-deletion-protection --apply-immediately >/dev/null
    balancer=$(aws_ elbv2 describe-load-balancers --names "$project-$env" | jq -er '.LoadBalancers[0].LoadBalancerArn')
    aws_write '{}' elbv2 modify-load-balancer-attributes --load-balancer-arn "$balancer" \
        --attributes Key=deletion_protection.enabled,Value=false >/dev/null
}

destroy_live() {
    in_terraform live destroy -input=false -auto-approve -var-file="env/$env.tfvars"
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
    in_terraform bootstrap state rm aws_s3_bucket.state
    in_terraform bootstrap destroy -input=false -auto-approve
    empty_bucket "$(state_bucket)"
    aws_write '{}' s3api delete-bucket --bucket "$(state_bucket)"
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
