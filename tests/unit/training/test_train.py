import errno
import json
from dataclasses import replace

import numpy as np
import pytest

from leukodesk.core.errors import CancelledError, InputError
from leukodesk.core.progress import no_progress
from leukodesk.inference.card_files import load_card, verify
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.model_files import figures_folder
from leukodesk.inference.reference import difference, reference_smear
from leukodesk.inference.registry import create_architecture
from leukodesk.training import candidate
from leukodesk.training.blocks import blocks_of
from leukodesk.training.evaluate import evaluate, evaluation_recipe
from leukodesk.training.protocol import Trainer, calibrate
from leukodesk.training.recipe import SplitChoice, usual_recipe
from leukodesk.training.report_files import FIGURES, figure_path, page_path
from leukodesk.training.sources import load_samples
from leukodesk.training.starting import Starter
from leukodesk.training.train import no_events, train

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def once(make_samples, recipe, tmp_path_factory):
    """A model trained on one split, its samples and events; it averages over four turns."""
    events = []
    recipe = recipe.model_copy(update={"turns": 4})
    samples = make_samples()
    out = tmp_path_factory.mktemp("once")
    return samples, train(samples, Starter(recipe), out, events=events.append), events


@pytest.fixture(scope="module")
def folded(make_samples, recipe, tmp_path_factory):
    """A model judged by cross-validation over blocks."""
    choice = SplitChoice(by="block", block=2, folds=3)
    settled = recipe.model_copy(update={"split": choice, "patience": 0, "epochs": 5, "controls": False})
    samples = make_samples()
    return samples, train(samples, Starter(settled), tmp_path_factory.mktemp("folded"))


def test_the_card_says_how_the_figures_came_about(once):
    samples, path, _ = once
    card = load_card(path)
    verify(card, path.parent)
    assert card.classes == ("blast", "normal")
    assert card.metrics["balanced_accuracy"].value > 0.85
    assert card.metrics_on.n == sum(group in card.split.groups["test"] for group in samples.groups)
    assert "test part" in card.metrics_on.split
    parts = [set(groups) for groups in card.split.groups.values()]
    assert sum(map(len, parts)) == len(set(samples.groups))
    assert card.training.n == sum(group in card.split.groups["train"] for group in samples.groups)
    assert card.training.recipe["epochs"] == 8
    # Its crops were cut to scale, and so those that it is judged on will be.
    assert card.training.recipe["crop"]["image_scale"] == "measured"


def test_the_card_says_whether_its_heatmaps_can_be_believed(once):
    found = load_card(once[1]).explanations
    assert found.method == "gradcam"
    assert 0 < found.n <= 48
    assert "which it was trained on" not in found.data
    assert len(found.rank_correlation) > 1
    assert found.sentence


def test_controls_show_that_the_cells_themselves_were_learned(once):
    controls = load_card(once[1]).controls
    assert set(controls) == {"cells_blanked_out", "colour_statistics", "labels_shuffled"}
    for name in ("cells_blanked_out", "labels_shuffled"):
        assert controls[name]["balanced_accuracy"] < 0.8, name
    assert len({control["n"] for control in controls.values()}) == 1


def test_every_fit_reports_its_epochs(once):
    epochs = [event for event in once[2] if event["event"] == "epoch"]
    assert {event["stage"] for event in epochs} == {
        "the model",
        "control with cells blanked out",
        "control with labels shuffled",
    }
    assert all(np.isfinite(event["train_loss"]) and event["epochs"] == 8 for event in epochs)


def test_the_candidate_names_cells_as_it_was_judged(once):
    samples, path, _ = once
    card = load_card(path)
    classifier = load_classifier(card, path.parent, "cpu")
    evaluation = evaluate(classifier, samples, "test")
    assert evaluation.judgement.metrics["auc"] == pytest.approx(card.metrics["auc"].value, abs=1e-6)
    assert evaluation.judgement.metrics["accuracy"] == pytest.approx(card.metrics["accuracy"].value)
    assert ["too few" in notice for notice in evaluation.notices] == [True]
    assert evaluation.seen_in_training == 0
    assert card.turns == card.training.recipe["turns"] == 4


