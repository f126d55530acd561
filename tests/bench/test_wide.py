"""The large archive's measurements run, on a small one: they themselves fill and read it back."""

from __future__ import annotations

import pytest

from tests.bench import wide
from tests.bench.filling import Size


@pytest.mark.parametrize("kind", wide.KINDS)
def test_every_figure_of_an_archive_is_measured(kind):
    rows = list(wide.measure(kind, Size(300, 70)))
    assert len({row.figure for row in rows}) == len(rows) == 11
    assert all(row.ours > 0 for row in rows)


def test_windows_are_read_from_both_databases(monkeypatch):
    monkeypatch.setattr(wide, "READ", Size(40, 70))
    assert [row.unit for row in wide.archive_read()] == ["ms"] * 2
