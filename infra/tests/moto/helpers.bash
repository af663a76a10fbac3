# shellcheck shell=bash
# What bats sets: status, output.
# shellcheck disable=SC2154
# AWS on this machine, empty.

start_moto() {
    here=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    PATH=$(python3 -c 'import os, sys; print(os.path.dirname(sys.executable))'):$PATH
    # A service is deployed once it was looked at twice; the policies that AWS keeps are there.
    export MOTO_ECS_SERVICE_RUNNING=2 MOTO_IAM_LOAD_MANAGED_POLICIES=true
    local address=$BATS_FILE_TMPDIR/address
    python3 "$BATS_TEST_DIRNAME/server.py" "$address" >"$BATS_FILE_TMPDIR/moto.log" 2>&1 3>&- &
    moto_pid=$!
    until [[ -s $address ]]; do
        kill -0 "$moto_pid" || {
            tail -n 5 "$BATS_FILE_TMPDIR/moto.log"
            return 1
        }
    done
    AWS_ENDPOINT_URL=$(cat "$address")
    export AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=eu-north-1 AWS_DEFAULT_REGION=eu-north-1
    export POLL_SECONDS=0.2 SMOKE_URL=$AWS_ENDPOINT_URL/service SCAN_ALLOWLIST=$BATS_FILE_TMPDIR/allowed.json
    unset AWS_SESSION_TOKEN AWS_PROFILE AWS_CA_BUNDLE GITHUB_RUN_ID EXPECTED_ACCOUNT
    # moto's scanner finds the same in every image.
    echo '[{"cve": "CVE-9999-9999", "reason": "not real", "expires": "2999-01-01"}]' >"$SCAN_ALLOWLIST"
}

stop_moto() {
    kill "$moto_pid"
}

# push SHA [LAYER]: an image, as the registry sees it
push() {
    local repository=${REPOSITORY:-stockroom}
    aws ecr put-image --repository-name "$repository" --image-tag "$1" --image-manifest "$(jq -cn --arg sha "${2:-$1}" '{
        schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json",
        config: {mediaType: "application/vnd.oci.image.config.v1+json", size: 1, digest: ("sha256:" + $sha)},
        layers: [{mediaType: "application/vnd.oci.image.layer.v1.tar", size: 1, digest: ("sha256:" + $sha)}]}')" >/dev/null
    aws ecr start-image-scan --repository-name "$repository" --image-id "imageTag=$1" >/dev/null
}

# front_end WORD: one that differs by the word; sets `dist`
front_end() {
    dist=$BATS_TEST_TMPDIR/dist
    rm -rf "$dist"
    mkdir -p "$dist/assets"
    echo "<script src=./assets/index-$1.js></script>" >"$dist/index.html"
    echo "say('$1')" >"$dist/assets/index-$1.js"
}

script() {
    run "$here/aws-deploy.sh" "$@"
}

exits() {
    [[ $status == "$1" && $output == *"${2:-}"* ]] || {
        echo "exit code $status, not $1, or nothing said of: ${2:-}"
        echo "$output" | tail -n 20
        return 1
    }
}
