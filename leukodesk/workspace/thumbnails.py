"""Small pictures of the smears, made one at a time when nobody waits for a large one."""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.jobs.smears import ImageArray, Thumbnail, make_thumbnail
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.pixel_request import PixelRequest

_KEPT: Final = 1000


class Thumbnailer(QObject):
    """Makes and remembers thumbnails.

    Signals:
        ready: args: smear id, uint8 (h, w, 3).
    """

    ready = Signal(str, object)

    def __init__(
        self, runner: JobRunner, document: Document, max_pixels: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._max_pixels = max_pixels
        self._kept: OrderedDict[str, ImageArray] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._is_busy = False
        document.replaced.connect(self._clear)

    def keep(self, smear_id: str, pixels: ImageArray) -> None:
        """Remember a thumbnail that somebody made anyway."""
        self._kept[smear_id] = pixels
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(smear_id, pixels)

    def request(self, smear_id: str) -> None:
        """Have ``ready`` emitted for a smear: now if it is remembered, else later. The newest go first."""
        if smear_id in self._kept:
            self.ready.emit(smear_id, self._kept[smear_id])
        elif smear_id in self._document.content.smears:
            self._wanted[smear_id] = None
            self._wanted.move_to_end(smear_id)
            self._next()

    def _next(self) -> None:
        while self._wanted and not self._is_busy:
            smear_id, _ = self._wanted.popitem()
            smear = self._document.content.smears.get(smear_id)
            if smear is None or self._document.dataset is None or smear_id in self._kept:
                continue
            self._is_busy = True
            request = PixelRequest(
                self._runner,
                self._document.dataset,
                smear,
                max_pixels=self._max_pixels,
                kind="thumbnail",
                decoder=make_thumbnail,
                parent=self,
            )
            request.ready.connect(self._receive)
            request.finished.connect(self._go_on)

    @Slot(object)
    def _receive(self, thumbnail: Thumbnail) -> None:
        if thumbnail.smear_id in self._document.content.smears:
            self.keep(thumbnail.smear_id, thumbnail.pixels)

    @Slot()
    def _go_on(self) -> None:
        self._is_busy = False
        self._next()

    @Slot()
    def _clear(self) -> None:
        self._wanted.clear()
        self._kept.clear()
