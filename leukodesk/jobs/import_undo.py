"""Taking an import back, also long after it was made. What readers did since stays."""

from dataclasses import dataclass
from datetime import datetime

from leukodesk.core.cell import Cell, Label
from leukodesk.core.content import Content
from leukodesk.core.edit import Act, Edit
from leukodesk.core.edits import (
    ChangeCells,
    ChangeTaxonomy,
    CompositeEdit,
    LabelChange,
    RemoveSmears,
    SetLabels,
)
from leukodesk.core.errors import EditError
from leukodesk.core.imported import classes_added, import_id, import_time, imported_from
from leukodesk.core.sentence import count, sentence
from leukodesk.core.taxonomies import lacking
from leukodesk.core.taxonomy import Taxonomy


@dataclass(frozen=True)
class UndoPlan:
    """How an import is taken back.

    Attributes:
        name: of the import.
        edit: as one act, with entries of its own in the label history.
        cells: number of cells that are removed.
        labels: number of labels that are taken from cells that had been there before.
        smears: number of smears that are removed, as nothing is left in them.
        classes: ids of the classes that are taken away, as the import added them and nothing uses them.
        kept: number of imported cells that stay, because a reader worked on them since.
    """

    name: str
    edit: CompositeEdit
    cells: int
    labels: int
    smears: int
    classes: tuple[str, ...]
    kept: int


def imports_of(content: Content) -> list[datetime]:
    """When what is in the dataset now was imported, oldest first: one time for each import."""
    found = {told.at for cell in content.cells.values() if (told := imported_from(cell.source))}
    found |= {label.at for label in content.labels.values() if label.origin == "import"}
    return sorted(found)


def plan_undo(content: Content, name: str | None, annotator: str, at: datetime) -> UndoPlan:
    """What taking back an import changes.

    Args:
        content: the dataset as it is now.
        name: which import, see :func:`leukodesk.core.imported.import_id`; None for the last one.
        annotator: who takes it back, for the label history.
        at: when, in UTC.

    Raises:
        EditError: there is no such import.
    """
    when = _time_of(name, imports_of(content))
    act = Act(annotator, at, "undo")
    imported = [cell for cell in content.cells.values() if _is_from(cell, when)]
    own = {cell_id: label for cell_id, label in content.labels.items() if _is_label_from(label, when)}
    # A label that the import did not give is a reader's, also of one whose clock is slow.
    touched = {revision.cell_id for revision in content.revisions if revision.at > when}
    touched |= content.labels.keys() - own.keys()
    removed = [cell for cell in imported if cell.id not in touched]
    gone = {cell.id for cell in removed}
    changes = tuple(
        LabelChange(cell_id, label, None) for cell_id, label in own.items() if cell_id not in gone
    )
    labels = tuple((cell.id, content.labels[cell.id]) for cell in removed if cell.id in content.labels)
    smears = _left_empty(content, removed, gone, when)
    edits: list[Edit] = []
    if changes:
        edits.append(SetLabels(changes, act))
    if removed:
        edits.append(ChangeCells(tuple(removed), (), act, old_labels=labels))
    if smears:
        edits.append(RemoveSmears(tuple(content.smears[smear_id] for smear_id in smears)))
    gone_labels = gone | {change.cell_id for change in changes}
    taxonomy = _without_added(content, when, gone_labels)
    if taxonomy != content.taxonomy:
        edits.append(ChangeTaxonomy(content.taxonomy, taxonomy, act))
    edit = CompositeEdit(tuple(edits), f"Undo the import of {count(len(removed), 'cell')}")
    return UndoPlan(
        name=import_id(when),
        edit=edit,
        cells=len(removed),
        labels=len(changes),
        smears=len(smears),
        classes=lacking(taxonomy, content.taxonomy.ids),
        kept=len(imported) - len(removed),
    )


def _time_of(name: str | None, known: list[datetime]) -> datetime:
    """When the import of that name was made, or the last one of those that are known."""
    if not known:
        raise EditError(sentence("Nothing in the dataset was imported, so there is nothing to take back."))
    when = import_time(name) if name else known[-1]
    if when is None or when not in known:
        raise EditError(
            sentence(
                "Nothing in the dataset comes from an import '{name}'; choose of: {names}.",
                name=name,
                names=", ".join(map(import_id, known)),
            )
        )
    return when


def _without_added(content: Content, when: datetime, gone: set[str]) -> Taxonomy:
    """The classes without those that the import added and that nobody used but the import itself.

    Args:
        content: the dataset as it is now.
        when: the import was made.
        gone: ids of the cells whose labels are taken away.
    """
    added: dict[str, str] = {}
    used = {label.cell_class for cell_id, label in content.labels.items() if cell_id not in gone}
    for entry in content.revisions:
        if entry.cell_id and entry.at != when and entry.new is not None:
            used.add(entry.new)
        elif not entry.cell_id and not entry.smear_id and entry.at == when:
            added |= dict.fromkeys(classes_added(entry.reason), entry.old or "")
    dropped = added.keys() - used
    if not dropped:
        return content.taxonomy
    left = tuple(item for item in content.taxonomy.classes if item.id not in dropped)
    former = next(iter(added.values()))
    is_former = dropped == added.keys() and content.taxonomy.id.startswith(f"{former}+")
    return Taxonomy(former if is_former else content.taxonomy.id, left)


def _is_from(cell: Cell, when: datetime) -> bool:
    told = imported_from(cell.source)
    return told is not None and told.at == when


def _is_label_from(label: Label, when: datetime) -> bool:
    return label.origin == "import" and label.at == when


def _left_empty(content: Content, removed: list[Cell], gone: set[str], when: datetime) -> list[str]:
    """Smears that the import brought, in which no cell is left, and of which nobody said anything since."""
    brought = {cell.smear_id for cell in removed if (told := imported_from(cell.source)) and told.with_smear}
    brought -= {entry.smear_id for entry in content.revisions if not entry.cell_id and entry.at > when}
    return [
        smear_id
        for smear_id in content.smears
        if smear_id in brought and all(cell.id in gone for cell in content.cells_of(smear_id))
    ]
