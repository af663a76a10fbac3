"""The firewall lets through every call of the contract, and refuses attacks in the API's own format."""

import json
import re
import uuid

from firewall import RULES, Request, labels
from plans import INFRA, LIVE, PolicyCase

UUIDS = ",".join(str(uuid.UUID(int=i)) for i in range(60))
ROUTES = re.findall(r"RouteKey: (\w+) (/\S*)", (INFRA / "cloudformation/app/routes.yaml").read_text())

# Calls that the contract allows and that look odd to a firewall made for pages.
ODD = [
    Request("GET", "/api/items", "id__in=" + UUIDS),
    Request("GET", "/api/items", "q=x.ini"),
    Request("GET", "/api/items", "q=server.log"),
    Request("GET", "/api/items", "q=../../etc"),
    Request("GET", "/api/items", "q=<script>"),
    Request("GET", "/cars", "name__contains=http://10.0.0.1/"),
    Request("POST", "/api/items", body=json.dumps({"product": "a", "price": 1, "description": "<script>alert(1)</script>"})),
    Request("POST", "/api/items", body=json.dumps({"product": "logger", "price": 1, "description": "${jndi:ldap://x} is what it must not do"})),
    Request("POST", "/api/items", body=json.dumps([{"product": f"p{i}", "price": i} for i in range(2000)])),
    Request("POST", "/api/items", body="product,price\n" + "x,1\n" * 20000, headers={"Content-Type": "text/csv"}),
    Request("POST", "/api/v1/movie", body=json.dumps({"title": "../../x", "synopsis": "see http://169.254.169.254/latest/meta-data"})),
    Request("GET", "/api/items", agent=""),
    Request("DELETE", "/users/delete/someone.log"),
    Request("PATCH", "/api/items/7", body='{"price":2}', headers={"If-Match": '"1"', "Content-Type": "application/merge-patch+json"}),
    Request("GET", "/", headers={"Cookie": "session=" + "x" * 4000}),
]

ATTACKS = [
    Request("GET", "/../../etc/passwd"),
    Request("GET", "/WEB-INF/web.xml"),
    Request("PROPFIND", "/"),
    Request("GET", "/", agent="${jndi:ldap://x}"),
    Request("GET", "/", agent="sqlmap/1.7"),
    Request("GET", "/<script>alert(1)</script>"),
    Request("GET", "/", host="localhost"),
]


class Firewall(PolicyCase):
    acl = LIVE["module.alb.aws_wafv2_web_acl.this[0]"]
    rules = {rule["name"]: rule for rule in acl["rule"]}

    def refused(self):
        (statement,) = self.rules["refuse"]["statement"]
        return {s["label_match_statement"][0]["key"] for s in statement["or_statement"][0]["statement"]}

    def test_knows_every_label(self):
        self.assertLessEqual(self.refused(), RULES.keys())
        groups = {name: r["statement"][0]["managed_rule_group_statement"][0] for name, r in self.rules.items() if name.startswith("AWS")}
        self.assertEqual(len(RULES), sum(len(group["rule_action_override"]) for group in groups.values()))

    def test_lets_every_call_of_the_contract_through(self):
        calls = [Request(method, path.replace("{", "").replace("}", "")) for method, path in ROUTES] + ODD
        self.assertGreater(len(calls), 40)
        for call in calls:
            self.assertFalse(labels(call) & self.refused(), call)

    def test_would_have_refused_them_by_the_rules_alone(self):
        as_aws_ships_it = RULES.keys() - {"awswaf:managed:aws:core-rule-set:SizeRestrictions_Body"}
        self.assertEqual(11, len([call for call in ODD if labels(call) & as_aws_ships_it]))

    def test_refuses_attacks(self):
        for attack in ATTACKS:
            self.assertTrue(labels(attack) & self.refused(), attack)

    def test_no_managed_rule_blocks_by_itself(self):
        for name, rule in self.rules.items():
            if name.startswith("AWS"):
                self.assertEqual(1, len(rule["override_action"][0]["count"]), name)
                for override in rule["statement"][0]["managed_rule_group_statement"][0]["rule_action_override"]:
                    self.assertTrue(override["action_to_use"][0]["count"], override["name"])

    def test_counts_first(self):
        for name in ("rate", "refuse"):
            self.assertEqual((1, 0), (len(self.rules[name]["action"][0]["count"]), len(self.rules[name]["action"][0]["block"])), name)

    def test_an_office_behind_one_address_is_not_shut_out(self):
        limit = self.rules["rate"]["statement"][0]["rate_based_statement"][0]["limit"]
        self.assertGreaterEqual(limit / 300, 200, "requests a second")

    def test_refusals_are_problems_as_the_api_writes_them(self):
        bodies = {b["key"]: json.loads(b["content"]) for b in self.acl["custom_response_body"]}
        problems = (INFRA.parent / "adapters-rest/src/main/java/io/github/stockroom/rest/problem/Problems.java").read_text()
        self.assertEqual({"refused": 403, "rate": 429}, {key: body["status"] for key, body in bodies.items()})
        for body in bodies.values():
            self.assertIn(f'{body["status"]}, "{body["code"]}", "{body["title"]}"', problems)
        for body in bodies.values():
            self.assertEqual({"type", "title", "status", "detail", "code"}, set(body))
