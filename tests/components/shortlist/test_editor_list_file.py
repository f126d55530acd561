from __future__ import annotations

from components.shortlist.editor import list_file
from services.sheet.upload import Upload, read_upload
from services.shortlist.creator import Creator, Decision
from services.shortlist.paste import read_shortlist
from services.shortlist.prices import Prices

LIST = (
    Creator("5e" + "0" * 22, "=1+1", Prices(image=12_000.0), 'says "hi", twice', Decision.NO, 99),
    Creator("1" * 24, "小满, 的厨房", Prices(video=900.5, other=70.0), "", Decision.BOOKED),
    Creator("5f0000000000000002000101", "", Prices(), "二\t列", Decision.MAYBE, 356_000),
)


def test_a_list_that_was_taken_away_can_be_brought_back():
    found = read_upload("shortlist.csv", list_file(LIST)())
    assert isinstance(found, Upload)
    back = read_shortlist(found.text)
    assert not back.refusals
    assert [who.creator_id for who in back.creators] == [who.creator_id for who in LIST]
    assert [who.prices for who in back.creators] == [who.prices for who in LIST]
    assert [who.followers for who in back.creators] == [99, None, 356_000]
    assert [who.decision for who in back.creators] == [who.decision for who in LIST]
    assert [who.remark for who in back.creators] == ['says "hi", twice', "", "二 列"]
    assert [who.alias.lstrip("'") for who in back.creators] == ["=1+1", "小满, 的厨房", ""]
