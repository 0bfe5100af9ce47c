"""Edits on the undo stack."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtGui import QUndoCommand

from leukodesk.core.edits import (
    AddRevisions,
    ChangeCells,
    ChangeTaxonomy,
    CompositeEdit,
    Edit,
    FreezeSmears,
    ReadBlind,
    SetLabels,
)
from leukodesk.core.errors import EditError
from leukodesk.core.readings import REDO
from leukodesk.store.resting_edits import MANY, RestingEdit, number_of_cells
from leukodesk.workspace.words import worded

Apply = Callable[[Edit], None]
"""Checks, applies and journals an edit. Raises EditError."""


def again(edit: Edit, at: datetime) -> Edit:
    """``edit`` as done once more at ``at``: history shows a redo as an act of its own."""
    if isinstance(edit, CompositeEdit):
        return replace(edit, edits=tuple(again(part, at) for part in edit.edits))
    if isinstance(edit, AddRevisions | ReadBlind):
        return edit.inverse(at).inverse(at)
    if isinstance(edit, SetLabels | ChangeCells | ChangeTaxonomy | FreezeSmears):
        return replace(edit, act=replace(edit.act, at=at, reason=REDO))
    return edit


class EditCommand(QUndoCommand):
    """One edit that can be taken back.

    A group of edits is one ``CompositeEdit`` in one command: nested commands crash when the Python side of
    a child is collected. No exception may leave ``undo`` or ``redo``, for the stack would be out of step
    with the content; what cannot be done any more is reported and dropped from the stack.
    """

    def __init__(self, edit: Edit, apply: Apply, refuse: Callable[[str], None]) -> None:
        super().__init__(edit.text)
        self._edit: Edit | RestingEdit = edit
        self._apply = apply
        self._refuse = refuse
        self._done_before = False

    def next_edit(self, *, undo: bool) -> Edit:
        """What :meth:`undo`, or a later :meth:`redo`, does."""
        now = datetime.now(UTC)
        edit = self._awake
        return edit.inverse(now) if undo else again(edit, now)

    @property
    def heavy_edit(self) -> Edit | None:
        """The edit, if it keeps many cells in memory."""
        edit = self._edit
        return None if isinstance(edit, RestingEdit) or number_of_cells(edit) < MANY else edit

    def rest(self, resting: RestingEdit) -> None:
        """Keep the same edit in this form."""
        self._edit = resting

    @property
    def _awake(self) -> Edit:
        return self._edit.awake() if isinstance(self._edit, RestingEdit) else self._edit

    def redo(self) -> None:
        """Do the edit; from the second time on as an act of its own."""
        if self._done_before:
            self._attempt(self.next_edit(undo=False))
        else:
            self._done_before = True
            self._attempt(self._awake)

    def undo(self) -> None:
        """Do the inverse, as an edit of its own."""
        self._attempt(self.next_edit(undo=True))

    def _attempt(self, edit: Edit) -> None:
        try:
            self._apply(edit)
        except EditError as error:
            self.setObsolete(True)
            self._refuse(worded(error))
