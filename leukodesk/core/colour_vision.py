"""How colours look to readers with a red-green deficiency, and how far apart two colours are."""

import math
from typing import Final, Literal

Vision = Literal["usual", "protanopia", "deuteranopia"]

VISIONS: Final[tuple[Vision, ...]] = ("usual", "protanopia", "deuteranopia")
"""The ways of seeing that classes are checked for; about one man in twelve has some red-green deficiency."""

ALIKE: Final = 10.0
"""Colours nearer than this (CIEDE2000) are taken for one another in badges and thin outlines."""

_Triple = tuple[float, float, float]
_Matrix = tuple[_Triple, _Triple, _Triple]

# Machado, Oliveira and Fernandes 2009 (doi:10.1109/TVCG.2009.113), severity 1.0, for linear sRGB.
_SIMULATED: Final[dict[Vision, _Matrix]] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
# IEC 61966-2-1: linear sRGB to XYZ under D65, and that white.
_TO_XYZ: Final[_Matrix] = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Final[_Triple] = (0.95047, 1.0, 1.08883)
_25_TO_7: Final = 25.0**7


def linear(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of ``#rrggbb`` as amounts of light, 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return _to_light(red), _to_light(green), _to_light(blue)


def seen_with(vision: Vision, colour: str) -> str:
    """``#rrggbb`` as a reader with that vision sees ``colour`` (Machado et al. 2009)."""
    shown = (_from_light(min(1.0, max(0.0, part))) for part in _times(_SIMULATED[vision], linear(colour)))
    return "#" + "".join(f"{round(255 * part):02X}" for part in shown)


def difference(one: str, other: str, vision: Vision = "usual") -> float:
    """How far apart two colours are for a reader; 0 for the same, about 100 for black and white (CIEDE2000).

    Sharma, Wu and Dalal 2005 (doi:10.1002/col.20070), equations 2 to 22.

    Args:
        one: ``#rrggbb``.
        other: ``#rrggbb``.
        vision: how they are seen.
    """
    return _ciede2000(_lab(seen_with(vision, one)), _lab(seen_with(vision, other)))


def _ciede2000(one: _Triple, other: _Triple) -> float:
    (light1, a1, b1), (light2, a2, b2) = one, other
    chroma_mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1.5 - math.sqrt(chroma_mean**7 / (chroma_mean**7 + _25_TO_7)) / 2
    chroma1, chroma2 = math.hypot(stretch * a1, b1), math.hypot(stretch * a2, b2)
    hue1, hue2 = _hue(stretch * a1, b1), _hue(stretch * a2, b2)
    both = chroma1 * chroma2 > 0
    turn = (hue2 - hue1 + 180) % 360 - 180 if both else 0.0
    hue = hue1 + turn / 2 if both else hue1 + hue2
    light, chroma = (light1 + light2) / 2, (chroma1 + chroma2) / 2
    tilt = (
        1
        - 0.17 * _cos(hue - 30)
        + 0.24 * _cos(2 * hue)
        + 0.32 * _cos(3 * hue + 6)
        - 0.20 * _cos(4 * hue - 63)
    )
    away = (light - 50) ** 2
    by_light = (light2 - light1) / (1 + 0.015 * away / math.sqrt(20 + away))
    by_chroma = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    by_hue = 2 * math.sqrt(chroma1 * chroma2) * math.sin(math.radians(turn / 2))
    by_hue /= 1 + 0.015 * chroma * tilt
    spread = 30 * math.exp(-((((hue % 360) - 275) / 25) ** 2))
    bend = -2 * math.sqrt(chroma**7 / (chroma**7 + _25_TO_7)) * math.sin(math.radians(2 * spread))
    return math.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + bend * by_chroma * by_hue)


def _lab(colour: str) -> _Triple:
    x, y, z = (
        _cube_root(part / white) for part, white in zip(_times(_TO_XYZ, linear(colour)), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(ratio: float) -> float:
    return ratio ** (1 / 3) if ratio > (6 / 29) ** 3 else ratio / (3 * (6 / 29) ** 2) + 4 / 29


def _times(matrix: _Matrix, vector: _Triple) -> _Triple:
    first, second, third = (
        sum(factor * part for factor, part in zip(line, vector, strict=True)) for line in matrix
    )
    return first, second, third


def _to_light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _from_light(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _hue(a: float, b: float) -> float:
    return math.degrees(math.atan2(b, a)) % 360


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))
