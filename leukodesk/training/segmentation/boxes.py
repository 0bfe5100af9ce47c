"""Whole fields on which an annotator boxed cells, laid out as Pascal VOC (Everingham et al. 2010)."""

import math
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from leukodesk.core.errors import InputError
from leukodesk.imaging.reader import IMAGE_SUFFIXES
from leukodesk.training.segmentation.refusal import Refusal, without_image

Box = tuple[float, float, float, float]

IMAGES: Final = "JPEGImages"
BOXES: Final = "Annotations"
WHITE_CELL: Final = "wbc"
PLATELET: Final = "platelets"
_EDGES: Final = ("ymin", "xmin", "ymax", "xmax")


def is_boxed(folder: Path) -> bool:
    """Whether ``folder`` holds images and boxes as Pascal VOC lays them out."""
    return (folder / IMAGES).is_dir() and (folder / BOXES).is_dir()


def find_boxed(folder: Path) -> tuple[tuple[Path, Path], ...]:
    """Each image with a file of boxes, and that file, by name."""
    found = ((image, folder / BOXES / f"{image.stem}.xml") for image in sorted((folder / IMAGES).iterdir()))
    return tuple(pair for pair in found if pair[0].suffix.lower() in IMAGE_SUFFIXES and pair[1].is_file())


def boxes_without_image(folder: Path) -> tuple[Refusal, ...]:
    """Each file of boxes whose image is missing."""
    stems = {image.stem for image in (folder / IMAGES).iterdir() if image.suffix.lower() in IMAGE_SUFFIXES}
    return tuple(
        without_image(boxes, boxes.stem, folder / IMAGES)
        for boxes in sorted((folder / BOXES).glob("[!.]*.xml"))
        if boxes.stem not in stems
    )


def read_boxes(path: Path) -> dict[str, tuple[Box, ...]]:
    """Boxes (top, left, bottom, right) in pixels by the name of what they hold, in lower case.

    Raises:
        InputError: it cannot be read, or an edge of a box is no finite number.
    """
    boxes: dict[str, list[Box]] = {}
    try:
        # Python's own parser fetches nothing from outside and stops entities that grow without bound.
        for boxed in ElementTree.parse(path).iter("object"):  # noqa: S314
            top, left, bottom, right = (_edge(boxed.findtext(f"bndbox/{edge}", "")) for edge in _EDGES)
            boxes.setdefault(boxed.findtext("name", "").strip().lower(), []).append(
                (top, left, bottom, right)
            )
    except (OSError, ElementTree.ParseError, ValueError) as error:
        raise InputError(
            f"{path} is no list of boxes as Pascal VOC has it ({error}); export it again."
        ) from error
    return {name: tuple(of_name) for name, of_name in boxes.items()}


def _edge(text: str) -> float:
    edge = float(text)
    if not math.isfinite(edge):
        raise ValueError(f"an edge of a box is {text.strip()}")
    return edge
