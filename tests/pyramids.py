"""What the levels of a pyramid must be, made the plain way."""

from leukodesk.imaging.pyramid import halved


def pyramid_of(pixels, coarsest_px):
    """An image (h, w, 3) and its halves, down to a side of ``coarsest_px``."""
    levels = [pixels]
    while max(levels[-1].shape[:2]) > coarsest_px:
        levels.append(halved(levels[-1]))
    return levels
