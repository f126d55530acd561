from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.china_time import latest_data_day
from services.growth.lineup import SMOOTHINGS, Align, Lineup, Scale, View
from services.growth.verdict import Growth
from services.screen.filters import TIERS, Filters
from services.screen.link import read_link, write_link
from services.screen.screen import WINDOWS, Choices, Screen
from services.shortlist.creator import CREATOR_LIMIT, Creator, Decision
from services.shortlist.prices import Prices
from services.shortlist.saved import NAME_LENGTH, SavedList

ONE = "5f0000000000000001000a01"
TWO = "5f0000000000000001000a02"

amounts = st.none() | st.floats(1, 1e8)
creators = st.lists(
    st.builds(
        Creator,
        st.text("0123456789abcdef", min_size=24, max_size=24),
        st.text(),
        st.builds(Prices, amounts, amounts, amounts),
        st.text(max_size=3),
        st.none() | st.sampled_from(Decision),
    ),
    unique_by=lambda creator: creator.creator_id,
    max_size=8,
).map(tuple)


def screen_of(listed: tuple[Creator, ...], marked: set[int], *rest: object) -> Screen:
    highlighted = tuple(who.creator_id for at, who in enumerate(listed) if at in marked)
    choices, as_of, list_name, filters = rest
    return Screen(listed, choices, as_of, highlighted, list_name, filters)


filterings = st.builds(
    Filters,
    st.lists(st.sampled_from(Growth)).map(tuple),
    st.lists(st.sampled_from(TIERS)).map(tuple),
    st.lists(st.sampled_from(Decision)).map(tuple),
    st.text(),
)


screens = st.builds(
    screen_of,
    creators,
    st.sets(st.integers(0, 7)),
    st.builds(
        Choices,
        st.sampled_from(WINDOWS),
        st.sampled_from(View),
        st.builds(
            Lineup,
            st.sampled_from(Scale),
            st.sampled_from(Align),
            st.sampled_from(SMOOTHINGS),
            st.booleans(),
        ),
    ),
    st.none() | st.dates(date(2013, 1, 1), date(2026, 3, 9)),
    st.just("") | st.text(max_size=NAME_LENGTH),
    filterings,
)
pieces = st.one_of(
    st.text(),
    st.sampled_from(
        [
            *(ONE, ONE[:-1], "~", ",", "%", "%2", "log", "new", "peak", "7", "out", ".", "1", "b"),
            *("-", "steady", "one_burst", "booked", "no"),
        ]
    ),
)
values = st.lists(pieces, max_size=6).map("".join)
read = [
    "kols",
    "days",
    "view",
    "scale",
    "align",
    "smooth",
    "common",
    "as_of",
    "decisions",
    "mark",
    "list",
    "growth",
    "tier",
    "decision",
    "find",
]
names = st.one_of(st.sampled_from([*read, "embed", "lang"]), st.text())


def saved(*listed: Creator, name: str = "Spring") -> SavedList:
    return SavedList(name, 1, datetime(2025, 12, 8, tzinfo=UTC), listed)


def opened(params: dict[str, str], screen: Screen) -> tuple[Screen, tuple[object, ...]]:
    """Read a link where the screen's list is a saved one, if it has a name."""

    def find(name: str) -> SavedList:
        assert name == screen.list_name
        return saved(*screen.creators, name=name)

    return read_link(params, find)


@settings(max_examples=500)
@given(screens)
def test_every_screen_survives_its_link(screen: Screen) -> None:
    link = write_link(screen)
    assert opened(link, screen) == (screen, ())
    assert write_link(opened(link, screen)[0]) == link


@given(screens)
def test_every_screen_survives_the_address_bar(screen: Screen) -> None:
    query = urlencode(write_link(screen))
    assert opened(dict(parse_qsl(query, keep_blank_values=True)), screen) == (screen, ())


@given(st.dictionaries(names, values))
def test_any_query_gives_a_screen_that_has_a_link_of_its_own(params: dict[str, str]) -> None:
    screen, notices = read_link(params)
    assert read_link(write_link(screen)) == (screen, ())
    assert all(str(notice) for notice in notices)
    assert len(notices) <= 15


