"""The link to what is on screen, copied with one click."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from components.session import presenting
from components.session.language import chosen_language
from components.wording.formats import iso_day, plain
from components.wording.i18n import _
from services.screen.link import write_link
from services.screen.screen import Screen
from services.settings.settings import Settings

BUTTON = """
    button, span { font: inherit; font-size: .875rem; color: var(--st-text-color); }
    button { height: 2.5rem; padding: 0 .75rem; background: var(--st-background-color);
             border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius);
             cursor: pointer; white-space: nowrap; }
    button:hover, button:focus-visible { border-color: var(--st-primary-color);
                                         color: var(--st-primary-color); }
    span { position: absolute; width: 1px; height: 1px; overflow: hidden; }
"""
"""How a button looks that is Streamlit's in all but name."""

# Streamlit has no clipboard. Without HTTPS a browser offers none either, so an unseen text is
# selected and copied instead. All words are data: nothing from outside becomes part of the script.
_COPY = st.components.v2.component(
    "copy_button",
    html="<button type='button'></button><span role='status' aria-live='polite'></span>",
    css=BUTTON,
    js="""
    async function copy(text) {
      if (navigator.clipboard && window.isSecureContext) {
        return navigator.clipboard.writeText(text);
      }
      const area = document.createElement("textarea");
      area.value = text;
      area.style.position = "fixed";
      area.style.opacity = "0";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    export default function ({ data, parentElement }) {
      const button = parentElement.querySelector("button");
      const status = parentElement.querySelector("span");
      button.textContent = data.label;
      button.title = data.text;
      button.onclick = async () => {
        await copy(data.text);
        button.textContent = status.textContent = data.copied;
        setTimeout(() => { button.textContent = data.label; status.textContent = ""; }, 2000);
      };
    }
    """,
)


_HEIGHT = 40  # pixels, as its style says: that comes a moment later, and would move the page


def handed_on(screen: Screen, settings: Settings) -> Screen:
    """Return the screen as its link names it: by its creators where not all may open its list."""
    return screen if settings.lists_for_all else replace(screen, list_name="")


def share(screen: Screen) -> None:
    """Draw the button that copies the link to `screen` with the newest data there are then."""
    _copy(_("Share"), replace(screen, as_of=None), "share")


def present_button() -> bool:
    """Draw the button that puts the picture before a room; return True when it was pressed."""
    return st.button(
        _("Present"), icon=":material/slideshow:", key="present", on_click=presenting.present
    )


def share_pinned(screen: Screen, last_day: date) -> None:
    """Draw the button that copies the link to `screen` with the data up to `last_day` for good."""
    day = screen.as_of or last_day
    label = _("Copy the link as of {day}").format(day=iso_day(day))
    _copy(label, replace(screen, as_of=day), "share_pinned")
    if screen.list_name:
        text = _("Links show the saved list “{name}” with all later changes to it.")
        st.markdown(f":gray[{text.format(name=plain(screen.list_name))}]")


def address_of(screen: Screen, base: str) -> str:
    """Return the whole address of `screen`; `base` is the page's own, without a query."""
    query = urlencode(write_link(screen) | chosen_language(), safe=",")
    return f"{base.removesuffix('/')}/?{query}"


def _copy(label: str, screen: Screen, key: str) -> None:
    words = {
        "label": label,
        "copied": _("Copied"),
        "text": address_of(screen, st.context.url or ""),
    }
    _COPY(data=words, key=key, width="content", height=_HEIGHT)
