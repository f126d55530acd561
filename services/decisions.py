"""What a planner decides about a creator of a shortlist."""

from __future__ import annotations

from enum import StrEnum


class Decision(StrEnum):
    """What was decided about a creator; None stands for nothing yet."""

    BOOKED = "booked"
    MAYBE = "maybe"
    NO = "no"


_WORDS = {
    Decision.BOOKED: ("booked", "选中", "已选", "确定", "合作", "yes"),
    Decision.MAYBE: ("maybe", "备选", "待定"),
    Decision.NO: ("no", "淘汰", "不选", "放弃"),
}


def decision_of(text: str) -> Decision | None:
    """Return the decision that a cell of a sheet names, None for any other text."""
    word = text.strip().casefold()
    return next((decision for decision, words in _WORDS.items() if word in words), None)
