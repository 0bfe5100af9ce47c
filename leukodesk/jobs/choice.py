"""With what smears are analysed and cells are looked at."""

from dataclasses import dataclass

from leukodesk.imaging.stain import StainTemplate
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.segmenters.segmenter import Segmenter, run_on

Parameters = tuple[tuple[str, object], ...]
"""Name and value of what a segmenter is told."""


@dataclass(frozen=True)
class ModelChoice:
    """With which model cells that are known are classified, described or explained.

    Attributes:
        model_id: the classifier.
        device: ``auto``, ``cpu`` or ``cuda``.
        stain_template: colours the smear is adjusted to before anything else, or None to leave them.
    """

    model_id: str
    device: str
    stain_template: StainTemplate | None = None


@dataclass(frozen=True)
class Choice:
    """With what a smear is analysed.

    Attributes:
        segmenter_id: who finds the cells.
        model_id: who classifies them, or None.
        device: ``auto``, ``cpu`` or ``cuda``.
        parameters: name and value of what the segmenter is told; the rest stays at its default.
        stain_template: colours the smear is adjusted to before anything else, or None to leave them.
    """

    segmenter_id: str
    model_id: str | None
    device: str
    parameters: Parameters = ()
    stain_template: StainTemplate | None = None

    def segmenter(self) -> Segmenter:
        """The chosen segmenter.

        Raises:
            LeukoDeskError: it is not there, or cannot be told what is chosen.
        """
        segmenter = create_segmenter(self.segmenter_id, **dict(self.parameters))
        run_on(segmenter, self.device)
        return segmenter

    def asking(self, model_id: str) -> ModelChoice:
        """On the same device and in the same colours a model, which need not be the chosen one."""
        return ModelChoice(model_id, self.device, self.stain_template)
