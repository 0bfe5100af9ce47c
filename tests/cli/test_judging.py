"""`models judge`."""

import json

import pytest

from leukodesk import config
from leukodesk.inference.cards import Split, TrainingData
from leukodesk.training.recipe import CropChoice, Recipe, SplitChoice
from leukodesk.training.sources import load_samples
from leukodesk.training.splits import single_split
from tests.tiny_model import make_model


@pytest.fixture
def make_card(labelled_images):
    """Gives a model among the user's own whose card was made by an earlier version, without figures."""

    def make(folds=0, **changes):
        recipe = Recipe(
            architecture="cnn",
            start="scratch",
            split=SplitChoice(folds=folds),
            crop=CropChoice(size_px=32, pixel_size_um=0.4),
        )
        samples = load_samples(labelled_images, recipe)
        parts = single_split(samples, SplitChoice(), recipe.seed).parts
        groups = {name: tuple(sorted({samples.groups[i] for i in part})) for name, part in parts.items()}
        training = TrainingData(
            description="drawn cells.",
            digest=samples.digest,
            n=len(samples),
            class_counts=samples.counts,
            recipe=recipe.model_dump(mode="json"),
        )
        return make_model(
            config.user_models_dir(),
            training=training,
            split=Split(by="image", name="single", groups=groups | changes),
            crop={"size_px": 32, "pixel_size_um": 0.4},
        )

    return make


@pytest.mark.slow
def test_a_card_of_an_earlier_version_gets_the_figures_it_lacked(
    make_card, labelled_images, leukodesk, tmp_path
):
    card = make_card()
    asked = ("models", "judge", card.id, "--data", labelled_images)
    result = leukodesk(*asked, "--out", tmp_path / "out")
    assert result.status == 0, result.err
    assert "calibration_error_debiased" in result.out
    copied = json.loads((tmp_path / "out" / f"{card.id}.json").read_text())
    before = json.loads(leukodesk("models", "show", card.id, "--json").out)
    assert "calibration_error_by_chance" in copied["metrics"].keys() - before["metrics"].keys()
    assert copied["reference"]["probabilities"]
    assert before["reference"] is None
    assert leukodesk(*asked).status == 0
    shown = json.loads(leukodesk("models", "show", card.id, "--json").out)
    assert shown == copied
    assert shown["per_class"].keys() == {"blast", "normal"}
    assert shown["sha256"] == card.sha256
    assert "calibration_error_debiased" in leukodesk("models", "show", card.id).out
    assert leukodesk("models", "verify").status == 0


def test_what_cannot_be_measured_again_is_one_sentence(make_card, labelled_images, leukodesk):
    asked = ("models", "judge", "mobilenet_v2.all-idb1", "--data", labelled_images)
    assert "with --out" in leukodesk(*asked).sentences[-1]
    folded = make_card(folds=3)
    result = leukodesk("models", "judge", folded.id, "--data", labelled_images)
    assert (result.status, len(result.sentences)) == (1, 1)
    assert "was cross-validated" in result.sentences[0]


def test_other_parts_than_those_of_the_card_are_refused(make_card, labelled_images, leukodesk):
    card = make_card()
    parts = dict(card.split.groups)
    moved = make_card(train=parts["train"][1:], test=(*parts["test"], parts["train"][0]))
    result = leukodesk("models", "judge", moved.id, "--data", labelled_images)
    assert result.status == 1
    assert "come to other parts" in result.sentences[-1]
