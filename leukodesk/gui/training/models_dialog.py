"""The models there are and what their cards say."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QShowEvent, QTextDocument
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

from leukodesk.core.errors import LeukoDeskError
from leukodesk.gui.cells.cell_class import spoken_title
from leukodesk.gui.look.icons import blank_icon
from leukodesk.gui.look.panel import button, text_label
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.segmentation.procedure_text import settings_text
from leukodesk.gui.training.card_words import card_words
from leukodesk.gui.training.figures_dialog import FiguresDialog
from leukodesk.gui.training.learning_curve_chart import draw_learning_curve
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
from leukodesk.inference.abstention_words import why_never
from leukodesk.inference.cards import CurvePoint, ModelCard, SegmenterCard, WeightsCard
from leukodesk.inference.extrapolation import fitted_law, what_it_says
from leukodesk.inference.segmenter_library import SegmenterLibrary
from leukodesk.training.report_files import figures_there
from leukodesk.workspace.numerals import day, written
from leukodesk.workspace.words import counted, later, tr, worded
from leukodesk.workspace.workspace import Workspace

_SEGMENTER_METRICS: Final = {
    "recall_all": later("leukocytes found"),
    "precision": later("finds that are leukocytes"),
    "drawn_cells_found": later("drawn cells found"),
    "dice_cell": later("overlap of cells (Dice)"),
    "dice_nucleus": later("overlap of nuclei (Dice)"),
    "nc_ratio_error": later("error of the N:C ratio"),
}
"""What of a segmenter's many figures tells most, in words."""

_ICON: Final = 16
_CURVE: Final = "learning-curve"
_OF_A_CLASS: Final = ("sensitivity", "specificity", "ppv", "auc")

_TURNS: Final = {
    1: later("1: read as it is"),
    4: later("4: the mean answer to its quarter turns"),
    8: later("8: the mean answer to its quarter turns and their mirror images"),
}


class ModelsDialog(QDialog):
    """A list of models; the card of the chosen one beside it."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Models"))
        self._theme = theme
        self._library = workspace.library
        self._in_use: set[str] = set()
        self._class_title = partial(spoken_title, workspace.taxonomy)
        self._cards: list[ModelCard | SegmenterCard] = [
            *workspace.library.cards(),
            *SegmenterLibrary.default().cards(),
        ]
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Models"))
        self._list.setIconSize(QSize(_ICON, _ICON))
        self._list.setUniformItemSizes(True)
        self._text = QTextBrowser()
        self._text.setAccessibleName(tr("Model card"))
        for card in self._cards:
            item = QListWidgetItem(_title(card))
            if card.id in (workspace.model_id, workspace.segmenter_id):
                item.setIcon(theme.icon("accept"))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("{title}, in use", title=_title(card)))
                self._in_use.add(card.id)
            else:
                item.setIcon(blank_icon(_ICON))
            item.setToolTip(card.id)
            self._list.addItem(item)
        self._list.currentRowChanged.connect(self._show)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._list)
        split.addWidget(self._text)
        split.setSizes([280, 560])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self._figures = button(tr("Figures…"), tr("Curves, ROC and confusion of its training"))
        self._figures.clicked.connect(self._show_figures)
        buttons.addButton(self._figures, QDialogButtonBox.ButtonRole.ActionRole)
        self._figures.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addWidget(text_label(tr("Models and their cards"), "heading"))
        layout.addWidget(split, 1)
        layout.addWidget(buttons)
        give_room(self, QSize(920, 620))
        chosen = [number for number, card in enumerate(self._cards) if card.id == workspace.model_id]
        self._list.setCurrentRow(chosen[0] if chosen else 0)
        if not self._cards:
            self._text.setPlainText(tr("No model is installed. Retrain makes one from your labels."))

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the list out again: choosing a row did so before the style said how high rows are."""
        super().showEvent(event)
        self._list.doItemsLayout()

    def _curve(self, card: ModelCard) -> str:
        """Its learning curve as a picture in the text, or empty where there is none."""
        points = card.learning_curve
        if len(points) < 2:
            return ""
        image = draw_learning_curve(points, self._theme.colours)
        self._text.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(_CURVE), image)
        return _curve_html(points, self._theme.colours.muted)

    def _pictured(self) -> tuple[ModelCard, Path] | None:
        """The chosen model and where its card is, if figures lie beside it."""
        card = self._cards[self._list.currentRow()]
        if not isinstance(card, ModelCard):
            return None
        try:
            path = self._library.card_path(card.id)
        except LeukoDeskError:
            return None  # removed since the list was made
        return (card, path) if figures_there(path) else None

    def _show_figures(self) -> None:
        if (pictured := self._pictured()) is not None:
            card, path = pictured
            FiguresDialog(model_title(card), path, self._theme, self).open()

    def _show(self, number: int) -> None:
        if 0 <= number < len(self._cards):
            card, muted = self._cards[number], self._theme.colours.muted
            text = (
                _model_html(card, muted, self._class_title, self._curve(card))
                if isinstance(card, ModelCard)
                else _segmenter_html(card, muted)
            )
            self._text.setHtml((_quiet(tr("In use"), muted) if card.id in self._in_use else "") + text)
            self._figures.setVisible(self._pictured() is not None)


