from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pandas as pd
import pytest

from services.exports.excel import to_xlsx
from services.exports.report import Mark
from services.growth.daily import daily_frame
from services.growth.lineup import Align, Scale
from services.text import cells
from tests.services.exports.made import (
    COLUMNS,
    DIGITS,
    FACTS,
    NAUGHTY,
    WITH_E,
    WORDS,
    made,
    published,
    workbook,
)

FORMATS = {
    "whole": "#,##0",
    "change": "+#,##0;-#,##0;0",
    "rate": "+0.0%;-0.0%;0.0%",
    "share": "0.0%",
    "fine_share": "0.00%",
    "pace": "+#,##0.0;-#,##0.0;0.0",
    "price": '"¥"#,##0.00',
    "date": "yyyy-mm-dd",
    "text": "@",
}


def cell(value):
    """What a cell of a frame should read as in the file, which holds 16 digits of a number."""
    if pd.isna(value) or value == "":
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value if isinstance(value, str) else float(f"{value:.16G}")


def rows(sheet):
    return [[c.value for c in row] for row in sheet.iter_rows()]


def check_ranking(sheet, report):
    columns = [*(column.key for column in COLUMNS), "creator_id"]
    head, *body = rows(sheet)
    assert head == [*(column.label for column in COLUMNS), "Creator id", "Marketplace page"]
    expected = [[cell(v) for v in row] for row in report.table[columns].itertuples(index=False)]
    assert body == [[*row, f"https://market.example/{row[-1]}"] for row in expected]


def check_daily(sheet, report):
    head, *body = rows(sheet)
    assert head == ["Creator", "Creator id", "Day", "Total followers", "New followers"]
    expected = [
        [report.names[row.creator_id], *map(cell, row)]
        for row in report.daily.itertuples(index=False)
    ]
    assert body == expected


def check_wide(sheet, frame, report, *, offsets=False):
    """Compare every cell with a frame of creator_id, day and value, and the other way round."""
    (_, *head), *body = rows(sheet)
    helpers = head.count("needs a look")
    head, body = head[: len(head) - helpers], [row[: len(row) - helpers] for row in body]
    keys = {report.names[key]: key for key in report.names}
    found = {
        (keys[name], day): value
        for day, *values in body
        for name, value in zip(head, values, strict=True)
        if value is not None
    }
    days = (
        frame["day"] if offsets else map(pd.Timestamp.to_pydatetime, pd.to_datetime(frame["day"]))
    )
    entries = zip(frame["creator_id"], days, frame["value"], strict=True)
    assert found == {(key, day): cell(value) for key, day, value in entries if pd.notna(value)}
    assert sorted(head) == sorted(report.names[key] for key in frame["creator_id"].unique())


@pytest.mark.parametrize("count", [2, 20, 60])
@pytest.mark.parametrize(
    ("scale", "align"),
    [
        (Scale.COUNT, Align.CALENDAR),
        (Scale.LOG, Align.START),
        (Scale.PERCENT, Align.PEAK),
    ],
)
def test_every_number_is_that_of_the_frame(count, scale, align):
    report = made(count, names=NAUGHTY, scale=scale, align=align, strip=True)
    book = workbook(to_xlsx(report))
    check_ranking(book["Ranking"], report)
    check_daily(book["Daily data"], report)
    for name, column in (("Daily totals", "total_followers"), ("Daily new", "new_followers")):
        check_wide(book[name], report.daily.rename(columns={column: "value"}), report)
    offsets = align is not Align.CALENDAR
    for name, chart in zip(("Curves", "New curves"), report.charts, strict=False):
        check_wide(book[name], chart.values, report, offsets=offsets)
    assert ("Curves" in book.sheetnames) is bool(report.charts)


@pytest.mark.parametrize("scale", [Scale.COUNT, Scale.LOG, Scale.PERCENT])
def test_the_charts_on_screen_draw_their_sheets_in_our_colours(scale):
    report = made(20, scale=scale, strip=True)
    book = workbook(to_xlsx(report))
    charts = book["Chart"]._charts
    assert len(charts) == 2
    for at, (chart, name) in enumerate(zip(charts, ("Curves", "New curves"), strict=True)):
        sheet = book[name]
        assert len(chart.series) == sheet.max_column - 1
        assert (chart.y_axis.scaling.logBase == 10) is (scale is Scale.LOG and at == 0)
        assert chart.display_blanks == "gap"
        keys = {report.names[key]: key for key in report.names}
        for column, series in enumerate(chart.series, start=2):
            letter = sheet.cell(1, column).column_letter
            quoted = f"'{name}'" if " " in name else name
            assert series.tx.strRef.f == f"{quoted}!${letter}$1"
            assert series.val.numRef.f == f"{quoted}!${letter}$2:${letter}${sheet.max_row}"
            assert series.cat.numRef.f == f"{quoted}!$A$2:$A${sheet.max_row}"
            if (key := keys.get(sheet.cell(1, column).value)) is not None:
                color = f"#{series.graphicalProperties.line.solidFill.srgbClr.lower()}"
                assert color == report.colours[key]


