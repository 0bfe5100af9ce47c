"""The synthetic smear as image files that are opened like any others."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Slot

from leukodesk import config
from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.jobs.job import Job, JobContext
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_FOLDER: Final = "synthetic smear"
_FILE: Final = "synthetic field {}.png"
_FIELDS: Final = 3
"""As many as a training needs at least: one to learn from, one to tune on, one to be judged on."""


def draw_fields(context: JobContext, folder: Path) -> Path:
    """Draw the fields of the synthetic smear that are not there yet; ``folder`` is returned.

    Raises:
        InputError: the folder cannot be written to.
    """
    for number in range(_FIELDS):
        context.progress(number, _FIELDS, tr("smear {number} of {fields}", number=number + 1, fields=_FIELDS))
        path = folder / _FILE.format(number + 1)
        if not path.exists():
            _draw(path, number + 1)
    return folder


def _draw(path: Path, seed: int) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_phantom(render_phantom(seed=seed), path)
    except OSError as error:
        raise InputError(
            sentence(
                "The synthetic smear cannot be written to {folder} ({reason}); make room or check the "
                "permissions there.",
                folder=path.parent,
                reason=system_reason(error),
            )
        ) from error


class PhantomOpener(QObject):
    """Draws the synthetic smear in the background, then opens it."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace

    def open(self) -> None:
        """Draw what is missing and open the folder."""
        folder = config.user_dir() / _FOLDER
        job = Job(tr("Draw the synthetic smear"), draw_fields, (folder,), kind="phantom")
        running = self._workspace.runner.start(job, "cpu", supersede=True)
        running.succeeded.connect(self._open_folder)
        running.failed.connect(self._workspace.failed)

    @Slot(object)
    def _open_folder(self, folder: Path) -> None:
        self._workspace.open_path(folder)
