"""Names beside points, only where there is room for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.chart.lettering import width_of

_GAP = 4


@dataclass(frozen=True)
class Spot:
    """A point in pixels from the lower left corner of its panel, the radius of its mark, its name.

    Without a name it only stands in the way.
    """

    x: float
    y: float
    radius: float
    name: str


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Say whether the two share any room."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top


def places_for(
    spots: Sequence[Spot], size: int, width: float, height: float
) -> list[tuple[str, Box] | None]:
    """Return where each name stands (in Plotly's words, and as a box), None where it has no room.

    The first of `spots` choose first: right of the point, left, above, below. A name stays within
    the panel of `width` x `height` pixels, and off all points and all other names.
    """
    taken = [_around(spot) for spot in spots]
    panel = Box(0, 0, width, height)
    found: list[tuple[str, Box] | None] = []
    for at, spot in enumerate(spots):
        others = [box for other, box in enumerate(taken) if other != at]
        place = next(
            (
                (where, box)
                for where, box in _candidates(spot, size)
                if spot.name and _within(box, panel) and not any(map(box.meets, others))
            ),
            None,
        )
        found.append(place)
        if place is not None:
            taken.append(place[1])
    return found


def _around(spot: Spot) -> Box:
    return Box(
        spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius
    )


def _within(box: Box, panel: Box) -> bool:
    across = panel.left <= box.left and box.right <= panel.right
    return across and panel.bottom <= box.bottom and box.top <= panel.top


def _candidates(spot: Spot, size: int) -> list[tuple[str, Box]]:
    wide, high, off = width_of(spot.name, size), size * 1.2, spot.radius + _GAP
    x, y = spot.x, spot.y
    return [
        ("middle right", Box(x + off, y - high / 2, x + off + wide, y + high / 2)),
        ("middle left", Box(x - off - wide, y - high / 2, x - off, y + high / 2)),
        ("top center", Box(x - wide / 2, y + off, x + wide / 2, y + off + high)),
        ("bottom center", Box(x - wide / 2, y - off - high, x + wide / 2, y - off)),
    ]
