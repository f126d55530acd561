"""Which rows of a ranking a choice leaves; what it does on screen: `test_overview_filters`."""

from __future__ import annotations

import pandas as pd
import pytest

from components.ranking.filters import kept_rows
from services.growth.verdict import Growth
from services.screen.filters import Filters
from services.shortlist.creator import Creator, Decision
from tests.components.made import A, B, C, names

RANKED = pd.DataFrame(
    {
        "creator_id": [C, A, B],
        "growth": pd.Series([Growth.STEADY, Growth.FALLING, None], dtype="object"),
        "tier": pd.array([2, 0, pd.NA], dtype="Int64"),
    }
)
CREATORS = (Creator(A, decision=Decision.NO, remark="late"), Creator(B, remark="LATE too"))


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), [C, A, B]),
        (Filters(growth=(Growth.FALLING, Growth.STEADY)), [C, A]),
        (Filters(tiers=(0, 1)), [A]),
        (Filters(decisions=(Decision.NO,)), [A]),
        (Filters(words="late"), [A, B]),
        (Filters(words="name 03"), [C]),
        (Filters(words=B), [B]),
        (Filters(words="late", tiers=(2,)), []),
    ],
)
def test_rows_that_fit_all_choices_stay_in_their_order(filters, kept):
    found = kept_rows(RANKED, names([A, B, C]), CREATORS, filters)
    assert list(found["creator_id"]) == kept
    assert list(found.index) == list(range(len(kept)))
    assert list(RANKED["creator_id"]) == [C, A, B]
