"""What the settings decide about the metrics."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SpikeRule:
    """When a day needs a human look.

    Its excess over the creator's usual day (`services.growth.usual`) is at least `least` followers,
    `share` of the followers before it (a fraction), and `times` the usual day. The first two keep
    the rule silent on quiet accounts, the third on growing ones. On a common day the excess must
    also pass `spreads` of the list's spreads on that day.
    """

    least: int = 50
    share: float = 0.005
    times: float = 3.0
    spreads: float = 3.0


@dataclass(frozen=True)
class CommonRule:
    """When a day is common to the list.

    With data of at least `creators`, the median excess is at least `share` of the followers (a
    fraction), and that much and `spreads` of their own spreads is what at least `least` creators
    and `fell` of all of them fell, or `rose` of all of them rose (fractions).
    """

    creators: int = 5
    share: float = 0.001
    spreads: float = 1.5
    least: int = 4
    fell: float = 0.6
    rose: float = 0.9


@dataclass(frozen=True)
class VerdictRule:
    """The bounds of the one word about a creator (`services.growth.verdict`).

    `changes`: known changes below which nothing is said. `flat`: a fraction of the followers a day,
    and `flat_least` followers, between which up and down a net change is flat. `losing_days`: the
    share of days with a loss from which on even less than that is falling. `burst_share` and
    `uneven_share`: of the growth, as bursts. `best_days` and `best_share`: so many best days
    outside bursts that carry so much of the net change above the pace of the rest. `tower`: the
    mean of the upper sixth of days in means of the lower half.
    """

    changes: int = 14
    flat: float = 0.0002
    flat_least: int = 10
    losing_days: float = 0.9
    burst_share: float = 0.45
    uneven_share: float = 0.38
    best_days: int = 8
    best_share: float = 0.85
    tower: float = 11.0


@dataclass(frozen=True)
class Rules:
    """Every bound of the metrics, and at how many followers the second and later tiers begin.

    `together`: the share of the creators with data that have a day before it is compared. `claim`:
    how far from the measured followers the sheet's may be, a fraction of the measured.
    """

    spike: SpikeRule = SpikeRule()
    tiers: tuple[int, ...] = (5_000, 50_000, 500_000)
    verdict: VerdictRule = VerdictRule()
    common: CommonRule = CommonRule()
    together: float = 0.8
    claim: float = 0.2
