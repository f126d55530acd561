"""How far apart colours look: WCAG contrast, CIEDE2000, and dichromats by Machado et al. (2009)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# Machado, Oliveira, Fernandes 2009, severity 1.0, for linear sRGB.
VISIONS = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
# IEC 61966-2-1: linear sRGB to CIE XYZ, white point D65.
_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def linear(color: str) -> Numbers:
    """Hex to linear sRGB, three numbers from 0 to 1."""
    encoded = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two hex colours, from 1 to 21."""
    low, high = sorted(float(linear(c) @ (0.2126, 0.7152, 0.0722)) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def closest(colors: Sequence[str], vision: str) -> float:
    """The smallest CIEDE2000 distance between two of the hex colours, as `vision` sees them."""
    seen = [lab(np.clip(VISIONS[vision] @ linear(color), 0, 1)) for color in colors]
    return min(ciede2000(one, other) for one, other in combinations(seen, 2))


def hue(color: str) -> float:
    """The CIELAB hue angle of a hex colour, in degrees."""
    _, a, b = lab(linear(color))
    return float(np.degrees(np.arctan2(b, a)) % 360)


def lab(rgb: Numbers) -> Numbers:
    """Linear sRGB to CIELAB (D65)."""
    share = (_XYZ @ rgb) / _XYZ.sum(axis=1)
    x, y, z = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def ciede2000(one: Numbers, other: Numbers) -> float:
    """The CIEDE2000 difference of two CIELAB colours (Sharma, Wu, Dalal 2005)."""
    mean_chroma = (np.hypot(*one[1:]) + np.hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * _chroma_share(mean_chroma)
    (c1, h1), (c2, h2) = (_polar(color[1] * stretch, color[2]) for color in (one, other))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    lightness, chroma, angle = (one[0] + other[0]) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360
    terms = ((0.17, 1, -30, -1), (0.24, 2, 0, 1), (0.32, 3, 6, 1), (0.20, 4, -63, -1))
    weight = 1 + sum(s * k * _cos(n * angle + shift) for k, n, shift, s in terms)
    far = (lightness - 50) ** 2
    d_light = (other[0] - one[0]) / (1 + 0.015 * far / np.sqrt(20 + far))
    d_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    d_hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    spread = 60 * np.exp(-(((angle - 275) / 25) ** 2))
    rotation = -2 * _chroma_share(chroma) * np.sin(np.radians(spread))
    return float(np.sqrt(d_light**2 + d_chroma**2 + d_hue**2 + rotation * d_chroma * d_hue))


def _chroma_share(chroma: float) -> float:
    return float(np.sqrt(chroma**7 / (chroma**7 + 25.0**7)))


def _polar(a: float, b: float) -> tuple[float, float]:
    return float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)) % 360)


def _cos(degrees: float) -> float:
    return float(np.cos(np.radians(degrees)))
