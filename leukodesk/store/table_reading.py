"""From tables of arrays back to a dataset's content. Rows are built when somebody looks at them.

So that nothing can turn out to be nonsense then, everything is checked on the whole columns first.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

import numpy as np

from leukodesk.core.cell import CellKind, Label
from leukodesk.core.content import Content, Revision, Version
from leukodesk.core.procedures import Procedure
from leukodesk.core.results import Prediction
from leukodesk.core.rows import Log, Rows
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.store.column_rows import CellColumns, ColumnTable, KeyedColumns, SmearCells
from leukodesk.store.columns import Array, Table, check_texts, optional_texts, texts
from leukodesk.store.key_index import KeyIndex
from leukodesk.store.masks import check_masks
from leukodesk.store.tables import COMMON, PREDICTIONS, Tables

_CELL_TEXTS: Final = ("id", "smear_id", "kind", "source")
_LABEL_TEXTS: Final = ("cell_id", "class", "annotator", "at", "origin")
_REVISION_TEXTS: Final = (
    *("cell_id", "smear_id", "old", "new", "annotator"),
    *("at", "reason", "suggestion", "origin", "hash"),
)
_AT_ONCE: Final = 4096
_LABEL_FIELDS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {"cell_class": ("class", str)}


def content_from(tables: Tables, taxonomy: Taxonomy) -> Content:
    """The content that :func:`leukodesk.store.tables.tables_of` wrote.

    Raises:
        KeyError: a table or column is missing.
        ValueError, TypeError: a value makes no sense.
    """
    cells = _cells_from(tables["cells"], tables["masks"])
    labels = _checked(tables["labels"], _LABEL_TEXTS)
    _check_times(labels["at"])
    revisions = _checked(tables["revisions"], _REVISION_TEXTS)
    _check_times(revisions["at"])
    labelled = KeyedColumns(labels, labels_from, "cell_id", fields=_LABEL_FIELDS)
    said = [_predictions_from(table, cells) for name, table in tables.items() if name.startswith(PREDICTIONS)]
    of_smears = SmearCells(cells.table, labels, cells.index)
    cells.make_room(of_smears.most)
    labelled.make_room(of_smears.most)
    for _, table in said:
        table.make_room(of_smears.most)
    return Content(
        taxonomy=taxonomy,
        smears={smear.id: smear for smear in _smears_from(tables["smears"])},
        cells=Rows(cells),
        labels=Rows(labelled),
        revisions=Log(ColumnTable(revisions, _revisions_from)),
        predictions={model_id: Rows(table) for model_id, table in said},
        # Files before schema 3, and those in which nothing was named or analysed, have no such tables.
        versions=_versions_from(tables["versions"]) if "versions" in tables else {},
        procedures=_procedures_from(tables["procedures"]) if "procedures" in tables else {},
        index=of_smears,
    )


def hashes_from(tables: Tables) -> Log[str]:
    """The chain over the revisions, see :mod:`leukodesk.store.chain`.

    Raises:
        KeyError: a table or column is missing.
    """
    return Log(ColumnTable({"hash": tables["revisions"]["hash"]}, lambda table: texts(table["hash"])))


def _checked(table: Table, text_columns: tuple[str, ...]) -> Table:
    """The table, when its texts can be read and all columns are of one length."""
    for name in text_columns:
        check_texts(table[name])
    if len({len(column) for name, column in table.items() if name not in COMMON}) > 1:
        raise ValueError("the columns of a table are of different lengths")
    return table


def _check_times(column: Array) -> None:
    for start in range(0, len(column), _AT_ONCE):
        for text in column[start : start + _AT_ONCE].tolist():
            datetime.fromisoformat(text.decode())


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


def _cells_from(table: Table, masks: Table) -> CellColumns:
    _checked(table, (*_CELL_TEXTS, *({"procedure"} & table.keys())))
    if not np.isin(table["kind"], [kind.value.encode() for kind in CellKind]).all():
        raise ValueError("a cell is of an unknown kind")
    if "cut" in table and table["cut"].dtype != np.bool_:
        raise ValueError("whether cells are cut is not told by true and false")
    check_masks(masks, len(table["id"]))
    return CellColumns(table, masks)


def labels_from(table: Table) -> list[Label]:
    """The labels of a table whose texts were checked."""
    rows = zip(
        texts(table["class"]),
        texts(table["annotator"]),
        map(datetime.fromisoformat, texts(table["at"])),
        texts(table["origin"]),
        strict=True,
    )
    return [Label(*row) for row in rows]


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


def _procedures_from(table: Table) -> dict[str, Procedure]:
    rows = zip(
        texts(table["id"]),
        texts(table["program"]),
        texts(table["segmenter"]),
        map(json.loads, texts(table["settings"])),
        texts(table["model"]),
        texts(table["model_sha256"]),
        texts(table["template"]),
        texts(table["template_digest"]),
        table["pixel_size_um"].tolist(),
        texts(table["scale_source"]),
        strict=True,
    )
    return {row[0]: Procedure(*row[1:]) for row in rows}


def _predictions_from(table: Table, cells: CellColumns) -> tuple[str, KeyedColumns[Prediction]]:
    (model_id,) = texts(table["model_id"])
    classes = texts(table["classes"])
    _checked(table, ("cell_id",))
    if table["probabilities"].shape != (len(table["cell_id"]), len(classes)):
        raise ValueError("the probabilities are not those of the classes")
    # A model mostly spoke about every cell, in the order of the cells.
    index: KeyIndex | None = cells.index if np.array_equal(table["cell_id"], cells.table["id"]) else None
    build = partial(_built_predictions, model_id, classes)
    return model_id, KeyedColumns(table, build, "cell_id", common=COMMON, index=index)


def _built_predictions(model_id: str, classes: list[str], table: Table) -> list[Prediction]:
    rows = zip(
        texts(table["cell_id"]),
        table["probabilities"].tolist(),
        table["abstained"].tolist(),
        _known_where_told(table, "unfamiliarity"),
        _known_where_told(table, "neighbour_share"),
        strict=True,
    )
    return [
        Prediction(cell_id, model_id, dict(zip(classes, values, strict=True)), bool(abstained), *known)
        for cell_id, values, abstained, *known in rows
    ]


def _known_where_told(table: Table, name: str) -> list[float | None]:
    """A column that files of earlier versions, and of models that cannot say, do not have."""
    values = table.get(name, np.full(len(table["cell_id"]), np.nan))
    return [None if np.isnan(value) else value for value in values.tolist()]