@pytest.mark.parametrize("turns", [1, 4, 8])
def test_what_is_calibrated_and_judged_is_what_the_model_says_in_use(once, recipe, turns):
    samples, path, _ = once
    card = load_card(path).model_copy(update={"turns": turns})
    # Drawn cells look the same from all sides.
    crops = np.random.default_rng(0).integers(0, 256, samples.crops.shape, dtype=np.uint8)
    classifier = load_classifier(card, path.parent, "cpu")
    trainer = Trainer(Starter(recipe.model_copy(update={"turns": turns})), no_progress, no_events)
    cells = replace(samples, contexts=crops)
    np.testing.assert_allclose(
        trainer.logits(classifier.network, cells), classifier.logits(crops), rtol=1e-4, atol=1e-5
    )
    once_more = load_classifier(card.model_copy(update={"turns": 1}), path.parent, "cpu")
    same = np.allclose(classifier.logits(crops), once_more.logits(crops), rtol=1e-4, atol=1e-5)
    assert same == (turns == 1)


def test_a_model_that_starts_from_another_turns_crops_as_it_does(once):
    card = load_card(once[1])
    heir = usual_recipe(create_architecture("cnn"), card)
    assert heir.turns == 4
    assert usual_recipe(create_architecture("cnn")).turns == 1


def test_the_card_keeps_what_the_written_weights_say_of_the_reference_smear(once):
    path = once[1]
    card = load_card(path)
    assert len(card.reference.probabilities) == len(reference_smear().cells)
    assert difference(load_classifier(card, path.parent, "cpu")) < 1e-5


def test_an_evaluation_has_the_agreed_keys_and_is_json(once):
    samples, path, _ = once
    classifier = load_classifier(load_card(path), path.parent, "cpu")
    values = json.loads(json.dumps(evaluate(classifier, samples).to_json(), allow_nan=False))
    wanted = {"model", "data", "split", "n", "metrics", "intervals", "controls", "confusion"}
    assert wanted <= values.keys()
    assert {"accuracy", "balanced_accuracy", "auc", "sensitivity", "specificity", "f1"} <= values[
        "metrics"
    ].keys()
    assert values["metrics"].keys() == values["intervals"].keys()
    assert np.sum(values["confusion"]) == values["n"] == len(samples)
    for of_class in (values["per_class"]["blast"], values["per_class"]["normal"]):
        assert {"sensitivity", "specificity", "ppv", "npv", "f1", "fpr", "fnr", "mcc", "auc"} <= of_class[
            "metrics"
        ].keys()
        assert of_class["intervals"].keys() == of_class["metrics"].keys()
    trained_on = load_card(path).training.n
    assert values["seen_in_training"] == trained_on
    assert f"{trained_on} of {len(samples)} cells come from a field" in values["notices"][0]


def test_an_unknown_part_lists_the_parts(once):
    samples, path, _ = once
    classifier = load_classifier(load_card(path), path.parent, "cpu")
    with pytest.raises(InputError, match="choose one of all, train, validation, test"):
        evaluate(classifier, samples, "fold 9")


def test_foreign_cells_are_cut_as_the_card_reads_them(once, class_folders):
    card = load_card(once[1])
    samples = load_samples(class_folders, evaluation_recipe(card))
    evaluation = evaluate(load_classifier(card, once[1].parent, "cpu"), samples)
    assert evaluation.judgement.n == 24
    assert evaluation.notices == ()


def test_cross_validation_judges_every_cell_and_trains_on_all(folded):
    samples, path = folded
    card = load_card(path)
    assert card.metrics_on.n == card.training.n == len(samples)
    assert "3-fold cross-validation by blocks of up to 2 neighbouring fields" in card.metrics_on.split
    assert card.metrics_on.units == len(set(blocks_of(samples.groups, 2).values())) < len(set(samples.groups))
    assert "no held-out cells of their own" in card.metrics_on.split
    assert sorted(card.split.groups) == ["fold 1 of 3", "fold 2 of 3", "fold 3 of 3"]
    assert card.metrics["balanced_accuracy"].value > 0.85
    assert card.training.epochs == 5


def test_a_model_grows_out_of_its_parent(once, make_samples, recipe, tmp_path):
    parent = load_classifier(load_card(once[1]), once[1].parent, "cpu")
    heir = recipe.model_copy(
        update={"start": "parent", "epochs": 1, "learning_rate": 1e-6, "controls": False}
    )
    path = train(make_samples(seed=8), Starter(heir, parent=parent), tmp_path)
    card = load_card(path)
    assert card.parent == parent.card.id
    # One tiny step leaves it as good as its parent; from random weights it would be guessing.
    assert card.metrics["auc"].value > 0.95


