"""A page that is one script: run with what it is given and what the visit remembers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from streamlit.testing.v1 import AppTest


def run_script(
    script: Callable[..., None], given: Mapping[str, object] | None = None, **state: object
) -> AppTest:
    """Run `script`, whose source is all that the page knows, with these arguments."""
    return rerun(AppTest.from_function(script, kwargs=given, default_timeout=30), **state)


def rerun(app: AppTest, **state: object) -> AppTest:
    """Run a page once more, with `state` put into its session."""
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    return app
