"""Signing smears, and unlocking them again."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from leukodesk.core.edits import SignSmears
from leukodesk.core.errors import EditError
from leukodesk.core.signatures import FieldState, Signature, signature_of, signatures, state_of
from leukodesk.core.signing import Open, still_open
from leukodesk.workspace.document import Document
from leukodesk.workspace.reviewing import act_of
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import tr, worded


class Signer(QObject):
    """Knows which smears are signed; neither signing nor unlocking is an undo step.

    Signals:
        signed: arg: smear id.
        failed: args: title, sentence.
    """

    signed = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self,
        document: Document,
        viewer: Viewer,
        annotator: Callable[[], str],
        model_id: Callable[[], str | None],
        parent: QObject | None = None,
    ) -> None:
        """Connect the parts.

        Args:
            document: what is signed.
            viewer: whose smear is.
            annotator: who signs now.
            model_id: whose suggestions are shown now.
            parent: owns it.
        """
        super().__init__(parent)
        self._document = document
        self._viewer = viewer
        self._annotator = annotator
        self._model_id = model_id

    @property
    def signatures(self) -> Mapping[str, Signature]:
        """The signatures in force, by smear id."""
        return signatures(self._document.content)

    @property
    def signature(self) -> Signature | None:
        """The signature of the smear in view, or None."""
        smear = self._viewer.smear
        return signature_of(self._document.content, smear.id) if smear else None

    @property
    def state(self) -> FieldState | None:
        """How far the smear in view is; None without one."""
        smear = self._viewer.smear
        if smear is None:
            return None
        count = self._document.content.count_of(smear.id)
        return state_of(count.cells, count.labelled, signed=self.signature is not None)

    @property
    def reviewed(self) -> tuple[int, int]:
        """Number of labelled cells of the smear in view, and of all."""
        smear = self._viewer.smear
        if smear is None:
            return 0, 0
        count = self._document.content.count_of(smear.id)
        return count.labelled, count.cells

    @property
    def open(self) -> Open | None:
        """What stands in the way of signing the smear in view; None without one."""
        smear = self._viewer.smear
        return still_open(self._document.content, smear.id, self._model_id()) if smear else None

    def sign(self, smear_id: str | None = None) -> bool:
        """Sign what a smear holds now; whether it was done, else why not was said.

        Args:
            smear_id: the smear; None for the one in view.
        """
        smear_id = smear_id or self._in_view
        if smear_id not in self._document.content.smears or self._document.is_closing:
            return False
        act = replace(act_of(self._annotator()), reason="reviewed")
        done = self._document.record(SignSmears.now(self._document.content, (smear_id,), act))
        if done:
            self.signed.emit(smear_id)
        return done

    def unlock(self, reason: str, smear_id: str | None = None) -> bool:
        """Unlock a smear, on record; whether it was done.

        Args:
            reason: why, for the history.
            smear_id: the smear; None for the one in view.
        """
        smear_id = smear_id or self._in_view
        if smear_id not in self._document.content.smears or self._document.is_closing:
            return False
        act = replace(act_of(self._annotator()), reason=reason.strip())
        try:
            edit = SignSmears.unlock(self._document.content, (smear_id,), act)
        except EditError as error:
            self.failed.emit(tr("Unlock"), worded(error))
            return False
        return self._document.record(edit)

    @property
    def _in_view(self) -> str:
        return self._viewer.smear.id if self._viewer.smear else ""

    def next_pending(self) -> str | None:
        """Id of the next smear after the one in view that is not signed, round the end; None if all are."""
        ids = list(self._document.content.smears)
        smear, signed = self._viewer.smear, self.signatures
        start = ids.index(smear.id) + 1 if smear and smear.id in ids else 0
        return next((smear_id for smear_id in (*ids[start:], *ids[:start]) if smear_id not in signed), None)
