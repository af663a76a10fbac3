# The files of topology b back as AWS Backup kept them, against a scripted AWS and service.

load helpers

setup() {
    export project=stockroom-lite
    start_fakes
    parameter deploy/config "$(jq -cn --arg url "http://127.0.0.1:$(cat "$FAKE_AWS/port")" '{cluster: "c", service: "s", probeSecret: "p", smokeUrl: $url, fileSystem: "fs-1"}')"
    given cloudformation.describe-stacks <<<'{"Stacks": [{"StackStatus": "UPDATE_COMPLETE", "ChangeSetId": "arn:aws:cloudformation:x:1:changeSet/c/1", "Outputs": [
        {"OutputKey": "ArtifactBucket", "OutputValue": "b"}, {"OutputKey": "StackRole", "OutputValue": "arn:role"}, {"OutputKey": "RestoreRole", "OutputValue": "arn:restore"}]}]}'
    printf '{"r@sha256:old": "%s"}' "$OLD" >"$FAKE_AWS/commits.json"
    echo r@sha256:old >"$FAKE_AWS/running"
    parameter image r@sha256:old
    parameter authorizer-key "authorizer/$OLD.jar"
    parameter release/current "$(release "$OLD" authorizer/ 8 8 7 | jq -c --arg key "authorizer/$OLD.jar" '. + {digest: "sha256:old", authorizer: $key}')"
    given efs.describe-file-systems <<<'{"FileSystems": [{"FileSystemId": "fs-1", "FileSystemArn": "arn:aws:elasticfilesystem:x:1:file-system/fs-1", "PerformanceMode": "generalPurpose", "Encrypted": true, "KmsKeyId": "k"}]}'
    # The older command line prints moments as numbers.
    given backup.list-recovery-points-by-resource <<<'{"RecoveryPoints": [
        {"RecoveryPointArn": "arn:third", "CreationDate": "2026-11-23T05:00:00.123000+00:00", "Status": "COMPLETED"},
        {"RecoveryPointArn": "arn:broken", "CreationDate": "2026-11-22T06:00:00+00:00", "Status": "PARTIAL"},
        {"RecoveryPointArn": "arn:second", "CreationDate": 1795323600.5, "Status": "COMPLETED"},
        {"RecoveryPointArn": "arn:first", "CreationDate": "2026-11-21T05:00:00+00:00", "Status": "COMPLETED"}]}'
    given backup.start-restore-job <<<'{"RestoreJobId": "j"}'
    given backup.describe-restore-job <<<'{"Status": "COMPLETED", "CreatedResourceArn": "arn:aws:elasticfilesystem:x:1:file-system/fs-2"}'
    given ecs.describe-tasks <<<'{"tasks": [{"lastStatus": "STOPPED", "containers": [{"name": "files", "exitCode": 0}]}]}'
    given ecs.deregister-task-definition <<<'{}'
    given efs.describe-file-system-policy <<<'{"Policy": "{\"Statement\": []}"}'
    given efs.put-file-system-policy <<<'{}'
    given efs.put-backup-policy <<<'{}'
    given efs.tag-resource <<<'{}'
}

teardown() {
    stop_fakes
}

restore() {
    run "$here/aws-deploy.sh" restore --topology b "$@"
}

