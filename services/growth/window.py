"""Like with like: the days over which creators are compared, and who lacks some of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from services.growth.daily import known_span, whole, wide

LEAST_DAYS = 15
"""A creator with fewer days, and with less than half of the longest span, shortens no window."""


@dataclass(frozen=True)
class Window:
    """The days that are compared, both China dates included; NaT for a list without any total.

    `asked` is how many were asked for, 0 for all.
    """

    first: pd.Timestamp
    last: pd.Timestamp
    asked: int

    @property
    def days(self) -> int:
        """Calendar days from the first to the last; 0 without any."""
        return 0 if pd.isna(self.first) else (self.last - self.first).days + 1

    def cut(self, daily: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a tidy frame on these days; all of them where there is no window."""
        if not self.days:
            return daily
        return daily[daily["day"].between(self.first, self.last)].reset_index(drop=True)


def common_window(held: pd.DataFrame, asked: int, together: float) -> Window:
    """Return the longest run of at most `asked` days (0: any) that enough creators have in full.

    Enough is the fraction `together` of the creators in the tidy frame `held`, but for newcomers:
    those with fewer than `LEAST_DAYS` days, and than half of what the longest history has. By
    spans: a creator has every day from its first total to its last. Of equally long runs the latest
    is taken. With too few creators for any such run, the days of the one with the latest total.
    """
    _creators, first, last = _spans(held)
    return window_of(first, last, asked, together)


def window_of(first: np.ndarray, last: np.ndarray, asked: int, together: float) -> Window:
    """Return the same of the first and last days (datetime64) of creators, each with a total."""
    if not len(first):
        return Window(pd.NaT, pd.NaT, asked)  # type: ignore[arg-type]
    days = (last - first) // np.timedelta64(1, "D") + 1
    settled = days >= min(LEAST_DAYS, (days.max() + 1) // 2)
    first, last = first[settled], last[settled]
    needed = max(math.ceil(together * len(first) - 1e-9), 1)
    runs = [run for end in np.unique(last) if (run := _run(first, last, end, needed))]
    runs = runs or [(first[last.argmax()], last.max())]
    if asked:
        runs = [(max(start, end - np.timedelta64(asked - 1, "D")), end) for start, end in runs]
    start, end = max(runs, key=lambda run: (run[1] - run[0], run[1]))
    return Window(pd.Timestamp(start), pd.Timestamp(end), asked)


def coverage(held: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Return how much of `window` each creator has, one row a creator with a total.

    | column | dtype | meaning |
    | --- | --- | --- |
    | `creator_id` | str | in the order of `held` |
    | `even` | boolean | whether its span holds the whole window |
    | `days_covered` | Int64 | calendar days of the window within its span |
    | `ends_early` | boolean | whether its last total is older than somebody else's |
    | `held_until` | datetime64[us] | China date of its last total |
    """
    creators, first, last = _spans(held)
    edges = window.first.to_datetime64(), window.last.to_datetime64()
    start, end = np.maximum(first, edges[0]), np.minimum(last, edges[1])
    newest = last.max() if len(last) else last
    covered = np.maximum((end - start) // np.timedelta64(1, "D") + 1, 0)
    return pd.DataFrame(
        {
            "creator_id": creators,
            "even": pd.Series(covered == window.days, dtype="boolean"),
            "days_covered": whole(covered),
            "ends_early": pd.Series(last < newest, dtype="boolean"),
            "held_until": last,
        }
    )


def _spans(held: pd.DataFrame) -> tuple[pd.Index[str], np.ndarray, np.ndarray]:
    """Return the creators with a total, and the China dates of the first and the last of each."""
    totals = wide(held, "total_followers")
    first, last, some = known_span(totals.to_numpy())
    days = totals.index.to_numpy()
    return totals.columns[some], days[first[some]], days[last[some]]


def _run(
    first: np.ndarray, last: np.ndarray, end: np.datetime64, needed: int
) -> tuple[np.datetime64, np.datetime64] | None:
    """Return the longest run up to `end` that `needed` spans hold, None without one."""
    starts = np.sort(first[last >= end])
    if len(starts) < needed or starts[needed - 1] > end:
        return None
    return starts[needed - 1], end
