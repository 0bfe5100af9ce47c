"""What a training run does, read from a TOML file in which every key is known."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from leukodesk.core.errors import ModelError

if TYPE_CHECKING:
    from leukodesk.inference.cards import ModelCard
    from leukodesk.inference.registry import Architecture

# Wide enough for the largest blast with a rim around it.
_CROP_UM: Final = 22.4
_LARGEST_CROP_PX: Final = 112

_STRICT = ConfigDict(extra="forbid", frozen=True)


class CropChoice(BaseModel):
    """How cells are cut.

    Attributes:
        size_px: side of the square crop.
        pixel_size_um: physical size of one crop pixel; every field is brought to it.
        image_pixel_size_um: scale of single-cell image files that carry none; None fits the whole
            image into the crop, whatever its scale.
    """

    model_config = _STRICT
    size_px: int = Field(default=112, ge=16, le=1024)
    pixel_size_um: float = Field(default=0.2, gt=0)
    image_pixel_size_um: float | None = Field(default=None, gt=0)


class SplitChoice(BaseModel):
    """How groups (patients, fields, blocks) are dealt to the parts.

    Attributes:
        by: ``group`` keeps each group together; ``block`` also keeps neighbouring numbers together.
        block: fields per block, for ``by = "block"``.
        folds: number of cross-validation folds; 0 makes a single split by the fractions.
        validation, test: fractions of the cells, for a single split.
        border_um: cells whose centre lies nearer than this to the field's border are left out:
            they are cut, and who marked the field passed them over.
    """

    model_config = _STRICT
    by: Literal["group", "block"] = "group"
    block: int = Field(default=4, ge=2)
    folds: int = Field(default=0, ge=0, le=20)
    validation: float = Field(default=0.15, gt=0, lt=0.5)
    test: float = Field(default=0.2, gt=0, lt=0.5)
    border_um: float = Field(default=0.0, ge=0)

    @model_validator(mode="after")
    def _several_folds(self) -> "SplitChoice":
        if self.folds in (1, 2):
            raise ValueError("folds must be 0 or at least 3, one each to train, to validate and to test")
        return self


class AugmentationChoice(BaseModel):
    """Random changes of the training part; the other parts are never changed.

    Attributes:
        rotate: turn by any angle.
        flip: mirror in both directions.
        shift_um: largest shift of the centre, since found centres differ from marked ones.
        scale: largest relative change of size.
        shear_degrees: largest shear.
        brightness, contrast, saturation, hue: strength of the colour jitter, as torchvision takes it.
        stain: standard deviation of the gain per optical-density channel, so that stains differ.
        blur: largest standard deviation of a Gaussian blur, in crop pixels.
        noise: standard deviation of Gaussian noise, of the full scale 1.
    """

    model_config = _STRICT
    rotate: bool = True
    flip: bool = True
    shift_um: float = Field(default=1.0, ge=0)
    scale: float = Field(default=0.1, ge=0, lt=1)
    shear_degrees: float = Field(default=0.0, ge=0, lt=45)
    brightness: float = Field(default=0.2, ge=0, le=1)
    contrast: float = Field(default=0.2, ge=0, le=1)
    saturation: float = Field(default=0.3, ge=0, le=1)
    hue: float = Field(default=0.05, ge=0, le=0.5)
    stain: float = Field(default=0.0, ge=0, le=0.5)
    blur: float = Field(default=0.0, ge=0)
    noise: float = Field(default=0.0, ge=0, le=0.5)


class Recipe(BaseModel):
    """One training run, complete and repeatable.

    Attributes:
        architecture: registered id of the network.
        tag: second half of the model's id, ``architecture.tag``.
        classes: class names in order; None takes those found in the data.
        seed: of weights, order, augmentation and split.
        epochs: most passes over the training part.
        batch: cells per step.
        optimiser, learning_rate, weight_decay: of the gradient steps.
        schedule: how the learning rate falls.
        patience: epochs without a lower validation loss before training stops; 0 never stops early.
        class_weights: weigh rare classes up in the loss.
        balanced_sampling: draw each class equally often instead.
        label_smoothing: share of probability spread over the other classes, against noisy labels.
        start: ``imagenet``, ``scratch`` or ``parent``.
        parent: id of the model to start from, or path of its card, unless the command line names one.
        frozen: names of modules that stay as they started, such as ``features.0``: the first layers are the
            costliest to train and the same for most images.
        turns: of a crop whose answers are averaged whenever the model speaks: 1, 4 quarter turns, or 8 with
            mirror images; each costs as much as the first.
        abstention_accuracy: share of the cells it names that the model shall name rightly; the threshold
            below which it leaves a cell to the reader follows from it.
        controls: whether the controls are trained and reported; a shipped model needs them.
        licence: terms and source of the data, kept in the model card.
    """

    model_config = _STRICT
    architecture: str
    tag: str = Field(default="candidate", pattern=r"^[a-z0-9][a-z0-9+_-]*$", max_length=60)
    classes: tuple[str, ...] | None = None
    seed: int = Field(default=1, ge=0)
    epochs: int = Field(default=20, ge=1)
    batch: int = Field(default=32, ge=1)
    optimiser: Literal["adam", "adamw", "adamax", "sgd"] = "adamw"
    learning_rate: float = Field(default=1e-3, gt=0)
    weight_decay: float = Field(default=1e-2, ge=0)
    schedule: Literal["constant", "cosine", "plateau"] = "cosine"
    patience: int = Field(default=6, ge=0)
    class_weights: bool = True
    balanced_sampling: bool = False
    label_smoothing: float = Field(default=0.0, ge=0, lt=1)
    start: Literal["imagenet", "scratch", "parent"] = "imagenet"
    parent: str = ""
    frozen: tuple[str, ...] = ()
    turns: Literal[1, 4, 8] = 1
    abstention_accuracy: float = Field(default=0.95, gt=0, lt=1)
    controls: bool = True
    licence: str = ""
    crop: CropChoice = CropChoice()
    split: SplitChoice = SplitChoice()
    augmentation: AugmentationChoice = AugmentationChoice()


def load_recipe(path: Path) -> Recipe:
    """Read a recipe.

    Raises:
        ModelError: the file is missing, is no TOML, or a key in it is unknown or out of range; the
            sentence names the file and the key.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"The recipe {path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelError(f"The recipe {path} is not a TOML file: {error}.") from error
    return _validated(values, path)


