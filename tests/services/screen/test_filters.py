from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.growth.verdict import Growth
from services.screen.filters import TIERS, WORDS_LENGTH, Filters, read_filters, write_filters
from services.shortlist.creator import Creator, Decision, Listing

ID = "5f0000000000000001000a01"
WHO = Creator(ID, "an alias", remark="Slow to ANSWER, 慢", decision=Decision.MAYBE)


def keeps(filters: Filters, who: Creator = WHO, name: str = "Luna 小满") -> bool:
    return filters.keeps(who, name, Growth.STEADY, 2)


def test_an_empty_one_keeps_everybody() -> None:
    assert keeps(Filters())
    assert Filters().keeps(Creator(ID), "", None, None)


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(growth=(Growth.STEADY,)), True),
        (Filters(growth=(Growth.FALLING, Growth.STEADY)), True),
        (Filters(growth=(Growth.FALLING,)), False),
        (Filters(tiers=(2,)), True),
        (Filters(tiers=(0, 1, 3)), False),
        (Filters(decisions=(Decision.MAYBE, Decision.NO)), True),
        (Filters(decisions=(Decision.NO,)), False),
        (Filters((Growth.STEADY,), (2,), (Decision.MAYBE,), "luna"), True),
        (Filters((Growth.STEADY,), (1,), (Decision.MAYBE,), "luna"), False),
    ],
)
def test_one_of_each_kind_must_fit(filters: Filters, kept: bool) -> None:
    assert keeps(filters) is kept


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("luna", True),
        ("小满", True),
        ("answer LUNA", True),
        ("slow", True),
        (ID.upper(), True),
        ("慢", True),
        ("luna momo", False),
        ("an alias", False),
        ("luna 小满 slow 5f00", True),
    ],
)
def test_all_words_are_looked_for_in_name_remark_and_id_in_any_case(words: str, kept: bool) -> None:
    assert keeps(Filters(words=words)) is kept


def test_what_a_creator_lacks_matches_no_choice() -> None:
    nobody = Creator(ID)
    assert not Filters(growth=tuple(Growth)).keeps(nobody, "Luna", None, None)
    assert not Filters(tiers=TIERS).keeps(nobody, "Luna", None, None)
    assert not Filters(decisions=tuple(Decision)).keeps(nobody, "Luna", None, None)


def test_filters_that_keep_the_same_are_equal() -> None:
    one = Filters((Growth.FALLING, Growth.STEADY, Growth.FALLING), (3, 0, 9), words=" late\n again")
    assert one == Filters((Growth.STEADY, Growth.FALLING), (0, 3), words="late again")
    assert one.tiers == (0, 3)


@given(st.text())
def test_words_are_one_visible_line(text: str) -> None:
    words = Filters(words=text).words
    assert Filters(words=words).words == words
    assert len(words) <= WORDS_LENGTH
    assert words.splitlines() == ([words] if words else [])


def test_words_are_looked_for_in_the_marketplaces_tags_and_agency() -> None:
    listed = replace(WHO, listing=Listing(tags=("美食", "家常菜"), agency="Lantern Media"))
    assert keeps(Filters(words="lantern 家常"), listed)
    assert not keeps(Filters(words="lantern"))


def test_tags_and_agencies_keep_who_has_one_of_each() -> None:
    listed = replace(WHO, listing=Listing(tags=("美食", "家常菜"), agency="Lantern ~ Media"))
    assert keeps(Filters(tags=("旅行", "美食")), listed)
    assert keeps(Filters(tags=("美食",), agencies=("Lantern ~ Media",)), listed)
    assert not keeps(Filters(tags=("旅行",)), listed)
    assert not keeps(Filters(agencies=("Other",)), listed)
    assert not keeps(Filters(tags=("美食",)))
    assert not keeps(Filters(agencies=("Lantern ~ Media",)))


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_tags_and_agencies_come_back_from_a_link(tags: list[str], agencies: list[str]) -> None:
    chosen = Filters(tags=tuple(tags), agencies=tuple(agencies))
    assert read_filters(write_filters(chosen), lambda *_: None) == chosen
