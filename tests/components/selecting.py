"""What a browser sends when a reader acts inside the ranking table."""

from __future__ import annotations

import json

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from tests.pages import ranking_of


def select_rows(app: AppTest, *rows: int) -> AppTest:
    """Select these rows and no others."""
    selection = {"selection": {"rows": rows, "columns": [], "cells": []}}
    table = ranking_of(app).proto.id
    return _send(app, WidgetState(id=table, string_value=json.dumps(selection)))


def open_row(app: AppTest, row: int) -> AppTest:
    """Click the button at the beginning of a row."""
    state = WidgetState(id=ranking_of(app).proto.button_click_widgets["open"])
    state.string_trigger_value.data = json.dumps({"row": row, "label": ""})
    return _send(app, state)


def selected(app: AppTest) -> list[str]:
    """The ids of the creators whose rows are selected."""
    rows = app.session_state["ranking"]["selection"]["rows"]
    return list(ranking_of(app).value["creator_id"].iloc[list(rows)])


def _send(app: AppTest, state: WidgetState) -> AppTest:
    states = app._tree.get_widget_states()
    states.widgets.append(state)
    app._run(states)
    assert not app.exception
    return app
