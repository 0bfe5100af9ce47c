"""The bottom line: work in progress, device, saved state and zoom."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from leukodesk.gui.look.panel import button, set_tone, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.segmentation.stain_actions import StainState
from leukodesk.workspace.words import counted, tr
from leukodesk.workspace.workspace import Workspace


class JobProgress(QWidget):
    """The job that reports now, with its cancel button; hidden while nothing runs."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._titles: dict[int, str] = {}
        self._shown = 0
        self._text = text_label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(tr("Progress"))
        self._cancel = QToolButton()
        self._cancel.setAccessibleName(tr("Cancel this job"))
        self._cancel.setToolTip(tr("Cancel this job"))
        self._cancel.clicked.connect(self._stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in (self._bar, self._text, self._cancel):
            layout.addWidget(widget)
        layout.addStretch(1)
        workspace.job_started.connect(self._start)
        workspace.job_progress.connect(self._report)
        workspace.job_finished.connect(self._finish)
        theme.changed.connect(self._redraw)
        self._redraw()
        self.hide()

    def _start(self, job_id: int, title: str) -> None:
        self._titles[job_id] = title
        if self.isHidden():
            self._show(job_id)

    def _show(self, job_id: int) -> None:
        self._shown = job_id
        self._text.setText(self._titles[job_id])
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(self._workspace.runner.can_stop(job_id))
        self.show()

    def _report(self, job_id: int, done: int, total: int, text: str) -> None:
        if job_id not in self._titles:
            return
        if job_id != self._shown:
            self._show(job_id)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        title = self._titles[job_id]
        if self._workspace.runner.says_step(job_id):
            self._text.setText(f"{text}…")
        else:
            self._text.setText(f"{title} – {text}" if text and text not in title else title)

    def _finish(self, job_id: int) -> None:
        self._titles.pop(job_id, None)
        if job_id == self._shown:
            if self._titles:
                self._show(next(iter(self._titles)))
            else:
                self.hide()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._text.setText(tr("Cancelling…"))
        self._workspace.cancel_job(self._shown)

    def _redraw(self) -> None:
        self._cancel.setIcon(self._theme.icon("cancel"))


class SavedState(QWidget):
    """Whether everything done is on the disk."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._mark = QLabel()
        self._text = text_label()
        self._retry = button(tr("Retry"), tr("Try to save again now"), flat=True)
        self._retry.clicked.connect(workspace.retry_save)
        self._anew = button(tr("Read anew"), tr("Show the dataset as it is now"), flat=True)
        self._anew.clicked.connect(workspace.look_anew)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, SPACE, 0)
        layout.setSpacing(SPACE // 2)
        for widget in (self._mark, self._text, self._retry, self._anew):
            layout.addWidget(widget)
        workspace.saved_state_changed.connect(self._show)
        workspace.changed.connect(self._count)
        workspace.dataset_opened.connect(self._show)
        workspace.onlooking.changed.connect(self._show)
        theme.changed.connect(self._show)
        self._show()

    def _show(self, *_: object) -> None:
        workspace, colours = self._workspace, self._theme.colours
        state = workspace.saved_state
        self.setVisible(workspace.dataset_path is not None)
        self._retry.setVisible(state == "failed")
        self._anew.setVisible(workspace.onlooking.is_outdated)
        if workspace.onlooking.is_outdated:
            self._say(tr("Read only, and changed by others since"), "attention", colours.danger)
        elif workspace.read_only:
            self._say(tr("Read only: this dataset can only be looked at"), "attention", colours.warning)
        elif state == "failed":
            number = workspace.unsaved_edits
            text = tr("{number} not saved", number=counted(number, "change")) if number else tr("Not saved")
            self._say(text, "attention", colours.danger)
        elif state == "saving":
            self._say(tr("Saving…"), "saving", colours.muted)
        else:
            self._say(tr("All changes saved"), "saved", colours.success)
        set_tone(self._text, "danger" if state == "failed" else "muted")
        path = workspace.dataset_path
        self.setToolTip(workspace.saved_problem or (tr("Dataset: {path}", path=path) if path else ""))

    def _count(self, *_: object) -> None:
        if self._workspace.saved_state == "failed":
            self._show()

    def _say(self, text: str, icon: str, colour: str) -> None:
        self._text.setText(text)
        self._mark.setPixmap(self._theme.icon(icon, colour=colour).pixmap(15, 15))


class StatusLine(QStatusBar):
    """Progress on the left; device, saved state and zoom on the right."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._device = text_label(tone="muted")
        self._device.setToolTip(tr("What the last analysis ran on"))
        self._zoom = text_label(tone="muted")
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._give_room(tr("Zoom 0000 %"))
        self._zoom.setToolTip(tr("Screen pixels per smear pixel"))
        self.setSizeGripEnabled(False)
        self.setContentsMargins(0, 0, SPACE * 3 // 2, 0)
        self.addWidget(JobProgress(workspace, theme))
        self.addPermanentWidget(StainState(workspace))
        self.addPermanentWidget(self._device)
        self.addPermanentWidget(SavedState(workspace, theme))
        self.addPermanentWidget(self._zoom)
        workspace.device_changed.connect(self._show_device)

    def show_zoom(self, zoom: float) -> None:
        """Show screen pixels per smear pixel; 0 for no smear."""
        text = tr("Zoom {zoom:.0%}", zoom=zoom) if zoom else ""
        self._give_room(text)
        self._zoom.setText(text)

    def _give_room(self, text: str) -> None:
        # Of one size while it can be: Qt lays the whole line out anew for a label that could have another.
        needed = self.fontMetrics().horizontalAdvance(text) + SPACE
        if needed > self._zoom.maximumWidth() or self._zoom.maximumWidth() != self._zoom.minimumWidth():
            self._zoom.setFixedSize(needed, self._zoom.sizeHint().height())

    def _show_device(self, title: str, is_fallback: bool) -> None:
        self._device.setText(tr("{title} (fallback)", title=title) if is_fallback else title)
        set_tone(self._device, "warning" if is_fallback else "muted")
        self._device.setToolTip(
            tr("The graphics card could not do it, so the processor did.")
            if is_fallback
            else tr("What the last analysis ran on")
        )
