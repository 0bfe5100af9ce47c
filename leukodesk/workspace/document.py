"""The open dataset in memory, its undo stack, and the one way to change it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from leukodesk.core.content import Content
from leukodesk.core.edits import Changes, CompositeEdit, Edit, ReadBlind, RecordAnalysis, SetLabels
from leukodesk.core.errors import EditError, SignedError
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.garbage import collection_paused
from leukodesk.jobs.datasets import OpenedDataset
from leukodesk.store.dataset import Dataset
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.saving import Saver
from leukodesk.workspace.settling import Settler
from leukodesk.workspace.undo import EditCommand
from leukodesk.workspace.words import later, tr, worded

_READ_ONLY = later("This dataset is open to look at only; save a copy and open that to change anything.")
_BLIND = later("During a blind reading cells can only be labelled; end it first (Review, Second reading).")


def _may_be_blind(edit: Edit) -> bool:
    if isinstance(edit, CompositeEdit):
        return all(map(_may_be_blind, edit.edits))
    return isinstance(edit, SetLabels | ReadBlind | RecordAnalysis)


class Document(QObject):
    """What is open now.

    Attributes:
        content: the tables; changed by edits and predictions only.
        dataset: the handle for jobs on the io thread, or None while nothing is open.
        path: the dataset's file, or None.
        read_only: nothing can be changed.
        why_read_only: why, and what to do; empty where that is not known.
        is_blind: somebody reads blind, so nothing but labels and readings may be changed.
        is_closing: the reader's edits are not taken any more, or saving them would never end.
        undo_stack: what can be taken back.
        saver: makes it durable.

    Signals:
        replaced: another dataset is open, or none.
        changed: arg: Changes.
        refused: an edit did not fit; arg: one sentence.
    """

    replaced = Signal()
    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.content = Content(BLAST_NORMAL)
        self.dataset: Dataset | None = None
        self.path: Path | None = None
        self.read_only = False
        self.why_read_only = ""
        self.is_blind = False
        self.is_closing = False
        self._checked: Edit | None = None
        self.undo_stack = QUndoStack(self)
        self.saver = Saver(runner, self)
        self._settler = Settler(runner, self.saver, self.undo_stack, lambda: self.content, self)

    def replace(self, opened: OpenedDataset | None) -> None:
        """Show another dataset, or none. Everything unsaved must have been saved or abandoned."""
        self.saver.attach(opened.dataset if opened else None)
        self.undo_stack.clear()
        self.content = opened.content if opened else Content(BLAST_NORMAL)
        self.dataset = opened.dataset if opened else None
        self.path = opened.path if opened else None
        self.read_only = opened.read_only if opened else False
        self.why_read_only = opened.why_read_only if opened else ""
        self.replaced.emit()

    def do(self, edit: Edit) -> bool:
        """Do ``edit`` so that it can be undone; whether it was done, else ``refused`` says why."""
        with collection_paused():
            if self.is_closing or not self._fits(edit):
                return False
            self._checked = edit
            self.undo_stack.push(EditCommand(edit, self._apply, self.refused.emit))
            self._checked = None
        return True

    def undo(self) -> None:
        """Take the last edit back; a change of a smear that is signed by now waits until it is unlocked."""
        with collection_paused():
            if not self._is_locked(self.undo_stack.index() - 1, undo=True):
                self.undo_stack.undo()

    def redo(self) -> None:
        """Do again what was taken back last; see :meth:`undo`."""
        with collection_paused():
            if not self._is_locked(self.undo_stack.index(), undo=False):
                self.undo_stack.redo()

    def _is_locked(self, place: int, *, undo: bool) -> bool:
        """Whether a command of the stack must wait; the stack would drop one that raises."""
        command = self.undo_stack.command(place)
        if isinstance(command, EditCommand):
            try:
                command.next_edit(undo=undo).check(self.content)
            except SignedError as error:
                self.refused.emit(worded(error))
                return True
            except EditError:
                return False  # the command itself says so
        return False

    def refusal(self, edit: Edit) -> str:
        """Why ``edit`` cannot be done, one sentence; empty if it can."""
        try:
            self._check(edit)
        except EditError as error:
            return worded(error)
        return ""

    def has_outrun(self, edit: Edit) -> bool:
        """Whether ``edit`` was made for an earlier state of what is open, and does not fit the one of now."""
        try:
            edit.check(self.content)
        except EditError:
            return True
        return False

    def record(self, edit: Edit) -> bool:
        """Do ``edit`` without an undo step: for what the program did by itself; whether it was done."""
        if not self._fits(edit):
            return False
        self._carry_out(edit)
        return True

    def record_predictions(self, predictions: tuple[Prediction, ...]) -> None:
        """Keep what a model said."""
        if not predictions:
            return
        self.content.put_predictions(predictions)
        self._write(predictions)
        cells = frozenset(prediction.cell_id for prediction in predictions)
        self.changed.emit(Changes(predictions=cells))

    def _fits(self, edit: Edit) -> bool:
        # Checked before the push: an exception during it would leave the command on the stack.
        refusal = self.refusal(edit)
        if refusal:
            self.refused.emit(refusal)
        return not refusal

    def _check(self, edit: Edit) -> None:
        if self.read_only:
            raise EditError(self.why_read_only or tr(_READ_ONLY))
        if self.is_blind and not _may_be_blind(edit):
            raise EditError(tr(_BLIND))
        edit.check(self.content)

    def _apply(self, edit: Edit) -> None:
        if edit is not self._checked:
            self._check(edit)
        self._carry_out(edit)

    def _carry_out(self, edit: Edit) -> None:
        changes = edit.apply(self.content)
        self._write(edit)
        if changes != Changes():
            self.changed.emit(changes)

    def _write(self, write: Edit | tuple[Prediction, ...]) -> None:
        if not self.read_only:
            self.saver.write(write)
