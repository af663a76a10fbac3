# shellcheck shell=bash
# One image for each commit, made once and known by its digest from then on.

command_build() {
    preflight
    find_sha
    ensure_image
    printf '%s\n' "$digest"
}

find_sha() {
    sha=${sha:-$(git rev-parse HEAD)}
}

# Sets `digest`: of the image that is there, else of one built now.
ensure_image() {
    step=image
    digest=$(digest_of "$sha")
    if [[ -n $digest ]]; then
        log "image of $sha is there: $digest"
        return
    fi
    build_image
    digest=$(digest_of "$sha")
    [[ -n $digest || $dry_run == true ]] || die 11 "the image was pushed but the registry does not know it"
}

digest_of() {
    local answer
    if answer=$(aws_ ecr describe-images --repository-name "$image_repository" --image-ids "imageTag=$1" 2>&1); then
        jq -r '.imageDetails[0].imageDigest' <<<"$answer"
    elif [[ $answer == *RepositoryNotFound* ]]; then
        die 10 "there is no registry: run infra/aws-deploy.sh setup first"
    elif [[ $answer != *ImageNotFound* ]]; then
        die 10 "the registry cannot be read: $answer"
    fi
}

build_image() {
    step=build
    local registry=$account.dkr.ecr.$region.${AWS_DNS_SUFFIX:-amazonaws.com}
    if [[ $dry_run == true ]]; then
        printf 'would build: infra/image.sh build --tag %s --push\n' "$registry/$image_repository:$sha" >&2
        return
    fi
    [[ $(git rev-parse HEAD) == "$sha" && -z $(git status --porcelain) ]] ||
        die 11 "there is no image of $sha, and this working tree is not that commit: cannot build"
    require docker
    aws_ ecr get-login-password --output text | docker login --username AWS --password-stdin "$registry" >&2 ||
        die 11 "the registry does not let us in"
    "${IMAGE_SCRIPT:-infra/image.sh}" build --tag "$registry/$image_repository:$sha" --platform "${IMAGE_PLATFORM:-linux/arm64}" --push >&2 ||
        die 11 "the image cannot be built"
}

# Waits for the registry's scan; fails on serious findings that nobody excused, or whose excuse has run out.
scan_gate() {
    step=scan
    local image found open=''
    [[ $dry_run == false || -n $digest ]] || return 0
    deadline "$timeout"
    for image in $(scannable_images "$digest"); do
        found=$(findings_of "$image")
        [[ -z $found ]] || open+="${open:+, }$found"
    done
    [[ -z $open ]] || die 12 "the image has $open; update what it holds, or excuse it in infra/scan-allowlist.json"
    log "the scan found nothing that counts"
}

# ECR scans images only. An index, which a build with an attestation pushes, has one for each platform, and the attestations.
scannable_images() {
    local manifest
    manifest=$(image_manifest "$1")
    jq -r --arg digest "$1" '
        if .manifests then .manifests[] | select(.platform.os != "unknown" and (.annotations["vnd.docker.reference.type"] // "") == "").digest
        else $digest end' <<<"$manifest"
}

# findings_of DIGEST: those that count, in one line.
findings_of() {
    local findings status
    while true; do
        findings=$(aws_ ecr describe-image-scan-findings --repository-name "$image_repository" --image-id "imageDigest=$1" 2>&1) ||
            [[ $findings == *ScanNotFound* ]] || die 12 "the scan cannot be read: $findings"
        status=$(jq -r '.imageScanStatus.status // "PENDING"' <<<"$findings" 2>/dev/null || echo PENDING)
        case $status in
        COMPLETE | ACTIVE) break ;;
        FAILED | UNSUPPORTED_IMAGE) die 12 "the image $1 could not be scanned: $status" ;;
        esac
        in_time || die 12 "the scan of $1 did not end in $timeout s"
        sleep "$poll_seconds"
    done
    jq -r --arg today "$(date -u +%F)" --slurpfile allowed "${SCAN_ALLOWLIST:-$here/scan-allowlist.json}" '
        [$allowed[0][] | select(.expires >= $today) | .cve] as $excused
        | .imageScanFindings
        | [(.findings // [])[], ((.enhancedFindings // [])[] | {name: (.packageVulnerabilityDetails.vulnerabilityId // .title), severity})]
        | map(select((.severity == "CRITICAL" or .severity == "HIGH") and ((.name | IN($excused[])) | not)) | "\(.name) (\(.severity))")
        | unique | join(", ")' <<<"$findings"
}

# How many change sets of the schema the image knows: sets `image_schema`, from the image's own label.
read_image_schema() {
    step=image
    local manifest config_digest answer
    if [[ $dry_run == true && -z $digest ]]; then
        image_schema=0
        return
    fi
    manifest=$(image_manifest "$digest")
    if jq -e .manifests >/dev/null <<<"$manifest"; then
        manifest=$(image_manifest "$(jq -r '[.manifests[] | select(.platform.os == "linux")][0].digest' <<<"$manifest")")
    fi
    config_digest=$(jq -r .config.digest <<<"$manifest")
    answer=$(aws_ ecr get-download-url-for-layer --repository-name "$image_repository" --layer-digest "$config_digest")
    image_schema=$(curl -fsS --max-time 20 "$(jq -r .downloadUrl <<<"$answer")" | jq -r '.config.Labels["stockroom.schema.max"] // ""')
    [[ $image_schema =~ ^[0-9]+$ ]] || die 10 "the image does not say in its label stockroom.schema.max which schema it knows"
}

image_manifest() {
    aws_ ecr batch-get-image --repository-name "$image_repository" --image-ids "imageDigest=$1" \
        --accepted-media-types application/vnd.oci.image.index.v1+json application/vnd.oci.image.manifest.v1+json \
        application/vnd.docker.distribution.manifest.v2+json application/vnd.docker.distribution.manifest.list.v2+json |
        jq -er '.images[0].imageManifest'
}
