"""Which labelled cells of the smear in view its last segmentation did not find again."""

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.analysis_edits import Segmenting, segmentings_of
from leukodesk.core.edit import Changes
from leukodesk.core.unmatched import is_unmatched, unmatched_cells
from leukodesk.inference.registry import segmenter_ids
from leukodesk.workspace.analyzing import Analyzer
from leukodesk.workspace.document import Document
from leukodesk.workspace.viewing import Viewer


class UnmatchedCells(QObject):
    """Follows :mod:`leukodesk.core.unmatched` for the smear in view; a change costs what it touches.

    Attributes:
        cell_ids: the cells, in their order in the smear.
        smear_id: the smear they lie in; empty while none is in view.

    Signals:
        changed: these are others.
    """

    changed = Signal()

    def __init__(
        self, analyzer: Analyzer, document: Document, viewer: Viewer, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.cell_ids: tuple[str, ...] = ()
        self.smear_id = ""
        self._document = document
        self._viewer = viewer
        self._looks: list[Segmenting] = []
        viewer.opened.connect(self._tell_anew)
        document.replaced.connect(self._tell_anew)
        document.changed.connect(self._follow)
        analyzer.labels_kept.connect(self._tell_anew)  # also where an analysis changed no cell

    @Slot()
    def _tell_anew(self, *_: object) -> None:
        content = self._document.content
        self.smear_id = self._viewer.smear.id if self._viewer.smear else ""
        self._looks = segmentings_of(content, self.smear_id)
        self._set(unmatched_cells(content, self.smear_id, segmenter_ids()))

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        content, touched = self._document.content, changes.cells | changes.labels
        if changes.smears or (changes.cells and segmentings_of(content, self.smear_id) != self._looks):
            self._tell_anew()
        elif touched and self._looks:
            here = [i for i in touched if i in content.cells and content.smear_id_of(i) == self.smear_id]
            segmenters = segmenter_ids()
            new = {i for i in here if is_unmatched(content, content.cells[i], self._looks, segmenters)}
            if new != touched & set(self.cell_ids):
                known = (new | set(self.cell_ids)) - (touched - new)
                self._set(tuple(i for i in content.cell_ids_of(self.smear_id) if i in known))

    def _set(self, cell_ids: tuple[str, ...]) -> None:
        if cell_ids != self.cell_ids:
            self.cell_ids = cell_ids
            self.changed.emit()
