"""The recorded responses as one tidy frame, where an environment variable names their folder."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from services.growth.daily import combine, daily_frame

RECORDED = os.environ.get("RECORDED_RESPONSES", "")

needs_recorded = pytest.mark.skipif(
    not RECORDED, reason="RECORDED_RESPONSES names no folder of recorded bodies"
)


def recorded_id(number: int) -> str:
    return f"5f0000000000000001000a{number:02}"


def recorded_daily() -> pd.DataFrame:
    """All recorded creators; the one whose list is null has no rows."""
    frames = []
    for path in sorted(Path(RECORDED).glob("*.json")):
        points = json.loads(path.read_text("utf-8"))["data"]["list"] or []
        totals = {date.fromisoformat(point["dateKey"]): point["num"] for point in points}
        frames.append(daily_frame(path.stem, totals, {}))
    return combine(frames)
