from __future__ import annotations

import pandas as pd
from streamlit.testing.v1 import AppTest

from components.results.standing_out import MOST_HIGHLIGHTED
from components.wording.findings import finding_text
from components.wording.plain_text import plain
from services.growth.findings import Finding, FindingKind
from services.text import short_name
from tests.components.made import IDS, NASTY, A, B, names
from tests.pages import popovers

_LOST = {"rate": -0.1, "creators": 3, "aside": False, "days": 29}
LOSING = Finding(FindingKind.LOSING, (B, A), _LOST)
LOOK = Finding(FindingKind.HUMAN_LOOK, IDS[:9])
COMMON = Finding(
    FindingKind.COMMON_DAY,
    (),
    {"day": pd.Timestamp("2025-12-01"), "median": -0.02, "together": 5, "creators": 6},
)


def draw(*found: Finding, ids=IDS, **known: str) -> AppTest:
    def script(found, called) -> None:
        from components.results.standing_out import sentence

        sentence(found, called)

    given = {"found": found, "called": names(ids, **known)}
    app = AppTest.from_function(script, kwargs=given, default_timeout=60).run()
    assert not app.exception
    return app


def lines(app: AppTest) -> list[str]:
    return [block.value for block in app.markdown]


def test_where_nothing_stands_out_that_is_said_and_nothing_opens():
    app = draw()
    assert lines(app) == ["Nothing stands out in these days."]
    assert popovers(app) == []


def test_the_first_is_the_sentence_and_all_of_them_stand_behind_it():
    app = draw(LOOK, COMMON, LOSING)
    look, common, losing = (finding_text(one, names(IDS)) for one in (LOOK, COMMON, LOSING))
    assert lines(app)[0] == f"**{look}**"
    assert popovers(app) == ["3 findings"]
    assert [one.label for one in app.checkbox] == [look, losing]
    assert lines(app)[-1] == common, "about nobody, so nothing to tick"


def test_a_ticked_finding_highlights_whom_it_speaks_of_and_nobody_else():
    app = draw(COMMON, LOSING)
    app.session_state["highlight"] = [IDS[5]]
    app.checkbox(key="finding_1").check().run()
    assert app.session_state["highlight"] == [B, A]
    app.checkbox(key="finding_1").uncheck().run()
    assert app.session_state["highlight"] == []


def test_a_finding_about_many_highlights_the_first_of_them():
    app = draw(LOOK)
    app.checkbox(key="finding_0").check().run()
    assert app.session_state["highlight"] == list(IDS[:MOST_HIGHLIGHTED])
    assert app.checkbox(key="finding_0").value is True


def test_alone_there_is_nobody_to_be_set_off_from():
    app = draw(Finding(FindingKind.HUMAN_LOOK, (A,)), ids=[A])
    assert lines(app)[0] == "**Name 01 has days that need a human look.**"
    assert not app.checkbox
    assert not [line for line in lines(app) if "Tick" in line]


def test_a_name_is_text():
    app = draw(LOSING, **{A: NASTY})
    assert plain(short_name(NASTY, 24)) in lines(app)[0], "two lines at most"
    assert plain(NASTY) in app.checkbox[0].label
