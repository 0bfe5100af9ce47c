"""A dataset's content as tables of arrays, and back. Exact both ways."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import quote

import numpy as np

from leukodesk.core.cell import Cell, CellKind, Label
from leukodesk.core.content import Content, Revision, Version
from leukodesk.core.records import taxonomy_from, taxonomy_record
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.store.columns import Table, optional_columns, optional_texts, text_column, texts
from leukodesk.store.masks import mask_table, masks_from

Tables = dict[str, Table]
"""Table name, as in the file, to columns."""

PREDICTIONS: Final = "predictions/"
"""What the names of prediction tables begin with."""


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
    """All tables of ``content``; ``hashes`` is the chain over its revisions, one per revision."""
    cells = list(content.cells.values())
    tables = {
        "smears": _smears(list(content.smears.values())),
        "cells": {
            "id": text_column(cell.id for cell in cells),
            "smear_id": text_column(cell.smear_id for cell in cells),
            "kind": text_column(cell.kind.value for cell in cells),
            "source": text_column(cell.source for cell in cells),
        },
        "masks": mask_table(cells),
        "labels": _labels(content.labels),
        "revisions": _revisions(content.revisions, hashes),
    }
    if content.versions:
        tables["versions"] = _versions(list(content.versions.values()))
    for model_id, predictions in content.predictions.items():
        tables[prediction_table_name(model_id)] = _predictions(list(predictions.values()))
    return tables


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


def _labels(labels: dict[str, Label]) -> Table:
    return {
        "cell_id": text_column(labels),
        "class": text_column(label.cell_class for label in labels.values()),
        "annotator": text_column(label.annotator for label in labels.values()),
        "at": text_column(label.at.isoformat() for label in labels.values()),
        "origin": text_column(label.origin for label in labels.values()),
    }


def _revisions(revisions: list[Revision], hashes: Sequence[str]) -> Table:
    return {
        "sequence": np.arange(1, len(revisions) + 1, dtype=np.uint64),
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


def _predictions(predictions: list[Prediction]) -> Table:
    rows = [tuple(prediction.probabilities.values()) for prediction in predictions]
    first = predictions[0]
    table = {
        "model_id": text_column([first.model_id]),
        "classes": text_column(first.probabilities),
        "cell_id": text_column(prediction.cell_id for prediction in predictions),
        "probabilities": np.array(rows, dtype=np.float32).reshape(len(rows), len(first.probabilities)),
        "abstained": np.array([prediction.abstained for prediction in predictions], dtype=np.uint8),
    }
    unlike = [prediction.unfamiliarity for prediction in predictions]
    if any(value is not None for value in unlike):
        table["unfamiliarity"] = np.array([np.nan if v is None else v for v in unlike], dtype=np.float32)
    return table


def content_from(tables: Tables, taxonomy: Taxonomy) -> Content:
    """The content that :func:`tables_of` wrote.

    Raises:
        KeyError: a table or column is missing.
        ValueError: a value makes no sense.
    """
    cells = _cells_from(tables["cells"], tables["masks"])
    return Content(
        taxonomy=taxonomy,
        smears={smear.id: smear for smear in _smears_from(tables["smears"])},
        cells={cell.id: cell for cell in cells},
        labels=_labels_from(tables["labels"]),
        revisions=_revisions_from(tables["revisions"]),
        predictions=dict(
            _predictions_from(table) for name, table in tables.items() if name.startswith(PREDICTIONS)
        ),
        # Files before schema 3, and those in which nothing was named, have no such table.
        versions=_versions_from(tables["versions"]) if "versions" in tables else {},
    )


def _smears_from(table: Table) -> list[Smear]:
    sizes = [None if np.isnan(size) else size for size in table["pixel_size_um"].tolist()]
    return [
        Smear(*row)
        for row in zip(
            texts(table["id"]),
            texts(table["path"]),
            texts(table["sha256"]),
            table["width"].tolist(),
            table["height"].tolist(),
            sizes,
            texts(table["stain"]),
            optional_texts(table, "patient_id"),
            strict=True,
        )
    ]


def _cells_from(table: Table, masks: Table) -> list[Cell]:
    kinds = {kind.value: kind for kind in CellKind}
    found = masks_from(masks)
    cells = []
    for cell_id, smear_id, kind, source in zip(
        texts(table["id"]),
        texts(table["smear_id"]),
        texts(table["kind"]),
        texts(table["source"]),
        strict=True,
    ):
        whole, nucleus = next(found), next(found)
        if whole is None:
            raise ValueError(f"cell {cell_id} has no mask")
        cells.append(Cell(cell_id, smear_id, whole, nucleus, kinds[kind], source))
    return cells


def _labels_from(table: Table) -> dict[str, Label]:
    rows = zip(
        texts(table["class"]),
        texts(table["annotator"]),
        map(datetime.fromisoformat, texts(table["at"])),
        texts(table["origin"]),
        strict=True,
    )
    return dict(zip(texts(table["cell_id"]), (Label(*row) for row in rows), strict=True))


def _revisions_from(table: Table) -> list[Revision]:
    return [
        Revision(*row)
        for row in zip(
            texts(table["cell_id"]),
            texts(table["smear_id"]),
            optional_texts(table, "old"),
            optional_texts(table, "new"),
            texts(table["annotator"]),
            map(datetime.fromisoformat, texts(table["at"])),
            texts(table["reason"]),
            texts(table["suggestion"]),
            texts(table["origin"]),
            strict=True,
        )
    ]


def _versions_from(table: Table) -> dict[str, Version]:
    rows = zip(
        texts(table["name"]),
        texts(table["digest"]),
        texts(table["annotator"]),
        map(datetime.fromisoformat, texts(table["at"])),
        table["smears"].tolist(),
        table["cells"].tolist(),
        table["labels"].tolist(),
        strict=True,
    )
    return {row[0]: Version(*row) for row in rows}


def _predictions_from(table: Table) -> tuple[str, dict[str, Prediction]]:
    (model_id,) = texts(table["model_id"])
    classes = texts(table["classes"])
    # Files of earlier versions, and of models that cannot say, have no such column.
    unlike = table.get("unfamiliarity", np.full(len(table["cell_id"]), np.nan)).tolist()
    rows = zip(
        texts(table["cell_id"]),
        table["probabilities"].tolist(),
        table["abstained"].tolist(),
        (None if np.isnan(value) else value for value in unlike),
        strict=True,
    )
    return model_id, {
        cell_id: Prediction(
            cell_id, model_id, dict(zip(classes, values, strict=True)), bool(abstained), unfamiliarity
        )
        for cell_id, values, abstained, unfamiliarity in rows
    }
