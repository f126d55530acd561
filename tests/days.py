"""Every test without a browser, at moments that are odd: `make days`.

`python -m tests.days [MOMENT …] [OPTION …]` takes names of `MOMENTS` (all of them without one) and
anything that pytest takes. As many moments as there are processors are tried at once. It ends with
1 when a test fails at some moment.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

MOMENTS = {
    "before-midnight": "2027-06-30T15:59:00+00:00",  # China's; the month ends there
    "after-midnight": "2027-06-30T16:01:00+00:00",
    "new-years-eve": "2026-12-31T12:00:00+00:00",
    "new-years-day": "2026-12-31T23:30:00+00:00",  # in China; in UTC the old year goes on
    "leap-day": "2028-02-29T12:00:00+00:00",
    "leap-day-published": "2028-02-29T23:30:00+00:00",  # China writes 1 March
    "two-years-ahead": "2028-11-26T09:00:00+00:00",
}


def main(arguments: list[str]) -> int:
    """Run pytest at each moment, with a line for each and its failures; return 0 or 1."""
    moments = [one for one in arguments if one in MOMENTS] or list(MOMENTS)
    options = [one for one in arguments if one not in MOMENTS]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failing = list(pool.map(lambda name: _fails(name, options), moments))
    return int(any(failing))


def _fails(name: str, options: list[str]) -> bool:
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "not browser", *options],
        env=os.environ | {"TEST_MOMENT": MOMENTS[name]},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    said = f"{name} ({MOMENTS[name]}): {ran.stdout.rstrip().rpartition(chr(10))[2]}\n"
    sys.stdout.write(f"{ran.stdout}\n{said}" if ran.returncode else said)  # at once, or they mix
    sys.stdout.flush()
    return ran.returncode != 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
