"""The moment at which the tests take place, here and in the processes that they start.

Wall clocks begin there with each test and go on; monotonic clocks and sleeps stay. So do the clocks
that no process can move for itself: those of files, of PostgreSQL and of OpenSSL.

`python -m tests.clock AHEAD MODULE ARGUMENTS` runs a module as many seconds ahead of the machine.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from datetime import datetime

if "pytest" in sys.modules:
    import time_machine
else:  # its plugin would bring all of pytest into each process that a test starts
    sys.modules["pytest"] = None
    import time_machine

    del sys.modules["pytest"]

MOMENT = os.environ.get("TEST_MOMENT", "2026-03-10T04:30:00+00:00")
"""When the tests take place. It is fixed, so that a red test is red for everybody; `make days`
takes them elsewhere, so that none goes by this day alone."""


def at_the_moment() -> time_machine.travel:
    """Return the journey of this process to `MOMENT`, for `with`."""
    if datetime.fromisoformat(MOMENT).tzinfo is None:
        raise ValueError(f"TEST_MOMENT has no offset from UTC: {MOMENT}")
    # As text, because with an aware datetime the machine's time zone would move too.
    return time_machine.travel(MOMENT)


def in_step(module: str, *arguments: object) -> list[str]:
    """Return the command that runs a module in a process whose clock shows what ours shows.

    Its clock is as far ahead of the machine's as ours. A moment would not do: several processes
    would each begin there when they are ready, and differ by how long they took to start.
    """
    ahead = time.time() - time_machine.escape_hatch.time.time()
    return [sys.executable, "-m", "tests.clock", repr(ahead), module, *map(str, arguments)]


def _run(ahead: str, module: str, *arguments: str) -> None:
    sys.argv = [module, *arguments]
    with time_machine.travel(time.time() + float(ahead)) as journey:
        # The clock stands until it is read for the first time, which a busy machine may put off.
        shown = time.time()
        journey.shift(time_machine.escape_hatch.time.time() + float(ahead) - shown)
        runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _run(*sys.argv[1:])
