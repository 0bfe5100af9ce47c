"""Rules that tell kinds are fitted and judged without a glance at what they are judged on."""

import numpy as np

from leukodesk.inference.segmenters.kinds import read_rules
from leukodesk.inference.segmenters.object_features import FEATURES
from leukodesk.training.segmentation.fit_kinds import cross_validated, figures_of, fit_smudge_rule
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
                out.append(KindSample("all_idb1", f"Im{field:03}_1", "train", truth, features, 60.0))
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
    import json

    rule = fit_smudge_rule(samples())
    path = tmp_path / "kinds.json"
    path.write_text(json.dumps({"smudge": rule.as_numbers(), "platelet": rule.as_numbers()}))
    table = np.stack([sample.features for sample in samples(1)])
    assert np.allclose(read_rules(path)["smudge"].score(table), rule.score(table), atol=0.02)