def test_a_link_spells_out_the_whole_screen() -> None:
    screen = Screen((Creator(ONE, "甜,品~100%"), Creator(TWO)))
    assert write_link(screen) == {
        "kols": f"{ONE}~甜%2C品%7E100%25,{TWO}",
        "days": "30",
        "view": "both",
        "scale": "percent",
        "align": "calendar",
        "smooth": "1",
    }


def test_only_what_differs_from_today_and_from_the_whole_list_is_pinned() -> None:
    screen = Screen(
        choices=Choices(lineup=Lineup(align=Align.PEAK, smooth=7, without_common=True)),
        as_of=date(2025, 12, 7),
    )
    link = write_link(screen)
    assert {name: link[name] for name in ("align", "smooth", "common", "as_of")} == {
        "align": "peak",
        "smooth": "7",
        "common": "out",
        "as_of": "2025-12-07",
    }


def test_neither_price_nor_remark_nor_claim_gets_into_a_link() -> None:
    said = Creator(ONE, "A", Prices(77_123, 88_123.5, 99_123), "dear", followers=66_123)
    priced = Screen((said, Creator(TWO)))
    assert write_link(priced) == write_link(Screen((Creator(ONE, "A"), Creator(TWO))))
    assert read_link(write_link(priced)) == (priced, ())


def test_whom_a_reader_looks_at_is_written_only_where_it_is_not_everybody() -> None:
    looked_at = Filters(
        (Growth.ONE_BURST, Growth.STEADY), (3, 0), (Decision.NO, Decision.BOOKED), "甜 & late"
    )
    whole, some = Screen((Creator(ONE),)), Screen((Creator(ONE),), filters=looked_at)
    assert write_link(some) == write_link(whole) | {
        "growth": "steady.one_burst",
        "tier": "0.3",
        "decision": "booked.no",
        "find": "甜 & late",
    }


@pytest.mark.parametrize(
    ("params", "filters"),
    [
        ({"growth": " Falling..STEADY. ", "tier": "2.1.2"}, Filters(("steady", "falling"), (1, 2))),
        ({"decision": "NO", "find": "  late\n\0 again "}, Filters((), (), ("no",), "late again")),
        ({"growth": "", "tier": ".", "decision": " ", "find": "\u200b"}, Filters()),
    ],
)
def test_a_hand_written_filter_is_read(params: dict[str, str], filters: Filters) -> None:
    assert read_link(params) == (Screen(filters=filters), ())


@pytest.mark.parametrize(
    ("name", "value", "filters"),
    [
        ("growth", "steady.sideways", Filters((Growth.STEADY,))),
        ("growth", "steady,falling", Filters()),
        ("tier", "4", Filters()),
        ("tier", "-1.1", Filters(tiers=(1,))),
        ("tier", "１", Filters()),
        ("tier", "x" * 5000, Filters()),
        ("decision", "b", Filters()),
        ("decision", "booked.<b>", Filters(decisions=(Decision.BOOKED,))),
    ],
)
def test_what_is_no_choice_is_named_and_what_fits_is_taken(
    name: str, value: str, filters: Filters
) -> None:
    screen, notices = read_link({"kols": ONE, name: value})
    assert screen == Screen((Creator(ONE),), filters=filters)
    (notice,) = notices
    assert f"“{name}={value[:30]}" in str(notice)
    assert len(str(notice)) < 150


def test_the_empty_page_has_a_bare_address() -> None:
    assert write_link(Screen()) == {}
    assert write_link(Screen(choices=Choices(60)))["days"] == "60"


def test_a_hand_written_link_is_read() -> None:
    params = {"kols": f" {ONE.upper()} ,{TWO}~Bob ,", "days": "60", "view": "Total", "scale": "log"}
    expected = Screen(
        (Creator(ONE), Creator(TWO, "Bob")), Choices(60, View.TOTAL, Lineup(Scale.LOG))
    )
    assert read_link(params) == (expected, ())
    lined_up = {"align": "Start", "smooth": " 7 ", "common": "OUT"}
    assert read_link(lined_up) == (
        Screen(choices=Choices(lineup=Lineup(align=Align.START, smooth=7, without_common=True))),
        (),
    )


