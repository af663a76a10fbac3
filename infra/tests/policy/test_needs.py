"""The role that changes dev's infrastructure may make, change and delete every resource of an environment."""

import json
import pathlib

from authorization import action, condition_keys, decide, fill, is_made_by, needs_tools, resource_types
from plans import BOOTSTRAP, LIVE, PolicyCase, kind
from test_iam import ACCOUNT, REGION, policy
from test_infra_role import OWN_TAG, document, role

NEEDS = json.loads(pathlib.Path(__file__).with_name("needs.json").read_text())["types"]

# Names of dev's resources, by the variable in AWS's ARN patterns; what is not here is called stockroom-dev.
NAMES = {
    "Partition": "aws", "Region": REGION, "Account": ACCOUNT, "AlarmName": "stockroom-dev-cpu", "BucketName": "stockroom-dev-alb-logs-0",
    "LogGroupName": "/stockroom/dev/service", "ParameterGroupName": "stockroom-dev-postgres16", "ParameterNameWithoutLeadingSlash": "stockroom/dev/deploy/config",
    "RoleNameWithPath": "stockroom/stockroom-dev-task-service", "RuleName": "stockroom-dev-task-failed", "SecretId": "stockroom/dev/jwt-Ab12Cd",
    "ServiceName": "stockroom-dev-service", "TargetGroupName": "stockroom-dev-service", "TaskDefinitionFamilyName": "stockroom-dev-service",
    "TopicName": "stockroom-dev-alarms", "SnapshotName": "stockroom-dev-final", "Alias": "stockroom-dev", "Scope": "regional",
    "FunctionName": "stockroom-dev-web", "LoadBalancerName": "stockroom-dev", "SubscriptionName": "stockroom-dev",
}
# Of what an action can be done to, what this project does it to.
TYPES = {
    "cloudwatch": {"alarm", "dashboard"}, "elasticloadbalancing": {"loadbalancer/app/", "listener/app", "targetgroup", "loadbalancer"}, "events": {"rule-on-default-event-bus"},
    "rds": {"db", "es", "pg", "subgrp", "snapshot"}, "wafv2": {"ipset", "webacl", "loadbalancer/app/"}, "ssm": {"parameter"}, "budgets": {"budget"}, "logs": {"log-group"},
    "secretsmanager": {"Secret"}, "iam": {"role"}, "route53": {"hostedzone"}, "ecs": {"cluster", "service", "task-definition"}, "kms": {"key", "alias"},
    "ec2": {"vpc", "subnet", "route-table", "internet-gateway", "security-group", "security-group-rule", "vpc-endpoint", "vpc-flow-log"},
    "application-autoscaling": {"ScalableTarget"}, "s3": {"bucket"}, "sns": {"topic"},
    "cloudfront": {"distribution", "function", "origin-access-control", "response-headers-policy"},
}
CONTEXT = {
    "iam:PassRole": {"iam:PassedToService": "ecs-tasks.amazonaws.com"},
    "route53:ChangeResourceRecordSets": {"route53:ChangeResourceRecordSetsNormalizedRecordNames": ["dev.shop.example.com"]},
    "kms:CreateKey": {"aws:RequestTag/Environment": "dev", "aws:RequestTag/Project": "stockroom"},
}
BOUNDARY = {"iam:PermissionsBoundary": f"arn:aws:iam::{ACCOUNT}:policy/boundary/stockroom-task-boundary"}


class Names(dict):
    def get(self, key, default=None):
        return NAMES.get(key, "stockroom-dev")


def context(name, resource_type):
    found = dict(CONTEXT.get(name, {}))
    if name in ("iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePolicy"):
        found |= BOUNDARY
    if resource_type and OWN_TAG in condition_keys(name, resource_type) and not is_made_by(name, resource_type):
        found |= {"aws:ResourceTag/Environment": "dev", "aws:ResourceTag/Project": "stockroom"}
    return found


@needs_tools
class Needs(PolicyCase):
    def test_every_resource_type_has_an_entry(self):
        self.assertEqual(set(), {kind(address) for address in LIVE.resources} - NEEDS.keys())

    def test_the_role_may_do_all_of_it(self):
        cases = {}
        for wanted in NEEDS.values():
            for name in wanted:
                service = name.partition(":")[0]
                # AWS's reference calls the names of functions and of others alike.
                arns = {t: arn.replace("function/${Name}", "function/${FunctionName}") for t, arn in resource_types(name).items() if t in TYPES[service]}
                if "loadbalancer" in arns:
                    # AWS's reference describes the older kind here.
                    arns = {"loadbalancer": "arn:${Partition}:elasticloadbalancing:${Region}:${Account}:loadbalancer/app/${LoadBalancerName}/0"}
                required = {t["name"] for t in action(name)["resourceTypes"] if t["required"]}
                arns = arns or {t: arn for t, arn in resource_types(name).items() if t in required} or {None: "*"}
                for resource_type, arn in arns.items():
                    cases[name, resource_type] = {"action": name, "resource": fill(arn, Names()), "context": context(name, resource_type)}
        decisions = decide(list(cases.values()), [document(role("dev"))], [document(policy(BOOTSTRAP, 'aws_iam_policy.boundary["dev"]'))])
        refused = [f"{case['action']} on {case['resource']}: {decision}" for case, decision in zip(cases.values(), decisions) if decision != "Allowed"]
        self.assertEqual([], refused)
