#!/usr/bin/env bash
# plan-comment.sh ENV PULL_REQUEST: writes under a pull request what it would change. Its one comment is renewed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
env=$1 pull_request=$2 code=0
plan=$(mktemp)
trap 'rm -f "$plan"' EXIT

infra/aws-deploy.sh plan --env "$env" 2>"$plan" || code=$?
cat "$plan"
((code == 0 || code == 40)) || exit "$code"
{
    printf '### Terraform plan: %s\n\n```\n' "$env"
    # As much as a comment may hold.
    sed -n '/^Terraform will perform\|^No changes/,$p' "$plan" | head -c 60000
    printf '```\n'
} | gh pr comment "$pull_request" --body-file - --edit-last --create-if-none
