"""Tests of .ci/licences and .ci/staged on small examples."""

import importlib.util
import tempfile
import unittest
import zipfile
from importlib.machinery import SourceFileLoader
from pathlib import Path


def load(name):
    loader = SourceFileLoader(name, str(Path(__file__).parent / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


licences, staged = load("licences"), load("staged")

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><name>n</name><description>d</description><url>u</url>
<licenses><license><name>l</name><url>u</url></license></licenses><developers><developer><name>d</name></developer></developers>
<scm><connection>c</connection><developerConnection>c</developerConnection>{}</scm></project>"""


class LicencesTest(unittest.TestCase):
    rules = {"allowed": ["MIT", "Apache-2.0"], "components": {"g:special": "a reason"}}

    def refused(self, *components):
        return list(licences.refused([{"group": "g", "version": "1"} | component for component in components], self.rules))

    def test_allows_a_listed_licence_in_each_spelling_of_a_list(self):
        self.assertEqual([], self.refused({"name": "a", "licenses": [{"license": {"id": "MIT"}}]}))
        self.assertEqual([], self.refused({"name": "a", "licenses": [{"license": {"name": "MIT"}}]}))

    def test_takes_the_allowed_one_of_several(self):
        both = [{"license": {"id": "GPL-2.0"}}, {"license": {"id": "MIT"}}]
        self.assertEqual([], self.refused({"name": "a", "licenses": both}))
        self.assertEqual([], self.refused({"name": "a", "licenses": [{"expression": "(GPL-2.0 OR MIT)"}]}))

    def test_refuses_others_and_none(self):
        self.assertEqual(["g:a:1: GPL-2.0"], self.refused({"name": "a", "licenses": [{"license": {"id": "GPL-2.0"}}]}))
        self.assertEqual(["g:a:1: no licence"], self.refused({"name": "a"}))
        self.assertEqual(
            ["g:a:1: MIT AND GPL-2.0"], self.refused({"name": "a", "licenses": [{"expression": "MIT AND GPL-2.0"}]})
        )

    def test_allows_a_component_that_has_a_reason(self):
        self.assertEqual([], self.refused({"name": "special", "licenses": [{"license": {"id": "GPL-2.0"}}]}))


class StagedTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.folder = Path(directory.name)

    def test_names_all_that_is_absent(self):
        pom = self.folder / "stockroom-domain-1.pom"
        pom.write_text(POM.format(""))
        with zipfile.ZipFile(self.folder / "stockroom-domain-1.jar", "w") as jar:
            jar.writestr("A.class", "")
        with zipfile.ZipFile(self.folder / "stockroom-domain-1-sources.jar", "w") as jar:
            jar.writestr("README", "")

        self.assertEqual(
            [
                "stockroom-domain-1.jar is not signed",
                "stockroom-domain-1-sources.jar has no .java",
                "stockroom-domain-1-sources.jar is not signed",
                "stockroom-domain-1-javadoc.jar is absent",
                "stockroom-domain-1-cyclonedx.json is absent",
                "stockroom-domain-1.pom is not signed",
                "the pom has no scm/url",
            ],
            list(staged.complaints(pom)),
        )

    def test_refuses_snapshots_and_parents(self):
        pom = self.folder / "stockroom-domain-1.pom"
        pom.write_text(POM.format("<url>u</url>").replace("<name>n", "<parent><version>1-SNAPSHOT</version></parent><name>n"))

        found = list(staged.complaints(pom))

        self.assertIn("the pom has a parent, which is not published", found)
        self.assertIn("the pom names a snapshot", found)


if __name__ == "__main__":
    unittest.main()
