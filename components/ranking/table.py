"""The ranking in words: every column of it, as the screen and the files have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from components.ranking.columns import COLUMNS
from components.ranking.writing import file_labels
from components.wording.failures import reasons_text
from components.wording.i18n import _
from components.wording.labels import (
    decision_name,
    growth_name,
    tier_name,
    verdict_name,
)
from services.history.creator_history import CreatorHistory
from services.screen.filters import Filters
from services.shortlist.creator import Creator


@dataclass(frozen=True)
class ShownRanking:
    """What a reader sees: rows and columns (keys), in this order, of a list of `creators`.

    `table` has all columns of `worded`; `filters` say which rows it was narrowed down to.
    """

    table: pd.DataFrame
    columns: Sequence[str]
    creators: int
    filters: Filters = field(default_factory=Filters)


def worded(
    ranked: pd.DataFrame,
    names: Mapping[str, str],
    histories: Mapping[str, CreatorHistory],
    creators: Sequence[Creator] = (),
    *,
    collecting: bool = False,
) -> pd.DataFrame:
    """Return `services.growth.ranking` in words, with the columns of `COLUMNS` and `creator_id`.

    `name`, `growth`, `tier`, `verdict`, `decision`, `remark` and `status` are str: `status` is
    empty, or says why something is missing; `collecting` says that it is on its way. Decisions and
    remarks are those of `creators`, NA where there is none. The numbers stay as they are.
    """
    ids = list(ranked["creator_id"])
    decisions = {who.creator_id: decision_name(who.decision) for who in creators if who.decision}
    remarks = {who.creator_id: who.remark for who in creators if who.remark}
    derived = pd.Series([histories[key].derived for key in ids], dtype="bool")
    status = [_status(histories[key], collecting=collecting) for key in ids]
    table = ranked.assign(
        name=_texts([names[key] for key in ids]),
        tier=ranked["tier"].map(tier_name, na_action="ignore").astype("str"),
        growth=ranked["growth"].map(growth_name, na_action="ignore").astype("str"),
        verdict=ranked["verdict"].map(verdict_name, na_action="ignore").astype("str"),
        decision=ranked["creator_id"].map(decisions).astype("str"),
        remark=ranked["creator_id"].map(remarks).astype("str"),
        status=_texts(status),
    )
    # Derived new followers are the net change itself: nothing to compare.
    table["verdict"] = table["verdict"].mask(derived)
    return table[["creator_id", *(column.key for column in COLUMNS)]]


def _texts(texts: Sequence[str]) -> pd.Series[str]:
    return pd.Series(texts, dtype="str")  # none at all would be a column of objects


def labelled(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table as a file has it: header in words, percentages marked as fractions."""
    first = ["name", "creator_id"]
    return table[[*first, *table.columns.drop(first)]].rename(columns=file_labels())


def _status(found: CreatorHistory, *, collecting: bool) -> str:
    if found.failed:
        return reasons_text(found)
    if not found.pending:
        return ""
    return _("Still collecting") if collecting else _("Not loaded")
