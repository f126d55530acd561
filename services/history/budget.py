"""What today's budget does for: whole creators, in the order of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from services.api.series import Metric, SeriesKey


@dataclass(frozen=True)
class Price:
    """What a click loads: `loads` of the `missing` creators, for so many `calls`.

    `left` is what today's budget still allows in calls, None where nothing limits it. `names` of
    the calls are for names, where those are looked up too.
    """

    loads: int
    missing: int
    calls: int
    left: int | None = None
    names: int = 0

    @property
    def whole(self) -> bool:
        """Whether the click loads all that is missing."""
        return self.loads == self.missing


def price_of(asks: Sequence[SeriesKey], left: int | None) -> Price:
    """Return what a click loads where these series are missing and `left` calls may be made."""
    paid = within(asks, left)
    creators, loaded = (
        {creator_id for creator_id, metric in keys if metric is not Metric.PROFILE}
        for keys in (asks, paid)
    )
    names = sum(metric is Metric.PROFILE for _, metric in paid)
    return Price(len(loaded), len(creators), len(paid), left, names)


def within(asks: Sequence[SeriesKey], left: int | None) -> tuple[SeriesKey, ...]:
    """Return the series of the first creators for whom `left` calls do (None: of all).

    A creator with one of its two series would be paid for and say little, so that it is all or
    nothing; and who comes later in the list is not drawn forward. A name stands by itself.
    """
    wanted = tuple(dict.fromkeys(asks))
    if left is None:
        return wanted
    kept = 0
    for _whole, group in groupby(wanted, key=lambda key: (key[0], key[1] is Metric.PROFILE)):
        more = kept + len(list(group))
        if more > left:
            break
        kept = more
    return wanted[:kept]
