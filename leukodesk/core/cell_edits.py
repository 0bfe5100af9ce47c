"""Edits of cells: finding, drawing, reshaping and removing them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, Self

from leukodesk.core.cell import Cell, Label
from leukodesk.core.content import Content
from leukodesk.core.edit import Act, Changes, revise
from leukodesk.core.errors import EditError
from leukodesk.core.readings import REDO, UNDO
from leukodesk.core.records import Record, cell_from, cell_record, label_from, label_record
from leukodesk.core.sentence import count, sentence
from leukodesk.core.signatures import refuse_signed

SPLIT: Final = "cell split"
"""Reason of an act that makes two cells of one."""

_REPEATED: Final = (UNDO, REDO)
"""Reasons of acts that bring cells back exactly as they were."""

JOINED: Final = "cells joined"
"""Reason of an act that makes one cell of several."""


@dataclass(frozen=True)
class ChangeCells:
    """Add, remove or reshape cells of any smears.

    What models said about an outline ends with it: what they said about a cell that gets another one is
    dropped, also where that is undone, and they are to be asked anew. So it is with what was said about a
    removed cell when another source brings its id again; an undo brings it back as models saw it.

    Attributes:
        old: the cells as they are, those to be removed or reshaped.
        new: the cells as they shall be, those to be added or reshaped. A cell in both keeps its id and
            its label, and its predictions where its outline stays.
        old_labels: the labels of the cells that disappear, so that undo brings them back, and of cells in
            both that lose theirs.
        new_labels: the labels of the cells that appear, and of cells in both that have none yet or lose it.
        act: who, when and why, for the label history.
        relative: where cells are split or joined, id of the one that stays: the history says of each that
            appears or ends that it came from it or went into it.
    """

    kind: ClassVar[str] = "change-cells"
    old: tuple[Cell, ...]
    new: tuple[Cell, ...]
    act: Act
    old_labels: tuple[tuple[str, Label], ...] = ()
    new_labels: tuple[tuple[str, Label], ...] = ()
    relative: str = ""

    @property
    def text(self) -> str:
        """What the reader did."""
        if self.act.reason == SPLIT:
            return "Split cell"
        if self.act.reason == JOINED:
            return f"Merge {count(len(self.old), 'cell')}"
        if not self.old:
            return f"Add {count(len(self.new), 'cell')}"
        if not self.new:
            return f"Remove {count(len(self.old), 'cell')}"
        if [cell.id for cell in self.old] != [cell.id for cell in self.new]:
            return "Replace cells"
        return "Correct outline" if len(self.new) == 1 else f"Correct {len(self.new)} outlines"

    def check(self, content: Content) -> None:
        """Refuse cells that changed meanwhile, foreign or signed smears, and masks outside the smear."""
        for cell in self.old:
            if content.cells.get(cell.id) != cell:
                raise EditError(
                    sentence("A cell to be changed is not in the dataset or has changed meanwhile.")
                )
        old_ids = {cell.id for cell in self.old}
        new_ids = {cell.id for cell in self.new}
        self._check_labels(content, old_ids, new_ids)
        for cell in self.new:
            if cell.id in content.cells and cell.id not in old_ids:
                raise EditError(sentence("A cell to be added is already in the dataset."))
            smear = content.smears.get(cell.smear_id)
            if smear is None:
                raise EditError(sentence("A cell belongs to a smear that is not in the dataset."))
            masks = (cell.cell_mask, cell.nucleus_mask or cell.cell_mask)
            if not all(mask.fits(smear.height, smear.width) for mask in masks):
                raise EditError(sentence("A cell lies outside {path}.", path=smear.path))
        refuse_signed(content, (cell.smear_id for cell in (*self.old, *self.new)))

    def _check_labels(self, content: Content, old_ids: set[str], new_ids: set[str]) -> None:
        lost = dict(self.old_labels)
        present = {cell_id: content.labels[cell_id] for cell_id in old_ids if cell_id in content.labels}
        if any(present.get(cell_id) != lost.get(cell_id) for cell_id in {*lost, *(old_ids - new_ids)}):
            raise EditError(sentence("The label of a cell to be removed has changed meanwhile."))
        for cell_id, label in self.new_labels:
            if cell_id not in new_ids or (cell_id in present and cell_id not in lost):
                raise EditError(sentence("A cell to be labelled has a label of its own, or is not there."))
            if label.cell_class not in content.taxonomy:
                raise EditError(
                    sentence("'{cell_class}' is not a class of this dataset.", cell_class=label.cell_class)
                )

    def apply(self, content: Content) -> Changes:
        """Change the cells and record the labels that came or went with them, and what parted or joined."""
        kept, before = {cell.id for cell in self.new}, {cell.id for cell in self.old}
        lost = dict(self.old_labels) | dict.fromkeys(self._parted(before - kept, self.old_labels))
        given = dict(self.new_labels) | dict.fromkeys(self._parted(kept - before, self.new_labels))
        for cell_id, label in lost.items():
            revise(content, cell_id, label, None, self.act, "" if cell_id in kept else self.relative)
        for cell in self.old:
            if cell.id not in kept:
                content.drop_cell(cell.id)
        for cell in self.new:
            content.put_cell(cell)
        for cell_id, label in given.items():
            revise(content, cell_id, None, label, self.act, "" if cell_id in before else self.relative)
        unsaid = content.drop_predictions(self._never_judged())
        touched = frozenset(cell.id for cell in (*self.old, *self.new))
        labels = frozenset(cell_id for cell_id, _ in (*self.old_labels, *self.new_labels))
        return Changes(cells=touched, labels=labels, predictions=unsaid)

    def _never_judged(self) -> list[str]:
        """The new cells whose outlines no model can have spoken about yet."""
        before = {cell.id: cell for cell in self.old}
        comes_back = self.act.reason in _REPEATED
        return [
            cell.id
            for cell in self.new
            if not (cell.has_outline_of(before[cell.id]) if cell.id in before else comes_back)
        ]

    def _parted(self, cell_ids: set[str], labelled: tuple[tuple[str, Label], ...]) -> list[str]:
        """The cells among these without a label of which the history has to tell, in a fixed order."""
        return sorted(cell_ids - {cell_id for cell_id, _ in labelled}) if self.relative else []

    def inverse(self, at: datetime) -> "ChangeCells":
        """Bring the old cells and labels back."""
        act, relative = self.act.undone(at), self.relative
        return ChangeCells(self.new, self.old, act, self.new_labels, self.old_labels, relative)

    def to_record(self) -> Record:
        """JSON values."""
        record = {
            "old": [cell_record(cell) for cell in self.old],
            "new": [cell_record(cell) for cell in self.new],
            "act": self.act.to_record(),
            "old_labels": [[cell_id, label_record(label)] for cell_id, label in self.old_labels],
            "new_labels": [[cell_id, label_record(label)] for cell_id, label in self.new_labels],
        }
        return {**record, "relative": self.relative} if self.relative else record

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        return cls(
            old=tuple(cell_from(item) for item in record["old"]),
            new=tuple(cell_from(item) for item in record["new"]),
            act=Act.from_record(record["act"]),
            old_labels=_labels_from(record["old_labels"]),
            new_labels=_labels_from(record["new_labels"]),
            relative=record.get("relative", ""),
        )


def _labels_from(rows: list[tuple[str, Record]]) -> tuple[tuple[str, Label], ...]:
    labels = ((cell_id, label_from(record)) for cell_id, record in rows)
    return tuple((cell_id, label) for cell_id, label in labels if label is not None)
