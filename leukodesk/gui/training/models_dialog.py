"""The models there are and what their cards say."""

from html import escape
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from leukodesk.gui.look.panel import text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.training.model_titles import (
    architecture_title,
    control_lines,
    judged_on,
    metric_text,
    metric_title,
    model_title,
    segmenter_title,
    shown_metrics,
)
from leukodesk.inference.cards import ModelCard, SegmenterCard, WeightsCard
from leukodesk.inference.extrapolation import what_it_says
from leukodesk.inference.segmenter_library import SegmenterLibrary
from leukodesk.workspace.workspace import Workspace

_SEGMENTER_METRICS: Final = {
    "recall_all": "leukocytes found",
    "precision": "finds that are leukocytes",
    "drawn_cells_found": "drawn cells found",
    "dice_cell": "overlap of cells (Dice)",
    "dice_nucleus": "overlap of nuclei (Dice)",
    "nc_ratio_error": "error of the N:C ratio",
}
"""What of a segmenter's many figures tells most, in words."""

_OF_A_CLASS: Final = ("sensitivity", "specificity", "ppv", "auc")

_TURNS: Final = {
    1: "1: read as it is",
    4: "4: the mean answer to its quarter turns",
    8: "8: the mean answer to its quarter turns and their mirror images",
}


class ModelsDialog(QDialog):
    """A list of models; the card of the chosen one beside it."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Models")
        self._theme = theme
        self._cards: list[ModelCard | SegmenterCard] = [
            *workspace.library.cards(),
            *SegmenterLibrary.default().cards(),
        ]
        self._list = QListWidget()
        self._list.setAccessibleName("Models")
        self._text = QTextBrowser()
        self._text.setAccessibleName("Model card")
        for card in self._cards:
            item = QListWidgetItem(_title(card))
            item.setToolTip(card.id)
            self._list.addItem(item)
        self._list.currentRowChanged.connect(self._show)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._list)
        split.addWidget(self._text)
        split.setSizes([280, 560])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addWidget(text_label("Models and their cards", "heading"))
        layout.addWidget(split, 1)
        layout.addWidget(buttons)
        self.resize(920, 620)
        chosen = [number for number, card in enumerate(self._cards) if card.id == workspace.model_id]
        self._list.setCurrentRow(chosen[0] if chosen else 0)
        if not self._cards:
            self._text.setPlainText("No model is installed. Retrain makes one from your labels.")

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the list out again: choosing a row did so before the style said how high rows are."""
        super().showEvent(event)
        self._list.doItemsLayout()

    def _show(self, number: int) -> None:
        if 0 <= number < len(self._cards):
            card, muted = self._cards[number], self._theme.colours.muted
            if isinstance(card, ModelCard):
                self._text.setHtml(_model_html(card, muted))
            else:
                self._text.setHtml(_segmenter_html(card, muted))


def _title(card: ModelCard | SegmenterCard) -> str:
    if isinstance(card, ModelCard):
        return model_title(card)
    title = segmenter_title(card.network)[0]
    return f"{title}, finds cells" if card.id == card.network else f"{title} · {card.id}, finds cells"


def _model_html(card: ModelCard, muted: str) -> str:
    counts = ", ".join(f"{name} {count}" for name, count in card.training.class_counts.items())
    facts = [
        ("Id", card.id),
        ("Architecture", architecture_title(card.architecture)),
        ("Classes", ", ".join(card.classes)),
        ("Trained on", f"{card.training.n} cells ({counts}). {card.training.description}"),
        ("Split", f"{card.split.name}, by {card.split.by}"),
        ("Started from", card.parent or "no other model"),
        ("Crop", f"{card.crop.size_px} px at {card.crop.pixel_size_um:g} µm per pixel"),
        ("Turns of a crop", _TURNS[card.turns]),
        ("Abstains below", f"{card.abstention_threshold:.2f}"),
        *_provenance(card),
    ]
    metrics = [(metric_title(name), metric_text(metric)) for name, metric in shown_metrics(card)]
    parts = [
        f"<p style='font-weight: 600; font-size: large'>{escape(model_title(card))}</p>",
        _rows(f"On unseen {card.task}s, with 95 % intervals", metrics, muted),
        f"<p style='color: {muted}; margin: 4px 0'>Judged on {escape(judged_on(card))}.</p>",
        _rows("Each class against the rest, with 95 % intervals", _classes(card), muted),
        _rows("Controls: what it could have cheated with", control_lines(card), muted),
        _rows("How it can be doubted", _doubts(card), muted),
        _rows("What it is", facts, muted),
    ]
    return "".join(parts)


