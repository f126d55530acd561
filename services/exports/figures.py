"""The values of a report: as plain Python numbers, and written out for a slide."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from services.text import clean

MISSING = "—"
"""What stands on a slide where there is no value."""

Kind = Literal["text", "whole", "change", "rate", "share", "fine_share", "pace", "price", "date"]
"""How a column is written, each with one number of decimals.

`change` and `pace` with their sign, in whole followers and in tenths; `rate`, `share` and
`fine_share` in percent, of a fraction: a rate has a sign, a fine share two decimals; `price` in
yuan.
"""

Figure = str | float | date | None


def figure(value: Any, kind: Kind) -> Figure:  # noqa: ANN401 - a cell of a frame
    """Return a cell of the table as str, int, float or date, and as None where it holds nothing."""
    if pd.isna(value):
        return None
    if kind == "text":
        return clean(str(value)) or None
    if kind == "date":
        return pd.Timestamp(value).date()
    number = float(value)
    if not math.isfinite(number):
        return None
    return int(value) if kind in ("whole", "change") else number


def written(found: Figure, kind: Kind) -> str:
    """Return a figure as the screen writes it: `1,234`, `+1,234`, `+21.9%`, `¥3.20`, `—`."""
    if found is None:
        return MISSING
    if isinstance(found, str):
        return found
    if isinstance(found, date):
        return f"{found:%Y-%m-%d}"
    return FORMATS[kind].text(found).replace("-", "−")


def _fixed(value: float, digits: int) -> str:
    return f"{round(value, digits) + 0.0:,.{digits}f}"  # adding zero turns -0.0 into 0.0


def _signed(value: float, digits: int) -> str:
    rounded = round(value, digits)
    return f"{rounded:+,.{digits}f}" if rounded else f"{0:.{digits}f}"


def _price(value: float) -> str:
    return f"¥{_fixed(value, 2)}" if value >= 0 else f"-¥{_fixed(-value, 2)}"


@dataclass(frozen=True)
class Format:
    """How a kind is written: by a spreadsheet, by the table on screen (in printf's terms, where
    percentages stand in percent), and (numbers) as text.
    """

    spreadsheet: str
    table: str = ""
    text: Callable[[float], str] = str


FORMATS: Mapping[Kind, Format] = {
    "text": Format("@"),
    "date": Format("yyyy-mm-dd", "YYYY-MM-DD"),
    "whole": Format("#,##0", "%,d", lambda value: f"{value:,}"),
    "change": Format("+#,##0;-#,##0;0", "%+,d", lambda value: f"{value:+,}" if value else "0"),
    "rate": Format("+0.0%;-0.0%;0.0%", "%+,.1f%%", lambda value: f"{_signed(value * 100, 1)}%"),
    "share": Format("0.0%", "%,.1f%%", lambda value: f"{_fixed(value * 100, 1)}%"),
    "fine_share": Format("0.00%", "%,.2f%%", lambda value: f"{_fixed(value * 100, 2)}%"),
    "pace": Format("+#,##0.0;-#,##0.0;0.0", "%+,.1f", lambda value: _signed(value, 1)),
    "price": Format('"¥"#,##0.00', "¥%,.2f", _price),
}
