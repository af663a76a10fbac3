"""The image in containers, in front of PostgreSQL in one of its own."""

import contextlib
import http.client
import subprocess
import sys
import time

import common

NETWORK = "stockroom-bench"
DATABASE = "stockroom-bench-postgres"
SERVICE = "stockroom-bench-service"
PASSWORD = "bench"
DEADLINE_S = 180

LIMITS = {
    "unlimited": [],
    "0.25 CPU, 512 MB": ["--cpus", "0.25", "--memory", "512m", "--memory-swap", "512m"],
}


def docker(*arguments):
    return common.run("docker", *arguments)


def remove(*containers):
    docker("rm", "-fv", *containers)


def start_database():
    docker("network", "create", NETWORK)
    docker("run", "-d", "--name", DATABASE, "--network", NETWORK, "-e", "POSTGRES_USER=stockroom",
           "-e", f"POSTGRES_PASSWORD={PASSWORD}", "postgres:18")
    wait("the database", lambda: "accepting" in subprocess.run(
        ["docker", "exec", DATABASE, "pg_isready", "-h", "127.0.0.1", "-U", "stockroom"], capture_output=True, text=True).stdout)
    return ["--network", NETWORK, "-e", f"DB_HOST={DATABASE}", "-e", f"DB_PASSWORD={PASSWORD}",
            "-e", f"STOCKROOM_JWT_SECRET={common.SECRET}"]


def wait(what, condition, pause=0.2):
    deadline = time.monotonic() + DEADLINE_S
    while not condition():
        if time.monotonic() > deadline:
            sys.exit(f"{what} did not come up in {DEADLINE_S} s\n" + docker("logs", "--tail", "20", SERVICE))
        time.sleep(pause)


def answers(address, target="/api/items/"):
    connection = http.client.HTTPConnection(address, 8000, timeout=DEADLINE_S)
    try:
        connection.request("GET", target)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@contextlib.contextmanager
def database():
    """What a container needs in order to use a PostgreSQL that is there as long as this lasts."""
    try:
        yield start_database()
    finally:
        subprocess.run(["docker", "rm", "-fv", SERVICE, DATABASE], capture_output=True)
        subprocess.run(["docker", "network", "rm", NETWORK], capture_output=True)
