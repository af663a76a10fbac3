"""Which parameter of the application would replace what serves, holds data or is known to clients? By AWS's specification of
resources, in the npm package @aws-cdk/aws-service-spec, which `infra/check` installs."""

import gzip
import json
import os
import pathlib
import unittest

from templates import NESTED, ROOT, Stack

TOOLS = os.environ.get("IAM_TOOLS")
PRECIOUS = {"AWS::ApiGatewayV2::Api", "AWS::ECS::Cluster", "AWS::ECS::Service", "AWS::EFS::FileSystem", "AWS::SecretsManager::Secret",
            "AWS::ServiceDiscovery::PrivateDnsNamespace", "AWS::EC2::VPC", "AWS::ApiGatewayV2::VpcLink",
            "AWS::CloudFront::Distribution", "AWS::S3::Bucket"}
# A change of these is another environment. All others can be changed at any time.
FIXED = {
    "Project": "stands in every name",
    "Env": "stands in every name",
    "VpcCidr": "the network's own addresses",
    "ZoneId": "where the network is; the file system is reachable from other zones",
}
BASE = {"Project": "stockroom-lite", "Env": "dev", "Image": "r@sha256:1", "AuthorizerKey": "authorizer/1.jar", "AlarmEmail": "a@example.com", "ZoneId": "eun1-az1", "Web": "edge", "WebRelease": "none"}
OTHER = {"Web": "none", "Persistence": "ephemeral", "FileSystem": "fs-1", "ZoneId": "eun1-az2", "VpcCidr": "10.31.0.0/24"}


class Names(dict):
    """What AWS answers: a name that says of what."""

    def __missing__(self, name):
        return f"{name}-id", Attributes(name)


class Attributes(dict):
    def __missing__(self, attribute):
        return f"{self.name}.{attribute}"

    def __init__(self, name):
        self.name = name


class Exports(dict):
    def __missing__(self, name):
        return name


def properties(parameters):
    """Of all resources: type, properties."""
    found = {}

    def visit(path, stack):
        for name in stack.resources():
            resource = stack.template["Resources"][name]
            values = stack.properties(name)
            found[f"{path}{name}"] = resource["Type"], values
            if resource["Type"] == "AWS::CloudFormation::Stack":
                child = Stack(NESTED[values["TemplateURL"].removesuffix(".yaml")], values["Parameters"], Exports())
                child.made = Names()
                visit(f"{path}{name}.", child)
                stack.made[name] = name, {f"Outputs.{output}": value for output, value in child.outputs().items()}

    root = Stack(ROOT, parameters, Exports())
    root.made = Names()
    visit("", root)
    return found


def another(name, parameter):
    if name in OTHER:
        return OTHER[name]
    choices = [c for c in parameter.get("AllowedValues", []) if str(c) != str(BASE.get(name, parameter.get("Default")))]
    if choices:
        return choices[0]
    return str(int(parameter.get("Default", 0)) + 1) if parameter["Type"] == "Number" else "something-else"


@unittest.skipUnless(TOOLS, "the npm package @aws-cdk/aws-service-spec is not installed")
class Replacement(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        path = pathlib.Path(TOOLS) / "node_modules/@aws-cdk/aws-service-spec/db.json.gz"
        resources = json.load(gzip.open(path))["schema"]["resource"]["entities"]
        cls.replaces = {}
        for entry in resources:
            resource = entry[1] if isinstance(entry, list) else entry
            cls.replaces[resource["cloudFormationType"]] = {name for name, p in resource["properties"].items() if p.get("causesReplacement") == "yes"}

    def replaced(self, parameter):
        before = properties(BASE)
        after = properties(BASE | {parameter: another(parameter, ROOT["Parameters"][parameter])})
        found = set()
        for path, (kind, old) in before.items():
            if kind in PRECIOUS:
                new = after.get(path, (kind, None))[1]
                changed = set(old) if new is None else {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
                if new is None or changed & self.replaces[kind]:
                    found.add(path)
        return found

    def test_the_specification_knows_what_replaces(self):
        self.assertIn("ServiceName", self.replaces["AWS::ECS::Service"])
        self.assertIn("SubnetIds", self.replaces["AWS::ApiGatewayV2::VpcLink"])

    def test_no_parameter_but_those_that_are_fixed_replaces_anything(self):
        replacing = {name: found for name in ROOT["Parameters"] if (found := self.replaced(name))}
        # The file system is kept when it leaves the stack, and a stack goes on with one that is given.
        self.assertEqual({"Data.Files"}, replacing.pop("Persistence"))
        self.assertEqual({"Data.Files"}, replacing.pop("FileSystem"))
        # Without a front end there is neither its distribution nor its buckets, which hold only what can be built again.
        self.assertEqual({"FrontEnd.Bucket", "FrontEnd.Distribution", "FrontEnd.LogBucket"}, replacing.pop("Web"))
        self.assertEqual(FIXED.keys() & replacing.keys(), replacing.keys())
        self.assertIn("Vpc.Vpc", replacing["VpcCidr"])
