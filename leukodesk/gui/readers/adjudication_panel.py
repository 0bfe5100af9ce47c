"""The cells whose readers differ, one after the other, with what each reader said."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from leukodesk.core.readings import BLIND, UNDO
from leukodesk.gui.cells.cell_class import class_titled, spoken_class
from leukodesk.gui.cells.cell_picture import cell_picture
from leukodesk.gui.look.panel import Panel, button, row, rule, text_label
from leukodesk.gui.look.side_panel import SidePanel
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.training.model_titles import model_title
from leukodesk.workspace.deciding import Said
from leukodesk.workspace.numerals import local_moment, written
from leukodesk.workspace.words import later, tr
from leukodesk.workspace.workspace import Workspace

_CROP: Final = 160
_AROUND: Final = 2.2
_COLUMNS: Final = 2
_REASONS: Final = {
    "review": later("review"),
    BLIND: later("blind reading"),
    UNDO: later("undo"),
    "redo": later("redo"),
    "import": later("import"),
    "analysis": later("analysis"),
}
"""Reasons that the program gives; those that readers type stay as they are."""


class AdjudicationPanel(SidePanel):
    """Walks through the undecided cells; a class key or a click on a class decides, and the next one comes.

    Signals:
        shown: a cell is in view and selected.
    """

    shown = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Adjudicate"))
        self._workspace = workspace
        self._cell_id = ""
        self._place = 0
        self._is_active = False
        self._count = text_label("", "small", "muted")
        self._crop = QLabel()
        self._crop.setFixedSize(_CROP, _CROP)
        self._where = text_label("", "small", "muted", wrap=True)
        self._said = text_label("", wrap=True)
        self._classes = QGridLayout()
        self._ask_model = button(
            tr("Show the model's suggestion"), tr("It is hidden so that it decides nothing")
        )
        self._model = text_label("", wrap=True)
        self._hint = text_label("", "small", "muted", wrap=True)
        self._previous = button(tr("Previous"), tr("Leave this cell open and go back"))
        self._next = button(tr("Next"), tr("Leave this cell open and go on"))
        self._body = QWidget()
        self._arrange(theme)
        self._previous.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        self._ask_model.clicked.connect(self._show_model)
        workspace.deciding.changed.connect(self._follow)
        workspace.classes_changed.connect(self._list_classes)
        workspace.smear_opened.connect(self._arrive)
        workspace.choice_changed.connect(self._name_reader)
        self._list_classes()

    def begin(self) -> None:
        """Show the first undecided cell, of the smear in view if it has one."""
        self._is_active = True
        waiting, smear = self._workspace.deciding.cells, self._workspace.smear
        here = [i for i in waiting if smear and self._workspace.content.smear_id_of(i) == smear.id]
        self._go((here or list(waiting) or [""])[0])

    def end(self) -> None:
        """Follow nothing any more."""
        self._is_active = False

    def _arrange(self, theme: Theme) -> None:
        self.stack.addLayout(self.head(theme, tr("Adjudicate"), tr("Close the adjudication"), self._count))
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self._crop, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addWidget(self._where)
        body.addWidget(rule())
        body.addWidget(text_label(tr("What readers said"), "heading"))
        body.addWidget(self._said)
        body.addWidget(rule())
        body.addWidget(text_label(tr("Your decision"), "heading"))
        body.addLayout(self._classes)
        body.addWidget(self._ask_model, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self._model)
        body.addLayout(row(self._previous, self._next, None))
        inner = Panel(margin=0)
        inner.stack.addWidget(self._body)
        inner.stack.addWidget(self._hint)
        inner.stack.addStretch(1)
        # Low windows scroll it: as high as it is, it would keep the whole window from being lower.
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stack.addWidget(scroll, 1)

    def _list_classes(self) -> None:
        while former := self._classes.takeAt(0):
            if widget := former.widget():
                widget.setParent(None)
                widget.deleteLater()
        for number, item in enumerate(self._workspace.taxonomy.classes):
            title, key = tr(item.title), item.key
            made = (
                button(f"{key}   {title}", tr("Decide for {title} (key {key})", title=title, key=key))
                if key
                else button(title, tr("Decide for {title}", title=title))
            )
            made.clicked.connect(partial(self._decide, item.id))
            self._classes.addWidget(made, number // _COLUMNS, number % _COLUMNS)

    def _decide(self, class_id: str) -> None:
        if self._cell_id:
            self._workspace.label((self._cell_id,), class_id)

    def _step(self, step: int) -> None:
        waiting = self._workspace.deciding.cells
        if waiting:
            self._go(waiting[(self._place + step) % len(waiting)])

    def _follow(self) -> None:
        if not self._is_active:
            return
        waiting = self._workspace.deciding.cells
        if self._cell_id in waiting:
            self._show()
        elif waiting:
            self._go(waiting[min(self._place, len(waiting) - 1)])
        else:
            self._go("")

    def _go(self, cell_id: str) -> None:
        self._cell_id = cell_id
        if cell_id:
            smear, wanted = self._workspace.smear, self._workspace.content.smear_id_of(cell_id)
            if smear is None or smear.id != wanted:
                self._workspace.open_smear(wanted)
            else:
                self._arrive()
                return
        self._show()

    def _arrive(self, *_: object) -> None:
        content, smear = self._workspace.content, self._workspace.smear
        if self._is_active and smear and self._cell_id in content.cells:
            if content.smear_id_of(self._cell_id) == smear.id:
                self._workspace.select((self._cell_id,))
                self.shown.emit()
            self._show()

    def _show(self) -> None:
        waiting, content = self._workspace.deciding.cells, self._workspace.content
        is_open = self._cell_id in waiting and self._cell_id in content.cells
        self._body.setVisible(is_open)
        self._count.setText(tr("{waiting} undecided", waiting=len(waiting)) if waiting else "")
        if not is_open:
            self._hint.setText(
                tr(
                    "No cell waits for a decision: nowhere do readers differ. They can differ where "
                    "somebody read a second time (Review), or where another copy was merged (File)."
                )
            )
            return
        self._place = waiting.index(self._cell_id)
        self._count.setText(tr("{place} of {waiting} undecided", place=self._place + 1, waiting=len(waiting)))
        cell = content.cells[self._cell_id]
        self._crop.setPixmap(cell_picture(self._workspace, cell, _CROP, self.devicePixelRatioF(), _AROUND))
        name = self._workspace.name_of(content.smears[cell.smear_id])
        self._where.setText(
            tr(
                "{name}, row {row:.0f}, column {column:.0f}",
                name=name,
                row=cell.centroid[0],
                column=cell.centroid[1],
            )
        )
        said = self._workspace.deciding.said_of(self._cell_id)
        self._said.setText("\n\n".join(map(self._words, said)))
        self._model.setText("")
        self._ask_model.setVisible(self._workspace.model_id is not None)
        self._name_reader()

    def _name_reader(self) -> None:
        if self._cell_id not in self._workspace.deciding.cells:
            return
        self._hint.setText(
            tr(
                "Press a class key or click a class, also for the label in force: that is your decision, "
                "in your name ({annotator}). Undo opens the question again.",
                annotator=self._workspace.annotator,
            )
        )

    def _words(self, said: Said) -> str:
        title = tr(class_titled(self._workspace.taxonomy, said.cell_class).title)
        when = local_moment(said.at)
        in_force = tr(", in force") if said.in_force else ""
        return f"{said.annotator}: {title}{in_force}\n{when}, {tr(_REASONS.get(said.reason, said.reason))}"

    def _show_model(self) -> None:
        model_id = self._workspace.model_id or ""
        self._ask_model.hide()
        said = self._workspace.content.predictions.get(model_id, {}).get(self._cell_id)
        if said is None:
            self._model.setText(tr("The model has said nothing of this cell."))
            return
        titles = {card.id: model_title(card) for card in self._workspace.library.cards()}
        taxonomy = self._workspace.taxonomy
        shares = sorted(said.probabilities.items(), key=lambda pair: -pair[1])[:3]
        listed = ", ".join(
            f"{tr(spoken_class(taxonomy, name).title)} {written(value, '.0%')}" for name, value in shares
        )
        unsure = tr(" It abstained.") if said.abstained else ""
        self._model.setText(f"{titles.get(model_id, model_id)}: {listed}.{unsure}")
