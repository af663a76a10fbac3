# The front end in both topologies, against a scripted AWS and edge.

load helpers

setup() {
    export project=stockroom
    start_fakes
    dist=$BATS_TEST_TMPDIR/dist
    build one
}

teardown() {
    stop_fakes
}

# build WORD: a front end that differs by the word
build() {
    rm -rf "$dist"
    mkdir -p "$dist/assets"
    echo "<script src=./assets/index-$1.js></script>" >"$dist/index.html"
    echo "say('$1')" >"$dist/assets/index-$1.js"
    echo "<svg/>" >"$dist/icon.svg"
    echo '{"apiUrl": "http://elsewhere"}' >"$dist/config.json"
}

in_a() {
    export topology=a
    hosts_front_end stockroom-dev stockroom-dev-service
}

in_b() {
    export topology=b project=stockroom-lite
    hosts_front_end c s
    given cloudformation.describe-stacks <<<'{"Stacks": [{"StackStatus": "UPDATE_COMPLETE", "ChangeSetId": "arn:aws:cloudformation:x:1:changeSet/c/1", "Outputs": [
        {"OutputKey": "ArtifactBucket", "OutputValue": "b"}, {"OutputKey": "StackRole", "OutputValue": "arn:role"}]}]}'
    parameter image r@sha256:old
    parameter web none
}

# hosts_front_end CLUSTER SERVICE
hosts_front_end() {
    parameter deploy/config "$(jq -cn --arg url "http://127.0.0.1:$(cat "$FAKE_AWS/port")" --arg cluster "$1" --arg service "$2" '{
        $cluster, $service, smokeUrl: $url, webBucket: "w", webUrl: $url}')"
}

# web COMMAND OPTION...
web() {
    run "$here/aws-deploy.sh" "$1" --only web --topology "$topology" "${@:2}"
}

deploy_web() {
    web deploy --dist "$dist" "$@"
}

# deployed WORD: releases such a front end; sets `release`
deployed() {
    build "$1"
    deploy_web
    exits 0 "is the front end of dev"
    release=$(cat "$FAKE_AWS/edge")
}

stored() {
    find "$FAKE_AWS/objects" -type f ! -name '*.about' -printf '%f\n' | sort
}

about() {
    cat "$FAKE_AWS/objects/$1.about"
}

@test "a: releases files under the hash of their content, then names it at the edge" {
    in_a
    deployed one
    [[ $release =~ ^[0-9a-f]{64}$ ]]
    [ "$(sha256sum <"$FAKE_AWS/objects/manifests+$release" | cut -d ' ' -f 1)" = "$release" ]
    [ "$(stored | xargs)" = "assets+index-one.js manifests+$release releases+$release+icon.svg releases+$release+index.html" ]
    [ "$(order_of_calls 'put-object|update-function|publish-function|put-parameter' | xargs)" = "put-parameter put-object update-function publish-function" ]
    [ "$(value_of release/web | jq -c '[.release, .action]')" = "[\"$release\",\"deploy\"]" ]
    lock_is_free
    never_called 'ecs update-service'
}

@test "b: writes the release down and has CloudFormation publish it" {
    in_b
    deployed one
    [ "$(value_of web)" = "$release" ]
    called 'cloudformation execute-change-set'
    never_called 'cloudfront'
    lock_is_free
}

@test "the same content has the same name, however often it is built" {
    in_a
    deployed one
    first=$release
    touch "$dist/later" && rm "$dist/later"
    deployed one
    [ "$release" = "$first" ]
    [[ $output == *"the release is there already"* ]]
}

@test "assets are kept by browsers for ever, pages are not" {
    in_a
    deployed one
    [ "$(about assets+index-one.js | jq -r '.CacheControl + " " + .ContentType')" = "public, max-age=31536000, immutable text/javascript; charset=utf-8" ]
    [ "$(about "releases+$release+index.html" | jq -r '.CacheControl + " " + .ContentType')" = "no-cache text/html; charset=utf-8" ]
    [ "$(about "releases+$release+icon.svg" | jq -r .ContentType)" = image/svg+xml ]
}

@test "11: an asset with another content under a used name" {
    in_a
    deployed one
    first=$release
    build two
    echo "say('changed')" >"$dist/assets/index-one.js"
    deploy_web
    exits 11 "assets/index-one.js is there already with another content"
    [ "$(cat "$FAKE_AWS/edge")" = "$first" ]
    lock_is_free
}

