import hashlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.errors import InputError
from leukodesk.inference.neighbours import Places
from leukodesk.training.blocks import blocks_of
from leukodesk.training.recipe import Recipe, SplitChoice
from leukodesk.training.splits import folds, single_split, units_of


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


def test_of_several_numbers_the_one_that_counts_makes_blocks():
    names = [f"slide{slide}_{field:03d}" for slide in (1, 2) for field in range(1, 7)]
    blocks = blocks_of(names, 4)
    assert blocks["slide1_001"] == blocks["slide1_004"] == "slide1_001..slide1_004"
    assert blocks["slide1_005"] == blocks["slide1_006"] == "slide1_005..slide1_006"
    # The same field of the next slide shows other cells.
    assert not {blocks[name] for name in names[:6]} & {blocks[name] for name in names[6:]}


def test_smears_of_a_dataset_are_neighbours_by_the_names_of_their_images(make_samples):
    # A smear's id is the head of a digest, which has no neighbours.
    plain = make_samples(groups=8, each=1)
    images = plain.groups
    samples = replace(
        grouped(plain, [hashlib.sha256(image.encode()).hexdigest()[:16] for image in images]),
        images=images,
        in_dataset=True,
    )
    choice = SplitChoice(by="block", block=4)
    assert set(units_of(samples, choice)) == {"Im000..Im003", "Im004..Im007"}
    known = replace(samples, kin={samples.groups[0]: frozenset({"one"})})
    units = units_of(known, choice)
    assert set(units[:2]) == {samples.groups[0]}
    assert set(units[2:]) == {"Im001..Im004", "Im005..Im007"}


def test_too_few_groups_of_a_class_are_refused_by_name(make_samples):
    samples = make_samples(groups=6)
    names = [g if label == 0 else "Im000" for g, label in zip(samples.groups, samples.labels, strict=True)]
    with pytest.raises(InputError) as caught:
        single_split(grouped(samples, names), SplitChoice(), 1)
    assert "'normal' of drawn cells has 18 cells from only 1 field (Im000)" in str(caught.value)


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


def test_named_parts_have_their_shares(make_samples):
    samples = make_samples(groups=40, each=1)
    for name, shares in {"80-10-10": (0.8, 0.1, 0.1), "60-20-20": (0.6, 0.2, 0.2)}.items():
        choice = Recipe.model_validate({"architecture": "cnn", "split": name}).split
        parts = single_split(samples, choice, 1).parts
        assert [len(part) / len(samples) for part in parts.values()] == pytest.approx(shares, abs=0.03)


def test_a_random_split_tears_fields_apart_and_a_split_by_field_does_not(make_samples):
    samples = replace(make_samples(groups=9, each=4), grouped_by="patient")
    torn = single_split(samples, SplitChoice(by="random"), 1)
    groups = [{samples.groups[i] for i in part} for part in torn.parts.values()]
    assert groups[0] & groups[2]
    whole = single_split(samples, SplitChoice(by="patient"), 1)
    groups = [{samples.groups[i] for i in part} for part in whole.parts.values()]
    assert not groups[0] & groups[2]


def test_fields_of_one_patient_may_be_dealt_apart_if_asked(make_samples):
    samples = make_samples(groups=8, each=2)
    fields = np.array([int(group[2:]) for group in samples.groups])
    patients = tuple(f"patient {field // 4}" for field in fields)
    places = Places(np.zeros((len(fields), 2)), fields)
    samples = replace(samples, groups=patients, grouped_by="patient", places=places)
    with pytest.raises(InputError, match="only 2 patients"):
        single_split(samples, SplitChoice(by="patient"), 1)
    split = single_split(samples, SplitChoice(by="field"), 1)
    parts = [set(fields[part]) for part in split.parts.values()]
    assert sum(map(len, parts)) == len(set.union(*parts)) == 8


def test_a_split_by_patient_needs_patients(make_samples):
    with pytest.raises(InputError, match="cannot be split by patient"):
        single_split(make_samples(), SplitChoice(by="patient"), 1)


@pytest.mark.parametrize("by", ["group", "random"])
def test_a_class_with_one_sample_is_refused_in_one_sentence(make_samples, by):
    samples = make_samples()
    (first, *_), many = np.flatnonzero(samples.labels == 1), np.flatnonzero(samples.labels == 0)
    with pytest.raises(InputError, match=r"^The class 'normal' of drawn cells has 1 cell[ ,][^.]*\.$"):
        single_split(samples.take([*many, first]), SplitChoice(by=by), 1)


def alone(make_samples, *sizes, classes=2):
    """Samples of units that hold one class each: per class, ``sizes`` cells in one unit each."""
    owners = [
        f"{index}-{unit:02d}" for index in range(classes) for unit, n in enumerate(sizes) for _ in range(n)
    ]
    samples = make_samples(groups=1, each=1).take([0] * len(owners))
    # Noise, for drawing so many cells takes long.
    noise = np.random.default_rng(0).integers(0, 256, samples.contexts.shape, np.uint8)
    return replace(
        samples.repainted(noise),
        labels=np.array([int(owner[0]) for owner in owners]),
        classes=("blast", "normal", "other")[:classes],
        groups=tuple(owners),
        grouped_by="patient",
    )


FRACTIONS = ({}, {"validation": 0.1, "test": 0.1}, {"validation": 0.2, "test": 0.2})


