"""What the analyst does, also on a smear that is read in parts: a part of bounded size at a time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.core.progress import Progress
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear
from leukodesk.imaging.parts import margin_px, surroundings
from leukodesk.imaging.pyramid import PixelSource
from leukodesk.imaging.reader import SmearImage
from leukodesk.imaging.stain_in_parts import fitted
from leukodesk.inference.scaling import Scale
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.choice import Choice, ModelChoice
from leukodesk.jobs.in_parts import (
    Region,
    gather,
    measured_scale,
    neighbours_together,
    progress_of_part,
)
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.smear_result import CellHeatmap, SmearResult
from leukodesk.jobs.smears import Shown

_SURROUND_PX: Final = 768
"""Around a cell that is explained: enough red cells to tell the scale where nobody stated it."""


def analyze_shown(context: JobContext, analyst: Analyst, shown: Shown, choice: Choice) -> SmearResult:
    """Find and classify all cells of a smear of any size; see :meth:`Analyst.analyze`."""
    smear, pixels = shown.smear, shown.pixels
    if isinstance(pixels, np.ndarray):
        return analyst.analyze(context, SmearImage(smear, pixels, b""), choice)
    return analyze_region(context, analyst, Region(smear, pixels, (0, 0, smear.height, smear.width)), choice)


def analyze_region(context: JobContext, analyst: Analyst, region: Region, choice: Choice) -> SmearResult:
    """Find and classify the cells whose centre lies in a region; on the gpu thread.

    Raises:
        LeukoDeskError: a segmenter, model or device cannot be used, or the file is damaged or gone.
        CancelledError: the reader stopped it.
    """
    context.progress(0, 0, sentence("Preparing"))
    scale = _scale(analyst, region)
    choice = replace(choice, stain_template=fitted(choice.stain_template, region.source))

    def look(image: SmearImage, progress: Progress) -> SmearResult:
        return analyst.analyze(_Told(progress), image, choice, is_part=True)

    card = analyst.library.card(choice.model_id) if choice.model_id else None
    found = gather(region, scale, look, card, context.progress)
    last = found.parts[-1][1]
    return replace(
        last,
        smear_id=region.smear.id,
        segmentation=found.segmentation,
        predictions=found.predictions,
        procedure=last.procedure and replace(last.procedure, scale_source=scale.source),
        pixel_size_um=scale.pixel_size_um,
        pixel_size_source=scale.source,
        pixel_size_confidence=scale.confidence,
        notices=found.notices,
        model_notices=found.model_notices,
        reads_neighbours=False,  # parts were asked one by one
    )


def classify_shown(
    context: JobContext,
    analyst: Analyst,
    shown: Shown,
    cells: Sequence[Cell],
    model: ModelChoice,
    among: Sequence[Cell] = (),
) -> SmearResult:
    """Classify known cells, at least one, of a smear of any size; see :meth:`Analyst.classify`.

    A model that reads neighbours is asked about all cells ``among`` which these lie, as an analysis asks it:
    alone, a cell can be named otherwise. Of a smear that is read in parts those of the same parts are asked.

    Args:
        context: of the job.
        analyst: does the work.
        shown: the smear.
        cells: what has to be answered.
        model: who is asked.
        among: all leukocytes of the smear; just ``cells`` where left out.

    Raises:
        LeukoDeskError: the model or device cannot be used, or the file is damaged or gone.
        CancelledError: the reader stopped it.
    """
    smear, pixels = shown.smear, shown.pixels
    context.progress(0, 0, sentence("Preparing"))
    asked = among if among and analyst.reads_neighbours(model) else cells
    if isinstance(pixels, np.ndarray):
        image = SmearImage(smear, pixels, b"")
        return replace(analyst.classify(context, image, asked, model), asked=tuple(asked))
    scale = _scale(analyst, _whole(smear, pixels))
    model = _fitted(model, pixels)
    margin = margin_px(scale.pixel_size_um)
    wanted = {cell.id for cell in cells}
    groups = [group for group in neighbours_together(asked) if any(cell.id in wanted for cell in group)]
    results = []
    for number, group in enumerate(groups):
        part = _Told(progress_of_part(context.progress, number, len(groups)))
        image, there = _around(smear, pixels, group, margin, scale)
        results.append(analyst.classify(part, image, there, model))
    notices = dict.fromkeys(notice for result in results for notice in result.model_notices)
    return replace(
        results[-1],
        smear_id=smear.id,
        predictions=tuple(item for result in results for item in result.predictions),
        pixel_size_source=scale.source,
        pixel_size_confidence=scale.confidence,
        model_notices=tuple(notices),
        asked=tuple(cell for group in groups for cell in group),
        # Only some parts were asked, so nothing is known of all of them together.
        reads_neighbours=False,
    )


def describe_shown(
    context: JobContext,
    analyst: Analyst,
    shown: Shown,
    cells: Sequence[Cell],
    model: ModelChoice,
) -> dict[str, npt.NDArray[np.float32]]:
    """What a model sees of cells of a smear of any size; see :meth:`Analyst.describe`.

    Raises:
        LeukoDeskError: the model or device cannot be used, or the file is damaged or gone.
        CancelledError: nobody wants to know any more.
    """
    smear, pixels = shown.smear, shown.pixels
    if isinstance(pixels, np.ndarray):
        image = SmearImage(smear, pixels, b"")
        return analyst.describe(context, image, cells, model)
    scale = _scale(analyst, _whole(smear, pixels))
    model = _fitted(model, pixels)
    margin = margin_px(scale.pixel_size_um)
    seen: dict[str, npt.NDArray[np.float32]] = {}
    for group in neighbours_together(cells):
        image, there = _around(smear, pixels, group, margin, scale)
        seen |= analyst.describe(context, image, there, model)
    return seen


def explain_shown(
    context: JobContext,
    analyst: Analyst,
    shown: Shown,
    cell: Cell,
    method: str,
    class_name: str | None,
    model: ModelChoice,
) -> CellHeatmap:
    """Where a model looked for one class of one cell of a smear of any size; see :meth:`Analyst.explain`.

    Raises:
        LeukoDeskError: the model, device or method cannot be used, or the file is damaged or gone.
        CancelledError: another cell is asked for by now.
    """
    smear, pixels = shown.smear, shown.pixels
    if isinstance(pixels, np.ndarray):
        return analyst.explain(context, SmearImage(smear, pixels, b""), cell, method, class_name, model)
    image, (there,) = _around(smear, pixels, [cell], _SURROUND_PX, analyst.known_scale(smear))
    heatmap = analyst.explain(context, image, there, method, class_name, _fitted(model, pixels))
    (top, left), (y0, x0, y1, x1) = _moved_by(cell, there), heatmap.box
    return replace(heatmap, box=(y0 + top, x0 + left, y1 + top, x1 + left))


class _Told(JobContext):
    """Passes on what a job tells."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def progress(self, done: int, total: int, text: str = "") -> None:
        """See :class:`leukodesk.jobs.job.JobContext`."""
        self._progress(done, total, text)


