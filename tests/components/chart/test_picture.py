"""Who is drawn, and in which colour."""

from __future__ import annotations

from components.chart.picture import MOST_CURVES, MOST_TICKED, final_order, shown_in_colour
from components.chart.section import styles_of
from services.growth.insight import insight
from services.growth.rules import Rules
from tests.components.chart.made import picture
from tests.components.made import IDS, A, B, C, daily, history

MANY = [f"{n:024x}" for n in range(60)]


def test_the_largest_final_total_comes_first_and_who_has_none_last():
    three = history(A, [900, 100]), history(B, [100, 500]), history(C, None, [1, 2])
    assert final_order(insight(daily(*three), 0, Rules()).summary) == [B, A, C]


def test_in_colour_are_the_chosen_else_all_that_colours_do_for_else_the_first():
    assert shown_in_colour(IDS[:5], [A, "gone"], 10) == {A}
    assert shown_in_colour(IDS[:10], [], 10) == set(IDS[:10])
    assert shown_in_colour(MANY, [], 10) == set(MANY[:MOST_TICKED])


def test_of_many_the_grey_ones_fill_up_to_the_most_and_lie_below():
    one = picture(*(history(key, [1000, 1001]) for key in MANY))
    assert len(one.drawn) == MOST_CURVES
    assert one.drawn[-MOST_TICKED:] == tuple(MANY[:MOST_TICKED])


def test_a_colour_belongs_to_a_place_in_the_list():
    alone = styles_of(MANY[:10], MANY[:3], "light")
    assert alone == styles_of(MANY[:10], MANY[2:5], "light")
    assert len({style.color for style in alone.values()}) == 10


def test_no_two_in_colour_share_a_hue_while_one_is_free():
    coloured = [MANY[0], MANY[10], MANY[20], MANY[55]]
    styles = styles_of(MANY, coloured, "light")
    assert styles[MANY[0]] == styles_of(MANY, [], "light")[MANY[0]]
    assert len({styles[key].color for key in coloured}) == 4
    assert {styles[key].dash for key in coloured} == {"solid"}
    everybody = styles_of(MANY, MANY, "light")
    assert len(set(everybody.values())) == 60
