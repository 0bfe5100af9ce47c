"""The Train tab: start, watch, judge."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QSizePolicy, QWidget

from leukodesk.gui.look.panel import Panel, Tone, button, row, set_tone, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.training.candidate_panel import CandidatePanel
from leukodesk.gui.training.figure_export import FigureExport
from leukodesk.gui.training.interrupted_panel import InterruptedPanel
from leukodesk.gui.training.training_curves import TrainingCurves
from leukodesk.gui.training.training_figures import TrainingFigures
from leukodesk.gui.training.training_form import TrainingForm
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_FORM_CHARACTERS = 48
_NOT_THE_MODEL = ("control", "learning curve")


class TrainingView(QWidget):
    """The form on the left; progress, curves, figures and the candidate on the right."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._had_candidate = False
        self._form = TrainingForm(workspace)
        self._form.setFixedWidth(self.fontMetrics().averageCharWidth() * _FORM_CHARACTERS)
        self._state = text_label(
            tr("No training is running. Its progress, its curves and the candidate will appear here."),
            "strong",
            wrap=True,
        )
        self._log = text_label("", "small", "muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress of the training"))
        self._cancel = button(tr("Cancel"), tr("Stop the training; no model is kept"))
        self._cancel.clicked.connect(self._stop)
        export = FigureExport(self)
        export.said.connect(workspace.notice)
        self._curves = TrainingCurves(theme, export)
        self._curves.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        right = Panel(margin=SPACE * 2)
        interrupted = InterruptedPanel(workspace)
        interrupted.resumed.connect(self._begin)
        right.stack.addWidget(interrupted)
        head = row(self._state, self._cancel)
        head.setStretch(0, 1)
        right.stack.addLayout(head)
        right.stack.addWidget(self._bar)
        right.stack.addWidget(self._log)
        right.stack.addWidget(self._curves)
        right.stack.addSpacing(SPACE)
        self._figures = TrainingFigures(theme, export)
        right.stack.addWidget(self._figures)
        right.stack.addWidget(CandidatePanel(workspace))
        right.stack.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(right)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName(tr("Progress and candidate"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(self._form)
        layout.addWidget(scroll, 1)
        self._curves.hide()
        self._form.started.connect(self._begin)
        workspace.training_event.connect(self._follow)
        workspace.training_changed.connect(self._show)
        workspace.models_changed.connect(self._tell_adopted)
        self._show()

    def start(self) -> None:
        """Start a training with what the form says."""
        self._form.start()

    def _begin(self) -> None:
        self._figures.show_of(None)
        self._curves.clear()
        self._curves.show()
        self._log.setText("")
        self._bar.setRange(0, 0)
        self._say(tr("Preparing…"))

    def _follow(self, event: Mapping[str, Any]) -> None:
        match event.get("event"):
            case "started":
                self._say(tr("Starting…"))
            case "log":
                self._log.setText(str(event.get("text", "")))
            case "epoch":
                self._bar.setRange(0, int(event["epochs"]))
                self._bar.setValue(int(event["epoch"]))
                stage = str(event.get("stage", ""))
                self._say(
                    tr("Epoch {epoch} of {epochs}", epoch=event["epoch"], epochs=event["epochs"])
                    + (f", {stage}" if stage else "")
                )
                # The curves stay those of the model: a control is meant to learn nothing, a share less.
                if not stage.startswith(_NOT_THE_MODEL):
                    self._curves.add(event)
            case "done":
                self._figures.show_of(_card_of(event))
                self._say(tr("Training is done. The candidate waits for your decision."), "success")
            case "waiting":
                self._figures.show_of(_card_of(event))
                self._say(tr("The candidate of an earlier training waits for your decision."), "success")
            case "cancelled":
                self._say(tr("The training was cancelled; nothing was kept."))
            case "failed":
                self._say(
                    str(event.get("text") or event.get("message") or tr("The training failed.")), "danger"
                )

    def _tell_adopted(self) -> None:
        self._say(tr("The candidate was adopted and is in use now."), "success")

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._say(tr("Cancelling…"))
        self._workspace.training.cancel()

    def _say(self, text: str, tone: Tone = "") -> None:
        self._state.setText(text)
        set_tone(self._state, tone)

    def _show(self) -> None:
        if self._had_candidate and self._workspace.training.candidate is None:
            self._say(tr("The candidate was discarded; nothing changed."))
            self._figures.show_of(None)
        self._had_candidate = self._workspace.training.candidate is not None
        running = self._workspace.training.is_running
        self._bar.setVisible(running)
        self._cancel.setVisible(running)
        self._cancel.setEnabled(running)


def _card_of(event: Mapping[str, Any]) -> Path | None:
    return Path(event["card"]) if "card" in event else None
