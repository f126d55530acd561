"""The menu: what it offers, that it builds nothing by itself, and what its files hold."""

from __future__ import annotations

import csv
import io
import threading

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from components.chart.palette import line_style
from components.exports import menu
from components.ranking.columns import COLUMNS
from components.ranking.writing import file_labels, label_with_unit
from services.api.answers import Kind
from services.api.errors import ApiError
from services.exports.figures import figure, written
from services.growth.lineup import Align, Scale, View
from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices
from tests.components.made import A, B, C, history, sandbox
from tests.components.results.test_overview import draw as draw_results
from tests.pages import ranking_of, told
from tests.services.exports.made import charts, line_series, shapes_of, tables

STEM = "kol-growth-pugongying-30-days-to-2025-12-07"
KEYS = ["download_pptx", "download_xlsx", "download_html", "download_csv", "download_daily"]
BUILDERS = ("report_of", "page_charts", "to_html", "to_csv")
GROWN = history(A, [1000, 1100, 1210], [0, 100, 110])
FALLEN = history(B, [2000, None, 1500], [0, None, -500])
SPIKED = history(A, [*[1000] * 12, 1400, 1400, 1400], [0] * 15)
LARGE = history(C, [60_000, 60_600, 61_000], [0, 600, 400])
FORMULA = '=HYPERLINK("http://evil.example","x")'


@pytest.fixture
def offered(monkeypatch):
    """The files that the last drawing offered, by file name."""
    files = {}
    button = menu._button

    def kept(key, label, build, file_name, mime):
        files[file_name] = build
        button(key, label, build, file_name, mime)

    monkeypatch.setattr(menu, "_button", kept)
    return files


def built(files, ending: str) -> bytes:
    """Build one file as Streamlit does: in a thread of its own."""
    contents: list[bytes] = []
    build = files[f"{STEM}{ending}"]
    thread = threading.Thread(target=lambda: contents.append(build()))
    thread.start()
    thread.join(60)
    (content,) = contents
    return content


def on_screen(app: AppTest) -> pd.DataFrame:
    """The rows and columns of the ranking on screen, without those that wait to be filled."""
    table = ranking_of(app)
    filled = table.value.dropna(axis="columns", how="all")
    return filled[[key for key in table.proto.column_order if key in filled]]


def rows_of(content: bytes, sheet: str) -> list[dict[str, object]]:
    header, *rows = load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def texts_of(deck: Presentation) -> list[str]:
    """Every text of a deck: of its shapes, its tables and the lines of its charts."""
    shapes = [shape for slide in deck.slides for shape in shapes_of(slide)]
    found = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    tables = [shape.table for shape in shapes if shape.has_table]
    found += [cell.text for table in tables for row in table.rows for cell in row.cells]
    charts = [shape.chart for shape in shapes if shape.has_chart]
    return found + [series.name for chart in charts for series in line_series(chart)]


def test_labels_and_keys():
    app = draw_results(GROWN, FALLEN)
    buttons = app.get("download_button")
    assert [one.proto.label for one in buttons] == [
        "PowerPoint",
        "Excel",
        "Web page (HTML)",
        "Ranking (CSV)",
        "Daily data (CSV)",
    ]
    assert [one.proto.id.rpartition("-")[2] for one in buttons] == KEYS
    assert all(one.proto.ignore_rerun for one in buttons)
    assert app.toggle(key="for_client").value is False
    assert app.segmented_control(key="own_slides").value == "booked"
    labels = [one["label"] for one in told(app)]
    assert "Picture (PNG)" in labels


def test_nothing_is_built_before_a_click(monkeypatch, offered):
    def explode(*_args, **_more):
        raise AssertionError("built before anybody asked")

    for name in BUILDERS:
        monkeypatch.setattr(menu, name, explode)
    assert not draw_results(GROWN, FALLEN).exception
    assert len(offered) == len(KEYS)
    for build in offered.values():
        with pytest.raises(AssertionError, match="before anybody asked"):
            build()


def test_a_file_is_of_the_picture_it_was_offered_under(offered):
    draw_results(GROWN, FALLEN, tiers=[0])
    before = dict(offered)
    draw_results(LARGE)
    assert {row["Creator id"] for row in csv_rows(built(before, "-ranking.csv"))} == {A, B}
    assert "Name 03" not in built(before, ".html").decode()