def test_a_chart_says_what_it_shows_that_it_is_a_demo_and_what_must_be_known():
    book = workbook(to_xlsx(made(6, strip=True)))
    (first, second) = book["Chart"]._charts
    titles = ["".join(r.t for p in c.title.tx.rich.p for r in p.r) for c in (first, second)]
    assert titles == ["DEMO DATA · Total followers (index)", "DEMO DATA · New followers"]
    said = [c.value for c in book["Chart"]["A"] if c.value]
    assert said == [made(6).headline, *["6 of 6 have a curve"] * 2]


def test_the_middle_half_common_days_and_rings_are_drawn_from_the_sheet():
    report = made(6)
    (chart,) = report.charts
    one = chart.values[chart.values["creator_id"] == report.table["creator_id"][0]]
    middle = one.assign(low=one["value"] - 1, middle=one["value"], high=one["value"] + 1)
    marks = tuple(
        Mark(kind, word)
        for kind, word in {
            "ring": "look",
            "dots": "median",
            "area": "half",
            "day": "common",
        }.items()
    )
    given = replace(chart, middle=middle, marks=marks, common=(one["day"].iloc[4],))
    content = to_xlsx(replace(report, charts=(given,)))
    head, *body = rows(workbook(content)["Curves"])
    half = [row[head.index("half")] for row in body]
    assert half == pytest.approx([2] * len(body))
    assert [row[head.index("median")] for row in body] == pytest.approx(list(middle["middle"]))
    assert [at for at, row in enumerate(body) if row[head.index("common")] is not None] == [4]
    looks = sum(
        row[at] is not None for row in body for at, name in enumerate(head) if name == "look"
    )
    assert looks == sum(map(len, chart.marked.values())) > 0
    with zipfile.ZipFile(BytesIO(content)) as parts:
        drawn = parts.read("xl/charts/chart1.xml").decode()
    assert all(part in drawn for part in ("<c:areaChart>", "<c:lineChart>", "<c:errBars>"))


def test_grey_lines_come_first_and_have_no_legend_entry():
    report = made(60)
    (chart,) = workbook(to_xlsx(report))["Chart"]._charts
    lines = [s for s in chart.series if s.graphicalProperties.line.solidFill is not None]
    colors = [s.graphicalProperties.line.solidFill.srgbClr for s in lines]
    grey = [color == "9AA2AF" for color in colors]
    assert grey == [True] * (len(grey) - 20) + [False] * 20
    gone = [entry.idx for entry in chart.legend.legendEntry]
    assert gone[: len(grey) - 20] == list(range(len(grey) - 20))


def test_every_row_is_as_high_as_its_texts_and_a_page_holds_all_columns():
    long = "The marketplace did not answer in time. " * 4
    report = made(6, names=NAUGHTY)
    report = replace(report, table=report.table.assign(status=long))
    book = workbook(to_xlsx(report))
    sheet = book["Ranking"]
    heights = [sheet.row_dimensions[row].height for row in range(2, 8)]
    assert min(heights) >= 16.5 * cells(long) / sheet.column_dimensions["O"].width
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, int(sheet.page_setup.fitToHeight)) == (1, 0)
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    assert sheet.print_area == "'Ranking'!$A$1:$O$7"
    definitions = book["Definitions"]
    for row in definitions.iter_rows(min_row=8):
        text, width = row[1].value or "", definitions.column_dimensions["B"].width
        assert definitions.row_dimensions[row[0].row].height >= 15 * cells(text) / width


@pytest.mark.parametrize("note", ["", "Common days are taken out of the curves."])
def test_headers_are_names_that_other_sheets_can_map(note):
    book = workbook(to_xlsx(replace(made(6, strip=True), note=note)))
    for name in ("Ranking", "Daily data"):
        head, *body = rows(book[name])
        assert len(set(head)) == len(head)
        assert all(label and label.strip() == label and "\n" not in label for label in head)
        assert ("Note" in head) is bool(note)
        assert not note or {row[-1] for row in body} == {note}
        assert not book[name].merged_cells.ranges


