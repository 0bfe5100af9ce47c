"""The page beside a candidate: figures and numbers of its training in one file that needs no other."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk import RESEARCH_USE_ONLY, atomic
from leukodesk.core.figure_text import decimals, figure_text
from leukodesk.core.intervals import has_width
from leukodesk.core.taxonomies import positive_class
from leukodesk.inference.cards import CurvePoint, ModelCard
from leukodesk.inference.extrapolation import what_it_says
from leukodesk.inference.model_files import figures_folder
from leukodesk.training.asked import NOUNS
from leukodesk.training.curve_figures import draw_classes, draw_learning_curve
from leukodesk.training.figures import DARK, LIGHT, Ground, draw_confusion, draw_roc, draw_training
from leukodesk.training.loop import Epoch
from leukodesk.training.metrics import Interval, Judgement
from leukodesk.training.report_files import LEARNING_CURVE, TITLES, figure_path, page_path
from leukodesk.training.samples import IntArray

_STYLE: Final = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1C2026; background: #FFFFFF; }
img { max-width: 100%; } .dark { display: none; } .muted { color: #5A616B; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { text-align: left; padding: .2rem 1.2rem .2rem 0; border-bottom: 1px solid #D8DBE0; }
th { font-weight: 400; }
thead th { font-weight: 600; }
@media (prefers-color-scheme: dark) {
  body { color: #E7E9EC; background: #1F2226; } .muted { color: #A3A9B2; }
  .light { display: none; } .dark { display: inline; } th, td { border-color: #363B42; }
}
"""


@dataclass(frozen=True)
class Trained:
    """What there is to show of a training.

    Attributes:
        histories: the passes of the judged fits: one, or one per fold.
        probabilities: (n, k) of held-out cells.
        labels: (n,) their true classes.
        judgement: of these cells.
    """

    histories: tuple[tuple[Epoch, ...], ...]
    probabilities: npt.NDArray[np.float32]
    labels: IntArray
    judgement: Judgement


def write_report(trained: Trained, card: ModelCard, card_path: Path) -> Path:
    """Write the figures, on light and dark ground, and the page.

    Returns:
        Path of the page.

    Raises:
        OSError: the folder cannot be written to.
    """
    figures_folder(card_path).mkdir(parents=True, exist_ok=True)
    pictures: dict[tuple[str, str], bytes] = {}
    for tone, ground in (("light", LIGHT), ("dark", DARK)):
        for name, png in _drawn(trained, card, ground).items():
            pictures[tone, name] = png
            atomic.write_bytes(figure_path(card_path, name, dark=tone == "dark"), png)
    page = page_path(card_path)
    atomic.write_text(page, _page(trained.judgement, card, pictures))
    return page


def write_curve(points: Sequence[CurvePoint], card_path: Path) -> Path:
    """Write the figure of a learning curve alone, on light and dark ground.

    Returns:
        Path of the light one.

    Raises:
        OSError: the folder cannot be written to.
    """
    figures_folder(card_path).mkdir(parents=True, exist_ok=True)
    for dark, ground in ((False, LIGHT), (True, DARK)):
        png = draw_learning_curve(points, ground)
        atomic.write_bytes(figure_path(card_path, LEARNING_CURVE, dark=dark), png)
    return figure_path(card_path, LEARNING_CURVE)


def _drawn(trained: Trained, card: ModelCard, ground: Ground) -> dict[str, bytes]:
    drawn = {
        "training": draw_training(trained.histories, ground),
        "roc": draw_roc(trained.probabilities, trained.labels, trained.judgement, ground),
        "confusion": draw_confusion(trained.judgement, ground),
        "classes": draw_classes(trained.judgement, ground),
    }
    if card.learning_curve:
        drawn[LEARNING_CURVE] = draw_learning_curve(card.learning_curve, ground)
    return drawn


def _page(judgement: Judgement, card: ModelCard, pictures: dict[tuple[str, str], bytes]) -> str:
    figures = "".join(
        f"<h2>{escape(title)}</h2>"
        + "".join(
            f'<img class="{tone}" alt="{escape(title)}" src="data:image/png;base64,'
            f'{base64.b64encode(pictures[tone, name]).decode()}">'
            for tone in ("light", "dark")
        )
        for name, title in TITLES.items()
        if ("light", name) in pictures
    )
    overall = _table(("Figure", "Value", "95 % interval"), _rows(judgement.metrics, judgement.intervals))
    classes = "".join(
        f"<h3>{escape(name)} against the rest</h3>"
        + _table(("Figure", "Value", "95 % interval"), _rows(values, judgement.per_class_intervals[name]))
        for name, values in judgement.per_class.items()
    )
    controls = _table(
        ("Control", "Balanced accuracy", "AUC"),
        (
            (_title(name), _of_control(values, "balanced_accuracy"), _of_control(values, "auc"))
            for name, values in card.controls.items()
        ),
    )
    caution = f"<p><strong>{escape(judgement.caution)}</strong></p>" if judgement.caution else ""
    about = (
        f"Judged on {judgement.n} {NOUNS[card.task]}: {card.metrics_on.split}. "
        f"Sensitivity and the like are {_of_class(judgement.classes)}. Trained on {card.training.n} cells: "
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(card.id)}</title><style>{_STYLE}</style></head><body><h1>{escape(card.id)}</h1>"
        f'<p class="muted">{escape(about + card.training.description)}</p>{caution}{figures}'
        f"<h2>Figures</h2>{overall}<h2>Controls: what a model could have cheated with</h2>{controls}"
        f"{_curve(card.learning_curve)}"
        f'<h2>Class by class</h2>{classes}<p class="muted">{escape(RESEARCH_USE_ONLY)}</p></body></html>\n'
    )


def _curve(points: Sequence[CurvePoint]) -> str:
    """What the learning curve says, and its points; empty where there is none."""
    if not points:
        return ""
    unit = points[0].unit
    rows = (
        (
            f"{point.share:g}",
            str(point.groups),
            str(point.n),
            _with_interval(point.balanced_accuracy, point.balanced_accuracy_interval),
            _with_interval(point.auc, point.auc_interval),
        )
        for point in points
    )
    headings = ("Share learnt from", f"{unit.capitalize()}s", "Cells", "Balanced accuracy", "AUC")
    return f"<h2>What more data would bring</h2><p>{escape(what_it_says(points))}</p>{_table(headings, rows)}"


def _of_class(classes: Sequence[str]) -> str:
    positive = positive_class(classes)
    return "means over the classes, each against the rest" if positive is None else f"those of {positive}"


def _with_interval(value: float | None, interval: Interval | None) -> str:
    return "–" if value is None else figure_text(value, interval)


def _rows(values: dict[str, float], intervals: dict[str, Interval]) -> Iterable[Sequence[str]]:
    for name, value in values.items():
        low, high = intervals[name]
        digits = decimals((value, low, high), name)
        told = f"{low:.{digits}f} to {high:.{digits}f}" if has_width((low, high)) else "–"
        yield _title(name), f"{value:.{digits}f}", told


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(text)}</th>" for text in headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _title(name: str) -> str:
    words = name.replace("_", " ")
    return words.upper() if len(words) <= 3 and words != "f1" else words.capitalize()


def _of_control(figures: Mapping[str, object], name: str) -> str:
    """``0.512 (0.401 to 0.623)``."""
    value, ends = figures.get(name), figures.get(f"{name}_interval")
    if not isinstance(value, int | float):
        return "–"
    return figure_text(value, ends if isinstance(ends, Sequence) and len(ends) == 2 else None)
