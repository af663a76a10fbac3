"""Targets of scaling follow from what was measured, in bench/history.md."""

import re

from plans import INFRA, LIVE, PolicyCase


class Scaling(PolicyCase):
    policies = {
        p["target_tracking_scaling_policy_configuration"][0]["predefined_metric_specification"][0]["predefined_metric_type"]:
        p["target_tracking_scaling_policy_configuration"][0]["target_value"]
        for p in LIVE.of("aws_appautoscaling_policy").values()
    }

    def per_second(self):
        """Reads by id a second in the sixth ten seconds of a quarter of a processor, in the slowest of the later runs."""
        text = (INFRA.parent / "bench/history.md").read_text()
        return min(int(row.replace(",", "").split("|")[-2]) for row in re.findall(r"^\| 0\.25 CPU, 512 MB \|.*$", text, re.M))

    def test_requests(self):
        task = LIVE['module.service.aws_ecs_task_definition.base["service"]']
        measured = self.per_second() * 60 * int(task["cpu"]) / 256
        target = self.policies["ALBRequestCountPerTarget"]
        # With CPU at its target the requests are at theirs.
        self.assertAlmostEqual(self.policies["ECSServiceAverageCPUUtilization"] / 100, target / measured, delta=0.05)
        self.assertGreater(target, 25_000)

    def test_no_policy_on_memory_and_the_reason_stands_there(self):
        self.assertNotIn("ECSServiceAverageMemoryUtilization", self.policies)
        self.assertIn("Not on memory", (INFRA / "terraform/modules/service/scaling.tf").read_text())
        self.assertIn("memory", {a["alarm_name"].rpartition("-")[2] for a in LIVE.of("aws_cloudwatch_metric_alarm").values()})

    def test_the_gateway_lets_through_what_its_one_task_can_answer(self):
        root = (INFRA / "cloudformation/app/root.yaml").read_text()
        rate = int(re.search(r"ThrottleRate:.*?Default: (\d+)", root, re.S)[1])
        self.assertAlmostEqual(0.5, rate / self.per_second(), delta=0.1)
