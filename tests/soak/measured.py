"""What a process uses."""

from __future__ import annotations

from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Use:
    """Memory in MB, threads, and open files and sockets."""

    rss: float
    threads: int
    fds: int


def use_of(pid: int) -> Use:
    """Measure a process now."""
    process = psutil.Process(pid)
    fds = process.num_fds() if hasattr(process, "num_fds") else process.num_handles()
    return Use(process.memory_info().rss / 1e6, process.num_threads(), fds)
