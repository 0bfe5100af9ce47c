"""Model cards: what a model is, what it was trained on, how it reads a crop, and what it reached.

A card is ``<id>.json`` beside its weights. It alone decides preprocessing and outputs; the weights are
safetensors and are read only after their digest agrees. Nothing here imports torch.
"""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    ValidationError,
    field_validator,
    model_validator,
)

from leukodesk import atomic
from leukodesk.core.errors import ModelError

SCHEMA_VERSION: Final = 1
CARD_SUFFIX: Final = ".json"
WEIGHTS_SUFFIX: Final = ".safetensors"

# Ids and file names end up in paths: no separators, no leading dot, nothing a shell or Windows minds.
_NAME: Final = r"^[A-Za-z0-9][A-Za-z0-9_.+-]*$"

Name = Annotated[str, Field(pattern=_NAME, max_length=120)]
Unit = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Crop(_Frozen):
    """The square a cell is cut out with: side in pixels, and micrometres per pixel."""

    size_px: int = Field(gt=0, le=4096)
    pixel_size_um: Positive


class Metric(_Frozen):
    """One figure with its 95 % interval."""

    value: float
    low: float
    high: float


class Measured(_Frozen):
    """What the metrics were measured on: name of the split and number of cells."""

    split: str
    n: int = Field(ge=0)


class TrainingData(_Frozen):
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
    recipe: dict[str, JsonValue] = {}
    seed: int = 0
    epochs: int = Field(default=0, ge=0)


class Split(_Frozen):
    """How the cells were divided.

    Attributes:
        by: what is never torn apart: ``patient``, ``field`` or ``smear``.
        name: the rule, for example ``5-fold``.
        groups: the groups of each part, for example ``{"train": [...], "test": [...]}``.
    """

    by: str
    name: str
    groups: dict[str, tuple[str, ...]] = {}


class ModelCard(_Frozen):
    """Everything that must be known to use a model, and to judge it.

    Attributes:
        schema_version: version of this format.
        id: ``architecture.tag``; also the name of its files.
        architecture: a registered architecture.
        task: ``cell`` names one cell, ``field`` reads a whole smear.
        taxonomy: id of the taxonomy the classes belong to.
        classes: class ids in the order of the outputs.
        crop: how a cell is cut out.
        mean, std: normalisation per channel, of RGB in 0 to 1.
        stain: colour normalisation of the pixels before the network.
        turns: of the crop whose logits are averaged: 1 as it is, 4 quarter turns, 8 with mirror images.
            Heatmaps show the crop as it is.
        temperature: logits are divided by it before the softmax.
        abstention_threshold: below this top probability the model leaves the cell to the reader.
        training, split: what it was fitted to.
        parent: id of the model the training started from, or None.
        metrics, metrics_on: figures by name, and what they were measured on.
        controls: per control, what it measured: what a model could have cheated with.
        licence: of the training data.
        weights_file, sha256: file beside the card, and its digest.
        created: when, in UTC.
        version: counts models adopted under the same name, from 1.
        code_version: of the program that trained it.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    id: Name
    architecture: str
    task: Literal["cell", "field"] = "cell"
    taxonomy: str
    classes: tuple[str, ...] = Field(min_length=2)
    crop: Crop
    mean: tuple[float, float, float]
    std: tuple[Positive, Positive, Positive]
    stain: Literal["none"] = "none"
    turns: Literal[1, 4, 8] = 1
    temperature: Positive = 1.0
    abstention_threshold: Unit = 0.0
    training: TrainingData
    split: Split
    parent: str | None = None
    metrics: dict[str, Metric] = {}
    metrics_on: Measured = Measured(split="", n=0)
    controls: dict[str, dict[str, JsonValue]] = {}
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

    @model_validator(mode="after")
    def _classes_differ(self) -> "ModelCard":
        if len(set(self.classes)) != len(self.classes):
            raise ValueError("classes repeat")
        return self


def card_from_bytes(data: bytes, name: str) -> ModelCard:
    """Read a card.

    Args:
        data: the JSON.
        name: of the file, for messages.

    Raises:
        ModelError: it is not JSON, of a newer version, or breaks the schema.
    """
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ModelError(
            f"{name} is damaged and not a model card; import or train the model again."
        ) from error
    version = document.get("schema_version", SCHEMA_VERSION) if isinstance(document, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise ModelError(
            f"{name} was written by a newer LeukoDesk (card version {version}, this one reads up to "
            f"{SCHEMA_VERSION}); update LeukoDesk."
        )
    try:
        return ModelCard.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise ModelError(
            f"{name} is not a valid model card: {where}: {first['msg']}; import or train the model again."
        ) from error


def load_card(path: Path) -> ModelCard:
    """Read the card at ``path``; see :func:`card_from_bytes`.

    Raises:
        ModelError: the file cannot be read or is not a valid card.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"{path} cannot be read ({error.strerror}); check the path and its permissions."
        ) from error
    return card_from_bytes(data, str(path))


def card_bytes(card: ModelCard) -> bytes:
    """The card as JSON that people can read."""
    return (card.model_dump_json(indent=2) + "\n").encode()


def save_card(card: ModelCard, folder: Path) -> Path:
    """Write the card durably as ``<id>.json`` in ``folder`` and return its path.

    Raises:
        OSError: the folder cannot be written to.
    """
    path = folder / (card.id + CARD_SUFFIX)
    atomic.write_bytes(path, card_bytes(card))
    return path


def file_sha256(path: Path) -> str:
    """Digest of a file, 64 hexadecimal digits.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def weights_path(card: ModelCard, folder: Path) -> Path:
    """Where the weights of a card in ``folder`` are.

    Raises:
        ModelError: they are missing.
    """
    path = folder / card.weights_file
    if not path.is_file():
        raise ModelError(
            f"The weights {path} of model {card.id} are missing; put the file back beside its card "
            "or import the model again."
        )
    return path


def checked_weights(card: ModelCard, folder: Path) -> bytes:
    """The weights file of ``card``, read once, so that what was checked is what is loaded.

    Raises:
        ModelError: the file is missing, cannot be read, or its sha256 differs from the card.
    """
    path = weights_path(card, folder)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"The weights {path} cannot be read ({error.strerror}); check its permissions."
        ) from error
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise ModelError(
            f"The weights {path} are not those that the card of model {card.id} describes (sha256 differs); "
            "import the model again."
        )
    return data


def verify(card: ModelCard, folder: Path) -> None:
    """Check that the weights in ``folder`` are those of the card, without loading them.

    Raises:
        ModelError: see :func:`checked_weights`.
    """
    checked_weights(card, folder)
