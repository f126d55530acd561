"""Who is drawn, in which order, and who in colour."""

from __future__ import annotations

from components.chart.figure import MOST_IN_COLOUR, final_order, shown_in_colour
from services.growth.summary import summarize
from tests.components.made import IDS, A, B, C, daily, history


def test_the_final_order_keeps_ties_as_they_came():
    frame = daily(
        history(A, [1, 5]), history(B, None, [3]), history(C, [1, 5]), history(IDS[4], [9])
    )
    assert final_order(summarize(frame)) == [IDS[4], A, C, B]


def growing(count: int):
    """Each grows by one follower more than the one before; all end at different sizes."""
    return summarize(daily(*(history(key, [100, 100 + n]) for n, key in enumerate(IDS[:count]))))


def test_up_to_twenty_are_all_in_colour():
    summary = growing(MOST_IN_COLOUR)
    assert len(shown_in_colour(summary, final_order(summary), ())) == 20


def test_beyond_twenty_the_eight_fastest_are():
    summary = growing(MOST_IN_COLOUR + 1)
    assert shown_in_colour(summary, final_order(summary), ()) == set(IDS[13:21])


def test_a_choice_counts_unless_nobody_of_it_is_there():
    summary = growing(3)
    order = final_order(summary)
    assert shown_in_colour(summary, order, [A, "5f00000000000000000000ff"]) == {A}
    assert shown_in_colour(summary, order, ["5f00000000000000000000ff"]) == {A, B, C}


def test_a_rate_that_is_not_known_is_not_among_the_fastest():
    unknown = [history(key, None, [1]) for key in IDS[:15]]
    known = [history(key, [100, 90 + n]) for n, key in enumerate(IDS[15:23])]
    summary = summarize(daily(*unknown, *known))
    assert shown_in_colour(summary, final_order(summary), ()) == set(IDS[15:23])
