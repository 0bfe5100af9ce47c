"""The real window without a display: opened on a dataset, waited for, and drawn into a picture."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from leukodesk.app import BugCatcher, build_workspace
from leukodesk.core.errors import InputError
from leukodesk.gui.main_window import MainWindow
from leukodesk.workspace.frame_clock import measure_stalls

_SIZE: Final = (1600, 1000)


def draw_window(dataset: Path, cell_id: str, picture: Path) -> None:
    """Open the window on ``dataset`` with one cell selected and explained, and write what it shows.

    Args:
        dataset: what is opened.
        cell_id: the cell that is selected.
        picture: PNG file to write.

    Raises:
        InputError: the picture cannot be written.
    """
    application = QApplication.instance() or QApplication(["leukodesk"])
    catcher = BugCatcher()
    catcher.install()
    workspace = build_workspace()
    window = MainWindow(workspace)
    window.resize(*_SIZE)
    window.show()
    workspace.prepare()
    measure_stalls(workspace, lambda desk: desk.open_path(dataset))
    workspace.select([cell_id])
    if workspace.model_id is not None:
        measure_stalls(workspace, lambda desk: desk.explain(cell_id))
    application.processEvents()
    written = window.grab().save(str(picture))
    workspace.close()
    window.close()
    catcher.uninstall()
    if not written:
        raise InputError(f"{picture} cannot be written; choose another folder with --out.")
