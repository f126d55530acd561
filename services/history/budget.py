"""What today's budget does for: whole creators, in the order of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from services.api.series import SeriesKey


@dataclass(frozen=True)
class Price:
    """What a click loads: `loads` of the `missing` creators, for so many `calls`.

    `left` is what today's budget still allows in calls, None where nothing limits it.
    """

    loads: int
    missing: int
    calls: int
    left: int | None = None

    @property
    def whole(self) -> bool:
        """Whether the click loads all that is missing."""
        return self.loads == self.missing


def price_of(asks: Sequence[SeriesKey], left: int | None) -> Price:
    """Return what a click loads where these series are missing and `left` calls may be made."""
    paid = within(asks, left)
    creators, loaded = ({creator_id for creator_id, _ in keys} for keys in (asks, paid))
    return Price(len(loaded), len(creators), len(paid), left)


def within(asks: Sequence[SeriesKey], left: int | None) -> tuple[SeriesKey, ...]:
    """Return the series of the first creators for whom `left` calls do (None: of all).

    A creator with one of its two series would be paid for and say little, so that it is all or
    nothing; and who comes later in the list is not drawn forward.
    """
    wanted = tuple(dict.fromkeys(asks))
    if left is None:
        return wanted
    kept: tuple[SeriesKey, ...] = ()
    for _creator_id, group in groupby(wanted, key=itemgetter(0)):
        more = (*kept, *group)
        if len(more) > left:
            break
        kept = more
    return kept
