#!/usr/bin/env bash
# Prepares an AWS account for Stockroom, deploys to it, rolls back, shows what runs, takes it all down. See infra/README.md.
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
# shellcheck source=lib/common.sh
source "$here/lib/common.sh"
# shellcheck source=lib/lock.sh
source "$here/lib/lock.sh"
# shellcheck source=lib/image.sh
source "$here/lib/image.sh"
# shellcheck source=lib/task.sh
source "$here/lib/task.sh"
# shellcheck source=lib/migrate.sh
source "$here/lib/migrate.sh"
# shellcheck source=lib/service.sh
source "$here/lib/service.sh"
# shellcheck source=lib/smoke.sh
source "$here/lib/smoke.sh"
# shellcheck source=lib/release.sh
source "$here/lib/release.sh"
# shellcheck source=lib/settings.sh
source "$here/lib/settings.sh"
# shellcheck source=lib/logs.sh
source "$here/lib/logs.sh"
# shellcheck source=lib/teardown.sh
source "$here/lib/teardown.sh"
# shellcheck source=lib/stack.sh
source "$here/lib/stack.sh"
# shellcheck source=lib/canary.sh
source "$here/lib/canary.sh"
# shellcheck source=lib/restore.sh
source "$here/lib/restore.sh"
# shellcheck source=lib/shell.sh
source "$here/lib/shell.sh"
# shellcheck source=lib/drill.sh
source "$here/lib/drill.sh"
# shellcheck source=lib/lite.sh
source "$here/lib/lite.sh"
# shellcheck source=lib/lite-restore.sh
source "$here/lib/lite-restore.sh"
# shellcheck source=lib/web.sh
source "$here/lib/web.sh"

usage() {
    cat <<'END'
usage: infra/aws-deploy.sh COMMAND [OPTION...]

  setup      make everything an environment needs; harmless to repeat
  build      build and push the image of a commit, unless it is there already
  deploy     build if needed, scan, migrate, replace the tasks, try them; back to the last release if that fails
  rollback   back to the previous release, or to --to SHA; builds nothing
  status     what runs, since when, which alarms ring
  plan       what Terraform or CloudFormation would change in the environment; exits 40 if anything
  apply      change it
  restore    bring the data back to the moment --to, in a new database (topology b: the last backup before it, in a new file system)
  shell      run the statement --sql by psql, in a task of its own; reads only, unless --write is said
  drill      rehearse fail-over, roll-back, a new key and a restore, and take the time (--only one of: failover, rollback, keys, restore)
  teardown   destroy the environment

  --env NAME         dev (default), stage or prod
  --topology a|b     a (default): load balancer, Fargate, RDS; b: API Gateway, one Fargate task
  --only PART        deploy and rollback: web, the front end; deploy of topology b: service or authorizer, and leave the other as it is;
                     drill: one exercise
  --dist DIRECTORY   the built front end that deploy --only web releases
  --sql STATEMENT    what shell runs
  --write            shell may change data
  --sha SHA          commit to build or deploy (default: HEAD)
  --to SHA|TIME      release to roll back to (of the front end: its SHA-256); moment to restore, like 2026-11-21T06:00:00Z, or latest
  --timeout SECONDS  how long a deployment, and a migration, may take (default 1200)
  --json             status as JSON
  --canary           status sends a test event and waits until EventBridge has delivered it to the topic
  --dry-run          print every call; make only those that read
  --yes              do not ask
  --allow-prod       teardown may destroy prod
  --allow-losses     setup and apply may destroy or replace what serves, holds data or gives access
  --all              teardown takes images, state and GitHub's roles too

exit codes: 0 done, 2 usage, 10 not ready, 11 build, 12 scan, 13 migration or another task, 14 locked, 20 ECS rolled back,
            21 smoke test failed and rolled back, 22 roll-back failed, 30 out of time, 40 plan has changes
END
}

env=dev topology=a only='' dist='' sql='' write=false sha='' to='' timeout=1200 as_json=false with_canary=false dry_run=false yes=false allow_prod=false allow_losses=false all=false

parse() {
    [[ $# -gt 0 ]] || die 2 "which command? (--help)"
    command=$1
    shift
    case $command in
    setup | build | deploy | rollback | status | plan | apply | restore | shell | drill | teardown) ;;
    -h | --help | help) usage && exit 0 ;;
    *) die 2 "there is no command $command (--help)" ;;
    esac
    while (($# > 0)); do
        case $1 in
        --env | --topology | --only | --dist | --sql | --sha | --to | --timeout)
            [[ $# -gt 1 && $2 != --* ]] || die 2 "$1 needs a value"
            printf -v "${1#--}" %s "$2"
            shift
            ;;
        --write) write=true ;;
        --json) as_json=true ;;
        --canary) with_canary=true ;;
        --dry-run) dry_run=true ;;
        --yes) yes=true ;;
        --allow-prod) allow_prod=true ;;
        --allow-losses) allow_losses=true ;;
        --all) all=true ;;
        -h | --help) usage && exit 0 ;;
        *) die 2 "there is no option $1 (--help)" ;;
        esac
        shift
    done
    [[ $env =~ ^(dev|stage|prod)$ ]] || die 2 "--env is dev, stage or prod, not $env"
    [[ $topology =~ ^(a|b)$ ]] || die 2 "--topology is a or b, not $topology"
    [[ -z $only || $command$topology$only =~ ^((deploy|rollback)[ab]web|deployb(service|authorizer)|drilla(failover|rollback|keys|restore))$ ]] ||
        die 2 "--only is web with deploy and rollback, service or authorizer with deploy --topology b, or an exercise with drill"
    if [[ $command$only == deployweb ]]; then
        [[ -n $dist ]] || die 2 "deploy --only web needs --dist, the directory with the built front end"
    else
        [[ -z $dist ]] || die 2 "--dist belongs to deploy --only web"
    fi
    [[ $timeout =~ ^[1-9][0-9]*$ ]] || die 2 "--timeout is a number of seconds, not $timeout"
    [[ -z $sha || $sha =~ ^[0-9a-f]{40}$ ]] || die 2 "--sha is a full commit id of 40 digits, not $sha"
    case $command in
    rollback) [[ -z $to || ($only != web && $to =~ ^[0-9a-f]{40}$) || ($only == web && $to =~ ^[0-9a-f]{64}$) ]] ||
        die 2 "--to is a full commit id of 40 digits, or the SHA-256 of a front end of 64, not $to" ;;
    restore) [[ $to =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$ || $to == latest ]] || die 2 "--to is a moment like 2026-11-21T06:00:00Z, or latest" ;;
    *) [[ -z $to ]] || die 2 "--to belongs to rollback and restore" ;;
    esac
    case $topology in
    a) project=${STOCKROOM_PROJECT:-stockroom} image_repository=$project implementation=command ;;
    b) project=${STOCKROOM_PROJECT:-stockroom-lite} image_repository=$project-$env implementation=lite ;;
    esac
    readonly command env topology only dist sql write to timeout as_json with_canary dry_run yes allow_prod allow_losses all project image_repository implementation
}

parse "$@"
cd "$here/.."
if [[ $only == web ]]; then
    "web_$command"
else
    "${implementation}_$command"
fi
[[ $dry_run == false ]] || log "this was a dry run: nothing was changed, whatever the messages above say"
