"""What an import would bring, shown and adjusted before anything happens."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from leukodesk.gui.cells.cell_class import spoken_title
from leukodesk.gui.exchange.class_mapping_table import ClassMappingTable
from leukodesk.gui.exchange.origin_choice import OriginChoice
from leukodesk.gui.exchange.patient_key_field import PatientKeyField
from leukodesk.gui.look.agree_buttons import AgreeButtons
from leukodesk.gui.look.panel import button, row, set_tone, text_label
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.typography import SPACE
from leukodesk.jobs.exchange import READABLE
from leukodesk.jobs.import_plan import ImportPlan, ImportRequest
from leukodesk.jobs.import_summary import what_does_not, what_happens
from leukodesk.workspace.words import later, tr, worded
from leukodesk.workspace.workspace import Workspace

_RECOGNISE: Final = later("Recognise it")
_NOTHING_YET: Final = later("Choose a file or a folder; what would be imported is shown here first.")


class ImportDialog(QDialog):
    """Source, format, who labelled and what class names mean; below, what would happen.

    Args:
        workspace: whose dataset is imported into.
        last_folder: where file dialogs start.
        parent: the window.
    """

    def __init__(
        self, workspace: Workspace, last_folder: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import cells and labels"))
        self._workspace = workspace
        self._exchange = workspace.exchange
        self._last_folder = last_folder
        self._images_folder: Path | None = None
        self._request: ImportRequest | None = None
        self._plan: ImportPlan | None = None
        self._source = _path_label(tr("Source"))
        self._images = _path_label(tr("Images"))
        self._images.setText(tr("With the source"))
        self._format = QComboBox()
        self._format.setAccessibleName(tr("Format"))
        self._format.addItem(tr(_RECOGNISE), None)
        for name, title in READABLE.items():
            self._format.addItem(tr(title), name)
        self._annotator = QLineEdit()
        self._annotator.setAccessibleName(tr("Labels given by"))
        meant = tr("Nobody in particular, or as the source says if that is taken over")
        self._annotator.setPlaceholderText(meant)
        self._annotator.setMinimumWidth(self._annotator.fontMetrics().horizontalAdvance(meant) + SPACE * 3)
        self._names = QCheckBox(tr("Who labelled and drew cells"))
        self._origin = OriginChoice(workspace)
        self._key = PatientKeyField(tr("Ids as the source has them"), last_folder)
        self._happens = text_label(tr(_NOTHING_YET), wrap=True)
        self._classes = ClassMappingTable(workspace.taxonomy)
        self._rest = text_label("", "small", "muted", wrap=True)
        self._buttons = AgreeButtons(tr("Import"))
        self._go = self._buttons.go
        self._go.setEnabled(False)
        self._lay_out()
        self._connect()
        give_room(self, QSize(760, 640))

    def choose(self, source: Path) -> None:
        """Look at a source."""
        _show_path(self._source, source)
        self._classes.clear_choices()
        self._request = None  # what could not be read may be mended by now
        self._look(ImportRequest(source))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE * 2)
        file, folder = (
            button(text, tip)
            for text, tip in (
                (tr("File…"), tr("A file with annotations")),
                (tr("Folder…"), tr("A folder with annotations")),
            )
        )
        file.clicked.connect(self._ask_file)
        folder.clicked.connect(self._ask_folder)
        images = button(tr("Folder…"), tr("Where the images lie, if not with the source"))
        images.clicked.connect(self._ask_images)
        form.addRow(tr("From"), _stretched(self._source, file, folder))
        form.addRow(tr("Images"), _stretched(self._images, images))
        form.addRow(tr("Format"), self._format)
        form.addRow(tr("Labels given by"), self._annotator)
        form.addRow(tr("Take over too"), self._names)
        form.addRow(tr("Kept of new images"), self._origin)
        form.addRow(tr("Patients"), self._key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addLayout(form)
        layout.addWidget(text_label(tr("What would happen"), "heading"))
        layout.addWidget(self._happens)
        layout.addWidget(self._classes, 1)
        layout.addWidget(self._rest)
        # What is left over where no table of classes takes it.
        layout.addStretch()
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self._buttons.accepted.connect(self._import)
        self._buttons.rejected.connect(self.reject)
        # Nothing has been changed, and what would be is of the dataset that was open.
        self.finished.connect(self._exchange.stop_looking)
        self._workspace.dataset_opened.connect(self.reject)
        self._format.activated.connect(self._look_again)
        self._annotator.editingFinished.connect(self._look_again)
        self._names.toggled.connect(self._look_again)
        self._origin.activated.connect(self._look_again)
        self._key.changed.connect(self._look_again)
        self._classes.chosen.connect(self._look_again)
        self._exchange.planned.connect(self._show)
        self._exchange.refused.connect(self._refuse)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Import cells and labels"), self._last_folder())
        if name:
            self.choose(Path(name))

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Import cells and labels"), self._last_folder())
        if name:
            self.choose(Path(name))

    def _ask_images(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Folder of the images"), self._last_folder())
        if name:
            self._images_folder = Path(name)
            _show_path(self._images, self._images_folder)
            self._look_again()

    def _look_again(self, *_: object) -> None:
        if self._request is not None:
            self._look(self._request)

    def _look(self, request: ImportRequest) -> None:
        asked = replace(
            request,
            images=self._images_folder,
            format=self._format.currentData(),
            class_map=self._classes.choices,
            annotator=self._annotator.text().strip() or None,
            names=self._names.isChecked(),
            kept=self._origin.kept,
            patient_key=self._key.key,
            leukocytes_only=True,
        )
        if asked == self._request:
            return
        self._request, self._plan = asked, None
        self._go.setEnabled(False)
        self._say(tr("Looking…"))
        self._exchange.look(asked)

    def _show(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._say("\n".join(map(worded, what_happens(plan))))
        self._classes.show_plan(plan)
        told = [worded(line, partial(spoken_title, plan.taxonomy)) for line in what_does_not(plan)]
        if self._classes.leaves_out_unasked:
            told.append(
                tr(
                    "Red cells and platelets are left out, as they are no leukocytes; choose a class above "
                    "to import them too."
                )
            )
        self._rest.setText("\n".join([*told, *map(worded, plan.problems)]))
        self._go.setEnabled(plan.edit() is not None)

    def _refuse(self, sentence: str) -> None:
        self._say(sentence, failed=True)
        self._rest.setText("")

    def _say(self, text: str, *, failed: bool = False) -> None:
        self._happens.setText(text)
        set_tone(self._happens, "danger" if failed else "")

    def _import(self) -> None:
        if self._plan is not None:
            self._exchange.take_over(self._plan)
            self.accept()


def _path_label(name: str) -> QLabel:
    label = text_label("–")
    label.setAccessibleName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    # A long path must not widen the dialog.
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _show_path(label: QLabel, path: Path) -> None:
    label.setText(path.name)
    label.setToolTip(str(path))


def _stretched(label: QLabel, *buttons: QPushButton) -> QWidget:
    holder = QWidget()
    layout = row(label, *buttons)
    layout.setStretch(0, 1)
    holder.setLayout(layout)
    return holder
