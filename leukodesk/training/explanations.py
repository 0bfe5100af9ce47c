"""Can the heatmaps of a model be believed? Two figures that a map which means nothing would fail.

The share of the heat inside the cell, beside the share of the crop that the cell takes; and how far a map
changes when the network forgets what it learnt, part by part from the last on (cascading randomisation with
rank correlation, Adebayo et al., NeurIPS 2018): a map that stays shows edges, not reasons.
"""

import copy
from typing import Final

import numpy as np
import numpy.typing as npt
import torch
from scipy.stats import spearmanr
from torch import nn

from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.smear import Smear
from leukodesk.inference.card_checks import Explanations
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.explain import explain
from leukodesk.inference.registry import create_architecture, create_segmenter
from leukodesk.training.samples import BoolArray, ByteArray, IntArray, Samples

FloatArray = npt.NDArray[np.floating]

CELLS: Final = 48
"""Cells that are looked at, where there are as many."""

_STAGES: Final = 6
_SEGMENTER: Final = "unet-plr"
_FEWEST_OUTLINES: Final = 8


def explanation_figures(
    classifier: CellClassifier,
    samples: Samples,
    *,
    method: str = "gradcam",
    cells: int = CELLS,
    seed: int = 0,
    progress: Progress = no_progress,
) -> Explanations:
    """Both figures, on a random choice of cells, for the class the model names.

    Args:
        classifier: whose heatmaps are judged; it stays as it is.
        samples: cells cut as its card says. Where their outlines are not known a segmenter draws them.
        method: one of :data:`leukodesk.inference.explain.EXPLAINERS`.
        cells: at most so many are looked at.
        seed: of the choice and of the random weights.
        progress: told after each batch; raises to cancel.

    Raises:
        ModelError: the model has no such heatmaps.
    """
    chosen = samples.take(np.random.default_rng(seed).permutation(len(samples))[:cells])
    crops = np.ascontiguousarray(chosen.crops)
    named = classifier.logits(crops).argmax(axis=1)
    heat = explain(classifier, crops, named, method, progress)
    masks, outlines = _outlines(chosen, progress)
    inside, area = heat_inside(heat, masks)
    return Explanations(
        method=method,
        data=samples.source,
        n=len(crops),
        heat_in_cell=inside,
        cell_area=area,
        outlines=outlines,
        rank_correlation=randomised(classifier, crops, named, heat, method, seed, progress),
    )


def heat_inside(heat: FloatArray, masks: BoolArray) -> tuple[float | None, float | None]:
    """Mean share of the heat (n, s, s) inside the outlines, and mean share of the crop that these take.

    Crops without an outline or without heat are left out; both are None where too few are left.
    """
    total = heat.sum(axis=(1, 2))
    known = masks.any(axis=(1, 2)) & (total > 0)
    if known.sum() < min(_FEWEST_OUTLINES, len(heat)):
        return None, None
    inside = (heat * masks).sum(axis=(1, 2))[known] / total[known]
    return float(inside.mean()), float(masks[known].mean())


def randomised(
    classifier: CellClassifier,
    crops: ByteArray,
    named: IntArray,
    heat: FloatArray,
    method: str,
    seed: int,
    progress: Progress,
) -> dict[str, float]:
    """Mean rank correlation of heat (n, s, s) with that of ever more forgetful networks, by part.

    The parts are those of the network's state from the last on; about six of them are measured, each time
    with all later parts random as well. A map that is the same everywhere correlates with nothing: 0.
    """
    card = classifier.card
    network = copy.deepcopy(classifier.network)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        fresh = create_architecture(card.architecture).build(len(card.classes)).state_dict()
    parts = list(dict.fromkeys(_part_of(name) for name in fresh))[::-1]
    measured = {
        parts[i] for i in np.linspace(0, len(parts) - 1, min(_STAGES, len(parts))).round().astype(int)
    }
    forgetful = CellClassifier(card, network, classifier.device)
    figures: dict[str, float] = {}
    for part in parts:
        _forget(network, fresh, part)
        if part in measured:
            other = explain(forgetful, crops, named, method, progress)
            kept = [_rank_correlation(one, two) for one, two in zip(heat, other, strict=True)]
            figures[part] = round(float(np.mean(kept)), 4)
    return figures


def _part_of(name: str) -> str:
    """The part of a network that a weight belongs to: ``features.3`` of ``features.3.conv.weight``."""
    steps = name.split(".")[:-1]
    return ".".join(steps[:2]) or name


def _forget(network: nn.Module, fresh: dict[str, torch.Tensor], part: str) -> None:
    known = network.state_dict()
    with torch.no_grad():
        for name, value in fresh.items():
            if _part_of(name) == part:
                known[name].copy_(value)


def _rank_correlation(one: FloatArray, other: FloatArray) -> float:
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    return float(spearmanr(one.ravel(), other.ravel()).statistic)


def _outlines(samples: Samples, progress: Progress) -> tuple[BoolArray, str]:
    """Bool (n, s, s) of each cell in its crop, all False where it is not found, and who drew them."""
    whole = samples.contexts.shape[1]
    if samples.masks.any(axis=(1, 2)).mean() > 0.5:
        return _middle(samples.masks, samples.spec.size_px), "given"
    segmenter = create_segmenter(_SEGMENTER)
    found = np.zeros(samples.masks.shape, dtype=bool)
    for number, context in enumerate(samples.contexts):
        progress(number, len(samples), "Drawing outlines")
        pixels = np.ascontiguousarray(context)
        smear = Smear(f"{number:032x}", samples.names[number], "0" * 64, whole, whole)
        result = segmenter.segment(
            pixels, smear, pixel_size_um=samples.spec.pixel_size_um, progress=no_progress
        )
        centre = (whole - 1) / 2
        for cell in result.cells:
            if cell.cell_mask.contains(centre, centre):
                found[number] = cell.cell_mask.window((0, 0, whole, whole))
    return _middle(found, samples.spec.size_px), f"drawn by {_SEGMENTER}"


def _middle(masks: BoolArray, side: int) -> BoolArray:
    start = (masks.shape[1] - side) // 2
    return masks[:, start : start + side, start : start + side]
