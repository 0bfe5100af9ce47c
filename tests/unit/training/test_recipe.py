import pytest

from leukodesk.config import resources_dir
from leukodesk.core.errors import ModelError
from leukodesk.inference.registry import architecture_ids, create_architecture
from leukodesk.training.recipe import load_recipe, usual_recipe


def write(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text)
    return path


def test_a_recipe_is_read_with_its_sections(tmp_path):
    path = write(tmp_path, 'architecture = "cnn"\nepochs = 3\n[split]\nby = "block"\nfolds = 4\n')
    recipe = load_recipe(path)
    assert (recipe.architecture, recipe.epochs, recipe.split.by, recipe.split.folds) == ("cnn", 3, "block", 4)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('architecture = "cnn"\nepoch = 3\n', "epoch"),
        ('architecture = "cnn"\n[augmentation]\nturn = true\n', "augmentation.turn"),
        ('architecture = "cnn"\nepochs = 0\n', "epochs"),
        ('architecture = "cnn"\noptimiser = "lion"\n', "optimiser"),
        ("epochs = 3\n", "architecture"),
        ('architecture = "cnn"\nturns = 3\n', "turns"),
        ('architecture = "cnn"\n[split]\nfolds = 2\n', "split"),
    ],
)
def test_a_wrong_key_is_named_with_its_file(tmp_path, text, key):
    path = write(tmp_path, text)
    with pytest.raises(ModelError) as caught:
        load_recipe(path)
    assert str(path) in str(caught.value)
    assert f"'{key}'" in str(caught.value)


def test_a_missing_or_broken_file_is_one_sentence(tmp_path):
    with pytest.raises(ModelError, match=r"cannot be read"):
        load_recipe(tmp_path / "none.toml")
    with pytest.raises(ModelError, match="not a TOML file"):
        load_recipe(write(tmp_path, "epochs ="))


@pytest.mark.parametrize("path", sorted((resources_dir() / "recipes").glob("*.toml")), ids=lambda p: p.stem)
def test_every_shipped_recipe_is_valid_and_states_the_licence_of_its_data(path):
    recipe = load_recipe(path)
    assert recipe.architecture in architecture_ids()
    assert recipe.licence


@pytest.mark.parametrize("architecture_id", architecture_ids())
def test_every_architecture_can_be_trained_without_a_recipe(architecture_id):
    architecture = create_architecture(architecture_id)
    recipe = usual_recipe(architecture)
    assert recipe.architecture == architecture_id
    assert recipe.crop.size_px * recipe.crop.pixel_size_um == pytest.approx(22.4)
    assert (recipe.start == "imagenet") == bool(architecture.imagenet_weights)
