"""The one box that tells of a day."""

from __future__ import annotations

import pytest

from components.chart.picture import PHONE, SCREEN, Look
from services.growth.lineup import Scale, View
from tests.components.chart.made import figure, told
from tests.components.made import A, B, C, history

SPIKED = history(A, [1000, 1000, 1001, 1001, 1101, 1102, 1102], [0, 0, 1, 0, 100, 1, 0])


def many(count: int):
    return [history(f"{n:024x}", [1000, 1000 + n], [0, n]) for n in range(count)]


def test_only_one_trace_answers_and_it_cannot_be_seen():
    drawn = figure(*many(6), view=View.BOTH, scale=Scale.PERCENT)
    answering = [one for one in drawn["data"] if one.get("hoverinfo") != "skip"]
    assert [one["name"] for one in answering] == ["hover"]
    assert answering[0]["marker"]["opacity"] == 0
    assert (drawn["layout"]["hovermode"], drawn["layout"]["hoversubplots"]) == ("x unified", "axis")


def test_a_day_is_sorted_and_has_both_numbers():
    grown = history(A, [1000, 1100], [0, 100]), history(B, [1000, 1200], [0, 200])
    last = told(figure(*grown, view=View.BOTH))[-1]
    assert last.index("Name 02 <b>1.2K</b> · +200") < last.index("Name 01 <b>1.1K</b> · +100")


def test_a_day_without_a_number_of_somebody_tells_of_the_others():
    gap = history(A, [1000, None, 1100])
    texts = told(figure(gap, history(B, [1000, 1100, 1200])))
    assert ["Name 01" in text for text in texts] == [True, False, True]
    assert all("Name 02" in text for text in texts)


def test_a_day_that_needs_a_look_bears_the_ring_of_the_legend():
    texts = told(figure(SPIKED, history(C, [5] * 7)))
    assert ["○" in text for text in texts] == [False] * 4 + [True] + [False] * 2


@pytest.mark.parametrize("look", [SCREEN, PHONE, Look(470, 1224, 24, 4), Look(720, 1224)])
@pytest.mark.parametrize("count", [20, 60, 200])
@pytest.mark.parametrize("ticked", [0, 15, 40])
def test_the_box_is_never_higher_than_the_picture(look, count, ticked):
    chosen = [f"{n:024x}" for n in range(min(count, ticked))]
    drawn = figure(*many(count), look=look, scale=Scale.PERCENT, chosen=chosen)
    lines = max(text.count("<br>") + 1 for text in told(drawn)) + 1  # and the day above them
    assert lines * look.type * 1.3 <= look.height


def test_of_many_the_top_the_ticked_and_the_bottom_are_told_with_their_places():
    ids = [f"{n:024x}" for n in range(60)]
    names = {key: f"N{n}." for n, key in enumerate(ids)}
    drawn = figure(*many(60), scale=Scale.PERCENT, chosen=[ids[30], ids[10]], **names)
    lines = told(drawn)[-1].removesuffix("<extra></extra>").split("<br>")
    whom = [line.split("</span> ")[-1].split(".")[0] for line in lines]
    assert whom[:-1] == ["N59", "N58", "N57", "N30", "N10", "N1", "N0"]
    assert [line.split(" ")[0] for line in lines[:-1]] == ["1", "2", "3", "30", "50", "59", "60"]
    assert whom[-1] == "… 53 more"


def test_on_a_phone_names_are_shorter():
    called = {A: "一二三四五六七八九十一二三四五六七八"}
    wide, narrow = (
        told(figure(history(A, [1, 2]), history(B, [5]), look=look, **called))[-1]
        for look in (SCREEN, PHONE)
    )
    assert "一二三四五六七八…" in wide
    assert "一二三四五… " in narrow


def test_names_stand_once_however_many_days_there_are():
    drawn = figure(history(A, list(range(100, 190))), history(B, [5] * 90))
    assert len(drawn["data"][-1]["meta"]) == 2
    assert not any("Name" in text for text in drawn["data"][-1]["hovertemplate"])


def test_no_name_can_be_a_template_or_a_mark():
    drawn = figure(history(A, [1, 2]), history(B, [5]), **{A: "%{x} <b>x</b>"})
    (name,) = [one for one in drawn["data"][-1]["meta"] if "%" in one]
    assert "<b>" not in name
