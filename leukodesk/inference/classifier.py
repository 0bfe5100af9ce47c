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
from leukodesk.imaging.crops import CropSpec
from leukodesk.inference.batches import FloatArray, OutOfMemoryError, in_batches
from leukodesk.inference.calibration import probabilities_of
from leukodesk.inference.cards import ModelCard, checked_weights
from leukodesk.inference.registry import create_architecture
from leukodesk.inference.turns import mean_over_turns

CropArray = npt.NDArray[np.uint8]

# On a CPU four crops at a time stay in its cache: half the time per crop of twenty (MobileNetV2, measured).
_BATCH: Final = {"cpu": 4, "cuda": 128}


def load_classifier(card: ModelCard, folder: Path, device: str) -> "CellClassifier":
    """Load the model of ``card``: sha256 first, then safetensors, then a strict state dict.

    Args:
        card: a valid card.
        folder: where its weights are.
        device: ``cpu`` or ``cuda``, see :func:`leukodesk.inference.devices.resolve_device`.

    Raises:
        ModelError: the weights are missing, altered or damaged, the architecture is unknown here, or the
            weights do not fit it.
    """
    if card.task != "cell":
        raise ModelError(f"Model {card.id} reads whole smears and cannot name cells; choose another one.")
    data = checked_weights(card, folder)
    path = folder / card.weights_file
    try:
        network = create_architecture(card.architecture).build(len(card.classes))
    except UnknownIdError as error:
        raise ModelError(
            f"Model {card.id} needs the architecture '{card.architecture}', which is not installed; update "
            "LeukoDesk or install the plugin that brings it."
        ) from error
    try:
        network.load_state_dict(load(data), strict=True)
    except SafetensorError as error:
        raise ModelError(
            f"The weights {path} are not a readable safetensors file ({error}); import the model again."
        ) from error
    except RuntimeError as error:
        raise ModelError(
            f"The weights {path} do not fit the architecture {card.architecture} with {len(card.classes)} "
            "classes; import the model again."
        ) from error
    return CellClassifier(card, network, device)


class CellClassifier:
    """Names cells.

    Attributes:
        card: what decides preprocessing, classes and calibration.
        network: in evaluation mode, its parameters frozen.
        device: where it runs now; becomes ``cpu`` when the graphics card's memory does not suffice.
        notices: what the reader should know about the runs so far, one sentence each.
    """

    def __init__(self, card: ModelCard, network: nn.Module, device: str) -> None:
        self.card = card
        self.network = network.eval().requires_grad_(False)
        self.device = device
        self.notices: list[str] = []
        # A third faster than the default layout on a CPU (MobileNetV2, measured), and what CUDA prefers.
        self.network.to(memory_format=torch.channels_last).to(device)

    @property
    def crop_spec(self) -> CropSpec:
        """The crops it reads."""
        return CropSpec(self.card.crop.size_px, self.card.crop.pixel_size_um)

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

    def logits(self, crops: CropArray, progress: Progress = no_progress) -> FloatArray:
        """What the network says before calibration, averaged over the card's turns of each crop.

        Args:
            crops: RGB, (n, s, s, 3), cut as :attr:`crop_spec` says.
            progress: told after each batch; raises to cancel.

        Returns:
            float32 (n, k), one column per class of the card.
        """
        return self.run(len(crops), lambda part: self._forward(crops[part]), "Classifying cells", progress)

    def predict(self, crops: CropArray, progress: Progress = no_progress) -> FloatArray:
        """Calibrated probabilities, float32 (n, k), of crops; see :meth:`logits`."""
        return probabilities_of(self.logits(crops, progress), self.card.temperature)

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
            raise ModelError(f"There is not enough memory to run model {self.card.id}; close other programs.")
        self.notices.append(
            f"The graphics card has too little free memory for model {self.card.id}; it now runs on the CPU."
        )
        self.network.to("cpu")
        self.device = "cpu"
        torch.cuda.empty_cache()

    def _forward(self, crops: CropArray) -> FloatArray:
        half = torch.autocast("cuda", torch.float16) if self.device == "cuda" else nullcontext()
        with torch.inference_mode(), half:
            logits = mean_over_turns(self.network, self.prepare(crops), self.card.turns)
        return cast(FloatArray, logits.float().cpu().numpy())


def predictions(cells: Sequence[Cell], probabilities: FloatArray, card: ModelCard) -> list[Prediction]:
    """One prediction per cell; the model abstains below the card's threshold.

    Args:
        cells: n cells.
        probabilities: calibrated, (n, k), k the card's classes.
        card: of the model that said so.
    """
    return [
        Prediction(
            cell_id=cell.id,
            model_id=card.id,
            probabilities=dict(zip(card.classes, row.tolist(), strict=True)),
            abstained=float(row.max()) < card.abstention_threshold,
        )
        for cell, row in zip(cells, probabilities, strict=True)
    ]
