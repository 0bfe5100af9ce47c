"""Segmentation by a U-Net with parametric leaky ReLU (Asaad et al.).

The paper's network gives one map; this one gives nucleus, cell and depth inside the cell, so that nucleus and
cytoplasm are told apart and touching cells part. The paper's own table is kept to the letter in
:mod:`leukodesk.inference.networks.unet_paper`.
"""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.core.progress import Progress
from leukodesk.core.results import Segmentation
from leukodesk.core.smear import Smear
from leukodesk.inference.registry import register_segmenter
from leukodesk.inference.segmenter_library import SegmenterLibrary
from leukodesk.inference.segmenters.field import NO_CELLS, Field, prepare_field
from leukodesk.inference.segmenters.grey import FOUND_BY_DARKNESS, is_grey, without_hue
from leukodesk.inference.segmenters.outlines import outlined
from leukodesk.inference.segmenters.settings import require, setting

if TYPE_CHECKING:
    from leukodesk.inference.segmenters.unet_weights import UNetWeights

Pixels = npt.NDArray[np.uint8]

SEGMENTER_ID: Final = "unet-plr"
_STEPS: Final = 5
_FELL_BACK: Final = "The graphics card has too little free memory for the U-Net; it ran on the CPU."


@dataclass(frozen=True)
class UNetParameters:
    """Parameters of the U-Net segmenter.

    Attributes:
        threshold: chance from which a pixel belongs to a cell or a nucleus.
        parting: how far the depth falls between two cells at least; 0 at the outline, 1 at the middle.
        weights: id of the card of the weights.
    """

    threshold: float = setting(
        0.5,
        "Certainty",
        low=0.05,
        high=0.95,
        step=0.05,
        help="How certain the network must be that a pixel belongs to a cell. Lower finds paler cytoplasm.",
    )
    parting: float = setting(
        0.025,
        "Parting",
        low=0.005,
        high=0.3,
        step=0.005,
        help="How clearly two middles must be apart to be two cells. Lower parts more.",
    )
    weights: str = setting(
        SEGMENTER_ID,
        "Weights",
        choices=lambda: tuple(SegmenterLibrary.default().paths()),
        help="What the network learnt: weights that travel with LeukoDesk, or some you trained.",
    )

    def __post_init__(self) -> None:
        require(self)


class UNetSegmenter:
    """The segmenter of that name; deterministic on one device apart from the ids of the cells it makes.

    Attributes:
        needs_torch: see :func:`leukodesk.inference.registry.needs_torch`.
        device: ``auto``, ``cpu`` or ``cuda``; where the network runs.
    """

    needs_torch: ClassVar[bool] = True

    def __init__(self, parameters: UNetParameters, weights: "UNetWeights | None" = None) -> None:
        """Make the segmenter.

        Args:
            parameters: what it can be told.
            weights: loaded already, such as those of a training; else the parameters name them.
        """
        self._parameters = parameters
        self._weights = weights
        self.device = "auto"

    @property
    def id(self) -> str:
        """The id it is registered under."""
        return SEGMENTER_ID

    @property
    def parameters(self) -> Mapping[str, object]:
        """The parameters it runs with."""
        return asdict(self._parameters)

    def segment(
        self, pixels: Pixels, smear: Smear, *, pixel_size_um: float | None, progress: Progress
    ) -> Segmentation:
        """Find the cells of ``smear``.

        Args:
            pixels: (h, w, 3) RGB uint8.
            smear: the smear the cells belong to.
            pixel_size_um: micrometres per pixel; None measures it on the red cells.
            progress: told how far the work is; raises to cancel it.

        Raises:
            ModelError: the weights cannot be used, or memory does not suffice.
        """
        # torch takes seconds to import, and listing segmenters must not cost them.
        from leukodesk.inference.segmenters.unet_weights import load_unet  # noqa: PLC0415

        start = time.perf_counter()
        weights = self._weights or load_unet(self._parameters.weights, self.device)
        field, warnings = prepare_field(
            pixels, pixel_size_um, weights.card.working_pixel_size_um, progress, _STEPS, exact=True
        )
        cells: tuple[Cell, ...] = ()
        if field is not None:
            cells, more = self._cells(weights, field, smear, progress)
            warnings += more if cells else (*more, NO_CELLS)
        progress(_STEPS, _STEPS, "Cells found")
        elapsed_s = time.perf_counter() - start
        return Segmentation(cells, SEGMENTER_ID, self.parameters, elapsed_s, warnings)

    def _cells(
        self, weights: "UNetWeights", field: Field, smear: Smear, progress: Progress
    ) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
        """Cells of a field that has a background, and what was noticed."""
        from leukodesk.inference.segmenters.unet_cells import cells_of  # noqa: PLC0415
        from leukodesk.inference.segmenters.unet_weights import find_maps_somewhere  # noqa: PLC0415

        progress(2, _STEPS, "Looking for cells")
        maps, fell_back = find_maps_somewhere(weights, field.colours, progress)
        progress(3, _STEPS, "Parting cells")
        labels = cells_of(maps, self._parameters.threshold, self._parameters.parting, field.pixel_size_um)
        progress(4, _STEPS, "Outlining cells")
        cells = outlined(labels, field.colours, smear, field.reduction, field.pixel_size_um, SEGMENTER_ID)
        warnings = (_FELL_BACK,) if fell_back else ()
        if is_grey(field.colours):
            return without_hue(cells), (*warnings, FOUND_BY_DARKNESS)
        return cells, warnings


@register_segmenter(SEGMENTER_ID, title="U-Net PLR", parameters=UNetParameters)
def build_unet_plr(**parameters: object) -> UNetSegmenter:
    """Make the segmenter.

    Args:
        parameters: fields of :class:`UNetParameters`; none for the defaults.
    """
    return UNetSegmenter(UNetParameters(**parameters))  # type: ignore[arg-type]
