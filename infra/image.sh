#!/usr/bin/env bash
# Builds the container image and tries it out.
#   infra/image.sh                                       builds stockroom:local and tries it
#   infra/image.sh build --tag TAG [--platform P] [--push [--attest]]
#   infra/image.sh smoke TAG
# BASE_IMAGE, BUILD_IMAGE and TRAINING_IMAGE in the environment replace the images that the Dockerfile names. Building for
# another platform than this machine's, or for several, takes docker buildx. --attest adds a list of components (SBOM) and
# where the image comes from, which takes a builder other than docker's own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly DEFAULT_TAG=stockroom:local

usage() {
    sed -n '2,8s/^# \{0,1\}//p' infra/image.sh >&2
    exit 2
}

build() {
    local tag='' platform='' push='' attest=()
    while (($# > 0)); do
        case $1 in
            --tag) tag=${2:?--tag needs a value} && shift 2 ;;
            --platform) platform=${2:?--platform needs a value} && shift 2 ;;
            --push) push=yes && shift ;;
            --attest) attest=(--sbom=true --provenance=mode=max) && shift ;;
            *) usage ;;
        esac
    done
    [[ -n $tag ]] || usage

    ./mvnw -q -B -ntp -DskipTests -Dmaven.javadoc.skip -pl bootstrap -am package

    local arguments=(--tag "$tag" --build-arg "VERSION=$(version)" --build-arg "COMMIT=$(git rev-parse HEAD)"
        --build-arg "SCHEMA_MAX=$(change_sets)") name
    for name in BASE_IMAGE BUILD_IMAGE TRAINING_IMAGE; do
        [[ -z ${!name:-} ]] || arguments+=(--build-arg "$name=${!name}")
    done
    if [[ -n $platform || -n $push ]]; then
        [[ -z $platform ]] || arguments+=(--platform "$platform")
        # An image for several platforms exists in registries only; docker keeps those for one.
        [[ -z $push ]] && arguments+=(--load) || arguments+=(--push "${attest[@]}")
        docker buildx build "${arguments[@]}" .
    else
        DOCKER_BUILDKIT=1 docker build "${arguments[@]}" .
    fi
}

version() {
    sed -n 's|^  <version>\(.*\)</version>$|\1|p' pom.xml
}

# How many change sets this commit knows: a rollback must not meet a database that knows more.
change_sets() {
    cat adapters-persistence/src/main/resources/db/changelog/*.{sql,xml} | grep -Ec '^--changeset |^ *<changeSet '
}

smoke() {
    exec infra/image/smoke "$1"
}

case ${1:-} in
    '') build --tag "$DEFAULT_TAG" && smoke "$DEFAULT_TAG" ;;
    build) build "${@:2}" ;;
    smoke) (($# == 2)) || usage && smoke "$2" ;;
    *) usage ;;
esac