def _segmenter_html(card: SegmenterCard, muted: str) -> str:
    counts = ", ".join(f"{count} of {name}" for name, count in card.training.class_counts.items())
    metrics = [
        (f"{name.partition(': ')[0]}: {_SEGMENTER_METRICS[name.partition(': ')[2]]}", metric_text(metric))
        for name, metric in card.metrics.items()
        if name.partition(": ")[2] in _SEGMENTER_METRICS
    ]
    judged = f"Judged on {card.metrics_on.n} images ({card.metrics_on.split or 'an unnamed split'})."
    facts = [
        ("Id", card.id),
        ("Finds", "cells and nuclei; names no classes"),
        ("Trained on", f"{card.training.n} images ({counts}): {card.training.description}"),
        ("Split", f"{card.split.name}, by {card.split.by}"),
        ("Works at", f"{card.working_pixel_size_um:g} µm per pixel"),
        *_provenance(card),
    ]
    parts = [
        f"<p style='font-weight: 600; font-size: large'>{escape(_title(card))}</p>",
        _rows("On unseen images, with 95 % intervals", metrics, muted),
        f"<p style='color: {muted}; margin: 4px 0'>{escape(judged)}</p>",
        _rows("What it is", facts, muted),
    ]
    return "".join(parts)


def _provenance(card: WeightsCard) -> list[tuple[str, str]]:
    return [
        ("Licence of the data", card.licence),
        ("Made", f"{card.created:%Y-%m-%d}, LeukoDesk {card.code_version}, version {card.version}"),
        ("SHA-256", card.sha256),
    ]


def _doubts(card: ModelCard) -> list[tuple[str, str]]:
    """Whether it notices unlike cells, its heatmaps can be believed, and more data would make it better."""
    unlike = "It cannot tell when a cell is unlike those it learnt from."
    if card.distribution is not None:
        unlike = (
            f"It marks cells unlike the {card.distribution.n} it was fitted to; of cells like its own it "
            f"marks {card.distribution.flagged_share:.0%} (chosen on {card.distribution.calibrated_on})."
        )
    heat = card.explanations.sentence if card.explanations else "Nobody has measured them yet."
    more = what_it_says(card.learning_curve) or "Nobody has measured yet what more would bring."
    return [("Unlike cells", unlike), ("Heatmaps", heat), ("More data", more)]


def _classes(card: ModelCard) -> list[tuple[str, str]]:
    return [
        (
            name,
            ", ".join(
                f"{metric_title(figure)} {metric_text(metrics[figure])}"
                for figure in _OF_A_CLASS
                if figure in metrics
            ),
        )
        for name, metrics in card.per_class.items()
    ]


def _rows(title: str, rows: list[tuple[str, str]], muted: str) -> str:
    if not rows:
        return ""
    body = "".join(
        f"<tr><td width='32%' style='color: {muted}; padding: 2px 8px 2px 0'>{escape(name)}</td>"
        f"<td style='padding: 2px 0'>{escape(text)}</td></tr>"
        for name, text in rows
    )
    heading = f"<p style='font-weight: 600; margin: 12px 0 4px 0'>{escape(title)}</p>"
    return f"{heading}<table width='100%'>{body}</table>"