def _validated(values: dict[str, object], path: Path) -> Recipe:
    try:
        return Recipe.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the whole file"
        if first["type"] == "extra_forbidden":
            raise ModelError(f"The recipe {path} has the unknown key '{key}'; remove it.") from error
        reason = first["msg"].removeprefix("Value error, ")
        raise ModelError(f"The recipe {path} has a wrong value at '{key}': {reason}.") from error


def usual_recipe(architecture: "Architecture", parent: "ModelCard | None" = None) -> Recipe:
    """What is trained when no recipe is given.

    Args:
        architecture: of the network.
        parent: card of the model to start from; crops are then cut and turned as it reads them.
    """
    if parent is not None:
        crop = CropChoice(size_px=parent.crop.size_px, pixel_size_um=parent.crop.pixel_size_um)
        return Recipe(
            architecture=parent.architecture,
            start="parent",
            learning_rate=3e-4,
            crop=crop,
            turns=parent.turns,
            licence=parent.licence,
        )
    side = min(architecture.input_size_px, _LARGEST_CROP_PX)
    start: Literal["imagenet", "scratch"] = "imagenet" if architecture.imagenet_weights else "scratch"
    crop = CropChoice(size_px=side, pixel_size_um=_CROP_UM / side)
    return Recipe(architecture=architecture.id, start=start, crop=crop)
