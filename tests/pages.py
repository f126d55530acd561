"""The page as tests drive it: the real app in process, and a vendor on a real socket behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from components.calls.gate import access_of
from components.ranking.columns import CHOOSABLE
from services.history.cache import history_of
from services.sandbox.vendor import respond
from services.text import CREATOR_ID
from tests.fault_server import FaultServer, answering

ROOT = Path(__file__).resolve().parent.parent
CANARY = "canary-7f3a9c-token"

Answer = tuple[int, Mapping[str, str], bytes]
Handler = Callable[[str, Mapping[str, str]], Answer]


def restart() -> None:
    """Forget what the process holds, as a restarted app has."""
    history_of.cache_clear()
    access_of.cache_clear()


def open_app(*, locale: str | None = None, **params: str) -> AppTest:
    """Open the app as a browser opens a link with these query parameters, and run it once.

    `locale` is the browser's.
    """
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    if locale is not None:
        app.context["locale"] = locale
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def _box(app: AppTest) -> list[Any]:
    return [one.proto for one in app.get("bidi_component") if one.key == "paste_box"]


def is_list_open(app: AppTest) -> bool:
    """Say whether the form is on the page, or over it."""
    return bool(_box(app))


def pasted(app: AppTest) -> str:
    """Return what stands in the form."""
    (box,) = _box(app)
    text: str = json.loads(box.json)["text"]
    return text


def send_typed(app: AppTest, said: object) -> AppTest:
    """Send what the form's box reports."""
    (box,) = _box(app)
    states = app._tree.get_widget_states()
    states.widgets.append(WidgetState(id=box.id, json_value=json.dumps({"typed": said})))
    return app._run(states)


def type_text(app: AppTest, text: str) -> AppTest:
    """Put `text` in place of what stands in the form, as somebody who types does."""
    (box,) = _box(app)
    return send_typed(app, {"text": text, "turn": json.loads(box.json)["turn"]})


def open_list(app: AppTest) -> AppTest:
    """Open the form, which waits in a dialog where a picture is on the page."""
    if not is_list_open(app):
        app.button(key="edit_list").click().run()
    return app


def paste(app: AppTest, text: str) -> AppTest:
    """Paste `text` into the form."""
    return type_text(open_list(app), text)


def compare(app: AppTest, text: str) -> AppTest:
    """Paste `text` and press Compare."""
    paste(app, text)
    return app.button(key="compare").click().run()


def figure(app: AppTest) -> dict[str, Any]:
    """Return the Plotly figure on the page: its `data` and its `layout`."""
    charts = app.get("plotly_chart")
    assert len(charts) == 1, f"{len(charts)} charts on the page"
    spec: dict[str, Any] = json.loads(charts[0].proto.spec)
    return spec


def curves_of(figure: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the creators' lines and bars, without signs, hover and what stands for the list."""
    own = [one for one in figure["data"] if CREATOR_ID.fullmatch(one["name"])]
    return [one for one in own if one.get("mode") != "markers"]


def curves(app: AppTest) -> list[dict[str, Any]]:
    """Return the curves on the page, each with its creator's id as its name."""
    return curves_of(figure(app))


def coloured(app: AppTest) -> set[str]:
    """Return whose curves are in colour."""
    return {one["name"] for one in curves(app) if one["line"]["width"] > 1}


def drawn(app: AppTest) -> set[str]:
    """Return who has a curve on the page; nobody where there is no chart."""
    return {one["name"] for one in curves(app)} if app.get("plotly_chart") else set()


def ranking_of(app: AppTest) -> Any:
    """Return the whole ranking in its tab, which is not the only table on the page."""
    (table,) = [one for one in app.dataframe if "ranking_editor_" in one.proto.id]
    return table


def with_every_column(app: AppTest) -> AppTest:
    """Have the whole ranking show every column in which anything stands."""
    return app.pills(key="columns").set_value([column.key for column in CHOOSABLE]).run()


def standings_of(app: AppTest) -> Any:
    """Return the ranking beside the chart."""
    (table,) = [one for one in app.dataframe if "curve" in one.value]
    return table


def open_tab(app: AppTest, label: str) -> AppTest:
    """Open one of the tabs under the picture, of which only one is drawn at a time."""
    app.session_state["tab"] = label
    return app.run()


def what_is_missing(app: AppTest) -> str:
    """Open the tab that says what is missing, where there are tabs, and return what it says."""
    return texts(open_tab(app, "What is missing") if app.tabs else app)


def opened_pages(app: AppTest) -> list[tuple[str, dict[str, str]]]:
    """Return to which pages the browser is told to go on, and with which parameters."""
    steps = [one.proto for one in app.get("bidi_component")]
    told = [json.loads(one.json) for one in steps if one.component_name == "open_creator_page"]
    return [(one["page"], dict(parse_qsl(one["query"]))) for one in told]


def popovers(app: AppTest) -> list[str]:
    """Return the labels of what opens over the page."""
    return [str(block.proto.popover.label) for block in app.get("popover")]


def texts(app: AppTest) -> str:
    """Return everything that a person reads on the page, joined."""
    blocks = [*app.title, *app.markdown, *app.caption, *app.info, *app.warning, *app.error]
    shown = [str(block.value) for block in blocks]
    shown += [one.label for one in (*app.button, *app.checkbox)]
    shown += popovers(app)
    shown += [metric.label + " " + metric.value + " " + metric.delta for metric in app.metric]
    shown += [expander.label for expander in app.expander]
    return "\n".join(shown)


@contextmanager
def vendor(handler: Handler = respond, *, delay: float = 0.0) -> Iterator[FaultServer]:
    """Run a vendor on 127.0.0.1; without a `handler` it answers as the sandbox does."""
    with FaultServer(answering(handler, delay=delay)) as server:
        yield server


def failing(codes: Mapping[str, int]) -> Handler:
    """Answer as the sandbox does, but with a business code for the creators in `codes`."""

    def handle(path: str, query: Mapping[str, str]) -> Answer:
        code = codes.get(query.get("kolId", query.get("userId", "")))
        if code is None:
            return respond(path, query)
        body = {"code": code, "data": None, "message": "FAILED", "recordTime": None}
        return 200, {"Content-Type": "application/json"}, json.dumps(body).encode()

    return handle


def told(app: AppTest) -> list[Any]:
    """Return what the components of our own are told, those that are told something."""
    given = [one.proto.json for one in app.get("bidi_component")]
    return [json.loads(data) for data in given if data]


def buttons(app: AppTest) -> list[str]:
    """Return what the buttons on the page say, without the switch of languages."""
    return [one.label for one in app.button if not str(one.key).startswith("speak_")]
