"""Known mistakes that are not there. The numbers are those of the scanner checkov, which is not needed to run this."""

import json
import re

from plans import BOOTSTRAP, INFRA, LIVE, TERRAFORM, PolicyCase, statements


class Service(PolicyCase):
    service = LIVE["module.service.aws_ecs_service.this"]
    containers = {
        purpose: json.loads(LIVE[f'module.service.aws_ecs_task_definition.base["{purpose}"]']["container_definitions"])[0]
        for purpose in ("service", "migrate")
    }

    def test_capacity_is_a_strategy_never_a_launch_type(self):
        self.assertFalse(self.service.get("launch_type"))
        (strategy,) = self.service["capacity_provider_strategy"]
        self.assertEqual(("FARGATE", 2), (strategy["capacity_provider"], strategy["base"]))

    def test_a_deployment_goes_back_by_itself(self):
        self.assertEqual([{"enable": True, "rollback": True}], self.service["deployment_circuit_breaker"])
        (alarms,) = self.service["alarms"]
        self.assertTrue(alarms["enable"] and alarms["rollback"])
        self.assertEqual(
            {"stockroom-prod-target-errors", "stockroom-prod-latency", "stockroom-prod-unhealthy-hosts"}, set(alarms["alarm_names"])
        )
        self.assertLessEqual(set(alarms["alarm_names"]), {alarm["alarm_name"] for alarm in LIVE.of("aws_cloudwatch_metric_alarm").values()})

    def test_redundant_at_all_times(self):
        self.assertEqual((100, 200), (self.service["deployment_minimum_healthy_percent"], self.service["deployment_maximum_percent"]))
        self.assertEqual("ENABLED", self.service["availability_zone_rebalancing"])
        self.assertEqual(120, self.service["health_check_grace_period_seconds"])

    def test_containers_can_do_little(self):  # CKV_AWS_336
        for purpose, container in self.containers.items():
            self.assertTrue(container["readonlyRootFilesystem"], purpose)
            self.assertEqual("10001:10001", container["user"], purpose)
            self.assertEqual(["ALL"], container["linuxParameters"]["capabilities"]["drop"], purpose)
            self.assertEqual(["/tmp"], [mount["containerPath"] for mount in container["mountPoints"]], purpose)
        self.assertFalse(self.service["enable_execute_command"])

    def test_no_secret_is_an_environment_variable(self):
        for container in self.containers.values():
            names = {variable["name"] for variable in container["environment"]}
            self.assertFalse([name for name in names if re.search("PASSWORD|SECRET|KEY", name)])
        self.assertEqual(
            {"STOCKROOM_JWT_SECRET", "STOCKROOM_JWT_PREVIOUS_SECRET", "STOCKROOM_ADMIN_PASSWORD"},
            {s["name"] for s in self.containers["service"]["secrets"]},
        )
        self.assertEqual({"DB_USER", "DB_PASSWORD"}, {s["name"] for s in self.containers["migrate"]["secrets"]})

    def test_settings_of_the_service(self):
        settings = {variable["name"]: variable["value"] for variable in self.containers["service"]["environment"]}
        self.assertLessEqual(
            {
                "DB_AUTH": "iam",
                "DB_SSLMODE": "verify-full",
                "DB_USER": "stockroom_app",
                "STOCKROOM_MIGRATE_ON_START": "false",
                "STOCKROOM_ALLOWED_HOSTS": "*",
                # The load balancer's subnets and, since there is a front end, CloudFront's addresses.
                "STOCKROOM_TRUSTED_PROXIES": "10.20.0.0/20,10.20.16.0/20,192.0.2.0/24,198.51.100.0/24",
                "STOCKROOM_PUBLIC_URL": "https://shop.example.com",
                "STOCKROOM_ACCESS_ITEMS_WRITE": "user",
                # As service_settings say, which cannot change the proxies above.
                "STOCKROOM_ACCESS_CARS_WRITE": "admin",
                "SERVER_JETTY_MAX_CONNECTIONS": "5000",
            }.items(),
            settings.items(),
        )

    def test_environment_is_sorted_so_that_plans_are_quiet(self):
        for container in self.containers.values():
            names = [variable["name"] for variable in container["environment"]]
            self.assertEqual(sorted(names), names)
            self.assertNotIn("null", json.dumps(container))

    def test_a_slow_log_service_slows_nobody(self):
        for container in self.containers.values():
            self.assertLessEqual({"mode": "non-blocking", "max-buffer-size": "4m"}.items(), container["logConfiguration"]["options"].items())

    def test_stop_times_fit_together(self):
        group = LIVE["module.alb.aws_lb_target_group.service"]
        self.assertLess(int(group["deregistration_delay"]), self.containers["service"]["stopTimeout"])

    def test_tasks_are_killed_after_the_service_has_drained(self):
        drain = int(re.search(r"timeout-per-shutdown-phase: (\d+)s", (INFRA.parent / "bootstrap/src/main/resources/application.yaml").read_text())[1])
        settings = {variable["name"]: variable["value"] for variable in self.containers["service"]["environment"]}
        grace = int(settings["STOCKROOM_SHUTDOWN_GRACE"].removesuffix("s"))
        self.assertGreaterEqual(self.containers["service"]["stopTimeout"], grace + drain + 2)
        # Whatever both are set to.
        least = re.search(r"var\.stop_timeout >= var\.shutdown_grace \+ (\d+)", (INFRA / "terraform/live/variables.tf").read_text())
        self.assertGreaterEqual(int(least[1]), drain + 2)
        killed = int(re.search(r"StopTimeout: (\d+)", (INFRA / "cloudformation/app/service.yaml").read_text())[1])
        longest = int(re.search(r"  ShutdownGrace:\n(?:    .*\n)*?    MaxValue: (\d+)", (INFRA / "cloudformation/app/root.yaml").read_text())[1])
        self.assertGreaterEqual(killed, longest + drain + 2)

    def test_keep_alive_of_the_service_exceeds_that_of_the_load_balancer(self):
        settings = (INFRA.parent / "bootstrap/src/main/resources/application.yaml").read_text()
        keep_alive = int(re.search(r"connection-idle-timeout: (\d+)s", settings).group(1))
        self.assertGreater(keep_alive, LIVE["module.alb.aws_lb.this"]["idle_timeout"])


