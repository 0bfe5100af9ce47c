"""Segmentation by a U-Net with parametric leaky ReLU (Asaad et al.).

The paper's network gives one map; this one gives nucleus, cell and depth inside the cell, so that nucleus and
cytoplasm are told apart and touching cells part. The paper's own table is kept to the letter in
:mod:`leukodesk.inference.networks.unet_paper`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leukodesk.core.progress import Progress
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear
from leukodesk.inference.registry import register_segmenter
from leukodesk.inference.segmenter_library import SegmenterLibrary
from leukodesk.inference.segmenters.field import Field
from leukodesk.inference.segmenters.field_segmenter import FieldSegmenter, Found
from leukodesk.inference.segmenters.outlines import outlined
from leukodesk.inference.segmenters.settings import require, setting
from leukodesk.inference.segmenters.stain_setting import usual_stain_setting

if TYPE_CHECKING:
    from leukodesk.inference.segmenters.unet_weights import UNetWeights

SEGMENTER_ID: Final = "unet-plr"
_STEPS: Final = 5
_FELL_BACK: Final = sentence("The graphics card has too little free memory for the U-Net; it ran on the CPU.")


@dataclass(frozen=True)
class UNetParameters:
    """Parameters of the U-Net segmenter.

    Attributes:
        threshold: chance from which a pixel belongs to a cell or a nucleus.
        parting: how far the depth falls between two cells at least; 0 at the outline, 1 at the middle.
        usual_stain: look at a pale field, or one whose red cells are grey or blue, as a usual stain shows it.
        weights: id of the card of the weights.
    """

    threshold: float = setting(
        # What it learns from rewards overlap, which makes it a little too sure beside an outline: at one half
        # outlines of the drawn crops that may be learnt from lay 0.1 to 0.4 pixels too far out.
        0.55,
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
    usual_stain: bool = usual_stain_setting()
    weights: str = setting(
        SEGMENTER_ID,
        "Weights",
        choices=lambda: tuple(SegmenterLibrary.default().paths()),
        help="What the network learnt: weights that travel with LeukoDesk, or some you trained.",
    )

    def __post_init__(self) -> None:
        require(self)


class UNetSegmenter(FieldSegmenter[UNetParameters]):
    """The segmenter of that name; deterministic on one device apart from the ids of the cells it makes.

    Attributes:
        device: ``auto``, ``cpu`` or ``cuda``; where the network runs.
    """

    needs_torch = True
    _id = SEGMENTER_ID
    _steps = _STEPS
    _exact_size = True

    def __init__(self, parameters: UNetParameters, weights: "UNetWeights | None" = None) -> None:
        """Make the segmenter.

        Args:
            parameters: what it can be told.
            weights: loaded already, such as those of a training; else the parameters name them.
        """
        super().__init__(parameters)
        self._weights = weights
        self.device = "auto"

    def _working_pixel_size_um(self) -> float:
        return self._loaded().card.working_pixel_size_um

    def _corrects_stain(self) -> bool:
        return self._parameters.usual_stain

    def _loaded(self) -> "UNetWeights":
        # torch takes seconds to import, and listing segmenters must not cost them.
        from leukodesk.inference.segmenters.unet_weights import load_unet  # noqa: PLC0415

        return self._weights or load_unet(self._parameters.weights, self.device)

    def _find(self, field: Field, smear: Smear, progress: Progress) -> Found:
        from leukodesk.inference.segmenters.unet_cells import cells_of  # noqa: PLC0415
        from leukodesk.inference.segmenters.unet_weights import find_maps_somewhere  # noqa: PLC0415

        progress(2, _STEPS, sentence("Looking for cells"))
        maps, fell_back = find_maps_somewhere(self._loaded(), field.colours, progress)
        progress(3, _STEPS, sentence("Parting cells"))
        threshold = self._parameters.threshold
        labels = cells_of(maps, threshold, self._parameters.parting, field.pixel_size_um)
        progress(4, _STEPS, sentence("Outlining cells"))
        cells = outlined(
            labels,
            field.colours,
            smear,
            field.reduction,
            field.pixel_size_um,
            SEGMENTER_ID,
            margins=maps[:2] - threshold,
        )
        return cells, (_FELL_BACK,) if fell_back else ()


@register_segmenter(SEGMENTER_ID, title="U-Net PLR", parameters=UNetParameters)
def build_unet_plr(**parameters: object) -> UNetSegmenter:
    """Make the segmenter.

    Args:
        parameters: fields of :class:`UNetParameters`; none for the defaults.
    """
    return UNetSegmenter(UNetParameters(**parameters))  # type: ignore[arg-type]
