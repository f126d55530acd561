"""Links as mail programs, chats and sentences hand them on open the same screen."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from services.screen.link import read_link

ONE, TWO = "5f00000000000000000a0001", "5f00000000000000000a0002"
CLEAN = f"kols={ONE},{TWO}&days=60&view=total&scale=index&as_of=2024-11-10"


def screen_of(query: str):
    return read_link(dict(parse_qsl(query, keep_blank_values=True)))


@pytest.mark.parametrize(
    "query",
    [
        CLEAN.replace("&", "&amp;"),
        CLEAN.replace("&", "&amp;amp;"),
        *(CLEAN + mark for mark in ("。", ".", "）", "”。", "，", "!")),
        f"{CLEAN}&from=singlemessage&isappinstalled=0",
        f"{CLEAN}?from=timeline&isappinstalled=0",
        f"{CLEAN}?tdsourcetag=s_pctim_aiomsg",
        f"{CLEAN}&tdsourcetag=s_pctim_aiomsg&_wv=1",
        f"{CLEAN}&amp;from=singlemessage",
    ],
)
def test_what_others_put_into_a_link_changes_nothing(query: str):
    assert screen_of(query) == screen_of(CLEAN)
    assert screen_of(query)[1] == ()


@pytest.mark.parametrize("mark", ["。", ".", "?from=singlemessage"])
def test_a_link_may_end_in_its_creators(mark: str):
    assert screen_of(f"days=60&kols={ONE},{TWO}{mark}") == screen_of(f"days=60&kols={ONE},{TWO}")


def test_an_alias_may_end_in_a_mark():
    (screen, notices) = screen_of(f"kols={ONE}~Dr.?")
    assert ([who.alias for who in screen.creators], notices) == (["Dr.?"], ())


def test_an_escaped_parameter_outranks_none_that_is_clean():
    assert screen_of(f"kols={ONE}&amp;days=90&days=60")[0].choices.days == 60
