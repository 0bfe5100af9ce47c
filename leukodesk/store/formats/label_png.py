"""Label images as PNG: ``STEM_cells.png`` and ``STEM_regions.png``, as ``analyze --masks`` writes them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence
from leukodesk.store.formats.document import Document, MarkedImage
from leukodesk.store.formats.export import ExportedSmear
from leukodesk.store.formats.folders import files_in
from leukodesk.store.formats.format import Format
from leukodesk.store.formats.label_pixels import (
    TABLE,
    is_label_image,
    marks_from,
    painted,
    read_table,
    table_of,
)
from leukodesk.store.formats.written import Written

_CELLS: Final = "_cells.png"
_REGIONS: Final = "_regions.png"


def _fits(source: Path) -> bool:
    return next(iter(files_in(source, _CELLS)), None) is not None


def read(source: Path) -> Document:
    """Every ``*_cells.png`` of a source, with its ``*_regions.png`` and the table, where they are.

    Raises:
        InputError: there is none.
    """
    paths = files_in(source, _CELLS)
    if not paths:
        raise InputError(
            sentence(
                "{source} has no label images (*{cells}); name their folder, or another format.",
                source=source,
                cells=_CELLS,
            )
        )
    document = Document()
    for path in paths:
        with document.reading():
            stem = path.name[: -len(_CELLS)]
            rows = read_table(path.parent, document)
            instances, beside = read_grey(path), path.with_name(stem + _REGIONS)
            regions = read_grey(beside) if beside.is_file() else None
            if regions is not None and regions.shape != instances.shape:
                raise InputError(
                    sentence(
                        "{beside} is of another size than {path}; export both again.",
                        beside=beside,
                        path=path.name,
                    )
                )
            marks = marks_from(instances, regions, stem, rows)
            document.images.append(MarkedImage(stem, tuple(marks), size=instances.shape))
    return document


def read_grey(path: Path) -> npt.NDArray[Any]:
    """The numbers in a PNG of one channel, (h, w).

    Raises:
        InputError: it cannot be read, or is a picture.
    """
    try:
        encoded = np.fromfile(path, np.uint8)
        pixels = cv2.imdecode(encoded, cv2.IMREAD_UNCHANGED) if encoded.size else None
    except (OSError, cv2.error) as error:
        raise InputError(
            sentence("{path} cannot be read ({error}); export it again.", path=path, error=error)
        ) from error
    if pixels is None or not is_label_image(np.asarray(pixels)):
        raise InputError(sentence("{path} is no label image of one channel; export it again.", path=path))
    return np.asarray(pixels)


def png(pixels: npt.NDArray[Any]) -> bytes:
    """Grey pixels (h, w) of 8 or 16 bits as PNG."""
    return bytes(cv2.imencode(".png", pixels)[1].tobytes())


def write(written: Written, smears: Sequence[ExportedSmear]) -> None:
    """Write both images for each smear and the table for all."""
    for item in smears:
        instances, regions = painted(item, written)
        written.write(written.folder / f"{item.stem}{_CELLS}", png(instances))
        written.write(written.folder / f"{item.stem}{_REGIONS}", png(regions))
    written.write(written.folder / TABLE, table_of(smears))


LABEL_PNG: Final = Format("masks", "label images as PNG", _fits, read, write)
