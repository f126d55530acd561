"""What the settings decide about the metrics."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SpikeRule:
    """When a day counts as a spike (design section 6).

    Robust z = (D_t - median) / (1.4826 x MAD) above `z`, and D_t at least `least` followers and at
    least `share` of F_(t-1), a fraction. The floor keeps the rule silent on quiet accounts, whose
    MAD is next to nothing. (Iglewicz & Hoaglin 1993 for the score and its bound of 3.5.)
    """

    z: float = 3.5
    least: int = 50
    share: float = 0.005


@dataclass(frozen=True)
class Rules:
    """When a day is a spike, and at how many followers the second and every later tier begins."""

    spike: SpikeRule = SpikeRule()
    tiers: tuple[int, ...] = (5_000, 50_000, 500_000)
