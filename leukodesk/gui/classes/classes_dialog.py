"""The classes of the dataset: add, rename, colour, reorder; in force at once, recorded and undone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from leukodesk.core.taxonomy import CellClass, Taxonomy
from leukodesk.core.taxonomy_changes import (
    with_class_changed,
    with_class_moved,
    with_own_class,
    without_class,
)
from leukodesk.gui.classes.class_form import ClassForm
from leukodesk.gui.classes.class_tree import ClassTree
from leukodesk.gui.classes.class_words import STAYS, colour_notes, title_problem
from leukodesk.gui.classes.vision_preview import VisionPreview
from leukodesk.gui.look.panel import button, row, rule, set_tone, text_label
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace


class ClassesDialog(QDialog):
    """The classes in order, the fields of the chosen one beside them, and how all are seen below."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Classes"))
        self._workspace = workspace
        self._theme = theme
        self._begun = workspace.undo_stack.index()
        self._tree = ClassTree(workspace)
        self._form = ClassForm(theme)
        self._new = QLineEdit()
        self._new.setMaxLength(self._form.title.maxLength())
        self._new.setPlaceholderText(tr("Name of a new class"))
        self._new.setAccessibleName(tr("Name of a new class"))
        self._add = button(tr("Add"), tr("Add a class of this name at the end"))
        self._up = self._tool("up", tr("Move up"), "Alt+Up")
        self._down = self._tool("down", tr("Move down"), "Alt+Down")
        self._remove = self._tool("remove", tr("Remove class"), "")
        self._undo = self._tool("undo", tr("Undo"), "Ctrl+Z")
        self._redo = self._tool("redo", tr("Redo"), "Ctrl+Shift+Z")
        self._message = text_label("", wrap=True)
        self._notes = text_label("", "small", "warning", wrap=True)
        self._preview = VisionPreview(theme)
        self._lay_out()
        self._connect()
        self._tree.fill(workspace.taxonomy.ids[0], 0)
        self._tree.setFocus()
        give_room(self, QSize(920, 660))

    def _tool(self, icon: str, name: str, key: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(self._theme.icon(icon))
        made.setAccessibleName(name)
        made.setToolTip(
            f"{name} ({QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)})" if key else name
        )
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if key:
            QShortcut(QKeySequence(key), self).activated.connect(made.click)
        return made

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(SPACE)
        left.addWidget(self._tree, 1)
        left.addLayout(row(self._up, self._down, self._remove, None, self._undo, self._redo, spacing=2))
        left.addLayout(row(self._new, self._add))
        right = QVBoxLayout()
        right.setSpacing(SPACE)
        right.addWidget(self._form)
        right.addWidget(self._notes)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(SPACE * 3)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        hint = tr(
            "What you change is in force at once and can be undone. Labels stay: a class keeps its name in "
            "files, whatever it is called here."
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        # Enter ends what is written in a field, and must not close the dialog.
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addWidget(text_label(hint, tone="muted", wrap=True))
        layout.addLayout(both, 1)
        layout.addWidget(rule())
        layout.addWidget(self._preview)
        below = row(self._message, buttons)
        below.setStretch(0, 1)
        layout.addLayout(below)

    def _connect(self) -> None:
        self._tree.chosen.connect(self._show)
        self._form.changed.connect(self._change)
        self._form.refused.connect(self._refuse)
        self._add.clicked.connect(self._add_class)
        self._new.returnPressed.connect(self._add_class)
        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        self._remove.clicked.connect(self._remove_class)
        self._undo.clicked.connect(self._workspace.undo)
        self._redo.clicked.connect(self._workspace.redo)
        self._workspace.classes_changed.connect(self._fill)
        self._workspace.undo_stack.indexChanged.connect(self._offer_undo)

    def _fill(self) -> None:
        self._tree.fill(self._tree.class_id, self._tree.place)

    def _show(self, class_id: str) -> None:
        taxonomy, adviser = self._workspace.taxonomy, self._workspace.classes
        item = taxonomy[class_id]
        fixed = ""
        if adviser.keeps_its_group(class_id):
            fixed = tr("Stays as it is: the program gives this class, or a signed report counts it.")
        self._form.show_class(taxonomy, class_id, group_is_fixed=fixed)
        self._notes.setText("\n".join(colour_notes(taxonomy, item)))
        self._preview.show_classes(taxonomy)
        place = taxonomy.ids.index(class_id)
        self._up.setEnabled(place > 0)
        self._down.setEnabled(place < len(taxonomy.classes) - 1)
        self._tell("")
        self._offer_undo()

    def _offer_undo(self, *_: object) -> None:
        """What was done before the dialog opened is not undone behind it."""
        stack = self._workspace.undo_stack
        self._undo.setEnabled(stack.canUndo() and stack.index() > self._begun)
        self._redo.setEnabled(stack.canRedo())

    def _change(self, item: CellClass) -> None:
        self._put(with_class_changed(self._workspace.taxonomy, item))

    def _move(self, step: int) -> None:
        self._put(with_class_moved(self._workspace.taxonomy, self._tree.class_id, step))

    def _add_class(self) -> None:
        title = " ".join(self._new.text().split())
        if problem := title_problem(self._workspace.taxonomy, title):
            self._refuse(problem)
            return
        if self._put(with_own_class(self._workspace.taxonomy, title)):
            self._new.clear()
            self._tree.fill(self._workspace.taxonomy.ids[-1], 0)

    def _remove_class(self) -> None:
        class_id, taxonomy = self._tree.class_id, self._workspace.taxonomy
        reason = self._workspace.classes.why_it_stays(class_id)
        if reason is not None:
            self._refuse(tr(STAYS[reason], title=tr(taxonomy[class_id].title)))
            return
        self._put(without_class(taxonomy, class_id))

    def _put(self, taxonomy: Taxonomy) -> bool:
        return self._workspace.classes.change(taxonomy)

    def _refuse(self, sentence: str) -> None:
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setAccessibleName(sentence)
        set_tone(self._message, "danger")
