"""A header in its parts: the words of `header_words.toml` in it, and what is left over."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("header_words.toml").read_text(encoding="utf-8")
)
"""The table of words."""

_LONGEST = 400  # an example in it can be a whole link
_SIMPLIFIED = str.maketrans(WORDS["traditional"], WORDS["simplified"])
_LINK = re.compile(r"(?:https?://|www\.)[^\s()\[\]<>一-鿿]*", re.IGNORECASE)
_ID = re.compile(r"(?<![0-9a-z])[0-9a-f]{24}(?![0-9a-z])", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|「[^「」]*」|〔[^〔〕]*〕")
_EXAMPLE = re.compile(r"(?:例如|示例|例|如|格式|eg|e\.g\.|example)\s*[:,].*$|(?:例如|示例|如)\s*$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = re.compile(r"[\s_/\\|:,;.、。·*?!+&~\"'<>{}=—–-]+")
_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_TAIL = re.compile(
    r"(?:单位)?((?:[万千]|(?<![a-z])[wk])?(?:元|rmb|人民币|cny)|[万千]|(?<![a-z])[wk])$"
)


@dataclass(frozen=True)
class Heading:
    """A header: its bare words, the kinds of parts they are made of, what no word explains.

    `remarks` is what stood in brackets, and the unit. `whole` is all of it, for words anywhere.
    """

    name: str
    kinds: frozenset[str]
    rest: str
    remarks: str
    whole: str


@lru_cache(maxsize=4096)
def heading(cell: str) -> Heading:
    """Return the parts of a header."""
    plain = _CAMEL.sub(" ", cell[:_LONGEST].replace("\ufeff", ""))
    plain = unicodedata.normalize("NFKC", plain).casefold().translate(_SIMPLIFIED)
    plain = _ID.sub("", _LINK.sub("", plain))
    hidden = "_" if plain.lstrip().startswith("_") else ""
    brackets = _IN_BRACKETS.findall(plain)
    bare = _IN_BRACKETS.sub(" ", plain)
    bare = bare if bare.strip(" :*") else " ".join(one[1:-1] for one in brackets)
    name = _spaced(_EXAMPLE.sub("", bare.rstrip(" ([（【")))
    unit = _TAIL.search(name)
    if unit and unit.start():
        name, brackets = name[: unit.start()].strip(), [*brackets, f"({unit[0]})"]
    kinds, rest = _parts(name)
    return Heading(name, kinds, rest, "/".join(brackets), hidden + _spaced(plain))


def is_whole(found: Heading, kind: str) -> bool:
    """Return whether the whole header is one of the table's words of this kind."""
    return not {found.name, found.name.removesuffix("s")}.isdisjoint(WORDS["whole"][kind])


def has_any(text: str, words: Iterable[str]) -> bool:
    """Return whether one of these words is in a text; short Latin ones stand alone there."""
    return any(_anywhere(word).search(text) for word in words)


def _spaced(text: str) -> str:
    return _BESIDE_CHINESE.sub("", _MARKS.sub(" ", text).strip())


def _parts(name: str) -> tuple[frozenset[str], str]:
    words = (one[0] for one in _PARTS.finditer(name))
    kinds = (_KIND_OF.get(word) or _KIND_OF[word.removesuffix("s")] for word in words)
    return frozenset(kinds) - {"filler"}, _PARTS.sub(" ", name).strip()


def _pattern(word: str) -> str:
    return rf"(?<![a-z]){re.escape(word)}s?(?![a-z])" if word.isascii() else re.escape(word)


@lru_cache(maxsize=1024)
def _anywhere(word: str) -> re.Pattern[str]:
    if not word.isascii() or not word.isalnum() or len(word) > 3:
        return re.compile(re.escape(word))
    return re.compile(rf"(?<![a-z]){word}(?:s|id|no)?(?![a-z])")


_KIND_OF = {word: kind for kind, words in WORDS["parts"].items() for word in words}
_PARTS = re.compile("|".join(map(_pattern, sorted(_KIND_OF, key=len, reverse=True))))
