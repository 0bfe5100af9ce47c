"""How the scale of the smear in view is known, in words, and as the scale bar's tool tip."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from leukodesk.gui.field.scale_bar import bar_box, bar_for
from leukodesk.gui.field.smear_view import SmearView
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_GOOD: Final = 0.5
_FAIR: Final = 0.2


def scale_words(workspace: Workspace) -> str:
    """One or two sentences on the scale of the smear in view, where it comes from and how sure it is."""
    if workspace.pixel_size is None:
        return tr("Scale: not known yet.")
    size_um, source = workspace.pixel_size
    size = tr("Scale: {size_um:.3g} µm per pixel", size_um=size_um)
    if source == "stated":
        return tr("{size}, stated by the image file or by a reader.", size=size)
    if source == "default":
        return tr(
            "{size}, only assumed: nothing in the image tells it. Set the scale if you know it.", size=size
        )
    confidence = workspace.pixel_size_confidence
    if confidence >= _FAIR:
        word = tr("good") if confidence >= _GOOD else tr("fair")
        return tr(
            "{size}, measured on the red cells (7.5 µm across); confidence {word} ({confidence:.2f} of 1).",
            size=size,
            word=word,
            confidence=confidence,
        )
    return tr(
        "{size}, a rough guess from few red cells or from the nuclei; confidence low "
        "({confidence:.2f} of 1). Set the scale if you know it.",
        size=size,
        confidence=confidence,
    )


def red_cells_words(workspace: Workspace) -> str:
    """What the red cells say beside a stated scale of the smear in view, in one sentence; else nothing."""
    measured_um = workspace.pixel_size_by_red_cells
    if measured_um is None or workspace.pixel_size is None or workspace.pixel_size[1] != "stated":
        return ""
    return tr(
        "By its red cells (7.5 µm across), it would be about {measured_um:.3g} µm per pixel.",
        measured_um=measured_um,
    )


class ScaleTip(QObject):
    """Says how the scale is known when the pointer rests on the scale bar of a field."""

    def __init__(self, workspace: Workspace, view: SmearView) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Show the tip over the bar and leave everything else to the field."""
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return False
        viewport = self._view.viewport()
        size = self._workspace.pixel_size
        bar = bar_for(self._view.zoom, size[0] if size else None)
        over_bar = bar_box(self._view.bar_place(), bar).contains(QPointF(event.pos()))
        if self._workspace.smear is None or not over_bar:
            return False
        QToolTip.showText(event.globalPos(), scale_words(self._workspace), viewport)
        return True
