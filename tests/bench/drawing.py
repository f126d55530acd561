"""Computing the metrics and building the figure, for a few and for many creators."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import date

import pandas as pd

from components.chart.figure import growth_figure
from components.chart.palette import line_style
from components.chart.picture import Picture, final_order, shown_in_colour
from services.growth.curves import curves
from services.growth.daily import combine, daily_frame
from services.growth.findings import findings
from services.growth.insight import Insight, insight
from services.growth.lineup import Lineup, Scale, View
from services.growth.ranking import ranking
from services.growth.rules import Rules
from services.sandbox.creators import published_points
from tests.bench.beside import ids
from tests.bench.row import Hold, Row

RULES = Rules()
LAST_DAY = date(2026, 11, 23)
ROUNDS = 9


def drawing() -> Iterator[Row]:
    """Time the computation of the metrics and of the figure with its JSON, for few and many."""
    few, some, many = (held_of(creators) for creators in (20, 60, 200))
    what, fewer = "figure of 200 creators × 60 days with its curves and JSON", "of 20 creators"
    yield Row(what, "ms", _figure_time(many, 60), None, fewer, _figure_time(few, 60))
    what = "every metric, ranking and finding of 60 creators × 90 days"
    metrics, figure = _middle(lambda: decision(some)), _figure_time(some, 90)
    yield Row(what, "ms", metrics, None, "their figure", figure, Hold(1, "rival"))


def _figure_time(held: pd.DataFrame, days: int) -> float:
    found = insight(held, days, RULES)
    return _middle(lambda: growth_figure(picture(found)).to_json())


def decision(held: pd.DataFrame) -> object:
    """Compute what the page shows beside the figure."""
    found = insight(held, 90, RULES)
    return findings(found, ranking(found, list(found.summary["creator_id"])))


def held_of(creators: int) -> pd.DataFrame:
    """Return the tidy frame of that many sandbox creators, made by the sandbox's own rules."""
    frames = []
    for creator_id in ids(creators):
        points = published_points(creator_id, LAST_DAY, 90)
        totals = {point.day: point.total for point in points}
        news = {point.day: point.new for point in points}
        frames.append(daily_frame(creator_id, totals, news))
    return combine(frames)


def picture(found: Insight) -> Picture:
    """Return what the chart draws of a window, both panels in percent."""
    lineup = Lineup(Scale.PERCENT)
    order = tuple(final_order(found.summary))
    styles = {key: line_style(slot, "light") for slot, key in enumerate(order)}
    colour = shown_in_colour(order, (), 10)
    names = {key: key[-6:] for key in order}
    shape = curves(found, lineup)
    return Picture(shape, order, names, styles, colour, View.BOTH, lineup, "light")


def _middle(work: object) -> float:
    assert callable(work)
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)
