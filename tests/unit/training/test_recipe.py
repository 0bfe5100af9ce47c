import pytest

from leukodesk.config import resources_dir
from leukodesk.core.errors import ModelError
from leukodesk.inference.registry import architecture_ids, create_architecture
from leukodesk.training.recipe import Recipe, load_recipe, usual_recipe


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


def test_augmentation_of_a_paper_is_chosen_by_name(tmp_path):
    path = write(tmp_path, 'architecture = "cnn"\naugmentation = "paper-a"\nschedule = "none"\n')
    recipe = load_recipe(path)
    assert recipe.augmentation.rotate
    assert recipe.augmentation.shear_degrees > 0
    assert recipe.augmentation.hue == 0
    assert recipe.schedule == "constant"
    assert Recipe.model_validate(recipe.model_dump(mode="json")) == recipe


def test_a_name_that_does_not_exist_lists_those_that_do(tmp_path):
    path = write(tmp_path, 'architecture = "cnn"\naugmentation = "paper-b"\n')
    with pytest.raises(ModelError, match=r"no augmentation called 'paper-b'; choose one of none, paper-a"):
        load_recipe(path)
    path = write(tmp_path, 'architecture = "cnn"\n[split]\nparts = "80-10-10"\ntest = 0.3\n')
    with pytest.raises(ModelError, match="either parts or the fractions"):
        load_recipe(path)


def test_named_parts_and_what_is_kept_together_are_chosen_side_by_side(tmp_path):
    split = load_recipe(
        write(tmp_path, 'architecture = "cnn"\n[split]\nparts = "60-20-20"\nby = "random"\n')
    ).split
    assert (split.validation, split.test, split.by) == (0.2, 0.2, "random")
