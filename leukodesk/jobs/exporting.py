"""Writing a dataset in the formats of other programs, without the names of people and what cameras add."""

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.content import Content
from leukodesk.core.errors import InputError, unwritable
from leukodesk.core.numbered import numbered
from leukodesk.core.plain_text import portable_name
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.core.smear import Smear
from leukodesk.imaging.reader import MAX_PIXELS, decode
from leukodesk.imaging.without_metadata import without_metadata
from leukodesk.inference.registry import segmenter_ids
from leukodesk.store.dataset import Dataset
from leukodesk.store.formats import former_export, manifest
from leukodesk.store.formats.export import ExportedSmear, exported
from leukodesk.store.formats.registry import format_named
from leukodesk.store.formats.written import STAGING, Written

_OF_FILE_MANAGERS: Final = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
_NOTHING: Final = _OF_FILE_MANAGERS | {STAGING}


@dataclass(frozen=True)
class ExportRequest:
    """What is to be written, and how.

    Attributes:
        out: folder, made if there is none.
        format: name of the format.
        images: also write the images.
        labelled_only: leave out cells without label.
        patients: also write the ids of patients.
        annotators: also write who labelled and drew each cell.
        file_names: name files after the image files; else after the ids of smears.
        metadata: write images just as they are, with what cameras and programs put beside the pixels.
        overwrite: write into a folder that holds something already, and remove what a former export of this
            format wrote there and this one does not.
    """

    out: Path
    format: str
    images: bool = False
    labelled_only: bool = False
    patients: bool = False
    annotators: bool = False
    file_names: bool = True
    metadata: bool = False
    overwrite: bool = False


def export(
    request: ExportRequest,
    dataset: Dataset,
    progress: Progress = no_progress,
    *,
    content: Content | None = None,
) -> Written:
    """Write a dataset to a folder; that stays as it was where it cannot be completed.

    Args:
        request: what is to be written.
        dataset: open, perhaps to be read only; has the images.
        progress: told after each image.
        content: what is written; None for what the dataset holds. A copy, where that may change meanwhile.

    Raises:
        UnknownIdError: there is no such format.
        InputError: the folder holds something already, or an image that would be written over, or cannot be
            written to.
        DatasetError: an image is missing or damaged.
        CancelledError: the reader stopped it.
    """
    chosen = format_named(request.format)
    if chosen.write is None:
        raise InputError(
            sentence("The format {chosen} can only be read; choose another one.", chosen=chosen.name)
        )
    refuse_filled(request.out, overwrite=request.overwrite)
    smears = _smears(request, dataset, content or dataset.content)
    with Written(request.out, chosen.name) as written:
        chosen.write(written, smears)
        written.write(request.out / manifest.NAME, manifest.manifest_text(smears, patients=request.patients))
        for done, item in enumerate(smears if request.images else ()):
            progress(done, len(smears), item.image_name)
            encoded = dataset.image_bytes(item.smear.id)
            if not request.metadata:
                encoded = without_metadata(encoded, item.pixels)
            path = request.out / "images" / item.image_name
            _refuse_image(path, encoded, request.out)
            written.write(path, encoded)
    return written


def refuse_filled(out: Path, *, overwrite: bool) -> None:
    """Refuse to write into a folder that holds more than what a file manager or a killed export left.

    Raises:
        InputError: it holds something and must not be overwritten, cannot be read, or is no folder.
    """
    try:
        if out.exists() and not out.is_dir():
            raise InputError(sentence("{out} is a file; name a folder to write to.", out=out))
        if not overwrite and out.is_dir() and any(path.name not in _NOTHING for path in out.iterdir()):
            raise InputError(
                sentence(
                    "{out} holds something already; choose an empty folder, or give --overwrite.", out=out
                )
            )
    except OSError as error:
        raise InputError(
            sentence(
                "{out} cannot be read ({reason}); choose another folder.",
                out=out,
                reason=system_reason(error),
            )
        ) from error


def _refuse_image(path: Path, encoded: bytes, out: Path) -> None:
    """Refuse to write over an image that no export wrote: it may be the scan itself, camera data and all.

    Raises:
        InputError: there is one, or it cannot be read.
    """
    try:
        if path.exists() and path.read_bytes() != encoded and not former_export.is_an_exports(path, out):
            raise InputError(
                sentence(
                    "{path} is an image that no export wrote, and would be written over; choose another "
                    "folder.",
                    path=path,
                )
            )
    except OSError as error:
        raise unwritable(path, error) from error


def _smears(request: ExportRequest, dataset: Dataset, content: Content) -> list[ExportedSmear]:
    known = frozenset(segmenter_ids())
    # As the files beside an image can tell it, too: else an import would look for another one.
    names = {
        i: portable_name(smear.file_name) if request.file_names else i for i, smear in content.smears.items()
    }
    wanted = [PurePath(name).stem or smear_id for smear_id, name in names.items()]
    stems = dict(zip(content.smears, numbered(wanted, ("smears", "cells", "annotations")), strict=True))
    found = []
    for smear in content.smears.values():

        def pixels(smear: Smear = smear) -> npt.NDArray[np.uint8]:
            return decode(dataset.image_bytes(smear.id), smear.path, max_pixels=MAX_PIXELS)

        suffix = PurePath(smear.file_name).suffix.lower()
        cells = tuple(
            exported(
                cell,
                smear,
                label.cell_class if label else "",
                label.annotator if label else "",
                names=request.annotators,
                known=known,
            )
            for cell in content.cells_of(smear.id)
            if (label := content.labels.get(cell.id)) or not request.labelled_only
        )
        found.append(ExportedSmear(smear, stems[smear.id], stems[smear.id] + suffix, cells, pixels))
    return found
