"""The smear in view, and the pixels of those that were or will be."""

from collections import OrderedDict
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.edit import Changes
from leukodesk.core.smear import Smear
from leukodesk.imaging.pyramid import PixelSource
from leukodesk.jobs.smears import DecodedSmear, Shown
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.pixel_request import PixelRequest

ImageArray = npt.NDArray[np.uint8]

_KEPT_BYTES: Final = 256 * 2**20
_SOURCE_BYTES: Final = 64 * 2**20
"""What an open file is counted as, so that few are kept open."""


class Viewer(QObject):
    """Shows one smear at a time and reads the neighbours ahead.

    Attributes:
        smear: the smear in view, or None.
        pixels: its pixels, uint8 (h, w, 3), or None; also None while it is read in parts.
        source: where the parts of a large smear come from, or None.

    Signals:
        opened: it is in view; arg: smear id, empty when none is.
        failed: args: title, sentence.
    """

    opened = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self, runner: JobRunner, document: Document, max_pixels: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.smear: Smear | None = None
        self.pixels: ImageArray | None = None
        self.source: PixelSource | None = None
        self._runner = runner
        self._document = document
        self._max_pixels = max_pixels
        self._wanted = ""
        self._kept: OrderedDict[str, ImageArray | PixelSource] = OrderedDict()
        document.replaced.connect(self._clear)
        document.changed.connect(self._refresh)

    @property
    def shown(self) -> Shown | None:
        """The smear in view with its pixels or the source of its parts, or None."""
        pixels = self.source if self.pixels is None else self.pixels
        return None if self.smear is None or pixels is None else Shown(self.smear, pixels)

    def keep(self, smear_id: str, shown: ImageArray | PixelSource) -> None:
        """Remember pixels that somebody decoded anyway, or a large image that somebody opened."""
        if isinstance(shown, np.ndarray):
            shown.setflags(write=False)
        self._kept[smear_id] = shown
        self._kept.move_to_end(smear_id)
        while len(self._kept) > 1 and sum(map(_bytes_of, self._kept.values())) > _KEPT_BYTES:
            self._kept.popitem(last=False)

    def open(self, smear_id: str) -> None:
        """Show a smear of the document; an unknown id is ignored."""
        if smear_id not in self._document.content.smears:
            return
        self._wanted = smear_id
        self._runner.cancel_kind("read-ahead")
        if smear_id in self._kept:
            self._runner.cancel_kind("view")
            self._show(smear_id)
            return
        if request := self._request(smear_id, "view"):
            request.failed.connect(self.failed)

    def neighbour(self, step: int) -> str | None:
        """Id of the smear ``step`` places after the one in view or on its way, or None at the ends."""
        order = list(self._document.content.smears)
        if self._wanted not in order:
            return order[0] if order else None
        place = order.index(self._wanted) + step
        return order[place] if 0 <= place < len(order) else None

    def _request(self, smear_id: str, kind: str) -> PixelRequest | None:
        dataset, smear = self._document.dataset, self._document.content.smears[smear_id]
        if dataset is None:
            return None
        request = PixelRequest(
            self._runner, dataset, smear, max_pixels=self._max_pixels, kind=kind, parent=self
        )
        request.ready.connect(self._receive)
        return request

    @Slot(object)
    def _receive(self, decoded: DecodedSmear) -> None:
        if decoded.smear_id not in self._document.content.smears:
            return
        self.keep(decoded.smear_id, decoded.shown)
        is_in_view = self.smear is not None and self.smear.id == decoded.smear_id
        if decoded.smear_id == self._wanted and not is_in_view:
            self._show(decoded.smear_id)

    def _show(self, smear_id: str) -> None:
        self.smear = self._document.content.smears[smear_id]
        shown = self._kept[smear_id]
        self.pixels = shown if isinstance(shown, np.ndarray) else None
        self.source = None if isinstance(shown, np.ndarray) else shown
        self._kept.move_to_end(smear_id)
        self.opened.emit(smear_id)
        following = self.neighbour(1)
        if following and following not in self._kept:
            self._request(following, "read-ahead")

    @Slot()
    def _clear(self) -> None:
        for kind in ("view", "read-ahead"):
            self._runner.cancel_kind(kind)
        self._kept.clear()
        self._wanted = ""
        self.smear = self.pixels = self.source = None
        self.opened.emit("")

    @Slot(object)
    def _refresh(self, changes: Changes) -> None:
        if self.smear is None or self.smear.id not in changes.smears:
            return
        smear = self._document.content.smears.get(self.smear.id)
        if smear is None:
            self._wanted = ""
            self.pixels = self.source = None
        self.smear = smear
        if smear is None:
            self.opened.emit("")


def _bytes_of(shown: ImageArray | PixelSource) -> int:
    return shown.nbytes if isinstance(shown, np.ndarray) else _SOURCE_BYTES
