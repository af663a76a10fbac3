"""What the workflows do to an environment, in which order, and what can stop them."""

import re
import unittest

import yaml

from plans import INFRA

WORKFLOWS = {f.stem: f.read_text() for f in (INFRA.parent / ".github/workflows").glob("*.yml")}
PARSED = {name: yaml.safe_load(text) for name, text in WORKFLOWS.items()}


def commands(job):
    """Commands of the deploy script, in the order of the steps."""
    return [m for step in job["steps"] for m in re.findall(r"infra/aws-deploy\.sh (\w+)", step.get("run", ""))]


def jobs():
    for name, workflow in PARSED.items():
        for job_name, job in workflow["jobs"].items():
            yield f"{name}: {job_name}", job


class Workflows(unittest.TestCase):
    def test_no_setting_is_given_by_a_workflow(self):
        for name, text in WORKFLOWS.items():
            self.assertNotIn("TF_VAR_", text, name)

    def test_the_infrastructure_comes_before_the_deployment(self):
        changing = {name: commands(job) for name, job in jobs() if {"apply", "deploy"} & set(commands(job))}
        # The front end needs nothing of the infrastructure but that it is there.
        self.assertEqual({"deploy: deploy": ["apply", "deploy"], "web: release": ["deploy"]}, changing)

    def test_one_environment_after_the_other(self):
        for job in (PARSED["deploy"]["jobs"]["deploy"], PARSED["web"]["jobs"]["release"]):
            self.assertEqual((1, ["dev", "prod"]), (job["strategy"]["max-parallel"], job["strategy"]["matrix"]["env"]))
            self.assertEqual("${{ matrix.env }}", job["environment"])

    def test_prod_gets_the_files_that_dev_got(self):
        build, release = (PARSED["web"]["jobs"][name] for name in ("build", "release"))
        self.assertFalse(any("npm" in step.get("run", "") for step in release["steps"]))
        names = {step["with"]["name"] for job in (build, release) for step in job["steps"] if "artifact" in step.get("uses", "")}
        self.assertEqual({"front-end"}, names)

    def test_nothing_cancels_a_roll_back_or_lets_it_wait(self):
        (roll_back,) = [job for _, job in jobs() if "rollback" in commands(job)]
        group = roll_back["concurrency"]["group"]
        self.assertIn("github.run_id", group)
        self.assertFalse(roll_back["concurrency"]["cancel-in-progress"])
        others = [job.get("concurrency", {}) for _, job in jobs() if job is not roll_back]
        self.assertNotIn(group, [c["group"] if isinstance(c, dict) and c else c for c in others])

    def test_nothing_that_changes_an_environment_is_cancelled_half_way(self):
        for name, job in jobs():
            if {"apply", "deploy", "rollback"} & set(commands(job)):
                self.assertFalse(job["concurrency"]["cancel-in-progress"], name)
