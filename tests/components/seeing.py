"""What stands on screen, made by hand, for the tests of the files to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.chart.section import picture_of
from components.exports.facts import Seen
from components.exports.html_page import PageChart
from components.exports.report import page_chart
from components.ranking.columns import COLUMNS
from components.ranking.table import ShownRanking, worded
from services.growth.findings import findings
from services.growth.lineup import Lineup, Scale, View
from services.growth.ranking import ranking
from services.history.creator_history import CreatorHistory
from services.screen.screen import Choices, Screen
from services.shortlist.creator import Creator
from tests.components.made import comparison, names, settings

NOBODYS = ("decision", "remark")  # no list here says anything of its creators
SHOWN = tuple(one.key for one in COLUMNS if one.shown and one.key not in NOBODYS)
BY_DATE = Choices(30, View.BOTH, Lineup(Scale.PERCENT))


def seen(
    *histories: CreatorHistory,
    choices: Choices = BY_DATE,
    chosen: Sequence[str] = (),
    columns: Sequence[str] = SHOWN,
    called: Mapping[str, str] | None = None,
    prices: Mapping[str, float] | None = None,
    **more: object,
) -> Seen:
    """What `histories` look like; `more` replaces parts of it."""
    found_by_id = {one.creator_id: one for one in histories}
    shown, given = comparison(*histories), settings()
    found = shown.insight(choices.days, given.rules)
    who = names(found_by_id, **(called or {}))
    ranked = ranking(found, list(who), given.rules.tiers, prices or {})
    screen = Screen(tuple(map(Creator, who)), choices, highlighted=tuple(chosen))
    drawn = picture_of(shown, found, who, screen, given)
    listed = ShownRanking(worded(ranked, who, found_by_id), columns)
    return replace(Seen(found, findings(found, ranked), listed, drawn, given), **more)


def page_of(*histories: CreatorHistory, choices: Choices = BY_DATE, **more: object) -> PageChart:
    """What an HTML page draws of `histories`."""
    shown, one = comparison(*histories), seen(*histories, choices=choices, **more)
    return page_chart(shown, one.chart, "stem")
