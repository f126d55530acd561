"""Where the numbers are from and how fresh they are, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from components.wording.formats import iso_day
from components.wording.i18n import _, n_
from services.china_time import latest_data_day
from services.growth.insight import Insight
from services.settings.settings import Settings


def pinned_text(as_of: date) -> str:
    """Return the sentence that names the pinned day."""
    text = _("Pinned: the archive as it stood on {day} (China date).")
    return text.format(day=iso_day(as_of))


def source_name(settings: Settings) -> str:
    """Return where the numbers are from; demo data say that they are."""
    if settings.sandbox:
        return _("Demo data, made by this program")
    return _("Pugongying via Just One API")


def source_text(found: Insight, settings: Settings) -> str:
    """Return where the numbers are from, and up to which China date."""
    text = _("{source}, data up to {day} (China date)")
    return text.format(source=source_name(settings), day=iso_day(found.data_day))


def compared_text(found: Insight) -> str:
    """Return which days are compared."""
    first, last = iso_day(found.daily["day"].min()), iso_day(found.daily["day"].max())
    text = _("Everything that was ever collected: {first} to {last}.")
    if found.window.asked:
        text = n_(
            "Compared over {n} day: {first} to {last}.",
            "Compared over {n} days: {first} to {last}.",
            found.window.days,
        )
    return text.format(n=found.window.days, first=first, last=last)


def demo_mark(settings: Settings) -> str:
    """Return what demo data bear across every picture; "" where the numbers are real."""
    return _("DEMO DATA") if settings.sandbox else ""


def source_doubts(found: Insight, as_of: date | None = None) -> Iterator[tuple[str, str]]:
    """Yield a badge and a sentence where creators have unequal days, or some or all are older.

    What is pinned to a day (`as_of`) is meant to be old: it is held against that day.
    """
    days = found.summary["last_day"].dropna()
    if days.empty:
        return
    few = int((~found.coverage["even"]).sum())
    if few:
        text = n_(
            "{n} creator lacks some of the {days} days compared, and stands after the others.",
            "{n} creators lack some of the {days} days compared, and stand after the others.",
            few,
        )
        if len(found.coverage) == 1:
            text = _("{n} of the {days} days compared, so this creator has no rank.")
            few = int(found.coverage["days_covered"].iloc[0])
        yield _("Fewer days"), text.format(n=few, days=found.window.days)
    newest = found.coverage["held_until"].max().date()
    early = found.coverage[found.coverage["ends_early"]]["held_until"]
    behind = ((as_of or latest_data_day()) - newest).days
    if behind > 0:
        yield _("Stale"), _behind(behind, pinned=as_of is not None)
    if not early.empty and len(found.coverage) > 1:
        text = _("Some creators end earlier, the earliest on {day}: see “Data up to” in the table.")
        yield _("Stale"), text.format(day=iso_day(early.min().date()))


def _behind(days: int, *, pinned: bool) -> str:
    text = n_(
        "These numbers end {n} day before the newest possible day.",
        "These numbers end {n} days before the newest possible day.",
        days,
    )
    if pinned:
        text = n_(
            "These numbers end {n} day before the pinned day.",
            "These numbers end {n} days before the pinned day.",
            days,
        )
    return text.format(n=days)


def held_text(held: pd.DataFrame) -> str:
    """Return the sentence that says of which days a section is: all that is held of a creator."""
    known = held.loc[held["total_followers"].notna(), "day"]
    text = n_(
        "The {n} day held: {first}.",
        "All {n} days held: {first} to {last}.",
        len(known),
    )
    first, last = (iso_day(None if known.empty else day) for day in (known.min(), known.max()))
    return text.format(n=len(known), first=first, last=last)
