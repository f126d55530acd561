"""What a file holds, already in the reader's language: the writers add layout and no words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from services.exports.figures import Kind


@dataclass(frozen=True)
class ReportColumn:
    """One column of the ranking: its key in the table, its label, and the formula behind it."""

    key: str
    label: str
    kind: Kind
    formula: str = ""


@dataclass(frozen=True)
class ReportChart:
    """What the upper panel of the screen draws.

    `values` has `creator_id` (str), `day` and `value` (Float64; a gap is NA), as the frames of
    `services.growth.curves.Curves`: `day` is a China date, or whole days from day 0 where `offsets`
    says so. `number_format` is a spreadsheet's, such as `#,##0` or `0.0"%"`. The creators in
    `context` are drawn in grey.
    """

    title: str
    values: pd.DataFrame
    offsets: bool = False
    number_format: str = "#,##0"
    logarithmic: bool = False
    context: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Words:
    """The words that belong to the files themselves. `continued` counts the slides of a table."""

    ranking: str
    chart: str
    daily: str
    wide: str
    curves: str
    definitions: str
    findings: str
    creator: str
    creator_id: str
    day: str
    offset: str
    total_followers: str
    new_followers: str
    column: str
    formula: str
    continued: str
    no_data: str


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

    `facts` are lines: the source first (which says so where the data are a demo), then the data
    day; these two and the note stand on every slide. Then the window, the filter, whatever else.

    `table` has the keys of `columns`, one of them `name`, and `creator_id`, one row a creator in
    the order on screen. Numbers are as computed, in fractions, followers and yuan; NA without one.

    `note` is what must be known wherever numbers stand; "" for nothing.

    `daily` is the tidy frame (`services.growth.daily`) of the days on screen. `names`, `colours`
    (hex) and `dashes` (Plotly's names; solid where missing) are by creator id.
    """

    title: str
    facts: tuple[str, ...]
    findings: tuple[str, ...]
    columns: tuple[ReportColumn, ...]
    table: pd.DataFrame
    daily: pd.DataFrame
    chart: ReportChart
    names: Mapping[str, str]
    colours: Mapping[str, str]
    words: Words
    dashes: Mapping[str, str] = field(default_factory=dict)
    look: Look = field(default_factory=Look)
    note: str = ""

    @property
    def footer(self) -> str:
        """Source, data day and note on one line."""
        return " · ".join([*self.facts[:2], *([self.note] if self.note else [])])
