"""AWS on this machine: moto's server, with answers to the few calls that it lacks, and under /service/ the service itself, as
its clients would see what ECS runs; under /edge/ what CloudFront would serve of the bucket. Of AWS Backup, jobs that restore files make an
empty file system. Writes its address to the file named
by the first argument."""

import base64
import json
import pathlib
import re
import sys
import uuid

import boto3
from moto.cloudformation.models import ChangeSet, Stack, cloudformation_backends
from moto.cloudformation.responses import CloudFormationResponse
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import EmptyResult
from moto.ecs.models import ecs_backends
from moto.efs.models import efs_backends
from moto.ecr.models import ecr_backends
from moto.rds.models import DBInstance
from moto.s3.models import s3_backends
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

ACCOUNT, REGION = "123456789012", "eu-north-1"
MISSING = {
    # Terraform reads tags and subscribers back after it has made these.
    "AWSBudgetServiceGateway.ListTagsForResource": {"ResourceTags": []},
    "AWSBudgetServiceGateway.TagResource": {},
    "AWSBudgetServiceGateway.UpdateBudget": {},
    "AWSBudgetServiceGateway.UpdateNotification": {},
    "AWSBudgetServiceGateway.DescribeSubscribersForNotification": {"Subscribers": []},
    "AnyScaleFrontendService.ListTagsForResource": {"Tags": {}},
    "AnyScaleFrontendService.TagResource": {},
    # moto fails to list tags once a task definition of the stand-in is there.
    "ResourceGroupsTaggingAPI_20170126.GetResources": {"ResourceTagMappingList": []},
    # A group that is taken over gets our key.
    "Logs_20140328.AssociateKmsKey": {},
}
LAYER = "AmazonEC2ContainerRegistry_V20150921.GetDownloadUrlForLayer"


def put_composite_alarm(self):
    """moto keeps alarms with a rule but has no call that makes one."""
    self.cloudwatch_backend.put_metric_alarm(
        name=self._get_param("AlarmName"),
        description=self._get_param("AlarmDescription"),
        rule=self._get_param("AlarmRule"),
        alarm_actions=self._get_param("AlarmActions", []),
        ok_actions=self._get_param("OKActions", []),
        insufficient_data_actions=[],
        dimensions=[],
        metric_data_queries=[],
        **dict.fromkeys(("namespace", "metric_name", "comparison_operator", "evaluation_periods", "period", "threshold", "statistic")),
        tags=self._get_param("Tags", []),
    )
    return EmptyResult()


def with_its_own_resource_id(make):
    """moto gives every database the same one, by which Terraform and IAM tell them apart."""

    def made(self, *args, **kwargs):
        make(self, *args, **kwargs)
        self.dbi_resource_id = f"db-{uuid.uuid4().hex[:26].upper()}"

    return made


DBInstance.__init__ = with_its_own_resource_id(DBInstance.__init__)
CloudWatchResponse.put_composite_alarm = put_composite_alarm
# moto deletes what it is told to.
CloudFormationResponse.update_termination_protection = lambda self: EmptyResult()


def is_application(stack):
    """Of topology B: moto makes hardly anything that its templates name, so only what the script asks for stands in for it."""
    return any(r["Type"] == "AWS::CloudFormation::Stack" for r in stack.template_dict["Resources"].values())


def apply(self):
    if is_application(self):
        declared = self.template_dict["Parameters"]
        given = {
            name: client("ssm").get_parameter(Name=value)["Parameter"]["Value"] if "SSM" in declared[name]["Type"] else value
            for name, value in self.parameters.items()
        }
        # What is not named keeps its value; the next change set looks for it here.
        defaults = {name: str(p.get("Default", "")) for name, p in declared.items()}
        self.stack.resource_map.resolved_parameters = defaults | self.stack.resource_map.resolved_parameters | given
        make_application(self.stack_name, self.stack.resource_map.resolved_parameters)
        return
    apply_all(self)
    # moto leaves outputs and exports as they were before the change set.
    self.stack.template = self.template
    self.stack._parse_template()
    self.stack.output_map = self.stack._create_output_map()
    cloudformation_backends[ACCOUNT][REGION].exports |= {export.name: export for export in self.stack.exports}


def delete(self):
    if is_application(self):
        self.status = "DELETE_COMPLETE"
    else:
        delete_all(self)


apply_all, ChangeSet.apply = ChangeSet.apply, apply
delete_all, Stack.delete = Stack.delete, delete


