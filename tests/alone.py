"""A test that measures runs alone, though `make test` runs two at a time.

It is marked `alone`: what it measures is seconds, a clock's or a processor's. It waits until the
other worker's test has ended, and holds the next one back until it has ended itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


def is_alone(item: pytest.Item) -> bool:
    """Say whether a test is marked so."""
    return item.get_closest_marker("alone") is not None


@contextmanager
def turn(item: pytest.Item) -> Iterator[None]:
    """Hold a test's place among those of all workers, if there are workers."""
    if not hasattr(item.config, "workerinput"):
        yield
        return
    import fcntl  # not on Windows, where workers are not tried

    folder = item.config._tmp_path_factory.getbasetemp().parent
    with (folder / "gate").open("w") as gate, (folder / "turn").open("w") as place:
        # Whoever wants to be alone stands at the gate meanwhile, or would wait for ever.
        fcntl.flock(gate, fcntl.LOCK_EX)
        fcntl.flock(place, fcntl.LOCK_EX if is_alone(item) else fcntl.LOCK_SH)
        fcntl.flock(gate, fcntl.LOCK_UN)
        try:
            yield
        finally:
            fcntl.flock(place, fcntl.LOCK_UN)  # whoever has inherited it
