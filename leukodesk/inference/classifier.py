"""A trained network that names cells, driven by its card alone."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Final, cast

import numpy as np
import numpy.typing as npt
import torch
from safetensors import SafetensorError
from safetensors.torch import load
from torch import nn

from leukodesk.core.cell import Cell
from leukodesk.core.errors import ModelError, UnknownIdError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.results import Prediction
from leukodesk.core.sentence import sentence
from leukodesk.imaging.crops import CropSpec
from leukodesk.inference.batches import FloatArray, OutOfMemoryError, in_batches
from leukodesk.inference.calibration import probabilities_of
from leukodesk.inference.card_files import checked_distribution, checked_weights
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.distribution import Distribution
from leukodesk.inference.feature_taps import tapped_layers, tapping
from leukodesk.inference.neighbours import Places
from leukodesk.inference.networks.cell_context import CellGraph, ContextNetwork
from leukodesk.inference.registry import create_architecture
from leukodesk.inference.turns import mean_over_turns

CropArray = npt.NDArray[np.uint8]

# On a CPU four crops at a time stay in its cache: half the time per crop of twenty (MobileNetV2, measured).
_BATCH: Final = {"cpu": 4, "cuda": 128}
_MANY: Final = 3
_MANY_SHARE: Final = 0.2
_CLASSIFYING: Final = sentence("Classifying cells")


def load_classifier(card: ModelCard, folder: Path, device: str) -> "CellClassifier":
    """Load the model of ``card``: sha256 first, then safetensors, then a strict state dict.

    Args:
        card: a valid card.
        folder: where its weights are.
        device: ``cpu`` or ``cuda``, see :func:`leukodesk.inference.devices.resolve_device`.

    Raises:
        ModelError: a file is missing, altered or damaged, the architecture is unknown here, or the weights
            do not fit it.
    """
    data = checked_weights(card, folder)
    path = folder / card.weights_file
    try:
        network = create_architecture(card.architecture).build(len(card.classes))
    except UnknownIdError as error:
        raise ModelError(
            sentence(
                "Model {card} needs the architecture '{architecture}', which is not installed; "
                "update LeukoDesk or install the plugin that brings it.",
                card=card.id,
                architecture=card.architecture,
            )
        ) from error
    if card.task == "field" and not isinstance(network, ContextNetwork):
        raise ModelError(
            sentence(
                "Model {card} is to name whole smears, which the architecture {architecture} cannot; "
                "import the model again.",
                card=card.id,
                architecture=card.architecture,
            )
        )
    try:
        network.load_state_dict(load(data), strict=True)
    except SafetensorError as error:
        raise ModelError(
            sentence(
                "The weights {path} are not a readable safetensors file ({error}); import the model again.",
                path=path,
                error=error,
            )
        ) from error
    except RuntimeError as error:
        raise ModelError(
            sentence(
                "The weights {path} do not fit the architecture {architecture} with {classes} "
                "classes; import the model again.",
                path=path,
                architecture=card.architecture,
                classes=len(card.classes),
            )
        ) from error
    return CellClassifier(card, network, device, _distribution(card, folder))


def _distribution(card: ModelCard, folder: Path) -> Distribution | None:
    data = checked_distribution(card, folder)
    if card.distribution is None or data is None:
        return None
    return Distribution.from_bytes(data, str(folder / card.distribution.file))


def crop_spec_of(card: ModelCard) -> CropSpec:
    """How crops are cut for the model of ``card``."""
    relative, white = card.stain == "background", card.crop.surround == "white"
    return CropSpec(card.crop.size_px, card.crop.pixel_size_um, relative, white)


class CellClassifier:
    """Names cells; of a model of fields, what each cell says about its field.

    Attributes:
        card: what decides preprocessing, classes and calibration.
        network: in evaluation mode, its parameters frozen.
        distribution: where the cells lie that it learnt from, or None where that is not known.
        device: where it runs now; becomes ``cpu`` when the graphics card's memory does not suffice.
        notices: what the reader should know about the runs so far, one sentence each.
    """

    def __init__(
        self, card: ModelCard, network: nn.Module, device: str, distribution: Distribution | None = None
    ) -> None:
        self.card = card
        self.distribution = distribution
        self.network = network.eval().requires_grad_(False)
        self.device = device
        self.notices: list[str] = []
        # A third faster than the default layout on a CPU (MobileNetV2, measured), and what CUDA prefers.
        self.network.to(memory_format=torch.channels_last).to(device)

    @property
    def crop_spec(self) -> CropSpec:
        """The crops it reads."""
        return crop_spec_of(self.card)

    def prepare(self, crops: CropArray) -> torch.Tensor:
        """Normalise RGB crops (n, s, s, 3) as the card says: float32 (n, 3, s, s) on the device.

        Raises:
            ValueError: the crops do not have the card's size.
        """
        side = self.card.crop.size_px
        if crops.shape[1:] != (side, side, 3):
            raise ValueError(f"crops must be (n, {side}, {side}, 3), not {crops.shape}")
        # A view of (n, s, s, 3) as (n, 3, s, s) is channels_last already: nothing is copied for it.
        pixels = torch.from_numpy(np.ascontiguousarray(crops)).to(self.device).permute(0, 3, 1, 2)
        mean = torch.tensor(self.card.mean, device=self.device).view(1, 3, 1, 1)
        std = torch.tensor(self.card.std, device=self.device).view(1, 3, 1, 1)
        return (pixels.float() / 255 - mean) / std

    def logits(
        self, crops: CropArray, progress: Progress = no_progress, places: Places | None = None
    ) -> FloatArray:
        """What the network says before calibration, averaged over the card's turns of each crop.

        Args:
            crops: RGB, (n, s, s, 3), cut as :attr:`crop_spec` says.
            progress: told after each batch; raises to cancel.
            places: where the cells lie, for a network that reads a cell's neighbours; without them it reads
                each as if it lay alone.

        Returns:
            float32 (n, k), one column per class of the card.
        """
        said = self.run(len(crops), lambda part: self._forward(crops[part]), _CLASSIFYING, progress)
        return self._read(said, places)

    def _read(self, said: FloatArray, places: Places | None) -> FloatArray:
        """Logits from what :meth:`_forward` gives."""
        if not isinstance(self.network, ContextNetwork) or len(said) == 0:
            return said
        with torch.inference_mode():
            graph = CellGraph.of(places, len(said), self.device)
            read = self.network.read(torch.from_numpy(said).to(self.device), graph)
        return cast(FloatArray, read.cpu().numpy())

    def predict(
        self, crops: CropArray, progress: Progress = no_progress, places: Places | None = None
    ) -> FloatArray:
        """Calibrated probabilities, float32 (n, k), of crops; see :meth:`logits`."""
        return probabilities_of(self.logits(crops, progress, places), self.card.temperature)

    def predict_fields(
        self, crops: CropArray, places: Places, progress: Progress = no_progress
    ) -> FloatArray:
        """Calibrated probabilities, float32 (f, k), of the fields that cells lie in.

        Args:
            crops: RGB, (n, s, s, 3).
            places: of the cells; fields are answered in the order of their numbers.
            progress: told after each batch; raises to cancel.

        Raises:
            ModelError: the model names cells only.
        """
        if not isinstance(self.network, ContextNetwork):
            raise ModelError(
                sentence("Model {card} names cells, not smears; choose a model of smears.", card=self.card.id)
            )
        seen = self.run(len(crops), lambda part: self._forward(crops[part]), _CLASSIFYING, progress)
        with torch.inference_mode():
            graph = CellGraph.of(places, len(crops), self.device)
            read = self.network.read_fields(torch.from_numpy(seen).to(self.device), graph)
        return probabilities_of(cast(FloatArray, read.cpu().numpy()), self.card.temperature)

    def judge(
        self, crops: CropArray, progress: Progress = no_progress, places: Places | None = None
    ) -> tuple[FloatArray, FloatArray | None]:
        """Calibrated probabilities (n, k) of crops, see :meth:`logits`, and how unlike its cells they are.

        Returns:
            The second is float32 (n,), above 1 where a cell is unlike those the model learnt from, or None
            where the model cannot say.
        """
        if self.distribution is None or len(crops) == 0:
            return self.predict(crops, progress, places), None
        said, features = self._with_features(crops, progress)
        probabilities = probabilities_of(self._read(said, places), self.card.temperature)
        return probabilities, self.distribution.unfamiliarity(features)

    def features(self, crops: CropArray, progress: Progress = no_progress) -> tuple[FloatArray, ...]:
        """What the network sees of at least one crop on its way: float32 (n, d) per tapped layer.

        Raises:
            ModelError: it is no network that can be looked into.
        """
        return self._with_features(crops, progress)[1]

    def _with_features(
        self, crops: CropArray, progress: Progress
    ) -> tuple[FloatArray, tuple[FloatArray, ...]]:
        layers = tapped_layers(self.network, self.card.architecture)
        widths: list[int] = []

        def step(part: slice) -> FloatArray:
            # In one array, so that a batch which ran out of memory leaves nothing half behind.
            with tapping(layers) as seen:
                said = self._forward(crops[part])
            columns = [said, *(seen[place].cpu().numpy() for place in range(len(layers)))]
            widths[:] = [column.shape[1] for column in columns]
            return np.concatenate(columns, axis=1)

        together = self.run(len(crops), step, _CLASSIFYING, progress)
        said, *features = np.split(together, np.cumsum(widths)[:-1], axis=1)
        return said, tuple(features)

    def run(
        self, count: int, step: Callable[[slice], FloatArray], text: str, progress: Progress
    ) -> FloatArray:
        """Run ``step`` over ``count`` crops in batches; on the CPU if the graphics card is too small.

        Args:
            count: number of crops.
            step: computes the results of a slice of the crops, on the device as it is at that moment.
            text: what is being done.
            progress: told after each batch; raises to cancel.

        Returns:
            The results in one array, or an empty (0, k) one when there are no crops.

        Raises:
            ModelError: memory does not suffice for a single crop, not even on the CPU.
        """
        if count == 0:
            return np.empty((0, len(self.card.classes)), np.float32)
        try:
            return self._collect(count, step, text, progress)
        except OutOfMemoryError:
            self._leave_gpu()
            return self.run(count, step, text, progress)

    def _collect(
        self, count: int, step: Callable[[slice], FloatArray], text: str, progress: Progress
    ) -> FloatArray:
        batch = _BATCH.get(self.device, 1)
        return np.concatenate(list(in_batches(count, step, batch=batch, progress=progress, text=text)))

    def _leave_gpu(self) -> None:
        if self.device == "cpu":
            raise ModelError(
                sentence(
                    "There is not enough memory to run model {card}; close other programs.",
                    card=self.card.id,
                )
            )
        self.notices.append(
            sentence(
                "The graphics card has too little free memory for model {card}; it now runs on the CPU.",
                card=self.card.id,
            )
        )
        self.network.to("cpu")
        self.device = "cpu"
        torch.cuda.empty_cache()

    def _forward(self, crops: CropArray) -> FloatArray:
        """Logits of crops; of a network that reads neighbours, what each crop looks like."""
        seen = self.network.embed if isinstance(self.network, ContextNetwork) else self.network
        half = torch.autocast("cuda", torch.float16) if self.device == "cuda" else nullcontext()
        with torch.inference_mode(), half:
            logits = mean_over_turns(seen, self.prepare(crops), self.card.turns)
        return cast(FloatArray, logits.float().cpu().numpy())


def predictions(
    cells: Sequence[Cell],
    probabilities: FloatArray,
    card: ModelCard,
    unfamiliarity: FloatArray | None = None,
) -> list[Prediction]:
    """One prediction per cell; the model abstains below the card's threshold.

    Args:
        cells: n cells.
        probabilities: calibrated, (n, k), k the card's classes.
        card: of the model that said so.
        unfamiliarity: (n,) how unlike the model's own cells they are, or None where it cannot say.
    """
    unlike = [None] * len(cells) if unfamiliarity is None else unfamiliarity.tolist()
    return [
        Prediction(
            cell_id=cell.id,
            model_id=card.id,
            probabilities=dict(zip(card.classes, row.tolist(), strict=True)),
            abstained=float(row.max()) < card.abstention_threshold,
            unfamiliarity=score,
        )
        for cell, row, score in zip(cells, probabilities, unlike, strict=True)
    ]


def unfamiliar_notices(said: Sequence[Prediction], card: ModelCard) -> tuple[str, ...]:
    """One sentence if many cells of a field are unlike those the model learnt from, else none.

    One in twenty is expected; three of them, and one in five, are not chance.
    """
    unlike = sum(prediction.is_unfamiliar for prediction in said)
    if unlike < _MANY or unlike < _MANY_SHARE * len(said):
        return ()
    notice = sentence(
        "{unlike} of {cells} cells are unlike those that model {card} learnt from, as with another stain or "
        "camera, or what is no cell; check what it suggests here with more care.",
        unlike=unlike,
        cells=len(said),
        card=card.id,
    )
    return (notice,)
