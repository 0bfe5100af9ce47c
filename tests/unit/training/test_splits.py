from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.errors import InputError
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.splits import blocks_of, folds, single_split, units_of


def grouped(samples, groups):
    return replace(samples, groups=tuple(groups))


@settings(max_examples=30, deadline=None)
@given(
    groups=st.integers(8, 30),
    each=st.integers(1, 3),
    seed=st.integers(0, 5),
    by=st.sampled_from(["group", "block"]),
)
def test_no_unit_is_on_two_sides_and_every_part_has_every_class(make_samples, groups, each, seed, by):
    samples = make_samples(groups=groups, each=each, seed=seed)
    choice = SplitChoice(by=by, block=2)
    units = np.array(units_of(samples, choice))
    split = single_split(samples, choice, seed)
    parts = [set(units[part]) for part in split.parts.values()]
    assert len(parts) == 3
    assert sum(map(len, parts)) == len(set.union(*parts))
    assert sum(map(len, split.parts.values())) == len(samples)
    for part in split.parts.values():
        assert set(samples.labels[part]) == {0, 1}


@settings(max_examples=15, deadline=None)
@given(groups=st.integers(6, 20), count=st.integers(3, 5), validate=st.booleans(), seed=st.integers(0, 3))
def test_every_cell_is_tested_once_by_weights_that_saw_nothing_of_its_group(
    make_samples, groups, count, validate, seed
):
    samples = make_samples(groups=groups, each=1, seed=seed)
    splits = folds(samples, SplitChoice(folds=count), seed, validate=validate)
    tested = np.concatenate([split.test for split in splits])
    assert sorted(tested) == list(range(len(samples)))
    names = np.array(samples.groups)
    for split in splits:
        parts = [set(names[part]) for part in split.parts.values()]
        assert sum(map(len, parts)) == len(set.union(*parts))
        assert (len(split.validation) > 0) == validate


def test_the_same_seed_deals_the_same_split(make_samples):
    samples = make_samples()
    one, other = (single_split(samples, SplitChoice(), 7) for _ in range(2))
    assert all(np.array_equal(one.parts[name], other.parts[name]) for name in one.parts)


def test_neighbouring_numbers_make_a_block_and_gaps_end_it():
    names = [f"Im{number:03d}_1" for number in (1, 2, 3, 4, 5, 9, 10)] + ["Im011_0", "thumb"]
    blocks = blocks_of(names, 4)
    assert blocks["Im001_1"] == blocks["Im004_1"] == "Im001_1..Im004_1"
    assert blocks["Im005_1"] == "Im005_1"
    assert blocks["Im009_1"] == blocks["Im010_1"] != blocks["Im011_0"]
    assert blocks["thumb"] == "thumb"


def test_too_few_groups_of_a_class_are_refused_by_name(make_samples):
    samples = make_samples(groups=6)
    names = [g if label == 0 else "Im000" for g, label in zip(samples.groups, samples.labels, strict=True)]
    with pytest.raises(InputError) as caught:
        single_split(grouped(samples, names), SplitChoice(), 1)
    assert "'normal' has 18 cells from only 1 field (Im000)" in str(caught.value)


def test_the_same_cell_in_two_parts_is_refused_with_the_pair_named(make_samples):
    samples = make_samples(groups=10, each=1)
    split = single_split(samples, SplitChoice(), 1)
    trained, tested = (
        split.train[0],
        split.test[samples.labels[split.test] == samples.labels[split.train[0]]][0],
    )
    contexts = samples.contexts.copy()
    contexts[tested] = contexts[trained]
    with pytest.raises(InputError) as caught:
        single_split(samples.repainted(contexts), SplitChoice(), 1)
    assert samples.names[trained] in str(caught.value)
    assert samples.names[tested] in str(caught.value)


def test_the_same_cell_twice_in_one_group_is_no_leak(make_samples):
    samples = make_samples(groups=8, each=2)
    contexts = samples.contexts.copy()
    contexts[1] = contexts[0]
    assert samples.groups[0] == samples.groups[1]
    assert single_split(samples.repainted(contexts), SplitChoice(), 1).parts
