"""What every way to find cells looks like from outside."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
import numpy.typing as npt

from leukodesk.core.progress import Progress
from leukodesk.core.results import Segmentation
from leukodesk.core.smear import Smear

ImageArray = npt.NDArray[np.uint8]


class Segmenter(Protocol):
    """Finds cells in one smear.

    Attributes:
        id: the id it is registered under.
        parameters: the parameters it runs with, as they go into results.
    """

    @property
    def id(self) -> str:
        """The id it is registered under."""

    @property
    def parameters(self) -> Mapping[str, object]:
        """The parameters it runs with."""

    def segment(
        self, pixels: ImageArray, smear: Smear, *, pixel_size_um: float | None, progress: Progress
    ) -> Segmentation:
        """Find the cells of ``smear``.

        Args:
            pixels: RGB, shape (h, w, 3).
            smear: the smear the cells belong to.
            pixel_size_um: micrometres per pixel, or None while unknown.
            progress: told how far the work is; raises to cancel it.
        """


def needs_torch(segmenter: Segmenter) -> bool:
    """Whether a segmenter belongs on the gpu thread.

    One that says ``needs_torch = False`` finds cells without torch; it need not wait until torch is
    imported and a model loaded, which takes seconds after the start.
    """
    return bool(getattr(segmenter, "needs_torch", True))


def run_on(segmenter: Segmenter, device: str) -> None:
    """Tell a segmenter that runs a network where to run it; one that has no ``device`` needs none.

    Args:
        segmenter: any.
        device: ``auto``, ``cpu`` or ``cuda``.
    """
    if hasattr(segmenter, "device"):
        segmenter.device = device
