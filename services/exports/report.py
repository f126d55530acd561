"""What a file holds, already in the reader's language: the writers add layout and no words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from services.exports.figures import Kind


@dataclass(frozen=True)
class ReportColumn:
    """One column of the ranking: its key in the table, its label, and the formula behind it."""

    key: str
    label: str
    kind: Kind
    formula: str = ""


MarkKind = Literal["ring", "dots", "area", "thin", "triangle", "day"]


@dataclass(frozen=True)
class Mark:
    """A mark of a chart and its word, as `components.chart.legend` has them.

    A ring for a day that needs a look, dots for the median, an area for the middle half, a thin
    line for those in grey, a triangle for what is beyond the scale, a shade for common days.
    """

    kind: MarkKind
    word: str


@dataclass(frozen=True)
class ReportChart:
    """What one panel of the screen draws.

    `values` has `creator_id` (str), `day` and `value` (Float64; a gap is NA), as the frames of
    `services.growth.curves.Curves`, of all who can be drawn: `day` is a China date, or whole days
    from day 0 where `offsets` says so. `number_format` is a spreadsheet's, such as `#,##0` or
    `0.0"%"`. Of the creators in `drawn` those in `context` are grey; `ends` has what stands at the
    ends of the others by id, their name aside. `marked` are days by creator id, `common` those of
    the list, in the form of `day`. `middle` is of `services.growth.cohort.band`; `span` the range
    of values on screen where it cuts some off. `marks` are those that may be drawn, and `notes`
    what must be known to read it.
    """

    title: str
    values: pd.DataFrame
    offsets: bool = False
    number_format: str = "#,##0"
    logarithmic: bool = False
    drawn: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    ends: Mapping[str, str] = field(default_factory=dict)
    marked: Mapping[str, frozenset[str | int]] = field(default_factory=dict)
    common: tuple[str | int, ...] = ()
    middle: pd.DataFrame | None = None
    span: tuple[float, float] | None = None
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """The words that belong to the files themselves. `continued` counts the slides of a table."""

    ranking: str
    further: str
    chart: str
    daily: str
    wide: str
    wide_new: str
    curves: str
    new_curves: str
    definitions: str
    settings: str
    findings: str
    looks: str
    creator: str
    creator_id: str
    page: str
    day: str
    offset: str
    total_followers: str
    new_followers: str
    column: str
    formula: str
    continued: str
    no_data: str
    no_script: str
    source: str
    data_day: str
    window: str
    note: str


@dataclass(frozen=True)
class Look:
    """The colours of what surrounds the curves, in hex: those of the light theme."""

    page: str = "#ffffff"
    text: str = "#10151d"
    muted: str = "#58626f"
    grid: str = "#d9dee6"
    context: str = "#9aa2af"
    header: str = "#eceff3"
    band: str = "#f4f6f9"
    accent: str = "#1550e5"


@dataclass(frozen=True)
class Report:
    """All that a file holds.

    `heading` is what the list is called, "" for a list without a name.
    `facts` are lines: the source first (which says so where the data are a demo), then the data
    day, the window, the filter, whatever else. `source` says the first two and how many are looked
    at, on every slide and page; `stamp` are source, data day and window for a row of a table.

    `table` has the keys of `columns`, one of them `name`, `creator_id` and `marketplace_page` (its
    address), one row a creator in the order on screen. Numbers are as computed, in fractions,
    followers and yuan; NA without one. `booked` are the ids of those who are.

    `note` is what must be known wherever numbers stand, `demo` what invented numbers bear; "" for
    nothing. `looks` are lines about days that need a human look.

    `daily` is the tidy frame (`services.growth.daily`) of the days on screen. `charts` are the
    panels on screen, the larger first. `names`, `colours` (hex) and `dashes` (Plotly's names; solid
    where missing) are by creator id.
    """

    title: str
    facts: tuple[str, ...]
    findings: tuple[str, ...]
    columns: tuple[ReportColumn, ...]
    table: pd.DataFrame
    daily: pd.DataFrame
    charts: tuple[ReportChart, ...]
    names: Mapping[str, str]
    colours: Mapping[str, str]
    words: Words
    dashes: Mapping[str, str] = field(default_factory=dict)
    look: Look = field(default_factory=Look)
    note: str = ""
    heading: str = ""
    source: str = ""
    stamp: tuple[str, str, str] = ("", "", "")
    demo: str = ""
    looks: tuple[str, ...] = ()
    booked: frozenset[str] = frozenset()

    @property
    def headline(self) -> str:
        """The finding that stands over everything, or the title where nothing stands out."""
        return self.findings[0] if self.findings else self.title

    @property
    def footer(self) -> str:
        """Source, data day and note on one line."""
        return " · ".join(part for part in (self.source, self.note) if part)
