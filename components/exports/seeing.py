"""What a reader sees of a comparison, computed from the controls before anything is drawn."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

import pandas as pd

from components.chart.section import narrowed, picture_of, while_loading
from components.exports.facts import Seen
from components.ranking.choices import price_kind_name, sheet_of
from components.ranking.editor import chosen_columns
from components.ranking.filters import kept_rows
from components.ranking.table import ShownRanking, filled_columns, worded
from components.session import state as session
from components.session.address import screen_of
from components.session.comparison import Comparison
from components.wording.i18n import language
from components.wording.labels import kept_text
from services.growth.findings import findings
from services.growth.ranking import ranking
from services.screen.screen import Choices
from services.settings.settings import Settings
from services.shortlist.creator import Creator


def seen_of(
    shown: Comparison, names: Mapping[str, str], choices: Choices, settings: Settings
) -> Seen:
    """Return findings, ranking and picture of those whom the reader's filters keep."""
    shown, filters = shown.now(), session.filters()
    creators = session.introduced(shown)
    found, sheet = shown.insight(choices.days, settings.rules), sheet_of(creators)
    key = (found, sheet.key)
    # What a visitor's sheet says, and whom a visitor keeps, is no other's.
    said = sheet.prices or sheet.followers or sheet.listed
    keep = shown.once if said else shown.shared
    ranked = keep(("ranking", *key), lambda: ranking(found, list(names), sheet))
    kept = kept_rows(ranked, names, creators, filters)
    ids = tuple(kept["creator_id"])
    keep = keep if len(kept) == len(ranked) else shown.once
    table, filled = _words(shown, names, creators, kept, (*key, ids))
    screen = screen_of(shown, choices)
    picture = picture_of(shown, found, names, screen, settings)
    nobodys = len(kept) == len(ranked) and not any(one.alias for one in creators)
    picture = replace(picture, anonymous=nobodys)
    if not shown.batch.done:
        picture = while_loading(picture, screen.highlighted)
    return Seen(
        found,
        keep(("findings", *key, ids), lambda: findings(found, kept)),
        ShownRanking(table, chosen_columns(filled), len(ranked), filters),
        narrowed(picture, ids, kept_text(len(kept), len(ranked))),
        settings,
        ranked,
        kept,
        creators,
        price_kind_name(creators),
        shown.as_of,
        screen.list_name,
    )


def _words(
    shown: Comparison,
    names: Mapping[str, str],
    creators: tuple[Creator, ...],
    kept: pd.DataFrame,
    key: Hashable,
) -> tuple[pd.DataFrame, frozenset[str]]:
    """Return the kept rows in words, and which columns of them are filled.

    `key` says of which ranking they are. What a visitor said of the creators is no other's.
    """

    def compute() -> tuple[pd.DataFrame, frozenset[str]]:
        table = worded(kept, names, shown.histories(), creators, collecting=not shown.batch.done)
        return table, filled_columns(table)

    unsaid = creators == tuple(Creator(key) for key in names)
    keep = shown.shared if unsaid and len(kept) == len(names) else shown.once
    said = (key, creators, tuple(names.values()), shown.batch.done)
    return keep(("words", language(), said), compute)