class Image(PolicyCase):
    """What tasks expect of the image."""

    def setUp(self):
        path = INFRA.parent / "Dockerfile"
        if not path.exists():
            self.skipTest("there is no Dockerfile")
        self.lines = path.read_text().splitlines()

    def test_tmp_is_writable_for_the_user_of_the_service(self):
        # Fargate mounts an empty volume as root's, unless the image declares it: then it has the rights of the image's directory.
        self.assertTrue([line for line in self.lines if line.startswith("VOLUME") and "/tmp" in line])

    def test_has_the_certificates_of_the_database(self):
        container = Service.containers["service"]
        settings = {variable["name"]: variable["value"] for variable in container["environment"]}
        self.assertEqual("/app/rds-ca.pem", settings["DB_SSLROOTCERT"])
        self.assertTrue([line for line in self.lines if line.startswith("COPY") and "infra/image/rds-ca.pem" in line])


class AtRest(PolicyCase):
    def test_logs_are_encrypted_and_end(self):  # 158, 338
        for address, group in LIVE.of("aws_cloudwatch_log_group").items():
            self.assertEqual(365, group["retention_in_days"], address)
            self.assertTrue(group["kms_key_id"], address)

    def test_database(self):  # 16, 17, 118, 129, 133, 157, 161, 226, 293, 353, 354
        database = LIVE["module.database.aws_db_instance.this"]
        expected = {
            "storage_encrypted": True,
            "multi_az": True,
            "iam_database_authentication_enabled": True,
            "manage_master_user_password": True,
            "deletion_protection": True,
            "performance_insights_enabled": True,
            "auto_minor_version_upgrade": True,
            "copy_tags_to_snapshot": True,
            "skip_final_snapshot": False,
            "storage_type": "gp3",
            "backup_retention_period": 14,
            "monitoring_interval": 60,
        }
        self.assertLessEqual(expected.items(), {key: value for key, value in database.items() if not isinstance(value, (list, dict))}.items())
        self.assertIsNone(database.get("password"))
        parameters = {p["name"]: p["value"] for p in LIVE["module.database.aws_db_parameter_group.this"]["parameter"]}
        self.assertEqual("1", parameters["rds.force_ssl"])

    def test_the_database_s_key_outlives_the_environment(self):
        key = LIVE["module.database.aws_db_instance.this"]["kms_key_id"]
        self.assertTrue(key.endswith("the-key-of-the-database"), "another key than the environment's own, which teardown deletes")
        self.assertEqual({'aws_kms_key.database["dev"]': "dev", 'aws_kms_key.database["prod"]': "prod"},
                         {address: key["tags"]["Environment"] for address, key in BOOTSTRAP.of("aws_kms_key").items() if "database" in address})
        module = (TERRAFORM / "modules/database/main.tf").read_text()
        self.assertRegex(module, r"ignore_changes = \[[^]]*snapshot_identifier")

    def test_keys_rotate(self):  # 7
        for plan in (LIVE, BOOTSTRAP):
            for address, key in plan.of("aws_kms_key").items():
                self.assertTrue(key["enable_key_rotation"], address)

    def test_secrets_and_notifications_have_our_key(self):  # 26, 149
        for address, secret in LIVE.of("aws_secretsmanager_secret").items():
            self.assertTrue(secret["kms_key_id"], address)
        self.assertFalse(LIVE.of("aws_secretsmanager_secret_version"), "a secret's value would stand in the state")
        self.assertTrue(LIVE["aws_sns_topic.alarms"]["kms_master_key_id"])

    def test_images_never_change(self):  # 51, 136, 163
        repository = BOOTSTRAP["aws_ecr_repository.this"]
        self.assertEqual("IMMUTABLE", repository["image_tag_mutability"])
        self.assertTrue(repository["image_scanning_configuration"][0]["scan_on_push"])
        self.assertEqual("KMS", repository["encryption_configuration"][0]["encryption_type"])

    def test_buckets_are_private_and_speak_tls(self):  # CKV2 6
        for plan in (LIVE, BOOTSTRAP):
            buckets = {address.replace("aws_s3_bucket.", "") for address in plan.of("aws_s3_bucket")}
            for kind in ("aws_s3_bucket_public_access_block", "aws_s3_bucket_policy", "aws_s3_bucket_server_side_encryption_configuration"):
                self.assertEqual(buckets, {address.replace(f"{kind}.", "") for address in plan.of(kind)}, kind)
            for block in plan.of("aws_s3_bucket_public_access_block").values():
                for key in ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"):
                    self.assertTrue(block[key])
            for bucket_policy in plan.of("aws_s3_bucket_policy").values():
                deny = statements(json.loads(bucket_policy["policy"]))["TlsOnly"]
                self.assertEqual(("Deny", {"Bool": {"aws:SecureTransport": "false"}}), (deny["Effect"], deny["Condition"]))
        self.assertEqual("Enabled", BOOTSTRAP["aws_s3_bucket_versioning.state"]["versioning_configuration"][0]["status"])


