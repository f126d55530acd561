"""What a stranger is sent, frame by frame: nothing that others wrote into a saved list."""

from __future__ import annotations

import struct

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from services.archive.archive import open_archive
from services.archive.saved_lists import ListKeeper
from services.history.cache import history_of
from services.sandbox.creators import EXAMPLES
from services.settings.settings import read_settings
from services.shortlist.creator import Creator
from services.shortlist.prices import Prices
from tests.browser import serve_app
from tests.components.pages.unlocking import PASSCODE
from tests.pages import CANARY, vendor
from tests.websocket import Visitor, visiting

IDS = [example.creator_id for example in EXAMPLES[:2]]
LIST, REMARK, PRICE = "Canary-Spring", "canary-remark-71", 48271
WRITTEN_BY_OTHERS = (
    REMARK.encode(),
    b"48271",
    b"48,271",
    struct.pack("<d", PRICE),
    struct.pack("<q", PRICE),
)


@pytest.fixture
def address(own_archive):
    """An app with a passcode, over an archive with a list and the data of its creators."""
    kept = [Creator(one, "canary-alias-71", Prices(PRICE), REMARK) for one in IDS]
    ListKeeper(open_archive(own_archive, None)).save(LIST, kept, None)
    with vendor() as server:
        env = {
            "DATABASE_URL": own_archive,
            "JUSTONEAPI_TOKEN": CANARY,
            "JUSTONEAPI_BASE_URL": server.url,
            "APP_PASSCODE": PASSCODE,
        }
        batch = history_of(read_settings(env)).open(IDS, ask=IDS)
        while not batch.done:
            batch.wait(batch.version, 10)
        paid = server.count
        with serve_app(env) as url:
            yield url
        assert server.count == paid == 4


def sent(visitor: Visitor) -> bytes:
    return b"\n".join(visitor.frames)


@pytest.mark.fault(112)
def test_a_stranger_is_sent_no_saved_list_remark_or_price(address):
    """Row 112: whoever knows the passcode is."""
    for query in ("", f"list={LIST}", f"kols={','.join(IDS)}", f"list={LIST}&present=1"):
        with visiting(address, query=query) as stranger:
            forged = WidgetState(id="$$ID-0-list_opened", string_value=LIST)
            page = stranger.run(forged, query=query)
            frames = sent(stranger)
        assert CANARY.encode() not in frames
        assert b"canary-alias-71" not in frames
        assert LIST.encode() not in frames or LIST in query  # as the stranger wrote it
        assert not [one for one in WRITTEN_BY_OTHERS if one in frames], query
        assert ("plotly_chart {" in page) == ("kols" in query)
    with visiting(address, query=f"list={LIST}") as owner:  # so that it was not for their form
        owner.try_passcode(PASSCODE)
        owner.run(query=f"list={LIST}")
        frames = sent(owner)
    assert b"canary-alias-71" in frames
    assert REMARK.encode() in frames
    assert any(one in frames for one in WRITTEN_BY_OTHERS[1:])
