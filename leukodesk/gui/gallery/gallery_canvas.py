"""Crops in groups by class, painted only where they are seen."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from leukodesk.core.differential import differential_of
from leukodesk.core.taxonomy import CellClass
from leukodesk.gui.field.display import Display
from leukodesk.gui.gallery.gallery_layout import GalleryLayout
from leukodesk.gui.gallery.gallery_painter import GalleryPainter, Tile
from leukodesk.gui.gallery.gallery_words import cell_words, group_figures
from leukodesk.gui.look.theme import Theme
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_GAP: Final = 6
_HEADING_EM: Final = 1.8
_AHEAD: Final = 0.5


class GalleryCanvas(QAbstractScrollArea):
    """Shows the cells of the workspace's gallery; what is chosen there is framed here."""

    def __init__(
        self, workspace: Workspace, display: Display, theme: Theme, tile: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._gallery = workspace.gallery
        self._display = display
        self._theme = theme
        self._tile = tile
        self._painter = GalleryPainter(theme)
        self._groups: tuple[CellClass, ...] = ()
        self._figures: list[str] = []
        self._layout = GalleryLayout((), 1, tile, _GAP, 1)
        self._target = ""
        self._is_own_choice = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._want)
        self._set_up_look()
        self._gallery.reset.connect(self._show_others)
        self._gallery.changed.connect(self._lay_out)
        self._gallery.chosen_changed.connect(self._follow_choice)
        self._gallery.crops.ready.connect(self.viewport().update)
        workspace.classes_changed.connect(self._lay_out)
        workspace.scale_changed.connect(self._soon.start)
        workspace.picking.changed.connect(self.viewport().update)
        display.hovered_changed.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)
        self._lay_out()

    def _set_up_look(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Gallery"))
        self.setAccessibleDescription(tr("The cells in groups by class, the doubtful ones first."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # What is where

    @property
    def rows_in_sight(self) -> int:
        """Rows of crops that a page shows, at least 1."""
        return max(1, self.viewport().height() // (self._tile + _GAP))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen cells, the leading one first."""
        return self._gallery.chosen

    @property
    def scrolled(self) -> int:
        """How many pixels of the whole lie above the window."""
        return int(self.verticalScrollBar().value())

    def set_tile(self, tile: int) -> None:
        """Show crops of another size; the first one in sight stays there."""
        top = self._layout.group_at(self.scrolled)
        spans = list(self._layout.spans(self.scrolled, self.scrolled + 1))
        self._tile = tile
        self._lay_out()
        if top is not None and spans and spans[0].first:
            y = self._layout.corner_of(spans[0].group, spans[0].first)[1]
            self.verticalScrollBar().setValue(y - _GAP)

    def cell_at(self, place: QPoint) -> str:
        """Id of the cell at a point of the viewport, or empty."""
        found = self._layout.at(place.x(), place.y() + self.scrolled)
        return self._id_of(*found) if found else ""

    def box_of(self, cell_id: str) -> QRect:
        """Where a cell lies in the viewport; empty for one that is not in the gallery."""
        if cell_id not in self._gallery.order:
            return QRect()
        group, place = self._place_of(cell_id)
        x, y = self._layout.corner_of(group, place)
        return QRect(x, y - self.scrolled, self._tile, self._tile)

    def cells_within(self, box: QRect) -> list[str]:
        """The cells that a rectangle, in pixels from the top of the whole, touches."""
        touched = self._layout.within(box.left(), box.top(), box.right(), box.bottom())
        return [self._id_of(group, place) for group, place in touched]

    def cells_between(self, one: str, other: str) -> list[str]:
        """All from one cell to another, in the order in which they are shown.

        Where the one is not in the gallery any more, there is only the other.
        """
        if one not in self._gallery.order:
            return [other]
        ends = sorted(self._layout.number_of(*self._place_of(cell_id)) for cell_id in (one, other))
        return [self._id_of(*self._layout.cell_of(number)) for number in range(ends[0], ends[1] + 1)]

    def bring_into_sight(self, cell_id: str) -> None:
        """Scroll as little as needed."""
        box = self.box_of(cell_id)
        if box.isEmpty():
            return
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if box.top() < 0:
            bar.setValue(bar.value() + box.top() - self._layout.heading - _GAP)
        elif box.bottom() > high - _GAP:
            bar.setValue(bar.value() + box.bottom() - high + _GAP + 1)

    def cell_beside(self, cell_id: str | None, across: int, down: int) -> str:
        """The cell beside another one; the first without one, and empty where there is none."""
        if not self._layout.total:
            return ""
        number = 0
        if cell_id is not None and cell_id in self._gallery.order:
            number = self._layout.beside(self._layout.number_of(*self._place_of(cell_id)), across, down)
        return self._id_of(*self._layout.cell_of(number))

    def class_at(self, place: QPoint) -> str:
        """The class whose group lies at a point of the viewport; empty where it is none a cell can get."""
        group = self._layout.group_at(place.y() + self.scrolled)
        if group is None or self._groups[group].id not in self._workspace.taxonomy:
            return ""
        return self._groups[group].id

    def aim(self, class_id: str) -> None:
        """Show that crops would go to the group of a class; empty for to none."""
        if class_id != self._target:
            self._target = class_id
            self.viewport().update()

    def _id_of(self, group: int, place: int) -> str:
        return self._gallery.order.ids(self._groups[group].id, place, place + 1)[0]

    def _place_of(self, cell_id: str) -> tuple[int, int]:
        group_id, place = self._gallery.order.place_of(cell_id)
        return [group.id for group in self._groups].index(group_id), place

    # Following the workspace

    def _lay_out(self) -> None:
        order = self._gallery.order
        self._groups = self._gallery.groups
        counts = [order.count(group.id) for group in self._groups]
        shares = {
            row.cell_class.id: row
            for row in differential_of(
                dict(zip((group.id for group in self._groups), counts, strict=True)), self._workspace.taxonomy
            ).rows
        }
        self._figures = [
            group_figures(count, order.reviewed(group.id), shares.get(group.id))
            for group, count in zip(self._groups, counts, strict=True)
        ]
        heading = round(_HEADING_EM * self.fontMetrics().height())
        self._layout = GalleryLayout(counts, self.viewport().width(), self._tile, _GAP, heading)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._layout.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep((self._tile + _GAP) // 2)
        self.viewport().update()

    def _show_others(self) -> None:
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._follow_choice()

    def _follow_choice(self) -> None:
        chosen = self._gallery.chosen
        if chosen and not self._is_own_choice:
            self.bring_into_sight(chosen[0])
        if chosen and chosen[0] in self._gallery.order:
            cell = self._gallery.order[chosen[0]]
            words = cell_words(cell, self._class_of(cell.group))
            self.setAccessibleDescription(tr("{words}; {chosen} chosen", words=words, chosen=len(chosen)))
        self.viewport().update()

    def choose(self, cell_ids: list[str], open_smear: bool) -> None:
        """Choose cells, the leading one first, without scrolling to them."""
        self._is_own_choice = True
        self._gallery.choose(cell_ids, open_smear=open_smear)
        self._is_own_choice = False

    def _class_of(self, group_id: str) -> CellClass:
        return next(group for group in self._groups if group.id == group_id)

    def _scrolled(self) -> None:
        self.viewport().update()
        place = self.viewport().mapFromGlobal(self.cursor().pos())
        if (
            self.viewport().rect().contains(place)
        ):  # beside it lie cells out of sight, which no key is meant for
            self._display.hover(self.cell_at(place))

    def _want(self) -> None:
        """Have the crops cut that are in sight or will soon be."""
        high = self.viewport().height()
        ahead = round(_AHEAD * high)
        in_sight = list(self._layout.spans(self.scrolled, self.scrolled + high))
        more = self._layout.spans(self.scrolled - ahead, self.scrolled + high + ahead)
        wanted: dict[str, None] = {}
        for span in (*in_sight, *more):
            ids = self._gallery.order.ids(self._groups[span.group].id, span.first, span.last)
            wanted.update(dict.fromkeys(ids))
        self._gallery.crops.want(tuple(wanted), self._crop_px())

    def _crop_px(self) -> int:
        return round(self._tile * self.devicePixelRatioF())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is exposed, and ask for the crops that lack."""
        painter = QPainter(self.viewport())
        colours = self._theme.colours
        painter.fillRect(event.rect(), QColor(colours.surface))
        order, px, picking = self._gallery.order, self._crop_px(), self._workspace.picking
        chosen = set(self._gallery.chosen)
        lacks = False
        top, wide = self.scrolled, self.viewport().width()
        for span in self._layout.spans(top + event.rect().top(), top + event.rect().bottom() + 1):
            group = self._groups[span.group]
            begin, end = self._layout.heading_of(span.group)
            self._painter.heading(
                painter,
                QRect(0, begin - top, wide, end - begin),
                group,
                self._figures[span.group],
                target=group.id == self._target,
            )
            for place, cell_id in enumerate(order.ids(group.id, span.first, span.last), span.first):
                x, y = self._layout.corner_of(span.group, place)
                crop = self._gallery.crops.crop(cell_id, px)
                lacks = lacks or crop is None
                tile = Tile(
                    order[cell_id],
                    group,
                    crop,
                    cell_id in chosen,
                    cell_id == self._display.hovered,
                    picking.codes.get(cell_id, ""),
                    picking.typed,
                )
                self._painter.tile(painter, QRect(x, y - top, self._tile, self._tile), tile)
        if lacks:
            self._soon.start()
        if not self._layout.total:
            painter.setPen(QColor(colours.muted))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, tr("No cells yet"))
        self.paint_over(painter)
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """Paint what lies over the crops."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the width anew; what was chosen and in sight stays in sight."""
        super().resizeEvent(event)
        before = QRect(0, 0, event.oldSize().width(), event.oldSize().height())
        leading = next(iter(self._gallery.chosen), "")
        was_in_sight = before.intersects(self.box_of(leading))
        self._lay_out()
        if was_in_sight:
            self.bring_into_sight(leading)
