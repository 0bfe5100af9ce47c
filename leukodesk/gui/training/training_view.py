"""The Train tab: start, watch, judge."""

from collections.abc import Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QSizePolicy, QWidget

from leukodesk.gui.cells.cell_class import spoken_title
from leukodesk.gui.look.panel import Panel, Tone, button, row, set_tone, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.training.candidate_panel import CandidatePanel
from leukodesk.gui.training.figure_export import FigureExport
from leukodesk.gui.training.interrupted_panel import InterruptedPanel
from leukodesk.gui.training.pace import Pace
from leukodesk.gui.training.training_curves import TrainingCurves
from leukodesk.gui.training.training_figures import TrainingFigures
from leukodesk.gui.training.training_form import TrainingForm
from leukodesk.workspace.words import later, tr, worded
from leukodesk.workspace.workspace import Workspace

_FORM_CHARACTERS = 48
_MARGIN = SPACE * 2
_STEPS = later(
    "1. The labelled cells are cut out, and their smears, or patients where they are known, are dealt out: "
    "some to learn from, some to tune on, the rest to judge on.\n"
    "2. The model learns from the first and is judged on the last.\n"
    "3. Controls learn as well: from cells painted over, and from labels shuffled. What they reach, a model "
    "reaches without looking at the cells.\n"
    "4. The candidate waits here beside the model in use until you adopt or discard it.\n\n"
    "You can go on working meanwhile. A training that is cut off goes on after its last epoch."
)
_NOT_THE_MODEL = ("control", "learning curve")


