"""Readable names and descriptions of segmenters, models, devices and explainers."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Final

from leukodesk.core.figure_text import decimals
from leukodesk.core.intervals import has_width
from leukodesk.core.taxonomies import positive_class
from leukodesk.gui.training.card_words import card_words
from leukodesk.inference.cards import Metric, ModelCard
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.training.units_judged import groups_judged
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import counted, later, tr

_SEGMENTERS: Final = {
    "lab-kmeans": (
        later("LAB k-means"),
        (
            later(
                "Clusters the colours of the smear, takes the darkest cluster for nuclei and clusters "
                "what is round them for cytoplasm. Not trained on anything; it needs a smear in colour."
            )
        ),
    ),
    "pivot-growing": (
        later("Pivot growing"),
        (
            later(
                "Finds nuclei by their colour and grows each into its cytoplasm. Not trained on "
                "anything; it measures colours and the size of red cells in the smear itself."
            )
        ),
    ),
    "unet-plr": (
        later("U-Net PLR"),
        (
            later(
                "A network trained on cells that experts drew: the closest outlines, and the best on "
                "pale cytoplasm and clumps. A few seconds per smear without a graphics card."
            )
        ),
    ),
}

_EXPLAINERS: Final = {
    "gradcam": "Grad-CAM",
    "gradcam++": "Grad-CAM++",
    "hirescam": "HiResCAM",
    "layercam": "LayerCAM",
    "eigencam": "Eigen-CAM",
    "cam": "CAM",
}

DEVICES: Final = {
    "auto": (later("Automatic"), later("Use the graphics card if there is one, else the processor.")),
    "cpu": (later("Processor"), later("Compute on the processor.")),
    "cuda": (later("Graphics card"), later("Compute on an NVIDIA graphics card.")),
}
"""Title and tip by device id."""

_INTERVAL: Final = "_interval"

_METRICS: Final = {
    "accuracy": later("Accuracy"),
    "balanced_accuracy": later("Balanced accuracy"),
    "auc": "AUC",
    "sensitivity": later("Sensitivity"),
    "specificity": later("Specificity"),
    "f1": "F1",
    "mcc": later("Matthews correlation"),
    "ppv": later("Positive predictive value"),
    "npv": later("Negative predictive value"),
    "fpr": later("False positive rate"),
    "fnr": later("False negative rate"),
    "misclassified": later("Misclassified"),
    "calibration_error": later("Calibration error"),
    "calibration_error_debiased": later("Calibration error without what few cells add"),
    "calibration_error_by_chance": later("Calibration error of a perfectly calibrated model"),
    "coverage": later("Share that it names"),
    "named_accuracy": later("Accuracy on those it names"),
    "colour_statistics": later("Colour statistics alone"),
    "cells_blanked_out": later("Trained on cells painted over"),
    "labels_shuffled": later("Trained on shuffled labels"),
}
_BETWEEN: Final = "\u00a0–\u00a0"


def architecture_title(architecture: str) -> str:
    """What the reader sees for an architecture."""
    listed = LISTED.get(architecture)
    return tr(listed.title) if listed else architecture.replace("_", " ").replace("-", " ")


def model_title(card: ModelCard) -> str:
    """What the reader sees for a model: architecture, and what tells it from others of its kind."""
    tag = card.id.partition(".")[2]
    return (
        f"{architecture_title(card.architecture)} · {tag}" if tag else architecture_title(card.architecture)
    )


def segmenter_title(segmenter_id: str) -> tuple[str, str]:
    """Title and tip of a segmenter."""
    fallback = (segmenter_id.replace("-", " ").replace("_", " ").capitalize(), tr("Added by a plugin."))
    title, tip = _SEGMENTERS.get(segmenter_id, fallback)
    return tr(title), tr(tip)


def explainer_title(explainer_id: str) -> str:
    """What the reader sees for a method of the heatmap."""
    return _EXPLAINERS.get(explainer_id, explainer_id)


def metric_title(name: str) -> str:
    """What the reader sees for a figure."""
    return tr(_METRICS.get(name, name.replace("_", " ").capitalize()))


def figures_of(card: ModelCard, title: Callable[[str], str]) -> tuple[str, str]:
    """Which class the figures of a card are of that count one class against the rest, after what is said so.

    Args:
        card: of the model.
        title: what the reader sees for a class.
    """
    positive = positive_class(card.classes)
    told = tr("each class against the rest, their mean") if positive is None else title(positive)
    return tr("Sensitivity and the like of"), told


def metric_text(metric: Metric, name: str = "") -> str:
    """A figure with its 95 % interval; what is counted as whole numbers.

    An interval without width is none: all that the bootstrap drew was the same, as of a single smear.

    Args:
        metric: the figure.
        name: as the card names it; tells none of few from a share.
    """
    return _written(metric.value, (metric.low, metric.high), name)


def shown_metrics(card: ModelCard) -> list[tuple[str, Metric]]:
    """The card's figures, the best known ones first."""
    first = [name for name in _METRICS if name in card.metrics]
    return [(name, card.metrics[name]) for name in (*first, *(set(card.metrics) - set(first)))]


