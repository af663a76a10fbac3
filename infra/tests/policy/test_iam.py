"""Who may do what."""

import json

from plans import BOOTSTRAP, LIVE, PolicyCase, as_list, statements

ACCOUNT = "000000000000"
REGION = "xx-test-1"

# What may be done to all resources, and why it cannot be narrower.
ANY_RESOURCE = {
    "ecr:GetAuthorizationToken": "knows no resources",
    "ecs:DescribeTaskDefinition": "knows no resources",
    "ecs:RegisterTaskDefinition": "knows no resources; RunTask, UpdateService and PassRole are limited instead",
    "cloudwatch:DescribeAlarms": "knows no resources",
    "cloudwatch:GetMetricStatistics": "knows no resources",
    "cloudwatch:PutMetricData": "knows no resources; limited to one namespace",
}

PULL = {"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"}

EXEC = {
    "RegistryLogin": {"ecr:GetAuthorizationToken"},
    "PullImage": PULL,
    "WriteLog": {"logs:CreateLogStream", "logs:PutLogEvents"},
    "ReadSecrets": {"secretsmanager:GetSecretValue"},
    "DecryptSecrets": {"kms:Decrypt"},
}

DEPLOY = {
    "TaskDefinitions": {"ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition"},
    "TagTaskDefinitions": {"ecs:TagResource"},
    "Service": {"ecs:DescribeServices", "ecs:UpdateService"},
    "RunMigration": {"ecs:RunTask"},
    "WatchMigration": {"ecs:DescribeTasks", "ecs:StopTask"},
    "GiveTasksTheirRoles": {"iam:PassRole"},
    "ReadImages": {"ecr:BatchGetImage", "ecr:DescribeImageScanFindings", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer"},
    "MigrationLog": {"logs:GetLogEvents"},
    "ReleaseLedger": {"ssm:DeleteParameter", "ssm:GetParameter", "ssm:GetParameterHistory", "ssm:PutParameter"},
    "ReadConfig": {"ssm:GetParameter"},
    "FrontEndReleases": {"s3:DeleteObject", "s3:GetObject", "s3:PutObject"},
    "FindFrontEndReleases": {"s3:ListBucket"},
    "ServeFrontEndRelease": {"cloudfront:DescribeFunction", "cloudfront:PublishFunction", "cloudfront:UpdateFunction"},
    "ReadAlarms": {"cloudwatch:DescribeAlarms"},
    "MarkDeployment": {"cloudwatch:PutMetricData"},
    "SendCanary": {"events:PutEvents"},
    "CountEvents": {"cloudwatch:GetMetricStatistics"},
    "ReadProbeAccount": {"secretsmanager:GetSecretValue"},
    "DecryptProbeAccount": {"kms:Decrypt"},
}

BUILD = {
    "RegistryLogin": {"ecr:GetAuthorizationToken"},
    "PushImage": PULL
    | {
        "ecr:CompleteLayerUpload",
        "ecr:DescribeImageScanFindings",
        "ecr:DescribeImages",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
    },
}


def policy(plan, address, attribute="policy"):
    return next(statements(document) for at, name, document in plan.policies() if (at, name) == (address, attribute))


def actions(found):
    return {sid: set(as_list(statement["Action"])) for sid, statement in found.items()}


class Wildcards(PolicyCase):
    def grants(self):
        for plan in (LIVE, BOOTSTRAP):
            for address, _, document in plan.policies():
                for statement in statements(document).values():
                    # The administrator of the infrastructure is limited by its boundary, in test_boundary.
                    infrastructure = address.startswith(("aws_iam_role_policy.infra", "aws_iam_policy."))
                    # A key's own policy means this key by "*".
                    key = "aws_kms_key" in address
                    if statement["Effect"] == "Allow" and not infrastructure and not key:
                        yield address, statement

    def test_no_action_is_a_wildcard(self):
        for address, statement in self.grants():
            for action in as_list(statement["Action"]):
                self.assertNotIn("*", action, address)

    def test_no_statement_says_all_but(self):
        for plan in (LIVE, BOOTSTRAP):
            for address, _, document in plan.policies():
                for statement in statements(document).values():
                    self.assertFalse(statement.keys() & {"NotAction", "NotResource", "NotPrincipal"}, address)

    def test_all_resources_only_where_aws_leaves_no_choice(self):
        for address, statement in self.grants():
            if "*" in as_list(statement.get("Resource", [])):
                self.assertLessEqual(set(as_list(statement["Action"])), ANY_RESOURCE.keys(), address)

    def test_everybody_only_under_a_condition(self):
        for address, statement in self.grants():
            principal = statement.get("Principal", {})
            if principal == "*" or "*" in as_list(principal.get("AWS", [])):
                if "vpc_endpoint.s3" not in address:
                    self.assertEqual({"StringEquals": {"aws:PrincipalAccount": ACCOUNT}}, statement["Condition"], address)

    def test_each_key_has_one_wildcard_for_its_own_account(self):
        for plan, address in ((LIVE, "aws_kms_key_policy.this"), (BOOTSTRAP, "aws_kms_key.this")):
            for sid, statement in policy(plan, address).items():
                if sid == "Account":
                    self.assertEqual({"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, statement["Principal"])
                else:
                    self.assertNotIn("*", "".join(as_list(statement["Action"])))
                    self.assertEqual(sid != "Events", "Condition" in statement, sid)


class Sizes(PolicyCase):
    def test_policies_fit(self):
        for plan in (LIVE, BOOTSTRAP):
            for address, attribute, document in plan.policies():
                limit = 6144 if address.startswith("aws_iam_policy.") else 10240
                if "aws_iam" in address and attribute == "policy":
                    text = json.dumps(document, separators=(",", ":")).replace(REGION, "ap-southeast-1").replace("stockroom-dev", "a-project-called-x-stage")
                    self.assertLessEqual(len(text), limit, address)


class Publishers(PolicyCase):
    """EventBridge publishes to a topic and uses its key only where the policy asks no condition of it: AWS's own example,
    in "Why isn't my SNS topic receiving EventBridge notifications", has none. The other services name their account."""

    def test_events_reach_the_topic_and_its_key(self):
        key, topic = policy(LIVE, "aws_kms_key_policy.this"), policy(LIVE, "aws_sns_topic_policy.alarms")
        for found, wanted in ((topic, {"sns:Publish"}), (key, {"kms:Decrypt", "kms:GenerateDataKey"})):
            granting = [s for s in found.values() if "events.amazonaws.com" in as_list(s["Principal"].get("Service", []))]
            self.assertEqual([wanted], [set(s["Action"]) for s in granting])
            self.assertNotIn("Condition", granting[0])

    def test_the_others_say_for_which_account(self):
        for found in (policy(LIVE, "aws_kms_key_policy.this")["Notifications"], policy(LIVE, "aws_sns_topic_policy.alarms")["Publishers"]):
            self.assertEqual({"StringEquals": {"aws:SourceAccount": ACCOUNT}}, found["Condition"])
            self.assertEqual({"budgets.amazonaws.com", "cloudwatch.amazonaws.com", "events.rds.amazonaws.com"}, set(found["Principal"]["Service"]))

    def test_lost_events_ring_an_alarm(self):
        watched = {q["metric"][0]["dimensions"]["RuleName"] for q in LIVE["module.observability.aws_cloudwatch_metric_alarm.events_lost"]["metric_query"] if q["metric"]}
        self.assertEqual({rule["name"] for rule in LIVE.of("aws_cloudwatch_event_rule").values()}, watched)


class TaskRoles(PolicyCase):
    def test_to_start_a_task(self):
        for purpose, secrets in {"service": {"jwt", "admin"}, "migrate": {"master"}}.items():
            found = policy(LIVE, f'module.service.aws_iam_role_policy.exec["{purpose}"]')
            self.assertEqual(EXEC, actions(found))
            self.assertEqual(secrets, {arn.rpartition(":")[2] for arn in found["ReadSecrets"]["Resource"]})
            self.assertEqual([f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/stockroom/prod/{purpose}:*"], found["WriteLog"]["Resource"])
            self.assertEqual(
                {"StringEquals": {"kms:ViaService": f"secretsmanager.{REGION}.amazonaws.com"}}, found["DecryptSecrets"]["Condition"]
            )

    def test_the_service_may_only_log_in_to_the_database(self):
        found = policy(LIVE, "module.service.aws_iam_role_policy.task_service")
        self.assertEqual({"LogInToDatabase": {"rds-db:connect"}}, actions(found))
        self.assertEqual([f"arn:aws:rds-db:{REGION}:{ACCOUNT}:dbuser:db-RESOURCE/stockroom_app"], found["LogInToDatabase"]["Resource"])

    def test_the_migration_may_do_nothing(self):
        policies = [address for address in LIVE.of("aws_iam_role_policy") if "module.service" in address]
        self.assertEqual(3, len(policies), policies)

    def test_only_tasks_of_this_account_take_these_roles(self):
        for role in ("exec", "task"):
            for purpose in ("service", "migrate"):
                (trust,) = policy(LIVE, f'module.service.aws_iam_role.{role}["{purpose}"]', "assume_role_policy").values()
                self.assertEqual({"Service": "ecs-tasks.amazonaws.com"}, trust["Principal"])
                self.assertEqual(ACCOUNT, trust["Condition"]["StringEquals"]["aws:SourceAccount"])
                self.assertEqual(f"arn:aws:ecs:{REGION}:{ACCOUNT}:*", trust["Condition"]["ArnLike"]["aws:SourceArn"])

    def test_every_role_is_under_the_boundary(self):
        for address, role in LIVE.of("aws_iam_role").items():
            self.assertEqual(f"arn:aws:iam::{ACCOUNT}:policy/boundary/stockroom-task-boundary", role["permissions_boundary"], address)
            self.assertEqual("/stockroom/", role["path"], address)


class GitHubRoles(PolicyCase):
    def test_what_a_deployment_may_do(self):
        for env in ("dev", "prod"):
            found = policy(BOOTSTRAP, f'aws_iam_role_policy.deploy["{env}"]')
            self.assertEqual(DEPLOY, actions(found))
            cluster = {"ArnEquals": {"ecs:cluster": f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/stockroom-{env}"}}
            for sid in ("Service", "RunMigration", "WatchMigration"):
                self.assertEqual(cluster, found[sid]["Condition"], sid)

    def test_a_deployment_releases_the_front_end_of_its_environment_alone(self):
        found = policy(BOOTSTRAP, 'aws_iam_role_policy.deploy["prod"]')
        bucket = f"arn:aws:s3:::{LIVE['module.web[0].aws_s3_bucket.releases']['bucket']}"
        self.assertEqual([bucket], found["FindFrontEndReleases"]["Resource"])
        self.assertEqual([f"{bucket}/*"], found["FrontEndReleases"]["Resource"])
        name = LIVE["module.web[0].aws_cloudfront_function.release"]["name"]
        self.assertEqual([f"arn:aws:cloudfront::{ACCOUNT}:function/{name}"], found["ServeFrontEndRelease"]["Resource"])

    def test_a_deployment_gives_tasks_their_own_roles_only(self):
        found = policy(BOOTSTRAP, 'aws_iam_role_policy.deploy["prod"]')["GiveTasksTheirRoles"]
        roles = {"exec-service", "exec-migrate", "task-service", "task-migrate"}
        self.assertEqual({f"arn:aws:iam::{ACCOUNT}:role/stockroom/stockroom-prod-{role}" for role in roles}, set(found["Resource"]))
        self.assertEqual({"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}, found["Condition"])

    def test_the_roles_it_gives_are_those_that_exist(self):
        made = {role["name"] for address, role in LIVE.of("aws_iam_role").items() if "module.service" in address}
        given = policy(BOOTSTRAP, 'aws_iam_role_policy.deploy["prod"]')["GiveTasksTheirRoles"]["Resource"]
        self.assertEqual(made, {arn.rpartition("/")[2] for arn in given})

    def test_what_a_build_may_do(self):
        self.assertEqual(BUILD, actions(policy(BOOTSTRAP, 'aws_iam_role_policy.build["dev"]')))

    def test_a_plan_reads_no_secret(self):
        found = policy(BOOTSTRAP, "aws_iam_role_policy.plan[0]")
        self.assertEqual("Deny", found["NoSecrets"]["Effect"])
        self.assertIn("secretsmanager:GetSecretValue", found["NoSecrets"]["Action"])
        self.assertEqual({"s3:DeleteObject", "s3:PutObject"}, set(found["LockState"]["Action"]))
        self.assertTrue(all(arn.endswith(".tflock") for arn in found["LockState"]["Resource"]))

    def test_each_role_trusts_one_repository_and_one_environment(self):
        expected = {"aws_iam_role.plan[0]": ["pull_request", "ref:refs/heads/main"]}
        for env in ("dev", "prod"):
            for role in ("build", "deploy", "infra"):
                expected[f'aws_iam_role.{role}["{env}"]'] = [f"environment:{env}"]
        self.assertEqual(expected.keys(), BOOTSTRAP.of("aws_iam_role").keys())
        for address, jobs in expected.items():
            (trust,) = policy(BOOTSTRAP, address, "assume_role_policy").values()
            self.assertEqual("sts:AssumeRoleWithWebIdentity", trust["Action"])
            self.assertEqual(
                {
                    "StringEquals": {
                        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                        "token.actions.githubusercontent.com:sub": [f"repo:someone@11/stockroom@22:{job}" for job in jobs],
                        "token.actions.githubusercontent.com:repository_id": "22",
                    }
                },
                trust["Condition"],
                address,
            )

    def test_boundary(self):
        boundary = policy(BOOTSTRAP, 'aws_iam_policy.boundary["prod"]')
        allowed = policy(BOOTSTRAP, 'aws_iam_role_policy.infra["prod"]')
        for sid, statement in (boundary | allowed).items():
            if statement["Effect"] == "Deny":
                continue
            for action in as_list(statement["Action"]):
                self.assertNotIn(action, ("*", "iam:*", "sts:*"), sid)
                if action.startswith("iam:") and not action.startswith(("iam:Get", "iam:List")):
                    self.assertNotIn("*", statement["Resource"], sid)
        for found in (boundary, allowed):
            self.assertEqual([f"arn:aws:iam::{ACCOUNT}:role/stockroom/stockroom-prod-*"], found["GrantUnderBoundary"]["Resource"])
            self.assertEqual(
                {"StringEquals": {"iam:PermissionsBoundary": f"arn:aws:iam::{ACCOUNT}:policy/boundary/stockroom-task-boundary"}},
                found["GrantUnderBoundary"]["Condition"],
            )
        granting = {"iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePolicy"}
        for sid, statement in boundary.items():
            if sid != "GrantUnderBoundary" and statement["Effect"] == "Allow":
                self.assertFalse(granting & set(as_list(statement["Action"])), sid)
        self.assertEqual({"KeepState", "NothingOfOtherEnvironments", "StayInOrganization"}, {sid for sid, statement in boundary.items() if statement["Effect"] == "Deny"})
