"""No training starts from weights that know the cells it is judged on."""

from dataclasses import replace

import numpy as np
import pytest

from leukodesk.core.errors import UnknownIdError
from leukodesk.inference.card_files import load_card
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.training.evaluate import evaluate
from leukodesk.training.known import are_of, known_groups, trained_groups, unknowing
from leukodesk.training.starting import Starter
from leukodesk.training.train import train


def elsewhere(samples, name="Pt"):
    """The same cells as of other fields."""
    return replace(samples, groups=tuple(group.replace("Im", name) for group in samples.groups))


def nowhere(model_id):
    raise UnknownIdError("model", model_id, ())


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
    path = train(elsewhere(make_samples(seed=4)), Starter(heir, parent=parent), folder)
    return parent, load_classifier(load_card(path), folder, "cpu")


def asked_for(parent, quick):
    return Starter(quick.model_copy(update={"start": "parent", "parent": parent.card.id}), parent=parent)


def test_a_parent_that_saw_nothing_of_the_cells_is_kept(generations, quick, make_samples):
    first, _ = generations
    starter, samples = asked_for(first, quick), elsewhere(make_samples())
    assert unknowing(starter, samples, nowhere) == (starter, samples)


def test_a_parent_that_knows_some_cells_gives_way_to_its_own_start(generations, quick, make_samples):
    first, _ = generations
    samples = make_samples()
    starter, told = unknowing(asked_for(first, quick), samples, nowhere)
    assert (starter.recipe.start, starter.recipe.parent, starter.parent) == ("scratch", "", None)
    known = are_of(known_groups(first.card), samples).sum()
    assert 0 < known < len(samples)  # its test part stays unknown to it
    assert f"learnt from {known} of these {len(samples)} cells" in told.notices[-1]
    assert "random weights" in told.notices[-1]


def test_it_gives_way_to_the_model_it_started_from(generations, quick, make_samples):
    first, second = generations
    loaded = {first.card.id: first}
    starter, told = unknowing(asked_for(second, quick), elsewhere(make_samples()), loaded.__getitem__)
    assert (starter.parent, starter.recipe.parent) == (first, first.card.id)
    assert f"model {first.card.id}" in told.notices[-1]


def test_what_a_model_inherited_it_knows_as_well(generations, quick, make_samples):
    first, second = generations
    assert set(second.card.inherited) == known_groups(first.card)
    loaded = {first.card.id: first}
    starter, _ = unknowing(asked_for(second, quick), make_samples(), loaded.__getitem__)
    assert (starter.recipe.start, starter.parent) == ("scratch", None)
    evaluation = evaluate(second, make_samples())
    assert evaluation.seen_in_training == are_of(trained_groups(second.card), make_samples()).sum() > 0


def test_a_name_that_another_model_took_is_no_ancestor(generations, quick, make_samples):
    first, second = generations
    starter, _ = unknowing(asked_for(second, quick), elsewhere(make_samples()), lambda _: second)
    assert (starter.recipe.start, starter.parent) == ("scratch", None)
    lost, _ = unknowing(asked_for(second, quick), elsewhere(make_samples()), nowhere)
    assert (lost.recipe.start, lost.parent) == ("scratch", None)
    assert first is not second


def test_smears_of_a_dataset_are_known_by_their_file(make_samples):
    samples = make_samples(groups=2)
    files = tuple("BA_1" if group == "Im000" else "BA_2" for group in samples.groups)
    in_dataset = replace(elsewhere(samples, "id"), images=files)
    known = are_of(frozenset({"basophil/BA_1"}), in_dataset)
    np.testing.assert_array_equal(known, [file == "BA_1" for file in files])
    assert not are_of(frozenset({"basophil/BA_1"}), samples).any()


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
