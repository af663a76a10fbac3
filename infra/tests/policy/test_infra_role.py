"""What the role that changes dev's infrastructure may do to prod: nothing. IAM's rules decide, action by action."""

from authorization import action, actions, condition_keys, decide, fill, is_made_by, needs_tools, resource_types
from plans import BOOTSTRAP, PolicyCase, as_list, statements
from test_iam import ACCOUNT, REGION, policy

OWN_TAG = "aws:ResourceTag/${TagKey}"
# Without a resource to name, and harmless: they make something new, or are needed to make it.
NEW_THINGS = {"kms:CreateKey", "cloudfront:CreateDistribution", "cloudfront:CreateFunction", "cloudfront:CreateOriginAccessControl",
              "cloudfront:CreateResponseHeadersPolicy", "elasticloadbalancing:SetWebAcl"}  # the latter counts together with wafv2:AssociateWebACL, which has names


def role(env):
    return policy(BOOTSTRAP, f'aws_iam_role_policy.infra["{env}"]')


def document(found):
    return {"Version": "2012-10-17", "Statement": list(found.values())}


class Values(dict):
    """For the variables in ARN patterns: everything is called as the environment is."""

    def __init__(self, env):
        super().__init__(Partition="aws", Region=REGION, Account=ACCOUNT, RoleNameWithPath=f"stockroom/stockroom-{env}-task-service")
        self.env = env

    def get(self, key, default=None):
        return super().get(key, f"stockroom-{self.env}")


def tags(name, resource_type, env):
    """Tags of the resource as IAM sees them, if the action lets conditions ask for them."""
    if OWN_TAG not in condition_keys(name, resource_type):
        return {}
    return {"aws:ResourceTag/Environment": env, "aws:ResourceTag/Project": "stockroom"}


@needs_tools
class Dev(PolicyCase):
    def writes(self, statement):
        for pattern in as_list(statement["Action"]):
            for name in actions(pattern):
                if action(name)["accessLevel"] not in ("List", "Read"):
                    yield name

    def test_may_change_nothing_of_prod_statement_by_statement(self):
        boundary = policy(BOOTSTRAP, 'aws_iam_policy.boundary["dev"]')
        for sid, statement in role("dev").items():
            cases = [
                {"action": name, "resource": fill(arn, Values("prod")), "context": tags(name, kind, "prod")}
                for name in self.writes(statement)
                for kind, arn in resource_types(name).items()
                if not is_made_by(name, kind)
            ]
            for limits in (None, [document(boundary)]):
                decisions = decide(cases, [document({sid: statement})], limits)
                allowed = [(c["action"], c["resource"]) for c, d in zip(cases, decisions) if d == "Allowed"]
                wrong = [(c, d) for c, d in zip(cases, decisions) if d.startswith("error")]
                self.assertFalse(wrong[:3], sid)
                # EdgeParts can be deleted while nothing uses them: AWS refuses DeleteOriginAccessControl and
                # DeleteResponseHeadersPolicy otherwise (API reference: …InUse).
                if sid == "EdgeParts":
                    self.assertEqual({"cloudfront:DeleteOriginAccessControl", "cloudfront:DeleteResponseHeadersPolicy"}, {name for name, _ in allowed})
                elif sid not in ("BesideNamed", "EndpointNames", "MasterSecret", "ServiceLinkedRoles"):
                    self.assertFalse(allowed, sid)

    def test_writes_without_a_resource_only_make_new_things(self):
        for sid, statement in role("dev").items():
            nameless = {name for name in self.writes(statement) if not resource_types(name) and statement["Resource"] == ["*"]}
            self.assertLessEqual(nameless, NEW_THINGS, sid)

    def test_looks_at_no_secret(self):
        looking = {name for pattern in role("dev")["Look"]["Action"] for name in actions(pattern)}
        self.assertFalse({name for name in looking if action(name)["accessLevel"] not in ("List", "Read")})
        data = {"secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue", "ssm:GetParameter", "ssm:GetParameters",
                "ssm:GetParametersByPath", "s3:GetObject", "kms:Decrypt", "logs:GetLogEvents", "logs:FilterLogEvents"}
        self.assertFalse(data & looking)

    def test_may_not_read_prod_s_secrets(self):
        cases = [
            {"action": "secretsmanager:GetSecretValue", "resource": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:stockroom/{env}/jwt-Ab12Cd", "context": {}}
            for env in ("prod", "dev")
        ]
        self.assertEqual(["ImplicitlyDenied", "Allowed"], decide(cases, [document(role("dev"))], [document(policy(BOOTSTRAP, 'aws_iam_policy.boundary["dev"]'))]))

    def test_gives_its_roles_only_to_the_services_they_are_for(self):
        for found in (role("dev"), policy(BOOTSTRAP, 'aws_iam_policy.boundary["dev"]')):
            self.assertEqual({"StringEquals"}, set(found["GiveOwnRoles"]["Condition"]))
            self.assertEqual(
                ["ecs-tasks.amazonaws.com", "monitoring.rds.amazonaws.com", "vpc-flow-logs.amazonaws.com"],
                found["GiveOwnRoles"]["Condition"]["StringEquals"]["iam:PassedToService"],
            )
            for sid, statement in found.items():
                if sid != "GiveOwnRoles" and statement["Effect"] == "Allow":
                    self.assertNotIn("iam:PassRole", as_list(statement["Action"]))

    def test_changes_no_name_but_its_own(self):
        key = "route53:ChangeResourceRecordSetsNormalizedRecordNames"
        cases = [
            {"action": "route53:ChangeResourceRecordSets", "resource": "arn:aws:route53:::hostedzone/Z1", "context": {key: names} if names else {}}
            for names in (["dev.shop.example.com"], ["shop.example.com"], ["dev.shop.example.com", "shop.example.com"], None)
        ]
        self.assertEqual(["Allowed"] + 3 * ["ImplicitlyDenied"], decide(cases, [document(role("dev"))]))
        self.assertNotIn("OwnName", role("prod"))
