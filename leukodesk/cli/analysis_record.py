"""The JSON object of one analysed image; scripts rely on its keys."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from leukodesk.cli.class_list import class_id_of
from leukodesk.core.cell import Cell
from leukodesk.core.differential import differential
from leukodesk.core.known_scale import known_scale
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.imaging.cell_shape import CellShape, measure
from leukodesk.inference.field_answer import FieldAnswer
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
        ``image, width, height, pixel_size_um, pixel_size_source, pixel_size_confidence, segmenter,
        segmenter_parameters, classifier, stain_template, elapsed_s, cells, field`` and, if files were
        written, ``files``. Coordinates are (row, column) in pixels of the image; a box is
        ``[y0, x0, y1, x1]``, the end excluded; a cell's id is its value in ``<stem>_cells.png``. The
        confidence in the pixel size runs from 0 (assumed) to 1. A cell's ``importance`` is, for a model that
        names the field, its share in the field's answer, see
        :class:`leukodesk.inference.field_answer.FieldAnswer`; for one that names a cell by what lies beside
        it, how much its neighbours together count for its class, 0 to 1, see
        :func:`leukodesk.inference.neighbours.neighbour_share`; else None.
    """
    analysis = result.analysis
    smear = result.image.smear
    said = {prediction.cell_id: prediction for prediction in analysis.predictions}
    record: dict[str, Any] = {
        "image": str(result.path),
        "width": smear.width,
        "height": smear.height,
        "pixel_size_um": _rounded(analysis.pixel_size_um, 5),
        "pixel_size_source": analysis.pixel_size_source,
        "pixel_size_confidence": _rounded(analysis.pixel_size_confidence, 3),
        "segmenter": analysis.segmentation.segmenter_id,
        "segmenter_parameters": _plain(analysis.segmentation.parameters),
        "classifier": classifier,
        "stain_template": analysis.stain_template.name if analysis.stain_template else None,
        "elapsed_s": {step: round(analysis.elapsed_s.get(step, 0.0), 4) for step in _STEPS},
        "cells": [
            cell_record(number, cell, said.get(cell.id), _shape_of(cell, analysis, smear))
            | {"importance": _importance(cell, said.get(cell.id), analysis.field_answer)}
            for number, cell in enumerate(analysis.segmentation.cells, start=1)
        ],
        "field": field_record(analysis, said, taxonomy),
    }
    if files:
        record["files"] = list(files)
    return record


def _plain(parameters: Mapping[str, object]) -> dict[str, Any]:
    """Parameters as JSON values; what a plugin has besides is told as text."""

    def value_of(value: object) -> object:
        known = value is None or isinstance(value, bool | int | str)
        return value if known or (isinstance(value, float) and isfinite(value)) else str(value)

    return {name: value_of(value) for name, value in parameters.items()}


def cell_record(number: int, cell: Cell, prediction: Prediction | None, shape: CellShape) -> dict[str, Any]:
    """Describe one cell; ``number`` counts from 1. ``label`` is None where no model decided.

    ``circularity``, ``eccentricity``, ``lobes`` of the nucleus, ``diameter_um``, ``cell_area_um2`` and
    ``at_border`` are as :class:`leukodesk.imaging.cell_shape.CellShape` says; the lengths are None where the
    scale is only assumed. ``out_of_distribution`` holds ``score`` and ``flag``: above 1 and flagged are cells
    unlike those the model learnt from; it is None where no model can say.
    """
    decided = prediction is not None and not prediction.abstained
    return {
        "id": number,
        "centroid": [round(value, 2) for value in cell.centroid],
        "bbox": list(cell.bbox),
        "cell_area_px": cell.cell_area_px,
        "nucleus_area_px": cell.nucleus_area_px,
        "nc_ratio": round(cell.nc_ratio, 4),
        "circularity": round(shape.circularity, 4),
        "eccentricity": round(shape.eccentricity, 4),
        "lobes": shape.lobes,
        "diameter_um": _rounded(shape.diameter_um, 3),
        "cell_area_um2": _rounded(shape.area_um2, 3),
        "at_border": shape.at_border,
        "kind": cell.kind.value,
        "probabilities": {name: round(float(share), 6) for name, share in prediction.probabilities.items()}
        if prediction
        else {},
        "label": prediction.top_class if prediction and decided else None,
        "abstained": prediction.abstained if prediction else False,
        "out_of_distribution": _doubt(prediction),
    }


def _doubt(prediction: Prediction | None) -> dict[str, Any] | None:
    """How unlike the model's own cells a cell is, where the model can say."""
    if prediction is None or prediction.unfamiliarity is None:
        return None
    return {"score": _rounded(prediction.unfamiliarity, 4), "flag": prediction.is_unfamiliar}


def _shape_of(cell: Cell, analysis: Analysis, smear: Smear) -> CellShape:
    size_um = known_scale(analysis.pixel_size_um, analysis.pixel_size_source)
    return measure(cell, smear.height, smear.width, size_um)


def field_record(analysis: Analysis, said: Mapping[str, Prediction], taxonomy: Taxonomy) -> dict[str, Any]:
    """Counts and percentages of the field, where its scale comes from, what was noticed, its ``answer``.

    The answer of a model that names whole fields holds ``model, probabilities, label`` (None when it
    abstains), ``abstained`` and the number of ``cells`` it rests on; it is None for other models.
    """
    cells = analysis.segmentation.cells
    table = differential((class_id_of(cell, said.get(cell.id)) for cell in cells), taxonomy)
    return {
        "counts": {row.cell_class.id: row.count for row in table.rows},
        "percent": {
            row.cell_class.id: _rounded(row.percent, 2) for row in table.rows if row.cell_class.counted
        },
        "counted": table.counted,
        "answer": _answer(analysis.field_answer),
        "pixel_size_source": analysis.pixel_size_source,
        "warnings": [*analysis.notices, *analysis.model_notices],
    }


def _answer(answer: FieldAnswer | None) -> dict[str, Any] | None:
    """What a model of fields says about the whole field, where one is in use and cells were found."""
    if answer is None:
        return None
    return {
        "model": answer.model_id,
        "probabilities": {name: round(share, 6) for name, share in answer.probabilities.items()},
        "label": None if answer.abstained else answer.top_class,
        "abstained": answer.abstained,
        "cells": len(answer.importance),
    }


def _importance(cell: Cell, prediction: Prediction | None, answer: FieldAnswer | None) -> float | None:
    if answer is not None:
        return _rounded(answer.importance.get(cell.id), 4)
    return _rounded(prediction.neighbour_share, 4) if prediction else None


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(float(value), digits)
