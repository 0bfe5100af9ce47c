"""Where cells and labels go, in what format, and what goes with them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from leukodesk.core.errors import InputError
from leukodesk.gui.look.agree_buttons import AgreeButtons
from leukodesk.gui.look.panel import button, row, set_tone, text_label
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.typography import SPACE
from leukodesk.jobs.exchange import WRITABLE
from leukodesk.jobs.exporting import ExportRequest, refuse_filled
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace


class ExportDialog(QDialog):
    """Format, folder, and what shall be written beside cells and labels.

    Args:
        workspace: whose dataset is exported.
        last_folder: where the file dialog starts.
        parent: the window.
    """

    def __init__(
        self, workspace: Workspace, last_folder: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export cells and labels"))
        self._exchange = workspace.exchange
        self._last_folder = last_folder
        self._out: Path | None = None
        self._format = QComboBox()
        self._format.setAccessibleName(tr("Format"))
        for name, title in WRITABLE.items():
            self._format.addItem(tr(title), name)
        self._format.setCurrentIndex(self._format.findData("coco"))
        self._folder = text_label("–")
        self._folder.setAccessibleName(tr("Folder"))
        self._labelled = QCheckBox(tr("Only cells with a label"))
        self._images = QCheckBox(tr("The images too"))
        self._patients = QCheckBox(tr("Ids of patients"))
        self._annotators = QCheckBox(tr("Names of annotators"))
        self._file_names = QCheckBox(
            tr("Names of image files; else files are called after the ids of smears")
        )
        self._file_names.setChecked(True)
        self._metadata = QCheckBox(tr("Camera data inside the images"))
        self._metadata.setEnabled(False)
        self._images.toggled.connect(self._metadata.setEnabled)
        self._said = text_label(tr("Choose an empty folder."), "small", "muted", wrap=True)
        buttons = AgreeButtons(tr("Export"))
        self._go = buttons.go
        self._go.setEnabled(False)
        buttons.accepted.connect(self._export)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE * 2)
        choose = button(tr("Folder…"), tr("An empty folder to write to"))
        choose.clicked.connect(self._ask_folder)
        holder = QWidget()
        holder.setLayout(row(self._folder, None, choose))
        form.addRow(tr("Format"), self._format)
        form.addRow(tr("To"), holder)
        for box in (self._labelled, self._images):
            form.addRow("", box)
        for title, box in (
            (tr("What may name people"), self._patients),
            ("", self._annotators),
            ("", self._file_names),
            ("", self._metadata),
        ):
            form.addRow(title, box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addLayout(form)
        layout.addWidget(self._said)
        layout.addStretch(1)
        layout.addWidget(buttons)
        give_room(self, QSize(640, 420))

    def choose(self, folder: Path) -> None:
        """Take a folder, if it is empty."""
        self._folder.setText(str(folder))
        try:
            refuse_filled(folder, overwrite=False)
        except InputError:
            self._out = None
            self._said.setText(
                tr("{name} holds something already; choose or make an empty folder.", name=folder.name)
            )
        else:
            self._out = folder
            self._said.setText(tr("The dataset itself stays as it is."))
        set_tone(self._said, "muted" if self._out else "danger")
        self._go.setEnabled(self._out is not None)

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Export cells and labels"), self._last_folder())
        if name:
            self.choose(Path(name))

    def _export(self) -> None:
        if self._out is None:
            return
        self._exchange.export(
            ExportRequest(
                self._out,
                self._format.currentData(),
                images=self._images.isChecked(),
                labelled_only=self._labelled.isChecked(),
                patients=self._patients.isChecked(),
                annotators=self._annotators.isChecked(),
                file_names=self._file_names.isChecked(),
                metadata=self._metadata.isChecked() and self._metadata.isEnabled(),
            )
        )
        self.accept()