def test_other_parameters_are_none_of_our_business() -> None:
    params = {"embed": "true", "embed_options": "dark_theme", "lang": "xx", "token": "t"}
    assert read_link(params) == (Screen(), ())


@pytest.mark.parametrize(
    ("name", "value", "used"),
    [
        ("days", "31", "30"),
        ("days", "-30", "30"),
        ("days", "３０", "30"),
        ("days", "", "30"),
        ("view", "all", "both"),
        ("scale", "sqrt", "percent"),
        ("align", "moon", "calendar"),
        ("align", "", "calendar"),
        ("smooth", "30", "1"),
        ("smooth", "0", "1"),
        ("smooth", "７", "1"),
        ("common", "1", "in"),
    ],
)
def test_an_invalid_value_is_replaced_and_named(name: str, value: str, used: str) -> None:
    screen, notices = read_link({"kols": ONE, name: value})
    assert screen == Screen((Creator(ONE),))
    (notice,) = notices
    assert f"“{name}={value}”" in str(notice)
    assert f"“{used}”" in str(notice)


def test_log_does_not_fit_new_followers() -> None:
    screen, notices = read_link({"view": "new", "scale": "log"})
    assert screen == Screen(choices=Choices(view=View.NEW, lineup=Lineup(Scale.COUNT)))
    assert [str(notice) for notice in notices] == [
        "“scale=log” in the link cannot be shown; “count” is used instead."
    ]


@pytest.mark.parametrize("scale", ["count", "log"])
def test_sizes_cannot_be_compared_around_a_spike(scale: str) -> None:
    screen, notices = read_link({"align": "peak", "scale": scale})
    assert screen == Screen(choices=Choices(lineup=Lineup(Scale.INDEX, Align.PEAK)))
    assert [str(notice) for notice in notices] == [
        f"“scale={scale}” in the link cannot be shown; “index” is used instead."
    ]


def test_around_a_spike_a_link_without_a_scale_needs_no_notice() -> None:
    assert read_link({"align": "peak"}) == (
        Screen(choices=Choices(lineup=Lineup(align=Align.PEAK))),
        (),
    )


def test_entries_that_are_no_ids_are_left_out_and_shown_shortened() -> None:
    bad = ["x" * 10_000, ONE + "0", "\0\r\n<b>{name}</b>", ONE[:-1] + "０"]
    screen, (notice,) = read_link({"kols": ",".join([ONE, *bad, TWO])})
    assert screen.creators == (Creator(ONE), Creator(TWO))
    assert "x" * 30 + "…" in str(notice)
    assert "<b>{name}</b>, …" in str(notice)
    assert len(str(notice)) < 250


def test_a_repeated_creator_counts_once_and_silently() -> None:
    screen, notices = read_link({"kols": f"{ONE}~A,{TWO},{ONE.upper()}~B"})
    assert screen.creators == (Creator(ONE, "A"), Creator(TWO))
    assert notices == ()


def test_too_many_creators_are_cut() -> None:
    ids = [f"{number:024x}" for number in range(CREATOR_LIMIT + 1)]
    screen, (notice,) = read_link({"kols": ",".join(ids)})
    assert [creator.creator_id for creator in screen.creators] == ids[:-1]
    assert str(CREATOR_LIMIT + 1) in str(notice)
    full, none = read_link({"kols": ",".join(ids[:-1])})
    assert (len(full.creators), none) == (CREATOR_LIMIT, ())


def test_a_pin_after_the_newest_possible_day_is_none() -> None:
    newest = latest_data_day()
    pinned, silent = read_link({"as_of": newest.isoformat()})
    assert (pinned.as_of, silent) == (newest, ())
    for day in (newest + timedelta(days=1), date(9999, 12, 31)):
        screen, notices = read_link({"as_of": day.isoformat()})
        assert screen.as_of is None
        assert [f"“as_of={day}”" in str(notice) for notice in notices] == [True]
