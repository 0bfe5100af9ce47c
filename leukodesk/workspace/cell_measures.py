"""Sizes and N:C ratios of the cells in the gallery, worked out while nothing else is to do."""

import time
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from leukodesk.core.distributions import CellMeasures, measures_of
from leukodesk.core.edit import Changes
from leukodesk.core.known_scale import known_scale
from leukodesk.workspace.gallery import Gallery
from leukodesk.workspace.measuring import ScaleMeasurer
from leukodesk.workspace.reading_desk import ReadingDesk

_SLICE_S: Final = 0.010
_PAUSE_MS: Final = 5
_TELL_EVERY_S: Final = 0.4


class CellMeasurer(QObject):
    """Measures cells in slices, but only while somebody looks.

    Signals:
        changed: more cells are measured, or others.
    """

    changed = Signal()

    def __init__(
        self, desk: ReadingDesk, gallery: Gallery, scales: ScaleMeasurer, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gallery = gallery
        self._scales = scales
        self._known: dict[str, CellMeasures] = {}
        self._is_watched = False
        self._told = 0.0
        self._coming: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._go_on)
        desk.dataset_opened.connect(self._known.clear)
        desk.changed.connect(self._drop_changed)
        gallery.reset.connect(self._begin)
        gallery.changed.connect(self._begin)

    def watch(self, is_watched: bool) -> None:
        """Say whether somebody looks at the figures."""
        self._is_watched = is_watched
        self._begin()

    def nc_ratios(self, group: str) -> list[float]:
        """N:C area ratios of the measured cells of a group."""
        found = (self._known.get(cell_id) for cell_id in self._gallery.order.ids(group))
        return [item.nc_ratio for item in found if item is not None and item.nc_ratio is not None]

    def diameters_um(self, group: str) -> list[float]:
        """Diameters in micrometres of the measured cells of a group that lie in smears of known scale."""
        scales: dict[str, float | None] = {}
        diameters = []
        for cell_id in self._gallery.order.ids(group):
            item = self._known.get(cell_id)
            if item is None or item.diameter_px is None:
                continue
            smear_id = self._gallery.order[cell_id].smear_id
            if smear_id not in scales:
                scales[smear_id] = known_scale(*(self._scales.scale_of(smear_id) or (None, "")))
            scale = scales[smear_id]
            if scale is not None:
                diameters.append(item.diameter_px * scale)
        return diameters

    @Slot()
    def _begin(self) -> None:
        self._timer.stop()
        if self._is_watched:
            self._coming = self._measured()
            self._timer.start()
            self._go_on()

    def _measured(self) -> Iterator[None]:
        content = self._desk.content
        for group in self._gallery.groups:
            for cell_id in self._gallery.order.ids(group.id):
                if cell_id in self._known or cell_id not in content.cells:
                    continue
                cell = content.cells[cell_id]
                smear = content.smears[cell.smear_id]
                self._known[cell_id] = measures_of(cell, smear.height, smear.width)
                yield

    @Slot()
    def _go_on(self) -> None:
        end = time.perf_counter() + _SLICE_S
        for _ in self._coming:
            now = time.perf_counter()
            if now > end:
                if now > self._told + _TELL_EVERY_S:
                    self._told = now
                    self.changed.emit()
                return
        self._timer.stop()
        self.changed.emit()

    @Slot(object)
    def _drop_changed(self, changes: Changes) -> None:
        for cell_id in changes.cells:
            self._known.pop(cell_id, None)