def _title(card: ModelCard | SegmenterCard) -> str:
    if isinstance(card, ModelCard):
        return model_title(card)
    title = segmenter_title(card.network)[0]
    named = title if card.id == card.network else f"{title} · {card.id}"
    return tr("{title}, finds cells", title=named)


def _model_html(card: ModelCard, muted: str, title: Callable[[str], str], curve: str) -> str:
    counts = ", ".join(
        f"{title(name)} {written(count)}" for name, count in card.training.class_counts.items()
    )
    crop = tr(
        "{size} px at {pixel_size:g} µm per pixel", size=card.crop.size_px, pixel_size=card.crop.pixel_size_um
    )
    cells = counted(card.training.n, "cell")
    facts = [
        (tr("Id"), card.id),
        (tr("Architecture"), architecture_title(card.architecture)),
        (tr("Classes"), ", ".join(map(title, card.classes))),
        (tr("Trained on"), f"{cells} ({counts}). {card.training.description}"),
        (tr("Split of the data"), _split(card)),
        *_finder(card),
        (tr("Started from"), card.parent or tr("no other model")),
        (tr("Crop"), crop),
        (tr("Turns of a crop"), tr(_TURNS[card.turns])),
        (
            tr("Abstains below"),
            written(card.abstention_threshold, ".2f")
            if card.abstention_threshold
            else worded(why_never(card)) or tr("never"),
        ),
        *_provenance(card),
    ]
    metrics = [(metric_title(name), metric_text(metric, name)) for name, metric in shown_metrics(card)]
    unseen = tr("On unseen cells, with 95 % intervals")
    if card.task == "field":
        unseen = tr("On unseen smears, with 95 % intervals")
    parts = [
        f"<p style='font-weight: 600; font-size: large'>{escape(model_title(card))}</p>",
        _rows(unseen, metrics, muted),
        _quiet(tr("Judged on {data}.", data=judged_on(card)), muted),
        _rows(tr("Each class against the rest, with 95 % intervals"), _classes(card, title), muted),
        _rows(tr("Controls: what it could have cheated with"), control_lines(card), muted),
        _rows(tr("How it can be doubted"), _doubts(card), muted),
        curve,
        _rows(tr("What it is"), facts, muted),
    ]
    return "".join(parts)


def _segmenter_html(card: SegmenterCard, muted: str) -> str:
    counts = ", ".join(
        tr("{count} of {name}", count=count, name=name) for name, count in card.training.class_counts.items()
    )
    metrics = []
    for name, metric in card.metrics.items():
        data, _, figure = name.partition(": ")
        if figure in _SEGMENTER_METRICS:
            metrics.append((f"{data}: {tr(_SEGMENTER_METRICS[figure])}", metric_text(metric)))
    judged = tr(
        "Judged on {images} ({split}).",
        images=counted(card.metrics_on.n, "image"),
        split=card_words(card.metrics_on.split) if card.metrics_on.split else tr("an unnamed split"),
    )
    works_at = tr("{pixel_size:g} µm per pixel", pixel_size=card.working_pixel_size_um)
    facts = [
        (tr("Id"), card.id),
        (tr("Finds"), tr("cells and nuclei; names no classes")),
        (tr("Trained on"), f"{counted(card.training.n, 'image')} ({counts}): {card.training.description}"),
        (tr("Split of the data"), _split(card)),
        (tr("Works at"), works_at),
        *_provenance(card),
    ]
    parts = [
        f"<p style='font-weight: 600; font-size: large'>{escape(_title(card))}</p>",
        _rows(tr("On unseen images, with 95 % intervals"), metrics, muted),
        _quiet(judged, muted),
        _rows(tr("What it is"), facts, muted),
    ]
    return "".join(parts)


