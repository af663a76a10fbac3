"""What a platform does to tasks while their database fails over: a simulation of its rule, second by second."""

import dataclasses


@dataclasses.dataclass
class Probe:
    interval: int  # seconds
    unhealthy: int  # failures in a row after which a task is replaced
    asks_database: bool


@dataclasses.dataclass
class Outcome:
    stopped: int  # tasks that the platform replaced
    back_after: int  # seconds after the database is back until all tasks answer again


def fail_over(probe, tasks, outage, start_seconds, horizon=600):
    """A database that is away for `outage` seconds from second 0 on. A task that fails `unhealthy` probes in a row is stopped
    and started anew. A new task ends at once while there is no database, and is started again."""
    failures, ready_at = [0] * tasks, [0] * tasks
    stopped, back = 0, None
    for now in range(1, horizon):
        database = now > outage
        for i in range(tasks):
            starting = now < ready_at[i]
            if starting and not database:
                ready_at[i] = now + start_seconds
            # Each task is probed in a second of its own.
            if starting or (now + i) % probe.interval:
                continue
            failures[i] = failures[i] + 1 if probe.asks_database and not database else 0
            if failures[i] == probe.unhealthy:
                stopped, failures[i], ready_at[i] = stopped + 1, 0, now + start_seconds
        if database and back is None and all(now >= at for at in ready_at):
            back = now - outage
    return Outcome(stopped, back)
