"""No training starts from weights that know the cells it is judged on."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from leukodesk.core.edits import Act, ChangeSmear, FreezeSmears
from leukodesk.inference.card_files import load_card
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.library import ModelLibrary
from leukodesk.store.dataset import Dataset
from leukodesk.training.evaluate import evaluate
from leukodesk.training.known import are_of, known_groups, trained_groups, unknowing
from leukodesk.training.sources import load_samples
from leukodesk.training.starting import Starter
from leukodesk.training.train import train
from tests.drawn_dataset import drawn
from tests.tiny_model import make_model

FIRST, SECOND = "cnn.first", "cnn.second"


def elsewhere(samples, name="Pt"):
    """The same cells as of other fields."""
    return replace(samples, groups=tuple(group.replace("Im", name) for group in samples.groups))


@pytest.fixture(scope="module")
def quick(recipe):
    return recipe.model_copy(update={"epochs": 1, "controls": False})


@pytest.fixture(scope="module")
def generations(quick, make_samples, tmp_path_factory):
    """A model of some fields, and one that started from it and learnt from others."""
    folder = tmp_path_factory.mktemp("generations")
    first = quick.model_copy(update={"tag": "first"})
    path = train(make_samples(), Starter(first), folder)
    parent = load_classifier(load_card(path), folder, "cpu")
    heir = quick.model_copy(update={"tag": "second", "start": "parent"})
    train(elsewhere(make_samples(seed=4)), Starter(heir, parent=parent), folder)
    return folder


@pytest.fixture
def starting(generations, quick, tmp_path):
    """Gives the start of a training, and its cells, from a model, with only some models in the library."""

    def begin(model_id, samples, there):
        folder = tmp_path / "models"
        folder.mkdir()
        for path in generations.iterdir():
            if path.is_file() and path.name.startswith(there):
                shutil.copy(path, folder)
        parent = load_classifier(load_card(generations / f"{model_id}.json"), generations, "cpu")
        recipe = quick.model_copy(update={"start": "parent", "parent": model_id})
        return unknowing(Starter(recipe, parent=parent), samples, ModelLibrary([folder]))

    return begin


def began(starter):
    return starter.recipe.start, starter.recipe.parent, starter.parent and starter.parent.card.id


def test_a_parent_that_saw_nothing_of_the_cells_is_kept(starting, make_samples):
    samples = elsewhere(make_samples())
    starter, told = starting(FIRST, samples, (FIRST,))
    assert began(starter) == ("parent", FIRST, FIRST)
    assert told is samples


def test_a_parent_that_knows_some_cells_gives_way_to_its_own_start(starting, generations, make_samples):
    samples = make_samples()
    starter, told = starting(FIRST, samples, (FIRST, SECOND))
    assert began(starter) == ("scratch", "", None)
    known = are_of(known_groups(load_card(generations / f"{FIRST}.json")), samples).sum()
    assert 0 < known < len(samples)  # its test part stays unknown to it
    assert f"learnt from {known} of these {len(samples)} cells" in told.notices[-1]
    assert "random weights" in told.notices[-1]


def test_it_gives_way_to_the_model_it_started_from(starting, make_samples):
    starter, told = starting(SECOND, elsewhere(make_samples()), (FIRST, SECOND))
    assert began(starter) == ("parent", FIRST, FIRST)
    assert f"model {FIRST}" in told.notices[-1]


def test_what_a_model_inherited_it_knows_as_well(starting, generations, make_samples):
    second = load_classifier(load_card(generations / f"{SECOND}.json"), generations, "cpu")
    assert set(second.card.inherited) == known_groups(load_card(generations / f"{FIRST}.json"))
    starter, _ = starting(SECOND, make_samples(), (FIRST, SECOND))
    assert began(starter) == ("scratch", "", None)
    evaluation = evaluate(second, make_samples())
    assert evaluation.seen_in_training == are_of(trained_groups(second.card), make_samples()).sum() > 0


@pytest.mark.parametrize("there", [(SECOND,), (SECOND, "cnn.other")])
def test_where_its_own_start_is_not_there_another_model_stands_in(starting, generations, make_samples, there):
    make_model(generations, "cnn.other")
    starter, told = starting(SECOND, elsewhere(make_samples()), there)
    stands_in = "cnn.other" in there
    assert began(starter) == (("parent", "cnn.other", "cnn.other") if stands_in else ("scratch", "", None))
    assert ("model cnn.other" in told.notices[-1]) == stands_in


def test_smears_of_a_dataset_are_known_by_their_file(make_samples):
    samples = make_samples(groups=2)
    files = tuple("BA_1" if group == "Im000" else "BA_2" for group in samples.groups)
    in_dataset = replace(elsewhere(samples, "id"), images=files)
    known = are_of(frozenset({"basophil/BA_1"}), in_dataset)
    np.testing.assert_array_equal(known, [file == "BA_1" for file in files])
    assert not are_of(frozenset({"basophil/BA_1"}), samples).any()


@pytest.mark.slow
def test_the_control_of_shuffled_labels_is_not_told_them_by_the_parent(recipe, make_samples, tmp_path):
    events = []
    path = train(make_samples(), Starter(recipe.model_copy(update={"controls": False})), tmp_path / "parent")
    parent = load_classifier(load_card(path), path.parent, "cpu")
    heir = recipe.model_copy(update={"start": "parent", "epochs": 1, "learning_rate": 1e-6})
    path = train(
        elsewhere(make_samples(seed=8)), Starter(heir, parent=parent), tmp_path, events=events.append
    )
    card = load_card(path)
    assert card.metrics["balanced_accuracy"].value > 0.9
    assert card.controls["labels_shuffled"]["balanced_accuracy"] < 0.9
    told = [event["text"] for event in events if event["event"] == "log"]
    assert sum("random weights" in text for text in told) == 1


@pytest.fixture(scope="module")
def of_patients(quick, tmp_path_factory):
    """A dataset of eight smears of four patients, and a model that learnt from it."""
    folder = tmp_path_factory.mktemp("patients")
    path = drawn(folder / "mine.h5")
    whose(path, [f"P{number // 2}" for number in range(8)])
    card = load_card(train(load_samples(path, quick), Starter(quick), folder / "models"))
    return path, card


def whose(path, patients):
    with Dataset.open(path) as dataset:
        for smear, patient in zip(tuple(dataset.content.smears.values()), patients, strict=True):
            dataset.append(ChangeSmear(smear, replace(smear, patient_id=patient)))


def test_a_patient_that_is_called_otherwise_later_stays_known(of_patients, quick, tmp_path):
    path, card = of_patients
    before = are_of(trained_groups(card), load_samples(path, quick))
    assert 0 < before.sum() < len(before)
    copy = shutil.copytree(path.parent, tmp_path / "copy") / path.name
    whose(copy, [f"Q{number // 2}" for number in range(8)])
    np.testing.assert_array_equal(are_of(trained_groups(card), load_samples(copy, quick)), before)
    whose(copy, [None] * 8)
    np.testing.assert_array_equal(are_of(trained_groups(card), load_samples(copy, quick)), before)


def test_smears_are_known_that_turn_out_to_be_of_a_known_patient(of_patients, quick, tmp_path):
    path, card = of_patients
    copy = shutil.copytree(path.parent, tmp_path / "copy") / path.name
    samples = load_samples(copy, quick)
    known = are_of(trained_groups(card), samples)
    seen = next(field for field, told in zip(samples.fields, known, strict=True) if told)
    new = next(field for field, told in zip(samples.fields, known, strict=True) if not told)
    with Dataset.open(copy) as dataset:
        smears = tuple(dataset.content.smears)
    whose(copy, ["one" if smear_id in (seen, new) else smear_id for smear_id in smears])
    with Dataset.open(copy) as dataset:
        kept = tuple(smear_id for smear_id in smears if smear_id != seen)
        dataset.append(FreezeSmears(kept, True, Act("ann", datetime.now(UTC), "freeze")))
    frozen = load_samples(copy, quick, frozen=True)
    told = are_of(trained_groups(card), frozen)
    assert seen not in frozen.fields
    assert all(told[[field == new for field in frozen.fields]]), "the patient was trained on"
