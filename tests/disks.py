"""A disk that a test may fill to the last byte: a tmpfs of 2 MB, or a limit where none mounts."""

from __future__ import annotations

import signal
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path


class SmallDisk:
    """A disk of its own, below `path`; what is elsewhere goes on having room."""

    everywhere = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self._filler = path / "filler"

    def fill(self) -> None:
        with suppress(OSError), self._filler.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(512))

    def free(self) -> None:
        self._filler.unlink()


class LimitedFiles(SmallDisk):
    """Where nothing may be mounted: no file of this process grows, wherever it lies."""

    everywhere = True

    def fill(self) -> None:
        import resource

        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)
        self._signal = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, self._before[1]))

    def free(self) -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)
        signal.signal(signal.SIGXFSZ, self._signal)


@contextmanager
def small_disk(path: Path):
    """Yield such a disk at the new folder `path`, and say on stdout which kind it is."""
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(path)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    print("a tmpfs of 2 MB" if mounted else "nothing may be mounted: RLIMIT_FSIZE instead")
    try:
        yield SmallDisk(path) if mounted else LimitedFiles(path)
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(path)], check=True)
