"""The plans that the assertions are about, as `terraform test -json -verbose` wrote them."""

import json
import os
import pathlib
import unittest

INFRA = pathlib.Path(__file__).parents[2]
TERRAFORM = INFRA / "terraform"


class Plan:
    """Resources of one run of a test file, by address."""

    def __init__(self, module, run):
        output = pathlib.Path(os.environ["PLANS"]) / f"{module}.jsonl"
        for line in output.read_text().splitlines():
            message = json.loads(line)
            if message["type"] == "test_plan" and message["@testrun"] == run:
                break
        else:
            raise LookupError(f"there is no plan of {run} in {output}")
        self.resources = {
            change["address"]: change["change"]["after"]
            for change in message["test_plan"]["resource_changes"]
            if change["mode"] == "managed"
        }
        self.unknown = {change["address"]: change["change"]["after_unknown"] for change in message["test_plan"]["resource_changes"]}

    def of(self, wanted):
        """All resources of a type, by address."""
        return {address: resource for address, resource in self.resources.items() if kind(address) == wanted}

    def __getitem__(self, address):
        return self.resources[address]

    def policies(self):
        """Every policy document, parsed, by address and attribute."""
        for address, resource in self.resources.items():
            for attribute in ("policy", "assume_role_policy"):
                if kind(address) in NO_ACCESS_POLICY or attribute not in resource | self.unknown[address]:
                    continue
                text = resource.get(attribute)
                if text and text.startswith("{"):
                    yield address, attribute, json.loads(text)
                elif kind(address) not in POLICY_OF_ITS_OWN:
                    raise AssertionError(f"{address}: {attribute} is not known in the plan, so nothing can be said about it")


# Their policy is another resource.
POLICY_OF_ITS_OWN = {"aws_kms_key", "aws_s3_bucket", "aws_secretsmanager_secret", "aws_sns_topic"}
# These say what expires, not who may do what.
NO_ACCESS_POLICY = {"aws_ecr_lifecycle_policy"}


def kind(address):
    """Type of the resource at an address, like module.alb.aws_lb.this."""
    parts = address.split(".")
    return parts[2] if parts[0] == "module" else parts[0]


def statements(document):
    return {statement.get("Sid", str(i)): statement for i, statement in enumerate(as_list(document["Statement"]))}


def as_list(value):
    return value if isinstance(value, list) else [value]


LIVE = Plan("live", "prod")
BOOTSTRAP = Plan("bootstrap", "with_github")


class PolicyCase(unittest.TestCase):
    maxDiff = None