@test "an upload that was interrupted goes on" {
    in_a
    deployed one
    rm "$FAKE_AWS"/objects/manifests* "$FAKE_AWS"/objects/*index.html
    deployed one
    [ -e "$FAKE_AWS/objects/manifests+$release" ]
}

@test "a, b: goes back to the front end before, and to one that is named" {
    for topology in a b; do
        "in_$topology"
        deployed one
        first=$release
        deployed two
        second=$release
        deployed three
        web rollback
        exits 0 "$second is the front end of dev again"
        web rollback --to "$first"
        exits 0 "$first is the front end of dev again"
        [ "$(cat "$FAKE_AWS/edge")" = "$first" ]
        web rollback
        exits 0 "$second is the front end of dev again"
        [ "$(value_of release/web | jq -r .action)" = rollback ]
        lock_is_free
        rm -r "$FAKE_AWS/objects" "$FAKE_AWS/edge"
    done
}

@test "10: there is nothing to go back to" {
    in_a
    web rollback
    exits 10 "there is no previous front end"
    deployed one
    web rollback
    exits 10 "there is no previous front end"
    web rollback --to "$(printf 'f%.0s' {1..64})"
    exits 10 "was never released in dev"
}

@test "keeps the last releases and their assets, and removes what none of them needs" {
    in_a
    export WEB_KEPT=2
    deployed one
    first=$release
    deployed two
    [[ $(stored) == *"$first"* ]]
    deployed three
    [[ $(stored) != *"$first"* ]]
    [ "$(stored | grep -c '^manifests')" = 2 ]
    [ "$(stored | grep '^assets' | xargs)" = "assets+index-three.js assets+index-two.js" ]
    web rollback --to "$first"
    exits 10 "is gone: only the last 2 are kept"
}

@test "a, b: 21: the smoke test fails, the front end before is served again" {
    for topology in a b; do
        "in_$topology"
        deployed one
        first=$release
        build two
        # The name of the next release, as sha256sum tells it.
        second=$(cd "$dist" && sha256sum assets/index-two.js icon.svg index.html | sha256sum | cut -d ' ' -f 1)
        echo "GET /some/view 500 $second" >"$FAKE_AWS/broken"
        deploy_web
        exits 21 "$first is served again"
        [ "$(cat "$FAKE_AWS/edge")" = "$first" ]
        [ "$(value_of release/web | jq -r .release)" = "$first" ]
        lock_is_free
        rm -r "$FAKE_AWS/objects" "$FAKE_AWS/edge" "$FAKE_AWS/broken"
    done
}

@test "22: the first front end fails its smoke test" {
    in_a
    echo "GET /api/there-is-nothing 200" >"$FAKE_AWS/broken"
    deploy_web
    exits 22 "there is no release to go back to"
}

@test "21: the edge goes on serving the release before" {
    in_a
    deployed one
    build two
    given cloudfront.publish-function <<<'{}'
    WEB_SECONDS=1 deploy_web
    exits 21 "is served again"
    [[ $output == *"still names the release $release"* ]]
}

@test "a, b: 20: the release is not accepted" {
    in_a
    deployed one
    build two
    given cloudfront.update-function <<<'error: An error occurred (PreconditionFailed)'
    deploy_web
    exits 22 "was not accepted, and so did the way back"
    rm -r "$FAKE_AWS/objects" "$FAKE_AWS/edge"
    in_b
    deployed one
    build two
    given cloudformation.describe-stacks.after-2 <<<'{"Stacks": [{"StackStatus": "UPDATE_ROLLBACK_COMPLETE", "Outputs": [
        {"OutputKey": "ArtifactBucket", "OutputValue": "b"}, {"OutputKey": "StackRole", "OutputValue": "arn:role"}]}]}'
    given cloudformation.describe-stack-events <<<'{"StackEvents": []}'
    given cloudformation.deploy.after-2 <<<'No changes to deploy'
    deploy_web
    exits 20 "$release is served again"
    [ "$(value_of web)" = "$release" ]
}

@test "14: somebody is deploying" {
    in_a
    parameter lock "{\"owner\": \"somebody\", \"command\": \"deploy\", \"expires\": $(($(date +%s) + 60))}"
    deploy_web
    exits 14 "somebody is deploying"
    [ ! -e "$FAKE_AWS/edge" ]
}

@test "10: the environment hosts no front end" {
    topology=a
    deploy_web
    exits 10 "hosts no front end"
}

@test "2: what is given does not fit" {
    in_a
    rm "$dist/index.html"
    deploy_web
    exits 2 "build the front end first"
    build one
    touch "$dist/a b.txt"
    deploy_web
    exits 2 "cannot be an address as it is: ./a b.txt"
    run "$here/aws-deploy.sh" deploy --only web
    exits 2 "needs --dist"
    run "$here/aws-deploy.sh" deploy --dist "$dist"
    exits 2 "--dist belongs to"
    run "$here/aws-deploy.sh" rollback --only web --to "$NEW"
    exits 2 "the SHA-256 of a front end"
    run "$here/aws-deploy.sh" status --only web
    exits 2 "--only is web with"
}

@test "a, b: a dry run changes nothing" {
    for topology in a b; do
        "in_$topology"
        deploy_web --dry-run
        exits 0 "would write: aws s3api put-object --bucket w --key assets/index-one.js"
        [ ! -e "$FAKE_AWS/objects" ]
        [ ! -e "$FAKE_AWS/edge" ]
    done
}

@test "status tells which front end is served" {
    released_before
    in_a
    deployed one
    run "$here/aws-deploy.sh" status --json
    exits 0
    [ "$(sed -n '/^{$/,$p' <<<"$output" | jq -r .web.release)" = "$release" ]
    run "$here/aws-deploy.sh" status
    exits 0 "front end  $release"
}
