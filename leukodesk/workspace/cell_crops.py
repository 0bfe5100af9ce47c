"""Crops of cells of any smear of the dataset, cut in the background and kept while there is room."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.cell import Cell
from leukodesk.core.edit import Changes
from leukodesk.core.known_scale import known_scale
from leukodesk.jobs.gallery_crops import GalleryCrops, cut_from_image, cut_from_pixels
from leukodesk.jobs.job import Job
from leukodesk.jobs.smears import ImageArray
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.measuring import ScaleMeasurer
from leukodesk.workspace.pixel_request import PixelRequest
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import tr

_KEPT_BYTES: Final = 96 * 2**20
_AT_ONCE: Final = 48

_Key = tuple[str, int]


class CropCutter(QObject):
    """Cuts the crops that are in sight, one smear at a time; what is not wanted any more is not begun.

    The smear in view comes first, since its pixels are there; others are read from the dataset.

    Signals:
        ready: crops came; ask for them again.
    """

    ready = Signal()

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        viewer: Viewer,
        measurer: ScaleMeasurer,
        max_pixels: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._viewer = viewer
        self._measurer = measurer
        self._max_pixels = max_pixels
        # Each cutter's own: of one kind the two there are would supersede each other without end.
        self._kind = f"crops {id(self)}"
        self._kept: OrderedDict[_Key, tuple[ImageArray, float | None]] = OrderedDict()
        self._held_bytes = 0
        self._wanted: tuple[str, ...] = ()
        self._size_px = 0
        self._is_busy = False
        self._given_up: set[str] = set()
        document.replaced.connect(self._forget)
        document.changed.connect(self._drop_changed)

    def crop(self, cell_id: str, size_px: int) -> ImageArray | None:
        """A crop if it is there, uint8 (size_px, size_px, 3) RGB; cut at the scale known when it was made."""
        found = self._kept.get((cell_id, size_px))
        if found is None:
            return None
        self._kept.move_to_end((cell_id, size_px))
        return found[0]

    def want(self, cell_ids: Sequence[str], size_px: int) -> None:
        """Say which crops are in sight now; those that lack, or were cut at another scale, are cut soon.

        Of more than there is room for, the first ones are.
        """
        room = _KEPT_BYTES // (3 * size_px * size_px)
        self._wanted = tuple(cell_ids)[:room]
        self._size_px = size_px
        self._begin()

    def _begin(self) -> None:
        while not self._is_busy:
            smear_id, cells = self._next()
            if not cells:
                return
            self._is_busy = True
            self._cut(smear_id, cells)

    def _next(self) -> tuple[str, tuple[Cell, ...]]:
        """A smear, and what is wanted of it; nothing when all is there."""
        content = self._document.content
        lacking: dict[str, list[str]] = {}
        scales: dict[str, float | None] = {}
        for cell_id in self._wanted:
            if cell_id not in content.cells:
                continue
            smear_id = content.smear_id_of(cell_id)
            if smear_id not in scales:
                scales[smear_id] = self._scale(smear_id)
            found = self._kept.get((cell_id, self._size_px))
            if (found is None or found[1] != scales[smear_id]) and smear_id not in self._given_up:
                lacking.setdefault(smear_id, []).append(cell_id)
        if not lacking:
            return "", ()
        in_view = self._viewer.smear.id if self._viewer.smear else ""
        smear_id = in_view if in_view in lacking else next(iter(lacking))
        return smear_id, tuple(content.cells[cell_id] for cell_id in lacking[smear_id][:_AT_ONCE])

    def _cut(self, smear_id: str, cells: tuple[Cell, ...]) -> None:
        scale, size_px = self._scale(smear_id), self._size_px
        dataset = self._document.dataset
        if self._viewer.smear is not None and self._viewer.smear.id == smear_id:
            shown = self._viewer.pixels if self._viewer.source is None else self._viewer.source
            arguments = (smear_id, shown, cells, scale, size_px)
            job = Job(tr("Cut crops"), cut_from_pixels, arguments, kind=self._kind, shown=False)
            running = self._runner.start(job, "cpu")
            running.failed.connect(partial(self._give_up, smear_id))
            running.succeeded.connect(self.keep)
            running.finished.connect(self._go_on)
        elif dataset is not None:
            cutting = partial(cut_from_image, cells=cells, pixel_size_um=scale, size_px=size_px)
            request = PixelRequest(
                self._runner,
                dataset,
                self._document.content.smears[smear_id],
                max_pixels=self._max_pixels,
                kind=self._kind,
                decoder=cutting,
                parent=self,
            )
            request.failed.connect(partial(self._give_up, smear_id))
            request.ready.connect(self.keep)
            request.finished.connect(self._go_on)

    def _scale(self, smear_id: str) -> float | None:
        return known_scale(*(self._measurer.scale_of(smear_id) or (None, "")))

    def _give_up(self, smear_id: str, _title: str, _sentence: str) -> None:
        # A smear that cannot be read says so when it is opened or moved; here its crops stay empty.
        self._given_up.add(smear_id)

    @Slot(object)
    def keep(self, cut: GalleryCrops) -> None:
        """Keep crops while there is room, those that came long ago least."""
        for cell_id, crop in cut.crops.items():
            self._remove((cell_id, cut.size_px))
            self._kept[cell_id, cut.size_px] = crop, cut.pixel_size_um
            self._held_bytes += crop.nbytes
        while self._held_bytes > _KEPT_BYTES:
            self._remove(next(iter(self._kept)))
        self.ready.emit()

    @Slot()
    def _go_on(self) -> None:
        self._is_busy = False
        self._begin()

    def _remove(self, key: _Key) -> None:
        held = self._kept.pop(key, None)
        if held is not None:
            self._held_bytes -= held[0].nbytes

    @Slot()
    def _forget(self) -> None:
        self._runner.cancel_kind(self._kind)
        self._kept.clear()
        self._held_bytes = 0
        self._wanted = ()
        self._given_up.clear()

    @Slot(object)
    def _drop_changed(self, changes: Changes) -> None:
        if changes.cells:
            for key in [key for key in self._kept if key[0] in changes.cells]:
                self._remove(key)
