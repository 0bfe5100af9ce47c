"""Labelled crops with the group each belongs to: all that training and judging see of the data."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from leukodesk.imaging.crops import CropSpec

IntArray = npt.NDArray[np.int64]
ByteArray = npt.NDArray[np.uint8]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Samples:
    """Labelled cells.

    Attributes:
        contexts: uint8 (n, c, c, 3), RGB; each holds the crop in its middle and a margin around it,
            so that a turned or shifted crop needs no filling.
        spec: size and scale of the crop itself.
        labels: (n,) index into ``classes``.
        classes: class names in order.
        groups: (n,) name of the patient, or of the field where no patient is known.
        names: (n,) what a message calls the cell.
        masks: bool (n, s, s) of the cell in its crop, or None where no outline is known.
        source: where the cells came from, one line.
        scale: how the physical scale was found: ``given``, ``estimated``, ``mixed`` or ``fitted``.
        notices: what was left out and why, one sentence each.
    """

    contexts: ByteArray
    spec: CropSpec
    labels: IntArray
    classes: tuple[str, ...]
    groups: tuple[str, ...]
    names: tuple[str, ...]
    masks: BoolArray | None
    source: str
    scale: str
    notices: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def crops(self) -> ByteArray:
        """The crops themselves, uint8 (n, s, s, 3)."""
        side = self.spec.size_px
        start = (self.contexts.shape[1] - side) // 2
        return self.contexts[:, start : start + side, start : start + side]

    @property
    def counts(self) -> dict[str, int]:
        """Cells per class."""
        return {name: int((self.labels == index).sum()) for index, name in enumerate(self.classes)}

    @cached_property
    def crop_digests(self) -> tuple[str, ...]:
        """SHA-256 of every crop's pixels."""
        return tuple(hashlib.sha256(np.ascontiguousarray(crop).tobytes()).hexdigest() for crop in self.crops)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over pixels, labels and groups of all cells, independent of their order."""
        rows = zip(self.crop_digests, self.labels, self.groups, strict=True)
        lines = sorted(f"{crop} {self.classes[label]} {group}" for crop, label, group in rows)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def take(self, indices: Sequence[int] | IntArray) -> "Samples":
        """The cells at ``indices``, in that order."""
        chosen = np.asarray(indices, dtype=np.int64)
        return Samples(
            contexts=self.contexts[chosen],
            spec=self.spec,
            labels=self.labels[chosen],
            classes=self.classes,
            groups=tuple(self.groups[i] for i in chosen),
            names=tuple(self.names[i] for i in chosen),
            masks=None if self.masks is None else self.masks[chosen],
            source=self.source,
            scale=self.scale,
            notices=self.notices,
        )
