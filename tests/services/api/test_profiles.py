"""A profile as it comes: text that can be seen, and what is missing is left out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.api.answers import Charged, Kind
from services.api.profiles import CreatorProfile, read_profile
from services.api.series import Held, Metric
from services.endpoints import CREATOR_PROFILE
from tests.services.api.fakes import CREATOR, bench, body, coded, raw

RECORDED = {
    "5f0000000000000001000a01": ("清晨小集", 35_311, 2900, 3800, 2900, ()),
    "5f0000000000000001000a02": (
        "半山手作",
        468_708,
        30_000,
        35_000,
        30_000,
        ("出行旅游", "旅行", "运动健身", "运动其他", "减脂塑形"),
    ),
    "5f0000000000000001000a03": ("阿柚的周末", 5666, 249, 598, 249, ("运动健身", "减脂塑形")),
    "5f0000000000000001000a04": ("一颗青梅", 200, None, None, None, ()),
}


def fetched(data: object, creator_id: str = CREATOR) -> object:
    return bench(raw(200, body(0, data))).fetch(creator_id, Metric.PROFILE)


@pytest.mark.parametrize("creator_id", RECORDED)
def test_what_stands_in_the_recorded_profiles(recorded_responses, creator_id) -> None:
    text = (recorded_responses / "profiles" / f"{creator_id}.json").read_bytes()
    held = bench(raw(200, text)).fetch(creator_id, Metric.PROFILE)
    assert isinstance(held, Held)
    name, followers, picture, video, lowest, tags = RECORDED[creator_id]
    assert held.profile == CreatorProfile(creator_id, name, followers, picture, video, lowest, tags)
    assert held.endpoint == "profile"


def test_it_is_asked_for_at_its_own_path_without_a_window() -> None:
    it = bench(raw(200, body(0, {"name": "Luna"})), accept_cache=True)
    it.fetch(metric=Metric.PROFILE)
    ((path, query, _),) = it.vendor.asked
    assert path == CREATOR_PROFILE.path
    assert query == {"userId": CREATOR}


def test_fields_that_are_missing_null_or_of_another_shape_are_left_out() -> None:
    odd = {
        "name": "Luna",
        "fansCount": "many",
        "fansNum": 120.0,
        "picturePrice": True,
        "videoPrice": "2900",
        "lowerPrice": 0,
        "contentTags": [None, 7, {"taxonomy1Tag": None, "taxonomy2Tags": "x"}, {}],
        "noteSign": ["x"],
    }
    assert read_profile(odd) == CreatorProfile(name="Luna", followers=120)
    assert read_profile({"noteSign": {"name": "Lantern"}}) == CreatorProfile(agency="Lantern")
    assert read_profile({"userId": CREATOR, "somethingElse": 1}) is None


def test_a_kind_of_post_that_is_not_on_offer_has_no_price() -> None:
    data = {"picturePrice": 2900.0, "pictureState": 0, "videoPrice": 3800.0, "videoState": None}
    assert read_profile(data) == CreatorProfile(video_price=3800.0)


def test_a_name_is_one_visible_line_of_bounded_length() -> None:
    found = read_profile({"name": "\u202eLu\nna\x00 " + "x" * 100_000})
    assert found is not None
    assert found.name == "Lu na " + "x" * 34


def test_the_profile_of_another_creator_is_refused_and_may_have_been_charged() -> None:
    error = fetched({"userId": "5f0000000000000001000a02", "name": "Momo"})
    assert error.kind is Kind.PROTOCOL
    assert error.charged is Charged.UNKNOWN


def test_nothing_there_is_charged_and_a_refusal_closes_nothing_for_histories() -> None:
    assert fetched(None).kind is Kind.NO_PROFILE
    assert fetched({}).kind is Kind.PROTOCOL
    assert fetched([]).kind is Kind.PROTOCOL
    it = bench(coded(403, 600))
    assert it.fetch(metric=Metric.PROFILE).kind is Kind.PROFILE_DENIED
    assert it.client.latch.reason is None
    assert it.fetch(metric=Metric.TOTAL).kind is Kind.PERMISSION_DENIED


def test_a_removed_path_leaves_the_endpoint_of_histories_as_it_was() -> None:
    it = bench(raw(404, b"{}"), endpoint="auto")
    assert it.fetch(metric=Metric.PROFILE).kind is Kind.ENDPOINT_GONE
    assert it.paths == [CREATOR_PROFILE.path]
    assert it.client.endpoint.current.name == "legacy"


_LEAF = st.sampled_from([None, True, 0, -1, 7.5, 1e300, "", "Luna", {"name": 1}, ["x"], [{}]])
_JSON = st.lists(_LEAF, max_size=2) | st.dictionaries(st.text(max_size=3), _LEAF) | _LEAF
_FIELDS = st.sampled_from(
    ["userId", "name", "fansCount", "picturePrice", "pictureState", "contentTags", "noteSign"]
)


@given(st.dictionaries(_FIELDS, _JSON))
def test_whatever_stands_in_it_reading_never_fails(data: dict[str, object]) -> None:
    found = read_profile(json.loads(json.dumps(data)))
    if found is not None:
        assert len(found.name) <= 40
        assert found.picture_price is None or found.picture_price > 0
