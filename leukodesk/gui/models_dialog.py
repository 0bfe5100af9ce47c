"""The models there are and what their cards say."""

from html import escape

from PySide6.QtCore import Qt
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

from leukodesk.gui.model_titles import (
    architecture_title,
    control_lines,
    judged_on,
    metric_text,
    metric_title,
    model_title,
    shown_metrics,
)
from leukodesk.gui.panel import text_label
from leukodesk.gui.theme import Theme
from leukodesk.gui.typography import SPACE
from leukodesk.inference.cards import ModelCard
from leukodesk.workspace.workspace import Workspace


class ModelsDialog(QDialog):
    """A list of models; the card of the chosen one beside it."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Models")
        self._theme = theme
        self._cards = workspace.library.cards()
        self._list = QListWidget()
        self._list.setAccessibleName("Models")
        self._text = QTextBrowser()
        self._text.setAccessibleName("Model card")
        for card in self._cards:
            item = QListWidgetItem(model_title(card))
            item.setToolTip(card.id)
            self._list.addItem(item)
        self._list.currentRowChanged.connect(self._show)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._list)
        split.addWidget(self._text)
        split.setSizes([220, 560])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addWidget(text_label("Models and their cards", "heading"))
        layout.addWidget(split, 1)
        layout.addWidget(buttons)
        self.resize(860, 620)
        chosen = [number for number, card in enumerate(self._cards) if card.id == workspace.model_id]
        self._list.setCurrentRow(chosen[0] if chosen else 0)
        if not self._cards:
            self._text.setPlainText("No model is installed. Retrain makes one from your labels.")

    def _show(self, number: int) -> None:
        if 0 <= number < len(self._cards):
            self._text.setHtml(_card_html(self._cards[number], self._theme))


def _card_html(card: ModelCard, theme: Theme) -> str:
    muted = theme.colours.muted
    counts = ", ".join(f"{name} {count}" for name, count in card.training.class_counts.items())
    facts = [
        ("Id", card.id),
        ("Architecture", architecture_title(card.architecture)),
        ("Classes", ", ".join(card.classes)),
        ("Trained on", f"{card.training.n} cells ({counts}). {card.training.description}"),
        ("Split", f"{card.split.name}, by {card.split.by}"),
        ("Started from", card.parent or "no other model"),
        ("Crop", f"{card.crop.size_px} px at {card.crop.pixel_size_um:g} µm per pixel"),
        ("Abstains below", f"{card.abstention_threshold:.2f}"),
        ("Licence of the data", card.licence),
        ("Made", f"{card.created:%Y-%m-%d}, LeukoDesk {card.code_version}, version {card.version}"),
        ("SHA-256", card.sha256),
    ]
    metrics = [(metric_title(name), metric_text(metric)) for name, metric in shown_metrics(card)]
    parts = [
        f"<p style='font-weight: 600; font-size: large'>{escape(model_title(card))}</p>",
        _rows("On unseen cells, with 95 % intervals", metrics, muted),
        f"<p style='color: {muted}; margin: 4px 0'>Judged on {escape(judged_on(card))}.</p>",
        _rows("Controls: what it could have cheated with", control_lines(card), muted),
        _rows("What it is", facts, muted),
    ]
    return "".join(parts)


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