@settings(max_examples=8, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 4), min_size=3, max_size=8),
    classes=st.integers(2, 3),
    fractions=st.sampled_from(FRACTIONS),
    seed=st.integers(0, 5),
)
def test_three_units_of_each_class_are_always_enough(make_samples, sizes, classes, fractions, seed):
    samples = alone(make_samples, *sizes, classes=classes)
    parts = single_split(samples, SplitChoice(by="patient", **fractions), seed).parts.values()
    owners = [{samples.groups[i] for i in part} for part in parts]
    assert len(owners) == 3
    assert sorted(np.concatenate(list(parts))) == list(range(len(samples)))
    assert sum(map(len, owners)) == len(set.union(*owners))
    for part in parts:
        assert set(samples.labels[part]) == set(range(classes))


@pytest.mark.parametrize("fractions", FRACTIONS)
@pytest.mark.parametrize("units", [3, 4, 5])
def test_few_patients_leave_all_but_one_of_each_class_to_train(make_samples, units, fractions):
    samples = alone(make_samples, *[6] * units)
    split = single_split(samples, SplitChoice(by="patient", **fractions), 1)
    assert [len(part) for part in split.parts.values()] == [12 * (units - 2), 12, 12]


def test_single_cells_of_few_patients_are_dealt_out(make_samples):
    samples = alone(make_samples, 1, 1, 1, 1)
    split = single_split(samples, SplitChoice(), 1)
    assert [len(part) for part in split.parts.values()] == [4, 2, 2]


def test_patients_of_several_classes_are_dealt_where_only_one_way_is_left(make_samples):
    samples = alone(make_samples, 1, 1, 1)
    owners = ("both", "a", "c", "both", "b", "d")
    split = single_split(replace(samples, groups=owners), SplitChoice(by="patient"), 1)
    parts = {frozenset(owners[i] for i in part) for part in split.parts.values()}
    assert {"both"} in parts
    assert {len(part) for part in parts} == {1, 2}


def test_patients_that_cannot_be_parted_are_refused_with_the_way_out(make_samples):
    samples = alone(make_samples, 1, 1, 1, classes=3)
    # Three patients have each class, yet each pair of patients is needed for one part.
    owners = ("p", "q", "r", "p", "q", "s", "p", "r", "s")
    with pytest.raises(InputError, match="label cells of rare classes in further") as caught:
        single_split(replace(samples, groups=owners), SplitChoice(by="patient"), 1)
    assert "leave such a class out" in str(caught.value)


def test_present_splits_stay_as_they_are(make_samples):
    """Cards of trained models and resumed trainings rest on them."""
    samples = make_samples(groups=12, each=3)
    split = single_split(samples, SplitChoice(), 0)
    assert {samples.groups[i] for i in split.validation} == {"Im002", "Im008"}
    assert {samples.groups[i] for i in split.test} == {"Im004", "Im007"}
    split = single_split(make_samples(groups=9, each=1), SplitChoice(validation=0.2, test=0.2), 7)
    assert (split.validation.tolist(), split.test.tolist()) == ([8, 9, 10, 11], [4, 5, 6, 7])
    split = single_split(make_samples(groups=6, each=1), SplitChoice(by="random"), 2)
    assert (split.validation.tolist(), split.test.tolist()) == ([4, 11], [1, 2])
    samples = replace(make_samples(groups=20, each=1), grouped_by="field")
    split = single_split(samples, SplitChoice(by="block", block=2), 3)
    assert (split.validation.tolist(), split.test.tolist()) == ([28, 29, 30, 31], list(range(20, 28)))


@pytest.mark.parametrize("sizes", [(6, 6, 6), (1, 1, 9), (1, 1, 1, 1)])
def test_as_many_folds_as_patients_of_each_class_are_dealt(make_samples, sizes):
    samples = alone(make_samples, *sizes)
    dealt = folds(samples, SplitChoice(folds=len(sizes)), 1, validate=True)
    assert all(set(samples.labels[split.test]) == {0, 1} for split in dealt)


def test_folds_that_chance_does_not_find_are_dealt_one_by_one(make_samples, monkeypatch):
    samples = alone(make_samples, 2, 2, 2)
    monkeypatch.setattr("leukodesk.training.splits._TRIES", 0)
    dealt = folds(samples, SplitChoice(folds=3), 1, validate=False)
    assert [len(split.test) for split in dealt] == [4, 4, 4]


@pytest.mark.parametrize(
    ("units", "by", "told"),
    [
        (
            4,
            "patient",
            "from only 4 patients (0-00, 0-01, 0-02, 0-03), and 5 folds need 5, at least one each",
        ),
        (4, "patient", "; choose 4 folds at most, or label more of them."),
        (4, "random", "has 4 cells, and 5 folds need 5, at least one each; choose 4 folds at most"),
        (2, "patient", "; label more of them, or leave the class out of the recipe's classes."),
    ],
)
def test_fewer_patients_than_folds_are_refused_with_the_number_that_goes(make_samples, units, by, told):
    samples = alone(make_samples, *[1] * units)
    with pytest.raises(InputError) as caught:
        folds(samples, SplitChoice(folds=5, by=by), 1, validate=True)
    assert told in str(caught.value)


@pytest.mark.parametrize("by", ["patient", "random"])
def test_what_is_refused_of_a_dataset_has_a_way_out_in_the_window_which_has_no_recipe(make_samples, by):
    few = alone(make_samples, 1, 1)
    told = []
    for samples in (few, replace(few, in_dataset=True)):
        with pytest.raises(InputError) as caught:
            single_split(samples, SplitChoice(by=by), 1)
        told.append(str(caught.value))
    assert told[0].endswith("or leave the class out of the recipe's classes.")
    assert told[1].endswith("or give these another class.")
