# shellcheck shell=bash
# The front end: static files, released under the SHA-256 of their content. In the bucket of the environment
#   assets/…             files whose name changes with their content, shared by releases and kept by browsers for ever
#   releases/DIGEST/…    all other files of a release
#   manifests/DIGEST     names and hashes of all its files; its own hash is DIGEST. Written last: where it is, the release is whole
# A release is served once the function at the edge names it, which is the only thing that a deployment or a roll-back changes.

# Releases that can be gone back to; a page that was loaded that long ago still finds its assets.
readonly web_kept=${WEB_KEPT:-10}

web_deploy() {
    local manifest release
    begin_web
    manifest=$(mktemp)
    list_files >"$manifest"
    release=$(sha256sum "$manifest" | cut -d ' ' -f 1)
    upload_release "$release" "$manifest"
    keep_lock
    serve "$release" || undo_web 20
    smoke_web "$release" "$manifest" || undo_web 21
    keep_lock
    record_web deploy "$release"
    prune_releases
    log "$release is the front end of $env: $(configured webUrl)"
    printf '%s\n' "$release"
}

web_rollback() {
    local manifest release
    begin_web
    release=$(find_web_release)
    manifest=$(mktemp)
    read_manifest "$release" "$manifest" || die 10 "the front end $release is gone: only the last $web_kept are kept"
    log "back from $(web_released) to $release"
    serve "$release" || die 22 "the roll-back was not accepted"
    smoke_web "$release" "$manifest" || die 22 "the smoke test fails with $release too"
    record_web rollback "$release"
    log "$release is the front end of $env again: $(configured webUrl)"
}

begin_web() {
    preflight
    read_config
    step=web
    bucket=$(configured webBucket 2>/dev/null) || die 10 "environment $env hosts no front end: see infra/docs/web.md"
    lock
    started=$SECONDS
}

# serve RELEASE: has CloudFront serve it. Returns 1 if that was not accepted.
serve() {
    step="serve $1"
    "${implementation}_serve" "$1"
}

# Publishes the function with this release in it.
command_serve() {
    local name=$project-$env-web code etag
    code=$(mktemp)
    sed "s/\${Release}/$1/" "$here/web/route.js" >"$code"
    etag=$(aws_ cloudfront describe-function --name "$name" --stage DEVELOPMENT | jq -er .ETag) || return 1
    etag=$(aws_write '{"ETag": "dry-run"}' cloudfront update-function --name "$name" --if-match "$etag" --function-code "fileb://$code" \
        --function-config "Comment=$1,Runtime=cloudfront-js-2.0" | jq -er .ETag) || return 1
    aws_write '{}' cloudfront publish-function --name "$name" --if-match "$etag" >/dev/null || return 1
}

# CloudFormation publishes the function.
lite_serve() {
    aws_write '{}' ssm put-parameter --name "/$project/$env/web" --type String --overwrite --value "$1" >/dev/null
    update_application
}

# undo_web CODE: back to the release before; never returns.
undo_web() {
    local before failed manifest
    before=$(web_released)
    failed=$([[ $1 == 20 ]] && echo "the release was not accepted" || echo "the smoke test failed")
    keep_lock
    [[ $before != none ]] || die 22 "$failed, and there is no release to go back to"
    log "$failed: back to $before"
    manifest=$(mktemp)
    { serve "$before" && read_manifest "$before" "$manifest" && smoke_web "$before" "$manifest"; } || die 22 "$failed, and so did the way back to $before"
    die "$1" "$failed; $before is served again"
}

# ---- files

# HASH  NAME of each file, sorted, as sha256sum checks them. Not config.json, which the edge answers.
list_files() {
    local strange
    [[ -f $dist/index.html ]] || die 2 "--dist $dist holds no index.html: build the front end first"
    strange=$(cd "$dist" && LC_ALL=C find . -name '*[^A-Za-z0-9._@~+-]*' -print -quit)
    [[ -z $strange ]] || die 2 "this name cannot be an address as it is: $strange"
    (cd "$dist" && find . -type f ! -path ./config.json -printf '%P\n' | LC_ALL=C sort | xargs sha256sum)
}

