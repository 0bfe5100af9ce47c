"""The formats by name."""

from pathlib import Path
from typing import Final

from leukodesk.core.errors import InputError, UnknownIdError
from leukodesk.core.outputs import is_dataset
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.store.formats.cell_table import CSV
from leukodesk.store.formats.class_folders import CLASS_FOLDERS
from leukodesk.store.formats.coco import COCO, COCO_POLYGONS
from leukodesk.store.formats.format import Format
from leukodesk.store.formats.geojson import GEOJSON
from leukodesk.store.formats.label_png import LABEL_PNG
from leukodesk.store.formats.labelme import LABELME
from leukodesk.store.formats.ome_tiff import OME_TIFF
from leukodesk.store.formats.points import XYC
from leukodesk.store.formats.region_masks import REGION_MASKS
from leukodesk.store.formats.voc import VOC
from leukodesk.store.formats.yolo import YOLO, YOLO_POLYGONS

# In the order in which a source is tried: what is told from other formats by its suffix comes first.
FORMATS: Final = (
    XYC,
    VOC,
    GEOJSON,
    COCO,
    COCO_POLYGONS,
    LABELME,
    LABEL_PNG,
    OME_TIFF,
    REGION_MASKS,
    CSV,
    YOLO,
    YOLO_POLYGONS,
    CLASS_FOLDERS,
)


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        UnknownIdError: there is none; the message lists near names.
    """
    for known in FORMATS:
        if known.name == name:
            return known
    raise UnknownIdError(sentence("format"), name, [known.name for known in FORMATS])


def refuse_missing(source: Path) -> None:
    """Refuse a source that is not there.

    Raises:
        InputError: it does not exist or may not be looked at.
    """
    try:
        source.stat()
    except OSError as error:
        raise InputError(
            sentence(
                "{source} does not exist or may not be read ({reason}); check the spelling, or "
                "whether the drive is connected.",
                source=source,
                reason=system_reason(error, lower=True),
            )
        ) from error


def format_of(source: Path) -> Format:
    """The format that a file or folder looks like.

    Raises:
        InputError: it does not exist, is a dataset, or looks like none.
    """
    refuse_missing(source)
    if is_dataset(source):
        raise InputError(
            sentence("{source} is a dataset; merge it as a copy instead of importing it.", source=source)
        )
    for known in FORMATS:
        if known.read is not None and known.fits(source):
            return known
    names = ", ".join(known.name for known in FORMATS if known.read)
    raise InputError(
        sentence(
            "{source} looks like none of the formats that are read; name one with --format ({names}).",
            source=source,
            names=names,
        )
    )
