# shellcheck shell=bash
# The settings that setup was given stay in the parameter store, and every later plan reads them there. So no run can drop a
# host name, a certificate or the GitHub repository because its shell does not name it.

# These follow from the command line.
readonly not_settings='project|region|env'

# Variables that a Terraform directory declares.
declared_settings() {
    sed -n 's/^variable "\(.*\)" {$/\1/p' "$here/terraform/$1/variables.tf" | grep -vxE "$not_settings"
}

settings_parameter() {
    case $1 in
    bootstrap) printf '/%s/shared/settings\n' "$project" ;;
    live) printf '/%s/%s/settings\n' "$project" "$env" ;;
    esac
}

kept_settings() {
    local kept
    kept=$(parameter_at "$(settings_parameter "$1")")
    printf '%s\n' "${kept:-{\}}"
}

# The TF_VAR_* of this shell, as one JSON object. Lists and objects must be JSON.
given_settings() {
    local name variable value given='{}'
    for name in $(declared_settings "$1"); do
        variable=TF_VAR_$name
        [[ -n ${!variable+set} ]] || continue
        value=${!variable}
        if [[ $value == [[{]* ]]; then
            value=$(jq -c . <<<"$value" 2>/dev/null) || die 2 "$variable is not JSON: ${!variable}"
        elif [[ ! $value =~ ^(true|false|null)$ ]]; then
            value=$(jq -Rs 'rtrimstr("\n")' <<<"$value")
        fi
        given=$(jq -c --arg name "$name" --argjson value "$value" '.[$name] = $value' <<<"$given")
    done
    printf '%s\n' "$given"
}

# take_settings DIRECTORY [JSON]: writes the file $settings for -var-file. Only setup changes what is kept: there the shell's
# TF_VAR_* come on top, and JSON on top of those. An empty string drops a setting, since it is no value of a list or number.
# Terraform itself sees no TF_VAR_* of the shell any more.
take_settings() {
    local directory=$1 kept given ignored name
    step="settings of $1"
    kept=$(kept_settings "$directory")
    given=$(given_settings "$directory")
    if [[ $command == setup ]]; then
        kept=$(jq -cn --argjson kept "$kept" --argjson given "$given" --argjson more "${2:-{\}}" '
            $kept + $given + $more | with_entries(select(.value != ""))')
    else
        ignored=$(jq -rn --argjson kept "$kept" --argjson given "$given" '[$given | to_entries[] | select(.value != $kept[.key]).key] | join(", ")')
        [[ -z $ignored ]] || log "ignored: $ignored of this shell; only setup changes settings"
    fi
    for name in $(declared_settings "$directory"); do
        unset "TF_VAR_$name"
    done
    settings_json=$kept
    settings=$(mktemp -d)/settings.tfvars.json
    printf '%s\n' "$kept" >"$settings"
    log "settings that setup was given: $(jq -r 'if . == {} then "none" else to_entries | map("\(.key)=\(.value)") | join(" ") end' <<<"$kept")"
}

# Before they are applied: a setup that fails half-way has made things that the next plan must not take away.
keep_settings() {
    aws_write '{}' ssm put-parameter --name "$(settings_parameter "$1")" --type String --overwrite --value "$settings_json" >/dev/null
}

forget_settings() {
    aws_write '{}' ssm delete-parameter --name "$(settings_parameter "$1")" >/dev/null 2>&1 || log "there were no settings of $1"
}
