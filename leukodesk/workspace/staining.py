"""The colour template: choosing it, remembering it, and showing the smear in its colours."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.config import stain_templates_dir
from leukodesk.core.errors import InputError
from leukodesk.imaging.stain import TEMPLATE_SUFFIX, StainTemplate, read_template
from leukodesk.jobs.job import Job
from leukodesk.jobs.staining import AdjustedSmear, adjust, template_from_file, template_from_smear
from leukodesk.workspace.choosing import Chooser
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import later, tr

_TITLE = later("Adjust colours")
_SHOW = "show adjusted colours"


class Stainer(QObject):
    """Keeps the colour template that smears are adjusted to before they are analysed.

    Signals:
        pixels_changed: the smear in view shall be drawn again, see :attr:`pixels`.
        colours_shown: parts of a large smear shall be drawn in these; arg: the template, or None.
        notice: one sentence.
        failed: args: title, sentence.
    """

    pixels_changed = Signal()
    colours_shown = Signal(object)
    notice = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self,
        runner: JobRunner,
        viewer: Viewer,
        chooser: Chooser,
        max_pixels: int,
        parent: QObject | None = None,
    ) -> None:
        """Connect the parts.

        Args:
            runner: where jobs run.
            viewer: whose smear is shown, or made a template.
            chooser: keeps the choice.
            max_pixels: largest image that is decoded.
            parent: owns it.
        """
        super().__init__(parent)
        self._runner = runner
        self._viewer = viewer
        self._chooser = chooser
        self._max_pixels = max_pixels
        self._is_shown = False
        self._adjusted: AdjustedSmear | None = None
        viewer.opened.connect(self._renew)

    @property
    def template(self) -> StainTemplate | None:
        """The template in use, or None."""
        return self._chooser.stain_template

    @property
    def is_shown(self) -> bool:
        """Whether the smear is shown in the colours it is analysed in."""
        return self._is_shown and self.template is not None

    @property
    def pixels(self) -> npt.NDArray[np.uint8] | None:
        """The smear in view as it shall be drawn: adjusted if that is wanted and ready; None without one."""
        adjusted, smear = self._adjusted, self._viewer.smear
        is_current = adjusted is not None and smear is not None and adjusted.smear_id == smear.id
        if adjusted is not None and is_current and self.is_shown and adjusted.template == self.template:
            return adjusted.pixels
        return self._viewer.pixels

    def restore(self) -> None:
        """Take up the template of the last time; one that is gone is done without, with a notice."""
        name = self._chooser.settings.stain_template
        if not name:
            return
        try:
            self._chooser.restore_stain_template(read_template(stain_templates_dir() / name))
        except InputError as error:
            self._chooser.set_stain_template(None)
            self.notice.emit(
                tr("{error} Colours are left as they are until you choose a template.", error=error)
            )

    def choose(self, path: Path) -> None:
        """Adjust colours to an image, or to a saved template, from now on."""
        arguments = (path, self._max_pixels, stain_templates_dir())
        self._start(Job(tr(_TITLE), template_from_file, arguments, kind="template"))

    def choose_smear(self) -> None:
        """Adjust colours to the smear in view from now on."""
        shown = self._viewer.shown
        if shown is None:
            self.failed.emit(tr(_TITLE), tr("No smear is open; open one to use it as the template."))
            return
        arguments = (shown, stain_templates_dir())
        self._start(Job(tr(_TITLE), template_from_smear, arguments, kind="template"))

    def clear(self) -> None:
        """Leave colours as they are from now on."""
        self._chooser.set_stain_template(None)
        self._renew()

    def show(self, wanted: bool) -> None:
        """Show smears in the colours they are analysed in, or as they are."""
        self._is_shown = wanted
        self._renew()

    def _start(self, job: Job) -> None:
        running = self._runner.start(job, "cpu", supersede=True)
        running.succeeded.connect(self._take)
        running.failed.connect(self.failed)

    @Slot(object)
    def _take(self, template: StainTemplate) -> None:
        self._chooser.set_stain_template(template, f"{template.digest}{TEMPLATE_SUFFIX}")
        self.notice.emit(
            tr(
                "Colours are now adjusted to {name}; analyse a smear again to see what that changes.",
                name=template.name,
            )
        )
        self._renew()

    @Slot()
    def _renew(self, _smear_id: str = "") -> None:
        self._runner.cancel_kind(_SHOW)
        smear, pixels, template = self._viewer.smear, self._viewer.pixels, self.template
        self.colours_shown.emit(template if self.is_shown else None)
        if self.is_shown and smear is not None and pixels is not None and template is not None:
            job = Job(tr("Adjust colours"), adjust, (smear.id, pixels, template), kind=_SHOW, shown=False)
            running = self._runner.start(job, "cpu")
            running.succeeded.connect(self._receive)
            running.failed.connect(self.failed)
            return
        if self._adjusted is not None:
            self._adjusted = None
            self.pixels_changed.emit()

    @Slot(object)
    def _receive(self, adjusted: AdjustedSmear) -> None:
        self._adjusted = adjusted
        self.pixels_changed.emit()
