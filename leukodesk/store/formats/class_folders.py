"""Folders of classes: each holds images of one cell, and its name is their class. C-NMC is read as well.

Nobody marked where the cell of such an image ends, so the whole image stands for it. The images of C-NMC
(``UID_PATIENT_IMAGE_CELL_all|hem``) show the cell on black, which is its outline, and name the patient.
"""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from leukodesk.core.errors import InputError
from leukodesk.core.listing import OTHER_PICTURES, unread_picture
from leukodesk.core.sentence import sentence
from leukodesk.core.shapes import WholeImage
from leukodesk.store.formats.document import UNLABELLED, Document, Mark, MarkedImage, OnBlack
from leukodesk.store.formats.export import ExportedCell, ExportedSmear
from leukodesk.store.formats.folders import IMAGE_FOLDERS, IMAGE_SUFFIXES, files_in, is_image
from leukodesk.store.formats.format import Format
from leukodesk.store.formats.manifest import NAME as MANIFEST
from leukodesk.store.formats.written import Written

_CNMC: Final = re.compile(r"(UID_[A-Za-z]*\d+)_\d+_\d+_(all|hem)")
_ANNOTATIONS: Final = (".txt", ".xml", ".json", ".geojson", ".csv", ".xyc")
_MARGIN: Final = 0.25  # of the cell's box on each side: what surrounds it, without its neighbours
_SMALLEST_PX: Final = 32  # side of the smallest image that is read


def _images(source: Path) -> list[Path]:
    # An export with images has them beside the folders of classes.
    exported = (source / MANIFEST).is_file()
    found = [path for path in files_in(source, *IMAGE_SUFFIXES) if is_image(path)]
    return [path for path in found if not (exported and path.parent == source / "images")]


def _fits(source: Path) -> bool:
    images = _images(source) if source.is_dir() else []
    if not images or any(path.parent == source and not _CNMC.fullmatch(path.stem) for path in images):
        return False
    # Images with annotations are fields; taken for cells, their marks would be lost without a word.
    annotated = {path.stem for path in files_in(source, *_ANNOTATIONS)}
    return not any(path.stem in annotated or path.parent.name in IMAGE_FOLDERS for path in images)


def read(source: Path) -> Document:
    """Every image below a folder; one in the folder itself has no class.

    Raises:
        InputError: there is none.
    """
    images = _images(source)
    if not images:
        raise InputError(
            sentence(
                "{source} has no images; name a folder with one sub-folder of images per class.",
                source=source,
            )
        )
    # all: acute lymphoblastic leukemia, hem: normal (Gupta et al. 2019, doi:10.7937/tcia.2019.dc64i46r).
    document = Document(suggested={"all": "blast", "hem": "normal"})
    if not all(_CNMC.fullmatch(path.stem) for path in images):
        document.notes.append(
            sentence("Each image is taken for one cell; of fields with several, import their marks.")
        )
    document.problems += [str(unread_picture(path)) for path in files_in(source, *OTHER_PICTURES)]
    for path in images:
        named = _CNMC.fullmatch(path.stem)
        if named:
            mark, patient_id = Mark(OnBlack(), named[2]), named[1]
        else:
            folder = path.parent.name if path.parent != source else ""
            mark, patient_id = Mark(WholeImage(), "" if folder == UNLABELLED else folder), None
        document.images.append(MarkedImage(path.stem, (mark,), path, patient_id=patient_id))
    return document


def write(written: Written, smears: Sequence[ExportedSmear]) -> None:
    """Write ``CLASS/STEM_ID.png``: each cell cut out, with a quarter of its size around it."""
    for item in smears:
        if not item.cells:
            continue
        pixels = item.pixels()
        for cell in item.cells:
            written.lost[sentence("place in its smear")] += 1
            if cell.shape is None:
                written.lost[sentence("outline")] += 1
            written.lose(cell, nucleus=True)
            written.cells += 1
            name = f"{item.stem}_{cell.cell.id[:12]}.png"
            written.write(
                written.folder / (cell.label or UNLABELLED) / name,
                _png(_cut(pixels, cell), item.smear.pixel_size_um),
            )


def _cut(pixels: npt.NDArray[np.uint8], cell: ExportedCell) -> npt.NDArray[np.uint8]:
    spans = []
    y0, x0, y1, x1 = cell.cell.bbox
    for start, end, limit in ((y0, y1, pixels.shape[0]), (x0, x1, pixels.shape[1])):
        side = max(_SMALLEST_PX, round((end - start) * (1 + 2 * _MARGIN)))
        first = max(0, min((start + end - side) // 2, limit - side))
        spans.append(slice(first, min(limit, first + side)))
    return pixels[spans[0], spans[1]]


def _png(pixels: npt.NDArray[np.uint8], pixel_size_um: float | None) -> bytes:
    stream = io.BytesIO()
    dpi = {"dpi": (25_400 / pixel_size_um,) * 2} if pixel_size_um else {}
    Image.fromarray(np.ascontiguousarray(pixels)).save(stream, "PNG", **dpi)
    return stream.getvalue()


CLASS_FOLDERS: Final = Format("class-folders", "folders of cut-out cells", _fits, read, write)