@test "restores beside, stops, puts the files in place, protects them, starts, tries" {
    restore --to 2026-11-22T12:00:00Z --yes
    exits 0 "dev runs with the files of 2026-11-22T05:00:00Z"
    [[ $output == *"The old file system is fs-1"* ]]
    expected="start-restore-job package deploy execute-change-set run-task put-file-system-policy put-backup-policy tag-resource put-metric-data"
    [ "$(order_of_calls 'start-restore-job|package|deploy|execute-change-set|run-task|put-file-system-policy|put-backup-policy|tag-resource|put-metric-data' | xargs)" = "$expected" ]
    called 'backup start-restore-job --recovery-point-arn arn:second --iam-role-arn arn:restore --resource-type EFS --metadata {"file-system-id":"fs-1","newFileSystem":"true",.*"Encrypted":"true","KmsKeyId":"k"}'
    # Stopped first, and started again last.
    [ "$(grep -o 'FileSystem=fs-2 Tasks=[01]' "$FAKE_AWS/calls" | xargs)" = "FileSystem=fs-2 Tasks=0 FileSystem=fs-2 Tasks=1" ]
    [ "$(grep -nE '^ecs run-task|Tasks=1' "$FAKE_AWS/calls" | cut -d: -f2 | cut -d' ' -f1,2 | xargs)" = "ecs run-task cloudformation deploy" ]
    called 'ecs register-task-definition .*"fileSystemId":"fs-2","rootDirectory":"/"'
    called 'ecs run-task .*"subnets":\["s1"\]'
    called 'efs put-file-system-policy --file-system-id fs-2 --policy {"Statement": \[\]}'
    [ "$(value_of release/current | jq -r '.sha + .action')" = "${OLD}restore" ]
    [ ! -e "$FAKE_AWS/parameters/stockroom-lite+dev+restoring" ]
    lock_is_free
}

# The same words as in a container, on directories of this machine.
moved() {
    sh -euc "$(sed -n "/^readonly move_files='/,/'\$/p" "$here/lib/lite-restore.sh" | sed "1s/.*'//; \$s/'//; s|cd /files|cd $1|")" sh
}

@test "the task moves what AWS Backup made to where the service looks for it, once" {
    files=$BATS_TEST_TMPDIR/files
    mkdir -p "$files/aws-backup-restore_2026-11-22T05-00-00-000Z/stockroom" "$files/stockroom"
    echo data >"$files/aws-backup-restore_2026-11-22T05-00-00-000Z/stockroom/stockroom.mv.db"
    moved "$files"
    moved "$files"
    [ "$(cat "$files/stockroom/stockroom.mv.db")" = data ]
    [ "$(ls "$files")" = stockroom ]
    # Interrupted before it has cleaned up.
    mkdir "$files/aws-backup-restore_1"
    moved "$files"
    [ "$(ls "$files")" = stockroom ]
    # Where there are files already, it overwrites none.
    mkdir -p "$files/aws-backup-restore_2/stockroom"
    run moved "$files"
    [ "$status" -ne 0 ]
    [ "$(cat "$files/stockroom/stockroom.mv.db")" = data ]
    # And without a database the service is not started.
    run moved "$(mktemp -d)"
    [ "$status" -ne 0 ]
}

@test "the last backup, and going on where it was interrupted" {
    given backup.describe-restore-job <<<'{"Status": "RUNNING"}'
    restore --to latest --yes --timeout 1
    exits 30 "repeat the command later"
    lock_is_free
    restore --to 2026-11-22T12:00:00Z --yes
    exits 10 "a restore to latest was begun"
    given backup.describe-restore-job <<<'{"Status": "COMPLETED", "CreatedResourceArn": "arn:aws:elasticfilesystem:x:1:file-system/fs-2"}'
    restore --to latest --yes
    exits 0 "going on with the restore that was begun"
    [[ $output == *"with the files of 2026-11-23T05:00:00Z"* ]]
    [ "$(grep -c '^backup start-restore-job' "$FAKE_AWS/calls")" = 1 ]
}

@test "10: no backup of that time, a job that fails, no files, no role" {
    restore --to 2026-11-20T00:00:00Z --yes
    exits 10 "no backup of fs-1 from before 2026-11-20T00:00:00Z"
    never_called 'backup start-restore-job'
    given backup.describe-restore-job <<<'{"Status": "FAILED", "StatusMessage": "access denied"}'
    restore --to latest --yes
    exits 10 "access denied"
    never_called 'cloudformation deploy'
    rm "$FAKE_AWS/parameters/stockroom-lite+dev+restoring"
    sed -i 's/RestoreRole/AnotherRole/' "$FAKE_AWS/answers/cloudformation.describe-stacks.json"
    restore --to latest --yes
    exits 10 "run setup --topology b --env dev once more"
    parameter deploy/config '{"fileSystem": "none"}'
    restore --to latest --yes
    exits 10 "keeps its data in no files"
    lock_is_free
}

