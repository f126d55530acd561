"""Cells of prices in a table that is edited: texts, read as those of a sheet are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from components.wording.formats import plain
from components.wording.i18n import _
from services.shortlist.creator import Creator
from services.shortlist.prices import read_price
from services.text import cut_line

CELL_LENGTH = 40
"""Most characters of a cell."""

_MOST_TOLD = 5

_TIDY = re.compile(r"¥?[0-9,]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class PriceEdit:
    """A row with prices as numbers, what in it was no price, and whether cells need rewriting."""

    row: Mapping[Any, Any]
    refused: tuple[str, ...] = ()
    is_untidy: bool = False


def written(price: float | None) -> str | None:
    """Return a price as its cell shows it, None for none."""
    return None if price is None else f"¥{price:,.2f}".removesuffix(".00")


def read_cells(row: Mapping[Any, Any], who: Creator, kinds: Sequence[str]) -> PriceEdit:
    """Return the row of a table with its prices of these `kinds` read; what is none stays as it was
    with the creator.
    """
    prices: dict[str, float | None] = {}
    refused, untidy = [], False
    for kind in kinds:
        if kind not in row:
            continue
        before: float | None = getattr(who.prices, kind)
        value = row[kind]
        text = "" if value is None or pd.isna(value) else str(value).strip()
        prices[kind] = before if text == written(before) else read_price(text)
        if text and prices[kind] is None:
            prices[kind] = before
            refused.append(text)
        untidy = untidy or bool(text and not _TIDY.fullmatch(text)) or text in refused
    return PriceEdit({**row, **prices}, tuple(refused), untidy)


def tell_refused(key: str, texts: Sequence[str]) -> None:
    """Keep what was no price, until the next edit of the table with this `key`."""
    st.session_state[key] = tuple(texts)


def forget_told(key: str) -> None:
    """Forget it. For callbacks."""
    st.session_state[key] = ()


def told(key: str) -> None:
    """Say what was no price."""
    for text in st.session_state.get(key, ())[:_MOST_TOLD]:
        sentence = _("“{text}” is not one price in yuan; the cell stays as it was.")
        st.warning(sentence.format(text=plain(cut_line(text, CELL_LENGTH))))
