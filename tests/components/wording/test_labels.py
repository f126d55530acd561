from __future__ import annotations

import pytest

from components.wording.labels import tier_name, tier_names, tiers_explained
from services.growth.rules import Rules


@pytest.mark.parametrize(("tier", "name"), [(0, "Nano"), (1, "Micro"), (2, "Mid-tier"), (3, "Top")])
def test_each_tier_has_its_name(tier, name):
    assert tier_name(tier) == name
    assert tier_names()[tier] == name


def test_there_is_a_name_for_every_tier_of_the_rules():
    assert len(tier_names()) == len(Rules().tiers) + 1


def test_where_each_begins_is_said_from_the_smallest_on():
    assert tiers_explained((5_000, 50_000, 500_000)) == (
        "Nano < 5,000 ≤ Micro < 50,000 ≤ Mid-tier < 500,000 ≤ Top"
    )
    assert tiers_explained((1, 20, 300)).startswith("Nano < 1 ≤ Micro < 20 ≤")
