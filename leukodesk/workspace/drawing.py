"""Drawing on the smear in view: outlines, cuts, and cells that are added by pointing at them."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.content import Content
from leukodesk.core.edits import ChangeCells
from leukodesk.core.mask import Mask
from leukodesk.core.mask_edits import CellMasks, Point, clear_of
from leukodesk.imaging.mask_finishing import smoothed, without_holes, without_specks
from leukodesk.imaging.pyramid import PixelSource
from leukodesk.imaging.reader import SmearImage
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.job import Job
from leukodesk.jobs.smears import ImageArray
from leukodesk.jobs.snapping import DISC_UM, Snapped, snap_cell, snap_in_part
from leukodesk.workspace import drawing_edits, reviewing
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner, RunningJob, ThreadName
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import tr

_LIKELY_UM: Final = 0.1


@dataclass(frozen=True)
class Pending:
    """A cell that is being looked for where the reader pointed.

    Attributes:
        smear_id: the smear.
        at: the point, ``(row, column)`` in smear pixels.
        radius_px: of a disc as large as a cell is likely to be.
    """

    smear_id: str
    at: Point
    radius_px: float


class Drawer(QObject):
    """Does what the drawing tools ask for; every method that changes something is one undo step.

    Signals:
        pending_changed: ``pending`` is another.
        added: a cell that was pointed at is there; arg: its id.
        notice: one sentence.
        failed: args: title, one sentence.
    """

    pending_changed = Signal()
    added = Signal(str)
    notice = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        viewer: Viewer,
        choice: Callable[[], tuple[Choice, str, bool]],
        pixel_size_um: Callable[[], float | None],
        parent: QObject | None = None,
    ) -> None:
        """Connect the parts.

        Args:
            runner: where cells are looked for.
            document: what is changed.
            viewer: whose smear is drawn on.
            choice: with what cells are looked for, and in whose name.
            pixel_size_um: the scale of the smear in view, or None while unknown.
            parent: owns it.
        """
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._viewer = viewer
        self._choice = choice
        self._pixel_size_um = pixel_size_um
        self._on_gpu: set[str] = set()
        self._looking: dict[int, tuple[Pending, ImageArray | PixelSource]] = {}
        document.replaced.connect(self._stop)

    @property
    def pending(self) -> tuple[Pending, ...]:
        """What was pointed at and is not found yet, oldest first."""
        return tuple(pending for pending, _ in self._looking.values())

    @property
    def pixel_size_um(self) -> float | None:
        """Micrometres per pixel of the smear in view, or None while unknown."""
        return self._pixel_size_um()

    def may_draw(self) -> bool:
        """Whether the smear in view may be changed; if not, ``failed`` says why."""
        smear = self._viewer.smear
        if smear is None:
            return False
        # Asked of an edit as any stroke is one, so that whatever refuses it refuses before it is drawn.
        probe = reviewing.addition(smear.id, Mask(0, 0, 1, 1, (0, 1)), None, self._annotator)
        refusal = self._document.refusal(probe)
        if refusal:
            self.failed.emit(tr("Draw"), refusal)
        return not refusal

    # Edits

    def redraw(self, cell_id: str, masks: CellMasks | None) -> None:
        """Give a cell other outlines; without any left, or None, it is removed with its label."""
        masks = without_specks(masks) if masks else None
        edit = drawing_edits.redrawing(self._content, cell_id, masks, self._annotator)
        if self._do(edit) and masks is None:
            self.notice.emit(tr("Nothing was left of the cell, so it was removed; undo brings it back."))

    def add(self, masks: CellMasks) -> str:
        """Add a cell to the smear in view; its id, empty when it was refused."""
        smear = self._viewer.smear
        if smear is None:
            return ""
        masks = without_specks(masks)
        edit = reviewing.addition(smear.id, masks.cell, masks.nucleus, self._annotator)
        return edit.new[0].id if self._do(edit) else ""

    def split(self, cell_id: str, line: Sequence[Point]) -> bool:
        """Part a cell along a line; whether it was parted."""
        return self._do(drawing_edits.splitting(self._content, cell_id, line, self._annotator))

    def merge(self, cell_ids: Iterable[str]) -> bool:
        """Make one cell of several, the first of them; whether it was done."""
        return self._do(drawing_edits.merging(self._content, cell_ids, self._annotator))

    def smooth(self, cell_ids: Iterable[str]) -> None:
        """Smooth the outlines of cells."""
        if smear := self._viewer.smear:
            height, width = smear.height, smear.width
            self._reshape(cell_ids, lambda masks: smoothed(masks, height, width))

    def fill_holes(self, cell_ids: Iterable[str]) -> None:
        """Fill the holes in cells and their nuclei."""
        self._reshape(cell_ids, without_holes)

    def add_at(self, row: float, column: float) -> None:
        """Look for the outline of the cell at a point and add it; ``pending`` shows the place until then."""
        smear, pixels = self._viewer.smear, self._viewer.pixels
        shown = self._viewer.source if pixels is None else pixels
        if smear is None or shown is None or not self.may_draw():
            return
        radius_px = DISC_UM / 2 / (self.pixel_size_um or _LIKELY_UM)
        if any(math.dist(pending.at, (row, column)) < radius_px for pending in self.pending):
            return  # the second press of a double click
        self._look_for(Pending(smear.id, (row, column), radius_px), shown)

    # In the background

    def _look_for(self, pending: Pending, shown: ImageArray | PixelSource) -> None:
        choice, _, _ = self._choice()
        smear = self._content.smears[pending.smear_id]
        thread: ThreadName = "gpu" if choice.segmenter_id in self._on_gpu else "cpu"
        known = tuple(self._content.cells_of(pending.smear_id))
        asked = (choice, pending.at, known, self.pixel_size_um, thread == "gpu")
        title, kind = tr("Find the cell"), f"snap {pending.smear_id}"
        if isinstance(shown, np.ndarray):
            job = Job(title, snap_cell, (SmearImage(smear, shown, b""), *asked), kind=kind)
        else:
            job = Job(title, snap_in_part, (shown, smear, *asked), kind=kind)
        running = self._runner.start(job, thread)
        self._looking[running.id] = (pending, shown)
        running.succeeded.connect(self._receive)
        running.failed.connect(self.failed)
        running.finished.connect(self._forget)
        self.pending_changed.emit()

    @Slot(object)
    def _receive(self, snapped: Snapped | None) -> None:
        running = self.sender()
        assert isinstance(running, RunningJob)
        if snapped is None:
            choice, _, _ = self._choice()
            self._on_gpu.add(choice.segmenter_id)
            self._look_for(*self._looking[running.id])
            return
        pending, _ = self._looking.pop(running.id)
        # Another click may have added a cell meanwhile; beside that, what was found here may leave a sliver.
        others = [cell.cell_mask for cell in self._content.cells_of(snapped.smear_id)]
        is_taken = any(other.contains(*pending.at) for other in others)
        masks = clear_of(snapped.masks, others) if snapped.masks and not is_taken else None
        if masks is None:
            self.notice.emit(tr("There is a cell already at that place."))
            return
        edit = reviewing.addition(snapped.smear_id, masks.cell, masks.nucleus, self._annotator)
        if self._do(edit):
            if snapped.how == "disc":
                self.notice.emit(
                    tr(
                        "No outline was found there, so a disc of {DISC_UM:.0f} µm was added; correct it.",
                        DISC_UM=DISC_UM,
                    )
                )
            self.added.emit(edit.new[0].id)

    @Slot()
    def _forget(self) -> None:
        running = self.sender()
        if isinstance(running, RunningJob):
            self._looking.pop(running.id, None)
        self.pending_changed.emit()

    @Slot()
    def _stop(self) -> None:
        for number in tuple(self._looking):
            self._runner.cancel(number)
        self._looking.clear()
        self.pending_changed.emit()

    @property
    def _content(self) -> Content:
        return self._document.content

    @property
    def _annotator(self) -> str:
        return self._choice()[1]

    def _reshape(self, cell_ids: Iterable[str], shape: Callable[[CellMasks], CellMasks]) -> None:
        edit = drawing_edits.reshaping(self._content, cell_ids, shape, self._annotator)
        if not self._do(edit) and edit is None:
            self.notice.emit(tr("Nothing to change: the outlines are as they should be."))

    def _do(self, edit: ChangeCells | None) -> bool:
        return edit is not None and self._document.do(edit)
