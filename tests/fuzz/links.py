"""Links that were cut and rewritten on their way, and what must hold of each."""

from __future__ import annotations

import random
from urllib.parse import parse_qsl, quote, urlencode

from services.screen.link import read_link, write_link
from services.shortlist.creator import CREATOR_LIMIT
from services.text import CREATOR_ID
from tests.fuzz.mutation import cut_up

ONE, TWO = "5f0000000000000001000a01", "5f0000000000000001000a02"
GOOD = (
    f"kols={ONE}~Luna,{TWO}~%E5%B0%8F%E9%B1%BC&days=60&view=total&scale=index&align=peak&smooth=7"
    "&common=out&decisions=b-&mark=2&as_of=2025-12-07&growth=steady.falling&tier=0.3"
    "&decision=booked&find=late",
    f"kols={ONE}&amp;days=30&amp;view=new&amp;scale=count&lang=zh&present=1.",
    "list=%E6%98%A5%E5%AD%A3&days=90&view=total&scale=percent&align=start&embed=true",
    "",
)
MANY = f"kols={','.join(f'{ONE[:-4]}{number:04x}' for number in range(230))}&days=all&view=both"
PIECES = (
    *("&", "=", "~", ",", ".", "%", "%00", "%2C", "%7E", "%25", "%FF", "%F0%9F%90%9F", "+", "#"),
    *("?", ";", "&amp;", "&kols=", "&days=", "&mark=", "&tier=", "&list=", "&as_of=", "&find="),
    *(ONE, ONE.upper(), TWO[:-1], "9" * 40, "-1", "1e9", "none", "b", "0000-00-00", "2999-01-01"),
    *(quote(text) for text in ("<b>", "](javascript:1)", ":red[x]", "\u202e", "\x00", "小鱼")),
)


def link(chance: random.Random) -> str:
    """Make the query of one link."""
    whole = MANY if chance.random() < 0.02 else chance.choice(GOOD)
    return cut_up(whole, PIECES, chance)


def check_link(query: str) -> None:
    """Have it read, written and read again: from then on it says what it says, without a notice."""
    screen, notices = read_link(dict(parse_qsl(query, keep_blank_values=True)))
    assert all(str(notice) and len(str(notice)) < 1000 for notice in notices)
    ids = [who.creator_id for who in screen.creators]
    assert len(ids) == len(set(ids)) <= CREATOR_LIMIT
    assert all(CREATOR_ID.fullmatch(one) for one in ids)
    assert set(screen.highlighted) <= set(ids)
    written = urlencode(write_link(screen))
    again, further = read_link(dict(parse_qsl(written, keep_blank_values=True)))
    assert (write_link(again), further) == (write_link(screen), ())
