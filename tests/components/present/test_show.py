"""Who is in colour before a room, and in which."""

from __future__ import annotations

from components.chart.palette import colours
from components.present.room import MOST_NAMED
from components.present.show import with_few_named
from tests.components.chart.made import picture
from tests.components.made import IDS, history

MANY = [history(key, [1000, 1001]) for key in IDS]


def test_those_who_are_told_of_come_before_the_first_of_the_ranking():
    few = with_few_named(picture(*MANY), [IDS[25], IDS[0], "gone"])
    assert few.in_colour == {IDS[25], *IDS[:7]}


def test_who_was_chosen_stays_alone_in_colour():
    assert with_few_named(picture(*MANY, chosen=[IDS[3]]), [IDS[25]]).in_colour == {IDS[3]}
    ten = with_few_named(picture(*MANY, chosen=IDS[:10]), [IDS[25]])
    assert ten.in_colour == set(IDS[:MOST_NAMED])


def test_who_was_in_colour_keeps_it_and_the_others_take_one_that_is_free():
    page = picture(*MANY)
    few = with_few_named(page, [IDS[25], IDS[20]])
    taken = [few.styles[key] for key in few.in_colour]
    assert len({style.color for style in taken}) == MOST_NAMED
    assert {style.dash for style in taken} == {"solid"}
    assert {style.color for style in taken} <= set(colours("light"))
    stayed = few.in_colour & page.in_colour
    assert len(stayed) == 6
    assert all(few.styles[key] == page.styles[key] for key in stayed)


def test_a_colour_of_its_own_that_is_free_is_taken():
    page = picture(*MANY)
    assert with_few_named(page, [IDS[9]]).styles[IDS[9]] == page.styles[IDS[9]]