def control_lines(card: ModelCard) -> list[tuple[str, str]]:
    """What each control measured: its title and its figures in words."""
    return [(metric_title(name), _figures(values)) for name, values in card.controls.items()]


def model_tip(card: ModelCard) -> str:
    """What a model was trained on, where it was judged and what its controls showed, as rich text."""
    lines = [
        f"<span style='font-weight: 600'>{escape(model_title(card))}</span>",
        tr(
            "Trained on {n} cells: {description}",
            n=card.training.n,
            description=escape(card.training.description),
        ),
    ]
    if card.task == "field":
        lines.append(tr("Answers once per smear; of a single cell it only says how that weighs in."))
    if card.metrics:
        best = ", ".join(
            f"{metric_title(name)} {metric_text(metric, name)}" for name, metric in shown_metrics(card)[:3]
        )
        lines.append(tr("Judged on {data}: {best}", data=escape(judged_on(card)), best=best))
    for title, figures in control_lines(card)[:4]:
        lines.append(tr("Control – {title}: {figures}", title=escape(title), figures=escape(figures)))
    return "<p style='white-space: pre-wrap'>" + "<br>".join(lines) + "</p>"


def judged_on(card: ModelCard) -> str:
    """On what the figures of a card were measured."""
    split = card_words(card.metrics_on.split) if card.metrics_on.split else tr("an unnamed split")
    return f"{things_judged(card)} ({split})"


def things_judged(card: ModelCard) -> str:
    """How many cells or fields the figures of a card were measured on."""
    number = card.metrics_on.n
    return counted(number, "smear") if card.task == "field" else counted(number, "cell")


def evidence(card: ModelCard) -> str:
    """How many cells or fields the figures of a card were measured on, and of how many smears or patients."""
    things, groups, by = things_judged(card), len(groups_judged(card)), card.split.by
    if not groups or (groups == card.metrics_on.n and (card.task == "field" or by == "image")):
        return things
    noun = "smear" if by == "field" else by
    return tr("{things} of {groups}", things=things, groups=counted(groups, noun))


def _figures(values: Mapping[str, object]) -> str:
    parts = []
    for name, value in values.items():
        interval = values.get(f"{name}{_INTERVAL}")
        if isinstance(value, float):
            ends = interval if isinstance(interval, list) and len(interval) == 2 else None
            parts.append(f"{_lowered(name)} {_written(value, ends)}")
        elif isinstance(value, int | str) and name != "n":
            parts.append(f"{_lowered(name)} {value}")
    return ", ".join(parts)


def _lowered(name: str) -> str:
    title = metric_title(name)
    return title if title.isupper() else title[0].lower() + title[1:]


def _written(value: float, ends: Sequence[float] | None, name: str = "") -> str:
    shown = (value, *ends) if ends is not None and has_width(ends) else (value,)
    first, *others = (written(figure, f",.{decimals(shown, name)}f") for figure in shown)
    return f"{first} ({_BETWEEN.join(others)})" if others else first
