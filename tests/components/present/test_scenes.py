"""The ranking and the large figures, of lists made by hand."""

from __future__ import annotations

from itertools import pairwise

from components.chart.picture import Look
from components.present.listing import ROWS, listing
from components.present.numbers import creator_numbers, list_numbers
from components.present.scenes import SCENES
from components.present.show import Show, show_of
from services.history.creator_history import CreatorHistory
from tests.components.made import IDS, A, B, C, comparison, history, names, settings

LOOK = Look(height=560, width=1206, type=22, line=4, labels=8, source=False)
UP = [10_000 + 30 * day for day in range(30)]
DOWN = [10_000 - 30 * day for day in range(30)]
FLAT = [10_000] * 30
BURST = [10_000] * 12 + [12_000] * 18
STORIES = (UP, DOWN, BURST, FLAT)


def show(*histories: CreatorHistory, **called: str) -> Show:
    ids = [who.creator_id for who in histories]
    return show_of(comparison(*histories), names(ids, **called), settings())


def cells(*histories: CreatorHistory, **called: str) -> list[str]:
    """All that stands in the rows of the ranking."""
    notes = listing(show(*histories, **called), LOOK).layout.annotations
    return [note.text for note in notes]


def test_the_ranking_has_a_dozen_rows_at_most_in_letters_for_a_room():
    figure = listing(show(*(history(key, UP) for key in IDS[:14])), LOOK)
    notes = figure.layout.annotations
    assert sum(note.text.startswith("Name ") for note in notes) == len(figure.data) == ROWS
    assert "the first 12 of 14" in notes[0].text
    rows = [note for note in notes if note.text.startswith("Name ")]
    assert {note.font.size for note in rows} == {24}
    assert min(note.font.size for note in notes) >= 20
    assert all(0 <= note.y <= LOOK.height - 12 for note in notes)
    steps = {round(low.y - high.y, 6) for high, low in pairwise(rows)}
    assert len(steps) == 1
    assert steps.pop() >= 24 * 1.35


def test_the_ranking_says_who_lacks_days_or_has_no_data():
    shown = cells(*(history(key, UP) for key in IDS[:4]), history(A[:-1] + "f", UP[-9:]))
    assert "9 of 30 days" in shown
    shown = cells(history(A, UP), history(B, UP), history(C, None))
    assert "No data" in shown
    assert "<b>—</b>" in shown


def test_a_curve_in_the_ranking_has_gaps_and_rises_upwards():
    (line,) = [
        one
        for one in listing(show(history(A, [*UP[:9], None, *UP[10:]]), history(B, UP)), LOOK).data
        if one.name == A
    ]
    assert line.y[9] is None
    assert line.y[0] > line.y[-1], "y goes downwards"


def test_a_name_in_the_ranking_is_text_and_has_its_room():
    shown = cells(history(A, UP), history(B, UP), **{A: "<i>" + "一" * 40})
    (name,) = [text for text in shown if "一" in text]
    assert name.startswith("&lt;i&gt;")
    assert "…" in name


def test_the_three_figures_name_who_is_steady_who_burst_and_who_falls():
    numbers = list_numbers(
        show(*(history(key, one) for key, one in zip(IDS, STORIES, strict=False)))
    )
    assert [number.name for number in numbers] == ["Name 01", "Name 03", "Name 02"]
    assert [number.value for number in numbers] == ["+8.7%", "+20.0%", "−8.7%"]
    assert numbers[0].words == "fastest steady growth"
    assert numbers[1].words == "largest burst, 100% kept"
    assert numbers[2].words == "lost followers"
    assert all(number.color for number in numbers)


def test_what_a_list_lacks_is_left_out():
    assert list_numbers(show(history(A, FLAT), history(B, FLAT))) == []
    (only,) = list_numbers(show(history(A, UP), history(B, FLAT)))
    assert only.name == "Name 01"
    (falls,) = list_numbers(show(history(A, DOWN), history(B, DOWN)))
    assert falls.words == "largest of 2 losses"


def test_what_a_burst_kept_is_not_made_up():
    late = [10_000] * 27 + [12_000] * 3
    (burst,) = list_numbers(show(history(A, late), history(B, FLAT)))
    assert burst.words == "largest burst"


def test_the_figures_of_one_creator():
    steady, total, a_day = creator_numbers(show(history(A, UP), history(B, DOWN)), A)
    assert (steady.value, steady.name, steady.words) == ("+8.7%", "Steady", "in 29 days")
    assert (total.value, total.words) == ("10.9K", "+870 net")
    assert (a_day.value, a_day.words) == ("+30", "0 days of loss")
    kept = creator_numbers(show(history(A, BURST), history(B, DOWN)), A)[2]
    assert (kept.value, kept.words) == ("100%", "100% of growth in bursts")


def test_one_day_of_data_leaves_figures_empty_and_breaks_nothing():
    numbers = creator_numbers(show(history(A, [100]), history(B, UP)), A)
    assert [number.value for number in numbers] == ["—", "100", "—"]


def test_a_scene_without_anything_to_show_is_none():
    by_key = {scene.key: scene for scene in SCENES}
    only_totals = show(history(A, UP), history(B, UP))
    assert by_key["new"].figure(only_totals, LOOK) is None
    assert by_key["curves"].figure(only_totals, LOOK) is not None
    assert by_key["ranking"].figure(show(history(A, UP, UP)), LOOK) is None
