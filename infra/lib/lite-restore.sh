# shellcheck shell=bash
# Topology B: brings the files of the embedded database back as AWS Backup kept them, in a file system of their own. Repeating the
# command goes on where it was interrupted, by the parameter "restoring". The old file system stays.

lite_restore() {
    local begun old restored moment policy
    preflight
    expect_foundation
    read_config
    lock
    read_releases
    [[ -n $(released sha) ]] || die 10 "nothing was released to $env yet"
    sha=$(released sha) digest=$(released digest) image_schema=$(released schema) authorizer=$(released authorizer)
    started=$SECONDS
    restore_files
    # While the service still runs: what cannot be read must not stop it.
    policy=$(policy_of_files)
    confirm "$restored holds the files of $moment. Stop the service of $env and start it on them?"
    # In this order two tasks never open one database, and the service never sees half of it. Once protected, the files are closed
    # to the task that puts them in place, which has no role.
    if [[ $(jq -r .placed <<<"$begun") != true ]]; then
        keep_lock
        STACK_PARAMETERS="FileSystem=$restored Tasks=0"
        update_application || die 20 "CloudFormation went back, and the service runs on $old"
        put_files_in_place
        remember '.placed = true'
    fi
    keep_lock
    protect_files
    STACK_PARAMETERS="FileSystem=$restored Tasks=1"
    release_application "$sha" ||
        die 22 "the service does not run on $restored (exit code $?). Back to the old files: STACK_PARAMETERS='FileSystem=$old Tasks=1' infra/aws-deploy.sh deploy --topology b --env $env --sha $sha"
    record restore
    aws_write '{}' ssm delete-parameter --name "/$project/$env/restoring" >/dev/null
    log "$env runs with the files of $moment, after $((SECONDS - started)) s. The old file system is $old: keep it until you are sure that nothing is missing, then delete it"
}

# Sets `begun`, what is kept of this restore; `old`, the file system that the data was lost in, `restored`, the one with the data, and `moment`, when it was kept.
restore_files() {
    step="restore files"
    begun=$(parameter restoring)
    if [[ -z $begun ]]; then
        begun=$(choose_backup)
        remember .
    else
        [[ $(jq -r .to <<<"$begun") == "$to" ]] ||
            die 10 "a restore to $(jq -r .to <<<"$begun") was begun: repeat that, or give it up (aws ssm delete-parameter --name /$project/$env/restoring)"
        log "going on with the restore that was begun"
    fi
    if [[ $(jq -r .job <<<"$begun") == null ]]; then
        start_job
    fi
    old=$(jq -r .old <<<"$begun") moment=$(jq -r .moment <<<"$begun")
    restored=$(restored_by "$(jq -r .job <<<"$begun")")
    log "$restored has the files"
}

# remember CHANGE: makes it to `begun`, and keeps that.
remember() {
    begun=$(jq -c "$@" <<<"$begun")
    aws_write '{}' ssm put-parameter --name "/$project/$env/restoring" --type String --overwrite --value "$begun" >/dev/null
}

# Prints what shall be restored, with a token by which AWS Backup knows the job again.
choose_backup() {
    local files kept point role
    files=$(configured fileSystem)
    [[ $files == fs-* ]] || die 10 "$env keeps its data in no files"
    kept=$(aws_ efs describe-file-systems --file-system-id "$files" | jq -e '.FileSystems[0]')
    point=$(find_backup "$(jq -r .FileSystemArn <<<"$kept")")
    [[ -n $point ]] || die 10 "AWS Backup has no backup of $files from before $to"
    role=$(stack_output foundation RestoreRole 2>/dev/null) || die 10 "there is no role for restores yet: run setup --topology b --env $env once more"
    jq -c --arg to "$to" --arg moment "${point%% *}" --arg point "${point#* }" --arg role "$role" --arg token "$project-$env-$(date +%s)" '
        {$to, old: .FileSystemId, $moment, $point, $role, $token,
            metadata: ({"file-system-id": .FileSystemId, newFileSystem: "true", CreationToken: $token, PerformanceMode, Encrypted: "\(.Encrypted)"}
                + (if .KmsKeyId then {KmsKeyId} else {} end))}' <<<"$kept"
}

# With the token kept before it, an interrupted start makes no second job when it is repeated.
start_job() {
    local answer
    answer=$(aws_write '{"RestoreJobId": "dry-run"}' backup start-restore-job --recovery-point-arn "$(jq -r .point <<<"$begun")" \
        --iam-role-arn "$(jq -r .role <<<"$begun")" --resource-type EFS --metadata "$(jq -c .metadata <<<"$begun")" \
        --idempotency-token "$(jq -r .token <<<"$begun")")
    # shellcheck disable=SC2016 # jq expands it
    remember --arg job "$(jq -er .RestoreJobId <<<"$answer")" '.job = $job'
}