class TrainingView(QWidget):
    """The form on the left; progress, curves, figures and the candidate on the right."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._had_candidate = False
        self._form = TrainingForm(workspace)
        self._state = text_label(
            tr("No training is running. Its progress, its curves and the candidate will appear here."),
            "strong",
            wrap=True,
        )
        self._steps = text_label(tone="muted", wrap=True)
        self._steps.setTextFormat(Qt.TextFormat.RichText)
        self._steps.setText(_steps_html(tr(_STEPS)))
        self._log = text_label("", "small", "muted", wrap=True)
        self._left = text_label("", "small", "muted")
        self._pace = Pace()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress of the training"))
        self._cancel = button(tr("Cancel"), tr("Stop the training; no model is kept"))
        self._cancel.clicked.connect(self._stop)
        export = FigureExport(self)
        export.said.connect(workspace.notice)
        self._curves = TrainingCurves(theme, export)
        self._curves.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._figures = TrainingFigures(theme, export)
        self._form_scroll, self._scroll = self._scrolled_form(), QScrollArea()
        self._arrange()
        self._curves.hide()
        self._form.started.connect(self._begin)
        workspace.training_event.connect(self._follow)
        workspace.training_changed.connect(self._show)
        workspace.models_changed.connect(self._tell_adopted)
        self._show()

    def _arrange(self) -> None:
        right = Panel(margin=_MARGIN)
        interrupted = InterruptedPanel(self._workspace)
        interrupted.resumed.connect(self._begin)
        right.stack.addWidget(interrupted)
        for texts in (row(self._state, self._cancel), row(self._log, self._left)):
            texts.setStretch(0, 1)
            right.stack.addLayout(texts)
        right.stack.insertWidget(right.stack.count() - 1, self._bar)
        right.stack.addWidget(self._steps)
        right.stack.addWidget(self._curves)
        # The decision first: what it rests on can be scrolled to.
        right.stack.addWidget(CandidatePanel(self._workspace))
        right.stack.addWidget(self._figures)
        right.stack.addStretch(1)
        self._scroll.setWidget(right)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setAccessibleName(tr("Progress and candidate"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(self._form_scroll)
        layout.addWidget(self._scroll, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the figures as many columns as there is room for."""
        super().resizeEvent(event)
        beside = self._form_scroll.width() + self._scroll.verticalScrollBar().sizeHint().width()
        self._figures.fit(event.size().width() - beside - 2 * _MARGIN)

    def _scrolled_form(self) -> QScrollArea:
        """Low windows scroll the form: as high as it is, it would keep the whole window from being lower."""
        scroll = QScrollArea()
        scroll.setWidget(self._form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(self.fontMetrics().averageCharWidth() * _FORM_CHARACTERS)
        scroll.setAccessibleName(tr("What the training starts from"))
        return scroll

    def start(self) -> None:
        """Start a training with what the form says."""
        self._form.start()

    def _begin(self) -> None:
        self._figures.show_of(None)
        self._curves.clear()
        self._curves.show()
        self._steps.hide()
        self._log.setText("")
        self._left.setText("")
        self._pace = Pace()
        self._bar.setRange(0, 0)
        self._say(tr("Preparing…"))

    def _follow(self, event: Mapping[str, Any]) -> None:
        match event.get("event"):
            case "started":
                self._say(tr("Starting…"))
            case "log":
                self._log.setText(self._worded(event.get("text", "")))
            case "epoch":
                self._bar.setRange(0, int(event["epochs"]))
                self._bar.setValue(int(event["epoch"]))
                stage = event.get("stage", "")
                epoch, epochs = int(event["epoch"]), int(event["epochs"])
                said = tr("Epoch {epoch} of {epochs}", epoch=epoch, epochs=epochs)
                self._say(said + (f", {self._worded(stage)}" if stage else ""))
                self._left.setText(self._pace.left(stage, epoch, epochs))
                # The curves stay those of the model: a control is meant to learn nothing, a share less.
                if not stage.startswith(_NOT_THE_MODEL):
                    self._curves.add(event)
            case "done":
                self._show_figures(_card_of(event))
                self._say(tr("Training is done. The candidate waits for your decision."), "success")
            case "waiting":
                self._show_figures(_card_of(event))
                self._say(tr("The candidate of an earlier training waits for your decision."), "success")
            case "cancelled":
                self._say(tr("The training was cancelled; nothing was kept."))
            case "failed":
                said = event.get("text") or event.get("message") or tr("The training failed.")
                self._say(self._worded(said), "danger")
                self._curves.setVisible(self._curves.has_points)
                self._steps.setVisible(not self._curves.has_points)

    def _show_figures(self, card: Path | None) -> None:
        """Show those of a candidate, the curves among them, so that the decision stands first."""
        self._figures.show_of(card)
        if self._figures.has_some:
            self._curves.hide()

    def _tell_adopted(self) -> None:
        self._say(tr("The candidate was adopted and is in use now."), "success")

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._say(tr("Cancelling…"))
        self._workspace.training.cancel()

    def _worded(self, said: str) -> str:
        return worded(said, partial(spoken_title, self._workspace.taxonomy))

    def _say(self, text: str, tone: Tone = "") -> None:
        self._state.setText(text)
        set_tone(self._state, tone)

    def _show(self) -> None:
        if self._had_candidate and self._workspace.training.candidate is None:
            self._say(tr("The candidate was discarded; nothing changed."))
            self._figures.show_of(None)
        self._had_candidate = self._workspace.training.candidate is not None
        if self._had_candidate:
            self._steps.hide()
        running = self._workspace.training.is_running
        self._bar.setVisible(running)
        self._left.setVisible(running)
        self._log.setVisible(running)
        self._cancel.setVisible(running)
        self._cancel.setEnabled(running)


def _card_of(event: Mapping[str, Any]) -> Path | None:
    return Path(event["card"]) if "card" in event else None


def _steps_html(text: str) -> str:
    """Numbered lines with their numbers in a column of their own, and the paragraph after them."""
    steps, _, rest = text.partition("\n\n")
    rows = "".join(
        f"<tr><td style='padding-right: {SPACE // 2}px'>{number}</td><td>{escape(step)}</td></tr>"
        for number, _, step in (line.partition(" ") for line in steps.splitlines())
    )
    return f"<table cellspacing='0'>{rows}</table><p>{escape(rest)}</p>"
