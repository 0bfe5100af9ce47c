"""The examples of a folder that a segmentation network may learn from: everything that is not for judging."""

import hashlib
import statistics
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from leukodesk.core.errors import InputError
from leukodesk.core.plain_text import utf8
from leukodesk.core.progress import Progress
from leukodesk.imaging.reader import read_smear
from leukodesk.inference.scaling import scale_of
from leukodesk.training.segmentation.drawn import DrawnImage, read_mask
from leukodesk.training.segmentation.examples import Example, drawn_example, field_example
from leukodesk.training.segmentation.marked import MarkedField, check_marks
from leukodesk.training.segmentation.refusal import require_sound
from leukodesk.training.segmentation.sets import JudgedSet

Step = Callable[[str], None]

_SURE: Final = 0.5


@dataclass(frozen=True)
class Learned:
    """Examples of one folder.

    Attributes:
        crops: drawn cells by set; no set is empty.
        fields: whole fields with marked cells, by set; no set is empty.
        groups: what the examples were cut from, by set, each name once.
    """

    crops: Mapping[str, Sequence[Example]]
    fields: Mapping[str, Sequence[Example]]
    groups: Mapping[str, tuple[str, ...]]

    @property
    def counts(self) -> dict[str, int]:
        """Number of examples by set."""
        counts = Counter({name: len(crops) for name, crops in self.crops.items()})
        counts.update({name: len(fields) for name, fields in self.fields.items()})
        return dict(counts)

    @property
    def digest(self) -> str:
        """sha256 over all pixels and all that is known about them."""
        digest = hashlib.sha256()
        of_sets = (*self.crops.values(), *self.fields.values())
        for example in (example for of_set in of_sets for example in of_set):
            digest.update(utf8(f"{example.name}\n{example.cells.shape}\n"))
            for values in (example.colours, example.nuclei, example.cells, example.known):
                digest.update(np.ascontiguousarray(values).tobytes())
        return digest.hexdigest()


def learn_from(sets: Sequence[JudgedSet], working_um: float, progress: Progress) -> Learned:
    """Read the training part of the sets.

    Crops of one set share one pixel size, the median of what their red cells say: a single crop shows few. So
    do fields where the scale is doubtful.

    Args:
        sets: of :func:`leukodesk.training.segmentation.sets.find_sets`.
        working_um: micrometres per pixel the network works at.
        progress: told before each image; raises to cancel.

    Raises:
        InputError: an image or mask cannot be read, a mark lies outside its image, nothing in them is drawn,
            or something of the sets was refused, also where it is for judging: that is said before the
            training, not after it.
    """
    for whole in sets:
        require_sound(whole.part("train").refused + whole.part("test").refused)
    parts = [part for whole in sets if len(part := whole.part("train"))]
    total, done = sum(len(part.drawn) + len(part.marked) for part in parts), 0

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
    fields = {part.name: _fields(part.marked, working_um, step) for part in parts if part.marked}
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


def _fields(marked: Sequence[MarkedField], working_um: float, step: Step) -> list[Example]:
    images = [read_smear(field.image) for field in marked]
    scales = [scale_of(image) for image in images]
    usual_um = statistics.median(scale.pixel_size_um for scale in scales)
    examples = []
    for field, image, scale in zip(marked, images, scales, strict=True):
        step(field.image.name)
        check_marks(field, (image.smear.height, image.smear.width))
        size_um = scale.pixel_size_um if scale.confidence >= _SURE else usual_um
        examples.append(field_example(field, image.pixels, size_um, working_um))
    return examples
