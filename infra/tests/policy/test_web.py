"""The front end at the edge: what reaches the bucket, what reaches the service, and what browsers are told."""

import re

from plans import INFRA, LIVE, PolicyCase, statements
from test_iam import policy

DISTRIBUTION = LIVE["module.web[0].aws_cloudfront_distribution.this"]
DEFAULT = DISTRIBUTION["default_cache_behavior"][0]
SERVICE = DISTRIBUTION["ordered_cache_behavior"]


class Bucket(PolicyCase):
    def test_nobody_reads_releases_but_the_distribution(self):
        found = policy(LIVE, "module.web[0].aws_s3_bucket_policy.releases")
        allowed = {sid: s for sid, s in found.items() if s["Effect"] == "Allow"}
        self.assertEqual({"Distribution": ["s3:GetObject"], "TellWhatIsMissing": ["s3:ListBucket"]}, {sid: s["Action"] for sid, s in allowed.items()})
        for statement in allowed.values():
            self.assertEqual({"Service": "cloudfront.amazonaws.com"}, statement["Principal"])
            self.assertEqual({"StringEquals": {"aws:SourceArn": "arn:aws:cloudfront::000000000000:distribution/E1"}}, statement["Condition"])
        self.assertFalse([arn for arn in found["Distribution"]["Resource"] if "manifests" in arn or arn.endswith(":::" + "*")])

    def test_what_is_removed_by_mistake_can_be_brought_back(self):
        self.assertEqual("Enabled", LIVE["module.web[0].aws_s3_bucket_versioning.releases"]["versioning_configuration"][0]["status"])

    def test_requests_to_it_are_signed(self):
        control = LIVE["module.web[0].aws_cloudfront_origin_access_control.this"]
        self.assertEqual(("always", "sigv4", "s3"), (control["signing_behavior"], control["signing_protocol"], control["origin_access_control_origin_type"]))


class Edge(PolicyCase):
    def test_every_path_of_the_contract_leads_to_the_service(self):
        # The gateway's routes come from the service's table of operations.
        routes = re.findall(r"RouteKey: \w+ (/\S+)", (INFRA / "cloudformation/app/routes.yaml").read_text())
        patterns = [re.compile(re.escape(b["path_pattern"]).replace(r"\*", ".*")) for b in SERVICE]
        self.assertEqual([], [path for path in routes if not any(p.fullmatch(path) for p in patterns)])
        self.assertFalse([p for p in patterns if p.fullmatch("/") or p.fullmatch("/index.html") or p.fullmatch("/assets/a.js")])

    def test_answers_of_the_service_are_neither_kept_nor_replaced(self):
        self.assertFalse(DISTRIBUTION["custom_error_response"])
        for behavior in SERVICE:
            self.assertEqual("service", behavior["target_origin_id"])
            self.assertEqual({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}, set(behavior["allowed_methods"]))
            self.assertEqual("4135ea2d-6df8-44a3-9df3-4b5a84be39ad", behavior["cache_policy_id"], "CachingDisabled")
            self.assertEqual("b689b0a8-53d0-40ab-baf2-68738e2966ac", behavior["origin_request_policy_id"], "AllViewerExceptHostHeader")
            self.assertEqual("https-only", behavior["viewer_protocol_policy"])
            self.assertFalse(behavior.get("response_headers_policy_id"))
        origins = {o["origin_id"]: o for o in DISTRIBUTION["origin"]}
        self.assertEqual("shop.example.com", origins["service"]["domain_name"])
        self.assertEqual(("https-only", ["TLSv1.2"]), tuple(origins["service"]["custom_origin_config"][0][k] for k in ("origin_protocol_policy", "origin_ssl_protocols")))

    def test_connections_to_the_service_end_before_the_load_balancer_closes_them(self):
        (origin,) = [o for o in DISTRIBUTION["origin"] if o["custom_origin_config"]]
        self.assertLess(origin["custom_origin_config"][0]["origin_keepalive_timeout"], LIVE["module.alb.aws_lb.this"]["idle_timeout"])

    def test_files_are_only_read(self):
        self.assertEqual({"GET", "HEAD"}, set(DEFAULT["allowed_methods"]))
        self.assertEqual("redirect-to-https", DEFAULT["viewer_protocol_policy"])

    def test_tls_and_log(self):  # CKV_AWS_86, 174
        self.assertEqual("TLSv1.2_2021", DISTRIBUTION["viewer_certificate"][0]["minimum_protocol_version"])
        self.assertEqual(1, len(DISTRIBUTION["logging_config"]))
        self.assertFalse(DISTRIBUTION["logging_config"][0]["include_cookies"])

    def test_security_headers(self):  # CKV2_AWS_32
        (policy_of_headers,) = LIVE.of("aws_cloudfront_response_headers_policy").values()
        (headers,) = policy_of_headers["security_headers_config"]
        csp = headers["content_security_policy"][0]["content_security_policy"].split("; ")
        self.assertLessEqual({"default-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"}, set(csp))
        self.assertNotIn("unsafe", str(csp))
        self.assertEqual("DENY", headers["frame_options"][0]["frame_option"])
        self.assertGreaterEqual(headers["strict_transport_security"][0]["access_control_max_age_sec"], 31536000)
        self.assertTrue(headers["content_type_options"][0]["override"])

    def test_terraform_names_no_release(self):
        self.assertIn("const release = 'none';", LIVE["module.web[0].aws_cloudfront_function.release"]["code"])


class Clients(PolicyCase):
    """Behind the edge a connection is CloudFront's, so the limits by address go by what it says of its client."""

    def test_the_firewall_counts_by_the_viewer_s_address(self):
        rules = {r["name"]: r["statement"][0]["rate_based_statement"][0] for r in LIVE["module.alb.aws_wafv2_web_acl.this[0]"]["rule"] if r["name"].startswith("rate")}
        self.assertEqual({"rate", "rate-edge"}, rules.keys())
        self.assertEqual("IP", rules["rate"]["aggregate_key_type"])
        self.assertTrue(rules["rate"]["scope_down_statement"][0]["not_statement"])
        self.assertEqual("x-viewer-address", rules["rate-edge"]["custom_key"][0]["header"][0]["name"])
        self.assertTrue(rules["rate-edge"]["scope_down_statement"][0]["ip_set_reference_statement"])
        self.assertIn("'x-viewer-address'", LIVE["module.web[0].aws_cloudfront_function.viewer"]["code"])
        self.assertEqual({"192.0.2.0/24", "198.51.100.0/24"}, set(LIVE["module.alb.aws_wafv2_ip_set.edge[0]"]["addresses"]))

    def test_deployments_learn_where_to_put_releases(self):
        self.assertIn("module.service.aws_ssm_parameter.release[\"web\"]", LIVE.resources)
        self.assertTrue(statements(next(d for a, _, d in LIVE.policies() if a == "module.web[0].aws_s3_bucket_policy.releases")))