class Edge(PolicyCase):
    def test_load_balancer(self):  # 91, 131, 150, 328
        balancer = LIVE["module.alb.aws_lb.this"]
        self.assertTrue(balancer["drop_invalid_header_fields"] and balancer["enable_deletion_protection"])
        self.assertEqual("defensive", balancer["desync_mitigation_mode"])
        self.assertTrue(balancer["access_logs"][0]["enabled"])

    def test_tls(self):  # 2, 103, CKV2 20
        https = LIVE["module.alb.aws_lb_listener.https[0]"]
        self.assertIn("TLS13-1-2", https["ssl_policy"])
        (action,) = LIVE["module.alb.aws_lb_listener.http"]["default_action"]
        self.assertEqual(("redirect", "HTTP_301"), (action["type"], action["redirect"][0]["status_code"]))

    def test_firewall(self):  # CKV2 28
        rules = {rule["name"] for rule in LIVE["module.alb.aws_wafv2_web_acl.this[0]"]["rule"]}
        self.assertEqual({"rate", "rate-edge", "AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "refuse"}, rules)
        self.assertTrue(LIVE.of("aws_wafv2_web_acl_association"))

    def test_flow_logs_and_locked_default_group(self):  # CKV2 11, 12
        self.assertTrue(LIVE.of("aws_flow_log"))
        self.assertTrue(LIVE.of("aws_default_security_group"))


class Alarms(PolicyCase):
    alarms = {alarm["alarm_name"].removeprefix("stockroom-prod-"): alarm for alarm in LIVE.of("aws_cloudwatch_metric_alarm").values()}

    # What silence means.
    MISSING = {
        "notBreaching": {
            "target-errors", "latency", "unhealthy-hosts", "elb-errors", "rejected", "tls", "db-reads", "db-writes", "db-queue",
            "log-errors", "events-lost", "burn-fast-short", "burn-fast-long", "burn-slow-short", "burn-slow-long",
        },
        "breaching": {"healthy-hosts", "cpu", "memory", "missing-tasks", "db-storage"},
        "missing": {"db-cpu", "db-credits", "db-memory", "db-connections"},
    }

    def test_silence(self):
        found = {}
        for name, alarm in self.alarms.items():
            found.setdefault(alarm["treat_missing_data"], set()).add(name)
        self.assertEqual(self.MISSING, found)

    def test_somebody_is_told(self):
        for name, alarm in self.alarms.items():
            if not name.startswith("burn-"):
                self.assertTrue(alarm["alarm_actions"], name)
        for address, alarm in LIVE.of("aws_cloudwatch_composite_alarm").items():
            self.assertTrue(alarm["alarm_actions"], address)
        self.assertEqual(["somebody@example.com"], [s["endpoint"] for s in LIVE.of("aws_sns_topic_subscription").values()])

    def test_events_are_pushed(self):
        rules = LIVE.of("aws_cloudwatch_event_rule")
        self.assertEqual({f"stockroom-prod-{name}" for name in ("canary", "deployment-failed", "image-finding", "task-failed")}, {r["name"] for r in rules.values()})
        self.assertEqual(len(rules), len(LIVE.of("aws_cloudwatch_event_target")))

    def test_budget_counts_by_tag(self):
        budget = LIVE["module.budget.aws_budgets_budget.this"]
        self.assertEqual(["user:Project$stockroom"], budget["cost_filter"][0]["values"])
        self.assertEqual({("ACTUAL", 80), ("FORECASTED", 100)}, {(n["notification_type"], n["threshold"]) for n in budget["notification"]})


class Sources(PolicyCase):
    def test_everything_carries_the_tags(self):
        keys = {"Project", "Environment", "ManagedBy", "Repository", "CostCenter"}
        for root in ("live", "bootstrap"):
            text = (TERRAFORM / root / "versions.tf").read_text() + (TERRAFORM / root / "main.tf").read_text()
            self.assertIn("default_tags", text)
            self.assertLessEqual(keys, set(re.findall(r"^ +(\w+) += ", text, re.M)), root)

    def test_no_account_region_zone_or_partition_is_written_down(self):
        literal = re.compile(r"\b\d{12}\b|\b(?:us|eu|ap|sa|ca|me|af|il|mx|cn)-(?:gov-)?[a-z]+-\d[a-z]?\b|arn:aws")
        for path in [*INFRA.rglob("*.tf"), *INFRA.rglob("*.tfvars"), *INFRA.glob("lib/*.sh"), INFRA / "aws-deploy.sh"]:
            if ".terraform" not in path.parts:
                # Where CloudFront looks for certificates and counts, wherever its distributions are used.
                text = path.read_text().replace("us-east-1", "") if path.name in ("dashboard.tf", "variables.tf") else path.read_text()
                self.assertFalse(literal.findall(text), path)

    def test_every_value_in_tfvars_has_a_variable(self):
        # Terraform itself only warns.
        declared = set(re.findall(r'^variable "(\w+)"', (TERRAFORM / "live/variables.tf").read_text(), re.M))
        files = list((TERRAFORM / "live/env").glob("*.tfvars"))
        self.assertTrue(files)
        for file in files:
            self.assertLessEqual(set(re.findall(r"^(\w+)\s*=", file.read_text(), re.M)), declared, file.name)

    def test_every_variable_is_typed(self):
        for path in TERRAFORM.rglob("*.tf"):
            if ".terraform" not in path.parts:
                for name, body in re.findall(r'^variable "(\w+)" \{(.*?)^\}', path.read_text(), re.M | re.S):
                    self.assertRegex(body, r"(?m)^  type +=", f"{path.name}: {name}")

    def test_provider_range(self):
        for root in ("live", "bootstrap"):
            self.assertIn('version = ">= 5.90, < 7.0"', (TERRAFORM / root / "versions.tf").read_text())

    def test_excused_findings_say_why_and_until_when(self):
        for entry in json.loads((INFRA / "scan-allowlist.json").read_text()):
            self.assertEqual({"cve", "reason", "expires"}, entry.keys())
            self.assertRegex(entry["expires"], r"^\d{4}-\d\d-\d\d$")
