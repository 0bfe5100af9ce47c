"""Speed of decoding, finding, naming and explaining."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import torch

from leukodesk import config
from leukodesk.cli.figure import Figure, side_by_side
from leukodesk.core.progress import no_progress
from leukodesk.imaging.crops import crop_cells
from leukodesk.imaging.reader import decode, read_smear
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.devices import device_title, prepare_torch, resolve_device
from leukodesk.inference.explain import explain
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.pipeline import analyze
from leukodesk.inference.registry import create_segmenter, segmenter_ids

_REPEATS: Final = 7
_CELLS: Final = 20


class Bench:
    """The engine on one field.

    Attributes:
        device: ``cpu`` or ``cuda``.
        device_title: where the networks ran.
        notes: what could not be measured and why, one sentence each.
    """

    def __init__(self, image: Path, device: str) -> None:
        """Read ``image`` and load the built-in classifier onto ``device``."""
        prepare_torch()
        self._image = read_smear(image)
        self._segmenter = create_segmenter(config.Settings().segmenter)
        self._scale_um = estimate_pixel_size(self._image.pixels).pixel_size_um
        where = resolve_device(device)
        self.device = where
        self.device_title = device_title(where)
        self.notes: list[str] = []
        self._classifier = self._loaded(where)

    def figures(self) -> list[Figure]:
        """Everything about the engine."""
        return [*self._field_figures(), *self._cell_figures()]

    def _loaded(self, device: str) -> CellClassifier | None:
        library = ModelLibrary.default()
        model_id = config.Settings().classifier
        if model_id not in [card.id for card in library.cards()]:
            self.notes.append(f"The model {model_id} is not installed, so naming cells was not measured.")
            return None
        return library.load(model_id, device)

    def _field_figures(self) -> list[Figure]:
        image = self._image
        bytes_ = np.frombuffer(image.encoded, np.uint8)
        reference = partial(cv2.imdecode, bytes_, cv2.IMREAD_COLOR)
        works: dict[str, tuple[str, Callable[[], object]]] = {
            "decode": ("check and decode a field", partial(decode, image.encoded, "field")),
            "scale": ("measure its scale", partial(estimate_pixel_size, image.pixels)),
            "segment": ("find its cells", self._finding(config.Settings().segmenter)),
            **{
                f"segment {name}": (f"find its cells with {name}", self._finding(name))
                for name in segmenter_ids()
                if name != config.Settings().segmenter
            },
            "analyze": (
                "scale, cells and classes",
                partial(analyze, image, self._segmenter, self._classifier),
            ),
        }
        return [
            Figure(name, what, value, "bare JPEG decoding", beside)
            for name, (what, work) in works.items()
            for value, beside in [side_by_side(work, reference, _REPEATS)]
        ]

    def _finding(self, segmenter_id: str) -> Callable[[], object]:
        return partial(
            create_segmenter(segmenter_id).segment,
            self._image.pixels,
            self._image.smear,
            pixel_size_um=self._scale_um,
            progress=no_progress,
        )

    def _cell_figures(self) -> list[Figure]:
        classifier = self._classifier
        if classifier is None:
            return []
        cells = self._segmenter.segment(
            self._image.pixels, self._image.smear, pixel_size_um=self._scale_um, progress=no_progress
        ).cells
        chosen = [cells[place % len(cells)] for place in range(_CELLS)]

        def cut() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
            return crop_cells(self._image.pixels, chosen, self._scale_um, classifier.crop_spec)

        crops = cut()
        inputs = classifier.prepare(crops)

        def bare() -> None:
            with torch.inference_mode():
                classifier.network(inputs).float().cpu()

        works: dict[str, tuple[str, Callable[[], object]]] = {
            "classify": (f"cut and name {_CELLS} cells", lambda: classifier.predict(cut())),
            "explain": (f"explain {_CELLS} cells with Grad-CAM", lambda: explain(classifier, crops)),
        }
        return [
            Figure(name, what, value, "bare forward pass", beside)
            for name, (what, work) in works.items()
            for value, beside in [side_by_side(work, bare, _REPEATS)]
        ]
