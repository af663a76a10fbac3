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
    take_settings live
    step=plan
    (in_terraform live plan -input=false -no-color -lock-timeout=2m -detailed-exitcode -var-file="env/$env.tfvars" -var-file="$settings") || code=$?
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
    aws_write '{}' s3api put-bucket-versioning --bucket "$bucket" --versioning-configuration Status=Enabled >/dev/null
    aws_write '{}' s3api put-public-access-block --bucket "$bucket" \
        --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true >/dev/null
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
    local directory=$1 plan environment_file=()
    shift
    step="apply $directory"
    # Read first, so that the settings count more.
    [[ $directory != live ]] || environment_file=(-var-file="env/$env.tfvars")
    plan=$(mktemp)
    in_terraform "$directory" plan -input=false -lock-timeout=2m -out="$plan" "${environment_file[@]}" -var-file="$settings" "$@"
    refuse_losses "$directory" "$plan"
    [[ $directory != live ]] || refuse_other_engine "$plan"
    confirm "Apply this plan?"
    [[ $command != setup ]] || keep_settings "$directory"
    in_terraform "$directory" apply -input=false "$plan"
    rm -f "$plan"
}

# To lose one of these is an outage, or loses data, a name, or a way in. Terraform would destroy a service in order to replace it.
readonly precious='["aws_cloudfront_distribution", "aws_db_instance", "aws_ecr_repository", "aws_ecs_cluster", "aws_ecs_service", "aws_iam_openid_connect_provider",
    "aws_kms_key", "aws_lb", "aws_lb_target_group", "aws_route53_record", "aws_s3_bucket", "aws_secretsmanager_secret",
    "aws_vpc"]'

# refuse_losses DIRECTORY PLAN
refuse_losses() {
    local lost
    [[ $dry_run == false ]] || return 0
    lost=$(TF_IN_AUTOMATION=1 "$terraform" -chdir="$here/terraform/$1" show -json "$2" | jq -r --argjson precious "$precious" '
        [.resource_changes[]? | select((.change.actions | index("delete"))
            and ((.type | IN($precious[])) or (.address | startswith("aws_iam_role.")))).address] | join(", ")')
    [[ -z $lost ]] || [[ $allow_losses == true ]] || die 10 "this plan destroys or replaces $lost: say --allow-losses if you mean it"
}

# refuse_other_engine PLAN: the plan would give the database the parameters of another major version. RDS takes them only
# together with an upgrade, which must not happen by the way. Once the database was upgraded, it is what the plan should do.
refuse_other_engine() {
    local wanted runs
    [[ $dry_run == false ]] || return 0
    wanted=$(TF_IN_AUTOMATION=1 "$terraform" -chdir="$here/terraform/live" show -json "$1" | jq -r '
        .resource_changes[]? | select(.type == "aws_db_parameter_group").change
        | select(.before.family and .after.family and .before.family != .after.family).after.family | ltrimstr("postgres")')
    [[ -n $wanted ]] || return 0
    runs=$(describe_database "$project-$env" | jq -r '.EngineVersion | split(".")[0]')
    [[ $runs == "$wanted" ]] ||
        die 10 "db_engine_version says PostgreSQL $wanted, and the database $project-$env is PostgreSQL $runs: a plan upgrades no database. Upgrade it first (infra/docs/upgrade.md), then repeat this"
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
    take_settings bootstrap "$(with_this_environment)"
    if ! in_state bootstrap aws_s3_bucket.state; then
        in_terraform bootstrap import -input=false -var-file="$settings" aws_s3_bucket.state "$(state_bucket)"
    fi
    # There can be one in an account: if it is there and not ours, it is used as it is.
    if ! in_state bootstrap 'aws_iam_openid_connect_provider.github[0]' &&
        aws_ iam list-open-id-connect-providers | jq -e '.OpenIDConnectProviderList[] | select(.Arn | endswith("token.actions.githubusercontent.com"))' >/dev/null; then
        args=(-var create_oidc_provider=false)
    fi
    apply bootstrap "${args[@]}"
}

# Each environment that was ever set up keeps its roles and its key.
with_this_environment() {
    local names
    names=$(jq -n --argjson kept "$(kept_settings live)" --argjson given "$(given_settings live)" '$kept + $given')
    kept_settings bootstrap | jq -c --arg env "$env" --argjson names "$names" '
        {environments: ((.environments // []) + [$env] | unique), hostnames: ((.hostnames // {}) + {($env): ($names.hostname // "")}),
        web_hostnames: ((.web_hostnames // {}) + {($env): ($names.web_hostname // "")})}'
}

in_state() {
    [[ $dry_run == false ]] || return 1
    TF_IN_AUTOMATION=1 "$terraform" -chdir="$here/terraform/$1" state list "$2" 2>/dev/null | grep -q .
}

apply_live() {
    init_terraform live "$env"
    take_settings live
    adopt_log_groups
    apply live
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
END
    [[ $dry_run == true ]] || say_where_the_name_leads
    [[ $dry_run == true ]] || show_github_roles
    echo "Then: infra/aws-deploy.sh deploy --env $env"
}

# Terraform keeps no output that is null, and fails when asked for it: all of them are read.
show_github_roles() {
    local roles
    roles=$("$terraform" -chdir="$here/terraform/bootstrap" output -json | jq '.github_roles.value // empty')
    [[ -n $roles ]] || return 0
    printf '  - write these roles into the variables of the GitHub repository and its environments (infra/docs/setup-a.md):\n%s\n' "$roles"
}

# With DNS elsewhere than in Route 53, the record is made by hand.
say_where_the_name_leads() {
    output dns_records_to_make | jq -r '.[] | "  - in your DNS: \(.)"'
}
