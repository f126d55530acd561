from __future__ import annotations

import csv
import io
from urllib.parse import unquote

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.growth_table import labelled, table_frame
from services.csv_table import to_csv
from services.errors import NoSeries, VendorError
from services.growth.daily import total_curves
from services.growth.summary import summarize
from tests.components.made import NASTY, A, B, C, D, by_id, daily, history, names, styles

GROWN = history(A, [100, 110, 121], [0, 10, 11])
FALLEN = history(B, [200, None, 150], [0, None, -50])
ONE_POINT = history(C, [50], [1])
FAILED = history(D, NoSeries(), NoSeries())


def table(*histories, **known) -> pd.DataFrame:
    found = by_id(*histories)
    return table_frame(summarize(daily(*histories)), names(found, **known), found)


def draw(*histories, **known) -> AppTest:
    def script(shown, curves, style) -> None:
        from components.growth_table import growth_table

        growth_table(shown, curves, style, "kol-growth-30-days-to-2025-12-07")

    drawn = {
        "shown": table(*histories, **known),
        "curves": total_curves(daily(*histories)),
        "style": styles(by_id(*histories)),
    }
    app = AppTest.from_function(script, kwargs=drawn).run()
    assert not app.exception
    return app


def test_the_fastest_first_and_those_without_data_last():
    assert list(table(FAILED, FALLEN, GROWN, ONE_POINT)["creator_id"]) == [A, B, C, D]


def test_the_numbers_and_their_types():
    rows = table(GROWN, FALLEN)
    first, second = rows.iloc[0], rows.iloc[1]
    assert (first["latest_total"], first["net_change"], first["points"]) == (121, 21, 3)
    assert first["growth_rate"] == pytest.approx(0.21)
    assert first["average_daily_net_change"] == pytest.approx(10.5)
    assert first["first_day"] == pd.Timestamp("2025-12-05")
    assert first["last_day"] == pd.Timestamp("2025-12-07")
    assert (second["net_change"], second["growth_rate"], second["points"]) == (-50, -0.25, 2)
    assert second["average_daily_net_change"] == -25
    assert {column: str(kind) for column, kind in rows.dtypes.items()} == {
        "name": "str",
        "creator_id": "str",
        "latest_total": "Int64",
        "net_change": "Int64",
        "growth_rate": "Float64",
        "average_daily_net_change": "Float64",
        "first_day": "datetime64[us]",
        "last_day": "datetime64[us]",
        "points": "Int64",
        "status": "str",
    }


def test_what_is_not_known_is_empty_and_never_zero():
    failed = table(GROWN, FAILED).iloc[1]
    empty = ["latest_total", "net_change", "growth_rate", "average_daily_net_change"]
    assert failed[[*empty, "first_day", "last_day"]].isna().all()
    assert failed["points"] == 0
    assert failed["status"].startswith("The marketplace publishes no history")
    single = table(ONE_POINT).iloc[0]
    assert single["latest_total"] == 50
    assert single[["net_change", "growth_rate", "average_daily_net_change"]].isna().all()


def test_all_failed_is_still_a_table():
    rows = table(FAILED, history(A, VendorError(), None))
    assert list(rows["points"]) == [0, 0]
    assert rows["latest_total"].isna().all()


def test_the_remark_says_why_or_that_it_is_still_coming():
    rows = table(GROWN, history(B, [1, 2], VendorError(code=500)), history(C, [3, 3], None))
    by_creator = rows.set_index("creator_id")["status"]
    coming = by_id(history(C, [3, 3], None))
    summary = summarize(daily(*coming.values()))
    collected = table_frame(summary, names(coming), coming, collecting=True)
    assert by_creator[A] == ""
    assert "internal error" in by_creator[B]
    assert "code 500" in by_creator[B]
    assert by_creator[C] == "Not loaded"
    assert list(collected["status"]) == ["Still collecting"]


def test_the_remark_is_a_column_only_where_there_is_one():
    shown = {name: list(draw(*who).dataframe[0].proto.column_order) for name, who in CASES.items()}
    assert shown["fine"][:2] == ["curve", "name"]
    assert "status" not in shown["fine"]
    assert shown["one failed"][-1] == "status"
    assert "creator_id" not in shown["fine"]


CASES = {"fine": (GROWN, FALLEN), "one failed": (GROWN, FAILED)}


def test_each_creator_has_a_curve_in_its_colour_and_none_without_data():
    pictures = draw(FAILED, GROWN).dataframe[0].value["curve"]
    assert styles([D, A])[A].color in unquote(pictures.iloc[0])
    assert pictures.iloc[0].startswith("data:image/svg+xml,%3Csvg")
    assert pd.isna(pictures.iloc[1])


def test_a_name_in_a_cell_is_as_it_is():
    assert draw(GROWN, **{A: NASTY}).dataframe[0].value["name"].iloc[0] == NASTY


def test_the_table_can_be_downloaded():
    (button,) = draw(GROWN).get("download_button")
    assert button.proto.label == "Download the table (CSV)"


def test_the_file_says_in_its_header_what_the_numbers_are():
    given = table(GROWN, FAILED, **{A: "=1+1"})
    text = to_csv(labelled(given)).decode("utf-8-sig")
    header, first, last = csv.reader(io.StringIO(text))
    row = dict(zip(header, first, strict=True))
    assert row["Creator id"] == A
    assert row["Creator"] == "'=1+1"
    assert row["Net change"] == "21"
    assert float(row["Growth rate (fraction)"]) == pytest.approx(0.21)
    assert row["Data up to"] == "2025-12-07"
    assert dict(zip(header, last, strict=True))["Total followers"] == ""
    assert "name" in given.columns, "the table on screen keeps its own column names"
