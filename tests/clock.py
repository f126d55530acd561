"""The moment at which the tests take place, here and in the processes that they start.

`python -m tests.clock SECONDS MODULE ARGUMENTS` runs a module with its clock that far ahead;
`python -m tests.clock` runs all but the browser tests at each of `MOMENTS` (`make days`).
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import time_machine

MOMENT = datetime.fromisoformat(os.environ.get("TEST_MOMENT", "2026-03-10T04:30:00+00:00"))
"""When the tests take place. It is fixed, so that a red test is red for everybody; `make days`
takes them elsewhere, so that none goes by this day alone."""

MOMENTS = {
    "before-midnight": "2027-06-30T15:59:00+00:00",  # in China
    "after-midnight": "2027-06-30T16:01:00+00:00",
    "new-years-eve": "2026-12-31T23:30:00+00:00",  # UTC; in China the year has begun
    "new-years-day": "2027-01-01T00:30:00+00:00",
    "leap-day": "2028-02-29T04:30:00+00:00",
    "two-years-ahead": "2028-11-26T09:00:00+00:00",
}


def at_this_moment(module: str, arguments: list[str]) -> list[str]:
    """Return the command that runs a module of the tests in another process, at the same time."""
    ahead = (
        datetime.now(UTC) - time_machine.escape_hatch.datetime.datetime.now(UTC)
    ).total_seconds()
    return [sys.executable, "-m", "tests.clock", str(ahead), module, *arguments]


def _days(moments: list[str], options: list[str]) -> int:
    failed = 0
    for name in moments:
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-m", "not browser", *options],
            env=os.environ | {"TEST_MOMENT": MOMENTS[name]},
            capture_output=True,
            text=True,
        )
        lines = ran.stdout.strip().splitlines()
        failed += ran.returncode != 0
        for line in lines:
            if line.startswith(("FAILED", "ERROR")):
                print(line)
        print(f"{name}, {MOMENTS[name]}: {lines[-1]}", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[2].startswith("tests."):
        ahead, module, *rest = sys.argv[1:]
        sys.argv = [module, *rest]
        with time_machine.travel(datetime.now(UTC) + timedelta(seconds=float(ahead)), tick=True):
            runpy.run_module(module, run_name="__main__", alter_sys=True)
    else:
        chosen = [one for one in sys.argv[1:] if one in MOMENTS] or list(MOMENTS)
        raise SystemExit(_days(chosen, [one for one in sys.argv[1:] if one not in MOMENTS]))
