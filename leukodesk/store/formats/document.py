"""What files of other programs say about cells, before any of it becomes part of a dataset."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import CellKind
from leukodesk.core.errors import InputError
from leukodesk.core.mask import Mask
from leukodesk.core.shapes import Box, Point, WholeImage, stand_in
from leukodesk.store.formats.polygons import Ring, fill

UNLABELLED = "unlabelled"
"""Stands for no label in formats that ask every cell for a class."""


@dataclass(frozen=True)
class Polygons:
    """An outline by its vertices.

    Attributes:
        parts: each an outer ring and its holes; the cell is all parts together.
    """

    parts: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True)
class Relative:
    """A box or polygons in parts of the width and height of the image, as YOLO has them."""

    shape: Box | Polygons


@dataclass(frozen=True)
class OnBlack:
    """The cell is what is not black in an image from which everything else was cut away."""


MarkShape = Mask | Polygons | Point | Box | WholeImage | Relative | OnBlack
"""How a file tells where a cell lies."""


@dataclass(frozen=True)
class Mark:
    """One cell as a file tells it.

    Attributes:
        shape: where it lies.
        class_name: as the file spells it; empty for a cell without label.
        nucleus: where its nucleus lies, if the file says so.
        cell_id: id in a dataset it was exported from, or empty.
        kind: what a segmenter took it for.
        annotator: who labelled it, or empty.
        made_by: who found or drew it, or empty.
    """

    shape: MarkShape
    class_name: str = ""
    nucleus: Mask | Polygons | None = None
    cell_id: str = ""
    kind: CellKind = CellKind.LEUKOCYTE
    annotator: str = ""
    made_by: str = ""


@dataclass(frozen=True)
class MarkedImage:
    """An image and the cells a file tells of it.

    Attributes:
        name: of the image file, as far as the format tells it; perhaps without suffix.
        marks: the cells.
        path: the image file, where the format leaves no doubt about it.
        size: (height, width) in pixels as the file states it, or None.
        sha256: digest of the image file, or empty.
        patient_id: pseudonym of the patient, or None.
    """

    name: str
    marks: tuple[Mark, ...]
    path: Path | None = None
    size: tuple[int, int] | None = None
    sha256: str = ""
    patient_id: str | None = None


@dataclass
class Document:
    """Everything that was read from a source.

    Attributes:
        images: in the order of the source.
        skipped: number of cells that could not be understood, by reason.
        problems: files that could not be read, one sentence each.
        notes: what the source says that a dataset does not keep, one sentence each.
        suggested: class ids for class names whose meaning the format knows.
    """

    images: list[MarkedImage] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    suggested: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Keep on with the next file where one cannot be read, and remember why."""
        try:
            yield
        except InputError as error:
            self.problems.append(str(error))


def read_each(paths: Iterable[Path], read_file: Callable[[Path, Document], MarkedImage]) -> Document:
    """One image from each file; those that cannot be read are remembered as problems.

    Args:
        paths: the files.
        read_file: reads one, and notes in the document what of it is skipped.
    """
    document = Document()
    for path in paths:
        with document.reading():
            document.images.append(read_file(path, document))
    return document


def absolute(shape: Relative, height: int, width: int) -> Box | Polygons:
    """The same in pixels of an image of that size.

    Files round what they write: what lies within a hundredth of a whole pixel is meant to lie on it.
    """
    if isinstance(shape.shape, Box):
        box = shape.shape
        edges = np.array([box.y0, box.x0, box.y1, box.x1])
        return Box(*_snapped(edges * (height, width, height, width)).tolist())
    parts = (tuple(_snapped(ring * (width, height)) for ring in part) for part in shape.shape.parts)
    return Polygons(tuple(parts))


def is_in_first_pixel(shape: MarkShape) -> bool:
    """Whether a place in pixels lies within the first one and not along its edges.

    Nobody marks a cell there: it is a place in parts of the image, from 0 to 1, in a format of pixels.
    """
    match shape:
        case Point(row, column):
            values = np.array([row, column])
        case Box(y0, x0, y1, x1):
            values = np.array([y0, x0, y1, x1])
        case Polygons(parts):
            values = np.concatenate([ring.ravel() for part in parts for ring in part])
        case _:
            return False
    return bool(((values >= 0) & (values <= 1)).all() and (values != np.round(values)).any())


def _snapped(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    whole = np.round(values)
    return np.where(np.abs(values - whole) < 0.01, whole, values)


def pixels_of(shape: Mask | Polygons, height: int, width: int) -> Mask | None:
    """The part of an outline that lies in a smear of that size in pixels, or None where none does."""
    if isinstance(shape, Mask):
        if shape.fits(height, width):
            return shape
        y0, x0 = min(max(0, shape.top), height), min(max(0, shape.left), width)
        y1, x1 = min(height, shape.top + shape.height), min(width, shape.left + shape.width)
        inside = shape.window((y0, x0, max(y0, y1), max(x0, x1)))
        return Mask.from_pixels(inside, y0, x0) if inside.any() else None
    masks = [mask for part in shape.parts if (mask := fill(part, height, width))]
    if len(masks) < 2:
        return masks[0] if masks else None
    y0, x0 = min(m.top for m in masks), min(m.left for m in masks)
    y1, x1 = max(m.top + m.height for m in masks), max(m.left + m.width for m in masks)
    union = masks[0].window((y0, x0, y1, x1))
    for mask in masks[1:]:
        union |= mask.window((y0, x0, y1, x1))
    return Mask.from_pixels(union, y0, x0)


def mask_of(
    shape: Mask | Polygons | Point | Box | WholeImage, size: tuple[int, int], disc_px: int
) -> Mask | None:
    """The mask of a cell: its outline, or what stands for it; None where it lies outside the smear.

    Args:
        shape: as the file tells it.
        size: (height, width) of the smear in pixels.
        disc_px: diameter of the disc that stands for a point.
    """
    if isinstance(shape, Mask | Polygons):
        return pixels_of(shape, *size)
    return stand_in(shape, *size, disc_px)
