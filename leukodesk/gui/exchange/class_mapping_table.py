"""What each class name of a source becomes in the dataset; the reader may choose otherwise."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from leukodesk.core.taxonomy import Taxonomy
from leukodesk.core.taxonomy_changes import class_id_of
from leukodesk.gui.cells.cell_class import spoken_title
from leukodesk.jobs.class_mapping import LEFT_OUT
from leukodesk.jobs.import_plan import ImportPlan
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import later, tr

_HEADINGS: Final = (later("In the source"), later("Becomes"), later("Cells"))
_NO_LABEL: Final = ""
_LINE_PX: Final = 36
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ClassMappingTable(QTableWidget):
    """One line per class name, with a list of classes to choose from.

    Attributes:
        choices: class ids by class name that the reader chose; ``""`` for no label, ``-`` to leave out.

    Signals:
        chosen: the reader chose another class.
    """

    chosen = Signal()

    def __init__(self, taxonomy: Taxonomy, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_HEADINGS), parent)
        self.setAccessibleName(tr("What class names become"))
        self.setHorizontalHeaderLabels(list(map(tr, _HEADINGS)))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_LINE_PX)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        heading = QTableWidgetItem(tr(_HEADINGS[-1]))
        heading.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setHorizontalHeaderItem(len(_HEADINGS) - 1, heading)
        self.setShowGrid(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        # Tab leads on to the lists and out again, instead of from line to line for ever.
        self.setTabKeyNavigation(False)
        for column, how in enumerate(
            (
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.ResizeToContents,
            )
        ):
            self.horizontalHeader().setSectionResizeMode(column, how)
        self._taxonomy = taxonomy
        self._planned: dict[str, str] = {}
        self.choices: dict[str, str] = {}

    def clear_choices(self) -> None:
        """Forget names and choices: they were those of another source."""
        self._planned, self.choices = {}, {}
        self.setRowCount(0)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what names become, those that are left out included."""
        cells = {name: number for (name, _), number in plan.classes.items()} | plan.left_out
        planned = {name: class_id for (name, class_id) in plan.classes if name not in self.choices}
        self._planned |= {name: LEFT_OUT for name in plan.left_out if name not in self.choices} | planned
        names = [name for name in self._planned if name]
        self.setRowCount(len(names))
        for line, name in enumerate(names):
            self.setItem(line, 0, QTableWidgetItem(name))
            self.setCellWidget(line, 1, self._list(name))
            number = QTableWidgetItem(written(cells.get(name, 0)))
            number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(line, 2, number)
        self.setVisible(bool(names))

    @property
    def leaves_out_unasked(self) -> bool:
        """Whether a name is left out that the reader has not chosen for."""
        return any(
            planned == LEFT_OUT and name not in self.choices for name, planned in self._planned.items()
        )

    def _list(self, name: str) -> QComboBox:
        chosen = QComboBox()
        chosen.setAccessibleName(tr("{name} becomes", name=name))
        planned = self._planned[name]
        new = class_id_of(name) if planned == LEFT_OUT else planned
        if new and new not in self._taxonomy:
            title = spoken_title(self._taxonomy, new)
            chosen.addItem(tr("New class {planned}", planned=title), new)
        for item in self._taxonomy.classes:
            chosen.addItem(tr(item.title), item.id)
        chosen.addItem(tr("No label"), _NO_LABEL)
        chosen.addItem(tr("Leave these cells out"), LEFT_OUT)
        chosen.setCurrentIndex(chosen.findData(self.choices.get(name, planned)))

        def choose() -> None:
            self.choices = {**self.choices, name: chosen.currentData()}
            self.chosen.emit()

        chosen.activated.connect(choose)
        return chosen
