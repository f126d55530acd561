"""A creator of a saved list is checked and cleaned before anything sees it."""

from __future__ import annotations

import pytest

from services.shortlist.creator import ALIAS_LENGTH, REMARK_LENGTH, Creator
from services.shortlist.numbers import MOST_FOLLOWERS
from services.shortlist.prices import HIGHEST_PRICE, Prices
from services.shortlist.saved import as_saved
from tests.services.archive.listed import an_entry, opened_list, save

NAN, INFINITE = float("nan"), float("inf")


@pytest.mark.parametrize(
    "creator_id", ["", "5" * 23, "5" * 25, "F" * 24, "g" * 24, "5" * 24 + "\n"]
)
def test_what_is_no_creator_id_is_no_entry(creator_id):
    with pytest.raises(ValueError, match="24 hexadecimal digits"):
        as_saved(Creator(creator_id))


@pytest.mark.parametrize("price", [0, -1, NAN, INFINITE, HIGHEST_PRICE + 1])
@pytest.mark.parametrize("of", ["image", "video", "other"])
def test_what_is_no_price_is_no_entry(price, of):
    with pytest.raises(ValueError, match="a price"):
        as_saved(an_entry(prices=Prices(**{of: price})))


@pytest.mark.parametrize("followers", [0, -1, NAN, INFINITE, MOST_FOLLOWERS + 1])
def test_what_is_no_number_of_followers_is_no_entry(followers):
    with pytest.raises(ValueError, match="followers"):
        as_saved(an_entry(followers=followers))


def test_alias_and_remark_are_cleaned_and_cut_before_they_are_saved(database):
    given = an_entry(alias="a\x00\n" * 99, remark="\ud800b\u202e\x00 \n" * 999)
    saved = as_saved(given)
    assert len(saved.alias) <= ALIAS_LENGTH
    assert len(saved.remark) <= REMARK_LENGTH
    assert set(saved.alias + saved.remark) == {"a", "b", " "}
    assert as_saved(saved) == saved
    assert save(database, "Spring", [given]).creators == (saved,)
    assert opened_list(database, "Spring").creators == (saved,)
