from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from services.exports.figures import figure, written
from services.exports.picture import decades, least_step, round_ends


@pytest.mark.parametrize(
    ("value", "kind", "found", "text"),
    [
        (1234567, "whole", 1234567, "1,234,567"),
        (0, "whole", 0, "0"),
        (1234, "change", 1234, "+1,234"),
        (-90, "change", -90, "−90"),
        (0, "change", 0, "0"),
        (0.2188, "rate", 0.2188, "+21.9%"),
        (-12.345, "rate", -12.345, "−1,234.5%"),
        (-0.0001, "rate", -0.0001, "0.0%"),
        (0.0001, "rate", 0.0001, "0.0%"),
        (0.2188, "share", 0.2188, "21.9%"),
        (0.0105, "fine_share", 0.0105, "1.05%"),
        (1234.56, "pace", 1234.56, "+1,234.6"),
        (-1234.56, "pace", -1234.56, "−1,234.6"),
        (-0.04, "pace", -0.04, "0.0"),
        (3.2, "price", 3.2, "¥3.20"),
        (-3.2, "price", -3.2, "−¥3.20"),
        (pd.Timestamp("2026-11-23"), "date", date(2026, 11, 23), "2026-11-23"),
        ("a\0-b", "text", "a-b", "a-b"),
        ("", "text", None, "—"),
        *((missing, "whole", None, "—") for missing in (pd.NA, None, float("nan"), float("inf"))),
        (pd.NaT, "date", None, "—"),
    ],
)
def test_a_cell_as_number_and_as_text(value, kind, found, text):
    assert figure(value, kind) == found
    assert type(figure(value, kind)) is type(found)
    assert written(figure(value, kind), kind) == text


@pytest.mark.parametrize(
    ("low", "high", "least", "ends"),
    [
        (96, 105.7, 0.1, (96, 106, 2)),
        (-3.4, 6.5, 0.1, (-4, 8, 2)),
        (100, 800, 1, (0, 800, 200)),
        (2830, 2832, 1, (2830, 2832, 1)),
        (5, 5, 1, (5, 6, 1)),
        (0, 0, 1, (0, 1, 1)),
        (99.97, 100.02, 0.1, (99.9, 100.1, 0.1)),
    ],
)
def test_the_axis_ends_on_round_numbers(low, high, least, ends):
    assert round_ends(low, high, least) == ends


def test_a_logarithmic_axis_ends_on_powers_of_ten():
    assert decades([2_300, 1_017_000]) == (1_000, 10_000_000)
    assert decades([100]) == (100, 1_000)


def test_no_step_is_finer_than_its_labels():
    assert [least_step(text) for text in ("#,##0", "0.0", '+0.00"%"')] == [1, 0.1, 0.01]
