"""The values of a report: as plain Python numbers, and written out for a slide."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from services.exports.report import Kind
from services.text import clean

MISSING = "—"
"""What stands on a slide where there is no value."""

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
    """Return a figure as the screen writes it: `1,234`, `+1,234`, `21.9%`, `¥3.20`, `—`."""
    if found is None:
        return MISSING
    if isinstance(found, str):
        return found
    if isinstance(found, date):
        return f"{found:%Y-%m-%d}"
    return _WRITTEN[kind](found).replace("-", "−")


def _fixed(value: float, digits: int) -> str:
    return f"{round(value, digits) + 0.0:,.{digits}f}"  # adding zero turns -0.0 into 0.0


def _price(value: float) -> str:
    return f"¥{_fixed(value, 2)}" if value >= 0 else f"-¥{_fixed(-value, 2)}"


_WRITTEN: Mapping[Kind, Callable[[float], str]] = {
    "whole": lambda value: f"{value:,}",
    "change": lambda value: f"{value:+,}" if value else "0",
    "percent": lambda value: f"{_fixed(value * 100, 1)}%",
    "decimal": lambda value: _fixed(value, 1),
    "price": _price,
}
