"""Every figure of the table has its sign and unit, and a column one number of decimals."""

from __future__ import annotations

import pandas as pd
import pytest

from components.ranking.columns import COLUMNS
from components.ranking.writing import (
    as_written,
    column_config,
    file_labels,
    label_of,
    label_with_unit,
)
from components.wording.labels import tiers_explained

LIMITS = (5_000, 50_000, 500_000)
CONFIG = column_config(LIMITS)
PERCENTAGES = [column for column in COLUMNS if column.kind in ("rate", "share", "fine_share")]


@pytest.mark.parametrize(
    ("key", "kind", "form"),
    [
        ("name", "text", None),
        ("latest_total", "number", "%,d"),
        ("claimed", "number", "%,d"),
        ("net_change", "number", "%+,d"),
        ("growth_rate", "number", "%+,.1f%%"),
        ("claim_difference", "number", "%+,.1f%%"),
        ("median_of_others", "number", "%+,.1f%%"),
        ("peak_share", "number", "%,.1f%%"),
        ("volatility", "number", "%,.2f%% a day"),
        ("momentum", "number", "%+,.1f a day"),
        ("average_daily_net_change", "number", "%+,.1f a day"),
        ("price_per_thousand", "number", "¥%,.2f"),
        ("peak_day", "date", "YYYY-MM-DD"),
        ("verdict", "text", None),
    ],
)
def test_each_kind_is_written_its_own_way(key, kind, form):
    written = CONFIG[key]["type_config"]
    assert (written["type"], written.get("format")) == (kind, form)


def test_every_column_is_configured_with_its_formula():
    assert list(CONFIG) == [column.key for column in COLUMNS]
    for column in COLUMNS:
        assert CONFIG[column.key]["label"] == label_of(column.key)
        if column.formula:
            assert CONFIG[column.key]["help"] == column.formula


def test_the_name_stays_in_sight_and_the_tier_says_where_it_begins():
    assert CONFIG["name"]["pinned"] is True
    assert not CONFIG["growth_rate"].get("pinned")
    assert CONFIG["tier"]["help"] == tiers_explained(LIMITS)
    assert "4,000 ≤ Micro" in column_config((4_000, 5_000, 6_000))["tier"]["help"]


def test_percentages_are_drawn_in_percent_and_nothing_rounds_to_less_than_zero():
    table = pd.DataFrame({column.key: pd.array([-0.00004], "Float64") for column in COLUMNS})
    drawn = as_written(table).iloc[0]
    assert str(drawn["growth_rate"]) == "0.0"
    assert drawn["momentum"] == -0.00004
    assert as_written(table * -5347).iloc[0]["growth_rate"] == 21.4
    assert as_written(table * -5347).iloc[0]["volatility"] == 21.39
    assert table.iloc[0]["growth_rate"] == -0.00004, "the table of the files stays as it is"


def test_a_file_has_a_header_for_every_column_and_the_id():
    assert list(file_labels()) == [*(column.key for column in COLUMNS), "creator_id"]
    assert len({*file_labels().values()}) == len(COLUMNS) + 1
    assert file_labels()["creator_id"] == "Creator id"
    assert file_labels()["net_change"] == label_of("net_change") == "Net change"


def test_a_header_of_a_file_names_the_unit_that_its_figures_lack():
    units = {column.key: label_with_unit(column) for column in COLUMNS if column.unit}
    assert units == {
        "average_daily_net_change": "Average per day (followers)",
        "momentum": "Momentum (followers a day)",
        "volatility": "Volatility (a day)",
    }
    assert file_labels()["momentum"] == units["momentum"]


@pytest.mark.parametrize("column", PERCENTAGES, ids=lambda column: column.key)
def test_what_is_a_percentage_on_screen_is_called_a_fraction_in_the_file(column):
    assert "fraction" in file_labels()[column.key]
    assert "fraction" not in label_of(column.key)
    assert file_labels()[column.key].startswith(label_of(column.key))
