from __future__ import annotations

import pytest

from components.wording.labels import filtered_text, kept_text, tier_name, tiers_explained
from services.growth.rules import Rules
from services.growth.verdict import Growth
from services.screen.filters import TIERS, Filters
from services.shortlist.creator import Decision


@pytest.mark.parametrize(("tier", "name"), [(0, "Nano"), (1, "Micro"), (2, "Mid-tier"), (3, "Top")])
def test_each_tier_has_its_name(tier, name):
    assert tier_name(tier) == name


def test_there_is_a_name_for_every_tier_of_the_rules_and_of_a_filter():
    assert len({tier_name(tier) for tier in TIERS}) == len(Rules().tiers) + 1


def test_where_each_begins_is_said_from_the_smallest_on():
    assert tiers_explained((5_000, 50_000, 500_000)) == (
        "Nano < 5,000 ≤ Micro < 50,000 ≤ Mid-tier < 500,000 ≤ Top"
    )
    assert tiers_explained((1, 20, 300)).startswith("Nano < 1 ≤ Micro < 20 ≤")


@pytest.mark.parametrize(
    ("kept", "creators", "text"),
    [
        (1, 1, "1 creator"),
        (6, 6, "6 creators"),
        (0, 1, "0 of 1 creator"),
        (2, 6, "2 of 6 creators"),
    ],
)
def test_how_many_are_looked_at(kept, creators, text):
    assert kept_text(kept, creators) == text


def test_all_choices_of_a_filter_are_named():
    chosen = Filters((Growth.FALLING, Growth.STEADY), (3,), (Decision.NO,), "late [x](y)")
    told = filtered_text(chosen, 2, 6)
    assert told == "2 of 6 creators: Steady, Falling, Top, No, “late [x](y)”"
    assert filtered_text(Filters(words="late"), 0, 2) == "0 of 2 creators: “late”"
