"""Two models or readers on the smear in view: how far they agree, and every cell they name otherwise."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from leukodesk.core.comparison import ComparedCell, Comparison, Side
from leukodesk.gui.cells.cell_class import spoken_class
from leukodesk.gui.cells.cell_picture import cell_picture
from leukodesk.gui.look.icons import blank_icon
from leukodesk.gui.look.panel import rule, text_label
from leukodesk.gui.look.side_panel import SidePanel
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.training.model_titles import model_tip, model_title
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_LABELS: Final = Side("labels")
_PICTURE: Final = 44
_AROUND: Final = 1.6
_AT_A_TIME: Final = 24


class ComparePanel(SidePanel):
    """Chooses the two sides, says how far they agree and lists where they differ; a click shows the cell."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sides = (QComboBox(), QComboBox())
        self._agreement = text_label("", "heading", wrap=True)
        self._detail = text_label("", "small", "muted", wrap=True)
        self._is_one_sided_listed = QCheckBox(tr("List cells that only one of them names as well"))
        self._list = QListWidget()
        self._list.setIconSize(QSize(_PICTURE, _PICTURE))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._blank = blank_icon(_PICTURE)
        self._unpainted: list[int] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._paint_some)
        self.setAccessibleName(tr("Compare"))
        self._arrange(theme)
        for combo in self._sides:
            combo.activated.connect(self._choose)
        self._is_one_sided_listed.toggled.connect(self._show)
        self._list.currentItemChanged.connect(self._select)
        self._list.itemClicked.connect(self._select)
        workspace.comparing.changed.connect(self._show)
        workspace.models_changed.connect(self._fill)
        workspace.comparing.readers_found.connect(self._fill_if_shown)

    def begin(self) -> None:
        """Compare what is chosen; at first the classifier in use with the labels in force."""
        self._fill()
        if self._workspace.comparing.sides is None:
            model = self._workspace.model_id
            left = Side("model", model) if model else self._side(0)
            self._offer((left, _LABELS))
        self._choose()

    def _arrange(self, theme: Theme) -> None:
        self.stack.addLayout(self.head(theme, tr("Compare"), tr("Close the comparison")))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for number, (combo, name) in enumerate(zip(self._sides, (tr("First"), tr("Second")), strict=True)):
            label = text_label(name, "small", "muted")
            label.setBuddy(combo)
            combo.setAccessibleName(tr("{name} to compare", name=name))
            grid.addWidget(label, number, 0)
            grid.addWidget(combo, number, 1)
        self.stack.addLayout(grid)
        self.stack.addWidget(rule())
        self.stack.addWidget(self._agreement)
        self.stack.addWidget(self._detail)
        self.stack.addWidget(self._is_one_sided_listed)
        self._list.setAccessibleName(tr("Cells that are named otherwise"))
        self.stack.addWidget(self._list, 1)
        self.stack.addStretch(0)

    def _fill(self) -> None:
        workspace = self._workspace
        chosen = workspace.comparing.sides or (self._side(0), self._side(1))
        entries = [
            (_LABELS, tr("Labels in force"), tr("What readers decided, as it stands now.")),
            *(
                (Side("model", card.id), model_title(card), model_tip(card))
                for card in workspace.library.cards()
            ),
            *(
                (Side("reader", name), tr("Reader {name}", name=name), tr("What this reader said last."))
                for name in workspace.comparing.readers()
            ),
        ]
        for combo in self._sides:
            with QSignalBlocker(combo):
                combo.clear()
                for side, title, tip in entries:
                    combo.addItem(title, side)
                    combo.setItemData(combo.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self._offer(chosen)

    def _fill_if_shown(self) -> None:
        if self.isVisible():
            self._fill()

    def _offer(self, sides: tuple[Side, Side]) -> None:
        for combo, side in zip(self._sides, sides, strict=True):
            index = next((i for i in range(combo.count()) if combo.itemData(i) == side), 0)
            combo.setCurrentIndex(index)

    def _side(self, number: int) -> Side:
        chosen = self._sides[number].currentData()
        return chosen if isinstance(chosen, Side) else _LABELS

    def _choose(self) -> None:
        self._workspace.comparing.compare(self._side(0), self._side(1))

    def _show(self, *_: object) -> None:
        comparing = self._workspace.comparing
        found = comparing.comparison
        if comparing.is_waiting:
            self._agreement.setText(tr("Asking the model…"))
        else:
            self._agreement.setText(_agreement(found))
        self._detail.setText(_detail(found))
        self._detail.setVisible(bool(self._detail.text()))
        self._is_one_sided_listed.setVisible(bool(found and found.one_sided))
        self._list_cells(found)

    def _list_cells(self, found: Comparison | None) -> None:
        selected = set(self._workspace.selection)
        with QSignalBlocker(self._list):
            self._list.clear()
            for cell in self._listed(found):
                item = QListWidgetItem(self._line(cell))
                item.setData(Qt.ItemDataRole.UserRole, cell.cell_id)
                item.setIcon(self._blank)
                self._list.addItem(item)
                if cell.cell_id in selected:
                    self._list.setCurrentItem(item)

        self._list.setVisible(self._list.count() > 0)
        self._unpainted = list(range(self._list.count()))
        self._turn.start()

    def _paint_some(self) -> None:
        """A few pictures in each turn: a crowded field has hundreds."""
        content, ratio = self._workspace.content, self.devicePixelRatioF()
        some, self._unpainted = self._unpainted[:_AT_A_TIME], self._unpainted[_AT_A_TIME:]
        for number in some:
            item = self._list.item(number)
            cell = content.cells.get(item.data(Qt.ItemDataRole.UserRole))
            picture = cell_picture(self._workspace, cell, _PICTURE, ratio, _AROUND) if cell else None
            if picture is not None and not picture.isNull():
                item.setIcon(QIcon(picture))
        if self._unpainted:
            self._turn.start()

    def _listed(self, found: Comparison | None) -> tuple[ComparedCell, ...]:
        if found is None:
            return ()
        return found.differing + (found.one_sided if self._is_one_sided_listed.isChecked() else ())

    def _line(self, cell: ComparedCell) -> str:
        left, right = (self._title(name) for name in (cell.left, cell.right))
        place = self._workspace.content.cells[cell.cell_id].centroid
        return tr(
            "{left}  ≠  {right}\nrow {row:.0f}, column {column:.0f}",
            left=left,
            right=right,
            row=place[0],
            column=place[1],
        )

    def _title(self, class_id: str | None) -> str:
        return tr(spoken_class(self._workspace.taxonomy, class_id).title) if class_id else tr("no answer")

    def _select(self, item: QListWidgetItem | None, *_: object) -> None:
        if item is not None:
            self._workspace.select([item.data(Qt.ItemDataRole.UserRole)])


def _agreement(found: Comparison | None) -> str:
    if found is None:
        return tr("Open a smear to compare on it.")
    both = found.agreed + len(found.differing)
    if not both:
        return tr("No cell of this smear is named by both.")
    return tr("{agreed} of {both} cells are named alike", agreed=found.agreed, both=both)


def _detail(found: Comparison | None) -> str:
    if found is None:
        return ""
    sentences = []
    if not found.shares_classes:
        sentences.append(tr("The two never use the same class, so to differ means nothing here."))
    elif found.kappa is not None:
        sentences.append(tr("Cohen's kappa {kappa:.2f}, on this smear alone.", kappa=found.kappa))
    if count := len(found.one_sided):
        sentences.append(
            tr("1 cell is named by only one of them.")
            if count == 1
            else tr("{count} cells are named by only one of them.", count=count)
        )
    return " ".join(sentences)
