"""What stands on screen, made by hand, for the tests of the files to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.chart.section import narrowed, picture_of
from components.exports.facts import Seen
from components.exports.html_page import PageChart
from components.exports.page_charts import page_charts
from components.ranking.columns import COLUMNS
from components.ranking.filters import kept_rows
from components.ranking.table import ShownRanking, worded
from components.wording.labels import kept_text
from services.growth.findings import findings
from services.growth.lineup import Lineup, Scale, View
from services.growth.ranking import Sheet, ranking
from services.history.creator_history import CreatorHistory
from services.screen.filters import Filters
from services.screen.screen import Choices, Screen
from services.shortlist.creator import Creator
from tests.components.made import comparison, names, settings

NOBODYS = (
    "decision",
    "remark",
    "claimed",
    "claim_difference",
)  # no list here says anything of its creators
SHOWN = tuple(one.key for one in COLUMNS if one.shown and one.key not in NOBODYS)
EVERYBODY = Filters()
BY_DATE = Choices(30, View.BOTH, Lineup(Scale.PERCENT))


def seen(
    *histories: CreatorHistory,
    choices: Choices = BY_DATE,
    chosen: Sequence[str] = (),
    columns: Sequence[str] = SHOWN,
    called: Mapping[str, str] | None = None,
    prices: Mapping[str, float] | None = None,
    filters: Filters = EVERYBODY,
    **more: object,
) -> Seen:
    """What `histories` look like; `more` replaces parts of it."""
    found_by_id = {one.creator_id: one for one in histories}
    shown, given = comparison(*histories), more.get("settings") or settings()
    found = shown.insight(choices.days, given.rules)
    who = names(found_by_id, **(called or {}))
    sheet = Sheet(prices or {}, dict.fromkeys(prices or {}, "other"))
    ranked = ranking(found, list(who), sheet)
    creators = tuple(map(Creator, who))
    kept = kept_rows(ranked, who, creators, filters)
    screen = Screen(creators, choices, highlighted=tuple(chosen), filters=filters)
    whole = picture_of(shown, found, who, screen, given)
    drawn = narrowed(whole, list(kept["creator_id"]), kept_text(len(kept), len(ranked)))
    listed = ShownRanking(worded(kept, who, found_by_id), columns, len(ranked), filters)
    one = Seen(found, findings(found, kept), listed, drawn, given, ranked, kept, creators)
    return replace(one, **more)


def page_of(
    *histories: CreatorHistory, choices: Choices = BY_DATE, **more: object
) -> tuple[PageChart, ...]:
    """What an HTML page draws of `histories`."""
    return page_charts(seen(*histories, choices=choices, **more))
