from __future__ import annotations

import pandas as pd

from components.results.outlook import worded_outlook
from services.sandbox.creators import EXAMPLES
from tests.components.made import A, B, names
from tests.pages import open_app, open_tab, texts

IDS = [example.creator_id for example in EXAMPLES]
COLUMNS = [
    *("projected", "projected_low", "projected_high"),
    *("price_then", "price_then_low", "price_then_high"),
    *("threshold", "earliest", "latest", "no_projection", "remarks"),
]


def table_of(app):
    (found,) = [frame.value for frame in app.dataframe if "projected" in frame.value]
    return found


def test_nothing_is_computed_until_somebody_looks(monkeypatch):
    monkeypatch.setattr("components.results.outlook.outlooks", None)
    app = open_app(kols=",".join(IDS[:3]), days="60")
    assert not app.exception
    assert not app.date_input


def test_a_look_ahead_has_a_row_a_creator_and_a_date_that_can_be_moved():
    app = open_app(kols=",".join(IDS[:6]), days="30")
    open_tab(app, "Campaign date")
    assert not app.exception
    table = table_of(app)
    assert len(table) == 6
    projected = table["projected"].dropna()
    assert len(projected) > 0
    assert projected.is_monotonic_decreasing
    assert table["remark"][table["projected"].isna()].notna().all()
    first = app.date_input[0].value
    app.date_input[0].set_value(first.replace(day=first.day + 1)).run()
    assert list(table_of(app)["projected"].dropna()) != list(projected)
    assert "80% of the outcomes" in texts(app)


def test_who_has_no_projection_comes_last_with_the_reason():
    refused = {"creator_id": A, "no_projection": "longer_than_history", "remarks": ()}
    told = {"creator_id": B, "projected": 120, "projected_low": 100, "projected_high": 140}
    told["remarks"] = ("no_better_than_no_change", "pace_must_stay")
    found = pd.DataFrame([refused, told], columns=["creator_id", *COLUMNS])
    table = worded_outlook(found, names([A, B]))
    assert list(table["name"]) == ["Name 02", "Name 01"]
    assert table["remark"][1].startswith("No projection further ahead than")
    assert table["remark"][0] == (
        "On this creator's own past, the pace was no better a guess than “no change”. "
        "Holds if the pace stays; a change of pace is not in the range."
    )


def test_where_nothing_limits_a_projection_nothing_is_said():
    told = {"creator_id": B, "projected": 120, "remarks": ()}
    table = worded_outlook(pd.DataFrame([told], columns=["creator_id", *COLUMNS]), names([A, B]))
    assert pd.isna(table["remark"][0])
