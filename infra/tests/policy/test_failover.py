"""RDS fails over in 60 to 120 seconds. What does that do to the tasks?"""

import re
import sys

from failover import Probe, fail_over
from plans import INFRA, LIVE, PolicyCase

sys.path.insert(0, str(INFRA / "tests/lite"))
from templates import NESTED  # noqa: E402

ROOT = INFRA.parent
SETTINGS = (ROOT / "bootstrap/src/main/resources/application.yaml").read_text()
# What /actuator/health/readiness, /ht and /actuator/health look at; docs/contract.md.
ASK_DATABASE = re.compile(r"readiness|^/ht/?$|^/actuator/health/?$")
# Half a processor; docs/performance.md has 10 s for a quarter.
START = 10


class FailOver(PolicyCase):
    group = LIVE["module.alb.aws_lb_target_group.service"]["health_check"][0]

    def probe(self, path):
        return Probe(int(self.group["interval"]), int(self.group["unhealthy_threshold"]), bool(ASK_DATABASE.search(path)))

    def test_readiness_depends_on_the_database(self):
        self.assertRegex(SETTINGS, r"readiness:\n +include: readinessState,database")

    def test_no_task_is_stopped(self):
        for outage in (60, 90, 120, 300):
            self.assertEqual(0, fail_over(self.probe(self.group["path"]), 2, outage, START).stopped, outage)
        self.assertEqual(1, fail_over(self.probe(self.group["path"]), 2, 120, START).back_after)

    def test_what_a_probe_of_readiness_would_cost(self):
        outcome = fail_over(self.probe("/actuator/health/readiness"), 2, 120, START)
        self.assertEqual((2, 10), (outcome.stopped, outcome.back_after))
        self.assertEqual(6, fail_over(self.probe("/actuator/health/readiness"), 6, 120, START).stopped)

    def test_so_it_is_in_topology_b(self):
        check = NESTED["service"]["Resources"]["Task"]["Properties"]["ContainerDefinitions"][0]["HealthCheck"]
        path = check["Command"][2]
        probe = Probe(check["Interval"], check["Retries"], bool(ASK_DATABASE.search(path)))
        self.assertEqual(0, fail_over(probe, 3, 120, START).stopped)
        self.assertEqual(3, fail_over(Probe(check["Interval"], check["Retries"], True), 3, 120, START).stopped)

    def test_a_deployment_asks_for_readiness(self):
        smoke = (INFRA / "lib/smoke.sh").read_text()
        self.assertIn("expect 200 GET /actuator/health/readiness", smoke)

    def test_the_probe_answers_during_an_outage(self):
        outage = ROOT / "bootstrap/src/test/java/io/github/stockroom/bootstrap/DatabaseOutageTest.java"
        self.assertIn(f'"{self.group["path"]}"', outage.read_text())


if __name__ == "__main__":
    for path in ("/actuator/health/readiness", "/healthz"):
        print(path, fail_over(Probe(10, 3, bool(ASK_DATABASE.search(path))), 2, 120, START))
