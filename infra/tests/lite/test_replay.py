"""The gateway and the service of topology B made at moto, call by call as the templates say: do their parts find each other?"""

import io
import json
import os
import unittest
import zipfile

import boto3
from moto import mock_aws
from templates import ACCOUNT, FOUNDATION, NESTED, REGION, ROOT, Stack, of_type

# moto knows real regions only.
os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="eu-north-1", MOTO_ACCOUNT_ID=ACCOUNT)
NAME = "stockroom-lite-dev"
EXPORTS = {
    output["Export"]["Name"]["Fn::Sub"].replace("${Project}-${Env}", NAME): f"arn:aws:iam::{ACCOUNT}:policy/{name}"
    for name, output in FOUNDATION["Outputs"].items()
    if "Export" in output
}


def lower(value):
    """Names of properties as the API spells them."""
    if isinstance(value, list):
        return [lower(v) for v in value]
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: lower(v) for name, v in value.items()}
    return value


class Replay(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.aws = mock_aws()
        cls.aws.start()
        cls.root = Stack(
            ROOT,
            {"Project": "stockroom-lite", "Env": "dev", "Image": "r@sha256:1", "AuthorizerKey": "authorizer/1.jar", "AlarmEmail": "a@example.com"},
            EXPORTS,
        )
        cls.stacks = {}
        cls.make(cls.root)

    @classmethod
    def tearDownClass(cls):
        cls.aws.stop()

    @classmethod
    def make(cls, stack):
        for name in stack.resources():
            resource = stack.template["Resources"][name]
            maker = getattr(cls, "make_" + resource["Type"].split("::", 1)[1].replace("::", "_").lower(), None)
            properties = stack.properties(name)
            # What is not about requests is not made here, but has a name to refer to.
            stack.made[name] = maker(properties) if maker else (f"{name.lower()}-id", {"Arn": f"arn:aws:x:{REGION}:{ACCOUNT}:{name}", "Name": name})

    @classmethod
    def make_cloudformation_stack(cls, properties):
        file = properties["TemplateURL"].removesuffix(".yaml")
        stack = cls.stacks[file] = Stack(NESTED[file], properties["Parameters"], EXPORTS)
        cls.make(stack)
        return file, {f"Outputs.{name}": value for name, value in stack.outputs().items()}

    @classmethod
    def make_secretsmanager_secret(cls, properties):
        return boto3.client("secretsmanager").create_secret(Name=properties["Name"])["ARN"], {}

    @classmethod
    def make_logs_loggroup(cls, properties):
        name = properties["LogGroupName"]
        return name, {"Arn": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{name}:*"}

    @classmethod
    def make_ec2_vpc(cls, properties):
        ec2 = boto3.client("ec2")
        vpc = ec2.create_vpc(CidrBlock=properties["CidrBlock"])["Vpc"]["VpcId"]
        return vpc, {}

    @classmethod
    def make_ec2_subnet(cls, properties):
        subnet = boto3.client("ec2").create_subnet(VpcId=properties["VpcId"], CidrBlock=properties["CidrBlock"])
        return subnet["Subnet"]["SubnetId"], {}

    @classmethod
    def make_ec2_securitygroup(cls, properties):
        group = boto3.client("ec2").create_security_group(
            GroupName=properties["GroupName"], Description=properties["GroupDescription"], VpcId=properties["VpcId"]
        )
        return group["GroupId"], {}

    @classmethod
    def make_servicediscovery_privatednsnamespace(cls, properties):
        cloud_map = boto3.client("servicediscovery")
        cloud_map.create_private_dns_namespace(**properties)
        return next(n["Id"] for n in cloud_map.list_namespaces()["Namespaces"] if n["Name"] == properties["Name"]), {}

    @classmethod
    def make_servicediscovery_service(cls, properties):
        service = boto3.client("servicediscovery").create_service(**properties)["Service"]
        return service["Id"], {"Arn": service["Arn"]}

    @classmethod
    def make_iam_role(cls, properties):
        role = boto3.client("iam").create_role(
            RoleName=properties["RoleName"], AssumeRolePolicyDocument=json.dumps(properties["AssumeRolePolicyDocument"])
        )["Role"]
        for policy in properties.get("Policies", []):
            boto3.client("iam").put_role_policy(
                RoleName=properties["RoleName"], PolicyName=policy["PolicyName"], PolicyDocument=json.dumps(policy["PolicyDocument"])
            )
        return role["RoleName"], {"Arn": role["Arn"]}

    @classmethod
    def make_serverless_function(cls, properties):
        jar = io.BytesIO()
        zipfile.ZipFile(jar, "w").close()
        client = boto3.client("lambda")
        # moto has not heard of the newest Java.
        client.create_function(
            FunctionName=properties["FunctionName"], Runtime="java21", Role=properties["Role"], Handler=properties["Handler"],
            Code={"ZipFile": jar.getvalue()}, Timeout=properties["Timeout"], MemorySize=int(properties["MemorySize"]),
            Environment=properties["Environment"], Publish=True,
        )
        alias = client.create_alias(FunctionName=properties["FunctionName"], Name=properties["AutoPublishAlias"], FunctionVersion="1")
        cls.alias = alias["AliasArn"]
        return properties["FunctionName"], {"Alias": cls.alias}

    @classmethod
    def make_apigatewayv2_api(cls, properties):
        return boto3.client("apigatewayv2").create_api(**properties)["ApiId"], {}

    @classmethod
    def make_apigatewayv2_vpclink(cls, properties):
        return boto3.client("apigatewayv2").create_vpc_link(**properties)["VpcLinkId"], {}

    @classmethod
    def make_apigatewayv2_integration(cls, properties):
        return boto3.client("apigatewayv2").create_integration(**properties)["IntegrationId"], {}

    @classmethod
    def make_apigatewayv2_authorizer(cls, properties):
        properties["AuthorizerResultTtlInSeconds"] = int(properties["AuthorizerResultTtlInSeconds"])
        cls.authorizer = boto3.client("apigatewayv2").create_authorizer(**properties)["AuthorizerId"]
        return cls.authorizer, {}

    @classmethod
    def make_apigatewayv2_route(cls, properties):
        return boto3.client("apigatewayv2").create_route(**properties)["RouteId"], {}

    @classmethod
    def make_apigatewayv2_stage(cls, properties):
        settings = properties["DefaultRouteSettings"]
        for name in ("ThrottlingRateLimit", "ThrottlingBurstLimit"):
            settings[name] = int(settings[name])
        boto3.client("apigatewayv2").create_stage(**properties)
        return properties["StageName"], {}

    @classmethod
    def make_lambda_permission(cls, properties):
        name, qualifier = properties["FunctionName"].rsplit(":", 1)
        boto3.client("lambda").add_permission(
            FunctionName=name, Qualifier=qualifier, StatementId="gateway",
            **{key: properties[key] for key in ("Action", "Principal", "SourceArn")},
        )
        return "permission", {}

    @classmethod
    def make_ecs_cluster(cls, properties):
        boto3.client("ecs").create_cluster(**lower(properties))
        return properties["ClusterName"], {"Arn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/{NAME}"}

    @classmethod
    def make_ecs_taskdefinition(cls, properties):
        definition = lower(properties)
        for volume in definition["volumes"]:
            if "eFSVolumeConfiguration" in volume:
                files = volume.pop("eFSVolumeConfiguration")
                files["fileSystemId"] = files.pop("filesystemId")
                files["authorizationConfig"]["iam"] = files["authorizationConfig"].pop("iAM")
                volume["efsVolumeConfiguration"] = files
        for container in definition["containerDefinitions"]:
            container["portMappings"][0]["containerPort"] = int(container["portMappings"][0]["containerPort"])
            container["logConfiguration"]["options"] = properties["ContainerDefinitions"][0]["LogConfiguration"]["Options"]
        made = boto3.client("ecs").register_task_definition(**definition)["taskDefinition"]
        return made["taskDefinitionArn"], {}

    @classmethod
    def make_ecs_service(cls, properties):
        service = lower(properties)
        service["desiredCount"] = int(service["desiredCount"])
        service["serviceRegistries"][0]["containerPort"] = int(service["serviceRegistries"][0]["containerPort"])
        boto3.client("ecs").create_service(**service)
        return "service", {"Name": properties["ServiceName"]}

    def setUp(self):
        self.gateway = boto3.client("apigatewayv2")
        (self.api,) = self.gateway.get_apis()["Items"]

    def test_every_route_leads_to_the_service(self):
        api = self.api["ApiId"]
        (link,) = self.gateway.get_vpc_links()["Items"]
        (integration,) = self.gateway.get_integrations(ApiId=api)["Items"]
        (discovery,) = boto3.client("servicediscovery").list_services()["Services"]
        self.assertEqual((link["VpcLinkId"], discovery["Arn"]), (integration["ConnectionId"], integration["IntegrationUri"]))
        routes = self.gateway.get_routes(ApiId=api)["Items"]
        self.assertEqual({f"integrations/{integration['IntegrationId']}"}, {route["Target"] for route in routes})
        self.assertEqual(2 + len(of_type(NESTED["routes"], "AWS::ApiGatewayV2::Route")), len(routes))

    def test_those_that_need_a_token_ask_the_authorizer(self):
        authorizer = self.gateway.get_authorizer(ApiId=self.api["ApiId"], AuthorizerId=self.authorizer)
        self.assertIn(f"/functions/{self.alias}/invocations", authorizer["AuthorizerUri"])
        routes = {route["RouteKey"]: route for route in self.gateway.get_routes(ApiId=self.api["ApiId"])["Items"]}
        asking = {key for key, route in routes.items() if route["AuthorizationType"] == "CUSTOM"}
        self.assertEqual({authorizer["AuthorizerId"]}, {routes[key]["AuthorizerId"] for key in asking})
        self.assertLessEqual({"POST /api/items", "PUT /api/items/{id}", "DELETE /api/v1/{movie}", "GET /users/read_all"}, asking)
        self.assertFalse({"GET /api/items", "GET /api/v1/{movie}", "POST /users/create_user", "ANY /{proxy+}", "$default"} & asking)

    def test_the_gateway_may_call_it(self):
        authorizer = self.gateway.get_authorizer(ApiId=self.api["ApiId"], AuthorizerId=self.authorizer)
        name, qualifier = self.alias.rsplit(":", 1)
        policy = json.loads(boto3.client("lambda").get_policy(FunctionName=name, Qualifier=qualifier)["Policy"])
        self.assertTrue(str(policy["Statement"]).count(f"{self.api['ApiId']}/authorizers/{authorizer['AuthorizerId']}"))

    def test_the_task_registers_where_the_gateway_looks(self):
        (arn,) = boto3.client("ecs").list_services(cluster=NAME)["serviceArns"]
        (service,) = boto3.client("ecs").describe_services(cluster=NAME, services=[arn])["services"]
        (discovery,) = boto3.client("servicediscovery").list_services()["Services"]
        self.assertEqual(
            [{"registryArn": discovery["Arn"], "containerName": "service", "containerPort": 8000}], service["serviceRegistries"]
        )
        deployment = self.stacks["service"].properties("Service")["DeploymentConfiguration"]
        self.assertEqual((100, 0), (deployment["MaximumPercent"], deployment["MinimumHealthyPercent"]))

    def test_service_and_authorizer_share_one_secret(self):
        task = self.stacks["service"].properties("Task")["ContainerDefinitions"][0]
        secrets = {secret["Name"]: secret["ValueFrom"] for secret in task["Secrets"]}
        arn = self.stacks["authorizer"].properties("Function")["Environment"]["Variables"]["STOCKROOM_JWT_SECRET_ARN"]
        self.assertEqual(f"{arn}:secret::", secrets["STOCKROOM_JWT_SECRET"])
        self.assertEqual({"STOCKROOM_ADMIN_PASSWORD", "STOCKROOM_JWT_SECRET", "STOCKROOM_JWT_PREVIOUS_SECRET"}, set(secrets))

    def test_on_a_database_server_the_tasks_have_its_password(self):
        parameters = self.root.properties("Service")["Parameters"]
        stack = Stack(NESTED["service"], parameters | {"DatabaseHost": "db", "DatabaseSecret": "arn:db", "Tasks": 3}, EXPORTS)
        stack.made = self.stacks["service"].made
        deployment = stack.properties("Service")["DeploymentConfiguration"]
        self.assertEqual((200, 100), (deployment["MaximumPercent"], deployment["MinimumHealthyPercent"]))
        names = {secret["Name"] for secret in stack.properties("Task")["ContainerDefinitions"][0]["Secrets"]}
        self.assertLessEqual({"DB_USER", "DB_PASSWORD"}, names)


if __name__ == "__main__":
    unittest.main()
