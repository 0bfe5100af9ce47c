"""Crops of one cell with drawn regions: ``NAME.png`` and ``NAME_mask.png``.

Masks hold 0 for background, 1 for cytoplasm and 2 for nucleus. A table ``labels.csv`` (crop, class) in the
folder or above names the classes.
"""

from pathlib import Path
from typing import Final

import numpy as np

from leukodesk.core.errors import InputError
from leukodesk.core.mask import Mask
from leukodesk.core.sentence import sentence
from leukodesk.store.formats.document import Document, Mark, MarkedImage
from leukodesk.store.formats.folders import IMAGE_SUFFIXES, files_in
from leukodesk.store.formats.format import Format
from leukodesk.store.formats.label_png import read_grey
from leukodesk.store.formats.tables import read_rows

_MASK: Final = "_mask.png"
_TABLE: Final = "labels.csv"
_NUCLEUS: Final = 2


def _fits(source: Path) -> bool:
    return source.is_dir() and next(iter(files_in(source, _MASK)), None) is not None


def read(source: Path) -> Document:
    """Every ``*_mask.png`` of a source.

    Raises:
        InputError: there is none.
    """
    paths = files_in(source, _MASK)
    if not paths:
        raise InputError(
            sentence(
                "{source} has no masks (*{mask}); name their folder, or another format.",
                source=source,
                mask=_MASK,
            )
        )
    document = Document()
    folder = source if source.is_dir() else source.parent
    table = next((above / _TABLE for above in (folder, folder.parent) if (above / _TABLE).is_file()), None)
    classes: dict[str, str] = {}
    with document.reading():
        rows = read_rows(table) if table else []
        classes = {row.get("crop", ""): row.get("class", "") for row in rows}
        if any(row.get("parent_field") for row in rows):
            document.notes.append(
                sentence(
                    "The field a crop was cut from (parent_field) is not kept; split such crops by field."
                )
            )
    for path in paths:
        with document.reading():
            _read_mask(path, classes, table.parent if table else folder, document)
    return document


def _read_mask(path: Path, classes: dict[str, str], root: Path, document: Document) -> None:
    regions = read_grey(path)
    if int(regions.max()) > _NUCLEUS:
        raise InputError(
            sentence("{path} holds other values than 0, 1 and 2; convert it, or draw it again.", path=path)
        )
    stem = path.name[: -len(_MASK)]
    if not regions.any():
        document.skipped[sentence("its mask is empty")] += 1
        return
    nucleus = regions == _NUCLEUS
    mark = Mark(
        Mask.from_pixels(regions > 0),
        classes.get((path.parent / stem).relative_to(root).as_posix(), ""),
        Mask.from_pixels(nucleus) if nucleus.any() else None,
    )
    image = next((p for s in IMAGE_SUFFIXES if (p := path.with_name(stem + s)).is_file()), None)
    height, width = np.shape(regions)
    document.images.append(MarkedImage(stem, (mark,), image, (height, width)))


REGION_MASKS: Final = Format("region-masks", "crops with drawn regions", _fits, read)
