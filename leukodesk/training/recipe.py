"""What a training run does, read from a TOML file in which every key is known."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from leukodesk.core.errors import ModelError
from leukodesk.imaging.crops import CropSpec
from leukodesk.training.presets import augmentation_values, split_values
from leukodesk.training.shares import checked_shares

if TYPE_CHECKING:
    from leukodesk.inference.cards import ModelCard
    from leukodesk.inference.classifiers.architecture import Architecture

# Wide enough for the largest blast with a rim around it.
_CROP_UM: Final = 22.4
_LARGEST_CROP_PX: Final = 112

_AnyRecipe = TypeVar("_AnyRecipe", bound=BaseModel)

_STRICT = ConfigDict(extra="forbid", frozen=True)


class CropChoice(BaseModel):
    """How cells are cut.

    Attributes:
        size_px: side of the square crop.
        pixel_size_um: physical size of one crop pixel; every field is brought to it.
        image_pixel_size_um: scale of single-cell image files that carry none, and of whole fields sorted into
            folders.
        image_scale: what is done with single-cell images of which that is not given. ``fitted``: the longer
            side fills the crop, whatever the scale. ``measured``: they are brought to scale like fields, by
            the file, else by their red cells; fitted where none can be measured.
        colours: ``photographed``, or ``relative`` to the empty background of the field.
        surround: of the cell: ``kept``, or ``white``, so that nothing but the cell itself is learned from.
    """

    model_config = _STRICT
    size_px: int = Field(default=112, ge=16, le=1024)
    pixel_size_um: float = Field(default=0.2, gt=0)
    image_pixel_size_um: float | None = Field(default=None, gt=0)
    image_scale: Literal["fitted", "measured"] = "fitted"
    colours: Literal["photographed", "relative"] = "photographed"
    surround: Literal["kept", "white"] = "kept"

    @property
    def spec(self) -> CropSpec:
        """The crops that are cut so."""
        relative, white = self.colours == "relative", self.surround == "white"
        return CropSpec(self.size_px, self.pixel_size_um, relative, white)


class SplitChoice(BaseModel):
    """How groups (patients, fields, blocks) are dealt to the parts.

    Attributes:
        by: ``group`` keeps each group together, the patient where one is known and else the field;
            ``patient`` insists on patients and ``field`` on fields; ``block`` also keeps neighbouring numbers
            together; ``random`` tears everything apart, as the papers did, and its figures flatter.
        block: fields per block, for ``by = "block"``.
        folds: number of cross-validation folds; 0 makes a single split by the fractions.
        validation, test: fractions of the cells, for a single split; ``parts = "80-10-10"`` or ``"60-20-20"``
            in a recipe stands for both.
        border_um: cells whose centre lies nearer than this to the field's border are left out:
            they are cut, and who marked the field passed them over.
    """

    model_config = _STRICT
    by: Literal["group", "patient", "field", "block", "random"] = "group"
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
        momentum, nesterov: of ``sgd``.
        schedule: how the learning rate changes: ``constant`` (or ``none``), ``cosine`` down to 0, ``step`` by
            ``step_factor`` every ``step_epochs``, ``plateau`` where the validation loss stops falling,
            ``one-cycle`` up to the learning rate and down again.
        precision: of the arithmetic on a graphics card; ``auto`` takes bfloat16 where it has it, else float16
            with a scaled loss. On a processor it is always float32.
        patience: epochs without a lower validation loss before training stops; 0 never stops early.
        class_weights: weigh rare classes up in the loss; not beside balanced sampling.
        balanced_sampling: draw each class equally often instead, where crops are drawn at all.
        label_smoothing: share of probability spread over the other classes, against noisy labels.
        start: ``imagenet``, ``scratch`` or ``parent``.
        parent: id of the model to start from, or path of its card, unless the command line names one.
        frozen: names of modules that stay as they started, such as ``features.0``: the first layers are the
            costliest to train and the same for most images.
        turns: of a crop whose answers are averaged whenever the model speaks: 1, 4 quarter turns, or 8 with
            mirror images; each costs as much as the first.
        abstention_accuracy: share of the cells it names that the model shall name rightly; the threshold
            below which it leaves a cell to the reader follows from it.
        controls: whether the controls are trained and reported, and heatmaps put to the test; costs time, and
            a shipped model needs them.
        learning_curve: shares of the training units that the recipe is trained on as well, to see what more
            data would bring, for example ``[0.125, 0.25, 0.5]``; each costs as much as it is a share of.
        licence: terms and source of the data, kept in the model card.
        task: ``cell`` names each cell, ``field`` the whole field by all its cells: loss, figures, calibration
            and controls are then of fields.
        cells_found_by: the segmenter that finds the cells of whole fields sorted into one folder per class,
            each of which then carries its field's label, and of fields with marked cells, which are then cut
            as they are in use; empty where every image shows one cell, or a mark is the middle of its cell.
        cells_found_with: the parameters of that segmenter, where they differ from its defaults.
        augmentation: a section, or a name: ``none``, ``paper-a``, ``paper-d``, ``paper-e``.
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
    momentum: float = Field(default=0.9, ge=0, lt=1)
    nesterov: bool = True
    schedule: Literal["constant", "cosine", "step", "plateau", "one-cycle"] = "cosine"
    step_epochs: int = Field(default=10, ge=1)
    step_factor: float = Field(default=0.1, gt=0, lt=1)
    precision: Literal["auto", "float32", "bfloat16", "float16"] = "auto"
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
    learning_curve: tuple[float, ...] = ()
    licence: str = ""
    task: Literal["cell", "field"] = "cell"
    cells_found_by: str = ""
    cells_found_with: dict[str, bool | int | float | str] = {}
    crop: CropChoice = CropChoice()
    split: SplitChoice = SplitChoice()
    augmentation: AugmentationChoice = AugmentationChoice()

    @field_validator("schedule", mode="before")
    @classmethod
    def _no_schedule(cls, value: object) -> object:
        return "constant" if value == "none" else value

    @field_validator("augmentation", mode="before")
    @classmethod
    def _named_augmentation(cls, value: object) -> object:
        return augmentation_values(value)

    @field_validator("split", mode="before")
    @classmethod
    def _named_split(cls, value: object) -> object:
        return split_values(value)

    @field_validator("learning_curve")
    @classmethod
    def _shares(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        return checked_shares(value)

    @model_validator(mode="after")
    def _nesterov_needs_momentum(self) -> "Recipe":
        if self.nesterov and not self.momentum:
            raise ValueError("nesterov needs a momentum above 0; set nesterov = false")
        return self

    @model_validator(mode="after")
    def _fields_stay_whole(self) -> "Recipe":
        if self.task == "field" and self.split.by == "random":
            raise ValueError('task = "field" keeps fields whole; split by field, block, group or patient')
        return self


def load_recipe(path: Path) -> Recipe:
    """Read the recipe of a classifier; see :func:`read_recipe`."""
    return read_recipe(path, Recipe)


def read_recipe(path: Path, kind: type[_AnyRecipe]) -> _AnyRecipe:
    """Read a recipe.

    Args:
        path: a TOML file.
        kind: of recipe.

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
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the whole file"
        if first["type"] == "extra_forbidden":
            raise ModelError(f"The recipe {path} has the unknown key '{key}'; remove it.") from error
        reason = first["msg"].removeprefix("Value error, ")
        raise ModelError(f"The recipe {path} has a wrong value at '{key}': {reason}.") from error


