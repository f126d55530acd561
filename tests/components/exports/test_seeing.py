"""What a reader sees is of one moment, also where something arrives in the middle of a look."""

from __future__ import annotations

import pytest

from services.api.series import Metric
from services.growth.findings import findings
from services.shortlist.creator import Creator
from tests.components.made import A, B, comparison, held, history, names, settings
from tests.components.running import run_script

GROWN = history(A, [1000 + 10 * day for day in range(30)], [10] * 30)
LATE = (B, Metric.TOTAL, held(*(2000 + 60 * day for day in range(30))))


def look_twice(shown, called, given, late) -> None:
    import streamlit as st

    import components.exports.seeing as seeing
    from services.screen.screen import Choices

    compute = seeing.findings

    def while_computing(found, table):
        if late:
            shown.batch.settle(*late.pop())
        return compute(found, table)

    seeing.findings = while_computing
    try:
        looks = [seeing.seen_of(shown, called, Choices(), given) for _look in range(2)]
    finally:
        seeing.findings = compute
    st.session_state["looks"] = looks


def test_no_old_finding_stands_over_new_data():
    shown = comparison(GROWN, history(B, None, None))
    given = {"shown": shown, "called": names([A, B]), "given": settings(), "late": [LATE]}
    first, second = run_script(look_twice, given).session_state["looks"]
    assert [len(one.found.summary) for one in (first, second)] == [1, 2]
    for one in (first, second):
        assert one.findings == findings(one.found, one.kept)
    assert second.findings[0].creator_ids == (B,), "the newcomer grew fastest"


def look(shown, called, given, said, words) -> None:
    import streamlit as st

    from components.exports.seeing import seen_of
    from components.session import state as session
    from services.screen.screen import Choices

    session.note(said)
    st.session_state[session.WORDS] = words
    st.session_state["look"] = seen_of(shown, called, Choices(), given)


@pytest.mark.parametrize(
    ("said", "words", "anonymous"),
    [((), "", True), ([Creator(A, alias="小满")], "", False), ((), "02", False)],
)
def test_only_a_picture_in_which_no_visitor_had_a_say_is_for_all(said, words, anonymous):
    shown = comparison(GROWN, history(B, [5, 6]))
    given = {"shown": shown, "called": names([A, B]), "given": settings()}
    app = run_script(look, given | {"said": said, "words": words})
    assert app.session_state["look"].chart.anonymous is anonymous