@pytest.mark.fault(89)
def test_nothing_from_outside_is_a_formula_a_number_or_a_link():
    report = made(20, names=NAUGHTY, scale=Scale.INDEX)
    report = replace(report, title="=1+1", facts=("=2+2", "@x", "-1", "+1"))
    report = replace(report, charts=(replace(report.charts[0], title="=3+3"),), demo="")
    content = to_xlsx(report)
    book = workbook(content)
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(c.data_type in ("s", "n", "d") and c.hyperlink is None for c in row)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        texts = [parts.read(name).decode() for name in sheets]
        assert all("<f>" not in text and "hyperlink" not in text for text in texts)
        assert not any("externalLink" in name for name in parts.namelist())
        charts = [parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/charts/")]
        assert charts
        assert all("<c:f>3+3" not in text and "<c:f>1+1" not in text for text in charts)
    names = {c.value for c in book["Ranking"]["A"]}
    assert set(NAUGHTY) <= names
    assert {c.data_type for c in book["Ranking"]["A"]} == {"s"}


@pytest.mark.fault(89)
def test_ids_stay_text():
    ids = [c.value for c in workbook(to_xlsx(made(20)))["Ranking"]["P"]]
    assert {WITH_E, DIGITS} <= set(ids)


def test_illegal_characters_are_removed():
    report = made(2, names=["a\0b\x0bc", "tail\uffff"])
    report = replace(
        report, title="t\0it\ud83dle", facts=("line\x1f one",), words=replace(WORDS, wide="a/b:c'")
    )
    book = workbook(to_xlsx(report))
    assert {c.value for c in book["Ranking"]["A"]} == {"Creator", "ab c", "tail"}
    assert [c.value for c in book["Definitions"]["A"]][:2] == ["title", "line one"]
    assert "a b c" in book.sheetnames


def test_number_formats_widths_panes_and_filter():
    report = made(12)
    book = workbook(to_xlsx(report))
    sheet = book["Ranking"]
    kinds = [*(column.kind for column in COLUMNS), "text", "text"]
    for column, kind in zip(sheet.iter_cols(min_row=2), kinds, strict=True):
        assert {c.number_format for c in column if c.value is not None} <= {FORMATS[kind]}
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", f"A1:Q{len(report.table) + 1}")
    assert sheet.column_dimensions["A"].width >= max(2 * len(name) for name in ("小满的素食厨房",))
    assert book["Daily data"].freeze_panes == "D2"
    assert book["Daily data"].column_dimensions["B"].width >= 26
    assert book["Daily data"].auto_filter.ref == f"A1:E{len(report.daily) + 1}"
    assert book["Daily totals"].freeze_panes == "B2"
    assert book["Daily totals"]["A2"].number_format == "yyyy-mm-dd"


def test_definitions_hold_the_facts_and_the_formulas():
    book = workbook(to_xlsx(made(2)))
    found = rows(book["Definitions"])
    assert [row[0] for row in found[:5]] == ["Autumn shortlist 秋季候选达人", *FACTS]
    assert found[6] == ["Column", "Formula"]
    assert found[7:] == [[c.label, c.formula] for c in COLUMNS if c.formula]
    assert all(FACTS[0] in sheet.oddFooter.left.text for sheet in book)


def test_a_gap_is_an_empty_cell():
    totals = {date(2026, 11, day): day for day in (1, 2, 5)}
    report = made(1, daily=daily_frame(made(1).table["creator_id"][0], totals, {}))
    sheet = workbook(to_xlsx(report))["Daily totals"]
    assert [c.value for c in sheet["B"]][1:] == [1, 2, None, None, 5]
    assert len(sheet["A"]) == 6


def test_an_empty_report_is_a_workbook_without_a_chart():
    book = workbook(to_xlsx(made(0)))
    assert book.sheetnames == ["Ranking", "Daily data", "Daily totals", "Daily new", "Definitions"]
    assert len(rows(book["Ranking"])) == 1


def test_creators_without_any_data():
    report = made(3, daily=published([]))
    book = workbook(to_xlsx(report))
    check_ranking(book["Ranking"], report)
    assert "Chart" not in book.sheetnames


def test_sheet_names_are_valid_and_differ():
    same = "[a]:*?/\\b" * 9
    words = replace(
        WORDS, ranking=same, chart=same, daily=same, wide="history", curves="", definitions="''"
    )
    names = workbook(to_xlsx(replace(made(2, scale=Scale.PERCENT), words=words))).sheetnames
    assert len({name.lower() for name in names}) == 7
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert "history" not in names
