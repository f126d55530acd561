"""Whatever a nickname holds, Streamlit's Markdown shows it letter for letter."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.wording.plain_text import plain
from tests.browser import serve_app

NICKNAMES = [
    "小红薯 Anna",
    "*bold* **strong** _emphasis_ __init__ ~~struck~~ ~one~",
    "[link](https://evil.example) ![image](https://evil.example/x.png) [^1] [x]: y",
    ":red[red] :blue-background[x] :green-badge[x] :small[x] :rainbow[x]",
    ":tada: :+1: :-1: :a_b: :material/home: :material_home: :streamlit:",
    "$x^2$ $$y$$ \\$ \\( \\[ `code` ``two`` \\`",
    "<b>tag</b> <script>alert(1)</script> <!-- comment --> <https://evil.example> &amp; &#42;",
    "https://evil.example/a?b=c HTTP://evil.example www.evil.example WWW.evil.example",
    "me@evil.example a.b+c@evil.example.com",
    "(www.evil.example) ftp://evil.example mailto:me@evil.example xmpp:me@evil.example",
    "a -> b <- c <-> d -- e >= f <= g ~= h --- === *** ___",
    "# heading",
    "> quote",
    "- item",
    "+ item",
    "* item",
    "1. first",
    "1) first",
    "| a | b |",
    "    indented",
    "---",
    "```python",
    "~~~",
    "\\ back\\slash \\* \\\\",
    "::: note",
    "::leaf[x]",
    ":::container",
    "[ ] task [x] done",
    "12:30 a:b c:d: 1:1:1",
    "👩‍👩‍👧 🏳️‍🌈 ❤️ 🎉",
    "ends with a backslash\\",
]
SCRIPT = """
import json, os
import streamlit as st
from components.wording.plain_text import plain
for text in json.loads(os.environ["NICKNAMES"]):
    st.markdown(plain(text))
    st.checkbox(plain(text), key=text)
"""
SHOWN = "[data-testid=stMarkdownContainer]"


def readable(text: str) -> str:
    return " ".join(text.replace("\u2060", "").split())


@pytest.mark.browser
def test_streamlit_shows_nicknames_as_they_are(browser, tmp_path):
    script = tmp_path / "nicknames.py"
    script.write_text(SCRIPT, encoding="utf-8")
    fetched = []
    with serve_app({"NICKNAMES": json.dumps(NICKNAMES)}, script=str(script)) as url:
        page = browser.new_page()
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(url)
        page.locator(SHOWN).nth(2 * len(NICKNAMES) - 1).wait_for()
        page.locator("[data-test-script-state=notRunning]").wait_for()
        texts = page.locator(SHOWN).all_inner_texts()
        inside = page.locator(f"{SHOWN} *").evaluate_all("found => found.map(e => e.tagName)")
        page.close()
    assert [readable(text) for text in texts[::2]] == [readable(text) for text in NICKNAMES]
    assert [readable(text) for text in texts[1::2]] == [readable(text) for text in NICKNAMES]
    assert set(inside) == {"P"}
    assert not [address for address in fetched if "evil.example" in address]


@given(st.text())
def test_nothing_is_lost_and_one_line_comes_out(text):
    shown = plain(text)
    assert "\n" not in shown
    assert "\r" not in shown
    unescaped = shown.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\")
    without_controls = "".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in text)
    assert readable(unescaped) == readable(without_controls)
