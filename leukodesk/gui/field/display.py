"""What is drawn over the smear: a choice of this window, not of the dataset."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from leukodesk.config import Settings
from leukodesk.core.mask import BBox
from leukodesk.gui.field.tools.draft import Draft

HEATMAP_COLOURS: Final = {"inferno": "Inferno", "viridis": "Viridis", "cividis": "Cividis", "turbo": "Turbo"}
"""Ids and titles of the heatmap's colour maps; the first three read well with any colour vision."""


class Display(QObject):
    """Which layers lie over the smear, and the cell under the pointer.

    Attributes:
        contours, fills, letters: drawn for every cell.
        hidden: nothing is drawn over the smear, whatever the others say.
        heatmap: model attention is drawn.
        heatmap_class: the class it is drawn for, or empty for each cell's most probable one.
        draft: what is being drawn with a tool.
        seen: the part in sight, ``(y0, x0, y1, x1)`` in smear pixels; may reach beyond the smear.

    Signals:
        changed: one of the attributes, the opacity or the colour map is another.
        hovered_changed: another cell, or none, lies under the pointer; arg: cell id, empty for none.
        seen_changed: another part of the smear is in sight.
    """

    changed = Signal()
    hovered_changed = Signal(str)
    seen_changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._hovered = ""
        self.contours = True
        self.fills = False
        self.letters = True
        self.hidden = False
        self.heatmap = False
        self.heatmap_class = ""
        self.draft = Draft(self)
        self.seen: BBox = (0, 0, 0, 0)

    @property
    def heatmap_opacity(self) -> float:
        """0 to 1."""
        return self._settings.heatmap_opacity

    @property
    def heatmap_colours(self) -> str:
        """One of :data:`HEATMAP_COLOURS`."""
        chosen = self._settings.heatmap_colours
        return chosen if chosen in HEATMAP_COLOURS else next(iter(HEATMAP_COLOURS))

    @property
    def hovered(self) -> str:
        """Id of the cell under the pointer, or empty."""
        return self._hovered

    def show_layer(self, layer: str, shown: bool) -> None:
        """Switch ``contours``, ``fills``, ``letters``, ``hidden`` or ``heatmap``.

        Raises:
            ValueError: it is none of these.
        """
        if layer not in ("contours", "fills", "letters", "hidden", "heatmap"):
            raise ValueError(f"there is no layer '{layer}'")
        if getattr(self, layer) != shown:
            setattr(self, layer, shown)
            self.changed.emit()

    def set_heatmap_opacity(self, opacity: float) -> None:
        """Choose how much of the smear the heatmap covers, 0 to 1."""
        self._settings.heatmap_opacity = opacity
        self.changed.emit()

    def set_heatmap_colours(self, name: str) -> None:
        """Choose one of :data:`HEATMAP_COLOURS`."""
        self._settings.heatmap_colours = name
        self.changed.emit()

    def set_heatmap_class(self, class_id: str) -> None:
        """Choose the class the heatmap speaks of, empty for each cell's most probable one."""
        if class_id != self.heatmap_class:
            self.heatmap_class = class_id
            self.changed.emit()

    def see(self, seen: BBox) -> None:
        """Say which part of the smear is in sight."""
        if seen != self.seen:
            self.seen = seen
            self.seen_changed.emit()

    def hover(self, cell_id: str) -> None:
        """Say which cell lies under the pointer, empty for none."""
        if cell_id != self._hovered:
            self._hovered = cell_id
            self.hovered_changed.emit(cell_id)
