"""Rules that tell kinds are fitted and judged without a glance at what they are judged on."""

import numpy as np
from safetensors.numpy import save_file
from sklearn.ensemble import ExtraTreesClassifier

from leukodesk.inference.segmenters.kinds import read_rules
from leukodesk.inference.segmenters.object_features import FEATURES
from leukodesk.training.segmentation.fit_kinds import (
    as_rule,
    cross_validated,
    figures_of,
    fit_smudge_rule,
)
from leukodesk.training.segmentation.kind_samples import KindSample, Truth


def samples(seed=0, shift=3.0):
    """Finds on twelve fields, apart in two of the features."""
    rng = np.random.default_rng(seed)
    out = []
    for field in range(12):
        for truth in (Truth.BLAST, Truth.LEUKOCYTE, Truth.UNMARKED, Truth.UNMARKED_CELL):
            for _ in range(10):
                features = rng.normal(0, 1, len(FEATURES))
                features[:2] += 0.0 if truth is Truth.UNMARKED else shift
                looks = features + rng.normal(0, 0.1, (2, len(FEATURES)))
                out.append(
                    KindSample("all_idb1", f"Im{field:03}_1", "train", truth, looks, 60.0, "pivot-growing")
                )
    return out


def test_what_is_apart_is_told_apart_in_unseen_blocks():
    figures = figures_of(found := samples(), cross_validated(found))
    assert (figures.fields, figures.blasts[0], figures.unmarked[0]) == (12, 120, 120)
    assert figures.blasts[1] + figures.leukocytes[1] <= 8
    assert figures.unmarked[1] <= 12
    assert figures.unmarked_cells[1] >= 110


def test_what_is_the_same_is_not_told_apart():
    figures = figures_of(found := samples(shift=0.0), cross_validated(found))
    assert figures.unmarked[1] > 80


def test_a_rule_survives_being_written(tmp_path):
    rule = fit_smudge_rule(samples())
    path = tmp_path / "kinds.safetensors"
    save_file(rule.as_arrays("smudge") | rule.as_arrays("platelet"), path)
    table = np.concatenate([sample.features for sample in samples(1)])
    read = read_rules(path)
    assert (read["smudge"].score(table) == rule.score(table)).all()
    assert read["platelet"].least == rule.least


def test_the_votes_are_those_of_the_trees():
    rng = np.random.default_rng(0)
    table = rng.normal(0, 1, (300, len(FEATURES))).astype(np.float32)
    is_cell = table[:, 0] + table[:, 3] ** 2 + rng.normal(0, 0.5, 300) > 0.5
    trees = ExtraTreesClassifier(20, min_samples_leaf=3, random_state=0).fit(table, is_cell)
    others = rng.normal(0, 2, (200, len(FEATURES))).astype(np.float32)
    shares = trees.predict_proba(others)[:, 1]
    assert np.allclose(as_rule(trees).score(others.astype(np.float64)), shares, atol=1e-6)
