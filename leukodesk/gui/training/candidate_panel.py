"""The trained candidate beside the model in use; the reader decides."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from leukodesk.gui.cells.cell_class import spoken_title
from leukodesk.gui.look.panel import Panel, button, row, rule, text_label
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.training.model_titles import (
    control_lines,
    evidence,
    figures_of,
    judged_on,
    metric_text,
    metric_title,
    model_title,
    shown_metrics,
)
from leukodesk.inference.cards import ModelCard
from leukodesk.training.units_judged import is_judged_on_few
from leukodesk.workspace.words import later, tr
from leukodesk.workspace.workspace import Workspace

_TOO_FEW: Final = {
    (True, False): later(
        "Too few smears or patients were judged to tell how the candidate does on others: its intervals may "
        "be too narrow, and figures without one have none."
    ),
    (False, True): later(
        "Too few smears or patients were judged to tell how the model in use does on others: its intervals "
        "may be too narrow, and figures without one have none."
    ),
    (True, True): later(
        "Too few smears or patients were judged to tell how either model does on others: intervals may be "
        "too narrow, and figures without one have none."
    ),
}
"""Said where of the candidate and of the model in use this is so."""


class CandidatePanel(Panel):
    """Figures with intervals and controls of both models, and the two buttons."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0)
        self._workspace = workspace
        self._title = text_label("", "heading", wrap=True)
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(SPACE * 3)
        self._figures.setVerticalSpacing(SPACE // 2)
        self._caution = text_label("", "small", "muted", wrap=True)
        self._adopt = button(
            tr("Adopt"), tr("Keep this model and classify with it from now on"), primary=True
        )
        self._discard = button(tr("Discard"), tr("Throw this model away; nothing changes"))
        self._adopt.clicked.connect(workspace.training.adopt)
        self._discard.clicked.connect(workspace.training.discard)
        self.stack.setSpacing(SPACE * 3 // 2)
        head = row(self._title, self._adopt, self._discard)
        head.setStretch(0, 1)
        self.stack.addWidget(rule())
        self.stack.addLayout(head)
        self.stack.addLayout(self._figures)
        self.stack.addWidget(self._caution)
        workspace.training_changed.connect(self._show)
        workspace.choice_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        candidate = self._workspace.training.candidate
        self.setVisible(candidate is not None)
        if candidate is None:
            return
        for decision in (self._adopt, self._discard):
            decision.setEnabled(not self._workspace.training.is_adopting)
        cards = {card.id: card for card in self._workspace.library.cards()}
        current = cards.get(self._workspace.model_id or "")
        self._title.setText(tr("Candidate: {candidate}", candidate=model_title(candidate)))
        self._fill(candidate, current)
        named = partial(spoken_title, self._workspace.taxonomy)
        self._place(1, 0, tr("Started from"))
        self._place(2, 0, figures_of(candidate, named)[0])
        for column, card in enumerate((candidate, current), start=1):
            self._place(1, column, _start(card, cards) if card else "–")
            self._place(2, column, figures_of(card, named)[1] if card else "–")
        self._caution.setText(_caution(candidate, current))

    def _fill(self, candidate: ModelCard, current: ModelCard | None) -> None:
        while (item := self._figures.takeAt(0)) is not None:
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        candidates = tr("Candidate, on {things}", things=evidence(candidate))
        in_use = tr("In use, on {things}", things=evidence(current)) if current else tr("In use")
        for column, title in enumerate((tr("On unseen cells"), candidates, in_use)):
            self._place(0, column, title, strong=True)
        line = 3
        for name, metric in shown_metrics(candidate):
            other = current.metrics.get(name) if current else None
            self._place(line, 0, metric_title(name))
            self._place(line, 1, metric_text(metric, name))
            self._place(line, 2, metric_text(other, name) if other else "–")
            line += 1
        theirs = dict(control_lines(current)) if current else {}
        for title, figures in control_lines(candidate):
            self._place(line, 0, tr("Control: {title}", title=title))
            self._place(line, 1, figures)
            self._place(line, 2, theirs.get(title, "–"))
            line += 1
        for column in range(3):
            self._figures.setColumnStretch(column, 1)

    def _place(self, line: int, column: int, text: str, *, strong: bool = False) -> None:
        label = text_label(text, "strong" if strong else "body", "" if column < 2 else "muted", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._figures.addWidget(label, line, column)


def _start(card: ModelCard, cards: Mapping[str, ModelCard]) -> str:
    if card.parent is None:
        return tr("no other model")
    return model_title(cards[card.parent]) if card.parent in cards else card.parent


def _caution(candidate: ModelCard, current: ModelCard | None) -> str:
    """What the figures were measured on, and how far they can be trusted."""
    is_few = is_judged_on_few(candidate), current is not None and is_judged_on_few(current)
    return (
        (f"{tr(_TOO_FEW[is_few])} " if any(is_few) else "")
        + tr("Candidate judged on {candidate}; ", candidate=judged_on(candidate))
        + (
            tr("the model in use on {current}. ", current=judged_on(current))
            if current
            else tr("no model is in use. ")
        )
        + tr("Figures measured on different cells cannot be compared closely; brackets are 95 % intervals.")
    )
