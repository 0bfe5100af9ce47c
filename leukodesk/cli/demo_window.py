"""The real window without a display: opened on a dataset, waited for, and drawn into a picture."""

from pathlib import Path
from typing import Final

from PySide6.QtGui import QAction

from leukodesk.app import shown_window
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
    with shown_window(*_SIZE) as (workspace, window):
        workspace.prepare()
        measure_stalls(workspace, lambda desk: desk.open_path(dataset))
        workspace.select([cell_id])
        if workspace.model_id is not None:
            measure_stalls(workspace, lambda _: _switch_on(window, "heatmap"))
        measure_stalls(workspace, lambda _: None)  # until everything is laid out
        written = window.grab().save(str(picture))
    if not written:
        raise InputError(f"{picture} cannot be written; choose another folder with --out.")


def _switch_on(window: MainWindow, action_id: str) -> None:
    """Switch an action of the window on, as its key would."""
    action = window.findChild(QAction, action_id)
    assert action is not None
    if not action.isChecked():
        action.trigger()
