"""Fit the rules that tell leukocytes from smudges and platelets, and say how good they are.

Run as ``python -m leukodesk.training.segmentation.fit_kinds --data DIR [--out FILE.safetensors]``. The share
of votes that a cell needs is chosen by cross-validation over blocks of neighbouring fields, anew within each
fold, so that nothing that is judged has had a say; images of part ``test`` are used for the last figures
only.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save
from sklearn.ensemble import ExtraTreesClassifier

from leukodesk import atomic, config
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.segmenters.kinds import LARGEST_PLATELET_UM2
from leukodesk.inference.segmenters.object_features import FloatArray
from leukodesk.inference.segmenters.tree_rule import TreeRule
from leukodesk.training.blocks import blocks_of
from leukodesk.training.segmentation.kind_samples import FIELDS, KindSample, Truth, gather_samples

BoolArray = npt.NDArray[np.bool_]
Samples = Sequence[KindSample]

_CELLS: Final = (Truth.BLAST, Truth.LEUKOCYTE)
_SEGMENTERS: Final = ("pivot-growing", "unet-plr")
_TREES: Final = 120
_LEAST_IN_LEAF: Final = 6
_DEEPEST: Final = 14
_FOLDS: Final = 5
_BLOCK: Final = 3
# Of marked cells, their other looks among them.
_KEPT_SHARE: Final = 0.99
_OTHER_SETS_WEIGHT: Final = 0.3
# Larger than what the rule of platelets is asked about: few of those marked are as small as that.
_SMALL_UM2: Final = 45.0


@dataclass(frozen=True)
class Figures:
    """How a rule judged finds on marked fields.

    Attributes:
        fields: number of fields with finds.
        blasts, leukocytes: marked ones that were found: how many, and how many of them were called smudges.
        unmarked: finds without a mark, and how many of them were called leukocytes.
        unmarked_cells: the same of those that are white cells by eye; they are not among ``unmarked``.
    """

    fields: int
    blasts: tuple[int, int]
    leukocytes: tuple[int, int]
    unmarked: tuple[int, int]
    unmarked_cells: tuple[int, int]

    def __str__(self) -> str:
        return (
            f"{self.fields} fields: {self.blasts[1]} of {self.blasts[0]} blasts and {self.leukocytes[1]} of "
            f"{self.leukocytes[0]} other leukocytes called smudges; {self.unmarked[1]} of {self.unmarked[0]} "
            f"unmarked finds called leukocytes, and {self.unmarked_cells[1]} of {self.unmarked_cells[0]} "
            "cells that nobody marked"
        )


def fit_smudge_rule(samples: Samples) -> TreeRule:
    """The rule that parts marked cells from finds without a mark, the votes a cell needs chosen by blocks.

    Args:
        samples: what may be fitted to.
    """
    fields = [sample for sample in samples if sample.data == FIELDS]
    scores = _by_block(fields, samples, lambda rest, held: _votes(_fit(rest), held), folds=_FOLDS)
    rule = _fit(samples)
    # What leaves few of the marked cells behind, whatever that lets through.
    return replace(rule, least=float(np.quantile(scores[_are_cells(fields)], 1 - _KEPT_SHARE)))


def fit_platelet_rule(samples: Samples) -> TreeRule:
    """The rule that parts small cells from platelets.

    Args:
        samples: what may be fitted to.
    """
    known = (*_CELLS, Truth.PLATELET)
    small = [s for s in samples if s.truth in known and s.nucleus_um2 < _SMALL_UM2]
    return replace(_grown(small, np.ones(len(small))), least=0.5)


def cross_validated(samples: Samples) -> FloatArray:
    """(m,) score of each find on a field by a rule that saw nothing of its block, the votes included."""
    fields = [sample for sample in samples if sample.data == FIELDS]
    return _by_block(fields, samples, lambda rest, held: _votes(fit_smudge_rule(rest), held))[:, 0]


def figures_of(fields: Samples, scores: FloatArray) -> Figures:
    """Counts over finds on fields.

    Args:
        fields: the finds.
        scores: (n,) of the smudge rule.
    """

    def counts(truth: Truth, *, taken: bool) -> tuple[int, int]:
        of_truth = np.array([sample.truth is truth for sample in fields])
        return int(of_truth.sum()), int((of_truth & ((scores > 0) == taken)).sum())

    return Figures(
        len({sample.image for sample in fields}),
        counts(Truth.BLAST, taken=False),
        counts(Truth.LEUKOCYTE, taken=False),
        counts(Truth.UNMARKED, taken=True),
        counts(Truth.UNMARKED_CELL, taken=True),
    )


def _by_block(
    fields: Samples,
    samples: Samples,
    judge: Callable[[Samples, Samples], FloatArray],
    folds: int | None = None,
) -> FloatArray:
    """(m, v) scores of all finds on fields, by what ``judge`` makes of all other blocks, or folds of them."""
    blocks = blocks_of([sample.image for sample in fields], _BLOCK)
    names = sorted(set(blocks.values()))
    fold_of = {name: number % (folds or len(names)) for number, name in enumerate(names)}
    folds_of_fields = np.array([fold_of[blocks[sample.image]] for sample in fields])
    scores = np.zeros((len(fields), len(fields[0].features)))
    for fold in sorted(set(fold_of.values())):
        rest = [s for s in samples if s.data != FIELDS or fold_of[blocks[s.image]] != fold]
        held = [sample for sample, of in zip(fields, folds_of_fields, strict=True) if of == fold]
        if held:
            scores[folds_of_fields == fold] = judge(rest, held)
    return scores


def _fit(samples: Samples) -> TreeRule:
    used = [s for s in samples if s.truth in (*_CELLS, Truth.UNMARKED)]
    return _grown(used, np.array([1.0 if sample.data == FIELDS else _OTHER_SETS_WEIGHT for sample in used]))


def _grown(samples: Samples, weights: FloatArray) -> TreeRule:
    """Trees over samples and their other looks; ``least`` is 0."""
    looks = len(samples[0].features)
    trees = ExtraTreesClassifier(
        _TREES, min_samples_leaf=_LEAST_IN_LEAF, max_depth=_DEEPEST, random_state=0, n_jobs=-1
    )
    table = np.concatenate([sample.features for sample in samples])
    trees.fit(table, np.repeat(_are_cells(samples), looks), sample_weight=np.repeat(weights / looks, looks))
    return as_rule(trees)


def as_rule(trees: ExtraTreesClassifier) -> TreeRule:
    """Trees as plain arrays; in each the node below another is the next one, as scikit-learn grows them.

    Args:
        trees: fitted, True for a cell; ``least`` becomes 0.
    """
    grown = [tree.tree_ for tree in trees.estimators_]
    roots = np.cumsum([0, *(tree.node_count for tree in grown)])[:-1]
    is_cell = list(trees.classes_).index(True)
    features = np.concatenate([tree.feature for tree in grown])
    shares = np.concatenate([tree.value[:, 0, is_cell] / tree.value[:, 0].sum(axis=1) for tree in grown])
    levels = np.concatenate([tree.threshold for tree in grown])
    above = np.concatenate([tree.children_right + root for tree, root in zip(grown, roots, strict=True)])
    inner = features >= 0
    return TreeRule(
        features=np.where(inner, features, -1).astype(np.int8),
        values=np.where(inner, levels, shares).astype(np.float32),
        above=np.where(inner, above, 0).astype(np.int32),
        roots=roots.astype(np.int32),
        least=0.0,
    )


def _votes(rule: TreeRule, samples: Samples) -> FloatArray:
    """(m, v) scores of samples and their other looks."""
    looks = len(samples[0].features)
    return rule.score(np.concatenate([sample.features for sample in samples])).reshape(-1, looks)


def _are_cells(samples: Samples) -> BoolArray:
    return np.array([sample.truth in _CELLS for sample in samples])


def _report(samples: Samples, smudge: TreeRule, platelet: TreeRule) -> list[str]:
    train = [sample for sample in samples if sample.part == "train"]
    fields = [sample for sample in train if sample.data == FIELDS]
    scores = cross_validated(train)
    lines = []
    for name in _SEGMENTERS:
        own = np.array([sample.segmenter == name for sample in fields])
        chosen = [sample for sample in fields if sample.segmenter == name]
        lines.append(f"{name}, {FIELDS}, cross-validated: {figures_of(chosen, scores[own])}.")
        held = [s for s in samples if s.part == "test" and s.data == FIELDS and s.segmenter == name]
        for look, of_look in enumerate(_votes(smudge, held).T):
            told = f"other look {look}" if look else "test"
            lines.append(f"{name}, {FIELDS}, {told}: {figures_of(held, of_look)}.")
    return lines + _report_of_other_sets(samples, smudge, platelet)


def _report_of_other_sets(samples: Samples, smudge: TreeRule, platelet: TreeRule) -> list[str]:
    lines = []
    for data in sorted({sample.data for sample in samples} - {FIELDS}):
        of_data = [s for s in samples if s.data == data and s.part == "test"]
        small = np.array([sample.nucleus_um2 < LARGEST_PLATELET_UM2 for sample in of_data])
        platelets = small & (_votes(platelet, of_data)[:, 0] <= 0)
        smudges = ~platelets & (_votes(smudge, of_data)[:, 0] <= 0)
        lines.append(
            f"{data}, test: {platelets.sum()} platelets and {smudges.sum()} smudges of {len(of_data)}."
        )
    return lines


def main(arguments: Sequence[str] | None = None) -> list[str]:
    """Fit, write and report.

    Args:
        arguments: of the command line; None takes those of the process.

    Returns:
        The lines of the report.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the sets")
    parser.add_argument("--out", type=Path, default=config.resources_dir() / "kinds.safetensors")
    chosen = parser.parse_args(arguments)
    # Kinds are told by all that is nuclear in a cell, before its nucleus is settled.
    parameters = {"pivot-growing": {"settled_nuclei": False}}
    samples = [
        sample
        for name in _SEGMENTERS
        for sample in gather_samples(chosen.data, create_segmenter(name, **parameters.get(name, {})))
    ]
    train = [sample for sample in samples if sample.part == "train"]
    rules = {"smudge": fit_smudge_rule(train), "platelet": fit_platelet_rule(train)}
    arrays = {key: array for name, rule in rules.items() for key, array in rule.as_arrays(name).items()}
    atomic.write_bytes(chosen.out, save(arrays))
    return _report(samples, rules["smudge"], rules["platelet"])


if __name__ == "__main__":
    print("\n".join(main()))  # noqa: T201
