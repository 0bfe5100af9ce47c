"""`models learning-curve` and `train --learning-curve`."""

import json

import pytest

from leukodesk import config
from leukodesk.inference.cards import Split, TrainingData
from leukodesk.training.recipe import CropChoice, Recipe
from leukodesk.training.sources import load_samples
from leukodesk.training.splits import single_split
from tests.tiny_model import make_model


@pytest.fixture
def of_a_recipe(labelled_images):
    """A model among the user's own whose card says how it was trained on the images."""
    recipe = Recipe(
        architecture="cnn",
        start="scratch",
        epochs=1,
        controls=False,
        crop=CropChoice(size_px=32, pixel_size_um=0.4),
    )
    samples = load_samples(labelled_images, recipe)
    split = single_split(samples, recipe.split, recipe.seed)
    groups = {name: tuple(sorted({samples.groups[i] for i in part})) for name, part in split.parts.items()}
    learnt = samples.take(split.train)
    training = TrainingData(
        description="drawn cells.",
        digest=learnt.digest,
        n=len(learnt),
        class_counts=learnt.counts,
        recipe=recipe.model_dump(mode="json"),
        seed=recipe.seed,
    )
    return make_model(
        config.user_models_dir(),
        training=training,
        split=Split(by="image", name="single", groups=groups),
        crop={"size_px": 32, "pixel_size_um": 0.4},
    )


@pytest.mark.slow
def test_a_model_gets_a_curve_and_keeps_its_weights(of_a_recipe, labelled_images, leukodesk, tmp_path):
    asked = ("models", "learning-curve", of_a_recipe.id, "--data", labelled_images, "--shares", "0.5")
    result = leukodesk(*asked, "--out", tmp_path / "out")
    assert result.status == 0, result.err
    copied = json.loads((tmp_path / "out" / f"{of_a_recipe.id}.json").read_text())
    assert [point["share"] for point in copied["learning_curve"]] == [0.5, 1]
    assert (tmp_path / "out" / f"{of_a_recipe.id}.figures" / "learning_curve.png").is_file()
    assert "to learn from, the last doubling, balanced accuracy went from" in result.out
    assert json.loads(leukodesk("models", "show", of_a_recipe.id, "--json").out)["learning_curve"] == []
    assert leukodesk(*asked).status == 0
    shown = json.loads(leukodesk("models", "show", of_a_recipe.id, "--json").out)
    assert shown == copied
    assert shown["sha256"] == of_a_recipe.sha256
    assert leukodesk("models", "verify").status == 0


def test_a_model_of_the_program_is_not_changed(labelled_images, leukodesk):
    result = leukodesk("models", "learning-curve", "mobilenet_v2.all-idb1", "--data", labelled_images)
    assert result.status == 1
    assert "with --out" in result.sentences[-1]


def test_wrong_shares_and_data_are_one_sentence(of_a_recipe, labelled_images, leukodesk, tmp_path):
    asked = ("models", "learning-curve", of_a_recipe.id, "--data")
    wrong = leukodesk(*asked, labelled_images, "--shares", "half")
    assert (wrong.status, len(wrong.sentences)) == (1, 1)
    assert "'half' are no shares" in wrong.sentences[0]
    (labelled_images / "blast" / "cell00.png").unlink()
    other = leukodesk(*asked, labelled_images, "--shares", "0.5")
    assert (other.status, len(other.sentences)) == (1, 1)
    assert "not those that model cnn.tiny was trained and judged on" in other.sentences[0]
    train = ("train", "--dataset", labelled_images, "--out", tmp_path / "out", "--learning-curve")
    assert "such as 0.25,0.5" in leukodesk(*train, "2", "--architecture", "cnn").sentences[-1]
    assert leukodesk(*train, "0.5", "--segmenter", "unet-plr").status == 2


@pytest.mark.slow
def test_a_training_with_a_curve_prints_what_it_says(labelled_images, leukodesk, tmp_path):
    (tmp_path / "quick.toml").write_text(
        'architecture = "cnn"\nepochs = 1\nstart = "scratch"\ncontrols = false\n[crop]\nsize_px = 32\n'
    )
    result = leukodesk(
        *("train", "--dataset", labelled_images, "--architecture", "cnn"),
        *("--recipe", tmp_path / "quick.toml"),
        *("--out", tmp_path / "out", "--learning-curve", "0.25,0.5"),
    )
    assert result.status == 0, result.err
    assert "to learn from, the last doubling" in result.out
    card = json.loads((tmp_path / "out" / "cnn.candidate.json").read_text())
    assert card["training"]["recipe"]["learning_curve"] == [0.25, 0.5]
    assert [point["share"] for point in card["learning_curve"]] == [0.25, 0.5, 1]
