"""What the tiers of an audience are called."""

from __future__ import annotations

from collections.abc import Sequence

from components.formats import count
from components.i18n import _
from services.messages import N_

_NAMES = (N_("Nano"), N_("Micro"), N_("Mid-tier"), N_("Top"))


def tier_names() -> list[str]:
    """Return the names of all tiers, the smallest audience first."""
    return [_(name) for name in _NAMES]


def tier_name(tier: int) -> str:
    """Return the name of a tier, 0 for the smallest audience."""
    return _(_NAMES[tier])


def tiers_explained(limits: Sequence[int]) -> str:
    """Return where each tier begins: `Nano < 5,000 ≤ Micro < 50,000 ≤ …`."""
    steps = [
        f" < {count(limit)} ≤ {_(name)}" for limit, name in zip(limits, _NAMES[1:], strict=True)
    ]
    return _(_NAMES[0]) + "".join(steps)
