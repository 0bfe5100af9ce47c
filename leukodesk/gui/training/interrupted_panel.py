"""A training that was cut off, and the choice whether it goes on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from leukodesk.gui.look.panel import Panel, button, row, rule, text_label
from leukodesk.workspace.numerals import local_moment
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace


class InterruptedPanel(Panel):
    """One line about it and two buttons; hidden where there is none.

    Signals:
        resumed: it goes on.
    """

    resumed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0)
        self._workspace = workspace
        self._text = text_label("", "body", wrap=True)
        go_on = button(tr("Go on"), tr("Train on after the last epoch that was finished"), primary=True)
        forget = button(tr("Forget it"), tr("Delete what it left behind; nothing else changes"))
        go_on.clicked.connect(self._resume)
        forget.clicked.connect(workspace.training.forget)
        line = row(self._text, go_on, forget)
        line.setStretch(0, 1)
        self.stack.addLayout(line)
        self.stack.addWidget(rule())
        workspace.training_changed.connect(self._show)
        self._show()

    def _resume(self) -> None:
        self.resumed.emit()
        self._workspace.training.resume()

    def _show(self) -> None:
        found = self._workspace.training.interrupted
        self.setVisible(found is not None and not self._workspace.training.is_running)
        if found is not None:
            self._text.setText(
                tr(
                    "A training on {name} of {began} was cut off. It can go on where it "
                    "stopped; if its dataset has other labels by now, it begins anew with them.",
                    name=found.dataset.name,
                    began=local_moment(found.began),
                )
            )
