from __future__ import annotations

import math
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from components.wording import formats
from components.wording.i18n import speaking

NOTHING = [None, pd.NA, pd.NaT, float("nan"), np.float64("nan"), float("inf"), float("-inf")]
NUMBERS = [
    formats.count,
    formats.signed_count,
    formats.percent_share,
    formats.percent,
    formats.seconds,
    formats.yuan,
    formats.pace,
    formats.a_day,
]


@pytest.mark.fault(49)
@pytest.mark.parametrize("value", NOTHING, ids=repr)
@pytest.mark.parametrize("write", NUMBERS)
def test_what_is_missing_is_a_dash_and_never_a_zero(write, value):
    assert write(value) == "—"


@pytest.mark.parametrize("write", [formats.iso_day, formats.short_day])
@pytest.mark.parametrize("value", [None, pd.NaT])
def test_a_missing_day_is_a_dash(write, value):
    assert write(value) == "—"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1234, "1,234"),
        (-90, "−90"),
        (np.int64(1_234_567), "1,234,567"),
        (pd.array([12], dtype="Int64")[0], "12"),
        (0.2, "0"),
    ],
)
def test_count(value, written):
    assert formats.count(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [(1234, "+1,234"), (-1234, "−1,234"), (0, "0"), (-0.2, "0")]
)
def test_signed_count(value, written):
    assert formats.signed_count(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-843.9, "−844"),
        (1719.6, "+1,720"),
        (9.96, "+10"),
        (1.46, "+1.5"),
        (-0.04, "0"),
        (0, "0"),
        (-9.5, "−9.5"),
    ],
)
def test_a_pace_has_its_sign_and_unit(value, written):
    assert formats.pace(value) == written
    assert formats.a_day(value) == f"{written} a day"


@pytest.mark.parametrize(
    ("value", "written"),
    [(20_000, "¥20,000"), (1234.4, "¥1,234"), (100, "¥100"), (99.5, "¥99.50"), (3.204, "¥3.20")],
)
def test_yuan(value, written):
    assert formats.yuan(value) == written


@pytest.mark.parametrize(
    ("fraction", "digits", "written"),
    [
        (0.2188, 1, "+21.9%"),
        (-0.0104, 1, "−1.0%"),
        (-0.0104, 0, "−1%"),
        (0.00021, 2, "+0.02%"),
        (0, 1, "0.0%"),
        (0.0004, 1, "0.0%"),
        (-0.0004, 1, "0.0%"),
        (12.5, 1, "+1,250.0%"),
    ],
)
def test_percent(fraction, digits, written):
    assert formats.percent(fraction, digits) == written


@pytest.mark.parametrize(
    ("value", "written"), [(0.025, "2.5%"), (0, "0.0%"), (1, "100.0%"), (None, "—")]
)
def test_percent_share(value, written):
    assert formats.percent_share(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [(3.44, "3.4 s"), (0, "0.0 s"), (1234.5, "1,234.5 s"), (math.nan, "—")]
)
def test_seconds(value, written):
    assert formats.seconds(value) == written


@pytest.mark.parametrize("day", [date(2026, 11, 3), pd.Timestamp("2026-11-03")], ids=repr)
def test_days(day):
    assert formats.iso_day(day) == "2026-11-03"
    assert formats.short_day(day) == "Nov 3"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (940, "940"),
        (2620, "2,620"),
        (-9_999, "−9,999"),
        (10_000, "1万"),
        (12_345, "1.2万"),
        (716_000, "71.6万"),
        (1_234_567, "123万"),
        (234_567_890, "2.3亿"),
    ],
)
def test_chinese_counts_in_myriads_and_never_in_thousands(value, written):
    with speaking("zh"):
        assert formats.compact(value) == written


def test_days_durations_money_and_lists_in_chinese():
    with speaking("zh"):
        assert formats.short_day(date(2026, 11, 22)) == "11月22日"
        assert formats.year_day(date(2026, 11, 22)) == "2026年11月22日"
        assert formats.iso_day(date(2026, 11, 22)) == "2026-11-22"
        assert formats.seconds(3.44) == "3.4 秒"
        assert formats.yuan(20_000) == "¥20,000"
        assert formats.yuan_tick(20_000) == "¥2万"
        assert formats.a_day(-844) == "−844/天"
        assert formats.listed(["甲", "乙", "丙"]) == "甲、乙、丙"
        assert formats.sentences(["一。", "二。"]) == "一。二。"
    assert formats.listed(["a", "b"]) == "a, b"
    assert formats.sentences(["One.", "Two."]) == "One. Two."


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("3.1", "CNY", "¥3.10"),
        ("-3.1", "CNY", "−¥3.10"),
        ("0", "CNY", "¥0.00"),
        ("0.05", "CNY", "¥0.05"),
        ("0.0125", "CNY", "¥0.0125"),
        ("1234567.891", "USD", "USD 1,234,567.89"),
        ("12", "", "12.00"),
        ("1" * 40, "CNY", "¥1" + ",111" * 13 + ".00"),
    ],
)
def test_money_is_written_to_the_cent_with_its_currency(amount, currency, written):
    assert formats.money(Decimal(amount), currency) == written
