# shellcheck shell=bash
# Words shared by all parts: logging, failing, calling AWS.

# How often something that takes time is looked at.
readonly poll_seconds=${POLL_SECONDS:-5}
step=start
# Where people read, also for calls whose errors are caught.
exec 3>&2

# One JSON object a line on standard error; standard output is for answers.
log() {
    local message=${*//\\/\\\\} now
    message=${message//\"/\\\"}
    TZ=UTC printf -v now '%(%FT%TZ)T' -1
    printf '{"time":"%s","step":"%s","message":"%s"}\n' "$now" "$step" "${message//$'\n'/\\n}" >&2
}

# die CODE MESSAGE
die() {
    local code=$1
    shift
    log "FAILED ($code): $*"
    exit "$code"
}

# For what nobody foresaw; what `die` said in a subshell needs no second message.
unexpected() {
    local code=$?
    [[ ! $code =~ ^(2|1[0-4]|2[0-2]|30|40)$ ]] || return 0
    log "FAILED ($code): a command of this step failed in line ${BASH_LINENO[0]} of ${BASH_SOURCE[1]##*/}: $BASH_COMMAND"
}
trap unexpected ERR

require() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || die 10 "$tool is not installed"
    done
}

# Every call to AWS that reads. AWS_ENDPOINT_URL sends them elsewhere, as for all of AWS's tools.
aws_() {
    [[ $dry_run == false ]] || printf 'reads:       aws %s\n' "$(shown "$@")" >&3
    AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=5 AWS_PAGER='' aws --output json "$@"
}

# aws_write ANSWER ARG...: every call that changes something. A dry run takes ANSWER for what AWS would say.
aws_write() {
    local answer=$1
    shift
    if [[ $dry_run == true ]]; then
        printf 'would write: aws %s\n' "$(shown "$@")" >&3
        printf '%s\n' "$answer"
    else
        AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=5 AWS_PAGER='' aws --output json "$@"
    fi
}

# Arguments as they could be typed, but not what follows --secret-string.
shown() {
    local hide=false word
    for word in "$@"; do
        if [[ $hide == true ]]; then
            printf '*** '
            hide=false
        else
            printf '%q ' "$word"
        fi
        [[ $word != --secret-string ]] || hide=true
    done
}

# deadline SECONDS: sets when `in_time` stops being true.
deadline() {
    give_up_at=$((SECONDS + $1))
}

in_time() {
    ((SECONDS < give_up_at))
}

# The account and region that the credentials lead to; must be the expected account, if one is named.
preflight() {
    step=preflight
    require aws jq curl git
    region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
    [[ -n $region ]] || die 10 "no region: set AWS_REGION"
    export AWS_REGION=$region AWS_DEFAULT_REGION=$region
    local identity
    identity=$(aws_ sts get-caller-identity) || die 10 "AWS does not know who you are: log in first"
    account=$(jq -r .Account <<<"$identity")
    caller=$(jq -r .Arn <<<"$identity")
    [[ ${EXPECTED_ACCOUNT:-$account} == "$account" ]] || die 10 "these are credentials of account $account, not $EXPECTED_ACCOUNT"
    log "account $account, region $region, environment $env, as $caller"
}

# parameter NAME: its value, or nothing if there is no such parameter.
parameter() {
    parameter_at "/$project/$env/$1"
}

parameter_at() {
    local answer
    if answer=$(aws_ ssm get-parameter --name "$1" 2>&1); then
        jq -r .Parameter.Value <<<"$answer"
    elif [[ $answer != *ParameterNotFound* ]]; then
        printf '%s\n' "$answer" >&2
        return 1
    fi
}

# What Terraform tells deployments: sets `config`.
read_config() {
    step=preflight
    config=$(parameter deploy/config)
    [[ -n $config ]] || die 10 "environment $env does not exist: run infra/aws-deploy.sh $([[ $topology == a ]] && echo setup || echo "setup --topology b, then deploy --topology b") --env $env"
}

configured() {
    jq -er ".$1" <<<"$config"
}
