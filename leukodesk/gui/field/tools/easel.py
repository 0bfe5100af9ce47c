"""What all tools share: the smear, the draft, the size of the brush and what it draws."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QRectF, Signal

from leukodesk.core.mask import BBox, Mask
from leukodesk.core.mask_edits import CellMasks, Point, stroke
from leukodesk.core.smear import Smear
from leukodesk.gui.field.display import Display
from leukodesk.workspace.drawing_edits import masks_of
from leukodesk.workspace.numerals import written
from leukodesk.workspace.workspace import Workspace

_SIZES_UM: Final = (0.2, 30.0)
_FIRST_UM: Final = 2.0
_STEP: Final = 1.25
_LIKELY_UM: Final = 0.1


class Easel(QObject):
    """The state of drawing that outlives a stroke.

    Attributes:
        workspace: what is drawn on.
        draft: what is being drawn.
        nucleus: brush and eraser draw the nucleus and not the whole cell.
        diameter_um: of the brush; in pixels where the scale is unknown, taken as 0.1 µm each.
        tolerance_px: how far from a place the pointer may be, in smear pixels.

    Signals:
        changed: the brush is another, or draws something else.
    """

    changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        display: Display,
        cell_at: Callable[[float, float], str],
        cells_in: Callable[[QRectF], list[str]],
        parent: QObject | None = None,
    ) -> None:
        """Set the easel up.

        Args:
            workspace: what is drawn on.
            display: whose draft is shown over the smear.
            cell_at: id of the cell at a row and column, or empty.
            cells_in: ids of the cells whose boxes reach into a rectangle of the smear.
            parent: owns it.
        """
        super().__init__(parent)
        self.workspace = workspace
        self.draft = display.draft
        self.nucleus = False
        self.diameter_um = _FIRST_UM
        self.tolerance_px = 1.0
        self._cell_at = cell_at
        self._cells_in = cells_in

    @property
    def smear(self) -> Smear:
        """The smear in view; tools are only used while there is one."""
        smear = self.workspace.smear
        assert smear is not None
        return smear

    @property
    def radius_px(self) -> float:
        """Of the brush, in smear pixels."""
        return self.diameter_um / 2 / (self.workspace.drawing.pixel_size_um or _LIKELY_UM)

    @property
    def size_text(self) -> str:
        """The diameter of the brush in words."""
        if self.workspace.drawing.pixel_size_um is None:
            return f"{written(2 * self.radius_px, '.0f')} px"
        return f"{written(self.diameter_um, '.2g' if self.diameter_um < 10 else '.0f')} µm"

    def resize(self, steps: int) -> None:
        """Make the brush larger, or smaller for negative numbers."""
        low, high = _SIZES_UM
        diameter_um = min(max(self.diameter_um * _STEP**steps, low), high)
        if diameter_um != self.diameter_um:
            self.diameter_um = diameter_um
            self.changed.emit()

    def draw_nucleus(self, nucleus: bool) -> None:
        """Let brush and eraser draw the nucleus, or the whole cell."""
        if nucleus != self.nucleus:
            self.nucleus = nucleus
            self.changed.emit()

    def cell_at(self, at: Point) -> str:
        """The cell under a point, or empty; of several the selected one, else the smallest."""
        leading = self.leading
        if leading and self.workspace.content.cells[leading].cell_mask.contains(*at):
            return leading
        return self._cell_at(*at)

    @property
    def leading(self) -> str:
        """The leading selected cell, or empty."""
        selection = self.workspace.selection
        return selection[0] if selection and selection[0] in self.workspace.content.cells else ""

    def cells_in(self, box: BBox) -> list[str]:
        """Ids of the cells whose boxes reach into a box of the smear."""
        y0, x0, y1, x1 = box
        return self._cells_in(QRectF(x0, y0, x1 - x0, y1 - y0))

    def masks(self, cell_id: str) -> CellMasks | None:
        """The outlines of a cell, or None."""
        cell = self.workspace.content.cells.get(cell_id)
        return masks_of(cell) if cell else None

    def touched(self, spot: Mask) -> list[str]:
        """The cells that share a pixel with ``spot``, those with most of it first."""
        cells = self.workspace.content.cells
        shares = {cell_id: cells[cell_id].cell_mask.overlap_px(spot) for cell_id in self.cells_in(spot.bbox)}
        return sorted((cell_id for cell_id, px in shares.items() if px), key=lambda i: -shares[i])

    def disc(self, points: Iterable[Point], radius_px: float | None = None) -> Mask | None:
        """What the brush covers along ``points``."""
        smear = self.smear
        radius_px = self.radius_px if radius_px is None else radius_px
        return stroke(tuple(points), radius_px, smear.height, smear.width)
