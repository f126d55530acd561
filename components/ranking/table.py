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
from services.shortlist.creator import Creator, Listing
from services.shortlist.pages import marketplace_page, profile_page


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

    What is in words is str: `status` is empty, or says why something is missing; `collecting` says
    that it is on its way. Decisions, remarks, tags, agencies and whose a price is are those of
    `creators`, NA where there is none. The numbers stay as they are.
    """
    ids = list(ranked["creator_id"])
    decisions = {who.creator_id: decision_name(who.decision) for who in creators if who.decision}
    remarks = {who.creator_id: who.remark for who in creators if who.remark}
    listings = {who.creator_id: who.listing for who in creators if who.listing}
    tags = {key: " · ".join(one.tags) for key, one in listings.items() if one.tags}
    agencies = {key: one.agency for key, one in listings.items() if one.agency}
    derived = pd.Series([histories[key].derived for key in ids], dtype="bool")
    status = [_status(histories[key], collecting=collecting) for key in ids]
    table = ranked.assign(
        name=_texts([names[key] for key in ids]),
        tier=ranked["tier"].map(tier_name, na_action="ignore").astype("str"),
        growth=ranked["growth"].map(growth_name, na_action="ignore").astype("str"),
        verdict=ranked["verdict"].map(verdict_name, na_action="ignore").astype("str"),
        decision=ranked["creator_id"].map(decisions).astype("str"),
        remark=ranked["creator_id"].map(remarks).astype("str"),
        tags=ranked["creator_id"].map(tags).astype("str"),
        agency=ranked["creator_id"].map(agencies).astype("str"),
        price_from=_price_from(ranked, listings),
        marketplace_page=_texts([marketplace_page(key) for key in ids]),
        profile_page=_texts([profile_page(key) for key in ids]),
        status=_texts(status),
    )
    # Derived new followers are the net change itself: nothing to compare.
    table["verdict"] = table["verdict"].mask(derived)
    return table[["creator_id", *(column.key for column in COLUMNS)]]


def filled_columns(table: pd.DataFrame) -> frozenset[str]:
    """Return the columns (keys) of `worded` in which anything stands."""
    filled = table.notna().any()
    empty = () if any(table["status"]) else ("status",)
    return frozenset(filled.index[filled]).difference(empty)


def _price_from(ranked: pd.DataFrame, listings: Mapping[str, Listing]) -> pd.Series[str]:
    """Return whose each price is; NA for all where none is the marketplace's."""
    rows = zip(ranked["creator_id"], ranked["price_kind"], strict=True)
    theirs = [key in listings and kind in listings[key].priced for key, kind in rows]
    words = [_("Marketplace") if one else _("List") for one in theirs]
    named = pd.Series(words, index=ranked.index, dtype="str")
    return named.where(ranked["price"].notna() & any(theirs))


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
