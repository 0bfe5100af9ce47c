"""How many labels there are of each class."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from leukodesk.gui.look.panel import set_tone, text_label
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.smears.label_counts import counts_patients, label_counts, what_is_set_apart
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace


class LabelTable(QWidget):
    """One line per class: labelled cells, and from how many smears or patients."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._lines: list[tuple[QLabel, QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE * 2)
        self._grid.setVerticalSpacing(SPACE // 2)
        self._grid.setColumnStretch(0, 1)
        self._apart = text_label("", "small", "muted", wrap=True)
        self._from = text_label("", "small", "muted")
        titles = (text_label(title, "small", "muted") for title in (tr("Labels"), tr("Cells")))
        self._place(0, (*titles, self._from))
        workspace.changed.connect(self._show)
        workspace.deciding.changed.connect(self._show)
        workspace.classes_changed.connect(self._show)

    def _make_lines(self, number: int) -> None:
        """Have a line for each of so many classes: other classes may come with any signal."""
        if len(self._lines) == number:
            return
        for line in self._lines:
            for label in line:
                label.setParent(None)
                label.deleteLater()
        self._lines = [(QLabel(), QLabel(), QLabel()) for _ in range(number)]
        for place, line in enumerate(self._lines, start=1):
            self._place(place, line)
        self._grid.addWidget(self._apart, number + 1, 0, 1, 3)

    def _place(self, number: int, line: tuple[QLabel, ...]) -> None:
        for column, label in enumerate(line):
            if column:
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(label, number, column)

    def showEvent(self, event: QShowEvent) -> None:
        """Count the labels now: while the table is hidden nobody asks."""
        super().showEvent(event)
        self._show()

    def _show(self, *_: object) -> None:
        if not self.isVisible():
            return
        content, frozen = self._workspace.content, self._workspace.freezing.frozen
        counts = label_counts(content, frozen)
        of_patients = counts_patients(content, frozen)
        self._from.setText(tr("Patients") if of_patients else tr("Smears"))
        self._from.setToolTip(
            tr("A smear whose patient is not known counts as a patient.") if of_patients else ""
        )
        self._make_lines(len(counts))
        self._apart.setText(what_is_set_apart(content, frozen, len(self._workspace.deciding.cells)))
        self._apart.setVisible(bool(self._apart.text()))
        for count, line in zip(counts, self._lines, strict=True):
            texts = (tr(count.cell_class.title), written(count.cells), written(count.groups))
            for label, text in zip(line, texts, strict=True):
                label.setText(text)
                set_tone(label, "" if count.cells else "muted")