# find_backup ARN: "MOMENT ARN" of the last backup up to the moment that is asked for; nothing if there is none.
find_backup() {
    local points made arn limit last=0 found=''
    limit=$(date +%s)
    [[ $to == latest ]] || limit=$(epoch "$to")
    # The older command line prints moments as numbers, the newer one as text.
    points=$(aws_ backup list-recovery-points-by-resource --resource-arn "$1" | jq -r '.RecoveryPoints[] | select(.Status == "COMPLETED")
        | "\(.CreationDate | if type == "number" then "@\(floor)" else . end) \(.RecoveryPointArn)"')
    while read -r made arn; do
        [[ -n $made ]] || continue
        made=$(epoch "$made")
        ((made <= limit && made > last)) || continue
        last=$made
        found="$(date -u -d "@$made" +%FT%TZ) $arn"
    done <<<"$points"
    printf '%s\n' "$found"
}

# restored_by JOB: the file system that it has made.
restored_by() {
    local answer
    if [[ $dry_run == true ]]; then
        echo fs-0
        return
    fi
    deadline "$timeout"
    while true; do
        answer=$(aws_ backup describe-restore-job --restore-job-id "$1")
        case $(jq -r .Status <<<"$answer") in
        COMPLETED) break ;;
        ABORTED | FAILED) die 10 "AWS Backup could not restore: $(jq -r '.StatusMessage // "no reason given"' <<<"$answer"). To begin anew: aws ssm delete-parameter --name /$project/$env/restoring" ;;
        esac
        in_time || die 30 "AWS Backup still restores after $timeout s; repeat the command later, it goes on from here"
        sleep "$poll_seconds"
    done
    jq -r '.CreatedResourceArn | split("/")[-1]' <<<"$answer"
}

# AWS Backup puts everything into a directory aws-backup-restore_TIME, and the service's access point leads to /stockroom. An empty
# /stockroom is there already if something has mounted the access point. Harmless to repeat.
# shellcheck disable=SC2016 # the container's shell expands it
readonly move_files='cd /files
set -- aws-backup-restore_*/stockroom
if [ -d "$1" ]; then
    [ ! -d stockroom ] || rmdir stockroom
    mv "$1" stockroom
fi
ls -ln stockroom
test -f stockroom/stockroom.mv.db
rm -rf aws-backup-restore_*'

put_files_in_place() {
    step="files in place"
    local service definition
    service=$(describe_service)
    definition=$(files_definition "$(jq -r .taskDefinition <<<"$service")")
    run_to_end "putting the files in place" files "$definition" "$(jq -c .networkConfiguration <<<"$service")" "/$project/$env/service"
    aws_write '{}' ecs deregister-task-definition --task-definition "$definition" >/dev/null
}

# files_definition TASK_DEFINITION: the image of the service, as root on the whole file system and with nothing else of the service.
files_definition() {
    aws_ ecs describe-task-definition --task-definition "$1" | jq -c --arg family "$project-$env-files" --arg files "$restored" --arg script "$move_files" '
        .taskDefinition
        | {executionRoleArn, networkMode, cpu, memory, runtimePlatform, requiresCompatibilities}
            + {$family,
                volumes: [{name: "files", efsVolumeConfiguration: {fileSystemId: $files, rootDirectory: "/", transitEncryption: "ENABLED"}}],
                containerDefinitions: [.containerDefinitions[0]
                    | {image, essential, readonlyRootFilesystem, memoryReservation, logConfiguration}
                        + {name: "files", user: "0:0", entryPoint: ["sh", "-euc"], command: [$script], mountPoints: [{sourceVolume: "files", containerPath: "/files"}]}
                    | with_entries(select(.value != null))]}
        | with_entries(select(.value != null))' |
        register_json
}

# Prints who may mount the restored files: as with the old ones, or, if nothing is said of those, as data.yaml says of new ones.
policy_of_files() {
    step="policy of files"
    local answer
    if answer=$(aws_ efs describe-file-system-policy --file-system-id "$old" 2>&1); then
        # It may name the file system that it is of.
        jq -er --arg old "$old" --arg restored "$restored" '.Policy | gsub("\($old)\\b"; $restored)' <<<"$answer"
    elif [[ $answer == *PolicyNotFound* ]]; then
        jq -cn --arg root "arn:$(cut -d: -f2 <<<"$caller"):iam::$account:root" '{Version: "2012-10-17", Statement: [
            {Sid: "NobodyWithoutTls", Effect: "Deny", Principal: {AWS: "*"}, Action: "*", Condition: {Bool: {"aws:SecureTransport": "false"}}},
            {Sid: "OtherwiseAsTheirRolesSay", Effect: "Allow", Principal: {AWS: $root},
                Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
                Condition: {Bool: {"elasticfilesystem:AccessedViaMountTarget": "true"}}}]}'
    else
        die 10 "the policy of $old cannot be read: $answer"
    fi
}

# AWS Backup restores files, not what the template says of their file system: who may mount it, that it is backed up, its tags.
protect_files() {
    step="protect files"
    aws_write '{}' efs put-file-system-policy --file-system-id "$restored" --policy "$policy" >/dev/null
    aws_write '{}' efs put-backup-policy --file-system-id "$restored" --backup-policy Status=ENABLED >/dev/null
    aws_write '{}' efs tag-resource --resource-id "$restored" --tags "Key=Name,Value=$project-$env" "Key=Project,Value=$project" "Key=Environment,Value=$env" >/dev/null
}
