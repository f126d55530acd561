from __future__ import annotations

import pytest

from components.ranking.columns import CHOOSABLE, COLUMNS, column_config, file_labels, label_of
from components.wording.labels import tiers_explained

LIMITS = (5_000, 50_000, 500_000)
CONFIG = column_config(LIMITS)
PERCENTAGES = [column for column in COLUMNS if column.kind == "percent"]


def test_every_column_has_a_key_and_a_label_of_its_own():
    for labels in ([column.key for column in COLUMNS], list(file_labels().values())):
        assert len(set(labels)) == len(labels)


def test_only_the_name_and_the_remark_cannot_be_chosen():
    rest = {column.key for column in COLUMNS} - {column.key for column in CHOOSABLE}
    assert rest == {"name", "status"}


@pytest.mark.parametrize(
    ("key", "kind", "form"),
    [
        ("name", "text", None),
        ("latest_total", "number", "localized"),
        ("net_change", "number", "localized"),
        ("growth_rate", "number", "percent"),
        ("momentum", "number", "%.1f"),
        ("price_per_thousand", "number", "¥%.2f"),
        ("peak_day", "date", "YYYY-MM-DD"),
        ("verdict", "text", None),
    ],
)
def test_each_kind_is_written_its_own_way(key, kind, form):
    written = CONFIG[key]["type_config"]
    assert (written["type"], written.get("format")) == (kind, form)


def test_every_column_is_configured_and_no_number_is_without_its_formula():
    assert list(CONFIG) == [column.key for column in COLUMNS]
    kinds = ("text", "date")
    assert [
        column.key for column in COLUMNS if column.kind not in kinds and not column.formula
    ] == ["points"]
    for column in COLUMNS:
        assert CONFIG[column.key]["label"] == label_of(column.key)
        if column.formula:
            assert CONFIG[column.key]["help"] == column.formula


def test_the_name_stays_in_sight_and_the_tier_says_where_it_begins():
    assert CONFIG["name"]["pinned"] is True
    assert not CONFIG["growth_rate"].get("pinned")
    assert CONFIG["tier"]["help"] == tiers_explained(LIMITS)
    assert "4,000 ≤ Micro" in column_config((4_000, 5_000, 6_000))["tier"]["help"]


def test_a_file_has_a_header_for_every_column_and_the_id():
    assert list(file_labels()) == [*(column.key for column in COLUMNS), "creator_id"]
    assert file_labels()["creator_id"] == "Creator id"
    assert file_labels()["net_change"] == label_of("net_change") == "Net change"


@pytest.mark.parametrize("column", PERCENTAGES, ids=lambda column: column.key)
def test_what_is_a_percentage_on_screen_is_called_a_fraction_in_the_file(column):
    assert "fraction" in file_labels()[column.key]
    assert "fraction" not in label_of(column.key)
    assert file_labels()[column.key].startswith(label_of(column.key))
