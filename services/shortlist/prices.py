"""Prices in a pasted sheet: what one cell says, and what is known of one creator."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.shortlist.numbers import MULTIPLES, SPACED_NUMBER, plain_cell, times

HIGHEST_PRICE = 100_000_000
"""Most yuan that one post can cost; a larger number is a phone, an id or a slip."""

# Everything in the cell has to be understood: what is left over could turn the price round.
_SPACES = re.compile(r"[\xa0\u2009\u202f]")
_TAX = r"(?:不?含税价?|未税价?|税[前后]|裸价|净价|不?含(?:平台)?服务费|不?含(?:平台)?(?:费|佣金?))"
_PRICE = re.compile(
    rf"(?:cn¥|¥|rmb|cny|人民币|报价|价格|{_TAX})?\s*:?\s*(?:cn¥|¥)?\s*"
    rf"{SPACED_NUMBER}\s*"
    r"(?:(?P<multiple>[wk万萬千])(?P<tenths>[1-9])?\s*)?"
    r"(?P<yuan>元|块钱?|圆|rmb|cny|yuan|人民币)?\s*[整正]?\s*"
    r"(?:(?:/|每|per\s)\s*(?:一?[篇条个次支单]|图文|视频|笔记|post|note|video))?\s*"
    rf"[,;]?\s*(?:\({_TAX}\)|{_TAX})?"
)


@dataclass(frozen=True)
class Prices:
    """What a creator charges, in yuan a post; None where the sheet gives no price.

    `image` is for a post of pictures, `video` for a video, `other` where the sheet does not say.
    """

    image: float | None = None
    video: float | None = None
    other: float | None = None

    def or_else(self, others: Prices) -> Prices:
        """Return these prices, with those of `others` where these have none."""
        return Prices(
            others.image if self.image is None else self.image,
            others.video if self.video is None else self.video,
            others.other if self.other is None else self.other,
        )


NO_PRICES = Prices()
"""A creator about whose prices nothing is known."""


def read_price(cell: str, unit: int = 1) -> float | None:
    """Return the price in a cell in yuan, above 0 and at most `HIGHEST_PRICE`, or None.

    `unit` is how many yuan the column counts in; a cell with a unit of its own, as in `1.2w`, `1w2`
    or `500元`, does not need it. None stands for whatever is not exactly one price: words, ranges,
    several numbers, another currency. Never raises.
    """
    bare = plain_cell(cell)
    found = None if bare is None else _PRICE.fullmatch(_SPACES.sub(" ", bare))
    if found is None:
        return None
    if found["multiple"]:
        unit = MULTIPLES[found["multiple"].replace("萬", "万")]
    elif found["yuan"]:
        unit = 1
    if found["tenths"] and not found["number"].isdigit():
        return None
    price = float(times(found["number"], unit) + times(found["tenths"] or "0", unit) / 10)
    return price if 0 < price <= HIGHEST_PRICE else None
