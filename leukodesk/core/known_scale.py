"""Whether a scale is known: an assumed one is there to work with, but nothing may be told by it."""

from typing import Final

ASSUMED: Final = "default"
"""Source of a scale that nobody states and nothing in the image tells."""


def known_scale(pixel_size_um: float | None, source: str) -> float | None:
    """Micrometres per pixel to tell lengths by; None where the scale is unknown or only assumed.

    Args:
        pixel_size_um: micrometres per pixel, or None while unknown.
        source: how it is known; :data:`ASSUMED` where it is not.
    """
    return None if source == ASSUMED else pixel_size_um