def client(service):
    return boto3.client(service, endpoint_url=application.address, region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test")


def make_application(name, parameters):
    digest = parameters["Image"].split("@")[1]
    (sha,) = [i.image_tag for b in ecr_backends[ACCOUNT].values() for r in b.repositories.values() for i in r.images if i.get_image_digest() == digest]
    ecs = client("ecs")
    definition = ecs.register_task_definition(
        family=name, networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu=parameters["TaskCpu"], memory=parameters["TaskMemory"],
        containerDefinitions=[{"name": "service", "image": parameters["Image"], "memoryReservation": 768}], tags=[{"key": "sha", "value": sha}],
    )["taskDefinition"]["taskDefinitionArn"]
    config = {"cluster": name, "service": name, "probeSecret": "probe", "smokeUrl": f"{application.address}/service", "fileSystem": files_of(name, parameters)}
    tasks = int(parameters["Tasks"])
    if ecs.describe_clusters(clusters=[name])["clusters"]:
        ecs.update_service(cluster=name, service=name, taskDefinition=definition, desiredCount=tasks)
    else:
        ec2 = client("ec2")
        network = {"subnets": [ec2.describe_subnets()["Subnets"][0]["SubnetId"]], "securityGroups": [ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]]}
        ecs.create_cluster(clusterName=name)
        ecs.create_service(
            cluster=name, serviceName=name, taskDefinition=definition, desiredCount=tasks,
            networkConfiguration={"awsvpcConfiguration": network | {"assignPublicIp": "ENABLED"}},
        )
        client("logs").create_log_group(logGroupName=f"/{parameters['Project']}/{parameters['Env']}/service")
    if parameters["Web"] == "edge":
        bucket = f"{name}-web-{ACCOUNT}-{REGION}"
        if bucket not in s3_backends[ACCOUNT]["aws"].buckets:
            client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        config |= {"webBucket": bucket, "webUrl": f"{application.address}/edge"}
        Edge.release = parameters["WebRelease"]
    project, env = parameters["Project"], parameters["Env"]
    client("ssm").put_parameter(Name=f"/{project}/{env}/deploy/config", Value=json.dumps(config), Type="String", Overwrite=True)


def files_of(name, parameters):
    """The file system that the parameter names, else the stack's own, with a policy as its template gives it one."""
    if parameters["FileSystem"]:
        return parameters["FileSystem"]
    efs = client("efs")
    own = efs.describe_file_systems(CreationToken=name)["FileSystems"]
    if own:
        return own[0]["FileSystemId"]
    files = efs.create_file_system(CreationToken=name, Encrypted=True)["FileSystemId"]
    allow = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "elasticfilesystem:ClientMount"}
    efs.put_file_system_policy(FileSystemId=files, Policy=json.dumps({"Version": "2012-10-17", "Statement": [allow]}))
    return files


class Backup:
    """AWS Backup, as far as moto lacks it: one backup of every file system, and jobs that are found running once."""

    MADE = 1795323600
    jobs = {}

    @classmethod
    def answers(cls, method, path, body):
        """The answer, or nothing for calls that moto has."""
        match method, path.strip("/").split("/"):
            case "GET", ["resources", *arn, "recovery-points"]:
                point = {"RecoveryPointArn": f"arn:aws:backup:{REGION}:{ACCOUNT}:recovery-point:1", "CreationDate": cls.MADE, "Status": "COMPLETED"}
                return {"RecoveryPoints": [point | {"BackupVaultName": "Default"}] if arn else []}
            case "PUT", ["restore-jobs"]:
                wanted = json.loads(body)
                client("iam").get_role(RoleName=wanted["IamRoleArn"].rpartition("/")[2])
                assert wanted["Metadata"]["newFileSystem"] == "true"
                made = client("efs").create_file_system(CreationToken=wanted["Metadata"]["CreationToken"], Encrypted=wanted["Metadata"]["Encrypted"] == "true")
                job = f"job-{len(cls.jobs)}"
                cls.jobs[job] = [{"Status": "RUNNING"}, {"Status": "COMPLETED", "CreatedResourceArn": made["FileSystemArn"]}]
                return {"RestoreJobId": job}
            case "GET", ["restore-jobs", job]:
                states = cls.jobs[job]
                return {"RestoreJobId": job} | (states.pop(0) if len(states) > 1 else states[0])
            case "PUT", ["2015-02-01", "file-systems", files, "backup-policy"]:
                efs_backends[ACCOUNT][REGION].file_systems_by_id[files]._backup = json.loads(body)["BackupPolicy"]["Status"] == "ENABLED"
                return json.loads(body)
        return None