def _fitted(model: ModelChoice, source: PixelSource) -> ModelChoice:
    """Its colours fitted to the whole smear once, so that all parts are adjusted alike."""
    return replace(model, stain_template=fitted(model.stain_template, source))


def _whole(smear: Smear, source: PixelSource) -> Region:
    return Region(smear, source, (0, 0, smear.height, smear.width))


def _scale(analyst: Analyst, region: Region) -> Scale:
    """The scale of a smear, measured once, so that all that is done to it goes by the same."""
    known = analyst.known_scale(region.smear)
    if known is None:
        known = measured_scale(region)
        analyst.learn_scale(region.smear, known)
    return known


def _around(
    smear: Smear, source: PixelSource, cells: Sequence[Cell], margin_px: int, scale: Scale | None
) -> tuple[SmearImage, list[Cell]]:
    """What lies around cells, as a smear of its own, and the cells in it."""
    pixels, (top, left, bottom, right) = surroundings(source, cells, margin_px)
    part = replace(
        smear,
        # By its whole box, since adjusted colours are kept under it.
        id=f"{smear.id}-{top}-{left}-{bottom}-{right}",
        height=bottom - top,
        width=right - left,
        pixel_size_um=scale.pixel_size_um if scale else None,
    )
    return SmearImage(part, pixels, b""), [cell.moved(-top, -left) for cell in cells]


def _moved_by(cell: Cell, there: Cell) -> tuple[int, int]:
    return cell.bbox[0] - there.bbox[0], cell.bbox[1] - there.bbox[1]
