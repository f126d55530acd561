"""Who asks for what: every way to a call passes the same question, whether one may spend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from components.calls import asking
from services.api.answers import Kind
from services.api.errors import ApiError
from services.screen.screen import Screen
from services.shortlist.creator import Creator
from tests.components.made import A, B, C, comparison, history, sandbox, settings

CREATORS = (Creator(A, "Ann"), Creator(B), Creator(C))
IDS = [A, B, C]


class Recorded:
    """Stands for `History`: notes what it is asked for; `calls` are what a click would cost."""

    def __init__(self, calls: int = 0) -> None:
        self.calls = calls
        self.opened: list[tuple[list[str], list[str], bool]] = []
        self.named: list[dict[str, str]] = []
        self.days: list[date] = []
        self.more = False
        self.note_aliases = self.named.append
        self.purse = SimpleNamespace(ask_after=lambda _: None)

    def missing(self, ids):
        return [(key, None) for key in ids][: self.calls]

    def open(self, ids, *, ask=(), retrying=False, names=False):
        self.opened.append((list(ids), list(ask), retrying))
        return comparison(*(history(key, [1], [1]) for key in ids)).batch

    def as_of(self, ids, day):
        self.days.append(day)
        return comparison(*(history(key, [1], [1]) for key in ids)).batch

    def could_show_more(self, _):
        return self.more


@pytest.fixture
def shown(monkeypatch):
    """The comparisons that were put on screen."""
    kept = []
    monkeypatch.setattr(asking.session, "show", kept.append)
    monkeypatch.setattr(asking.session, "comparison", lambda: kept[-1] if kept else None)
    monkeypatch.setattr(asking, "forget_notices", lambda: None)
    return kept


@pytest.fixture(params=[True, False], ids=["with passcode", "without"])
def allowed(request, monkeypatch):
    monkeypatch.setattr(asking, "may_spend", lambda _: request.param)
    return request.param


@pytest.mark.parametrize(
    ("calls", "limit", "affordable"), [(0, 0, True), (2, 1, False), (2, 2, True), (3, 1000, True)]
)
def test_a_link_asks_only_within_the_limit_and_with_the_passcode(
    shown, allowed, calls, limit, affordable
):
    recorded = Recorded(calls)
    given = settings(AUTO_CALL_LIMIT=str(limit))
    asking.open_screen(recorded, given, Screen(CREATORS))
    asks = affordable and allowed
    assert recorded.opened == [(IDS, IDS if asks else [], False)]
    assert shown[0].asked is (asks or calls == 0)
    assert list(shown[0].ids) == IDS


def test_demo_data_are_loaded_whatever_the_limit(shown):
    recorded = Recorded(calls=3)
    asking.open_screen(recorded, sandbox(), Screen(CREATORS))
    assert recorded.opened == [(IDS, IDS, False)]


def test_a_pinned_day_asks_for_nothing(shown, allowed):
    recorded = Recorded(calls=3)
    day = date(2025, 12, 7)
    asking.open_screen(recorded, settings(AUTO_CALL_LIMIT="9"), Screen(CREATORS, as_of=day))
    assert (recorded.opened, recorded.days) == ([], [day])
    assert (shown[0].as_of, shown[0].asked) == (day, True)


def test_compare_asks_for_all_and_notes_names_for_whoever_may_spend(shown, allowed, monkeypatch):
    noted = []
    monkeypatch.setattr(asking.session, "note", noted.extend)
    recorded = Recorded(calls=3)
    asking.ask(recorded, settings(), CREATORS)
    assert recorded.opened == [(IDS, IDS if allowed else [], False)]
    assert recorded.named == ([{A: "Ann"}] if allowed else [])
    assert shown[0].asked is allowed
    assert noted == list(CREATORS)


def test_retry_asks_for_the_failed_and_for_nobody_else(shown, allowed):
    recorded = Recorded(calls=3)
    on_screen = comparison(
        history(A, [1], [1]),
        history(B, ApiError(Kind.VENDOR_ERROR), [1]),
        history(C, None, None),
    )
    asking.retry(recorded, settings(), on_screen)
    assert recorded.opened == [(IDS, [B] if allowed else [], True)]


def test_leaving_a_pinned_day_opens_the_creators_like_a_link(shown, allowed):
    recorded = Recorded(calls=2)
    pinned = comparison(history(A, [1], [1]), history(B, None, None))
    asking.to_newest(recorded, settings(AUTO_CALL_LIMIT="1"), pinned)
    assert recorded.opened == [([A, B], [], False)]
    assert shown[0].as_of is None


def test_what_others_loaded_is_taken_without_asking(shown):
    recorded = Recorded(calls=2)
    waiting = comparison(history(A, [1], [1]), history(B, None, None), asked=False)
    waiting.batch.__class__ = type("Over", (type(waiting.batch),), {"done": True})
    assert asking.up_to_date(recorded, waiting) is waiting
    recorded.more = True
    newer = asking.up_to_date(recorded, waiting)
    assert recorded.opened == [([A, B], [], False)]
    assert shown == [newer]
    assert newer.batch is not waiting.batch


def test_what_is_complete_is_not_opened_again(shown):
    recorded = Recorded()
    recorded.more = True
    whole = comparison(history(A, [1], [1]))
    assert asking.up_to_date(recorded, whole) is whole
    assert recorded.opened == []


def test_another_list_begins_anew_and_the_same_one_does_not(shown, allowed, monkeypatch):
    begun = []
    monkeypatch.setattr(asking.session, "begin_anew", lambda: begun.append(len(shown)))
    for creators in (CREATORS, CREATORS[::-1], CREATORS[:2]):
        asking.ask(Recorded(), settings(), creators)
    assert begun == [2], "only the third list is another one"


@pytest.mark.parametrize("calls", [0, 2])
def test_a_list_that_was_changed_in_place_calls_nothing_and_waits_for_its_price(
    shown, allowed, monkeypatch, calls
):
    noted = []
    monkeypatch.setattr(asking.session, "note", noted.extend)
    recorded = Recorded(calls)
    asking.relist(recorded, comparison(history(A, [1], [1])), CREATORS)
    assert recorded.opened == [(IDS, [], False)]
    assert shown[0].asked is (calls == 0)
    assert noted == list(CREATORS)


def test_a_pinned_list_that_was_changed_stays_pinned(shown, allowed):
    recorded = Recorded(calls=3)
    day = date(2025, 12, 7)
    pinned = replace(comparison(history(A, [1], [1])), as_of=day)
    asking.relist(recorded, pinned, CREATORS)
    assert (recorded.opened, recorded.days) == ([], [day])
    assert (shown[0].as_of, shown[0].asked) == (day, True)


def test_a_list_without_anybody_is_none(shown):
    recorded = Recorded()
    asking.relist(recorded, comparison(history(A, [1], [1])), ())
    assert shown == [None]
    assert recorded.opened == []
