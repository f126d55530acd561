"""The README says the same in both languages."""

from __future__ import annotations

import re

import pytest

from services.messages import LANGUAGES
from tests.browser import ROOT

ENGLISH, CHINESE = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")
)


def headings(text: str) -> list[str]:
    """Return how deep each heading outside of the code is."""
    return re.findall(r"^(#+) ", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)


def commands(text: str) -> list[str]:
    """Return the lines of code without what is remarked beside them."""
    blocks = re.findall(r"```\n(.*?)```", text, re.DOTALL)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]


def named(text: str) -> set[str]:
    """Return the settings, files and parameters that are named."""
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)))


def items(text: str) -> list[int]:
    """Return how many list items and table rows stand under each heading."""
    parts = re.split(r"^#+ ", text, flags=re.MULTILINE)
    return [len(re.findall(r"^(?:- |\d\. |\| )", part, re.MULTILINE)) for part in parts]


@pytest.mark.parametrize("part", [headings, commands, named, items])
def test_both_have_the_same(part):
    assert part(ENGLISH) == part(CHINESE)


def test_each_leads_to_the_other():
    assert "[简体中文](README.zh-CN.md)" in ENGLISH.split("\n\n")[1]
    assert "[English](README.md)" in CHINESE.split("\n\n")[1]
    assert LANGUAGES == {"en": "English", "zh": "中文"}


def test_the_chinese_one_is_in_chinese():
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", CHINESE, flags=re.DOTALL)
    long = [line for line in prose.splitlines() if re.search(r"(?:[A-Za-z]+ ){6}", line)]
    assert long == []
