"""A dataset's content as tables of arrays. Exact; :mod:`leukodesk.store.table_reading` is the way back."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import quote

import numpy as np

from leukodesk.core.cell import Cell, Label
from leukodesk.core.content import Content, Revision, Version
from leukodesk.core.procedures import Procedure
from leukodesk.core.records import taxonomy_from, taxonomy_record
from leukodesk.core.results import Prediction
from leukodesk.core.rows import Log, Rows
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.store.column_rows import CellColumns, ColumnTable, KeyedColumns, order_of
from leukodesk.store.columns import Array, Table, optional_columns, text_column
from leukodesk.store.masks import mask_table, taken_masks

Tables = dict[str, Table]
"""Table name, as in the file, to columns."""

V = TypeVar("V")

PREDICTIONS: Final = "predictions/"
"""What the names of prediction tables begin with."""

COMMON: Final = ("model_id", "classes")
"""The columns of a prediction table that are the same for all rows."""


def taxonomy_json(taxonomy: Taxonomy) -> str:
    """A taxonomy as text."""
    return json.dumps(taxonomy_record(taxonomy), sort_keys=True)


def taxonomy_of_json(text: str) -> Taxonomy:
    """The taxonomy that :func:`taxonomy_json` wrote."""
    return taxonomy_from(json.loads(text))


def prediction_table_name(model_id: str) -> str:
    """Where the predictions of a model lie in the file."""
    return PREDICTIONS + quote(model_id, safe="")


def tables_of(content: Content, hashes: Sequence[str]) -> Tables:
    """All tables of ``content``; ``hashes`` is the chain over its revisions, one per revision.

    What was read from a file and did not change since is taken over as the arrays it is.
    """
    cells, masks = _cells_and_masks(content.cells)
    tables = {
        "smears": _smears(list(content.smears.values())),
        "cells": cells,
        "masks": masks,
        "labels": _joined(content.labels, label_table),
        "revisions": _history(content.revisions, hashes),
    }
    if content.versions:
        tables["versions"] = _versions(list(content.versions.values()))
    if content.procedures:
        tables["procedures"] = _procedures(list(content.procedures.values()))
    for model_id, predictions in content.predictions.items():
        tables[prediction_table_name(model_id)] = _joined(predictions, _predictions)
    return tables


def _joined(rows: Mapping[str, V], encode: Callable[[Iterable[tuple[str, V]]], Table]) -> Table:
    """The table of a mapping: what it was read from, with what changed since."""
    if not isinstance(rows, Rows) or not isinstance(rows.table, KeyedColumns):
        return encode(rows.items())
    held: Table = rows.table.table
    if not (rows.changed or rows.gone or rows.added):
        return held
    order, since = order_of(rows)
    if not since:
        return {name: column if name in COMMON else column[order] for name, column in held.items()}
    more = encode(since)
    return {
        name: held[name] if name in COMMON else _both(held, more, name)[order] for name in {**held, **more}
    }


def _both(table: Table, more: Table, name: str) -> Array:
    """A column of two tables; one that only the other has is filled with what stands for unknown."""
    present = (table if name in table else more)[name]
    parts = []
    for part in (table, more):
        length = len(next(column for key, column in part.items() if key not in COMMON))
        unknown = {"S": b"", "b": False}.get(present.dtype.kind, np.nan)
        parts.append(
            part[name] if name in part else np.full((length, *present.shape[1:]), unknown, present.dtype)
        )
    return np.concatenate(parts)


def _cells_and_masks(rows: Mapping[str, Cell]) -> tuple[Table, Table]:
    if not isinstance(rows, Rows) or not isinstance(rows.table, CellColumns):
        return cell_tables(list(rows.values()))
    table, masks = rows.table.table, rows.table.masks
    if not (rows.changed or rows.gone or rows.added):
        return table, masks
    order, since = order_of(rows)
    cells = [cell for _, cell in since]
    more = _cells(cells)
    return (
        {name: _both(table, more, name)[order] for name in {**table, **more}},
        taken_masks(masks, mask_table(cells), order),
    )


def cell_tables(cells: list[Cell]) -> tuple[Table, Table]:
    """The table of cells and that of their masks."""
    return _cells(cells), mask_table(cells)


def _cells(cells: list[Cell]) -> Table:
    table = {
        "id": text_column(cell.id for cell in cells),
        "smear_id": text_column(cell.smear_id for cell in cells),
        "kind": text_column(cell.kind.value for cell in cells),
        "source": text_column(cell.source for cell in cells),
    }
    if any(cell.procedure for cell in cells):
        table["procedure"] = text_column(cell.procedure for cell in cells)
    if any(cell.cut for cell in cells):
        table["cut"] = np.array([cell.cut for cell in cells], dtype=np.bool_)
    return table


def _smears(smears: list[Smear]) -> Table:
    sizes = [np.nan if smear.pixel_size_um is None else smear.pixel_size_um for smear in smears]
    return {
        "id": text_column(smear.id for smear in smears),
        "path": text_column(smear.path for smear in smears),
        "sha256": text_column(smear.sha256 for smear in smears),
        "width": np.array([smear.width for smear in smears], dtype=np.int64),
        "height": np.array([smear.height for smear in smears], dtype=np.int64),
        "pixel_size_um": np.array(sizes, dtype=np.float64),
        "stain": text_column(smear.stain for smear in smears),
        **optional_columns("patient_id", [smear.patient_id for smear in smears]),
    }


def label_table(rows: Iterable[tuple[str, Label]]) -> Table:
    """The table of labels with their cells."""
    pairs = list(rows)
    labels = [label for _, label in pairs]
    return {
        "cell_id": text_column(cell_id for cell_id, _ in pairs),
        "class": text_column(label.cell_class for label in labels),
        "annotator": text_column(label.annotator for label in labels),
        "at": text_column(label.at.isoformat() for label in labels),
        "origin": text_column(label.origin for label in labels),
    }


def _history(revisions: Sequence[Revision], hashes: Sequence[str]) -> Table:
    if not (
        isinstance(revisions, Log) and isinstance(revisions.table, ColumnTable) and isinstance(hashes, Log)
    ):
        return _revisions(list(revisions), list(hashes), 1)
    held: Table = revisions.table.table
    if not revisions.added:
        return held
    more = _revisions(revisions.added, hashes.added, len(revisions.table) + 1)
    return {name: np.concatenate((held[name], more[name])) for name in more}


def _revisions(revisions: list[Revision], hashes: list[str], first: int) -> Table:
    return {
        "sequence": np.arange(first, first + len(revisions), dtype=np.uint64),
        "cell_id": text_column(revision.cell_id for revision in revisions),
        "smear_id": text_column(revision.smear_id for revision in revisions),
        **optional_columns("old", [revision.old for revision in revisions]),
        **optional_columns("new", [revision.new for revision in revisions]),
        "annotator": text_column(revision.annotator for revision in revisions),
        "at": text_column(revision.at.isoformat() for revision in revisions),
        "reason": text_column(revision.reason for revision in revisions),
        "suggestion": text_column(revision.suggestion for revision in revisions),
        "origin": text_column(revision.origin for revision in revisions),
        "hash": text_column(hashes),
    }


def _versions(versions: list[Version]) -> Table:
    return {
        "name": text_column(version.name for version in versions),
        "digest": text_column(version.digest for version in versions),
        "annotator": text_column(version.annotator for version in versions),
        "at": text_column(version.at.isoformat() for version in versions),
        "smears": np.array([version.smears for version in versions], dtype=np.int64),
        "cells": np.array([version.cells for version in versions], dtype=np.int64),
        "labels": np.array([version.labels for version in versions], dtype=np.int64),
    }


def _procedures(procedures: list[Procedure]) -> Table:
    settings = [json.dumps(dict(procedure.settings), sort_keys=True) for procedure in procedures]
    return {
        "id": text_column(procedure.id for procedure in procedures),
        "program": text_column(procedure.program for procedure in procedures),
        "segmenter": text_column(procedure.segmenter for procedure in procedures),
        "settings": text_column(settings),
        "model": text_column(procedure.model for procedure in procedures),
        "model_sha256": text_column(procedure.model_sha256 for procedure in procedures),
        "template": text_column(procedure.template for procedure in procedures),
        "template_digest": text_column(procedure.template_digest for procedure in procedures),
        "pixel_size_um": np.array([procedure.pixel_size_um for procedure in procedures], dtype=np.float64),
        "scale_source": text_column(procedure.scale_source for procedure in procedures),
    }


def _predictions(rows: Iterable[tuple[str, Prediction]]) -> Table:
    predictions = [prediction for _, prediction in rows]
    values = [tuple(prediction.probabilities.values()) for prediction in predictions]
    first = predictions[0]
    table: dict[str, Any] = {
        "model_id": text_column([first.model_id]),
        "classes": text_column(first.probabilities),
        "cell_id": text_column(prediction.cell_id for prediction in predictions),
        "probabilities": np.array(values, dtype=np.float32).reshape(len(values), len(first.probabilities)),
        "abstained": np.array([prediction.abstained for prediction in predictions], dtype=np.uint8),
    }
    for name in ("unfamiliarity", "neighbour_share"):
        known = [getattr(prediction, name) for prediction in predictions]
        if any(value is not None for value in known):
            table[name] = np.array([np.nan if v is None else v for v in known], dtype=np.float32)
    return table
