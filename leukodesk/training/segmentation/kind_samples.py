"""Found objects of known kind, as the rules that tell kinds see them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.core.errors import InputError
from leukodesk.core.progress import no_progress
from leukodesk.imaging.reader import IMAGE_SUFFIXES, read_smear
from leukodesk.inference.segmenters.cells import CellLabels
from leukodesk.inference.segmenters.field import Field, prepare_field
from leukodesk.inference.segmenters.object_features import FloatArray
from leukodesk.inference.segmenters.outlines import found_objects
from leukodesk.inference.segmenters.segmenter import Segmenter
from leukodesk.training.segmentation.drawn import find_drawn
from leukodesk.training.segmentation.judging import match_table
from leukodesk.training.segmentation.kind_variations import varied_features
from leukodesk.training.segmentation.marked import find_marked
from leukodesk.training.segmentation.parts import Part, part_of
from leukodesk.training.segmentation.scores import MARK_TOLERANCE_UM
from leukodesk.training.segmentation.unmarked import UNMARKED_CELLS

FIELDS: Final = "all_idb1"
_CROPS: Final = ("jtsc", "cellavision")
_BOXED: Final = "bccd"
_SINGLE_CELLS: Final = "pbc"
_PLATELET: Final = "platelet"
_PER_CLASS: Final = {"train": 80, "test": 30}
_WORKING_UM: Final = 0.2


class Truth(StrEnum):
    """What is known of a find."""

    BLAST = "blast"
    LEUKOCYTE = "leukocyte"
    UNMARKED_CELL = "unmarked cell"
    UNMARKED = "unmarked"
    PLATELET = "platelet"


@dataclass(frozen=True)
class KindSample:
    """One find.

    Attributes:
        data: name of the set.
        image: stem of its image.
        part: whether it may be fitted to.
        truth: what is known of it.
        features: (v, n) as it is, then of other looks of it, see
            :func:`leukodesk.training.segmentation.kind_variations.varied_features`.
        nucleus_um2: area of its nucleus.
        segmenter: id of who found it.
    """

    data: str
    image: str
    part: Part
    truth: Truth
    features: FloatArray
    nucleus_um2: float
    segmenter: str


def gather_samples(data: Path, segmenter: Segmenter) -> list[KindSample]:
    """Every find on the marked fields, boxed cells of others, and the cell in the middle of each crop.

    Args:
        data: folder with ``all_idb1``, and where there are ``bccd``, ``wbc_masks`` and ``pbc``.
        segmenter: who finds them.

    Raises:
        InputError: there are no marked fields, or an image or what is drawn or marked on it cannot be used.
    """
    if not (data / FIELDS / "images").is_dir():
        raise InputError(f"{data} has no folder {FIELDS} with images; name the folder that holds the sets.")
    samples = list(_on_fields(data / FIELDS, segmenter))
    if (data / _BOXED).is_dir():
        samples += _in_boxes(data / _BOXED, segmenter)
    for name in _CROPS:
        folder = data / "wbc_masks" / name
        drawn = find_drawn(folder).whole() if folder.is_dir() else ()
        crops = [(item.image, part_of(name, item.group)) for item in drawn]
        samples += _in_middle(name, crops, Truth.LEUKOCYTE, segmenter)
    for folder in sorted((data / _SINGLE_CELLS).glob("*/")):
        truth = Truth.PLATELET if folder.name == _PLATELET else Truth.LEUKOCYTE
        samples += _in_middle(f"{_SINGLE_CELLS}/{folder.name}", _some(folder), truth, segmenter)
    return samples


def _on_fields(folder: Path, segmenter: Segmenter) -> Iterator[KindSample]:
    for marked in find_marked(folder).whole():
        stem = marked.image.stem
        field, cells, reduced_um = _segment(marked.image, segmenter)
        if field is None:
            continue
        tolerance_px = MARK_TOLERANCE_UM / reduced_um
        truths = [Truth.UNMARKED] * len(cells)
        for points, truth in (
            (UNMARKED_CELLS.get(stem, ()), Truth.UNMARKED_CELL),
            (marked.leukocytes, Truth.LEUKOCYTE),
            (marked.blasts, Truth.BLAST),
        ):
            for index in np.flatnonzero(match_table(cells, points, tolerance_px).any(axis=1)).tolist():
                truths[index] = truth
        part = part_of(FIELDS, stem)
        for number, features, nucleus_um2 in _looks(field, cells):
            yield KindSample(FIELDS, stem, part, truths[number - 1], features, nucleus_um2, segmenter.id)


def _in_boxes(folder: Path, segmenter: Segmenter) -> Iterator[KindSample]:
    """What was found of boxed white cells; what else a box or a find may be is not known."""
    for marked in find_marked(folder).whole():
        field, cells, reduced_um = _segment(marked.image, segmenter)
        if field is None or not marked.white_cells:
            continue
        table = match_table(cells, marked.white_cells, MARK_TOLERANCE_UM / reduced_um)
        matched = set(np.flatnonzero(table.any(axis=1)).tolist())
        stem = marked.image.stem
        part = part_of(_BOXED, stem)
        for number, features, nucleus_um2 in _looks(field, cells):
            if number - 1 in matched:
                yield KindSample(_BOXED, stem, part, Truth.LEUKOCYTE, features, nucleus_um2, segmenter.id)


def _in_middle(
    data: str, crops: Sequence[tuple[Path, Part]], truth: Truth, segmenter: Segmenter
) -> Iterator[KindSample]:
    """What lies in the middle of each crop; none where nothing was found there."""
    for path, part in crops:
        field, cells, _ = _segment(path, segmenter)
        if field is None:
            continue
        height, width = (size * field.reduction for size in field.colours.shape[:2])
        middle = [cell for cell in cells if cell.cell_mask.contains(height / 2, width / 2)]
        yield from (
            KindSample(data, path.stem, part, truth, features, nucleus_um2, segmenter.id)
            for _, features, nucleus_um2 in _looks(field, middle)
        )


def _segment(path: Path, segmenter: Segmenter) -> tuple[Field | None, tuple[Cell, ...], float]:
    """The field at the working size, what was found on it, and the size of a pixel of the file."""
    image = read_smear(path)
    result = segmenter.segment(image.pixels, image.smear, pixel_size_um=None, progress=no_progress)
    field, _ = prepare_field(image.pixels, None, _WORKING_UM, no_progress, 2)
    return field, result.cells, field.pixel_size_um / field.reduction if field else 1.0


def _looks(field: Field, cells: Sequence[Cell]) -> Iterator[tuple[int, FloatArray, float]]:
    """Number from 1, features and nucleus of each cell that can be judged."""
    shape = field.colours.shape[:2]
    labels = CellLabels(np.zeros(shape, np.int32), np.zeros(shape, np.int32), len(cells))
    for number, cell in enumerate(cells, start=1):
        for region, mask in ((labels.cells, cell.cell_mask), (labels.nuclei, cell.nucleus_mask)):
            if mask is not None:
                _paint(region, number, mask.bbox, mask.pixels, field.reduction)
    for number, _, found in found_objects(labels, field.colours, field.pixel_size_um):
        yield number, varied_features(found), found.nucleus_um2


def _paint(
    region: npt.NDArray[np.int32],
    number: int,
    bbox: tuple[int, int, int, int],
    pixels: npt.NDArray[np.bool_],
    reduction: float,
) -> None:
    """Write a mask of the field's size into labels of the working size."""
    y0, x0, y1, x1 = bbox
    top, left = floor(y0 / reduction), floor(x0 / reduction)
    size = (ceil(x1 / reduction) - left, ceil(y1 / reduction) - top)
    # The middle of the first working pixel lies this far from the middle of the mask's first pixel.
    down, across = ((n + 0.5) * reduction - 0.5 - start for n, start in ((top, y0), (left, x0)))
    to_mask = np.array([[reduction, 0, across], [0, reduction, down]])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    small = cv2.warpAffine(
        pixels.astype(np.uint8) * 255, to_mask, size, flags=how, borderMode=cv2.BORDER_CONSTANT
    )
    view = region[top : top + size[1], left : left + size[0]]
    view[small[: view.shape[0], : view.shape[1]] > 127] = number


def _some(folder: Path) -> list[tuple[Path, Part]]:
    """Images spread evenly over each part of a class."""
    images = sorted(path for path in folder.iterdir() if path.suffix.lower() in IMAGE_SUFFIXES)
    chosen: list[tuple[Path, Part]] = []
    parts: tuple[Part, ...] = ("train", "test")
    for part in parts:
        of_part = [path for path in images if part_of(_SINGLE_CELLS, path.stem) == part]
        step = max(1, len(of_part) // _PER_CLASS[part])
        chosen += [(path, part) for path in of_part[::step]]
    return chosen
