"""A creator's own page: what it reads from, and whom it asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from components.calls import asking
from services.api.answers import Kind
from services.api.errors import ApiError
from tests.components.calls.test_asking import CREATORS, IDS, Recorded, allowed  # noqa: F401
from tests.components.made import A, B, C, comparison, history, sandbox, settings

ANN = CREATORS[0].creator_id
HELD = history(A, [1], [1])
FAILED = history(A, ApiError(Kind.VENDOR_ERROR), ApiError(Kind.VENDOR_ERROR))
NOTHING = history(A, None, None)
OTHERS = (history(B, [1], [1]), history(C, None, None))


@pytest.fixture
def kept(monkeypatch):
    """What the session keeps: the list on screen, and the comparison of one creator."""
    kept = SimpleNamespace(listed=None, single=None)
    session = SimpleNamespace(
        comparison=lambda: kept.listed,
        single=lambda: kept.single,
        show=lambda new: setattr(kept, "listed", new),
        show_single=lambda new: setattr(kept, "single", new),
    )
    monkeypatch.setattr(asking, "session", session)
    return kept


def alone(one, *, asked=True, seconds_later=1.0):
    """A comparison of one creator, begun after the list that a test makes before it."""
    made = comparison(one, asked=asked)
    return replace(made, started=made.started + seconds_later)


@pytest.mark.parametrize("of_list", [HELD, FAILED, history(A, [1], None)])
def test_what_the_list_has_of_the_creator_is_shown_for_nothing(kept, of_list):
    recorded = Recorded(calls=2)
    kept.listed = comparison(of_list, *OTHERS)
    assert asking.look_at(recorded, settings(AUTO_CALL_LIMIT="9"), ANN) is kept.listed
    assert recorded.opened == []
    assert kept.single is None


def test_a_pinned_list_is_never_left_even_for_a_creator_without_data(kept):
    recorded = Recorded(calls=2)
    kept.listed = replace(comparison(NOTHING, *OTHERS), as_of=date(2025, 12, 7))
    kept.single = alone(HELD)
    assert asking.look_at(recorded, settings(AUTO_CALL_LIMIT="9"), ANN) is kept.listed
    assert recorded.opened == []


@pytest.mark.parametrize("listed", [None, OTHERS, (NOTHING, *OTHERS)], ids=["no", "else", "empty"])
@pytest.mark.parametrize(("calls", "limit"), [(0, 0), (1, 0), (1, 1)])
def test_who_is_not_there_is_opened_alone_as_a_link_is(
    kept,
    allowed,  # noqa: F811
    listed,
    calls,
    limit,
):
    recorded = Recorded(calls)
    kept.listed = comparison(*listed) if listed else None
    shown = asking.look_at(recorded, settings(AUTO_CALL_LIMIT=str(limit)), ANN)
    asks = calls <= limit and allowed
    assert recorded.opened == [([A], [A] if asks else [], False)]
    assert shown is kept.single
    assert (shown.ids, shown.asked) == ((ANN,), asks or calls == 0)


def test_demo_data_are_loaded_whatever_the_limit(kept):
    recorded = Recorded(calls=2)
    asking.look_at(recorded, sandbox(), ANN)
    assert recorded.opened == [([A], [A], False)]


def test_who_was_opened_alone_is_not_opened_again_until_another_is(kept):
    recorded = Recorded(calls=2)
    first = asking.look_at(recorded, settings(), ANN)
    assert asking.look_at(recorded, settings(), ANN) is first
    other = asking.look_at(recorded, settings(), B)
    assert other.ids == (B,)
    assert [ids for ids, _, _ in recorded.opened] == [[A], [B]]


def test_asking_is_for_one_creator_alone_and_leaves_the_list(kept, allowed):  # noqa: F811
    recorded = Recorded(calls=6)
    kept.listed = listed = comparison(FAILED, *OTHERS)
    asking.ask_one(recorded, settings(), ANN)
    asking.ask_one(recorded, settings(), ANN, retrying=True)
    asks = [A] if allowed else []
    assert recorded.opened == [([A], asks, False), ([A], asks, True)]
    assert kept.listed is listed
    assert (kept.single.ids, kept.single.asked) == ((ANN,), allowed)


@pytest.mark.parametrize("of_list", [FAILED, NOTHING], ids=["failed", "not loaded"])
def test_the_list_takes_in_what_came_of_one_asked_alone_and_calls_nothing(kept, of_list):
    recorded = Recorded(calls=2)
    kept.listed = comparison(of_list, *OTHERS, asked=False)
    kept.single = alone(HELD)
    shown = asking.look_at(recorded, settings(AUTO_CALL_LIMIT="9"), ANN)
    assert recorded.opened == [(IDS, [], False)]
    assert shown is kept.listed
    assert list(shown.ids) == IDS
    assert shown.asked is False


def test_while_one_asked_alone_is_on_its_way_its_own_comparison_shows(kept):
    recorded = Recorded(calls=2)
    kept.listed = comparison(FAILED, *OTHERS)
    kept.single = alone(NOTHING)
    assert asking.look_at(recorded, settings(), ANN) is kept.single
    assert recorded.opened == []


@pytest.mark.parametrize(
    "more", [{"asked": False}, {"seconds_later": -9.0}], ids=["only looked at", "before the list"]
)
def test_the_list_is_not_renewed_for_nothing(kept, more):
    recorded = Recorded(calls=2)
    kept.listed = comparison(FAILED, *OTHERS)
    kept.single = alone(HELD, **more)
    assert asking.look_at(recorded, settings(), ANN) is kept.listed
    assert recorded.opened == []
