"""From a smear to cells, predictions and heatmaps: one way for window, command line and batch."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.errors import ModelError, UnknownIdError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.results import Prediction, Segmentation
from leukodesk.core.sentence import sentence
from leukodesk.imaging.crops import crop_cells, field_box
from leukodesk.imaging.reader import SmearImage
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.imaging.stain import StainTemplate
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.explain import explain
from leukodesk.inference.field_answer import FieldAnswer, answer_for, field_notices
from leukodesk.inference.heatmaps import Heatmap
from leukodesk.inference.neighbours import Places
from leukodesk.inference.scaling import (
    PixelSizeSource,
    Scale,
    scale_notices,
    scale_of,
    stated_scale_notices,
)
from leukodesk.inference.segmenters.segmenter import Segmenter
from leukodesk.inference.staining import adjusted_image, stain_notices, with_template
from leukodesk.inference.suggestions import predictions, unfamiliar_notices


@dataclass(frozen=True)
class Analysis:
    """Everything the machine says about one smear.

    Attributes:
        segmentation: the cells.
        predictions: one per leukocyte, in the order of the cells; empty without a classifier.
        pixel_size_um: micrometres per pixel the analysis worked with.
        pixel_size_source: where they come from; ``default`` when nothing could be measured.
        pixel_size_confidence: 0 (assumed) to 1 (stated, or measured on many red cells).
        heatmaps: by cell id, the crop's box in the field and its heat; empty without an explainer.
        elapsed_s: wall time per stage, ``decode``, ``segment``, ``classify`` and ``explain``.
        notices: what the reader should know of the scale and the cells, one sentence each.
        field_answer: of a model that names whole fields, else None.
        stain_template: whose colours the smear was adjusted to before anything else, or None.
        model_notices: what the reader should know of what the classifier says, one sentence each.
    """

    segmentation: Segmentation
    predictions: tuple[Prediction, ...]
    pixel_size_um: float
    pixel_size_source: PixelSizeSource
    pixel_size_confidence: float = 1.0
    heatmaps: Mapping[str, Heatmap] = field(default_factory=dict)
    elapsed_s: Mapping[str, float] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    stain_template: StainTemplate | None = None
    field_answer: FieldAnswer | None = None
    model_notices: tuple[str, ...] = ()


def analyze(
    image: SmearImage,
    segmenter: Segmenter,
    classifier: CellClassifier | None,
    *,
    explainer: str | None = None,
    pixel_size_um: float | None = None,
    stain_template: StainTemplate | None = None,
    decode_s: float = 0.0,
    is_part: bool = False,
    progress: Progress = no_progress,
) -> Analysis:
    """Find the cells of a smear, name the leukocytes among them and explain the names.

    The scale is measured on the smear as it is; cells are found, named and explained in the colours of the
    template, if there is one.

    Args:
        image: the smear.
        segmenter: finds the cells.
        classifier: names them, or None.
        explainer: one of :data:`leukodesk.inference.explain.EXPLAINERS`, or None for no heatmaps.
        pixel_size_um: micrometres per pixel if the reader knows them; they win over the file's.
        stain_template: colours the smear is adjusted to, or None to leave them.
        decode_s: what reading the image took, for ``elapsed_s``.
        is_part: it is part of a smear whose scale was looked at as a whole.
        progress: told in each stage and between batches; raises to cancel.

    Raises:
        InputError: the given pixel size is impossible.
        ModelError: an explainer without a classifier, or too little memory.
        CancelledError: raised by ``progress``.
    """
    _require_classifier(explainer, classifier)
    clock = _Clock({"decode": decode_s, "segment": 0.0, "classify": 0.0, "explain": 0.0})
    progress(0, 0, sentence("Finding cells"))
    scale = scale_of(image, pixel_size_um)
    doubts = [] if is_part else stated_scale_notices(scale, partial(estimate_pixel_size, image.pixels))
    image = adjusted_image(image, stain_template)
    segmentation = segmenter.segment(
        image.pixels, image.smear, pixel_size_um=scale.pixel_size_um, progress=progress
    )
    clock.stop("segment")
    reading = _Reading()
    if classifier is not None:
        reading = _read(image, segmentation, scale, classifier, explainer, clock, progress)
    card = classifier.card if classifier else None
    return Analysis(
        segmentation=with_template(segmentation, stain_template),
        predictions=reading.predictions,
        pixel_size_um=scale.pixel_size_um,
        pixel_size_source=scale.source,
        pixel_size_confidence=scale.confidence,
        heatmaps=reading.heatmaps,
        elapsed_s=clock.elapsed_s,
        notices=(*doubts, *scale_notices(scale), *segmentation.warnings),
        stain_template=stain_template,
        field_answer=reading.field_answer,
        model_notices=(*stain_notices(stain_template, card), *reading.notices),
    )


def _require_classifier(explainer: str | None, classifier: CellClassifier | None) -> None:
    if explainer is not None and classifier is None:
        raise ModelError(
            sentence("A heatmap explains a classifier; choose a classifier or leave the heatmap out.")
        )


@dataclass(frozen=True)
class _Reading:
    """What a classifier says about the leukocytes of a smear."""

    predictions: tuple[Prediction, ...] = ()
    heatmaps: Mapping[str, Heatmap] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    field_answer: FieldAnswer | None = None


def _read(
    image: SmearImage,
    segmentation: Segmentation,
    scale: Scale,
    classifier: CellClassifier,
    explainer: str | None,
    clock: "_Clock",
    progress: Progress,
) -> _Reading:
    cells = [cell for cell in segmentation.cells if cell.kind is CellKind.LEUKOCYTE]
    progress(0, len(cells), sentence("Classifying cells"))
    crops = crop_cells(image.pixels, cells, scale.pixel_size_um, classifier.crop_spec)
    places = Places.in_one_field(cells, scale.pixel_size_um)
    judged = classifier.judge(crops, progress, places)
    named = tuple(predictions(cells, judged.probabilities, classifier.card, *judged[1:]))
    clock.stop("classify")
    heatmaps: dict[str, Heatmap] = {}
    if explainer is not None:
        progress(0, len(cells), sentence("Explaining cells"))
        heats = explain(classifier, crops, judged.probabilities.argmax(axis=1), explainer, progress)
        for cell, heat in zip(cells, heats, strict=True):
            heatmaps[cell.id] = _box(cell, scale.pixel_size_um, classifier), heat
        clock.stop("explain")
    notices = (
        *field_notices(classifier.card, segmentation),
        *unfamiliar_notices(named, classifier.card),
        *classifier.take_notices(),
    )
    return _Reading(named, heatmaps, notices, answer_for(classifier.card, named))


def explain_cell(
    pixels: npt.NDArray[np.uint8],
    cell: Cell,
    classifier: CellClassifier,
    method: str,
    class_name: str | None,
    pixel_size_um: float,
) -> Heatmap:
    """Where in one cell the evidence for a class lies.

    Args:
        pixels: RGB of its field, (h, w, 3).
        cell: any cell of the field.
        classifier: whose reading is explained.
        method: one of :data:`leukodesk.inference.explain.EXPLAINERS`.
        class_name: a class id of the model, or None for the most probable one.
        pixel_size_um: micrometres per field pixel.

    Returns:
        The crop's box ``(y0, x0, y1, x1)`` in the field, and its heat, float32 (s, s), 0 to 1.

    Raises:
        UnknownIdError: the model does not know that class, or there is no such method.
    """
    classes = classifier.card.classes
    if class_name is not None and class_name not in classes:
        raise UnknownIdError(
            sentence("class of model {model}", model=classifier.card.id), class_name, classes
        )
    index = None if class_name is None else classes.index(class_name)
    crops = crop_cells(pixels, [cell], pixel_size_um, classifier.crop_spec)
    return _box(cell, pixel_size_um, classifier), explain(classifier, crops, index, method)[0]


def _box(cell: Cell, pixel_size_um: float, classifier: CellClassifier) -> tuple[float, float, float, float]:
    return field_box(cell.centroid, pixel_size_um, classifier.crop_spec)


class _Clock:
    """Adds the time since the last stop to a stage."""

    def __init__(self, elapsed_s: dict[str, float]) -> None:
        self.elapsed_s = elapsed_s
        self._since = time.perf_counter()

    def stop(self, stage: str) -> None:
        now = time.perf_counter()
        self.elapsed_s[stage] += now - self._since
        self._since = now
