"""The JSON object of one analysed image; scripts rely on its keys."""

from collections.abc import Mapping, Sequence
from typing import Any

from leukodesk.cli.class_list import class_id_of
from leukodesk.core.cell import Cell
from leukodesk.core.differential import differential
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.inference.pipeline import Analysis
from leukodesk.jobs.batch import Analysed

_STEPS = ("decode", "segment", "classify", "explain")


def analysis_record(
    result: Analysed, classifier: str | None, taxonomy: Taxonomy, files: Sequence[str] = ()
) -> dict[str, Any]:
    """Describe one analysed image as JSON values.

    Args:
        result: the image and what was found in it.
        classifier: id of the model, or None.
        taxonomy: the classes to count by.
        files: what was written about this image besides.

    Returns:
        ``image, width, height, pixel_size_um, segmenter, classifier, elapsed_s, cells, field`` and, if
        files were written, ``files``. Coordinates are (row, column) in pixels of the image; a box is
        ``[y0, x0, y1, x1]``, the end excluded; a cell's id is its value in ``<stem>_cells.png``.
    """
    analysis = result.analysis
    smear = result.image.smear
    said = {prediction.cell_id: prediction for prediction in analysis.predictions}
    record: dict[str, Any] = {
        "image": str(result.path),
        "width": smear.width,
        "height": smear.height,
        "pixel_size_um": _rounded(analysis.pixel_size_um, 5),
        "segmenter": analysis.segmentation.segmenter_id,
        "classifier": classifier,
        "elapsed_s": {step: round(analysis.elapsed_s.get(step, 0.0), 4) for step in _STEPS},
        "cells": [
            cell_record(number, cell, said.get(cell.id))
            for number, cell in enumerate(analysis.segmentation.cells, start=1)
        ],
        "field": field_record(analysis, said, taxonomy),
    }
    if files:
        record["files"] = list(files)
    return record


def cell_record(number: int, cell: Cell, prediction: Prediction | None) -> dict[str, Any]:
    """Describe one cell; ``number`` counts from 1. ``label`` is None where no model decided."""
    decided = prediction is not None and not prediction.abstained
    return {
        "id": number,
        "centroid": [round(value, 2) for value in cell.centroid],
        "bbox": list(cell.bbox),
        "cell_area_px": cell.cell_area_px,
        "nucleus_area_px": cell.nucleus_area_px,
        "nc_ratio": round(cell.nc_ratio, 4),
        "kind": cell.kind.value,
        "probabilities": {name: round(float(share), 6) for name, share in prediction.probabilities.items()}
        if prediction
        else {},
        "label": prediction.top_class if prediction and decided else None,
        "abstained": prediction.abstained if prediction else False,
    }


def field_record(analysis: Analysis, said: Mapping[str, Prediction], taxonomy: Taxonomy) -> dict[str, Any]:
    """Counts and percentages of the whole field, where its scale comes from, and what was noticed."""
    cells = analysis.segmentation.cells
    table = differential((class_id_of(cell, said.get(cell.id)) for cell in cells), taxonomy)
    return {
        "counts": {row.cell_class.id: row.count for row in table.rows},
        "percent": {
            row.cell_class.id: _rounded(row.percent, 2) for row in table.rows if row.cell_class.counted
        },
        "counted": table.counted,
        "pixel_size_source": analysis.pixel_size_source,
        "warnings": list(analysis.notices),
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(float(value), digits)
