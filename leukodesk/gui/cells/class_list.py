"""The differential: classes with counts and percentages; a click labels the selected cells."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from leukodesk.core.differential import Differential, differential_of
from leukodesk.core.gallery import UNJUDGED
from leukodesk.core.taxonomy import UNIDENTIFIED
from leukodesk.gui.cells.class_row import ClassHeadings, ClassRow
from leukodesk.gui.cells.count_target import CountTarget
from leukodesk.gui.cells.field_answer_line import FieldAnswerLine
from leukodesk.gui.cells.finder_line import FinderLine
from leukodesk.gui.cells.remarks_line import RemarksLine
from leukodesk.gui.cells.unlike_words import many_unlike_words
from leukodesk.gui.look.panel import Panel, row, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.gallery import Scope
from leukodesk.workspace.words import later, tr
from leukodesk.workspace.workspace import Workspace

_HEIGHT_EM, _DENSE_EM = 1.75, 1.5
_MANY: Final = 8
_SCOPES: Final[dict[Scope, str]] = {
    "smear": later("This smear"),
    "patient": later("This patient"),
    "dataset": later("Whole dataset"),
}


class ClassList(Panel):
    """The differential of the cells in the gallery."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._rows: dict[str, ClassRow] = {}
        self.setAccessibleName(tr("Differential"))
        self._scope = QComboBox()
        self._scope.setAccessibleName(tr("Cells that are counted and shown"))
        self._scope.setToolTip(tr("Whose cells are counted here and shown in the gallery."))
        self._scope.activated.connect(lambda: workspace.gallery.show(self._scope.currentData()))
        self._blasts = text_label("", "small", "muted")
        self._target = CountTarget(workspace)
        self.stack.setSpacing(SPACE // 2)
        self.stack.addLayout(row(text_label(tr("Differential"), "heading"), self._blasts, None, self._scope))
        self.stack.addWidget(FieldAnswerLine(workspace, self))
        self.stack.addWidget(FinderLine(workspace, self))
        self.stack.addWidget(RemarksLine(workspace, self))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.stack.addWidget(ClassHeadings(theme))
        self.stack.addLayout(self._list)
        self._hint = text_label(
            tr("Select a cell, or point at it, and press its class key."), "small", "muted", wrap=True
        )
        self._doubtful = text_label("", "small", "warning", wrap=True)
        self._doubtful.setToolTip(tr("As out of focus, with another stain or camera, or what is no cell."))
        self._undecided = text_label("", "small", "warning", wrap=True)
        self.stack.addWidget(self._doubtful)
        self.stack.addWidget(self._hint)
        self.stack.addWidget(self._undecided)
        self.stack.addWidget(self._target)
        workspace.deciding.changed.connect(self._count_undecided)
        workspace.smear_opened.connect(self._count_undecided)
        workspace.gallery.reset.connect(self._offer_scopes)
        workspace.gallery.changed.connect(self._count)
        workspace.classes_changed.connect(self._rebuild)
        workspace.smears_changed.connect(self._offer_scopes)
        theme.changed.connect(self.update)
        self._rebuild()
        self._offer_scopes()
        self._count_undecided()

    def _rebuild(self) -> None:
        for old in self._rows.values():
            old.setParent(None)
            old.deleteLater()
        self._rows = {}
        shares = differential_of({}, self._workspace.taxonomy).rows
        # Many classes move together, so that the list of cells keeps its room in a low window.
        height_em = _DENSE_EM if len(shares) > _MANY else _HEIGHT_EM
        for share in shares:
            made = ClassRow(share, self._theme, height_em, self)
            made.clicked.connect(self._assign)
            made.cells_dropped.connect(partial(self._assign_dropped, made.class_id))
            self._rows[share.cell_class.id] = made
            self._list.addWidget(made)
        self._count()

    def _offer_scopes(self) -> None:
        gallery, content = self._workspace.gallery, self._workspace.content
        with QSignalBlocker(self._scope):
            self._scope.clear()
            for scope, title in _SCOPES.items():
                if scope != "patient" or gallery.patient_id is not None or gallery.scope == "patient":
                    self._scope.addItem(tr(title), scope)
            self._scope.setCurrentIndex(self._scope.findData(gallery.scope))
        self._scope.setVisible(len(content.smears) > 1)
        self._count()

    def _count(self) -> None:
        order = self._workspace.gallery.order
        counts = {group.id: order.count(group.id) for group in self._workspace.gallery.groups}
        undecided = counts[UNIDENTIFIED] + counts.pop(UNJUDGED)
        counted = differential_of(counts | {UNIDENTIFIED: undecided}, self._workspace.taxonomy)
        for share in counted.rows:
            if share.cell_class.id in self._rows:
                self._rows[share.cell_class.id].show_share(share)
        leukocytes = [item.id for item in self._workspace.taxonomy.classes if item.counted]
        reviewed = sum(order.reviewed(class_id) for class_id in leukocytes)
        self._target.show_counts(reviewed, counted.counted + undecided)
        self._target.setVisible(self._workspace.smear is not None)
        self._show_doubtful(sum(map(order.doubtful, leukocytes)), counted.counted - reviewed)
        # Once in a dataset: on every new smear, the panels would jump with its first label.
        self._hint.setVisible(bool(order) and not self._workspace.content.labels)
        self._show_blasts(counted)

    def _show_doubtful(self, unlike: int, suggested: int) -> None:
        """That shares of suggested classes rest on cells which the model does not know."""
        told = many_unlike_words(unlike, suggested)
        self._doubtful.setVisible(bool(told))
        self._doubtful.setText(told)

    def _count_undecided(self, *_: object) -> None:
        """How many cells wait for a decision."""
        deciding, smear = self._workspace.deciding, self._workspace.smear
        here = deciding.count_in(smear.id) if smear else 0
        self._undecided.setVisible(bool(deciding.cells))
        self._undecided.setText(
            tr(
                "Undecided, since readers differ: {here} here, {cells} in all",
                here=here,
                cells=len(deciding.cells),
            )
        )

    def _show_blasts(self, counted: Differential) -> None:
        """One blast class speaks for itself; several are taken together."""
        blasts = counted.blasts
        several = blasts is not None and blasts.count not in [row.count for row in counted.rows]
        self._blasts.setVisible(several)
        if blasts is not None and blasts.interval is not None:
            low, high = blasts.interval
            self._blasts.setText(
                tr(
                    "Blasts {percent:.1f} % ({low:.0f}–{high:.0f})",
                    percent=blasts.percent,
                    low=low,
                    high=high,
                )
            )
            self._blasts.setToolTip(tr("All classes of blasts together, with the 95 % interval (Wilson)."))

    def _assign(self) -> None:
        sender = self.sender()
        chosen = self._workspace.gallery.chosen
        if isinstance(sender, ClassRow) and sender.class_id != UNIDENTIFIED and chosen:
            self._workspace.label(chosen, sender.class_id)

    def _assign_dropped(self, class_id: str, cell_ids: tuple[str, ...]) -> None:
        self._workspace.label(cell_ids, class_id)
