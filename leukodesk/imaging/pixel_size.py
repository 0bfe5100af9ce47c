"""Micrometres per pixel as TIFF files state them, and only where the statement is about the microscope.

Sources: the OME-XML ``Pixels`` element (OME-TIFF specification), ImageJ's ``unit=`` line, and the TIFF 6.0
resolution tags. Cameras fill the resolution tags with a print resolution such as 72 dpi (353 µm per pixel).
"""

import re
from typing import Final

MICROSCOPIC_UM: Final = (0.01, 2.0)
"""Pixel sizes that a field can have: with a ×100 immersion objective about 0.1 µm, with a ×4 about 2 µm."""

_UNIT_UM: Final = {
    "": 1.0,
    "µm": 1.0,
    "μm": 1.0,  # the Greek letter; the one above is the micro sign
    "um": 1.0,
    "micron": 1.0,
    "microns": 1.0,
    "\\u00b5m": 1.0,  # as ImageJ escapes it
    "nm": 1e-3,
    "mm": 1e3,
    "cm": 1e4,
    "m": 1e6,
}
_TIFF_UNIT_UM: Final = {2: 25_400.0, 3: 10_000.0}
_OME_PIXELS: Final = re.compile(r"<(?:\w+:)?Pixels\b[^>]*>")
_OME_SIZE: Final = re.compile(r'\bPhysicalSize([XY])(Unit)?\s*=\s*"([^"]*)"')
_IMAGEJ_UNIT: Final = re.compile(r"^unit=(.*)$", re.MULTILINE)
_SQUARE: Final = 0.01


def ome_pixel_size_um(description: str) -> float | None:
    """Pixel size from the OME-XML in a TIFF's image description, or None."""
    element = _OME_PIXELS.search(description)
    if element is None:
        return None
    values = {axis + unit: value for axis, unit, value in _OME_SIZE.findall(element.group())}
    return _square(
        _length_um(values.get("X", ""), values.get("XUnit", "")),
        _length_um(values.get("Y", values.get("X", "")), values.get("YUnit", values.get("XUnit", ""))),
    )


def resolution_pixel_size_um(
    per_unit: tuple[float, float], tiff_unit: int, description: str = ""
) -> float | None:
    """Pixel size from TIFF resolution tags, or None.

    Args:
        per_unit: pixels per unit along x and y.
        tiff_unit: the tag's unit: 2 inch, 3 centimetre, else none.
        description: the image description, in which ImageJ names the unit instead.
    """
    unit_um = _TIFF_UNIT_UM.get(tiff_unit)
    if description.startswith("ImageJ="):
        named = _IMAGEJ_UNIT.search(description)
        unit_um = _UNIT_UM.get(named.group(1).strip().lower()) if named else None
    if unit_um is None or min(per_unit) <= 0:
        return None
    return _square(unit_um / per_unit[0], unit_um / per_unit[1])


def _length_um(text: str, unit: str) -> float | None:
    scale = _UNIT_UM.get(unit.strip().lower())
    try:
        return float(text) * scale if scale else None
    except ValueError:
        return None


def _square(x_um: float | None, y_um: float | None) -> float | None:
    """The size of a pixel that is square and microscopic."""
    low, high = MICROSCOPIC_UM
    if x_um is None or y_um is None or not low <= x_um <= high or abs(x_um - y_um) > _SQUARE * x_um:
        return None
    return x_um
