"""Label images as OME-TIFF: ``STEM.ome.tiff`` with two channels, the numbers of the cells and the regions.

The metadata name the channels and the size of a pixel (OME schema 2016-06), so that other programs lay the
labels over the image at its scale.
"""

import io
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import quoteattr

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageSequence, TiffImagePlugin

from leukodesk.core.errors import READ_ERRORS, InputError
from leukodesk.core.plain_text import plain
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

_SUFFIXES: Final = (".ome.tiff", ".ome.tif")
_DESCRIPTION: Final = 270
_SCHEMA: Final = "http://www.openmicroscopy.org/Schemas/OME/2016-06"


def _fits(source: Path) -> bool:
    return next(iter(files_in(source, *_SUFFIXES)), None) is not None


def read(source: Path) -> Document:
    """Every ``.ome.tiff`` of a source: the first plane holds numbers, a second one of 0, 1 and 2 the regions.

    Raises:
        InputError: there is none.
    """
    paths = files_in(source, *_SUFFIXES)
    if not paths:
        raise InputError(
            sentence(
                "{source} has no label images (*.ome.tiff); name their folder, or another format.",
                source=source,
            )
        )
    document = Document()
    for path in paths:
        with document.reading():
            stem = path.name[: path.name.lower().rindex(".ome.")]
            planes = _planes(path)
            regions = planes[1] if len(planes) == 2 and int(planes[1].max()) <= 2 else None
            marks = marks_from(planes[0], regions, stem, read_table(path.parent, document))
            document.images.append(MarkedImage(stem, tuple(marks), size=planes[0].shape))
    return document


def _planes(path: Path) -> list[npt.NDArray[Any]]:
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=["TIFF"]) as image:
            planes = [np.asarray(page) for page in ImageSequence.Iterator(image)]
    except (*READ_ERRORS, Image.DecompressionBombError) as error:
        raise InputError(
            sentence("{path} cannot be read as TIFF ({error}); export it again.", path=path, error=error)
        ) from error
    if not planes or not all(map(is_label_image, planes)) or len({plane.shape for plane in planes}) > 1:
        raise InputError(sentence("{path} is no label image of one channel; export it again.", path=path))
    return planes


def write(written: Written, smears: Sequence[ExportedSmear]) -> None:
    """Write ``STEM.ome.tiff`` for each smear and the table for all."""
    for item in smears:
        instances, regions = painted(item, written)
        first, second = (Image.fromarray(plane) for plane in (instances, regions.astype(np.uint16)))
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[_DESCRIPTION] = _metadata(item)
        stream = io.BytesIO()
        first.save(
            stream,
            "TIFF",
            save_all=True,
            append_images=[second],
            tiffinfo=tags,
            compression="tiff_adobe_deflate",
        )
        written.write(written.folder / f"{item.stem}.ome.tiff", stream.getvalue())
    written.write(written.folder / TABLE, table_of(smears))


def _metadata(item: ExportedSmear) -> str:
    smear, size = item.smear, ""
    if smear.pixel_size_um:
        size = "".join(
            f' PhysicalSize{axis}="{smear.pixel_size_um!r}" PhysicalSize{axis}Unit="um"' for axis in "XY"
        )
    channels = "".join(
        f'<Channel ID="Channel:0:{number}" Name="{name}" SamplesPerPixel="1"/>'
        for number, name in enumerate(("cells", "regions"))
    )
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><OME xmlns="{_SCHEMA}">'
        f'<Image ID="Image:0" Name={quoteattr(item.stem)}>'
        f'<Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint16" SizeX="{smear.width}" '
        f'SizeY="{smear.height}" SizeC="2" SizeZ="1" SizeT="1"{size}>{channels}'
        '<TiffData IFD="0" PlaneCount="2"/></Pixels></Image></OME>'
    )
    # The tag holds ASCII.
    return plain(xml).encode("ascii", errors="xmlcharrefreplace").decode()


OME_TIFF: Final = Format("ome-tiff", "label images as OME-TIFF", _fits, read, write)
