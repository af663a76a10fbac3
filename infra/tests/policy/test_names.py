"""Names are as long as AWS lets them be; the plan of stage has the longest project."""

import unittest

from plans import INFRA, Plan, kind

STAGE = Plan("live", "stage")
# From the API references: the most characters that a name may have.
LIMITS = {
    "aws_budgets_budget": 100, "aws_cloudwatch_composite_alarm": 255, "aws_cloudwatch_event_rule": 64, "aws_cloudwatch_metric_alarm": 255,
    "aws_db_event_subscription": 255, "aws_db_parameter_group": 255, "aws_db_subnet_group": 255, "aws_ecs_cluster": 255, "aws_ecs_service": 255,
    "aws_iam_role": 64, "aws_iam_role_policy": 128, "aws_kms_alias": 256, "aws_lb": 32, "aws_lb_target_group": 32, "aws_secretsmanager_secret": 512,
    "aws_security_group": 255, "aws_sns_topic": 256, "aws_ssm_parameter": 1011, "aws_wafv2_web_acl": 128, "aws_appautoscaling_policy": 256,
    "aws_cloudfront_function": 64, "aws_cloudfront_origin_access_control": 64, "aws_cloudfront_response_headers_policy": 128, "aws_wafv2_ip_set": 128,
    "aws_cloudwatch_log_group": 512, "aws_cloudwatch_log_metric_filter": 512, "aws_route53_record": 1024,
}


class Names(unittest.TestCase):
    def test_fit(self):
        found = set()
        for address, resource in STAGE.resources.items():
            if resource.get("name"):
                self.assertIn(kind(address), LIMITS, f"{address}: how long may its name be?")
                self.assertLessEqual(len(resource["name"]), LIMITS[kind(address)], resource["name"])
                found.add(kind(address))
        self.assertLessEqual({"aws_lb", "aws_lb_target_group", "aws_iam_role"}, found)

    def test_buckets_and_databases(self):
        longest_region = "ap-southeast-1"
        for bucket in STAGE.of("aws_s3_bucket").values():
            name = bucket["bucket"].replace("xx-test-1", longest_region)
            self.assertLessEqual(len(name), 63, name)
        self.assertLessEqual(len(STAGE["module.database.aws_db_instance.this"]["identifier"]), 63)

    def test_every_environment_has_its_file(self):
        script = (INFRA / "aws-deploy.sh").read_text()
        self.assertIn("--env is dev, stage or prod", script)
        self.assertEqual({"dev", "stage", "prod"}, {f.stem for f in (INFRA / "terraform/live/env").glob("*.tfvars")})
