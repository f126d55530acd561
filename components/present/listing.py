"""The ranking as a figure: a dozen rows that can be read from the last chair."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from components.chart.lettering import FONT, escaped
from components.chart.palette import back_color, context_color, grid_color, muted_color, text_color
from components.chart.picture import Look
from components.present.show import Show
from components.wording.formats import compact, percent, signed_compact, year_day
from components.wording.i18n import _
from components.wording.labels import growth_name
from components.wording.names import window_title
from services.messages import N_
from services.text import shortened

ROWS = 12
"""Creators at most: of more, none could be read."""

_TYPE = 24 / 22  # of the letters on the curves
_TALLEST = 3.0  # letters' sizes in a row, where there are few
_TITLE, _LABELS, _HEAD = 0.8, 2.4, 3.2  # letters' sizes from the top: middle lines, and the rows
_FOOT = 0.5  # letters' sizes below them
_NAME_CELLS = 26
_PLACE, _DOT, _NAME = 1.3, 2.1, 2.8  # letters' sizes from the left
_CURVE = (0.335, 0.455)  # shares of the width

Row = Mapping[Hashable, Any]
Drawn = dict[str, Any]


@dataclass(frozen=True)
class _Column:
    """One column: the place of its `anchor` as a share of the width, its label and its text."""

    at: float
    label: str
    text: Callable[[Row], str]
    anchor: str = "right"


def _growth(row: Row) -> str:
    if not row["points"]:
        return _("No data")
    if not row["even"]:
        return _("{n} of {days} days").format(n=row["days_covered"], days=row["window"])
    return growth_name(row["growth"])


_COLUMNS = (
    _Column(0.485, N_("How it grew"), _growth, "left"),
    _Column(0.765, N_("Growth rate"), lambda row: f"<b>{percent(row['growth_rate'])}</b>"),
    _Column(0.885, N_("Net change"), lambda row: signed_compact(row["net_change"])),
    _Column(1.0, N_("Followers"), lambda row: compact(row["latest_total"])),
)
_ON_A_PHONE = (replace(_COLUMNS[1], at=1.0),)


@dataclass(frozen=True)
class _Sheet:
    """What the rows are written on: its letters, the height of a row, its colours."""

    look: Look
    base: str
    height: float

    @property
    def type(self) -> int:
        return round(self.look.type * _TYPE)

    @property
    def columns(self) -> tuple[_Column, ...]:
        return _COLUMNS if self.look.labels else _ON_A_PHONE

    def top(self, place: int) -> float:
        return _HEAD * self.type + place * self.height

    def note(
        self, x: float, y: float, text: str, anchor: str = "left", *, muted: bool = False
    ) -> Drawn:
        """Return a text at pixels from the upper left; labels are `muted`."""
        color = muted_color(self.base) if muted else text_color(self.base)
        font = {"size": self.look.type if muted else self.type, "color": color}
        place = {"x": x, "y": y, "xanchor": anchor, "yanchor": "middle"}
        return {"text": text, "font": font, "showarrow": False, **place}


def listing(show: Show, look: Look) -> go.Figure:
    """Build the figure: at most `ROWS` rows in the order of the ranking, with their curves.

    Its axes are pixels, y downwards.
    """
    table = show.table.head(ROWS).assign(window=show.found.window.days)
    letters = look.type * _TYPE
    height = min(
        (look.height - _HEAD * letters - _FOOT * letters) / max(len(table), 1), _TALLEST * letters
    )
    sheet = _Sheet(look, show.picture.base, height)
    notes, curves = _head(show, sheet), []
    for place, row in enumerate(table.to_dict("records")):
        notes += _row(row, place, show, sheet)
        if look.labels:
            curves.append(_curve(row["creator_id"], place, show, sheet))
    return go.Figure({"data": curves, "layout": _layout(sheet, notes, len(table))})


def _layout(sheet: _Sheet, notes: list[Drawn], rows: int) -> Drawn:
    look = sheet.look
    grid = {
        "type": "line",
        "x0": 0,
        "x1": look.width,
        "line": {"color": grid_color(sheet.base), "width": 1},
    }
    axis = {"visible": False, "fixedrange": True}
    return {
        "height": look.height,
        "margin": dict.fromkeys("lrtb", 0),
        "paper_bgcolor": back_color(sheet.base),
        "plot_bgcolor": back_color(sheet.base),
        "font": {"family": FONT},
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "xaxis": {**axis, "range": [0, look.width]},
        "yaxis": {**axis, "range": [look.height, 0]},
        "annotations": notes,
        "shapes": [grid | {"y0": y, "y1": y} for y in map(sheet.top, range(rows))],
    }


def _head(show: Show, sheet: _Sheet) -> list[Drawn]:
    text = _("Ranking · {window} to {day}")
    window = window_title(show.found.window.asked)
    title = text.format(window=window, day=year_day(show.found.data_day))
    if len(show.table) > ROWS:
        title += " · " + _("the first {n} of {all}").format(n=ROWS, all=len(show.table))
    y = _LABELS * sheet.type
    labels = [
        sheet.note(one.at * sheet.look.width, y, _(one.label), one.anchor, muted=True)
        for one in sheet.columns
    ]
    return [sheet.note(0, _TITLE * sheet.type, f"<b>{title}</b>"), *labels]


def _row(row: Row, place: int, show: Show, sheet: _Sheet) -> list[Drawn]:
    key, y = row["creator_id"], sheet.top(place) + sheet.height / 2
    dot = f'<span style="color:{_color(key, show)}">●</span>'
    return [
        sheet.note(_PLACE * sheet.type, y, str(place + 1), "right", muted=True),
        sheet.note(_DOT * sheet.type, y, dot, "center"),
        sheet.note(_NAME * sheet.type, y, escaped(shortened(show.names[key], _NAME_CELLS))),
        *(
            sheet.note(one.at * sheet.look.width, y, one.text(row), one.anchor)
            for one in sheet.columns
        ),
    ]


def _color(creator_id: str, show: Show) -> str:
    if creator_id in show.picture.in_colour:
        return show.picture.styles[creator_id].color
    return context_color(show.picture.base)


def _curve(creator_id: str, place: int, show: Show, sheet: _Sheet) -> Drawn:
    """Return the creator's totals as a line in its row, from their lowest to their highest."""
    values = show.found.curves.get(creator_id, [])
    known = [value for value in values if value is not None]
    low, high = min(known, default=0), max(known, default=0)
    left, right = (share * sheet.look.width for share in _CURVE)
    step = (right - left) / max(len(values) - 1, 1)
    bottom, room = sheet.top(place) + 0.82 * sheet.height, 0.64 * sheet.height
    shares = [None if one is None else (one - low) / (high - low or 1) for one in values]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(left + at * step, 1) for at in range(len(values))],
        "y": [None if share is None else round(bottom - share * room, 1) for share in shares],
        "line": {"color": _color(creator_id, show), "width": sheet.look.line * 0.75},
        "hoverinfo": "skip",
        "name": creator_id,
    }
