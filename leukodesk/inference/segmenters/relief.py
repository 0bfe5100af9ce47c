"""How much light a field takes, as a relief that outlines of bodies are read from."""

from dataclasses import dataclass, field

import cv2

from leukodesk.inference.segmenters.shapes import Bytes, disc


@dataclass(frozen=True)
class Relief:
    """Share of green light taken in a field, and the same without what is thin.

    Attributes:
        taken: (h, w) share of green light taken, 0 to 255, smoothed.
        pixel_size_um: of these pixels.
    """

    taken: Bytes
    pixel_size_um: float
    _opened: dict[float, Bytes] = field(default_factory=dict, repr=False)

    def opened(self, half_width_um: float) -> Bytes:
        """(h, w) the relief without what is thinner than twice that.

        Made once for the whole field: windows of cells overlap, and over rows as short as theirs OpenCV takes
        four times as long per pixel.
        """
        if half_width_um not in self._opened:
            brush = disc(half_width_um / self.pixel_size_um)
            self._opened[half_width_um] = cv2.morphologyEx(self.taken, cv2.MORPH_OPEN, brush)
        return self._opened[half_width_um]
