"""Says that somebody reads blind, how far they are, and how to end it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from leukodesk.gui.look.panel import Panel, button, row, set_tone, text_label
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace


class BlindStrip(Panel):
    """One line above everything; hidden while nobody reads blind."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=SPACE)
        self.setAccessibleName(tr("Blind second reading"))
        self._workspace = workspace
        self._title = text_label("", "heading", "warning")
        self._text = text_label("", wrap=True)
        self._on = button(
            tr("Next smear to read"), tr("Open the first smear with cells that you have not read yet")
        )
        self._end = button(
            tr("End and compare…"), tr("Show everything again, and how far both readings agree")
        )
        self._on.clicked.connect(self._go_on)
        self._end.clicked.connect(workspace.second.end)
        line: QHBoxLayout = row(self._title, self._text, self._on, self._end)
        line.setStretch(1, 1)
        line.setContentsMargins(SPACE // 2, 0, SPACE // 2, 0)
        self.stack.addLayout(line)
        workspace.second.switched.connect(self._show)
        workspace.second.went_on.connect(self._show)
        self._show()

    def _go_on(self) -> None:
        if smear_id := self._workspace.second.next_smear():
            self._workspace.open_smear(smear_id)

    def _show(self) -> None:
        second = self._workspace.second
        self.setVisible(second.is_blind)
        if not second.is_blind:
            return
        done, total = second.progress
        self._title.setText(tr("Blind reading by {annotator}", annotator=second.annotator))
        left = (
            tr("What others and models said is hidden.")
            if done < total
            else tr("All is read: end and compare.")
        )
        self._text.setText(tr("{done} of {total} cells read. {left}", done=done, total=total, left=left))
        self._on.setVisible(done < total)
        set_tone(self._text, "success" if done == total else "")
