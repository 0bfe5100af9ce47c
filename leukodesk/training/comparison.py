"""The table of a comparison: the cells or fields and the split behind it, and its rows."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

import numpy as np
from pydantic import JsonValue

from leukodesk.inference.control_words import explained
from leukodesk.training.asked import NOUNS, Asked, asked_of
from leukodesk.training.metrics import Judgement, figures, judge
from leukodesk.training.recipe import Recipe
from leukodesk.training.samples import IntArray, Samples
from leukodesk.training.scores import FloatArray
from leukodesk.training.splits import Split, folds, single_split, unit_noun, units_of

Kind = Literal["model", "baseline", "control"]
FeatureKind = Literal["handcrafted", "pixels"]
Controls = dict[str, dict[str, float]]

_CONTROL_FIGURES: Final = ("balanced_accuracy", "auc")


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        id: of a model, or the name of a baseline or control.
        kind: which of them.
        judgement: on the held-out cells or fields.
        controls: balanced accuracy and AUC by control, on the same ones.
        fit_s: time to fit; None for a model that came trained.
        predict_s: time to name what is held out.
        seen: how many of them come from groups that a model was trained on; None for what was fitted here.
        converged: whether every solver came to its end.
    """

    id: str
    kind: Kind
    judgement: Judgement
    controls: Controls
    fit_s: float | None
    predict_s: float
    seen: int | None = None
    converged: bool = True

    def to_json(self) -> dict[str, JsonValue]:
        """One row as JSON values."""
        return {
            "id": self.id,
            "kind": self.kind,
            "n": self.judgement.n,
            "metrics": dict(self.judgement.metrics),
            "intervals": {name: list(pair) for name, pair in self.judgement.intervals.items()},
            "confusion": [list(row) for row in self.judgement.confusion],
            "controls": {name: dict(values) for name, values in self.controls.items()},
            "elapsed_s": {"fit": self.fit_s, "predict": self.predict_s},
            "seen_in_training": self.seen,
            "converged": self.converged,
        }


@dataclass(frozen=True)
class Ground:
    """The cells, or the fields they lie in, and the split that everything is compared on.

    Attributes:
        samples: the cells as the baselines read them.
        splits: one, or one per fold; together their test parts are the held-out cells.
        recipe: says what is asked, how cells are kept together, and the seed.
    """

    samples: Samples
    splits: tuple[Split, ...]
    recipe: Recipe

    @classmethod
    def of(cls, samples: Samples, recipe: Recipe) -> "Ground":
        """Deal the cells as training by that recipe does.

        Raises:
            InputError: they cannot be split, or the same crop would be on two sides.
        """
        if recipe.split.folds:
            return cls(samples, tuple(folds(samples, recipe.split, recipe.seed, validate=False)), recipe)
        return cls(samples, (single_split(samples, recipe.split, recipe.seed),), recipe)

    @cached_property
    def asked(self) -> Asked:
        """The questions that the cells stand for: themselves, or their fields."""
        return asked_of(self.samples, self.recipe.task)

    @property
    def noun(self) -> str:
        """What is compared on: ``cells`` or ``fields``."""
        return NOUNS[self.recipe.task]

    @property
    def tested(self) -> IntArray:
        """Indices of the held-out questions, split by split."""
        return np.concatenate([self.asked.among(split.test) for split in self.splits])

    @property
    def labels(self) -> IntArray:
        """The true answers to the held-out questions, (m,)."""
        return self.asked.labels[self.tested]

    def judged(self, probabilities: FloatArray) -> Judgement:
        """Measure what was said about the held-out cells or fields, (m, k)."""
        units = self.asked.each(units_of(self.samples, self.recipe.split))
        said = [units[i] for i in self.tested]
        return judge(
            probabilities, self.labels, self.samples.classes, said, seed=self.recipe.seed, noun=self.noun
        )

    def control(self, probabilities: FloatArray, labels: IntArray | None = None) -> dict[str, float]:
        """Balanced accuracy and AUC of a control, of the true labels unless others (m,) are given."""
        truth = self.labels if labels is None else labels
        found = figures(probabilities, truth, self.samples.classes, np.ones(len(truth), bool))
        return {name: found[name] for name in _CONTROL_FIGURES if name in found}


@dataclass
class Comparison:
    """The table as it grows.

    Attributes:
        ground: what was compared on.
        rows: in the order of asking.
        missing: why a baseline is not in the table, by name.
        notices: what a reader of the table must know, one sentence each.
        features: what the baselines read; None without them.
        feature_s: time to measure it for all cells.
    """

    ground: Ground
    rows: list[Row] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    features: FeatureKind | None = None
    feature_s: float | None = None

    def to_json(self) -> dict[str, JsonValue]:
        """The keys of ``leukodesk compare --json``."""
        samples, recipe = self.ground.samples, self.ground.recipe
        names: dict[str, JsonValue] = {
            split.name: sorted({samples.groups[i] for i in split.test}) for split in self.ground.splits
        }
        used = [name for row in self.rows for name in (row.id, *row.controls)]
        return {
            "data": samples.source,
            "task": recipe.task,
            "n": len(self.ground.tested),
            "classes": list(samples.classes),
            "split": {
                "by": unit_noun(samples, recipe.split),
                "seed": recipe.seed,
                "folds": recipe.split.folds,
                "held_out": names,
            },
            "features": self.features,
            "feature_s": self.feature_s,
            "controls_explained": dict(explained(dict.fromkeys(used))),
            "rows": [row.to_json() for row in self.rows],
            "missing": dict(self.missing),
            "notices": list(self.notices),
        }
