"""A PostgreSQL with products, JVMs that serve them, and load on these."""

import http.client
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

import common

TICK = os.sysconf("SC_CLK_TCK")
JAR = common.ROOT / "bootstrap/target/stockroom.jar"
QUARKUS = common.ROOT / "bench/quarkus"
QUARKUS_APPLICATION = QUARKUS / "target/quarkus-app"
LUA = pathlib.Path(__file__).with_name("requests.lua")


class Server:
    """A JVM that serves HTTP, and what the kernel knows of it."""

    def __init__(self, name, command, database, log, cases=None):
        self.name = name
        self.cases = cases
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT,
            env={**os.environ, **database, "SERVER_PORT": str(self.port), "LOG_DIR": "", "STOCKROOM_JWT_SECRET": common.SECRET})

    def serves(self, case):
        return self.cases is None or case in self.cases

    def await_serving(self, target="/api/items?limit=1"):
        deadline = time.monotonic() + 120
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                if self.get(target)[0] == 200:
                    return self
            except OSError:
                time.sleep(0.1)
        sys.exit(f"the {self.name} did not start")

    def get(self, target):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", target)
        response = connection.getresponse()
        return response.status, response.read()

    def link(self, target):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", target)
        return connection.getresponse().getheader("Link", "")

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            user, system = stat.read().rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) / TICK

    def resident_mb(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

    def close(self):
        self.process.terminate()
        self.process.wait()

    def load(self, case, connections, seconds, rows, cursor=""):
        before = self.cpu_seconds()
        requests, duration, errors, p50, p99 = wrk(f"http://127.0.0.1:{self.port}", case, connections, seconds, rows, cursor)
        spent = self.cpu_seconds() - before
        return {
            "req/s": requests / (duration / 1e6), "CPU us/req": spent * 1e6 / max(requests, 1), "p50 ms": p50 / 1000,
            "p99 ms": p99 / 1000, "errors": errors, "RSS MB": self.resident_mb(),
        }


class Database:
    """Ready for use when made; ends with this program."""

    def __init__(self, classpath, rows):
        self.process = subprocess.Popen(
            [common.JAVA, "-cp", classpath, "io.github.stockroom.bench.BenchDatabase", str(rows)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        port = next((line.split()[1] for line in self.process.stdout if line.startswith("ready ")), None)
        if port is None:
            sys.exit("no database")
        if os.environ.get("DB_HOST"):
            self.settings = {"DB_PORT": port, "DB_NAME": os.environ.get("DB_NAME", "stockroom"),
                             "DB_USER": os.environ.get("DB_USER", "stockroom")}
        else:
            self.settings = {"DB_HOST": "localhost", "DB_PORT": port, "DB_NAME": "postgres", "DB_USER": "postgres",
                             "DB_PASSWORD": "postgres"}

    @staticmethod
    def kind():
        return os.environ.get("DB_HOST") or "PostgreSQL 18 of its own, on this machine"

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def service(database, log, *java_options):
    return Server("service", [common.JAVA, *java_options, "-jar", JAR], database.settings, log)


def ceiling(database, log, classpath, *java_options):
    return Server("ceiling", [common.JAVA, *java_options, "-cp", classpath, "io.github.stockroom.bench.Ceiling"], database.settings, log)


def quarkus(database, log, *java_options):
    return Server("quarkus", [common.JAVA, *java_options, "-jar", QUARKUS_APPLICATION / "quarkus-run.jar"], database.settings, log,
                  cases=["by id"])


def wrk(url, case, connections, seconds, rows, cursor=""):
    """Puts load on a server: requests, how long it took, errors among them, median and 99th percentile, times in microseconds."""
    printed = common.run("wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", LUA, url, "--", case, rows, cursor)
    return map(int, next(line for line in printed.splitlines() if line.startswith("figures ")).split()[1:])


def require_wrk():
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed (Debian: apt-get install wrk)")


def build_quarkus():
    common.run(common.ROOT / "mvnw", "-q", "-B", "-ntp", "-f", QUARKUS / "pom.xml", "package")


def build():
    """Builds the service and what measures it; returns the class path of the latter."""
    common.run(common.ROOT / "mvnw", "-q", "-B", "-ntp", "-Pbench", "-DskipTests", "-Dmaven.javadoc.skip",
               "-pl", "bootstrap,bench", "-am", "package", cwd=common.ROOT)
    libraries = (common.ROOT / "bench/target/classpath").read_text().strip()
    return f"{common.ROOT / 'bench/target/classes'}:{libraries}"
