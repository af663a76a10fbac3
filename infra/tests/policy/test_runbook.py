"""The page for troubleshooting names every exit code of the script, every alarm with an action and every message by event."""

import re
import unittest

from plans import INFRA, LIVE

PAGE = (INFRA / "docs/troubleshoot.md").read_text()


def first_column(title):
    """Words of the first column of the table below a heading."""
    section = PAGE.split(f"\n## {title}", 1)[1].split("\n## ", 1)[0]
    cells = re.findall(r"^\| ([^|]+?) \|", section, re.M)[1:]
    return {word for cell in cells for word in re.split(r", ", cell.removeprefix("B: "))}


class ExitCodes(unittest.TestCase):
    SCRIPTS = [INFRA / "aws-deploy.sh", *(INFRA / "lib").glob("*.sh")]
    used = {code for file in SCRIPTS for code in re.findall(r"\b(?:die|undo_web|return) (\d+)\b", file.read_text()) if len(code) == 2 or code == "2"}

    def test_the_page_explains_those_that_the_scripts_use(self):
        self.assertEqual(self.used, first_column("By exit code") - {"any other"})

    def test_so_does_the_help(self):
        usage = re.search(r"exit codes: (.*?)\nEND", (INFRA / "aws-deploy.sh").read_text(), re.S)[1]
        self.assertEqual(self.used | {"0"}, set(re.findall(r"\b(\d+) [a-zE]", usage)))

    def test_failures_that_are_foreseen_are_not_called_unexpected(self):
        pattern = re.search(r"code =~ (\^\S+\$) ", (INFRA / "lib/common.sh").read_text())[1]
        self.assertEqual(self.used, {code for code in self.used if re.search(pattern, code)})


def lite(resource_type, name):
    """Names of resources of topology B, without that of the environment."""
    texts = [file.read_text() for file in (INFRA / "cloudformation/app").glob("*.yaml")]
    return {found for text in texts for found in re.findall(rf"Type: {resource_type}\n(?:.*\n)*?      {name}: !Sub \${{Name}}-(\S+)", text)}


class Alarms(unittest.TestCase):
    def test_the_page_explains_every_alarm_of_both_topologies(self):
        alarms = {**LIVE.of("aws_cloudwatch_metric_alarm"), **LIVE.of("aws_cloudwatch_composite_alarm")}.values()
        telling = {alarm["alarm_name"].removeprefix("stockroom-prod-") for alarm in alarms if alarm["alarm_actions"]}
        self.assertEqual(telling | lite("AWS::CloudWatch::Alarm", "AlarmName"), first_column("By alarm"))

    def test_and_every_message_by_event(self):
        rules = {rule["name"].removeprefix("stockroom-prod-") for rule in LIVE.of("aws_cloudwatch_event_rule").values()}
        self.assertEqual(rules | lite("AWS::Events::Rule", "Name"), first_column("By message") - {"RDS", "budget"})


class Pages(unittest.TestCase):
    def test_options_and_commands_of_the_script_exist(self):
        script = (INFRA / "aws-deploy.sh").read_text()
        commands = set(re.search(r"\n    (setup \|.*?)\) ;;", script)[1].split(" | "))
        options = set(re.findall(r"--[a-z-]+", re.search(r"<<'END'(.*?)\nEND", script, re.S)[1]))
        found = 0
        for page in [INFRA / "README.md", *(INFRA / "docs").glob("*.md")]:
            for call in re.findall(r"infra/aws-deploy\.sh ([^`#\n]+)", page.read_text()):
                words = call.split()
                found += 1
                self.assertIn(words[0], commands, f"{page.name}: {call}")
                given = set(re.findall(r"(?<!\S)--[a-z-]+", call))
                self.assertLessEqual(given, options, f"{page.name}: {call}")
        self.assertGreater(found, 30)

    def test_settings_that_the_pages_give_exist(self):
        variables = set(re.findall(r'^variable "(\w+)"', "".join((INFRA / f"terraform/{r}/variables.tf").read_text() for r in ("live", "bootstrap")), re.M))
        parameters = set(re.findall(r"^  (\w+):$", (INFRA / "cloudformation/app/root.yaml").read_text().split("\nRules:")[0], re.M))
        for page in (INFRA / "docs").glob("*.md"):
            text = page.read_text()
            self.assertLessEqual(set(re.findall(r"TF_VAR_(\w+)", text)), variables, page.name)
            for given in re.findall(r"STACK_PARAMETERS='?([^'`]+?)(?:'|`| infra)", text):
                self.assertLessEqual(set(re.findall(r"(\w+)=", given)), parameters, page.name)


if __name__ == "__main__":
    unittest.main()
