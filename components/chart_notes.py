"""What is said about the chart: who is left out, and who is in colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.formats import plain
from components.i18n import _, n_
from services.screen import Align

_NAMED = 5


def left_out_text(
    left_out: Sequence[str],
    names: Mapping[str, str],
    align: Align,
    write: Callable[[str], str] = plain,
) -> str:
    """Say who cannot be lined up; `write` makes a name fit for where the sentence stands."""
    shown = ", ".join(write(names[key]) for key in left_out[:_NAMED])
    more = len(left_out) - _NAMED
    if more > 0:
        shown = n_("{names} and {n} other", "{names} and {n} others", more).format(
            names=shown, n=more
        )
    text = _("Not drawn, since no day of theirs has total followers: {names}.")
    if align is Align.PEAK:
        text = _("Not drawn, since no day of theirs stands out as a spike: {names}.")
    return text.format(names=shown)


def in_colour_text(creators: int) -> str:
    """Say how many are in colour where nobody chose them."""
    text = _("The {n} fastest growing creators are in colour, the others in grey.")
    return text.format(n=creators)
