"""What a browser sends when a reader acts inside one of the two rankings."""

from __future__ import annotations

import json

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from tests.pages import ranking_of, standings_of


def select_rows(app: AppTest, *rows: int) -> AppTest:
    """Select these rows and no others."""
    selection = {"selection": {"rows": rows, "columns": [], "cells": []}}
    table = standings_of(app).proto.id
    return _send(app, WidgetState(id=table, string_value=json.dumps(selection)))


def tick(app: AppTest, *creator_ids: str) -> AppTest:
    """Select the rows of these creators and no others."""
    listed = list(standings_of(app).value["creator_id"])
    return select_rows(app, *(listed.index(key) for key in creator_ids))


def open_row(app: AppTest, row: int) -> AppTest:
    """Click the name in a row."""
    state = WidgetState(id=standings_of(app).proto.button_click_widgets["name"])
    state.string_trigger_value.data = json.dumps({"row": row, "label": ""})
    return _send(app, state)


def selected(app: AppTest) -> list[str]:
    """The ids of the creators whose rows are selected."""
    rows = app.session_state["ranking"]["selection"]["rows"]
    return list(standings_of(app).value["creator_id"].iloc[list(rows)])


def edit_row(app: AppTest, row: int, **cells: object) -> AppTest:
    """Type into the cells of a row of the whole ranking, beside what was edited there before."""
    table = ranking_of(app)
    rows = dict(app.session_state[table.key]["edited_rows"])
    rows[row] = rows.get(row, {}) | cells
    edits = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    return _send(app, WidgetState(id=table.proto.id, string_value=json.dumps(edits)))


def _send(app: AppTest, state: WidgetState) -> AppTest:
    states = app._tree.get_widget_states()
    states.widgets.append(state)
    app._run(states)
    assert not app.exception
    return app
