"""What reading files and pastes costs, in a process of its own: `python -m` and their paths.

Prints a line for each: seconds of this process's CPU, on a machine that is as fast as usual
(`slowness`), and by how many megabytes its memory has grown at most since it began.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from time import process_time

from services.sheet.upload import Upload, read_upload
from services.shortlist.paste import read_shortlist

ROOT = Path(__file__).parents[3]
STATUS = Path("/proc/self/status")
PASTE = ".paste"

MOST_SECONDS, MOST_MB = 2.0, 100
"""What anything may cost that is accepted. It takes half of that where nothing else runs; where
others keep all processors busy, a second measurement is within it too.
"""

USUAL = 0.3
"""Seconds that `slowness` usually takes; slow machines have taken twice that."""


def slowness() -> float:
    """Return how many times slower than usual texts are split and joined here; at least 1."""
    start = process_time()
    for _ in range(4):
        text = "\n".join(f"{number},{number:024x}" for number in range(100_000))
        rows = [line.split(",") for line in text.splitlines()]
    assert len(rows) == 100_000
    return max(1.0, (process_time() - start) / USUAL)


def peak_mb() -> float:
    """Return the most megabytes that this process has had; not those before it was this program."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def printed(*arguments: object) -> str:
    """Return what a module prints in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout


def too_costly(made: Mapping[str, bytes], folder: Path) -> list[str]:
    """Return the names of those that cost too much to read, twice in a row, and how much.

    A name that ends in `PASTE` is a paste, any other is a file.
    """
    for name, data in made.items():
        (folder / name).write_bytes(data)
    over: dict[str, str] = dict.fromkeys(made, "")
    for _ in range(2):
        lines = printed(__name__, *(folder / name for name in over)).splitlines()
        over = {name: line for name, line in zip(over, lines, strict=True) if _is_over(line)}
        if not over:
            break
    return [f"{name}: {line}" for name, line in over.items()]


def _is_over(line: str) -> bool:
    seconds, megabytes = map(float, line.split())
    return seconds > MOST_SECONDS or megabytes > MOST_MB


def _read(name: str, data: bytes) -> None:
    if name.endswith(PASTE):
        read_shortlist(data.decode())
        return
    found = read_upload(name, data)
    if isinstance(found, Upload):
        read_shortlist(found.text)


def main(paths: Iterable[Path]) -> None:
    """Read these, once what is needed for it has been loaded, and print what each cost."""
    _read("a.csv", b"name,link")
    import_module("services.sheet.workbook")  # which comes with the first of them
    before = peak_mb()
    for path in paths:
        data = path.read_bytes()
        before_it, start = slowness(), process_time()
        _read(path.name, data)
        seconds = process_time() - start
        slow = (before_it + slowness()) / 2
        sys.stdout.write(f"{seconds / slow} {peak_mb() - before}\n")


if __name__ == "__main__":
    main(map(Path, sys.argv[1:]))
