"""Writing a dataset in the formats of other programs, without the names of people and what cameras add."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Final, overload

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
from leukodesk.store.formats.export import ExportedCell, ExportedSmear, exported
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
        progress: told of each smear whose cells are looked at or whose image is written.
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
    smears = _Smears(request, dataset, content or dataset.content, progress)
    with Written(request.out, chosen.name) as written:
        chosen.write(written, smears)
        named = smears.without_cells()
        written.write(request.out / manifest.NAME, manifest.manifest_text(named, patients=request.patients))
        for done, item in enumerate(smears.without_cells() if request.images else ()):
            progress(done, len(smears), item.image_name)
            encoded = dataset.images.read(item.smear)
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


class _Smears(Sequence[ExportedSmear]):
    """The smears of an export, each built anew when it is asked for: the outlines of all fill gigabytes."""

    def __init__(
        self, request: ExportRequest, dataset: Dataset, content: Content, progress: Progress
    ) -> None:
        self._request = request
        self._dataset = dataset
        self._content = content
        self._progress = progress
        self._smears = tuple(content.smears.values())
        self._known = frozenset(segmenter_ids())
        # As the files beside an image can tell it, too: else an import would look for another one.
        names = [portable_name(smear.file_name) if request.file_names else smear.id for smear in self._smears]
        wanted = [PurePath(name).stem or smear.id for name, smear in zip(names, self._smears, strict=True)]
        self._stems = numbered(wanted, ("smears", "cells", "annotations"))

    def __len__(self) -> int:
        return len(self._smears)

    @overload
    def __getitem__(self, place: int) -> ExportedSmear: ...

    @overload
    def __getitem__(self, place: slice) -> list[ExportedSmear]: ...

    def __getitem__(self, place: int | slice) -> ExportedSmear | list[ExportedSmear]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        bare = self._bare(place)
        self._progress(place, len(self), bare.image_name)
        return replace(bare, cells=tuple(self._cells(bare.smear)))

    def __iter__(self) -> Iterator[ExportedSmear]:
        return map(self.__getitem__, range(len(self)))  # the usual one takes any IndexError for the end

    def without_cells(self) -> Iterator[ExportedSmear]:
        """The smears for whom their cells do not matter."""
        return map(self._bare, range(len(self)))

    def _bare(self, place: int) -> ExportedSmear:
        smear, stem = self._smears[place], self._stems[place]

        def pixels() -> npt.NDArray[np.uint8]:
            return decode(self._dataset.images.read(smear), smear.path, max_pixels=MAX_PIXELS)

        suffix = PurePath(smear.file_name).suffix.lower()
        return ExportedSmear(smear, stem, stem + suffix, (), pixels)

    def _cells(self, smear: Smear) -> Iterator[ExportedCell]:
        labels, request = self._content.labels, self._request
        for cell in self._content.cells_of(smear.id):
            if (label := labels.get(cell.id)) or not request.labelled_only:
                yield exported(
                    cell,
                    smear,
                    label.cell_class if label else "",
                    label.annotator if label else "",
                    names=request.annotators,
                    known=self._known,
                )