class Edge:
    """CloudFront, as far as moto lacks it: one function with the release in its code, and what it lets through to the bucket."""

    release, draft = "none", "none"

    @classmethod
    def function(cls, method, path, body):
        if path.endswith("/publish"):
            cls.release = cls.draft
        elif method == "PUT":
            code = base64.b64decode(re.search(r"<FunctionCode>(.*?)</FunctionCode>", body.decode(), re.DOTALL)[1]).decode()
            cls.draft = re.search(r"const release = '(\w+)'", code)[1]
        return "<FunctionSummary><Name>web</Name></FunctionSummary>"

    @classmethod
    def serve(cls, path):
        if path == "/config.json":
            return 200, json.dumps({"apiUrl": "", "release": cls.release}).encode(), "no-cache"
        if path.startswith("/api/"):
            return 404, b"{}", "no-store"
        is_file = "." in path.rpartition("/")[2]
        name = path[1:] if path.startswith("/assets/") else f"releases/{cls.release}" + (path if is_file else "/index.html")
        for bucket in s3_backends[ACCOUNT]["aws"].buckets.values():
            if "-web-" in bucket.name and name in bucket.keys:
                key = bucket.keys[name]
                return 200, key.value, {n.lower(): v for n, v in key.metadata.items()}.get("cache-control", "")
        return 404, b"", "no-cache"


def reply(start_response, status, body):
    content = json.dumps(body).encode()
    start_response(f"{status} -", [("Content-Type", "application/x-amz-json-1.1"), ("Content-Length", str(len(content)))])
    return [content]


def commit():
    """Of the task definition that the one service runs."""
    for regions in ecs_backends.values():
        for backend in regions.values():
            for service in backend.services.values():
                definition = backend.describe_task_definition(service.task_definition)
                return {tag["key"]: tag["value"] for tag in definition.tags}.get("sha")


def service(method, path):
    match method, path:
        case "GET", "/actuator/health/readiness" | "/api/items":
            return 200, {}
        case "GET", "/actuator/info":
            return 200, {"git": {"commit": {"id": commit()}}}
        case "POST", "/api/v1/movie":
            return 401, {}
    return 404, {}


class Application:
    def __init__(self):
        self.moto = DomainDispatcherApplication(create_backend_app)
        self.address = None

    def __call__(self, environ, start_response):
        target = environ.get("HTTP_X_AMZ_TARGET")
        if target in MISSING or target == LAYER:
            # What is left of a request would be taken for the next one on the connection.
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        path = environ["PATH_INFO"]
        if path.startswith("/edge/"):
            status, body, kept = Edge.serve(path.removeprefix("/edge"))
            start_response(f"{status} -", [("Cache-Control", kept), ("Content-Length", str(len(body)))])
            return [body]
        if path.startswith("/2020-05-31/function/"):
            body = Edge.function(environ["REQUEST_METHOD"], path, environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))).encode()
            # An update is answered with the misspelt name, as by CloudFront.
            start_response("200 -", [("ETag", "E1"), ("ETtag", "E1"), ("Content-Type", "text/xml"), ("Content-Length", str(len(body)))])
            return [body]
        if path.startswith(("/resources/", "/restore-jobs")) or path.endswith("/backup-policy") and environ["REQUEST_METHOD"] == "PUT":
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            return reply(start_response, 200, Backup.answers(environ["REQUEST_METHOD"], path, body))
        if target in MISSING:
            return reply(start_response, 200, MISSING[target])
        if target == LAYER:
            return reply(start_response, 200, {"downloadUrl": f"{self.address}/image-config"})
        if path == "/image-config":
            return reply(start_response, 200, {"config": {"Labels": {"stockroom.schema.max": "9"}}})
        if path.startswith("/service/"):
            return reply(start_response, *service(environ["REQUEST_METHOD"], path.removeprefix("/service")))
        return self.moto(environ, start_response)


application = Application()
server = make_server("127.0.0.1", 0, application, threaded=True)
application.address = f"http://127.0.0.1:{server.server_port}"
pathlib.Path(sys.argv[1]).write_text(application.address)
server.serve_forever()
