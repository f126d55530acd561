"""A small version of `make rules`: the same tables with the same seeds over fewer accounts."""

from __future__ import annotations

import pytest

from tests.rules import common, kept, marks, verdicts, windows
from tests.rules.table import Row

EFFORTS = ((windows, 0.1), (verdicts, 0.4), (marks, 0.4), (kept, 0.15), (common, 0.4))


@pytest.mark.parametrize(("section", "effort"), EFFORTS, ids=[each.TITLE[0] for each, _ in EFFORTS])
def test_every_bound_holds(section: object, effort: float) -> None:
    rows: list[Row] = section.rows(effort)  # type: ignore[attr-defined]
    judged = [row for row in rows if row.holds is not None]
    assert judged
    assert [row for row in judged if not row.holds] == []
