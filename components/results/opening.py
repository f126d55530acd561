"""The way to a creator's own page, by which one step back leads to the same screen.

`st.switch_page` with parameters writes them into the address of the page that is left first: a
step of the browser's history too many, which shows nothing new.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from components.app import CREATOR_PAGE
from components.session.address import creator_link
from services.screen.screen import Screen

# Streamlit follows a browser's own steps, so this one is made in its history and then told.
_STEP = st.components.v2.component(
    "open_creator_page",
    html="<span></span>",
    js="""
    export default function ({ data }) {
      const page = `${location.pathname.replace(/[/]$/, "")}/${data.page}`;
      history.pushState({}, "", `${page}?${data.query}`);
      dispatchEvent(new PopStateEvent("popstate"));
    }
    """,
)


def open_creator(creator_id: str, screen: Screen) -> None:
    """Let the browser go on to the page of a creator of `screen`, with the list in its address."""
    query = urlencode(creator_link(creator_id, screen))
    _STEP(key=f"open_{creator_id}", data={"page": Path(CREATOR_PAGE).stem, "query": query})
