"""The analysis of a large smear, put together from those of its parts."""

from collections.abc import Iterator

from leukodesk.inference.cards import ModelCard
from leukodesk.inference.field_answer import answer_for
from leukodesk.inference.heatmaps import Heatmap
from leukodesk.inference.pipeline import Analysis
from leukodesk.inference.scaling import Scale
from leukodesk.jobs.in_parts import Gathered


def whole_analysis(
    found: Gathered[Analysis], scale: Scale, card: ModelCard | None, decode_s: float
) -> Analysis:
    """What the machine says about a smear that it looked at in parts.

    Args:
        found: what it said about the parts.
        scale: of the smear.
        card: of the model that was asked, or None.
        decode_s: what opening the image took; times of the parts are added up.
    """
    elapsed_s = {"decode": decode_s}
    for _, part in found.parts:
        for stage, seconds in part.elapsed_s.items():
            elapsed_s[stage] = elapsed_s.get(stage, 0.0) + seconds
    return Analysis(
        segmentation=found.segmentation,
        predictions=found.predictions,
        pixel_size_um=scale.pixel_size_um,
        pixel_size_source=scale.source,
        pixel_size_confidence=scale.confidence,
        heatmaps=dict(_heatmaps(found)),
        elapsed_s=elapsed_s,
        notices=found.notices,
        model_notices=found.model_notices,
        stain_template=found.parts[-1][1].stain_template,
        field_answer=answer_for(card, found.predictions) if card else None,
    )


def _heatmaps(found: Gathered[Analysis]) -> Iterator[tuple[str, Heatmap]]:
    """Those of the cells that were kept, moved to where they lie in the smear."""
    kept = {cell.id for cell in found.segmentation.cells}
    for (top, left, _, _), part in found.parts:
        for cell_id, ((y0, x0, y1, x1), heat) in part.heatmaps.items():
            if cell_id in kept:
                yield cell_id, ((y0 + top, x0 + left, y1 + top, x1 + left), heat)
