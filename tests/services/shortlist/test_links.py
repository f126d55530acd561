from __future__ import annotations

import pytest

from services.messages import Message
from services.shortlist.links import (
    Form,
    NamedCreator,
    Refused,
    has_id,
    ids_in,
    is_link,
    is_path,
    read_id,
    read_link,
    read_path,
)
from services.shortlist.refusals import OTHER_LINK, WRONG_LENGTH

ONE = "5f0000000000000001000a01"
TWO = "5f0000000000000001000a02"


@pytest.mark.parametrize(
    ("part", "link", "path"),
    [
        ("https://a", True, False),
        ("xhsdiscover://user/1", True, False),
        ("xhslink.com", True, False),
        ("www.rednote.com:443/x", True, False),
        (f"evil.example/{ONE}", True, False),
        ("Dr.Who/Alice", False, False),
        (f"/user/profile/{ONE}", False, True),
        (f"solar/pre-trade/blogger-detail/{ONE}", False, True),
        (ONE, False, False),
    ],
)
def test_links_and_paths_are_told_from_words(part: str, link: bool, path: bool) -> None:
    assert (is_link(part), is_path(part)) == (link, path)


def test_the_path_decides_the_form_and_the_query_nothing() -> None:
    query = f"?a=/user/profile/{TWO}"
    marketplace = f"pgy.xiaohongshu.com/solar/blogger-detail/{ONE}{query}"
    assert read_link(marketplace) == NamedCreator(ONE, Form.MARKETPLACE)
    assert read_path(f"user/profile/{ONE}{query}") == NamedCreator(ONE, Form.PROFILE)


def test_a_link_that_cannot_be_parsed_is_refused() -> None:
    link = f"https://[::1/user/profile/{ONE}"
    assert read_link(link) == Refused(link, Message(OTHER_LINK))


def test_a_faulty_id_is_refused_in_the_words_of_its_fault() -> None:
    reason = Message(WRONG_LENGTH, {"expected": 24, "count": 23})
    assert read_id("the link", ONE[:-1], Form.PROFILE) == Refused("the link", reason)


def test_24_hex_digits_count_only_on_their_own() -> None:
    assert has_id(f"x={ONE.upper()};")
    assert not has_id(f"{ONE}0")
    assert not has_id(f"z{ONE}")
    assert ids_in(f"{ONE.upper()} {TWO} {ONE}") == {ONE, TWO}
