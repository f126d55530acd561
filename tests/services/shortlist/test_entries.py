from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.messages import Message
from services.shortlist.entries import entries_in
from services.shortlist.links import Form, NamedCreator, Refused
from services.shortlist.refusals import NOTE

ONE = "5f0000000000000001000a01"
TWO = "5f0000000000000001000a02"


def test_the_form_tells_a_profile_link_from_a_marketplace_link_from_a_bare_id() -> None:
    text = (
        f"www.xiaohongshu.com/user/profile/{ONE} "
        f"https://pgy.xiaohongshu.com/solar/blogger-detail/{ONE} {ONE}"
    )
    assert entries_in(text) == [
        NamedCreator(ONE, Form.PROFILE),
        NamedCreator(ONE, Form.MARKETPLACE),
        NamedCreator(ONE, Form.BARE),
    ]


def test_a_refusal_holds_only_the_link_that_it_is_about() -> None:
    note = f"https://www.xiaohongshu.com/explore/{ONE}"
    assert entries_in(f"快看 {note}，{TWO} 好看") == [
        Refused(note, Message(NOTE)),
        NamedCreator(TWO, Form.BARE),
    ]


def test_plain_words_prices_phones_and_uuids_are_nothing() -> None:
    text = "小鱼 12.3万 ¥8,000 13800138000 Dr.Who/Alice 50% 123e4567-e89b-12d3-a456-426614174000"
    assert entries_in(text) == []


def test_a_spreadsheet_number_needs_the_exponent_of_an_id() -> None:
    assert entries_in("1.2E+05 1.5e+3") == []
    assert len(entries_in("5.1E+23")) == 1


@given(st.text("0123456789abcdefABCDEF", min_size=1, max_size=60))
def test_a_run_of_hex_digits_is_a_creator_only_at_24(run: str) -> None:
    named = [entry for entry in entries_in(run) if isinstance(entry, NamedCreator)]
    assert named == ([NamedCreator(run.lower(), Form.BARE)] if len(run) == 24 else [])
