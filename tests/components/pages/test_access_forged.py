"""What a visitor without the passcode may try beyond what the page offers: none of it calls."""

from __future__ import annotations

import os
import time
from datetime import timedelta

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates

from services.china_time import latest_data_day
from services.history.batch import Batch
from services.history.cache import history_of
from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from services.settings.settings import read_settings
from tests.components.pages.unlocking import paid, unlock
from tests.fault_server import answering
from tests.pages import (
    compare,
    drawn,
    failing,
    open_app,
    open_list,
    open_tab,
    texts,
    what_is_missing,
)

IDS = [example.creator_id for example in EXAMPLES]


def press_forged(app, key):
    """Send the click on a button as a browser does, whether the page offers it or not."""
    clicked = WidgetStates()
    drawn = [button.proto.id for button in app.button if button.key == key]
    clicked.widgets.add(id=drawn[0] if drawn else f"$$ID-0-{key}", trigger_value=True)
    return app._run(clicked)


def test_forged_session_values_unlock_nothing(locked):
    app = open_app()
    for key in ("unlocked_under", "unlocked", "may_spend"):
        app.session_state[key] = True
    app.run()
    compare(app, IDS[0])
    assert locked.count == 0


@pytest.mark.parametrize("key", ["compare", "load_link", "retry", "unpin"])
@pytest.mark.parametrize("pinned", [False, True])
def test_a_forged_click_makes_no_call(locked, key, pinned):
    day = latest_data_day() - timedelta(days=2)
    link = {"kols": ",".join(IDS[:2])} | ({"as_of": day.isoformat()} if pinned else {})
    press_forged(press_forged(open_list(open_app(**link)), key), key)
    assert locked.count == 0


@pytest.mark.parametrize("key", ["compare", "load_link"])
def test_the_same_click_calls_once_unlocked(locked, key):
    """So that the forged ones above fail for want of the passcode, and not for their form."""
    press_forged(open_list(unlock(open_app(kols=",".join(IDS[:2])))), key)
    assert locked.count == 4


def test_who_may_not_spend_cannot_retry_what_failed(locked, monkeypatch):
    monkeypatch.setattr("services.api.client._JITTER_BASE", 0.0)
    locked.behaviour = answering(failing({IDS[0]: 500}))
    owner = paid(*IDS[:2])
    asked = locked.count
    locked.behaviour = answering(respond)
    visitor = open_app(kols=",".join(IDS[:2]))
    assert "1 creator could not be loaded" in what_is_missing(visitor)
    press_forged(visitor, "retry")
    assert locked.count == asked
    open_tab(owner, "What is missing").button(key="retry").click().run()
    assert locked.count == asked + 2
    assert drawn(owner) == set(IDS[:2])


def test_leaving_a_pinned_day_is_no_way_to_a_call(locked):
    paid(IDS[0])
    day = latest_data_day() - timedelta(days=2)
    visitor = open_app(kols=",".join(IDS[:2]), as_of=day.isoformat())
    assert drawn(visitor) == {IDS[0]}
    visitor.button(key="unpin").click().run()
    assert "as it stood" not in texts(visitor)
    assert drawn(visitor) == {IDS[0]}
    assert locked.count == 2


def test_a_call_that_ends_while_a_visitor_joins_it_is_not_made_again(locked, monkeypatch):
    """The owner's call fails between the visitor's look whether it runs and the joining."""
    monkeypatch.setattr("components.calls.loading.AT_ONCE_SECONDS", 0.0)
    locked.behaviour = answering(failing({IDS[0]: 400}), delay=0.3)
    owner = paid(IDS[0])
    assert owner.get("progress")
    start = Batch.start

    def late(batch, asks, launch, fallback):
        assert len(asks) == 2, "the visitor came while the calls ran"
        while any(map(history_of(read_settings(os.environ)).flights.under_way, asks)):
            time.sleep(0.01)
        start(batch, asks, launch, fallback)

    monkeypatch.setattr(Batch, "start", late)
    monkeypatch.setattr("components.calls.loading.AT_ONCE_SECONDS", 10.0)
    visitor = open_app(kols=IDS[0])
    assert "could not be loaded" in texts(visitor)
    assert locked.count == 2


def test_a_visitor_renames_nobody_in_the_owners_list(locked):
    def rows(name):
        return f"达人昵称\t链接\n{name}\thttps://www.xiaohongshu.com/user/profile/{IDS[0]}"

    owner = paid(IDS[0])
    compare(owner, rows("小满"))
    compare(open_app(), rows("somebody else"))
    owner.switch_page("components/pages/calls.py").run()
    assert set(owner.dataframe[0].value["Creator"]) == {"小满"}