def test_files_are_called_by_window_and_data_day_and_demo_data_say_so(offered):
    draw_results(GROWN)
    endings = [".pptx", ".xlsx", ".html", "-ranking.csv", "-daily.csv"]
    assert list(offered) == [f"{STEM}{ending}" for ending in endings]
    offered.clear()
    draw_results(GROWN, given=sandbox(), days=0)
    assert next(iter(offered)) == "kol-growth-demo-all-days-to-2025-12-07.pptx"


def test_excel_holds_the_numbers_on_screen(offered):
    app = draw_results(GROWN, FALLEN, LARGE)
    shown, columns = on_screen(app), {column.key: column for column in COLUMNS}
    rows = rows_of(built(offered, ".xlsx"), "Ranking")
    assert [row["Creator id"] for row in rows] == list(ranking_of(app).value["creator_id"])
    for (_, expected), row in zip(shown.iterrows(), rows, strict=True):
        for key, value in expected.items():
            label = label_with_unit(columns[key])
            known = None if pd.isna(value) or value == "" else value
            if columns[key].kind in ("rate", "share", "fine_share") and known is not None:
                assert row[label] * 100 == pytest.approx(known, abs=0.051), label
            else:
                number = isinstance(known, int | float)
                assert row[label] == (pytest.approx(known) if number else known), label
    daily = rows_of(built(offered, ".xlsx"), "Daily data")
    assert [row["Total followers"] for row in daily] == [
        *(1000, 1100, 1210),
        *(2000, 1500),
        *(60_000, 60_600, 61_000),
    ]


def test_powerpoint_holds_the_numbers_on_screen(offered):
    app = draw_results(GROWN, FALLEN, view=View.TOTAL, scale=Scale.PERCENT)
    deck = Presentation(io.BytesIO(built(offered, ".pptx")))
    table, *_ = tables(deck)
    shown = on_screen(app)
    rows = [list(row) for row in table]
    assert [row[0] for row in rows] == ["Creator", *shown["name"]]
    at = rows[0].index("Growth rate")
    rates = [written(figure(rate / 100, "rate"), "rate") for rate in shown["growth_rate"]]
    assert [row[at] for row in rows[1:]] == rates == ["+21.0%", "−25.0%"]
    (chart,) = charts(deck)
    values = {series.name: list(series.values) for series in line_series(chart)}
    assert values == {
        "Name 01": [0, pytest.approx(10), pytest.approx(21)],
        "Name 02": [0, None, -25],
    }


@pytest.mark.parametrize(("choice", "own"), [(None, {A}), ("all", {A, B}), ("none", set())])
def test_who_has_a_slide_is_the_readers_choice(offered, choice, own):
    more = {} if choice is None else {"own_slides": choice}
    decided = [Creator(A, decision=Decision.BOOKED), Creator(B, decision=Decision.NO)]
    draw_results(GROWN, FALLEN, creators=decided, **more)
    deck = Presentation(io.BytesIO(built(offered, ".pptx")))
    ids = {row[1] for table in tables(deck) for row in table if row[0] == "Creator id"}
    assert ids == own


def test_for_a_client_every_file_is_without_what_is_the_planners_own(offered):
    priced = [Creator(A, prices=Prices(1234), remark="dear"), Creator(B, prices=Prices(987))]
    draw_results(SPIKED, FALLEN, for_client=True, creators=priced)
    stem = STEM.replace("kol-growth", "kol-growth-client")
    assert all(name.startswith(stem) for name in offered)
    told = [
        *texts_of(Presentation(io.BytesIO(offered[f"{stem}.pptx"]()))),
        *rows_of(offered[f"{stem}.xlsx"](), "Ranking")[0],
        *csv_rows(offered[f"{stem}-ranking.csv"]())[0],
        offered[f"{stem}.html"]().decode().split("<script")[0],
        offered[f"{stem}.html"]().decode().split("Plotly.newPlot")[1],
    ]
    own = ("human look", "needs a look", "Price", "¥", "1,234", "Remark", "dear")
    assert not [(word, text[:80]) for word in own for text in told if word in text]


