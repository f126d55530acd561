"""The marketplace's word counts where a reader said nothing, and its prices not for long."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.api.answers import Kind
from services.api.errors import ApiError
from services.api.profiles import CreatorProfile
from services.api.series import NO_POINTS, Held
from services.history.introduction import introduced
from services.shortlist.creator import Creator, Listing
from services.shortlist.prices import Prices

NOON = datetime(2025, 12, 8, 4, tzinfo=UTC)
BARE = Creator("5f0000000000000001000a01")
SAID = CreatorProfile(BARE.creator_id, "Luna", 900, 300.0, 400.0, 300.0, ("美食",), "Lantern")


def after(who: Creator, said: CreatorProfile = SAID, days: int = 0) -> Creator:
    held = Held(NO_POINTS, "profile", 0, NOON - timedelta(days=days), profile=said)
    return introduced(who, held, lambda: NOON)


def test_a_bare_id_gets_all_of_it():
    listing = Listing(900, ("美食",), "Lantern", ("image", "video"))
    assert after(BARE) == replace(BARE, alias="Luna", prices=Prices(300.0, 400.0), listing=listing)


def test_what_a_reader_said_stays():
    own = replace(BARE, alias="Mine", prices=Prices(image=1.0))
    found = after(own)
    assert (found.alias, found.prices) == ("Mine", Prices(1.0, 400.0))
    assert found.listing is not None
    assert found.listing.priced == ("video",)


def test_beside_a_price_of_no_kind_none_is_filled_in():
    own = replace(BARE, prices=Prices(other=5.0))
    assert after(own).prices == own.prices


@pytest.mark.parametrize(("days", "counts"), [(6, True), (7, False), (29, False)])
def test_prices_count_for_seven_days_and_the_name_goes_on(days: int, counts: bool):
    found = after(BARE, days=days)
    assert found.alias == "Luna"
    assert (found.prices != Prices()) == counts


def test_the_lowest_price_is_for_whatever_where_no_kind_has_one():
    found = after(BARE, CreatorProfile(lowest_price=249.0))
    assert found.prices == Prices(other=249.0)


@pytest.mark.parametrize("profile", [None, ApiError(Kind.NO_PROFILE)])
def test_without_a_profile_nothing_changes(profile):
    assert introduced(BARE, profile, lambda: NOON) is BARE
