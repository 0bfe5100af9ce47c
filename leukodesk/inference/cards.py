"""Model cards: what a model is, what it was trained on, how it reads a crop, and what it reached.

A card is ``<id>.json`` beside its weights. It alone decides preprocessing and outputs; the weights are
safetensors and are read only after their digest agrees. Nothing here imports torch.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import AwareDatetime, Field, JsonValue, field_validator, model_validator

from leukodesk.inference.card_checks import Explanations, ReferenceAnswers
from leukodesk.inference.card_values import Frozen, Name, Positive, Unit

SCHEMA_VERSION: Final = 1
CARD_SUFFIX: Final = ".json"
WEIGHTS_SUFFIX: Final = ".safetensors"
DISTRIBUTION_SUFFIX: Final = ".distribution.safetensors"

CONTROLS: Final = ("cells_blanked_out", "colour_statistics", "labels_shuffled")
"""What a built-in model is set beside: what it could have cheated with."""


class Crop(Frozen):
    """The square a cell is cut out with.

    Attributes:
        size_px: its side.
        pixel_size_um: micrometres per pixel.
        surround: ``kept``, or ``white`` where only the cell itself is shown.
    """

    size_px: int = Field(gt=0, le=4096)
    pixel_size_um: Positive
    surround: Literal["kept", "white"] = "kept"


class Metric(Frozen):
    """One figure with its 95 % interval."""

    value: float
    low: float
    high: float


class Measured(Frozen):
    """What the metrics were measured on.

    Attributes:
        split: its name.
        n: number of cells, or of fields.
        units: of how many patients, fields or blocks, whatever was dealt out as a whole; None in cards of
            earlier versions and of segmenters.
    """

    split: str
    n: int = Field(ge=0)
    units: int | None = Field(default=None, ge=1)


class TrainingData(Frozen):
    """What the weights were fitted to, and how.

    Attributes:
        description: the data in one sentence.
        digest: sha256 over the samples and their labels.
        n: number of cells.
        class_counts: cells per class id.
        recipe: every setting of the run.
        seed: of all random choices.
        epochs: passes over the data that the kept weights have seen.
    """

    description: str
    digest: str
    n: int = Field(ge=0)
    class_counts: dict[str, int]
    recipe: dict[str, JsonValue] = Field(default_factory=dict)
    seed: int = 0
    epochs: int = Field(default=0, ge=0)


class Split(Frozen):
    """How the cells were divided.

    Attributes:
        by: what is never torn apart: ``patient``, ``field`` or ``smear``.
        name: the rule, for example ``5-fold``.
        groups: the groups of each part, for example ``{"train": [...], "test": [...]}``.
        smears: ids of the smears of each part that lay in a dataset under a patient's name, since who a
            smear is of may be said otherwise later; empty in cards of earlier versions.
    """

    by: str
    name: str
    groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    smears: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    def names_of(self, part: str) -> tuple[str, ...]:
        """Everything the cells of a part are known by: their groups, and smears of patients."""
        return self.groups.get(part, ()) + self.smears.get(part, ())

    @property
    def is_of_folds(self) -> bool:
        """Whether each part was judged by weights that never saw it, and all were trained on in the end."""
        return "train" not in self.groups


class WeightsCard(Frozen):
    """What every card says about its weights.

    Attributes:
        schema_version: version of this format.
        id: also the name of its files.
        training, split: what it was fitted to.
        metrics, metrics_on: figures by name, and what they were measured on.
        licence: of the training data.
        weights_file, sha256: file beside the card, and its digest.
        created: when, in UTC.
        version: counts models adopted under the same name, from 1.
        code_version: of the program that trained it.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    id: Name
    training: TrainingData
    split: Split
    metrics: dict[str, Metric] = Field(default_factory=dict)
    metrics_on: Measured = Measured(split="", n=0)
    licence: str
    weights_file: Name
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    created: AwareDatetime
    version: int = Field(default=1, ge=1)
    code_version: str

    @field_validator("weights_file")
    @classmethod
    def _is_safetensors(cls, name: str) -> str:
        if not name.endswith(WEIGHTS_SUFFIX):
            raise ValueError(f"weights are {WEIGHTS_SUFFIX} files")
        return name


class DistributionFile(Frozen):
    """Where the description of the cells a model learnt from lies, to tell when a cell is unlike them.

    Attributes:
        file, sha256: file beside the card, and its digest.
        n: number of cells it was fitted to.
        calibrated_on: which cells the limit was chosen on, one phrase.
        flagged_share: share of those cells that lie above it.
    """

    file: Name
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    n: int = Field(ge=0)
    calibrated_on: str
    flagged_share: Unit


