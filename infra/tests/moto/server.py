"""AWS on this machine: moto's server, with answers to the few calls that it lacks, and under /service/ the service itself, as
its clients would see what ECS runs. Writes its address to the file named by the first argument."""

import json
import pathlib
import sys
import uuid

from moto.cloudformation.responses import CloudFormationResponse
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import EmptyResult
from moto.ecs.models import ecs_backends
from moto.rds.models import DBInstance
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

MISSING = {
    # Terraform reads tags and subscribers back after it has made these.
    "AWSBudgetServiceGateway.ListTagsForResource": {"ResourceTags": []},
    "AWSBudgetServiceGateway.TagResource": {},
    "AWSBudgetServiceGateway.UpdateBudget": {},
    "AWSBudgetServiceGateway.UpdateNotification": {},
    "AWSBudgetServiceGateway.DescribeSubscribersForNotification": {"Subscribers": []},
    "AnyScaleFrontendService.ListTagsForResource": {"Tags": {}},
    "AnyScaleFrontendService.TagResource": {},
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
