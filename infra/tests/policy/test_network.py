"""Who may talk to whom."""

from plans import LIVE, PolicyCase

SERVICE, DATABASE, HTTPS = 8000, 5432, 443

ALLOWED_IN = {
    ("0.0.0.0/0", "alb", 80),
    ("0.0.0.0/0", "alb", HTTPS),
    ("alb", "app", SERVICE),
    ("app", "db", DATABASE),
    ("migrate", "db", DATABASE),
    ("app", "endpoints", HTTPS),
    ("migrate", "endpoints", HTTPS),
}

ALLOWED_OUT = {(source, target, port) for source, target, port in ALLOWED_IN if source != "0.0.0.0/0"} | {
    ("app", "pl-s3", HTTPS),
    ("migrate", "pl-s3", HTTPS),
}


def peer(rule):
    return rule["cidr_ipv4"] or rule["cidr_ipv6"] or rule["prefix_list_id"] or rule["referenced_security_group_id"]


class SecurityGroups(PolicyCase):
    def rules(self, direction):
        found = LIVE.of(f"aws_vpc_security_group_{direction}_rule")
        for address, rule in found.items():
            self.assertEqual("tcp", rule["ip_protocol"], address)
            self.assertEqual(rule["from_port"], rule["to_port"], address)
            self.assertTrue(rule["description"], address)
        return found.values()

    def test_what_comes_in(self):
        self.assertEqual(ALLOWED_IN, {(peer(rule), rule["security_group_id"], rule["from_port"]) for rule in self.rules("ingress")})

    def test_what_goes_out(self):
        self.assertEqual(ALLOWED_OUT, {(rule["security_group_id"], peer(rule), rule["from_port"]) for rule in self.rules("egress")})

    def test_no_rule_hides_inside_a_group(self):
        for address, group in (LIVE.of("aws_security_group") | LIVE.of("aws_default_security_group")).items():
            self.assertFalse(group.get("ingress"), address)
            self.assertFalse(group.get("egress"), address)
        self.assertFalse(LIVE.of("aws_security_group_rule"))


class Routes(PolicyCase):
    def test_only_the_public_subnets_reach_the_internet(self):
        self.assertEqual(["module.network.aws_route.internet"], list(LIVE.of("aws_route")))
        self.assertFalse(LIVE.of("aws_nat_gateway"))
        for table in LIVE.of("aws_route_table").values():
            self.assertFalse(table.get("route"))

    def test_nothing_gets_a_public_address(self):
        for address, subnet in LIVE.of("aws_subnet").items():
            self.assertFalse(subnet["map_public_ip_on_launch"], address)
        self.assertFalse(LIVE["module.service.aws_ecs_service.this"]["network_configuration"][0]["assign_public_ip"])
        self.assertFalse(LIVE["module.database.aws_db_instance.this"]["publicly_accessible"])

    def test_tasks_reach_all_that_they_need_to_start(self):
        endpoints = {endpoint["service_name"].split(".", 3)[3]: endpoint["vpc_endpoint_type"] for endpoint in LIVE.of("aws_vpc_endpoint").values()}
        self.assertEqual(
            {"ecr.api": "Interface", "ecr.dkr": "Interface", "logs": "Interface", "secretsmanager": "Interface", "s3": "Gateway"}, endpoints
        )
