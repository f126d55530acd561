"""Sentences for people, marked where they arise and translated where they are shown.

`services` knows no language: it hands out a `Message`, and a component looks its template up in the
reader's catalogue before the values are filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "extract, but translate later"
    """Return `text` unchanged; its only purpose is to be found by the catalogue extractor."""
    return text


@dataclass(frozen=True)
class Message:
    """A translatable sentence: an English template (the catalogue's msgid) and its values.

    `template` is a `str.format` template with named fields; `values` fills them. `str(message)`
    gives the English sentence, which is what logs and tests read.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)