def _provenance(card: WeightsCard) -> list[tuple[str, str]]:
    made = tr(
        "{day}, LeukoDesk {program}, version {version}",
        day=day(card.created),
        program=card.code_version,
        version=str(card.version),
    )
    return [(tr("Licence of the data"), card.licence), (tr("Made"), made), ("SHA-256", card.sha256)]


def _split(card: WeightsCard) -> str:
    return tr("{name}, by {unit}", name=card_words(card.split.name), unit=card_words(card.split.by))


def _finder(card: ModelCard) -> list[tuple[str, str]]:
    """The segmenter that it brings along, if it does."""
    finder = card.finder
    if finder is None:
        return []
    said = tr(
        "{segmenter} ({settings}). Its figures hold for cells found like that, so it brings this segmenter "
        "along.",
        segmenter=segmenter_title(finder.segmenter_id)[0],
        settings=settings_text(finder.segmenter_id, finder.settings),
    )
    return [(tr("Cells found by"), said)]


def _doubts(card: ModelCard) -> list[tuple[str, str]]:
    """Whether it notices unlike cells, its heatmaps can be believed, and more data would make it better."""
    unlike = tr("It cannot tell when a cell is unlike those it learnt from.")
    if card.distribution is not None:
        unlike = tr(
            "It marks cells unlike the {number} it was fitted to; of cells like its own it marks {share:.0%} "
            "(chosen on {data}).",
            number=card.distribution.n,
            share=card.distribution.flagged_share,
            data=card_words(card.distribution.calibrated_on),
        )
    heat = worded(card.explanations.sentence) if card.explanations else tr("Nobody has measured them yet.")
    more = worded(what_it_says(card.learning_curve)) or tr("Nobody has measured yet what more would bring.")
    return [(tr("Unlike cells"), unlike), (tr("Heatmaps"), heat), (tr("More data"), more)]


def _curve_html(points: Sequence[CurvePoint], muted: str) -> str:
    """The picture of a learning curve between its heading and what it shows."""
    told = tr(
        "Balanced accuracy with its 95 % interval over the {units} to learn from, on a logarithmic scale.",
        units=tr(f"{points[-1].unit}s"),
    )
    if fitted_law(points) is not None:
        told = " ".join((told, tr("Open points were not measured: a law fitted to the others expects them.")))
    return f"{_heading(tr('Learning curve'))}<p><img src='{_CURVE}'></p>{_quiet(told, muted)}"


def _classes(card: ModelCard, title: Callable[[str], str]) -> list[tuple[str, str]]:
    return [
        (
            title(name),
            ", ".join(
                f"{metric_title(figure)} {metric_text(metrics[figure])}"
                for figure in _OF_A_CLASS
                if figure in metrics
            ),
        )
        for name, metrics in card.per_class.items()
    ]


def _quiet(text: str, muted: str) -> str:
    return f"<p style='color: {muted}; margin: 4px 0'>{escape(text)}</p>"


def _rows(title: str, rows: list[tuple[str, str]], muted: str) -> str:
    if not rows:
        return ""
    body = "".join(
        f"<tr><td width='32%' style='color: {muted}; padding: 2px 8px 2px 0'>{escape(name)}</td>"
        f"<td style='padding: 2px 0'>{escape(text)}</td></tr>"
        for name, text in rows
    )
    return f"{_heading(title)}<table width='100%'>{body}</table>"


def _heading(title: str) -> str:
    return f"<p style='font-weight: 600; margin: 12px 0 4px 0'>{escape(title)}</p>"
