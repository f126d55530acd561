"""Reports of simulated creators, with what may stand in a planner's sheet; how to read files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pandas as pd
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from services.exports.report import Mark, Report, ReportChart, ReportColumn, Words
from services.growth.curves import curves
from services.growth.daily import combine, daily_frame
from services.growth.insight import insight
from services.growth.lineup import Align, Lineup, Scale
from services.growth.ranking import Sheet, ranking
from services.growth.rules import Rules
from services.sandbox.creators import EXAMPLES, nickname_of, published_points

LAST = date(2026, 11, 23)
TIERS = ("素人", "初级", "腰部", "头部")
DEMO = "Demo data: every creator and number is invented"
FACTS = (DEMO, "Data up to 2026-11-23", "Last 30 days", "Tier: 腰部, 头部")
WORDS = Words(
    ranking="Ranking",
    further="Further figures",
    chart="Chart",
    daily="Daily data",
    wide="Daily totals",
    wide_new="Daily new",
    curves="Curves",
    new_curves="New curves",
    definitions="Definitions",
    settings="Settings",
    findings="What stands out",
    looks="To look at",
    creator="Creator",
    creator_id="Creator id",
    page="Marketplace page",
    day="Day",
    offset="Days from day 0",
    total_followers="Total followers",
    new_followers="New followers",
    column="Column",
    formula="Formula",
    continued="{title} ({page} of {pages})",
    no_data="No data",
    no_script="No script",
    source="Source",
    data_day="Data day",
    window="Window",
    note="Note",
)
COLORS = (
    *("#1550e5", "#b88217", "#01553d", "#c52b69", "#380792"),
    *("#379491", "#7f0000", "#836201", "#8979ff", "#531841"),
)
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
WITH_E = "5e0000000000000000000012"
DIGITS = "600000000000000000000123"
NAUGHTY = (
    "=1+1",
    "+1",
    "@SUM(A1)",
    "-1",
    '=HYPERLINK("http://evil.example","x")',
    "https://evil.example/?a=1&b=2",
    "internal:Sheet1!A1",
    "<b>bold</b> & \"quoted\" 'twice'",
    "👩‍🍳 Küche 🍰",
    "四十个字的名字" * 5 + "一二三四五",
    "Forty characters of a rather long name X",
    "007",
    "1e5",
    "{=1+1}",
    "_x0041_",
)
COLUMNS = (
    ReportColumn("name", "Creator", "text"),
    ReportColumn("tier", "Tier", "text"),
    ReportColumn("latest_total", "Total followers", "whole", "F_n, the last total in the window"),
    ReportColumn("net_change", "Net change", "change", "F_n − F_1"),
    ReportColumn("growth_rate", "Growth rate", "rate", "(F_n − F_1) / F_1"),
    ReportColumn("average_daily_net_change", "Average per day", "pace", "(F_n − F_1) / days"),
    ReportColumn("momentum", "Momentum", "pace", "=not a formula"),
    ReportColumn("peak_day", "Peak day", "date", "The day with the largest F_t − F_(t−1)"),
    ReportColumn("peak_share", "Peak's share", "share", "Peak / net change"),
    ReportColumn("loss_days", "Days of loss", "whole", "Days with F_t < F_(t−1)"),
    ReportColumn("spike_days", "Needs a human look", "whole", "Days marked as spikes"),
    ReportColumn("price", "Price", "price", "Yuan a post, as pasted"),
    ReportColumn("price_per_thousand", "Price per 1 k followers", "price", "Price / total × 1000"),
    ReportColumn("last_day", "Data up to", "date"),
    ReportColumn("status", "Remark", "text"),
)
_FORMATS = {Scale.PERCENT: '+0.0"%";-0.0"%";0"%"', Scale.INDEX: "0.0"}


def ids(count: int) -> list[str]:
    """The examples, an id that reads as 5 × 10^…, one of digits only, then anybody."""
    known = [*(example.creator_id for example in EXAMPLES), WITH_E, DIGITS]
    return [*known, *(f"5f00000000000000000{n:05x}" for n in range(count))][:count]


def published(creator_ids: Sequence[str], days: int = 30) -> pd.DataFrame:
    """The sandbox's daily data of these creators."""
    frames = []
    for key in creator_ids:
        points = published_points(key, LAST, days)
        frames.append(
            daily_frame(key, {p.day: p.total for p in points}, {p.day: p.new for p in points})
        )
    return combine(frames)