def crop_of(card: "ModelCard", image_pixel_size_um: float | None = None) -> CropChoice:
    """The choice that cuts crops as ``card`` reads them; see :class:`CropChoice` for the scale of images."""
    return CropChoice(
        size_px=card.crop.size_px,
        pixel_size_um=card.crop.pixel_size_um,
        image_pixel_size_um=image_pixel_size_um,
        colours="relative" if card.stain == "background" else "photographed",
        surround=card.crop.surround,
    )


def usual_recipe(architecture: "Architecture", parent: "ModelCard | None" = None) -> Recipe:
    """What is trained when no recipe is given.

    Args:
        architecture: of the network.
        parent: card of the model to start from; crops are then cut and turned as it reads them.
    """
    if parent is not None:
        return Recipe(
            architecture=parent.architecture,
            start="parent",
            learning_rate=3e-4,
            crop=crop_of(parent),
            turns=parent.turns,
            licence=parent.licence,
        )
    side = min(architecture.input_size_px, _LARGEST_CROP_PX)
    start: Literal["imagenet", "scratch"] = "imagenet" if architecture.imagenet_weights else "scratch"
    crop = CropChoice(size_px=side, pixel_size_um=_CROP_UM / side)
    return Recipe(architecture=architecture.id, start=start, crop=crop)
