"""What is drawn while answers arrive."""

from __future__ import annotations

from tests.components.made import A, B, C, comparison, history, names, settings
from tests.components.running import run_script

GROWN = history(A, [100, 150], [0, 50])
FALLEN = history(B, [200, 100], [0, -100])


def test_a_preview_draws_without_any_control():
    def script(shown, called, given) -> None:
        from components.results.overview import preview

        preview(shown, called, given, 1)
        preview(shown, called, given, 2)

    shown = comparison(GROWN, FALLEN, history(C, None, None))
    given = {"shown": shown, "called": names([A, B, C]), "given": settings()}
    app = run_script(script, given)
    assert len(app.get("plotly_chart")) == 2
    widgets = [app.segmented_control, app.multiselect, app.toggle, app.button, app.dataframe]
    assert not any(list(found) for found in widgets)


def test_a_preview_of_nothing_is_nothing():
    def script(shown, called, given) -> None:
        from components.results.overview import preview

        preview(shown, called, given, 1)

    given = {"shown": comparison(history(A, None, None)), "called": names([A]), "given": settings()}
    app = run_script(script, given)
    assert not app.get("plotly_chart")
