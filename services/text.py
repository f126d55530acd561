"""Text from outside: as one line that can be seen, how wide it is, how it is shortened; ids.

Widths are in cells: a Latin letter is one wide, a Chinese character or an emoji two, a mark that
stands on another character nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from wcwidth import iter_graphemes, iter_graphemes_reverse, width

CREATOR_ID = re.compile(r"[0-9a-f]{24}")
"""An id of a creator; whoever reads one from outside turns it to lower case first."""

ASCII = re.IGNORECASE | re.ASCII
"""For patterns of ids and links: else "ſ" would pass for an s and the Kelvin sign for a k."""

JOINERS = "\u200c\u200d"
"""Inside emoji and some scripts they matter, at either end of a text they do not."""

# Behind a black flag they make it England's or Scotland's; anywhere else they are unseen.
_TAGS = "\U000e0020-\U000e007f"
_STRAY_TAGS = re.compile(f"(?<![\U0001f3f4{_TAGS}])[{_TAGS}]+")

# XML 1.0 cannot hold these, not even as references; the controls up to 9F nobody can see.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")


def visible_line(text: str, most: int | None = None) -> str:
    """Return `text` on one line, without characters that are unseen or turn others round.

    Control and format characters and lone surrogates go (the joiners and flags of emoji stay),
    white space becomes single spaces, both ends are stripped. At most `most` characters are kept.
    Doing it twice changes nothing.
    """
    line = " ".join(text.split())
    if not line.isprintable():  # else nothing in it is unseen, which is quick to know
        kept = (one for one in _STRAY_TAGS.sub("", line) if one == " " or _is_kept(one))
        line = " ".join("".join(kept).split()).strip(" " + JOINERS)
    return line if most is None else line[:most].rstrip(" " + JOINERS)


def cut_line(text: str, most: int) -> str:
    """Return `text` on one visible line of at most `most` characters, the last an ellipsis where it
    is longer.
    """
    visible = visible_line(text[: 20 * most])  # enough, and quick however long the text
    return visible if len(visible) <= most else visible[: most - 1] + "…"


def _is_kept(character: str) -> bool:
    if character in JOINERS or "\U000e0020" <= character <= "\U000e007f":
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def clean(text: str) -> str:
    """Return `text` on one line, without characters that XML cannot hold."""
    return _BREAKS.sub(" ", _ILLEGAL.sub("", text))


def cells(text: str) -> int:
    """Return the width of `text`."""
    found: int = width(text, control_codes="ignore")
    return found


def short_name(name: str, most: int) -> str:
    """Cut `name` to `most` cells, with an ellipsis at the end."""
    if cells(name) <= most:
        return name
    return "".join([*_fitting(iter_graphemes(name), most - 1), "…"])


def shortened(text: str, most: int) -> str:
    """Cut `text` to `most` cells, with an ellipsis in the middle.

    The end stays, because two creators under one name are told apart by the end of it.
    """
    if cells(text) <= most:
        return text
    tail = _fitting(iter_graphemes_reverse(text), (most - 1) // 3)[::-1]
    head = _fitting(iter_graphemes(text), most - 1 - cells("".join(tail)))
    return "".join([*head, "…", *tail])


def _fitting(letters: Iterable[str], most: int) -> list[str]:
    """Return as many of the first letters as fit into `most` cells; emoji are not taken apart."""
    kept: list[str] = []
    for letter in letters:
        most -= cells(letter)
        if most < 0:
            break
        kept.append(letter)
    return kept
