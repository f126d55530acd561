"""Building the figure for a few and for many creators."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from components.growth_chart import ChartInput, final_order, growth_figure, shown_in_colour
from components.palette import line_style
from services.api.profiles import Metric
from services.frames import combine, last_days
from services.growth.summary import summarize
from services.history import history_of
from services.screen import Scale, View
from services.settings import Settings, read_settings

DAYS = 60
ROUNDS = 9


def drawing() -> Iterator[str]:
    """Time the computation of the metrics and of the figure with its JSON, for 20 and 200."""
    few, many = chart_input(20), chart_input(200)
    metrics = _middle(lambda: summarize(few.daily))
    small = _middle(lambda: growth_figure(few).to_json())
    large = _middle(lambda: growth_figure(many).to_json())
    yield (
        f"figure of 20 creators x {DAYS} days: {small:.1f} ms with its JSON "
        f"(metrics {metrics:.1f} ms, ratio {metrics / small:.2f}); "
        f"of 200 creators: {large:.1f} ms, {large / small:.1f} times as long"
    )


def chart_input(creators: int) -> ChartInput:
    """Return what the chart of that many sandbox creators draws, both panels in percent."""
    ids = [f"{0x5F0BE4 * 16**18 + number * 7919:024x}" for number in range(creators)]
    settings = read_settings({})
    assert isinstance(settings, Settings)
    history = history_of(settings)
    batch = history.open(ids, ask=ids)
    seen = batch.version
    while not batch.done:
        batch.wait(seen, 1.0)
        seen = batch.version
    daily = last_days(combine(found.daily() for found in batch.histories().values()), DAYS)
    assert daily["creator_id"].nunique() == creators, Metric.TOTAL
    summary = summarize(daily)
    order = final_order(summary)
    styles = {key: line_style(slot, "light") for slot, key in enumerate(ids)}
    colour = shown_in_colour(summary, order, ())
    names = {key: key[-6:] for key in ids}
    return ChartInput(daily, order, names, styles, colour, View.BOTH, Scale.PERCENT, "light")


def _middle(work: object) -> float:
    assert callable(work)
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)
