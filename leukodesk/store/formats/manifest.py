"""``smears.csv``: which smears the files of an export belong to.

It lies in the folder of every export, so that an import knows the smears again by their digests, whatever the
format can say about images.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leukodesk.core.plain_text import folded
from leukodesk.store.formats.export import ExportedSmear
from leukodesk.store.formats.parsing import BadValueError, number, whole_number
from leukodesk.store.formats.tables import Row, read_rows, table_text

NAME: Final = "smears.csv"
_COLUMNS: Final = ("stem", "image", "sha256", "width", "height", "pixel_size_um", "stain", "patient_id")


@dataclass(frozen=True)
class KnownImage:
    """What an export says of one smear.

    Attributes:
        sha256: digest of the image it was exported from.
        size: (height, width) in pixels.
        pixel_size_um: micrometres per pixel, or None.
        stain: name of the stain, or empty.
        patient_id: pseudonym of the patient, or None.
    """

    sha256: str
    size: tuple[int, int]
    pixel_size_um: float | None
    stain: str
    patient_id: str | None


def manifest_text(smears: Iterable[ExportedSmear], *, patients: bool) -> str:
    """The table of the smears of an export, with the ids of patients where these may be carried."""
    rows = (
        {
            "stem": item.stem,
            "image": item.image_name,
            "sha256": item.smear.sha256,
            "width": item.smear.width,
            "height": item.smear.height,
            "pixel_size_um": item.smear.pixel_size_um,
            "stain": item.smear.stain,
            "patient_id": item.smear.patient_id if patients else None,
        }
        for item in smears
    )
    return table_text(_COLUMNS, rows)


def read_manifest(source: Path) -> dict[str, KnownImage]:
    """What the export that ``source`` belongs to says of its smears, by stem; empty where there is none.

    Raises:
        InputError: the table cannot be read.
    """
    folder = source if source.is_dir() else source.parent
    path = folder / NAME
    if not path.is_file():
        return {}
    return {folded(row["stem"]): found for row in read_rows(path) if (found := _known(row))}


def _known(row: Row) -> KnownImage | None:
    """None for a row that is damaged: the images are then recognised by their files."""
    try:
        return KnownImage(
            sha256=row["sha256"],
            size=(whole_number(row["height"]), whole_number(row["width"])),
            pixel_size_um=number(row["pixel_size_um"]) if row.get("pixel_size_um") else None,
            stain=row.get("stain", ""),
            patient_id=row.get("patient_id") or None,
        )
    except (BadValueError, KeyError):
        return None
