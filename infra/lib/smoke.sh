# shellcheck shell=bash
# Asks the new version what clients will ask it. Every function prints what is wrong and returns 1.

readonly smoke_p95_ms=${SMOKE_P95_MS:-1500}

# smoke SHA
smoke() {
    step=smoke
    [[ $dry_run == false ]] || {
        printf 'would try:   %s as %s\n' "${SMOKE_URL:-$(configured smokeUrl)}" "$1" >&2
        return 0
    }
    base_url=${SMOKE_URL:-$(configured smokeUrl)}
    smoke_ready && smoke_version "$1" && smoke_protected && smoke_records && smoke_fast
}

# answer METHOD PATH [CURL_ARG...]: body, then the status on a line of its own.
answer() {
    local method=$1 path=$2
    shift 2
    curl -sS --max-time 10 -X "$method" -w '\n%{http_code}\n' "$@" "$base_url$path"
}

# expect STATUS METHOD PATH [CURL_ARG...]: prints the body.
expect() {
    local wanted=$1 got
    shift
    got=$(answer "$@" 2>&1) || {
        log "$1 $2: $got"
        return 1
    }
    if [[ ${got##*$'\n'} != "$wanted" ]]; then
        log "$1 $2 answers ${got##*$'\n'}, not $wanted"
        return 1
    fi
    printf '%s\n' "${got%$'\n'*}"
}

smoke_ready() {
    expect 200 GET /actuator/health/readiness >/dev/null
}

# Ten times in a row, since the load balancer asks one task after the other.
smoke_version() {
    local runs
    runs=$(curl -fsS --max-time 10 "$base_url/actuator/info?call=[1-10]" | jq -r '.git.commit.id // "no commit"' | sort | uniq -c) || return 1
    if [[ $(xargs <<<"$runs") != "10 $1" ]]; then
        log "ten calls of /actuator/info were answered by $(xargs <<<"$runs"), not 10 $1"
        return 1
    fi
}

smoke_protected() {
    expect 401 POST /api/v1/movie -H 'Content-Type: application/json' -d '{}' >/dev/null
}

# Makes, reads and deletes a record as the probe account.
smoke_records() {
    local token record id
    if ! read_probe; then
        log "SKIPPED: create, read and delete a record: no probe account (secret $(configured probeSecret), or SMOKE_USERNAME and SMOKE_PASSWORD)"
        return 0
    fi
    token=$(jq -cn --arg username "$probe_user" --arg password "$probe_password" '{$username, $password}' |
        expect 200 POST /api/token -H 'Content-Type: application/json' -d @- | jq -er .access) || return 1
    record=$(with_token "$token" expect 201 POST /api/items -H 'Content-Type: application/json' -d '{"product":"deployment probe","price":1}') || return 1
    id=$(jq -er .id <<<"$record") || return 1
    with_token "$token" expect 200 GET "/api/items/$id" >/dev/null || return 1
    with_token "$token" expect 204 DELETE "/api/items/$id" >/dev/null
}

# The token goes to curl by a file handle: arguments can be read by every process.
with_token() {
    local token=$1
    shift
    "$@" -H @<(printf 'Authorization: Bearer %s\n' "$token")
}

read_probe() {
    probe_user=${SMOKE_USERNAME:-} probe_password=${SMOKE_PASSWORD:-}
    [[ -z $probe_user ]] || return 0
    local secret
    secret=$(aws_ secretsmanager get-secret-value --secret-id "$(configured probeSecret)" 2>/dev/null) || return 1
    probe_user=$(jq -r '.SecretString | fromjson | .username' <<<"$secret")
    probe_password=$(jq -r '.SecretString | fromjson | .password' <<<"$secret")
}

smoke_fast() {
    local p95
    p95=$(curl -fsS --max-time 10 -o /dev/null -w '%{time_total}\n' "$base_url/api/items?limit=[1-20]" |
        sort -n | awk 'NR == 19 { printf "%d", $1 * 1000 }') || return 1
    log "p95 of a short list: $p95 ms"
    ((p95 <= smoke_p95_ms)) || {
        log "that is more than $smoke_p95_ms ms"
        return 1
    }
}

# Before anything is changed: does the name lead somewhere, and is the certificate for it? A deployment would otherwise fail its
# smoke test, and so would the way back. That there is no task yet does not matter.
expect_edge() {
    step=edge
    local code=0
    [[ $dry_run == false ]] || return 0
    base_url=${SMOKE_URL:-$(configured smokeUrl)}
    curl -sS --max-time 10 -o /dev/null "$base_url/" 2>/dev/null || code=$?
    case $code in
    0) ;;
    6) die 10 "the name in $base_url does not exist: make the record that setup named" ;;
    35 | 51 | 60) die 10 "TLS fails at $base_url: is the certificate for this name?" ;;
    *) die 10 "$base_url cannot be reached (curl ends with $code)" ;;
    esac
}
