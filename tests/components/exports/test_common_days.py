"""Where common days are taken out of the curves, everything that is taken away says so."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from components.exports.html_page import to_html
from components.exports.menu import daily_csv, ranking_csv
from components.exports.report import report_of
from services.exports.excel import to_xlsx
from services.exports.powerpoint import to_pptx
from services.growth.lineup import Lineup, Scale, View
from services.screen.screen import Choices
from tests.components.made import history
from tests.components.results.test_overview import draw
from tests.components.seeing import page_of, seen
from tests.services.exports.made import shapes_of

FALLING = [history(f"{n:024x}", [10_000] * 9 + [9_800] * 9, [0] * 18) for n in range(5)]
STILL = [history(f"{n:024x}", [10_000] * 18, [0] * 18) for n in range(5)]
NOTE = "Common days are taken out of the curves, not out of the table."
SAID = "common days taken out"

ON = Choices(30, View.BOTH, Lineup(Scale.PERCENT, without_common=True))
OFF = Choices(30, View.BOTH, Lineup(Scale.PERCENT))


def report(histories=FALLING, choices=ON, **more):
    return report_of(seen(*histories, choices=choices, **more))


def slides(deck: bytes) -> list[str]:
    """What stands on each slide."""
    shapes = [shapes_of(slide) for slide in Presentation(io.BytesIO(deck)).slides]
    return ["\n".join(one.text_frame.text for one in all_ if one.has_text_frame) for all_ in shapes]


def test_every_slide_says_it_and_the_chart_says_it_in_its_title():
    deck = slides(to_pptx(report(), [f"{n:024x}" for n in range(5)]))
    assert len(deck) > 6
    assert all(NOTE in slide for slide in deck)
    titled = [slide for slide in deck if SAID in slide]
    assert len(titled) == 6, "the chart, and the curve of each creator"


def test_the_workbook_says_it_on_every_sheet_and_above_the_chart_and_the_numbers():
    book = load_workbook(io.BytesIO(to_xlsx(report())))
    assert all(NOTE in sheet.oddFooter.left.text for sheet in book)
    for name in ("Ranking", "Daily data"):
        header, *rows = book[name].iter_rows(values_only=True)
        assert header[-1] == "Note"
        assert {row[-1] for row in rows} == {NOTE}
    defined = [cell.value for (cell,) in book["Definitions"].iter_rows(max_col=1) if cell.value]
    assert NOTE in defined
    titles = ["".join(r.t for p in c.title.tx.rich.p for r in p.r) for c in book["Chart"]._charts]
    assert [SAID in title for title in titles] == [True, False]


def test_the_page_says_it_in_the_facts_over_the_ranking_and_in_the_figure():
    page = to_html(report(), "en", page_of(*FALLING, choices=ON)).decode()
    assert page.count(f"<li>{NOTE}</li>") == 1
    assert f"{NOTE}</p>" in page, "at its head"
    assert SAID in page.split("Plotly.newPlot")[1]


@pytest.mark.parametrize("build", [ranking_csv, daily_csv])
def test_the_tables_say_it_in_each_row_and_keep_the_published_numbers(build):
    with_it, without = (
        list(csv.reader(io.StringIO(build(one).decode("utf-8-sig"))))
        for one in (report(), report(choices=OFF))
    )
    assert with_it[0] == [*without[0], "Note"]
    assert with_it[1:] == [[*row, NOTE] for row in without[1:]]


@pytest.mark.parametrize(("histories", "choices"), [(FALLING, OFF), (STILL, ON)])
def test_where_nothing_is_taken_out_nothing_says_so(histories, choices):
    told = report(histories, choices)
    texts = [*slides(to_pptx(told)), told.charts[0].title, to_html(told, "en").decode()]
    assert not any(NOTE in text or SAID in text for text in texts)
    assert ranking_csv(told) == ranking_csv(replace(told, note=""))


def test_new_followers_stay_as_reported_and_their_chart_does_not_claim_otherwise():
    only_new = replace(ON, view=View.NEW)
    told = report(choices=only_new)
    assert (told.note, SAID in told.charts[0].title) == ("", False)
    page = to_html(told, "en", page_of(*FALLING, choices=only_new)).decode()
    assert SAID not in page.split('newPlot("each-1"')[0], "the small charts are of totals"


def test_the_ranking_on_screen_says_it():
    def said(**state):
        return [one.value for one in draw(*FALLING, **state).markdown if NOTE in one.value]

    assert len(said(without_common=True)) == 1
    assert said() == []
