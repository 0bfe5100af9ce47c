"""Tiles of a large smear, read in the background as the view asks for them."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.imaging.pyramid import Level, PixelSource
from leukodesk.imaging.stain import StainTemplate
from leukodesk.imaging.tiles import Tile
from leukodesk.jobs.job import Job
from leukodesk.jobs.parts import read_tiles
from leukodesk.jobs.smears import ImageArray
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import tr

_KEPT_BYTES: Final = 320 * 2**20
_AT_ONCE: Final = 4
"""Few, so that a view that moved on is soon served."""

_KIND: Final = "tiles"


class TileLoader(QObject):
    """Keeps the tiles that were wanted last; a newer wish replaces what was not read yet.

    Signals:
        ready: tiles came.
        replaced: another smear is in view, or none, or it is shown in other colours.
        failed: args: title, sentence; tiles of this smear are not asked for any more.
    """

    ready = Signal()
    replaced = Signal()
    failed = Signal(str, str)

    def __init__(self, runner: JobRunner, viewer: Viewer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._viewer = viewer
        self._source: PixelSource | None = None
        self._kept: OrderedDict[Tile, ImageArray] = OrderedDict()
        self._held_bytes = 0
        self._template: StainTemplate | None = None
        self._wanted: list[Tile] = []
        self._is_busy = False
        viewer.opened.connect(self._start_over)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the smear in view, finest first; none unless it is read in parts."""
        return self._source.levels if self._source else ()

    @property
    def is_waiting(self) -> bool:
        """Whether wanted tiles are on their way."""
        return self._is_busy or bool(self._wanted)

    def tile(self, tile: Tile) -> ImageArray | None:
        """A tile if it is there: blue, green, red and 255, uint8 (h, w, 4)."""
        found = self._kept.get(tile)
        if found is not None:
            self._kept.move_to_end(tile)
        return found

    def want(self, tiles: Sequence[Tile]) -> None:
        """Say what the view needs now, the most urgent first."""
        self._wanted = [tile for tile in tiles if tile not in self._kept]
        self._begin()

    @Slot(object)
    def show_in_colours_of(self, template: StainTemplate | None) -> None:
        """Show tiles in the colours of a template from now on, or as they are."""
        if template != self._template:
            self._template = template
            self._read_anew()

    def _begin(self) -> None:
        if self._is_busy or not self._wanted or self._source is None:
            return
        self._is_busy = True
        batch = tuple(self._wanted[:_AT_ONCE])
        job = Job(
            tr("Read the image"), read_tiles, (self._source, batch, self._template), kind=_KIND, shown=False
        )
        running = self._runner.start(job, "cpu")
        running.succeeded.connect(self._receive)
        running.failed.connect(self._give_up)
        running.finished.connect(self._go_on)

    @Slot(object)
    def _receive(self, read: list[tuple[Tile, ImageArray]]) -> None:
        for tile, pixels in read:
            self._held_bytes += pixels.nbytes - (self._kept[tile].nbytes if tile in self._kept else 0)
            self._kept[tile] = pixels
        while self._held_bytes > _KEPT_BYTES:
            _, dropped = self._kept.popitem(last=False)
            self._held_bytes -= dropped.nbytes
        self._wanted = [tile for tile in self._wanted if tile not in self._kept]
        self.ready.emit()

    @Slot(str, str)
    def _give_up(self, title: str, sentence: str) -> None:
        self._wanted.clear()
        self._source = None
        self.failed.emit(title, sentence)

    @Slot()
    def _go_on(self) -> None:
        self._is_busy = False
        self._begin()

    @Slot()
    def _start_over(self, _smear_id: str = "") -> None:
        if self._source is self._viewer.source:
            return
        self._source = self._viewer.source
        self._read_anew()

    def _read_anew(self) -> None:
        self._runner.cancel_kind(_KIND)
        self._kept.clear()
        self._wanted.clear()
        self._held_bytes = 0
        self.replaced.emit()
