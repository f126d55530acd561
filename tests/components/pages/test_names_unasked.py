"""What programs send over a raw websocket: no name and no balance is asked for by it."""

from __future__ import annotations

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from services.api.balance import PATH
from services.endpoints import CREATOR_PROFILE
from services.sandbox.creators import EXAMPLES
from tests.browser import serve_app
from tests.components.pages.unlocking import PASSCODE
from tests.pages import CANARY, vendor
from tests.websocket import visiting

IDS = [example.creator_id for example in EXAMPLES[:2]]
LINK = f"kols={','.join(IDS)}"
FORGED = (
    WidgetState(id="$$ID-0-look_up_names", bool_value=True),
    WidgetState(id="$$ID-0-compare", trigger_value=True),
    WidgetState(id="$$ID-0-load_link", trigger_value=True),
    WidgetState(id="$$ID-0-ask_balance", trigger_value=True),
)


@pytest.fixture(scope="module")
def paying(tmp_path_factory):
    """An app that always looks up names and lets links pay, with a passcode, and its vendor."""
    folder = tmp_path_factory.mktemp("unasked")
    with vendor() as server:
        env = {
            "DATABASE_URL": f"sqlite:///{folder}/archive.db",
            "JUSTONEAPI_TOKEN": CANARY,
            "JUSTONEAPI_BASE_URL": server.url,
            "APP_PASSCODE": PASSCODE,
            "PROFILE_LOOKUP": "always",
            "AUTO_CALL_LIMIT": "100",
        }
        with serve_app(env) as url:
            yield url, server


def unasked(server):
    return [one.path for one in server.requests if one.path in (CREATOR_PROFILE.path, PATH)]


def test_a_stranger_asks_for_nothing_whatever_is_forged(paying):
    url, server = paying
    for query in ("", LINK, f"{LINK}&present=1"):
        with visiting(url, query=query) as stranger:
            stranger.run(*FORGED, query=query)
            stranger.clear_cache()
            stranger.run(*FORGED, query=query)
    with visiting(url) as stranger:
        assert "Passcode" in stranger.run(*FORGED, page="calls")
        stranger.run(*FORGED, page="calls")
    assert server.count == 0


def test_a_link_and_reruns_of_who_may_pay_ask_for_curves_alone(paying):
    url, server = paying
    with visiting(url, query=LINK) as owner:
        owner.try_passcode(PASSCODE)
        for _ in range(3):
            owner.run(query=LINK)
            assert "Ask for the balance" in owner.run(page="calls")
    assert unasked(server) == []
