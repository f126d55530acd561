"""A small version of the tables of sections 6 and 7, at seeds that never change."""

from __future__ import annotations

from tests.rules import looking_ahead, two_series
from tests.rules.table import Row, lines

SPREAD = ("level shift", "gentle shift", "lowest family")
"""What so few accounts cannot tell from its bound: a single family, and the lowest of many."""


def test_looking_ahead_holds_its_bounds() -> None:
    found = looking_ahead.rows(effort=0.25, seed=20)
    _print(looking_ahead.TITLE, found)
    assert len(found) == 33
    bound = [row for row in found if not any(name in row.what for name in SPREAD)]
    assert [row for row in bound if row.holds is False] == []


def test_the_two_series_hold_their_bounds() -> None:
    found = two_series.rows(effort=0.25, seed=20)
    _print(two_series.TITLE, found)
    assert len(found) == 32
    assert [row for row in found if row.holds is False] == []


def _print(title: str, rows: list[Row]) -> None:
    print("\n".join(lines(title, rows)))
