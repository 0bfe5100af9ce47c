"""The fields of one class."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from leukodesk.core.taxonomy import CellClass, Taxonomy
from leukodesk.gui.classes.class_words import key_problem, letter_problem, title_problem
from leukodesk.gui.classes.colour_field import ColourField
from leukodesk.gui.commands.key_field import KeyField
from leukodesk.gui.look.panel import text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import tr

_SHAPES: Final = "●■▲◆★✚"
_LONGEST_TITLE: Final = 40


class ClassForm(QWidget):
    """Name, letter, key, group and colour of one class.

    Signals:
        changed: the reader made it another one, which fits beside the others; arg: the CellClass.
        refused: what the reader wants does not fit; arg: one sentence.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taxonomy: Taxonomy | None = None
        self._item: CellClass | None = None
        self.title = QLineEdit()
        self.title.setMaxLength(_LONGEST_TITLE)
        self.title.editingFinished.connect(self._take_title)
        self._letter = QComboBox()
        self._letter.setEditable(True)
        self._letter.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._letter.setToolTip(tr("Stands on the colour everywhere, so that colour is never all there is"))
        line = self._letter.lineEdit()
        assert line is not None
        line.setMaxLength(1)
        line.editingFinished.connect(self._take_letter)
        self._letter.activated.connect(self._take_letter)
        self._key = KeyField(tr("this class"))
        self._key.setToolTip(tr("Labels the selected cells as this class; the cross leaves no key"))
        self._key.chosen.connect(self._take_key)
        self._counted = QCheckBox(tr("Part of the 100 % (leukocyte)"))
        self._counted.clicked.connect(self._take_counted)
        self._colour = ColourField(theme)
        self._colour.chosen.connect(lambda colour: self._propose(colour=colour))
        self._colour.refused.connect(self.refused)
        self._id = text_label("", tone="muted")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACE * 2)
        form.setVerticalSpacing(SPACE)
        for name, widget in (
            (tr("Name"), self.title),
            (tr("Letter or sign"), self._letter),
            (tr("Key"), self._key),
            (tr("Group"), self._counted),
            (tr("Colour"), self._colour),
            (tr("In files"), self._id),
        ):
            label = QLabel(name)
            label.setBuddy(widget)
            form.addRow(label, widget)
        for field, name in ((self.title, tr("Name")), (self._letter, tr("Letter or sign"))):
            field.setAccessibleName(name)
        line.setAccessibleName(tr("Letter or sign"))
        # As wide as they need to be.
        for narrow in (self._letter, self._key):
            narrow.setFixedWidth(self.fontMetrics().averageCharWidth() * 20)

    def show_class(self, taxonomy: Taxonomy, class_id: str, *, group_is_fixed: str) -> None:
        """Show one class of the dataset.

        Args:
            taxonomy: all classes.
            class_id: the one.
            group_is_fixed: why it cannot be counted otherwise, or empty if it can.
        """
        self._taxonomy = taxonomy
        self._item = item = taxonomy[class_id]
        self.title.setText(tr(item.title))
        with QSignalBlocker(self._letter):
            self._letter.clear()
            taken = {other.letter for other in taxonomy.classes if other.id != class_id}
            self._letter.addItems([shape for shape in _SHAPES if shape not in taken])
            self._letter.setEditText(item.letter)
        self._key.show_key(item.key)
        self._counted.setChecked(item.counted)
        self._counted.setEnabled(not group_is_fixed)
        self._counted.setToolTip(
            group_is_fixed or tr("Only these cells make up the 100 % of the differential")
        )
        self._colour.show_colour(taxonomy, class_id)
        self._id.setText(item.id)

    def _take_title(self) -> None:
        title = " ".join(self.title.text().split())
        if self._item is not None and self._taxonomy is not None and title != tr(self._item.title):
            self._propose(title_problem(self._taxonomy, title, self._item.id), title=title)

    def _take_letter(self) -> None:
        letter = self._letter.currentText()
        if self._item is not None and self._taxonomy is not None and letter != self._item.letter:
            self._propose(letter_problem(self._taxonomy, letter, self._item.id), letter=letter)

    def _take_key(self, key: str) -> None:
        if self._item is not None and self._taxonomy is not None and key != self._item.key:
            self._propose(key_problem(self._taxonomy, key, self._item.id), key=key)

    def _take_counted(self) -> None:
        self._propose(counted=self._counted.isChecked())

    def _propose(self, problem: str = "", **values: Any) -> None:
        """Tell of a class with other values, or what is wrong with them; then the fields show what is so."""
        if self._item is None:
            return
        if not problem:
            self.changed.emit(replace(self._item, **values))
            return
        self.title.setText(tr(self._item.title))
        self._letter.setEditText(self._item.letter)
        self._key.show_key(self._item.key)
        self.refused.emit(problem)
