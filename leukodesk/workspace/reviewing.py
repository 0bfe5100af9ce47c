"""A reader's judgements as edits. Pure functions: what to do, not doing it."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from leukodesk.core.cell import Cell, CellKind, Label, new_cell_id
from leukodesk.core.conflicts import Conflicts
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, ChangeCells, ChangeTaxonomy, LabelChange, SetLabels
from leukodesk.core.gallery import gallery_cells
from leukodesk.core.mask import Mask
from leukodesk.core.taxonomies import extended
from leukodesk.core.taxonomy import Taxonomy


def act_of(annotator: str) -> Act:
    """``annotator`` doing something now."""
    return Act(annotator, datetime.now(UTC))


def label_edit(
    content: Content, classes: Iterable[tuple[str, str | None]], annotator: str, model_id: str | None
) -> SetLabels | None:
    """Give labels, or take them away.

    A label that says the same in the same annotator's name is left alone, unless the cell is undecided: then
    it settles that. One in another's name is a statement of its own.

    Args:
        content: the dataset as it is.
        classes: cell id and class id, None for no label.
        annotator: who says so.
        model_id: the model whose suggestion the reader saw, kept in the history.

    Returns:
        The edit, or None when it would change nothing.
    """
    act = act_of(annotator)
    seen = content.predictions.get(model_id, {}) if model_id else {}
    changes = []
    wanted = [(cell_id, class_id, content.labels.get(cell_id)) for cell_id, class_id in classes]
    same = {
        cell_id
        for cell_id, class_id, old in wanted
        if ((old.cell_class, old.annotator) == (class_id, annotator) if old else class_id is None)
    }
    undecided = Conflicts()
    undecided.follow(content.entries_of(same))
    for cell_id, class_id, old in wanted:
        if cell_id not in content.cells or (cell_id in same and cell_id not in undecided):
            continue
        prediction = seen.get(cell_id)
        suggestion = f"{model_id}:{prediction.top_class}" if prediction else ""
        new = Label(class_id, annotator, act.at) if class_id is not None else None
        changes.append(LabelChange(cell_id, old, new, suggestion))
    return SetLabels(tuple(changes), act) if changes else None


def acceptable(content: Content, cell_ids: Iterable[str], model_id: str | None) -> list[tuple[str, str]]:
    """Cell ids with the class each is shown under, without those that nobody decided yet."""
    known = [cell_id for cell_id in cell_ids if cell_id in content.cells]
    shown = ((cell_id, content.class_of(cell_id, model_id)) for cell_id in known)
    return [(cell_id, class_id) for cell_id, class_id in shown if class_id in content.taxonomy]


def removal(content: Content, cell_ids: Iterable[str], annotator: str) -> ChangeCells | None:
    """Remove cells with their labels; None when none of them exists."""
    cells = tuple(content.cells[cell_id] for cell_id in dict.fromkeys(cell_ids) if cell_id in content.cells)
    labels = tuple((cell.id, content.labels[cell.id]) for cell in cells if cell.id in content.labels)
    return ChangeCells(cells, (), act_of(annotator), old_labels=labels) if cells else None


def addition(smear_id: str, cell_mask: Mask, nucleus_mask: Mask | None, annotator: str) -> ChangeCells:
    """Add a cell that a reader drew."""
    cell = Cell(new_cell_id(), smear_id, cell_mask, nucleus_mask, source=annotator)
    return ChangeCells((), (cell,), act_of(annotator))


def class_edit(content: Content, wanted: Taxonomy, annotator: str) -> ChangeTaxonomy:
    """Give the dataset the classes of ``wanted``: added, or instead of its own while nothing is labelled."""
    new = extended(content.taxonomy, wanted) if content.labels else wanted
    return ChangeTaxonomy(content.taxonomy, new, act_of(annotator))


def next_unlabelled(
    content: Content,
    smear_id: str,
    model_id: str | None,
    after: str | None,
    step: int,
    wanted: Callable[[str], bool] | None = None,
) -> str | None:
    """The nearest cell without a label after (1) or before (-1) a cell, round the end; None if all have one.

    Only those for which ``wanted`` holds, where it is given.

    Leukocytes come before the rest, those that the model doubts most first: what is wrong is mostly there.
    Of equal doubt, as where no model spoke, they come in the order in which they were added: a segmenter's
    in reading order, drawn ones last.
    """
    cells = sorted(
        gallery_cells(content, smear_id, model_id, 0),
        key=lambda cell: (content.kind_of(cell.cell_id) is not CellKind.LEUKOCYTE, -cell.doubt, cell.order),
    )
    order = [cell.cell_id for cell in cells]
    if not order:
        return None
    start = order.index(after) if after in order else (-1 if step > 0 else 0)
    for distance in range(1, len(order) + 1):
        cell_id = order[(start + step * distance) % len(order)]
        if cell_id not in content.labels and (wanted is None or wanted(cell_id)):
            return cell_id
    return None
