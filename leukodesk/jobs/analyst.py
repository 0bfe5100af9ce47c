"""Segmenting, classifying and explaining on the gpu thread, with the model kept between jobs.

torch is imported here, inside the first job and not before: the window is on screen by then.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear
from leukodesk.imaging.crops import crop_cells
from leukodesk.imaging.reader import SmearImage
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.imaging.stain import StainTemplate
from leukodesk.inference.field_answer import field_notices
from leukodesk.inference.neighbours import Places
from leukodesk.inference.procedures import procedure_of
from leukodesk.inference.scaling import Scale, scale_notices, scale_of, stated_scale, stated_scale_notices
from leukodesk.inference.segmenters.segmenter import needs_torch
from leukodesk.inference.staining import adjusted_image, stain_notices, with_template
from leukodesk.jobs.choice import Choice, ModelChoice
from leukodesk.jobs.heavy_imports import import_all, wait_for_libraries
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.smear_result import CellHeatmap, SmearResult

if TYPE_CHECKING:
    from leukodesk.inference.classifier import CellClassifier
    from leukodesk.inference.library import ModelLibrary

_HEAVY: Final = ("torch", "torchvision", "leukodesk.inference.pipeline")


def find_cells(context: JobContext, image: SmearImage, choice: Choice) -> SmearResult | None:
    """Find the cells of a smear if that needs no torch; for any thread, also while torch is imported.

    Returns:
        The cells without predictions, or None if the segmenter belongs on the gpu thread.

    Raises:
        LeukoDeskError: the segmenter cannot be used.
        CancelledError: the reader went elsewhere.
    """
    context.progress(0, 0, sentence("Finding cells"))
    wait_for_libraries()
    segmenter = choice.segmenter()
    if needs_torch(segmenter):
        return None
    scale = scale_of(image)
    doubts = stated_scale_notices(scale, partial(estimate_pixel_size, image.pixels))
    adjusted = adjusted_image(image, choice.stain_template)
    segmentation = segmenter.segment(
        adjusted.pixels, image.smear, pixel_size_um=scale.pixel_size_um, progress=context.progress
    )
    return SmearResult(
        image.smear.id,
        with_template(segmentation, choice.stain_template),
        (),
        scale.pixel_size_um,
        scale.source,
        device_title="",
        fell_back=False,
        notices=(*doubts, *scale_notices(scale), *segmentation.warnings),
        pixel_size_confidence=scale.confidence,
        procedure=procedure_of(segmentation, None, scale, choice.stain_template),
    )


class Analyst:
    """Keeps the classifier and the smears' scales between jobs. Only the gpu thread calls it.

    Attributes:
        library: where models are loaded from.
    """

    def __init__(self, library: "ModelLibrary") -> None:
        self.library = library
        self._loaded: tuple[tuple[str, str], CellClassifier] | None = None
        self._measured: dict[str, Scale] = {}
        self._adjusted: tuple[tuple[str, str], SmearImage] | None = None

    def prepare(self, context: JobContext, choice: Choice) -> tuple[str, bool]:
        """Import torch and load what is chosen, so that the first analysis does not wait for them.

        Returns:
            Title of the device, empty without a model, and whether it is a fallback.

        Raises:
            LeukoDeskError: the segmenter, model or device cannot be used.
        """
        import_all(context, _HEAVY)
        choice.segmenter()
        context.progress(0, 0)
        classifier = self._classifier(choice.asking(choice.model_id)) if choice.model_id else None
        return self._device_of(classifier)

    def prepare_heatmaps(self, context: JobContext) -> None:
        """Import what heatmaps need, which takes another three seconds."""
        import_all(context, ("leukodesk.inference.activation_maps",))

    def analyze(
        self, context: JobContext, image: SmearImage, choice: Choice, *, is_part: bool = False
    ) -> SmearResult:
        """Find and classify the cells of a smear, or of a part of one whose scale is known.

        Raises:
            LeukoDeskError: a segmenter, model or device cannot be used.
            CancelledError: the reader stopped it.
        """
        from leukodesk.inference.pipeline import analyze  # noqa: PLC0415  # imports torch

        context.progress(0, 0, sentence("Preparing"))
        segmenter = choice.segmenter()
        classifier = self._classifier(choice.asking(choice.model_id)) if choice.model_id else None
        result = analyze(
            image,
            segmenter,
            classifier,
            stain_template=choice.stain_template,
            is_part=is_part,
            progress=context.progress,
        )
        scale = Scale(result.pixel_size_um, result.pixel_size_source, result.pixel_size_confidence)
        self.learn_scale(image.smear, scale)
        return SmearResult(
            image.smear.id,
            result.segmentation,
            result.predictions,
            scale.pixel_size_um,
            scale.source,
            *self._device_of(classifier),
            notices=result.notices,
            model_notices=result.model_notices,
            pixel_size_confidence=scale.confidence,
            procedure=procedure_of(
                result.segmentation, classifier.card if classifier else None, scale, choice.stain_template
            ),
            reads_neighbours=classifier is not None and classifier.reads_neighbours,
        )

    def reads_neighbours(self, model: ModelChoice) -> bool:
        """Whether a model has to be asked about all cells of a smear together.

        Raises:
            LeukoDeskError: the model or device cannot be used.
        """
        return self._classifier(model).reads_neighbours

    def classify(
        self,
        context: JobContext,
        image: SmearImage,
        cells: Sequence[Cell],
        model: ModelChoice,
    ) -> SmearResult:
        """Classify known cells of a smear; those that are no leukocytes are left out.

        Raises:
            LeukoDeskError: the model or device cannot be used.
            CancelledError: the reader stopped it.
        """
        from leukodesk.inference.suggestions import predictions, unfamiliar_notices  # noqa: PLC0415  # imports torch

        context.progress(0, 0, sentence("Preparing"))
        classifier = self._classifier(model)
        scale = self._scale(image)
        leukocytes = [cell for cell in cells if cell.kind is CellKind.LEUKOCYTE]
        pixels = self._in_colours_of(model.stain_template, image).pixels
        crops = crop_cells(pixels, leukocytes, scale.pixel_size_um, classifier.crop_spec)
        places = Places.in_one_field(leukocytes, scale.pixel_size_um)
        judged = classifier.judge(crops, context.progress, places)
        said = tuple(predictions(leukocytes, judged.probabilities, classifier.card, *judged[1:]))
        return SmearResult(
            image.smear.id,
            None,
            said,
            scale.pixel_size_um,
            scale.source,
            *self._device_of(classifier),
            notices=(),
            model_notices=(
                *stain_notices(model.stain_template, classifier.card),
                *field_notices(classifier.card, sources={cell.source for cell in leukocytes}),
                *unfamiliar_notices(said, classifier.card),
                *classifier.take_notices(),
            ),
            pixel_size_confidence=scale.confidence,
            procedure=procedure_of(None, classifier.card, scale, model.stain_template),
            reads_neighbours=classifier.reads_neighbours,
        )

    def describe(
        self,
        context: JobContext,
        image: SmearImage,
        cells: Sequence[Cell],
        model: ModelChoice,
    ) -> dict[str, npt.NDArray[np.float32]]:
        """What a model sees of cells at its last convolution, (d,) by cell id.

        Raises:
            LeukoDeskError: the model or device cannot be used, or cannot be looked into.
            CancelledError: nobody wants to know any more.
        """
        classifier = self._classifier(model)
        pixels = self._in_colours_of(model.stain_template, image).pixels
        crops = crop_cells(pixels, cells, self._scale(image).pixel_size_um, classifier.crop_spec)
        seen = classifier.features(crops, context.progress)[-1] if len(crops) else ()
        return {cell.id: np.asarray(row, np.float32) for cell, row in zip(cells, seen, strict=True)}

    def explain(
        self,
        context: JobContext,
        image: SmearImage,
        cell: Cell,
        method: str,
        class_name: str | None,
        model: ModelChoice,
    ) -> CellHeatmap:
        """Where the classifier looked for one class of one cell.

        Raises:
            LeukoDeskError: the model, device or method cannot be used.
            CancelledError: another cell is asked for by now.
        """
        from leukodesk.inference.pipeline import explain_cell  # noqa: PLC0415  # imports torch

        context.progress(0, 0)
        classifier = self._classifier(model)
        scale = self._scale(image)
        context.progress(0, 0)
        pixels = self._in_colours_of(model.stain_template, image).pixels
        box, heat = explain_cell(pixels, cell, classifier, method, class_name, scale.pixel_size_um)
        return CellHeatmap(cell.id, box, heat)

    def _in_colours_of(self, template: StainTemplate | None, image: SmearImage) -> SmearImage:
        """The smear adjusted to a template; the last one is kept, since heatmaps are asked for one by one."""
        if template is None:
            self._adjusted = None
            return image
        key = (image.smear.id, template.digest)
        if self._adjusted is None or self._adjusted[0] != key:
            self._adjusted = (key, adjusted_image(image, template))
        return self._adjusted[1]

    def _classifier(self, model: ModelChoice) -> "CellClassifier":
        from leukodesk.inference.devices import prepare_torch, resolve_device  # noqa: PLC0415  # imports torch
        from leukodesk.inference.reference import load_for_reading  # noqa: PLC0415

        prepare_torch()
        key = (model.model_id, resolve_device(model.device))
        if self._loaded is None or self._loaded[0] != key:
            self._loaded = None  # the old model's memory is free before the new one needs its own
            self._loaded = (key, load_for_reading(self.library, *key))
        return self._loaded[1]

    def _device_of(self, classifier: Any) -> tuple[str, bool]:
        from leukodesk.inference.devices import device_title  # noqa: PLC0415  # imports torch

        if classifier is None or self._loaded is None:
            return "", False
        return device_title(classifier.device), classifier.device != self._loaded[0][1]

    def known_scale(self, smear: Smear) -> Scale | None:
        """The scale of a smear as its file states it, or as it was measured before; None while unknown."""
        return stated_scale(smear) or self._measured.get(smear.id)

    def learn_scale(self, smear: Smear, scale: Scale) -> None:
        """Remember the scale of a smear whose file states none."""
        if smear.pixel_size_um is None:
            self._measured[smear.id] = scale

    def _scale(self, image: SmearImage) -> Scale:
        known = self.known_scale(image.smear)
        if known is None:
            known = scale_of(image)
            self.learn_scale(image.smear, known)
        return known
