"""A visitor who knows the passcode, as the tests of the pages play one."""

from __future__ import annotations

from tests.pages import open_app, paste

PASSCODE = "plum-harbour-9"


def unlock(app, text=PASSCODE):
    app.text_input(key="passcode").input(text)
    return app.button(key="unlock_button").click().run()


def paid(*ids):
    """Let somebody with the passcode compare these creators."""
    app = unlock(paste(open_app(), "\n".join(ids)))
    return app.button(key="compare").click().run()