def test_the_csv_files_hold_every_column_and_every_day(offered):
    draw_results(GROWN, FALLEN, called={A: FORMULA})
    ranking = csv_rows(built(offered, "-ranking.csv"))
    assert list(ranking[0]) == list(
        dict.fromkeys([file_labels()[key] for key in ("name", "creator_id")] + list(ranking[0]))
    )
    stamp = {
        "Source": "Pugongying via Just One API",
        "Data day": "2025-12-07",
        "Window": "30 days",
    }
    assert set(ranking[0]) == {*file_labels().values(), *stamp}
    assert all(row | stamp == row for row in ranking)
    assert float(ranking[0]["Growth rate (fraction)"]) == pytest.approx(0.21)
    daily = csv_rows(built(offered, "-daily.csv"))
    assert daily[0] == {
        "Creator": f"'{FORMULA}",
        "Creator id": A,
        "Day (China date)": "2025-12-05",
        "Total followers": "1000",
        "New followers": "0",
        **stamp,
    }
    assert len(daily) == 5


def test_filter_columns_and_highlight_go_into_the_files(offered):
    draw_results(GROWN, FALLEN, LARGE, tiers=[2], columns=["rank"], highlight=[A])
    rows = rows_of(built(offered, ".xlsx"), "Ranking")
    page = rows[0]["Marketplace page"]
    assert page.endswith(f"blogger-detail/{C}")
    assert rows == [{"Creator": "Name 03", "Rank": 2, "Creator id": C, "Marketplace page": page}]
    assert [row["Creator id"] for row in csv_rows(built(offered, "-ranking.csv"))] == [C]
    page = built(offered, ".html").decode()
    assert "1 of 3 creators: Mid-tier" in page
    assert page.count("<tr>") == 2
    assert {row["Creator"] for row in csv_rows(built(offered, "-daily.csv"))} == {"Name 03"}
    written = [page, *texts_of(Presentation(io.BytesIO(built(offered, ".pptx"))))]
    assert not [text for text in written if "Name 01" in text or "Name 02" in text]


def test_where_the_filter_keeps_nobody_there_are_files_that_say_so(offered):
    draw_results(GROWN, FALLEN, words="nobody is called so")
    assert rows_of(built(offered, ".xlsx"), "Ranking") == []
    assert csv_rows(built(offered, "-daily.csv")) == []
    assert "0 of 2 creators: “nobody is called so”" in built(offered, ".html").decode()
    deck = texts_of(Presentation(io.BytesIO(built(offered, ".pptx"))))
    assert any("0 of 2 creators" in text for text in deck)


def test_where_nobody_can_be_lined_up_there_are_files_without_a_chart(offered):
    app = draw_results(GROWN, align=Align.PEAK)
    assert not app.get("plotly_chart")
    assert not [one for one in app.get("bidi_component") if "PNG" in one.proto.json]
    assert "<script" not in built(offered, ".html").decode()
    assert load_workbook(io.BytesIO(built(offered, ".xlsx"))).sheetnames[0] == "Ranking"
    assert not charts(Presentation(io.BytesIO(built(offered, ".pptx"))))


def test_a_creator_that_failed_is_in_the_table_with_its_reason(offered):

    draw_results(GROWN, history(B, ApiError(Kind.NO_SERIES), ApiError(Kind.NO_SERIES)))
    rows = rows_of(built(offered, ".xlsx"), "Ranking")
    assert rows[1]["Total followers"] is None
    assert rows[1]["What is missing"]


def test_the_files_are_in_light_colours_whatever_the_theme(offered, monkeypatch):
    draw_results(GROWN, FALLEN)
    light = built(offered, ".html").decode()
    monkeypatch.setattr("components.chart.section.theme_base", lambda: "dark")
    app = draw_results(GROWN, FALLEN)
    dark = built(offered, ".html").decode()
    deck = Presentation(io.BytesIO(built(offered, ".pptx")))
    chart, _strip = charts(deck)
    colours = [str(s.format.line.color.rgb).lower() for s in line_series(chart)]
    assert [f"#{colour}" for colour in colours] == [line_style(n, "light").color for n in range(2)]
    assert "#689eff" in app.get("plotly_chart")[0].proto.spec
    assert "#689eff" not in dark
    assert dark.rpartition("Plotly.newPlot")[2] == light.rpartition("Plotly.newPlot")[2]
