"""A row of the tables: what was measured, the bound, today's value, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`holds` is None for what has no bound and is only told."""

    what: str
    bound: str
    value: str
    holds: bool | None


def at_most(what: str, value: float, limit: float, form: str = ".1%") -> Row:
    return Row(what, f"≤ {limit:{form}}", f"{value:{form}}", value <= limit)


def at_least(what: str, value: float, limit: float, form: str = ".1%") -> Row:
    return Row(what, f"≥ {limit:{form}}", f"{value:{form}}", value >= limit)


def told(what: str, value: str) -> Row:
    return Row(what, "–", value, None)


def lines(title: str, rows: Iterable[Row]) -> Iterator[str]:
    """Yield a table as text."""
    kept = list(rows)
    wide = max(len(row.what) for row in kept)
    yield ""
    yield f"## {title}"
    for row in kept:
        passed = {True: "pass", False: "FAIL", None: ""}[row.holds]
        yield f"{row.what:<{wide}} | {row.bound:>8} | {row.value:>8} | {passed}"
