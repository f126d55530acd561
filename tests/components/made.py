"""Histories, frames and batches made by hand, for the tests of single components."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pandas as pd

from components.chart.palette import LineStyle, line_style
from components.session.comparison import Comparison
from services.api.errors import ApiError
from services.api.series import Held, Metric, Series
from services.growth.daily import combine
from services.history.batch import Batch
from services.history.budget import Price, price_of
from services.history.creator_history import CreatorHistory
from services.history.purse import Funds
from services.settings.settings import Settings, read_settings

IDS = tuple(f"5f0000000000000001000b{n:02d}" for n in range(1, 31))
A, B, C, D = IDS[:4]
LAST = date(2025, 12, 7)
NASTY = "<b>x</b> :red[y] [z](https://evil.example) *w* $q$"
"""A name in which HTML, Markdown and Streamlit's own marks would take effect if they could."""


def held(*numbers: int | None, end: date = LAST, **flaws: object) -> Held:
    """A series of consecutive days up to `end`; None leaves its day out."""
    first = end - timedelta(days=len(numbers) - 1)
    days = [(first + timedelta(days=n), number) for n, number in enumerate(numbers)]
    points = tuple((day, number) for day, number in days if number is not None)
    return Held(Series(points, **flaws), "legacy", 60, datetime(2025, 12, 8, tzinfo=UTC))


def history(
    creator_id: str,
    totals: Sequence[int | None] | Held | ApiError | None,
    news: Sequence[int | None] | Held | ApiError | None = None,
    **more: bool,
) -> CreatorHistory:
    """A creator's two series; plain numbers are days up to `LAST`."""
    outcomes = [held(*one) if isinstance(one, list | tuple) else one for one in (totals, news)]
    return CreatorHistory(creator_id, *outcomes, **more)


def by_id(*histories: CreatorHistory) -> dict[str, CreatorHistory]:
    return {one.creator_id: one for one in histories}


def daily(*histories: CreatorHistory) -> pd.DataFrame:
    return combine(one.daily() for one in histories)


def names(ids: Iterable[str], **known: str) -> dict[str, str]:
    """`Name 01` for the first of `IDS`, and so on."""
    return {key: f"Name {key[-2:]}" for key in ids} | known


def styles(ids: Iterable[str], base: str = "light") -> dict[str, LineStyle]:
    return {key: line_style(slot, base) for slot, key in enumerate(ids)}


class Arrived(Batch):
    """A batch at which these have arrived; what is None in them is on its way until settled."""

    def __init__(self, histories: Sequence[CreatorHistory]) -> None:
        # Derived new followers were not asked for.
        metrics = (
            (Metric.TOTAL,) if all(one.derived for one in histories) else (Metric.TOTAL, Metric.NEW)
        )
        super().__init__([one.creator_id for one in histories], metrics)
        for one in histories:
            for metric, outcome in one.outcomes:
                if outcome is not None:
                    self.settle(one.creator_id, metric, outcome)

    @property
    def done(self) -> bool:
        return not any(one.pending for one in self.histories().values())


def comparison(*histories: CreatorHistory, asked: bool = True) -> Comparison:
    return Comparison(Arrived(histories), asked)


def settings(**more: str) -> Settings:
    """Settings with a token; `sandbox()` is without."""
    read = read_settings({"JUSTONEAPI_TOKEN": "made-up-token", **more})
    assert isinstance(read, Settings)
    return read


def sandbox() -> Settings:
    read = read_settings({})
    assert isinstance(read, Settings)
    return read


def shared(
    missing: Mapping[str, int] | None = None,
    latched: ApiError | None = None,
    left: int | None = None,
) -> SimpleNamespace:
    """What components ask of `History`, where `left` calls may be made.

    `missing` says how many calls each creator needs, and `asked` keeps who asked for that.
    """
    asked: list[tuple[list[str], bool]] = []

    def price(ids: Iterable[str], *, retrying: bool = False, names: bool = False) -> Price:
        asked.append((list(ids), retrying))
        metrics = [Metric.TOTAL, Metric.NEW]
        calls = [
            (key, one) for key in asked[-1][0] for one in metrics[: (missing or {}).get(key, 0)]
        ]
        return price_of(calls, left)

    return SimpleNamespace(
        price=price,
        purse=SimpleNamespace(funds=Funds, ask_after=lambda _: None),
        asked=asked,
        stopped_by=latched,
        widest_days=60,
        keys=lambda _: (),
        client=SimpleNamespace(breaker=SimpleNamespace(seconds_left=0.0)),
        calls_left=lambda: left,
    )