def made(
    count: int,
    *,
    names: Sequence[str] = (),
    scale: Scale = Scale.INDEX,
    align: Align = Align.CALENDAR,
    context: Sequence[str] = (),
    daily: pd.DataFrame | None = None,
    days: int = 30,
    undrawn: Sequence[str] = (),
    strip: bool = False,
) -> Report:
    """The report of `count` simulated creators; `names` go to the first of them.

    With `strip` there is a panel of new followers.
    """
    creator_ids = ids(count)
    held = published(creator_ids, days) if daily is None else daily
    found = insight(held, 0, Rules())
    prices = {key: 100.0 + 37.5 * at for at, key in enumerate(creator_ids) if at % 3}
    ranked = ranking(found, creator_ids, Sheet(prices))
    called = {key: nickname_of(key) or f"{key[:4]}…{key[-5:]}" for key in creator_ids}
    called |= dict(zip(creator_ids, names, strict=False))
    table = ranked.assign(
        name=[called[key] for key in ranked["creator_id"]],
        tier=ranked["tier"].map(TIERS.__getitem__, na_action="ignore"),
        status=["" if n else "Not loaded" for n in ranked["points"]],
        marketplace_page=[f"https://market.example/{key}" for key in ranked["creator_id"]],
    )
    drawn = curves(found, Lineup(scale, align))
    panels = ((f"Total followers ({scale})", drawn.totals), ("New followers", drawn.news))
    offsets, known = align is not Align.CALENDAR, frozenset(drawn.totals["creator_id"])
    charts = [
        ReportChart(
            title,
            values,
            offsets,
            _FORMATS.get(scale, "#,##0"),
            scale is Scale.LOG and values is drawn.totals,
            known - frozenset(undrawn),
            frozenset(context),
            {key: f"+{at}%" for at, key in enumerate(creator_ids) if key not in context},
            marked=drawn.spikes if values is drawn.totals else {},
            notes=(f"{len(known)} of {count} have a curve",),
            marks=(Mark("ring", "needs a look"),),
        )
        for title, values in panels[: 1 + strip]
    ]
    return Report(
        title="Autumn shortlist 秋季候选达人",
        facts=FACTS,
        findings=tuple(
            f"{called[key]} kept 62% of the 1,234 followers." for key in creator_ids[:6]
        ),
        columns=COLUMNS,
        table=table[["creator_id", "marketplace_page", *(column.key for column in COLUMNS)]],
        daily=held,
        charts=tuple(charts) if known else (),
        names=called,
        colours={key: COLORS[at % 10] for at, key in enumerate(creator_ids)},
        words=WORDS,
        dashes={key: DASHES[at // 10 % 6] for at, key in enumerate(creator_ids)},
        source=f"{DEMO} · {FACTS[1]}",
        stamp=(DEMO, "2026-11-23", "30 days"),
        demo="DEMO DATA",
    )


def workbook(content: bytes):
    return load_workbook(BytesIO(content))


def presentation(content: bytes):
    return Presentation(BytesIO(content))


def shapes_of(slide) -> list:
    """Every shape of a slide, those in groups too."""
    found = []
    waiting = list(slide.shapes)
    while waiting:
        shape = waiting.pop(0)
        inside = list(shape.shapes) if shape.shape_type == MSO_SHAPE_TYPE.GROUP else []
        waiting = [*inside, *waiting]
        found += [] if inside else [shape]
    return found


def texts(slide) -> list[str]:
    """The text of every paragraph and table cell of a slide."""
    found = []
    for shape in shapes_of(slide):
        if shape.has_text_frame:
            found += [paragraph.text for paragraph in shape.text_frame.paragraphs]
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return [text for text in found if text]


def tables(deck) -> list[list[list[str]]]:
    """Every table of a deck as rows of texts."""
    shapes = (shape for slide in deck.slides for shape in slide.shapes if shape.has_table)
    return [[[cell.text for cell in row.cells] for row in shape.table.rows] for shape in shapes]


def charts(deck) -> list:
    return [shape.chart for slide in deck.slides for shape in shapes_of(slide) if shape.has_chart]


def line_series(chart) -> list:
    """The lines of a chart, without the areas and bars behind them."""
    (lines,) = [plot for plot in chart.plots if plot._element.tag == qn("c:lineChart")]
    return list(lines.series)