class CurvePoint(Frozen):
    """What a recipe reaches when it learns from a share of its patients, fields or blocks.

    Every point is judged on the same held-out cells or fields; of cross-validation the numbers are means
    over the folds.

    Attributes:
        share: of the units to learn from; 1 is the whole, which is the last point.
        groups: number of units learnt from.
        unit: what one is: ``patient``, ``field``, ``block`` and the like.
        n: cells learnt from.
        balanced_accuracy, balanced_accuracy_interval: reached, with its 95 % interval.
        auc, auc_interval: likewise; None where it is undefined.
        gain, gain_interval: what the whole gains over it in balanced accuracy, both judged in pairs; None
            for the whole, where its answers are no longer known, and where fewer than ten units are judged.
    """

    share: float = Field(gt=0, le=1)
    groups: int = Field(ge=1)
    unit: str = "group"
    n: int = Field(ge=1)
    balanced_accuracy: Unit
    balanced_accuracy_interval: tuple[float, float]
    auc: Unit | None = None
    auc_interval: tuple[float, float] | None = None
    gain: float | None = None
    gain_interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Finder:
    """Who found the cells that a model learnt from.

    Attributes:
        segmenter_id: the segmenter.
        settings: what it was told where that is not its default.
    """

    segmenter_id: str
    settings: Mapping[str, bool | int | float | str]


class ModelCard(WeightsCard):
    """Everything that must be known to use a model, and to judge it.

    Attributes:
        id: ``architecture.tag``.
        architecture: a registered architecture.
        task: ``cell`` names each cell; ``field`` names the whole smear by all its cells, and figures,
            temperature, threshold and controls are then of fields.
        taxonomy: id of the taxonomy the classes belong to.
        classes: class ids in the order of the outputs.
        crop: how a cell is cut out.
        mean, std: normalisation per channel, of RGB in 0 to 1.
        stain: colour normalisation of the pixels before the network: ``background`` takes colours relative
            to the empty background of the field.
        turns: of the crop whose logits are averaged: 1 as it is, 4 quarter turns, 8 with mirror images.
            Heatmaps show what moved that average.
        temperature: logits are divided by it before the softmax.
        abstention_threshold: below this top probability the model leaves the cell to the reader.
        parent: id of the model the training started from, or None.
        inherited: names of the groups that model was trained or tuned on, and those before it.
        controls: per control, what it measured: what a model could have cheated with.
        per_class: figures by class, each against the rest, on the cells of ``metrics_on``; empty in cards of
            earlier versions.
        learning_curve: what less data would have reached, the whole last; empty where nobody looked.
        distribution: tells when a cell is unlike those it learnt from, or None.
        explanations: whether its heatmaps can be believed, or None where nobody looked.
        reference: what it said of the reference smear when it was measured, or None in cards of earlier
            versions.
    """

    architecture: str
    task: Literal["cell", "field"] = "cell"
    taxonomy: str
    classes: tuple[str, ...] = Field(min_length=2)
    crop: Crop
    mean: tuple[float, float, float]
    std: tuple[Positive, Positive, Positive]
    stain: Literal["none", "background"] = "none"
    turns: Literal[1, 4, 8] = 1
    temperature: Positive = 1.0
    abstention_threshold: Unit = 0.0
    parent: str | None = None
    inherited: tuple[str, ...] = ()
    controls: dict[str, dict[str, JsonValue]] = Field(default_factory=dict)
    per_class: dict[str, dict[str, Metric]] = Field(default_factory=dict)
    learning_curve: tuple[CurvePoint, ...] = ()
    distribution: DistributionFile | None = None
    explanations: Explanations | None = None
    reference: ReferenceAnswers | None = None

    @property
    def has_controls(self) -> bool:
        """Whether every control was trained and judged."""
        return all({"n", "balanced_accuracy"} <= self.controls.get(name, {}).keys() for name in CONTROLS)

    @property
    def finder(self) -> Finder | None:
        """Who found the cells it learnt from, if a segmenter did: its figures hold for such cells alone."""
        finder, told = (self.training.recipe.get(f"cells_found_{name}") for name in ("by", "with"))
        if not isinstance(finder, str) or not finder:
            return None
        settings = told if isinstance(told, dict) else {}
        plain = {
            name: value for name, value in settings.items() if isinstance(value, bool | int | float | str)
        }
        return Finder(finder, plain)

    @model_validator(mode="after")
    def _classes_differ(self) -> "ModelCard":
        if len(set(self.classes)) != len(self.classes):
            raise ValueError("classes repeat")
        return self

    @model_validator(mode="after")
    def _reference_is_of_these_classes(self) -> "ModelCard":
        answers = self.reference.probabilities if self.reference else ()
        if any(len(answer) != len(self.classes) for answer in answers):
            raise ValueError("an answer about the reference smear has another number of classes")
        return self


class SegmenterCard(WeightsCard):
    """Weights of a segmenter that runs a network.

    Attributes:
        network: which network they fit.
        outputs: the maps it gives, in order.
        working_pixel_size_um: micrometres per pixel that fields are brought to.
    """

    task: Literal["segment"] = "segment"
    network: str
    outputs: tuple[str, ...] = Field(min_length=1)
    working_pixel_size_um: Positive
