"""The examples of a folder that a segmentation network may learn from: everything that is not for judging."""

import hashlib
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from leukodesk.core.errors import InputError
from leukodesk.core.progress import Progress
from leukodesk.imaging.reader import read_smear
from leukodesk.inference.scaling import scale_of
from leukodesk.training.segmentation.drawn import DrawnImage, read_mask
from leukodesk.training.segmentation.examples import Example, drawn_example, field_example
from leukodesk.training.segmentation.marked import MarkedField
from leukodesk.training.segmentation.sets import JudgedSet

Step = Callable[[str], None]


@dataclass(frozen=True)
class Learned:
    """Examples of one folder.

    Attributes:
        crops: drawn cells by set; no set is empty.
        fields: whole fields with marked cells.
        groups: what the examples were cut from, by set, each name once.
    """

    crops: Mapping[str, Sequence[Example]]
    fields: Sequence[Example]
    groups: Mapping[str, tuple[str, ...]]

    @property
    def counts(self) -> dict[str, int]:
        """Number of examples by set, the fields under their own name."""
        counts = {name: len(crops) for name, crops in self.crops.items()}
        return counts | ({"fields": len(self.fields)} if self.fields else {})

    @property
    def digest(self) -> str:
        """sha256 over all pixels and all that is known about them."""
        digest = hashlib.sha256()
        for example in (*(crop for crops in self.crops.values() for crop in crops), *self.fields):
            digest.update(f"{example.name}\n{example.cells.shape}\n".encode())
            for values in (example.colours, example.nuclei, example.cells, example.known):
                digest.update(np.ascontiguousarray(values).tobytes())
        return digest.hexdigest()


def learn_from(sets: Sequence[JudgedSet], working_um: float, progress: Progress) -> Learned:
    """Read the training part of the sets.

    Crops of one set share one pixel size, the median of what their red cells say: a single crop shows few.

    Args:
        sets: of :func:`leukodesk.training.segmentation.sets.find_sets`.
        working_um: micrometres per pixel the network works at.
        progress: told before each image; raises to cancel.

    Raises:
        InputError: an image or mask cannot be read, or nothing in them is drawn.
    """
    parts = [part for whole in sets if len(part := whole.part("train"))]
    total, done = sum(map(len, parts)), 0

    def step(name: str) -> None:
        nonlocal done
        progress(done, total, f"Reading {name}")
        done += 1

    crops = {part.name: _crops(part.drawn, working_um, step) for part in parts if part.drawn}
    if not crops:
        raise InputError(
            "There is no drawn cell to learn from; put a mask <name>_mask.png beside the images, 0 for "
            "background, 1 for cytoplasm and 2 for nucleus."
        )
    fields = [_field(field, working_um, step) for part in parts for field in part.marked]
    groups = {
        part.name: tuple(sorted({*(i.group for i in part.drawn), *(i.image.stem for i in part.marked)}))
        for part in parts
    }
    return Learned(crops, fields, groups)


def _crops(drawn: Sequence[DrawnImage], working_um: float, step: Step) -> list[Example]:
    images = [read_smear(item.image) for item in drawn]
    pixel_size_um = statistics.median(scale_of(image).pixel_size_um for image in images)
    examples = []
    for item, image in zip(drawn, images, strict=True):
        step(item.image.name)
        mask = read_mask(item.mask, (image.smear.height, image.smear.width))
        examples.append(drawn_example(item.image.stem, image.pixels, mask, pixel_size_um, working_um))
    return examples


def _field(field: MarkedField, working_um: float, step: Step) -> Example:
    step(field.image.name)
    image = read_smear(field.image)
    size_um = scale_of(image).pixel_size_um
    marks = (field.white_cells, field.debris or ())
    return field_example(field.image.stem, image.pixels, marks, size_um, working_um)
