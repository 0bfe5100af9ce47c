"""Fit the rules that tell leukocytes from smudges and platelets, and say how good they are.

Run as ``python -m leukodesk.training.segmentation.fit_kinds --data DIR [--out FILE.json]``. Strength and
offset are chosen by cross-validation over blocks of neighbouring fields, anew within each fold, so that
nothing that is judged has had a say; images of part ``test`` are used for the last figures only.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from leukodesk import atomic, config
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.segmenters.kinds import LARGEST_PLATELET_UM2, LinearRule
from leukodesk.inference.segmenters.object_features import FloatArray
from leukodesk.training.segmentation.kind_samples import FIELDS, KindSample, Truth, gather_samples
from leukodesk.training.splits import blocks_of

BoolArray = npt.NDArray[np.bool_]
Samples = Sequence[KindSample]

_CELLS: Final = (Truth.BLAST, Truth.LEUKOCYTE)
_STRENGTHS: Final = (0.3, 1.0, 3.0)
_BLOCK: Final = 3
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


def fit_smudge_rule(samples: Samples) -> LinearRule:
    """The rule that parts marked cells from finds without a mark, strength and offset chosen by blocks.

    Args:
        samples: what may be fitted to.
    """
    fields = [sample for sample in samples if sample.data == FIELDS]
    scores = {strength: _out_of_block(fields, samples, strength) for strength in _STRENGTHS}
    known = np.array([sample.truth is not Truth.UNMARKED_CELL for sample in fields])
    cells = _are_cells(fields)

    def loss(strength: float) -> float:
        return float(log_loss(cells[known], 1 / (1 + np.exp(-scores[strength][known]))))

    best = min(_STRENGTHS, key=loss)
    rule = _fit(samples, best)
    # The offset leaves one in a hundred marked cells behind, whatever that lets through.
    return replace(rule, offset=rule.offset - float(np.quantile(scores[best][cells], 1 - _KEPT_SHARE)))


def fit_platelet_rule(samples: Samples) -> LinearRule:
    """The rule that parts small cells from platelets.

    Args:
        samples: what may be fitted to.
    """
    known = (*_CELLS, Truth.PLATELET)
    small = [s for s in samples if s.truth in known and s.nucleus_um2 < _SMALL_UM2]
    return _logistic(_table(small), _are_cells(small), np.ones(len(small)), strength=1.0)


def cross_validated(samples: Samples) -> FloatArray:
    """Score of each find on a field by a rule that saw nothing of its block, strength and offset included."""
    fields = [sample for sample in samples if sample.data == FIELDS]
    return _by_block(fields, samples, lambda rest, held: fit_smudge_rule(rest).score(_table(held)))


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


def _out_of_block(fields: Samples, samples: Samples, strength: float) -> FloatArray:
    return _by_block(fields, samples, lambda rest, held: _fit(rest, strength).score(_table(held)))


def _by_block(
    fields: Samples, samples: Samples, judge: Callable[[Samples, Samples], FloatArray]
) -> FloatArray:
    """Scores of all finds on fields, block by block, each by what ``judge`` makes of all the others."""
    blocks = blocks_of([sample.image for sample in fields], _BLOCK)
    block_of = np.array([blocks[sample.image] for sample in fields])
    scores = np.zeros(len(fields))
    for block in sorted(set(block_of.tolist())):
        rest = [s for s in samples if s.data != FIELDS or blocks[s.image] != block]
        held = [sample for sample, of in zip(fields, block_of, strict=True) if of == block]
        scores[block_of == block] = judge(rest, held)
    return scores


def _fit(samples: Samples, strength: float) -> LinearRule:
    used = [s for s in samples if s.truth in (*_CELLS, Truth.UNMARKED)]
    weights = np.array([1.0 if sample.data == FIELDS else _OTHER_SETS_WEIGHT for sample in used])
    return _logistic(_table(used), _are_cells(used), weights, strength)


def _logistic(table: FloatArray, cells: BoolArray, weights: FloatArray, strength: float) -> LinearRule:
    spreads = np.maximum(table.std(axis=0), 1e-6)
    rule = LinearRule(table.mean(axis=0), spreads, np.zeros(table.shape[1]), 0.0)
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(rule.standardised(table), cells, sample_weight=weights)
    return replace(rule, weights=model.coef_[0], offset=float(model.intercept_[0]))


def _table(samples: Samples) -> FloatArray:
    return np.stack([sample.features for sample in samples])


def _are_cells(samples: Samples) -> BoolArray:
    return np.array([sample.truth in _CELLS for sample in samples])


def _report(samples: Samples, smudge: LinearRule, platelet: LinearRule) -> list[str]:
    train = [sample for sample in samples if sample.part == "train"]
    lines = []
    for name, fields, scores in (
        ("cross-validated", [s for s in train if s.data == FIELDS], cross_validated(train)),
        ("test", held := [s for s in samples if s.part == "test" and s.data == FIELDS], None),
    ):
        figures = figures_of(fields, smudge.score(_table(held)) if scores is None else scores)
        lines.append(f"{FIELDS}, {name}: {figures}.")
    for data in sorted({sample.data for sample in samples} - {FIELDS}):
        of_data = [s for s in samples if s.data == data and s.part == "test"]
        table = _table(of_data)
        small = np.array([sample.nucleus_um2 < LARGEST_PLATELET_UM2 for sample in of_data])
        platelets = small & (platelet.score(table) <= 0)
        smudges = ~platelets & (smudge.score(table) <= 0)
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
    parser.add_argument("--out", type=Path, default=config.resources_dir() / "kinds.json")
    parser.add_argument("--segmenter", default="pivot-growing")
    chosen = parser.parse_args(arguments)
    # Kinds are told by all that is nuclear in a cell, before its nucleus is settled.
    parameters = {"settled_nuclei": False} if chosen.segmenter == "pivot-growing" else {}
    samples = gather_samples(chosen.data, create_segmenter(chosen.segmenter, **parameters))
    train = [sample for sample in samples if sample.part == "train"]
    rules = {"smudge": fit_smudge_rule(train), "platelet": fit_platelet_rule(train)}
    text = json.dumps({name: rule.as_numbers() for name, rule in rules.items()}, indent=1)
    atomic.write_bytes(chosen.out, f"{text}\n".encode())
    return _report(samples, rules["smudge"], rules["platelet"])


if __name__ == "__main__":
    print("\n".join(main()))  # noqa: T201
