"""The whole ranking: its columns, and what is edited in it."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest

from components.ranking.editor import EDITABLE
from services.api.answers import Kind
from services.api.errors import ApiError
from services.growth.rules import Rules
from services.shortlist.creator import Creator, Decision
from services.shortlist.prices import Prices
from tests.components.made import NASTY, A, B, D, history
from tests.components.ranking.test_table import table
from tests.components.selecting import edit_row
from tests.pages import ranking_of

FAST = history(A, [100, 121], [0, 21])
SLOW = history(B, [200, 210], [0, 10])
FAILED = history(D, ApiError(Kind.NO_SERIES), ApiError(Kind.NO_SERIES))
BEFORE = Creator(A, "Ann", Prices(image=500.0, video=900.0), "soon", Decision.MAYBE)


def draw(*histories, prices=None, kind="other", called=None, **state: object) -> AppTest:
    def script(tables, kind, limits) -> None:
        import streamlit as st

        from components.ranking.editor import chosen_columns, columns_control, ranking_editor
        from components.ranking.table import filled_columns

        table = tables[st.session_state["rows"]]
        columns_control()
        st.session_state["listed"] = chosen_columns(filled_columns(table))
        ranking_editor(table, st.session_state["listed"], kind, limits)

    whole = table(*histories, prices=prices, **(called or {}))
    given = {
        "tables": {"all": whole, "last": whole.iloc[-1:].reset_index(drop=True)},
        "kind": kind,
        "limits": Rules().tiers,
    }
    app = AppTest.from_function(script, kwargs=given, default_timeout=10)
    for key, value in {"rows": "all", **state}.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    return app


def columns(app: AppTest) -> list[str]:
    return list(ranking_of(app).proto.column_order)


def known(app: AppTest) -> dict[str, Creator]:
    return dict(app.session_state["creators"])


def test_columns_can_be_shown_and_hidden_and_keep_their_order():
    app = draw(FAST, SLOW)
    assert {"tier", "growth_rate"} < set(columns(app))
    assert "rank" not in columns(app)
    app.pills(key="columns").set_value(["rank", "latest_total"]).run()
    assert app.session_state["listed"] == ["name", "latest_total", "rank"]
    assert columns(app) == ["name", "decision", "latest_total", "rank", "remark"]
    app.pills(key="columns").set_value([]).run()
    assert columns(app) == ["name", "decision", "remark"], "those to be written into stay"


def test_a_column_without_a_single_value_is_not_shown():
    priced = {"price", "price_per_thousand"}
    assert not priced & set(columns(draw(FAST, SLOW)))
    assert priced <= set(columns(draw(FAST, SLOW, prices={B: 600.0})))
    assert "momentum" not in columns(draw(FAST, SLOW)), "two days have none"


def test_what_is_missing_is_a_column_only_where_something_is():
    assert "status" not in columns(draw(FAST, SLOW))
    assert "status" in columns(draw(FAST, FAILED))
    assert "creator_id" not in columns(draw(FAST, SLOW))


def test_a_name_in_a_cell_is_as_it_is():
    assert list(ranking_of(draw(FAST, called={A: NASTY})).value["name"]) == [NASTY]


def test_only_what_a_reader_knows_can_be_edited():
    app = draw(FAST, SLOW, prices={B: 600.0})
    proto = ranking_of(app).proto
    config = json.loads(proto.columns)
    assert {key for key in columns(app) if not config[key].get("disabled")} == set(EDITABLE)
    assert proto.editing_mode == proto.FIXED, "nobody is added or taken out here"


def test_what_is_edited_is_noted_and_the_rest_of_the_creator_stays():
    app = draw(FAST, SLOW, kind="video", creators={A: BEFORE})
    edit_row(app, 0, decision="Booked", price=850.0, remark=" two\nlines ")
    after = Creator(A, "Ann", Prices(image=500.0, video=850.0), "two lines", Decision.BOOKED)
    assert known(app) == {A: after}
    assert app.session_state["list_edited"] == {A}
    edit_row(app, 1, name="Bob")
    assert known(app) == {A: after, B: Creator(B, "Bob")}


def test_a_cell_can_be_emptied():
    app = edit_row(draw(FAST, SLOW, kind="image", creators={A: BEFORE}), 0, decision="No")
    edit_row(app, 0, decision=None, price=None, remark=None, name=None)
    assert known(app) == {A: Creator(A, "", Prices(video=900.0))}


def test_a_row_of_other_rows_is_another_creators():
    app = edit_row(draw(FAST, SLOW), 0, remark="fast")
    app.session_state["rows"] = "last"
    app.run()
    edit_row(app, 0, remark="slow")
    assert known(app) == {A: Creator(A, remark="fast"), B: Creator(B, remark="slow")}
    app.session_state["rows"] = "all"
    app.run()
    edit_row(app, 1, decision="Maybe")
    assert known(app)[A] == Creator(A, remark="fast")
    assert known(app)[B] == Creator(B, remark="slow", decision=Decision.MAYBE)


def test_an_edit_elsewhere_is_not_undone_by_the_next_one_here():
    app = edit_row(draw(FAST, SLOW), 0, remark="here")
    app.session_state["list_edits_elsewhere"] = 1
    app.session_state["creators"] = {A: Creator(A, remark="elsewhere")}
    app.run()
    edit_row(app, 0, decision="No")
    assert known(app) == {A: Creator(A, remark="elsewhere", decision=Decision.NO)}


def test_a_price_is_read_as_a_sheets_is_or_stays_with_a_sentence():
    app = edit_row(draw(FAST, SLOW, kind="image", creators={A: BEFORE}), 0, price="1.2w")
    assert known(app)[A].prices.image == 12_000.0
    assert not app.warning
    edit_row(app, 0, price="$800")
    assert known(app)[A].prices.image == 12_000.0
    assert "$800" in app.warning[0].value.replace("\\", "")
