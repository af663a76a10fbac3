"""What the measurements share: where they ran, how they are written down, how they call programs."""

import csv
import datetime
import os
import pathlib
import platform
import secrets
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "target"
JAVA = str(pathlib.Path(os.environ["JAVA_HOME"]) / "bin" / "java") if os.environ.get("JAVA_HOME") else "java"

# An external database asks for one; nothing here signs in.
SECRET = secrets.token_urlsafe(32)


def run(*command, **options):
    """Runs a program and returns what it printed; its failure ends the measurement with its own words."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout.strip()


def commit():
    changed = run("git", "-C", ROOT, "status", "--porcelain")
    return run("git", "-C", ROOT, "rev-parse", "--short=12", "HEAD") + ("+changes" if changed else "")


def machine():
    with open("/proc/cpuinfo") as cpuinfo:
        models = [line.split(":")[1].strip() for line in cpuinfo if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores, {memory} GiB, Linux {platform.release()}"


def median(values):
    return statistics.median(values)


def write(name, settings, rows):
    """A CSV file under bench/target: where and how as comments, then one line a figure."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / name
    with open(path, "w", newline="") as file:
        about = {
            "time": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
            "commit": commit(),
            "machine": machine(),
            **settings,
        }
        for key, value in about.items():
            file.write(f"# {key}: {value}\n")
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"\nwritten to {path.relative_to(ROOT)}")


def table(rows, columns):
    """Prints rows under columns, numbers to the right."""
    lines = [columns] + [[str(row[column]) for column in columns] for row in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
    for line in lines:
        print("  ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(line, widths))))
