from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.growth.lineup import Align, Lineup, Scale, View, nearest_scale, scales_for
from services.screen.screen import Choices, Screen
from services.shortlist.creator import ALIAS_LENGTH, Creator, Decision, clean_alias
from services.shortlist.prices import Prices

ID = "5f0000000000000001000a01"


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("  小红薯🍠  ", "小红薯🍠"),
        ("two\r\n lines\tand a tab", "two lines and a tab"),
        ("nul\0 bell\a", "nul bell"),
        ("flipped \u202eeman", "flipped eman"),
        ("\ufeff\u200b", ""),
        ("half a pair \ud83d", "half a pair"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("\u200d", ""),
        ("x" * 41, "x" * 40),
        ("x" * 39 + " y", "x" * 39),
        ("x" * 39 + "\u200dy", "x" * 39),
    ],
)
def test_an_alias_is_one_visible_line(text: str, alias: str) -> None:
    assert clean_alias(text) == alias


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_alias(text)
    assert clean_alias(once) == once
    assert len(once) <= ALIAS_LENGTH


def test_a_long_alias_is_cleaned_in_linear_time() -> None:
    assert clean_alias(" " * 500_000 + "a" + "\0 " * 500_000) == "a"


def test_log_is_offered_except_for_new_followers_alone() -> None:
    assert Scale.LOG in scales_for(View.BOTH)
    assert Scale.LOG in scales_for(View.TOTAL)
    assert scales_for(View.NEW) == (Scale.COUNT, Scale.INDEX, Scale.PERCENT)


@pytest.mark.parametrize("view", list(View))
def test_around_a_spike_only_what_relates_to_the_day_before_is_offered(view: View) -> None:
    assert scales_for(view, Align.PEAK) == (Scale.INDEX, Scale.PERCENT)
    assert scales_for(view, Align.START) == scales_for(view)


@pytest.mark.parametrize(
    ("scale", "view", "align", "drawn"),
    [
        (Scale.LOG, View.NEW, Align.CALENDAR, Scale.COUNT),
        (Scale.LOG, View.NEW, Align.START, Scale.COUNT),
        (Scale.LOG, View.TOTAL, Align.START, Scale.LOG),
        (Scale.COUNT, View.BOTH, Align.PEAK, Scale.INDEX),
        (Scale.LOG, View.NEW, Align.PEAK, Scale.INDEX),
        (Scale.PERCENT, View.NEW, Align.PEAK, Scale.PERCENT),
    ],
)
def test_a_scale_that_cannot_be_drawn_becomes_the_first_that_can(
    scale: Scale, view: View, align: Align, drawn: Scale
) -> None:
    assert nearest_scale(scale, view, align) is drawn
    assert Choices(view=view, lineup=Lineup(scale, align)).lineup.scale is drawn


def test_a_screen_takes_only_a_scale_that_its_view_can_show() -> None:
    logarithmic, counted = Lineup(Scale.LOG), Lineup(Scale.COUNT)
    assert Choices(view=View.NEW, lineup=logarithmic) == Choices(view=View.NEW, lineup=counted)
    assert Choices(lineup=logarithmic).lineup.scale is Scale.LOG


def test_a_screen_cleans_its_aliases() -> None:
    assert Screen((Creator(ID, " 甜\0 "),)).creators == (Creator(ID, "甜"),)


def test_a_screen_leaves_what_the_sheet_says_out_and_keeps_decisions() -> None:
    screen = Screen((Creator(ID, "甜", Prices(1, 2, 3), "好", Decision.MAYBE, 12_300),))
    assert screen == Screen((Creator(ID, "甜", decision=Decision.MAYBE),))
    assert screen != Screen((Creator(ID, "甜"),))
    assert "Prices(image=1" not in repr(screen)


def test_what_is_highlighted_is_in_the_list_and_in_its_order() -> None:
    ids = [f"{number:024x}" for number in range(4)]
    screen = Screen(tuple(map(Creator, ids)), highlighted=(ids[2], "gone", ids[0], ids[2]))
    assert screen.highlighted == (ids[0], ids[2])


@pytest.mark.parametrize(
    ("written", "name"),
    [("  Spring\n\0 2026 ", "Spring 2026"), ("", ""), ("\u200d", ""), ("x" * 61, "")],
)
def test_a_screen_names_a_list_as_the_archive_does(written: str, name: str) -> None:
    assert Screen(list_name=written).list_name == name


def test_a_screen_of_an_unknown_window_is_a_mistake_in_the_program() -> None:
    with pytest.raises(ValueError, match="31"):
        Choices(31)


def test_a_screen_of_an_unknown_average_is_a_mistake_in_the_program() -> None:
    with pytest.raises(ValueError, match="30"):
        Choices(lineup=Lineup(smooth=30))