@test "13: the files are not as expected: the service stays down, and the command can be repeated" {
    given ecs.describe-tasks <<<'{"tasks": [{"lastStatus": "STOPPED", "containers": [{"name": "files", "exitCode": 1}]}]}'
    restore --to latest --yes
    exits 13 "putting the files in place failed (exit code 1)"
    never_called '.*Tasks=1'
    given ecs.describe-tasks <<<'{"tasks": [{"lastStatus": "STOPPED", "containers": [{"name": "files", "exitCode": 0}]}]}'
    restore --to latest --yes
    exits 0 "dev runs with the files of"
}

@test "22: the service does not run on them: says how to go back" {
    echo "POST /api/v1/movie 500" >"$FAKE_AWS/broken"
    restore --to latest --yes
    exits 22 "STACK_PARAMETERS='FileSystem=fs-1 Tasks=1' infra/aws-deploy.sh deploy --topology b --env dev --sha $OLD"
    # The files are in place and closed to the task that put them there: a repeat neither stops the service nor runs it.
    rm "$FAKE_AWS/broken" "$FAKE_AWS/calls"
    given ecs.describe-tasks <<<'{"tasks": [{"lastStatus": "STOPPED", "containers": [{"name": "files", "exitCode": 32}]}]}'
    restore --to latest --yes
    exits 0 "dev runs with the files of"
    never_called '.*Tasks=0'
    never_called 'ecs run-task'
    called 'efs put-file-system-policy --file-system-id fs-2'
}

@test "the policy of the old files names the new ones; without one, that of the template; unreadable, nothing is stopped" {
    given efs.describe-file-system-policy <<<'error: AccessDenied'
    restore --to latest --yes
    exits 10 "the policy of fs-1 cannot be read"
    never_called 'cloudformation deploy'
    given efs.describe-file-system-policy <<<'{"Policy": "{\"Resource\": \"arn:file-system/fs-1\"}"}'
    restore --to latest --yes
    exits 0
    called 'efs put-file-system-policy --file-system-id fs-2 --policy {"Resource": "arn:file-system/fs-2"}'
    given efs.describe-file-system-policy <<<'error: An error occurred (PolicyNotFound)'
    restore --to latest --yes
    exits 0
    # Both without what only YAML or only JSON writes.
    template=$(sed -n "/FileSystemPolicy:/,/FileSystemTags:/{//d;s/- Sid/Sid/;s/!Sub//;s/\${AWS::Partition}/p/;s/\${AWS::AccountId}/1/;p}" "$here/cloudformation/app/data.yaml" | tr -d "[]{}', \n")
    made=$(grep '^efs put-file-system-policy' "$FAKE_AWS/calls" | tail -n 1 | sed 's/.*--policy //; s/arn:[^"]*root/arn:p:iam::1:root/' | tr -d '[]{}", \n')
    [ "$made" = "$template" ]
}

@test "interrupted before the job is kept: the repeat asks for the same job" {
    given backup.start-restore-job <<<'error: connection lost'
    restore --to latest --yes
    [ "$status" -ne 0 ]
    given backup.start-restore-job <<<'{"RestoreJobId": "j"}'
    token=$(value_of restoring | jq -r .token)
    restore --to latest --yes
    exits 0 "going on with the restore that was begun"
    [ "$(grep -c "^backup start-restore-job .*\"CreationToken\":\"$token\".* --idempotency-token $token" "$FAKE_AWS/calls")" = 2 ]
}

@test "14: another run took the lock while it asked: nothing is stopped" {
    given efs.describe-file-system-policy.then <<<'{"owner": "another"}'
    restore --to latest --yes
    exits 14 "another took the lock"
    never_called 'cloudformation deploy'
}

@test "a dry run shows every step and makes none" {
    restore --to latest --dry-run
    exits 0 "would write: aws backup start-restore-job"
    [[ $output == *"would write: aws ecs run-task"* && $output == *"would write: aws efs put-backup-policy"* ]]
    never_called 'backup start-restore-job'
    never_called 'cloudformation deploy'
    never_called 'ecs run-task'
    never_called 'efs put'
    never_called 'ssm put-parameter'
}
