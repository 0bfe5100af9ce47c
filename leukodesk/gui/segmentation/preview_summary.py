"""What other settings would find, in figures."""

from PySide6.QtWidgets import QWidget

from leukodesk.core.mask import share_pixels
from leukodesk.gui.look.panel import Panel, set_tone, text_label
from leukodesk.jobs.preview import Preview
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import tr, tr_n, worded
from leukodesk.workspace.workspace import Workspace


class PreviewSummary(Panel):
    """The number of cells in view, now and then, the time it took, and what was noticed."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0)
        self._workspace = workspace
        self._preview: Preview | None = None
        self._count = text_label("", "strong", wrap=True)
        self._detail = text_label("", "small", "muted", wrap=True)
        self._warning = text_label("", "small", "warning", wrap=True)
        self.stack.setSpacing(2)
        for label in (self._count, self._detail, self._warning):
            self.stack.addWidget(label)
        workspace.preview_changed.connect(self._take)
        workspace.preview_failed.connect(self._tell_failure)
        workspace.changed.connect(self._show)
        self._show()

    @property
    def text(self) -> str:
        """All lines, for screen readers and tests."""
        labels = (self._count, self._detail, self._warning)
        return "\n".join(label.text() for label in labels if label.text())

    def wait(self) -> None:
        """Say that an answer is on its way; the last one stays readable meanwhile."""
        set_tone(self._count, "muted")
        if self._preview is None:
            self._count.setText(tr("Looking…"))

    def _take(self, preview: Preview | None) -> None:
        self._preview = preview
        self._show()

    def _tell_failure(self, sentence: str) -> None:
        self._count.setText(tr("These settings cannot be tried"))
        self._warning.setText(sentence)
        self._warning.show()

    def _show(self, *_: object) -> None:
        preview, smear = self._preview, self._workspace.smear
        set_tone(self._count, "" if preview else "muted")
        self._warning.setVisible(False)
        self._warning.setText("")
        if preview is None or smear is None:
            self._count.setText(tr("No preview"))
            self._detail.setText("")
            return
        cells = self._workspace.content.cells_of(smear.id)
        now = sum(share_pixels(cell.bbox, preview.view) for cell in cells)
        found = len(preview.cells)
        self._count.setText(
            tr_n("1 cell in view (now {now})", "{n} cells in view (now {now})", found, now=now)
        )
        seen = (
            tr("whole smear")
            if preview.is_whole
            else tr("from the part in view; outlines may differ a little")
        )
        self._detail.setText(f"{written(preview.elapsed_s, '.2f')} s, {seen}")
        if preview.warnings:
            self._warning.setText(" ".join(map(worded, preview.warnings)))
            self._warning.setVisible(True)
