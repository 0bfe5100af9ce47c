"""Pictures of a training: its curves, the ROC of each class and the confusion."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from sklearn.metrics import roc_curve

from leukodesk.core.figure_text import decimals
from leukodesk.training.loop import Epoch
from leukodesk.training.metrics import Judgement
from leukodesk.training.samples import IntArray

FloatArray = npt.NDArray[np.floating]

_DPI: Final = 160
# Okabe and Ito: told apart with any colour vision; the line styles tell them apart in print.
COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#999999")
STYLES: Final = ("-", "--", "-.", ":")
"""Of lines, in the order of :data:`COLOURS`."""


@dataclass(frozen=True)
class Ground:
    """Colours of background and writing."""

    background: str
    text: str
    line: str


LIGHT: Final = Ground("#FFFFFF", "#1C2026", "#D8DBE0")
DARK: Final = Ground("#1F2226", "#E7E9EC", "#363B42")


def draw_training(histories: Sequence[Sequence[Epoch]], ground: Ground) -> bytes:
    """Loss and balanced accuracy over the epochs, one line per fit, as PNG.

    Args:
        histories: the passes of every fit: one, or one per fold.
        ground: the colours.
    """
    figure, (left, right) = new_figure(ground, 2, (9.0, 3.6))
    for number, history in enumerate(histories):
        label = number == 0
        _curve(left, history, "train_loss", COLOURS[1], "-", "trained on" if label else None)
        _curve(left, history, "validation_loss", COLOURS[0], "--", "not trained on" if label else None)
        _curve(right, history, "balanced_accuracy", COLOURS[0], "--", "not trained on" if label else None)
    for axes in (left, right):
        # There is no half of an epoch.
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    left.set(xlabel="Epoch", ylabel="Loss")
    right.set(xlabel="Epoch", ylabel="Balanced accuracy", ylim=(0, 1.02))
    for axes in (left, right):
        if axes.lines:
            axes.legend(frameon=False, labelcolor=ground.text)
        else:
            axes.text(
                0.5, 0.5, "no part to validate on", ha="center", color=ground.text, transform=axes.transAxes
            )
    return as_png(figure)


def draw_roc(probabilities: FloatArray, labels: IntArray, judgement: Judgement, ground: Ground) -> bytes:
    """One ROC per class, each against the rest, with its area, as PNG.

    Args:
        probabilities: (n, k) of held-out cells.
        labels: (n,) their true classes.
        judgement: of these cells.
        ground: the colours.
    """
    figure, (axes,) = new_figure(ground, 1, (5.2, 4.8))
    axes.plot([0, 1], [0, 1], color=ground.line, linewidth=1)
    looks = zip(cycle(COLOURS), cycle(STYLES), strict=False)
    for (index, name), (colour, style) in zip(enumerate(judgement.classes), looks, strict=False):
        area = judgement.per_class.get(name, {}).get("auc")
        if area is None:
            continue
        low, high = judgement.per_class_intervals[name]["auc"]
        digits = decimals((area, low, high))
        wrong, right, _ = roc_curve(labels == index, probabilities[:, index])
        axes.plot(
            wrong,
            right,
            color=colour,
            linestyle=style,
            linewidth=2,
            label=f"{name}: {area:.{digits}f} ({low:.{digits}f} – {high:.{digits}f})",
        )
    axes.set(xlabel="1 − specificity", ylabel="Sensitivity", xlim=(-0.01, 1.01), ylim=(-0.01, 1.01))
    axes.set_aspect("equal")
    # On a ground of its own: the lines of a poor model run through this corner.
    axes.legend(facecolor=ground.background, edgecolor="none", labelcolor=ground.text, loc="lower right")
    return as_png(figure)


def draw_confusion(judgement: Judgement, ground: Ground) -> bytes:
    """Counts of true class against named class, shaded by the share of the true class, as PNG."""
    counts = np.array(judgement.confusion)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    side = 2.2 + 0.75 * len(counts)
    figure, (axes,) = new_figure(ground, 1, (side + 0.8, side))
    axes.imshow(shares, cmap="Purples", vmin=0, vmax=1)
    for (row, column), count in np.ndenumerate(counts):
        colour = "#FFFFFF" if shares[row, column] > 0.55 else "#1C2026"
        text = f"{count}\n{shares[row, column]:.0%}"
        axes.text(column, row, text, ha="center", va="center", color=colour, fontsize=9)
    ticks = range(len(counts))
    axes.set_xticks(ticks, judgement.classes, rotation=30, ha="right")
    axes.set_yticks(ticks, judgement.classes)
    axes.set(xlabel="Named by the model", ylabel="True class")
    axes.grid(visible=False)
    return as_png(figure)


def _curve(
    axes: Axes, history: Sequence[Epoch], name: str, colour: str, style: str, label: str | None
) -> None:
    points = [(epoch.number, getattr(epoch, name)) for epoch in history if getattr(epoch, name) is not None]
    if points:
        numbers, values = zip(*points, strict=True)
        axes.plot(numbers, values, color=colour, linestyle=style, marker="o", markersize=3, label=label)


def new_figure(ground: Ground, columns: int, size: tuple[float, float]) -> tuple[Figure, list[Any]]:
    """A figure of so many charts side by side, ``size`` in inches, in the colours of ``ground``."""
    figure = Figure(figsize=size, dpi=_DPI, facecolor=ground.background, layout="constrained")
    FigureCanvasAgg(figure)
    made = [figure.add_subplot(1, columns, column + 1) for column in range(columns)]
    for axes in made:
        axes.set_facecolor(ground.background)
        axes.tick_params(colors=ground.text)
        axes.xaxis.label.set_color(ground.text)
        axes.yaxis.label.set_color(ground.text)
        axes.grid(color=ground.line, linewidth=0.6)
        axes.set_axisbelow(True)
        for spine in axes.spines.values():
            spine.set_color(ground.line)
    return figure, made


def as_png(figure: Figure) -> bytes:
    """The figure as PNG that names no software."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()
