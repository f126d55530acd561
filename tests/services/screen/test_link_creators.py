from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.screen.link import read_link, write_link
from services.screen.screen import Choices, Screen
from services.shortlist.creator import CREATOR_LIMIT, Creator, Decision
from services.shortlist.prices import Prices
from services.shortlist.saved import NoSuchList, SavedList

IDS = tuple(f"5f0000000000000001000a0{n}" for n in range(1, 6))
KOLS = ",".join(IDS[:4])
DECIDED = (Decision.BOOKED, None, Decision.MAYBE, Decision.NO)
FOUR = tuple(Creator(key, decision=one) for key, one in zip(IDS, DECIDED, strict=False))


def decisions_of(screen: Screen) -> list[str]:
    return ["-" if who.decision is None else who.decision.value[0] for who in screen.creators]


def test_decisions_and_marks_are_written_in_the_order_of_the_list() -> None:
    screen = Screen(FOUR, highlighted=(IDS[3], IDS[0], "gone"))
    assert screen.highlighted == (IDS[0], IDS[3])
    link = write_link(screen)
    assert (link["kols"], link["decisions"], link["mark"]) == (KOLS, "b-mn", "1.4")
    assert read_link(link) == (screen, ())


def test_where_nobody_is_decided_on_or_marked_the_link_says_nothing_of_it() -> None:
    link = write_link(Screen((Creator(IDS[0]),)))
    assert not {"decisions", "mark", "list"} & link.keys()


def test_a_link_of_before_reads_as_before() -> None:
    screen, notices = read_link({"kols": KOLS, "days": "60"})
    assert (screen, notices) == (Screen(tuple(map(Creator, IDS[:4])), Choices(60)), ())


def test_a_hand_written_decision_is_read() -> None:
    screen, notices = read_link({"kols": KOLS, "decisions": " B-mN "})
    assert (screen.creators, notices) == (FOUR, ())


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("bxmn", "b-mn"),
        ("bm", "bm--"),
        ("bmnbmn", "bmnb"),
        ("☃\0", "----"),
        ("booked", "b---"),
    ],
)
def test_a_decision_that_does_not_fit_is_said_and_decides_nothing(written: str, taken: str) -> None:
    screen, notices = read_link({"kols": KOLS, "decisions": written})
    assert decisions_of(screen) == list(taken)
    assert len(notices) == 1
    assert "“decisions=" in str(notices[0])


def test_decisions_and_marks_stay_with_their_creators_when_an_entry_is_no_id() -> None:
    kols = f"{IDS[0]},rubbish,{IDS[0]},{IDS[1]}"
    screen, notices = read_link({"kols": kols, "decisions": "bmnm", "mark": "2.4"})
    assert screen.creators == (
        Creator(IDS[0], decision=Decision.BOOKED),
        Creator(IDS[1], decision=Decision.MAYBE),
    )
    assert screen.highlighted == (IDS[1],)
    assert len(notices) == 1


@pytest.mark.parametrize("mark", ["0", "5", "-1", "1e3", "x", "１", "9" * 5000, "1.5"])
def test_a_mark_that_is_no_position_is_said(mark: str) -> None:
    screen, notices = read_link({"kols": KOLS, "mark": mark})
    assert screen.highlighted == ((IDS[0],) if mark.startswith("1.") else ())
    assert len(notices) == 1
    assert "“mark”" in str(notices[0])
    assert len(str(notices[0])) < 150


def test_marks_that_repeat_or_are_empty_count_once() -> None:
    screen, notices = read_link({"kols": KOLS, "mark": " 2..2.1. "})
    assert (screen.highlighted, notices) == (IDS[:2], ())


def test_who_was_cut_is_not_marked() -> None:
    ids = [f"{number:024x}" for number in range(CREATOR_LIMIT + 1)]
    screen, notices = read_link({"kols": ",".join(ids), "mark": f"1.{CREATOR_LIMIT + 1}"})
    assert screen.highlighted == (ids[0],)
    assert len(notices) == 1


def spring(name: str) -> SavedList | object:
    if name.casefold() != "spring":
        return NoSuchList(name).message
    priced = (Creator(FOUR[0].creator_id, "Luna", Prices(987), "dear", Decision.NO), *FOUR[1:])
    return SavedList("Spring", 1, datetime(2025, 12, 8, tzinfo=UTC), priced)


def test_a_saved_list_is_opened_by_its_name_and_written_as_it() -> None:
    params = {"list": " spring ", "days": "60", "mark": "4"}
    screen, notices = read_link(params, spring)
    luna = Creator(IDS[0], "Luna", decision=Decision.NO)
    assert screen == Screen(
        (luna, *FOUR[1:]), Choices(60), highlighted=(IDS[3],), list_name="Spring"
    )
    assert notices == ()
    link = write_link(screen)
    assert (link["list"], link["mark"]) == ("Spring", "4")
    assert not {"kols", "decisions"} & link.keys()
    assert "987" not in str(link)


@pytest.mark.parametrize("name", ["Autumn", "\0", "x" * 5000, "<b>☃"])
def test_a_list_that_is_not_there_is_said(name: str) -> None:
    screen, notices = read_link({"list": name, "days": "60"}, spring)
    assert screen == Screen(choices=Choices(60))
    assert [str(one).startswith("There is no list “") for one in notices] == [True]
    assert len(str(notices[0])) < 150


def test_without_the_list_the_creators_that_are_named_too_are_shown() -> None:
    screen, notices = read_link({"list": "Spring", "kols": KOLS, "decisions": "b-mn"})
    assert (screen.creators, screen.list_name) == (FOUR, "")
    assert len(notices) == 1


def test_an_empty_name_asks_for_no_list() -> None:
    assert read_link({"list": " ", "kols": KOLS})[1] == ()