def test_the_same_seed_gives_the_same_figures(make_samples, recipe, tmp_path):
    short = recipe.model_copy(update={"epochs": 2, "controls": False})
    cards = [load_card(train(make_samples(), Starter(short), tmp_path / name)) for name in "ab"]
    assert cards[0].sha256 == cards[1].sha256
    assert cards[0].metrics == cards[1].metrics


def test_a_cancelled_run_leaves_nothing(make_samples, recipe, tmp_path):
    def stop(done, total, text=""):
        if "blanked" in text:
            raise CancelledError

    with pytest.raises(CancelledError):
        train(make_samples(), Starter(recipe.model_copy(update={"epochs": 1})), tmp_path, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_one_sentence(make_samples, recipe, tmp_path):
    (tmp_path / "file").write_text("in the way")
    quick = recipe.model_copy(update={"epochs": 1, "controls": False})
    with pytest.raises(InputError, match="cannot be written"):
        train(make_samples(), Starter(quick), tmp_path / "file")


def no_room(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_model_without_room_for_its_pictures_is_a_model_all_the_same(
    make_samples, recipe, tmp_path, monkeypatch
):
    quick = recipe.model_copy(update={"epochs": 1, "controls": False})
    monkeypatch.setattr(candidate, "write_report", no_room)
    told = []
    path = train(make_samples(), Starter(quick), tmp_path, events=told.append)
    assert load_classifier(load_card(path), tmp_path, "cpu").card.id == Starter(quick).model_id
    assert not figures_folder(path).exists()
    (said,) = [event["text"] for event in told if "pictures" in event.get("text", "")]
    assert "(No space left on device); the model is whole" in said


def test_weights_without_room_for_their_card_are_not_left_behind(make_samples, recipe, tmp_path, monkeypatch):
    quick = recipe.model_copy(update={"epochs": 1, "controls": False})
    monkeypatch.setattr(candidate, "save_card", no_room)
    with pytest.raises(InputError, match=r"\(No space left on device\); make room there or choose another"):
        train(make_samples(), Starter(quick), tmp_path)
    # What was learnt is kept, so that training again goes on from there.
    assert [entry.name for entry in tmp_path.iterdir()] == [f"{Starter(quick).model_id}.checkpoint"]


def test_a_threshold_that_leaves_most_cells_to_the_reader_is_not_used():
    # The surest answers are wrong as often as the others: only a few cells could be named "well enough".
    random = np.random.default_rng(0)
    labels = random.integers(0, 2, 200)
    logits = random.normal(0, 1, (200, 2)).astype(np.float32)
    logits[0] = [20, -20] if labels[0] == 0 else [-20, 20]
    assert calibrate(logits, labels, 0.95).threshold == 0
    right = 2 * np.eye(2, dtype=np.float32)[labels] + logits
    chosen = calibrate(right, labels, 0.99)
    assert 0.5 < chosen.threshold < 1
    assert chosen.abstention.coverage >= 0.5


def test_the_figures_of_a_training_lie_beside_its_card(once):
    _, path, _ = once
    assert all(figure_path(path, name).is_file() for name in FIGURES)
    page = page_path(path).read_text(encoding="utf-8")
    assert load_card(path).id in page
    assert "blast against the rest" in page
    assert not list(path.parent.glob("*.checkpoint"))


def test_the_log_says_which_weights_a_training_starts_from(once):
    said = [event["text"] for event in once[2] if event["event"] == "log"]
    assert any("starts from random weights" in text for text in said)


@pytest.mark.parametrize("run", ["once", "folded"])
def test_every_training_learns_what_its_cells_look_like(request, run):
    samples, path = request.getfixturevalue(run)[:2]
    card = load_card(path)
    classifier = load_classifier(card, path.parent, "cpu")
    assert card.distribution.n == card.training.n
    own = classifier.judge(samples.crops)[1]
    assert (own > 1).mean() < 0.3
    green = samples.crops.copy()
    green[..., [0, 2]] //= 2
    assert (classifier.judge(green)[1] > 1).mean() > 0.9
