"""Text from outside, made safe to stand in Streamlit's Markdown."""

from __future__ import annotations

import re

_JOINER = "\u2060"
"""Word joiner: takes no room and breaks no line, but parts two characters for whoever reads on."""

_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit rewrites these after Markdown is parsed, when a backslash is already gone: shortcodes
# and web addresses (after `:`), mail addresses (after `@`), bare hosts, and arrows such as `->`.
_REWRITTEN = re.compile(r"(?::|@|www)(?=\S)|[-<>~](?=[-=>])", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def plain(text: str) -> str:
    """Return Markdown that shows `text` letter for letter, on one line.

    Meant for Streamlit 1.67: no emphasis, link, image, code, formula, colour, icon or emoji
    shortcode in `text` takes effect. Line breaks and control characters become a space. The result
    is for Markdown only: a table cell or a figure would show its backslashes.
    """
    one_line = " ".join(_UNSEEN.sub(" ", text).split())
    return _MARKUP.sub(r"\\\1", _REWRITTEN.sub(rf"\g<0>{_JOINER}", one_line))
