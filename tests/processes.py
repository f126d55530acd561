"""Python processes that stand ready until they are let go, for the tests with several of them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from tests.browser import ROOT
from tests.clock import in_step


@contextmanager
def waiting(
    count: int, module: str, arguments: Sequence[object], env: Mapping[str, str] | None = None
) -> Iterator[list[subprocess.Popen[str]]]:
    """Start `count` processes of a module, which each print "ready" and wait for a line.

    `env` replaces this process's environment. They are killed at the end.
    """
    started = [
        subprocess.Popen(
            in_step(module, *arguments),
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    try:
        for process in started:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        yield started
    finally:
        for process in started:
            process.kill()
            process.communicate()