# upload_release RELEASE MANIFEST
upload_release() {
    step="upload $1"
    local hash name
    if object "manifests/$1" >/dev/null; then
        log "the release is there already"
        return
    fi
    while read -r hash name; do
        case $name in
        assets/*) put_once_in_bucket "$name" "$dist/$name" "$hash" 'public, max-age=31536000, immutable' ;;
        *) put_once_in_bucket "releases/$1/$name" "$dist/$name" "$hash" no-cache ;;
        esac
    done <"$2"
    put_once_in_bucket "manifests/$1" "$2" "$1" no-cache
}

# put_once_in_bucket KEY FILE HASH CACHE_CONTROL: a name means one content for ever.
put_once_in_bucket() {
    local said there
    if said=$(aws_write '{}' s3api put-object --bucket "$bucket" --key "$1" --body "$2" --content-type "$(content_type "$2")" \
        --cache-control "$4" --metadata "sha256=$3" --if-none-match '*' 2>&1); then
        return
    fi
    [[ $said == *PreconditionFailed* ]] || die 11 "$1 cannot be stored: $said"
    there=$(object "$1" | jq -r .Metadata.sha256)
    [[ $there == "$3" ]] || die 11 "$1 is there already with another content: the name of a file under assets/ must change with what it holds"
}

# What is known of an object; fails if it is not there.
object() {
    aws_ s3api head-object --bucket "$bucket" --key "$1" 2>/dev/null
}

# read_manifest RELEASE FILE
read_manifest() {
    [[ $dry_run == false ]] || return 0
    aws_ s3api get-object --bucket "$bucket" --key "manifests/$1" "$2" >/dev/null 2>&1
}

# Browsers go by it, since nothing is to be guessed (X-Content-Type-Options).
content_type() {
    case ${1##*.} in
    html) echo 'text/html; charset=utf-8' ;;
    js | mjs) echo 'text/javascript; charset=utf-8' ;;
    css) echo 'text/css; charset=utf-8' ;;
    txt) echo 'text/plain; charset=utf-8' ;;
    json | map) echo application/json ;;
    webmanifest) echo application/manifest+json ;;
    xml) echo application/xml ;;
    pdf) echo application/pdf ;;
    wasm) echo application/wasm ;;
    svg) echo image/svg+xml ;;
    png | gif | webp | avif) echo "image/${1##*.}" ;;
    jpg | jpeg) echo image/jpeg ;;
    ico) echo image/x-icon ;;
    woff | woff2 | ttf | otf) echo "font/${1##*.}" ;;
    mp3) echo audio/mpeg ;;
    mp4 | webm) echo "video/${1##*.}" ;;
    *) echo application/octet-stream ;;
    esac
}

# ---- ledger: the history of the parameter release/web

record_web() {
    step=record
    put_release web "$(jq -cn --arg release "$2" --arg action "$1" --arg by "$owner" --arg at "$(date -u +%FT%TZ)" --argjson seconds "$((SECONDS - started))" \
        '{$release, $action, $by, $at, $seconds}')"
}

# Releases as they happened.
web_ledger() {
    if [[ -n $(parameter release/web) ]]; then
        aws_ ssm get-parameter-history --name "/$project/$env/release/web" | jq -c '[.Parameters[].Value | select(startswith("{")) | fromjson]'
    else
        echo '[]'
    fi
}

web_released() {
    web_ledger | jq -r '.[-1].release // "none"'
}

# For status: null where no front end is hosted.
web_status() {
    jq -c --arg release "$(web_released)" 'if .webUrl then {url: .webUrl, $release} else null end' <<<"$config"
}

find_web_release() {
    local found
    if [[ -n $to ]]; then
        found=$(web_ledger | jq -r --arg release "$to" '[.[] | select(.release == $release)][-1].release // empty')
        [[ -n $found ]] || die 10 "the front end $to was never released in $env"
    else
        found=$(web_ledger | jq -r '.[-1].release as $now | [.[] | select(.release != $now)][-1].release // empty')
        [[ -n $found ]] || die 10 "there is no previous front end"
    fi
    printf '%s\n' "$found"
}

# ---- what is no longer needed

# Only after a release is served and written down: what it needs is among what is kept.
prune_releases() {
    step=prune
    local kept needed manifest release
    [[ $dry_run == false ]] || return 0
    kept=$(web_ledger | jq -r --argjson count "$web_kept" '[reverse[].release] | reduce .[] as $r ([]; if index($r) then . else . + [$r] end) | .[:$count][]')
    needed=$(mktemp) manifest=$(mktemp)
    for release in $kept; do
        read_manifest "$release" "$manifest" || die 10 "the manifest of $release cannot be read: nothing is removed"
        sed 's/^[^ ]*  //' "$manifest" >>"$needed"
    done
    { keys assets/ | grep -vxFf "$needed" || true; } | delete_keys
    { { keys releases/ && keys manifests/; } | grep -vE "^(releases|manifests)/(${kept//$'\n'/|})(/|$)" || true; } | delete_keys
}

keys() {
    aws_ s3api list-objects-v2 --bucket "$bucket" --prefix "$1" | jq -r '.Contents[]?.Key'
}

# As many at a time as one call takes.
delete_keys() {
    local batch
    jq -Rnc '[inputs | {Key: .}] | range(0; length; 500) as $i | {Objects: .[$i:$i + 500], Quiet: true}' | while read -r batch; do
        aws_write '{}' s3api delete-objects --bucket "$bucket" --delete "$batch" >/dev/null
        log "removed $(jq '.Objects | length' <<<"$batch") objects that no kept release needs"
    done
}

# CloudFormation deletes no bucket that holds anything.
empty_web_buckets() {
    local name
    for name in "$project-$env-web-$account-$region" "$project-$env-web-logs-$account-$region"; do
        empty_bucket "$name"
    done
}

# ---- smoke test

# smoke_web RELEASE MANIFEST: asks the edge what a browser asks it, until it serves the release.
smoke_web() {
    step="smoke $1"
    local page asset
    [[ $dry_run == false ]] || {
        printf 'would try:   %s for %s\n' "$(configured webUrl)" "$1" >&2
        return 0
    }
    base_url=${WEB_URL:-$(configured webUrl)}
    page=$(awk '$2 == "index.html" { print $1 }' "$2")
    asset=$(awk '$2 ~ /^assets\// { print $2; exit }' "$2")
    await_release "$1" && same_page / "$page" && same_page /some/view "$page" && expect 404 GET /there-is-no.file >/dev/null &&
        { [[ -z $asset ]] || immutable "/$asset"; } && expect 404 GET /api/there-is-nothing >/dev/null
}

# Locations of CloudFront learn of a release one after the other; three answers in a row.
await_release() {
    local seen=0 now
    deadline "${WEB_SECONDS:-120}"
    while ((seen < 3)); do
        now=$(curl -fsS --max-time 10 "$base_url/config.json" 2>/dev/null | jq -r .release) || now=none
        if [[ $now == "$1" ]]; then
            seen=$((seen + 1))
            continue
        fi
        seen=0
        in_time || {
            log "$base_url/config.json still names the release $now"
            return 1
        }
        sleep "$poll_seconds"
    done
}

# same_page PATH HASH
same_page() {
    local hash
    hash=$(curl -fsS --max-time 10 "$base_url$1" | sha256sum | cut -d ' ' -f 1) || return 1
    [[ $hash == "$2" ]] || {
        log "$1 is not the page of this release"
        return 1
    }
}

immutable() {
    curl -fsS --max-time 10 -o /dev/null -D - "$base_url$1" | grep -qi '^cache-control:.*immutable' || {
        log "$1 may not be kept by browsers"
        return 1
    }
}
