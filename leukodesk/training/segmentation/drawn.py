"""Images whose nuclei and cells an expert drew."""

import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from leukodesk.core.errors import InputError
from leukodesk.imaging.reader import IMAGE_SUFFIXES, SmearImage, read_smear
from leukodesk.training.segmentation.refusal import Found, without_image
from leukodesk.training.tables import find_crop_table, read_rows

CYTOPLASM: Final = 1
NUCLEUS: Final = 2
_MASK: Final = "_mask"


@dataclass(frozen=True)
class DrawnImage:
    """An image with an expert's mask beside it.

    Attributes:
        image: its file.
        mask: of the same size: 0 background, 1 cytoplasm, 2 nucleus.
        group: the field it was cut from, else its own name; images of one group belong together.
    """

    image: Path
    mask: Path
    group: str


def find_drawn(folder: Path) -> Found[DrawnImage]:
    """The images in ``folder`` that have a ``<stem>_mask.png`` beside them, by name; a mask alone is refused.

    Where a table ``labels.csv`` in it or beside it names the field that a crop was cut from, that field is
    the group.

    Raises:
        InputError: the table cannot be read.
    """
    entries = [entry for entry in sorted(folder.iterdir()) if entry.suffix.lower() in IMAGE_SUFFIXES]
    masks = {entry.stem: entry for entry in entries if entry.stem.endswith(_MASK)}
    parents = _parent_fields(folder) if masks else {}
    drawn = tuple(
        DrawnImage(image, mask, parents.get(image.stem) or image.stem)
        for image in entries
        if image.stem not in masks and (mask := masks.get(image.stem + _MASK)) is not None
    )
    used = {item.mask for item in drawn}
    orphans = [mask for mask in masks.values() if mask not in used and not mask.name.startswith(".")]
    names = [mask.stem.removesuffix(_MASK) for mask in orphans]
    return Found(
        drawn,
        tuple(
            replace(without_image(mask, name, folder), name=parents.get(name) or name)
            for mask, name in zip(orphans, names, strict=True)
        ),
    )


def read_mask(path: Path, shape: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """A drawn mask.

    In a file with a palette the three are grey levels of these values or, where its colours are others, the
    numbers of the colours.

    Args:
        path: the file.
        shape: (height, width) of the image it belongs to.

    Returns:
        (h, w): 0 background, 1 cytoplasm, 2 nucleus.

    Raises:
        InputError: it cannot be read, has another size, or holds other values.
    """
    mask = _values(read_smear(path))
    if mask.shape != shape:
        raise InputError(
            f"{path} has {mask.shape[1]} × {mask.shape[0]} pixels, but its image {shape[1]} × {shape[0]}; "
            "export the mask at the size of the image."
        )
    if mask.max() > NUCLEUS:
        raise InputError(
            f"{path} holds the value {mask.max()}; a mask holds 0 for background, 1 for cytoplasm "
            "and 2 for nucleus."
        )
    return mask


def _values(image: SmearImage) -> npt.NDArray[np.uint8]:
    # The highest channel: in one of them a mask in pure colours would pass for one with nothing drawn.
    values: npt.NDArray[np.uint8] = image.pixels.max(axis=2)
    if values.max() <= NUCLEUS and not np.ptp(image.pixels, axis=2).any():
        return values
    with Image.open(io.BytesIO(image.encoded)) as file:
        if file.mode == "P":
            values = np.array(file, np.uint8)
    return values


def _parent_fields(folder: Path) -> dict[str, str]:
    table = find_crop_table(folder)
    if table is None:
        return {}
    rows = read_rows(table, ("crop",))
    of_folder = [row for row in rows if (table.parent / row["crop"]).parent == folder]
    return {Path(row["crop"]).name: row.get("parent_field") or "" for row in of_folder}
