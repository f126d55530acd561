"""One row of the benchmark: a figure, the least that it could be, a rival, and what is to hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from unicodedata import east_asian_width

HEAD = ("figure", "ours", "floor", "× floor", "rival", "rival's", "× rival", "to hold", "held")


@dataclass(frozen=True)
class Hold:
    """What a row is to hold: at most `bound` of something, or at least where `least`.

    `of` is "ours", the figure itself; or "floor" or "rival", so many times that.
    """

    bound: float
    of: str = "ours"
    least: bool = False

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.bound:.4g}" + (
            "" if self.of == "ours" else f" × {self.of}"
        )


@dataclass(frozen=True)
class Row:
    """`floor` is the theoretical limit and `theirs` what `rival` takes, in the same `unit`."""

    figure: str
    unit: str
    ours: float
    floor: float | None = None
    rival: str = ""
    theirs: float | None = None
    hold: Hold | None = None

    def times(self, of: str) -> float | None:
        """Return how many times the floor or the rival our figure is, where there is one."""
        other = {"floor": self.floor, "rival": self.theirs}[of]
        return self.ours / other if other else None

    @property
    def held(self) -> bool | None:
        """Whether what is to hold does; None where nothing is."""
        if self.hold is None:
            return None
        value = self.ours if self.hold.of == "ours" else self.times(self.hold.of)
        assert value is not None
        return value >= self.hold.bound if self.hold.least else value <= self.hold.bound


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table that reads in a terminal and in Markdown."""
    lines = [HEAD, *map(_cells, rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(f"| {' | '.join(map(_padded, cells, widths))} |" for cells in lines)


def as_json(rows: Iterable[Row]) -> str:
    """Return the rows with their ratios and verdicts, for programs."""
    return json.dumps(
        [
            asdict(row)
            | {"times_floor": row.times("floor"), "times_rival": row.times("rival")}
            | {"held": row.held}
            for row in rows
        ],
        ensure_ascii=False,
        indent=1,
    )


def _cells(row: Row) -> tuple[str, ...]:
    held = {None: "", True: "yes", False: "**no**"}[row.held]
    return (
        row.figure,
        f"{_number(row.ours)} {row.unit}".strip(),
        _number(row.floor),
        _number(row.times("floor")),
        row.rival,
        _number(row.theirs),
        _number(row.times("rival")),
        str(row.hold or ""),
        held,
    )


def _number(value: float | None) -> str:
    """Three digits that count, and none after the point from a hundred on."""
    if value is None:
        return ""
    return f"{value:.0f}" if value == round(value) or abs(value) >= 100 else f"{value:.3g}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)
