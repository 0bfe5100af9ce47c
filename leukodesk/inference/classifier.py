"""A trained network that names cells, driven by its card alone."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Final, NamedTuple, cast

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from leukodesk.core.errors import ModelError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.sentence import sentence
from leukodesk.imaging.crops import CropSpec
from leukodesk.inference.batches import FloatArray, OutOfMemoryError, in_batches
from leukodesk.inference.calibration import probabilities_of
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.distribution import Distribution
from leukodesk.inference.feature_taps import tapped_layers, tapping
from leukodesk.inference.memory import is_out_of_memory
from leukodesk.inference.neighbours import Places, neighbour_share
from leukodesk.inference.networks.cell_context import CellGraph, ContextNetwork
from leukodesk.inference.turns import mean_over_turns

CropArray = npt.NDArray[np.uint8]

# On a CPU four crops at a time stay in its cache: half the time per crop of twenty (MobileNetV2, measured).
_BATCH: Final = {"cpu": 4, "cuda": 128}
_CLASSIFYING: Final = sentence("Classifying cells")


def crop_spec_of(card: ModelCard) -> CropSpec:
    """How crops are cut for the model of ``card``."""
    relative, white = card.stain == "background", card.crop.surround == "white"
    return CropSpec(card.crop.size_px, card.crop.pixel_size_um, relative, white)


def _has_room(network: nn.Module, device: str) -> bool:
    """Move a network to a device; False where the memory there does not suffice for all of it."""
    try:
        network.to(device)
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        return False
    return True


class Judgement(NamedTuple):
    """What a model says of n cells, and what there is to know about that.

    Attributes:
        probabilities: calibrated, float32 (n, k), one column per class of the card.
        unfamiliarity: float32 (n,), above 1 where a cell is unlike those the model learnt from, or None where
            the model cannot say.
        neighbour_share: float32 (n,), 0 to 1, how much of the most probable class rests on other cells, see
            :func:`leukodesk.inference.neighbours.neighbour_share`; None for a model that reads none, and for
            one of fields, where each cell counts for the field.
    """

    probabilities: FloatArray
    unfamiliarity: FloatArray | None
    neighbour_share: FloatArray | None


class CellClassifier:
    """Names cells; of a model of fields, what each cell says about its field.

    Attributes:
        card: what decides preprocessing, classes and calibration.
        network: in evaluation mode, its parameters frozen.
        distribution: where the cells lie that it learnt from, or None where that is not known.
        device: where it runs now; becomes ``cpu`` when the graphics card's memory does not suffice.
        notices: what the reader should know and was not told yet, one sentence each.
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
        self.network.to(memory_format=torch.channels_last)
        if not _has_room(self.network, device):
            self._leave_gpu()

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

    @property
    def reads_neighbours(self) -> bool:
        """Whether what it says of a cell depends on the cells beside it."""
        return isinstance(self.network, ContextNetwork)

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
    ) -> Judgement:
        """Name crops, see :meth:`logits`; tell how unlike the model's own cells and what it rests on."""
        if len(crops) == 0:
            return Judgement(self.predict(crops, progress, places), None, None)
        unfamiliarity = None
        if self.distribution is None:
            seen = self.run(len(crops), lambda part: self._forward(crops[part]), _CLASSIFYING, progress)
        else:
            seen, features = self._with_features(crops, progress)
            unfamiliarity = self.distribution.unfamiliarity(features)
        logits = self._read(seen, places)
        share = None
        if isinstance(self.network, ContextNetwork) and places is not None and self.card.task != "field":
            share = neighbour_share(logits, self._read(seen, None))
        return Judgement(probabilities_of(logits, self.card.temperature), unfamiliarity, share)

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
            pass
        # Out here, where nothing of the failed run is held any more.
        self._leave_gpu()
        return self.run(count, step, text, progress)

    def _collect(
        self, count: int, step: Callable[[slice], FloatArray], text: str, progress: Progress
    ) -> FloatArray:
        batch = _BATCH.get(self.device, 1)
        return np.concatenate(list(in_batches(count, step, batch=batch, progress=progress, text=text)))

    def take_notices(self) -> tuple[str, ...]:
        """What the reader should know about loading it and its runs, each told once."""
        taken = tuple(self.notices)
        self.notices.clear()
        return taken

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
