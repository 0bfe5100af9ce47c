"""Labelled crops with the group each belongs to: all that training and judging see of the data."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.plain_text import utf8
from leukodesk.imaging.crops import CropSpec
from leukodesk.inference.neighbours import Places

IntArray = npt.NDArray[np.int64]
ByteArray = npt.NDArray[np.uint8]
BoolArray = npt.NDArray[np.bool_]

FITTED: Final = "whole images fitted to the crop"
"""How the scale of a single-cell image was found that has none."""


@dataclass(frozen=True)
class Samples:
    """Labelled cells.

    Attributes:
        contexts: uint8 (n, c, c, 3), RGB; each holds the crop in its middle and a margin around it,
            so that a turned or shifted crop needs no filling.
        spec: size and scale of the crop itself.
        labels: (n,) index into ``classes``.
        classes: class ids in order.
        taxonomy: id of the taxonomy the classes belong to.
        groups: (n,) name of the patient, or of the field where no patient is known.
        grouped_by: what a group is: ``patient``, ``field``, ``original`` or ``image``.
        names: (n,) what a message calls the cell.
        masks: bool (n, c, c) of the cell in its context; all False where no outline is known.
        source: where the cells came from, one line.
        scale: how the physical scale was found, one phrase.
        notices: what should be known of the dataset, and what was left out and why, one sentence each.
        snapshot: name and digest of the dataset's snapshot that they are, or empty.
        in_dataset: whether they lie in a dataset, where a smear can be given a patient.
        places: where in which field each lies, for networks that read a cell's neighbours; None where each
            is alone on its image.
        fields: (n,) what tells the field of each cell from all others; empty where ``places`` is None.
        images: (n,) name of the image file of each, without its suffix, where groups are named by something
            else; else empty.
        kin: ids of all smears of a dataset that are of the patient whose name a group bears, by group; also
            of those that none of these cells lie in.
    """

    contexts: ByteArray
    spec: CropSpec
    labels: IntArray
    classes: tuple[str, ...]
    taxonomy: str
    groups: tuple[str, ...]
    grouped_by: str
    names: tuple[str, ...]
    masks: BoolArray
    source: str
    scale: str
    notices: tuple[str, ...] = ()
    snapshot: str = ""
    in_dataset: bool = False
    places: Places | None = None
    fields: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    kin: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def is_to_scale(self) -> bool:
        """Whether every crop shows its cell at the scale that ``spec`` says."""
        return FITTED not in self.scale

    @property
    def crops(self) -> ByteArray:
        """The crops themselves, uint8 (n, s, s, 3)."""
        side = self.spec.size_px
        start = (self.contexts.shape[1] - side) // 2
        return self.contexts[:, start : start + side, start : start + side]

    @property
    def field_names(self) -> tuple[str, ...]:
        """(n,) the field of each cell, or the cell itself where it is alone on its image."""
        return self.fields or self.names

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
        return hashlib.sha256(utf8("\n".join(lines))).hexdigest()

    def take(self, indices: Sequence[int] | IntArray) -> "Samples":
        """The cells at ``indices``, in that order."""
        chosen = np.asarray(indices, dtype=np.int64)
        return replace(
            self,
            contexts=self.contexts[chosen],
            labels=self.labels[chosen],
            groups=tuple(self.groups[i] for i in chosen),
            names=tuple(self.names[i] for i in chosen),
            masks=self.masks[chosen],
            places=self.places.take(chosen) if self.places else None,
            fields=tuple(self.fields[i] for i in chosen) if self.fields else (),
            images=tuple(self.images[i] for i in chosen) if self.images else (),
        )

    def relabelled(self, labels: IntArray) -> "Samples":
        """The same cells under other labels (n,)."""
        return replace(self, labels=labels)

    def repainted(self, contexts: ByteArray) -> "Samples":
        """The same cells with other pixels, uint8 (n, c, c, 3)."""
        return replace(self, contexts=contexts)

    def noticing(self, notice: str) -> "Samples":
        """The same cells with one more notice."""
        return replace(self, notices=(*self.notices, notice))
