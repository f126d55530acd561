from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from services.china_time import (
    CHINA,
    china_today,
    latest_data_day,
    next_china_midnight,
    utc_now,
)

MOMENTS = [  # fault matrix, row 52: around midnight of the server and around that of China
    (datetime(2025, 12, 7, 23, 30, tzinfo=UTC), date(2025, 12, 8)),
    (datetime(2025, 12, 8, 0, 30, tzinfo=UTC), date(2025, 12, 8)),
    (datetime(2025, 12, 7, 15, 59, 59, tzinfo=UTC), date(2025, 12, 7)),
    (datetime(2025, 12, 7, 16, 0, tzinfo=UTC), date(2025, 12, 8)),
    (datetime(2025, 12, 31, 16, 1, tzinfo=UTC), date(2026, 1, 1)),
    (datetime(2024, 2, 28, 16, 0, tzinfo=UTC), date(2024, 2, 29)),
    (datetime(2025, 12, 7, 8, 0, tzinfo=timezone(-timedelta(hours=8))), date(2025, 12, 8)),
]


@pytest.mark.parametrize(("moment", "today"), MOMENTS)
@pytest.mark.fault(52)
def test_the_day_is_that_of_china(moment: datetime, today: date) -> None:
    assert china_today(lambda: moment) == today
    assert latest_data_day(lambda: moment) == today - timedelta(days=1)


@pytest.mark.parametrize(("moment", "today"), MOMENTS)
@pytest.mark.fault(52)
def test_the_next_midnight_is_ahead_by_at_most_a_day(moment: datetime, today: date) -> None:
    midnight = next_china_midnight(lambda: moment)
    assert timedelta(0) < midnight - moment <= timedelta(days=1)
    assert midnight.astimezone(CHINA).isoformat() == f"{today + timedelta(days=1)}T00:00:00+08:00"


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo", "UTC"])
@pytest.mark.fault(53)
def test_the_zone_of_the_machine_does_not_matter(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # fault matrix, row 53: 2025-11-02 09:30 UTC lies in the hour that Los Angeles has twice
    moment = datetime(2025, 11, 2, 9, 30, tzinfo=UTC)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert china_today(lambda: moment) == date(2025, 11, 2)
        assert next_china_midnight(lambda: moment) == datetime(2025, 11, 2, 16, tzinfo=UTC)
        assert abs(utc_now() - datetime.fromtimestamp(time.time(), UTC)) < timedelta(seconds=5)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_now_is_aware_and_in_utc() -> None:
    assert utc_now().utcoffset() == timedelta(0)
