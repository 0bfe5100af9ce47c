"""Domain objects as plain JSON values, for the journal and for files. Exact both ways."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from leukodesk.core.cell import Cell, CellKind, Label
from leukodesk.core.content import Revision
from leukodesk.core.mask import Mask
from leukodesk.core.procedures import Procedure
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import CellClass, Taxonomy

Record = dict[str, Any]


def mask_record(mask: Mask) -> Record:
    """A mask as box and run lengths."""
    return {"box": [mask.top, mask.left, mask.height, mask.width], "runs": list(mask.runs)}


def mask_from(record: Record) -> Mask:
    """The mask that :func:`mask_record` wrote.

    Raises:
        ValueError: the run lengths do not fill the box.
    """
    top, left, height, width = record["box"]
    runs = tuple(record["runs"])
    if sum(runs) != height * width:
        raise ValueError(f"run lengths sum to {sum(runs)}, the box holds {height * width}")
    return Mask(top, left, height, width, runs)


def cell_record(cell: Cell) -> Record:
    """A cell with its masks."""
    record: Record = {
        "id": cell.id,
        "smear_id": cell.smear_id,
        "cell": mask_record(cell.cell_mask),
        "nucleus": mask_record(cell.nucleus_mask) if cell.nucleus_mask else None,
        "kind": cell.kind.value,
        "source": cell.source,
    }
    if cell.procedure:
        record["procedure"] = cell.procedure
    if cell.cut:
        record["cut"] = True
    return record


def cell_from(record: Record) -> Cell:
    """The cell that :func:`cell_record` wrote."""
    nucleus = record["nucleus"]
    return Cell(
        id=record["id"],
        smear_id=record["smear_id"],
        cell_mask=mask_from(record["cell"]),
        nucleus_mask=mask_from(nucleus) if nucleus else None,
        kind=CellKind(record["kind"]),
        source=record["source"],
        procedure=record.get("procedure", ""),
        cut=record.get("cut", False),
    )


def procedure_record(procedure: Procedure) -> Record:
    """With what a smear was analysed."""
    return asdict(procedure)


def procedure_from(record: Record) -> Procedure:
    """The procedure that :func:`procedure_record` wrote."""
    return Procedure(**record)


def label_record(label: Label | None) -> Record | None:
    """A label, or None for none."""
    if label is None:
        return None
    return {
        "class": label.cell_class,
        "annotator": label.annotator,
        "at": label.at.isoformat(),
        "origin": label.origin,
    }


def label_from(record: Record | None) -> Label | None:
    """The label that :func:`label_record` wrote."""
    if record is None:
        return None
    at = datetime.fromisoformat(record["at"])
    return Label(record["class"], record["annotator"], at, record["origin"])


def revision_record(revision: Revision) -> Record:
    """An entry of the label history."""
    return {**vars(revision), "at": revision.at.isoformat()}


def revision_from(record: Record) -> Revision:
    """The entry that :func:`revision_record` wrote."""
    return Revision(**{**record, "at": datetime.fromisoformat(record["at"])})


def smear_record(smear: Smear) -> Record:
    """A smear's description without its pixels."""
    return {
        "id": smear.id,
        "path": smear.path,
        "sha256": smear.sha256,
        "width": smear.width,
        "height": smear.height,
        "pixel_size_um": smear.pixel_size_um,
        "stain": smear.stain,
        "patient_id": smear.patient_id,
    }


def smear_from(record: Record) -> Smear:
    """The smear that :func:`smear_record` wrote."""
    return Smear(**record)


def taxonomy_record(taxonomy: Taxonomy) -> Record:
    """A taxonomy with its classes."""
    return {"id": taxonomy.id, "classes": [dict(vars(cell_class)) for cell_class in taxonomy.classes]}


def taxonomy_from(record: Record) -> Taxonomy:
    """The taxonomy that :func:`taxonomy_record` wrote.

    Raises:
        ValueError: ids, keys or letters repeat.
    """
    return Taxonomy(record["id"], tuple(CellClass(**item) for item in record["classes"]))
