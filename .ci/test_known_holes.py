"""Tests of .ci/known-holes with deliberate holes. Run: python3 -m unittest discover .ci"""
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile

SCRIPT = pathlib.Path(__file__).resolve().parent / "known-holes"


class KnownHolesTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = pathlib.Path(directory.name)

    def check(self, path, package, *ranges):
        holes = self.directory / "holes.json"
        holes.write_text(json.dumps([{"id": "CVE-0000-0001", "package": package, "ranges": ranges,
                                      "source": "https://example.org", "reason": "deliberate"}]))
        return subprocess.run([sys.executable, SCRIPT, "--list", holes, path], capture_output=True, text=True)

    def jar(self, name, entries):
        path = self.directory / name
        path.write_bytes(archive(entries))
        return path

    def runnable(self):
        jackson = archive({"META-INF/maven/tools.jackson.core/jackson-core/pom.properties": b"version=3.3.0\n"})
        return self.jar("service.jar", {"BOOT-INF/lib/h2-2.1.200.jar": archive({}),
                                        "BOOT-INF/lib/jackson-core-3.3.0.jar": jackson})

    def lock(self):
        path = self.directory / "package-lock.json"
        path.write_text(json.dumps({"packages": {"": {"version": "1.0.0"},
                                                 "node_modules/a/node_modules/@scope/nested": {"version": "2.0.0-rc.1"}}}))
        return path

    def assert_found(self, result):
        self.assertEqual(1, result.returncode, result.stdout + result.stderr)
        self.assertIn("CVE-0000-0001", result.stdout)

    def assert_clean(self, result):
        self.assertEqual(0, result.returncode, result.stdout + result.stderr)

    def test_finds_a_jar_inside_the_runnable_jar_by_its_name(self):
        self.assert_found(self.check(self.runnable(), "maven:com.h2database:h2", ["0", "2.1.210"]))

    def test_passes_the_first_mended_version(self):
        self.assert_clean(self.check(self.runnable(), "maven:com.h2database:h2", ["0", "2.1.200"]))

    def test_passes_versions_before_the_range(self):
        self.assert_clean(self.check(self.runnable(), "maven:com.h2database:h2", ["2.1.201", "3"]))

    def test_looks_into_each_range(self):
        self.assert_found(self.check(self.runnable(), "maven:com.h2database:h2", ["0", "1.4"], ["2.0", "2.2"]))

    def test_tells_groups_apart_where_the_jar_names_its_group(self):
        self.assert_clean(self.check(self.runnable(), "maven:com.fasterxml.jackson.core:jackson-core", ["0", "99"]))
        self.assert_found(self.check(self.runnable(), "maven:tools.jackson.core:jackson-core", ["0", "99"]))

    def test_finds_coordinates_in_a_shaded_jar(self):
        shaded = self.jar("shaded.jar", {"META-INF/maven/com.nimbusds/nimbus-jose-jwt/pom.properties": b"version=9.37.1\n"})
        self.assert_found(self.check(shaded, "maven:com.nimbusds:nimbus-jose-jwt", ["0", "9.37.2"]))

    def test_finds_nested_packages_of_npm(self):
        self.assert_found(self.check(self.lock(), "npm:@scope/nested", ["0", "2.0.0"]))

    def test_orders_prereleases_before_their_release(self):
        self.assert_clean(self.check(self.lock(), "npm:@scope/nested", ["2.0.0", "3.0.0"]))
        self.assert_clean(self.check(self.lock(), "npm:@scope/nested", ["0", "2.0.0-beta.2"]))

    def test_refuses_a_jar_without_dependencies(self):
        result = self.check(self.jar("plain.jar", {"A.class": b""}), "npm:a", ["0", "1"])
        self.assertNotEqual(0, result.returncode)
        self.assertIn("holds no dependencies", result.stderr)


def archive(entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return buffer.getvalue()


if __name__ == "__main__":
    unittest.main()
