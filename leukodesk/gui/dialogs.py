"""Asking the reader, and small dialogs: files to open, the name, bugs, about, and leaving with changes."""

import platform
from importlib import metadata
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

from leukodesk import RESEARCH_USE_ONLY, __version__, config
from leukodesk.gui.look.number_field import ask_number
from leukodesk.gui.look.scale_words import red_cells_words, scale_words
from leukodesk.workspace.words import later, tr
from leukodesk.workspace.workspace import Workspace

_ICON: Final = 48
_PARTS: Final = ("PySide6-Essentials", "torch", "torchvision", "numpy", "opencv-python-headless", "h5py")
_IMAGES: Final = later("Images (*.jpg *.jpeg *.png *.tif *.tiff *.bmp);;All files (*)")
_TEMPLATES: Final = later(
    "Images and templates (*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.json);;All files (*)"
)
_DATASETS: Final = later("LeukoDesk datasets (*.h5 *.hdf5);;All files (*)")


def ask(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; whether the reader agreed.

    It is gone then: the window owns it, and one that only hides would go on listening to the workspace.
    """
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed


def ask_images(parent: QWidget, folder: str) -> list[Path]:
    """Paths of images the reader chose, none if the reader changed their mind."""
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Open image"), folder, tr(_IMAGES))
    return [Path(name) for name in names]


def ask_folder(parent: QWidget, folder: str) -> Path | None:
    """A folder of images."""
    name = QFileDialog.getExistingDirectory(parent, tr("Open folder"), folder)
    return Path(name) if name else None


def ask_dataset(parent: QWidget, folder: str) -> Path | None:
    """A dataset to open."""
    name, _ = QFileDialog.getOpenFileName(parent, tr("Open dataset"), folder, tr(_DATASETS))
    return Path(name) if name else None


def ask_template(parent: QWidget, folder: str) -> Path | None:
    """An image, or a saved template, whose colours smears are adjusted to."""
    name, _ = QFileDialog.getOpenFileName(parent, tr("Adjust colours to a template"), folder, tr(_TEMPLATES))
    return Path(name) if name else None


def ask_copy(parent: QWidget, folder: str) -> Path | None:
    """Where a copy of the dataset shall go; the suffix ``.h5`` is added if it is missing."""
    name, _ = QFileDialog.getSaveFileName(parent, tr("Save a copy of the dataset"), folder, tr(_DATASETS))
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(".h5")


def ask_annotator(parent: QWidget, workspace: Workspace) -> None:
    """Ask for the name written beside labels."""
    name, agreed = QInputDialog.getText(
        parent, tr("Your name"), tr("Name written beside every label you give:"), text=workspace.annotator
    )
    if agreed and name.strip():
        workspace.set_annotator(name.strip())


def ask_second_reader(parent: QWidget, workspace: Workspace) -> None:
    """Ask who reads now, where all labels are of one reader, who cannot be the second as well."""
    question = tr(
        "All labels here are by {annotator}. Name of whoever reads now:", annotator=workspace.annotator
    )
    name, agreed = QInputDialog.getText(parent, tr("Second reading"), question)
    if agreed and name.strip():
        workspace.set_annotator(name.strip())


def ask_pixel_size(parent: QWidget, workspace: Workspace) -> None:
    """Ask for the scale of the smear in view, in micrometres per pixel."""
    known, smear = workspace.pixel_size, workspace.smear
    title, question = tr("Scale of this smear"), tr("Micrometres per pixel:")
    meaning = tr(
        "Sizes and the scale bar follow at once. Which cells are found, and what a model says of them, "
        "depends on the scale too: analyse the smear again."
    )
    known_of_it = " ".join(filter(None, (scale_words(workspace), red_cells_words(workspace))))
    told = f"{known_of_it}\n\n{meaning}"
    value = ask_number(parent, title, question, known[0] if known else 0.1, (0.001, 10.0), 4, told)
    if value is not None and smear is not None:
        # Another smear may have come into view meanwhile.
        workspace.set_pixel_size(value, smear.id)


def show_log_place() -> None:
    """Open the folder of the log with the desktop's file browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(config.log_path().parent)))


def about(parent: QWidget) -> None:
    """Version, purpose and licence."""
    box = QMessageBox(parent)
    box.setWindowTitle(tr("About LeukoDesk"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIconPixmap(parent.windowIcon().pixmap(_ICON))
    box.setText(f"LeukoDesk {__version__}")
    box.setDetailedText(_environment())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setInformativeText(
        tr(
            "Review, annotate and learn from stained blood smears. It suggests, the reader "
            "decides.\n\n{research}\n\nMIT licence. The typeface is Inter, under the SIL Open "
            "Font License.",
            research=tr(RESEARCH_USE_ONLY),
        )
    )
    box.open()


def _environment() -> str:
    """What a report of a fault should tell, a line each; names and paths only."""
    lines = [
        f"LeukoDesk {__version__}",
        tr("Python {version}", version=platform.python_version()),
        platform.platform(),
        *filter(None, map(_version, _PARTS)),
        str(config.user_dir()),
        str(config.log_path()),
    ]
    return "\n".join(lines)


def _version(name: str) -> str:
    """Name and version of a package; empty where a packed program left them out."""
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return ""


def bug_box(parent: QWidget, trace: str) -> QMessageBox:
    """Says that the program is at fault, that it lives on, and where the log is."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Something went wrong"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("LeukoDesk met a fault of its own and goes on working."))
    box.setInformativeText(
        tr(
            "What you have saved is safe. To report the fault, send the log file:\n{log_path}",
            log_path=config.log_path(),
        )
    )
    box.setDetailedText(trace)
    folder = box.addButton(tr("Show the log"), QMessageBox.ButtonRole.ActionRole)
    folder.clicked.connect(show_log_place)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Close))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def leave_training(parent: QWidget) -> bool:
    """Whether the reader wants to leave although a training runs."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("A training is running"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("A training is running, and leaving stops it."))
    box.setInformativeText(
        tr("Your labels are safe. The training can go on after its last epoch when you come back.")
    )
    stay = box.addButton(tr("Keep the window open"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(tr("Stop it and leave"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is leave


def leave_unsaved(parent: QWidget, problem: str) -> bool:
    """Whether the reader wants to leave although changes cannot be saved."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Not everything is saved"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("Some of your changes could not be saved."))
    box.setInformativeText(
        tr(
            "{problem}\n\nTo keep them, stay and choose File, Save a copy: the copy holds them too.",
            problem=problem,
        )
    )
    stay = box.addButton(tr("Keep the window open"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(tr("Leave without them"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is leave
