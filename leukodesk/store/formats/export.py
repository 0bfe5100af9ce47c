"""What formats write from: a dataset as it stands, without names of people unless asked for."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.errors import unwritable
from leukodesk.core.imported import imported_from, known_shape
from leukodesk.core.plain_text import utf8
from leukodesk.core.sentence import sentence
from leukodesk.core.shapes import Shape
from leukodesk.core.smear import Smear


@dataclass(frozen=True)
class ExportedCell:
    """A cell to be written.

    Attributes:
        cell: the cell; its source may name a person, see ``made_by``.
        label: class id, or empty.
        annotator: who labelled it; empty where names are not to be carried.
        made_by: who found or drew it; empty where that is a person and names are not to be carried.
        shape: what is known of it where that is less than an outline, else None.
    """

    cell: Cell
    label: str
    annotator: str
    made_by: str
    shape: Shape | None


@dataclass(frozen=True)
class ExportedSmear:
    """A smear to be written with its cells.

    Attributes:
        smear: the smear.
        stem: names its files; no two smears have the same.
        image_name: file name of the image.
        cells: in the order of the dataset.
        pixels: decodes the image, RGB uint8 (h, w, 3).
    """

    smear: Smear
    stem: str
    image_name: str
    cells: tuple[ExportedCell, ...]
    pixels: Callable[[], npt.NDArray[np.uint8]] = field(repr=False)


@dataclass
class Written:
    """What an export wrote; as a context manager, nothing new is left of one that cannot be completed.

    Attributes:
        files: paths, in the order in which they were written.
        digests: SHA-256 of each file, 64 hexadecimal digits.
        removed: files of a former export that this one does not write.
        cells: number of cells written.
        lost: number of cells by what of them the format cannot carry.
    """

    files: list[Path] = field(default_factory=list)
    digests: dict[Path, str] = field(default_factory=dict)
    removed: list[Path] = field(default_factory=list)
    cells: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    _new: list[Path] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error is not None:
            self._take_back()

    def write(self, path: Path, data: bytes | str) -> None:
        """Write a whole file. Not synced to the disk: an export can be made again.

        Raises:
            InputError: it cannot be written; then nothing new is left of the export.
        """
        encoded = utf8(data) if isinstance(data, str) else data
        part = path.with_name(f".{path.name}.part")
        try:
            missing = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
            path.parent.mkdir(parents=True, exist_ok=True)
            self._new += [*reversed(missing), part, *([] if path.exists() else [path])]
            part.write_bytes(encoded)
            part.replace(path)
        except OSError as error:
            self._take_back()
            raise unwritable(path, error) from error
        self.files.append(path)
        self.digests[path] = sha256(encoded).hexdigest()

    def _take_back(self) -> None:
        """Remove what was not there before, so that a half is not taken for a whole."""
        while self._new:
            path = self._new.pop()
            with suppress(OSError):  # as the disk is gone, or the folder holds what others put there
                path.rmdir() if path.is_dir() else path.unlink()

    def lose(self, cell: ExportedCell, *, outline: bool = False, nucleus: bool = False) -> None:
        """Count what is not carried of a cell by a format that has a class, but no outlines, or no nuclei."""
        if outline and cell.shape is None:
            self.lost[sentence("outline, kept as a box")] += 1
        if nucleus and cell.cell.nucleus_mask is not None:
            self.lost[sentence("nucleus")] += 1
        if cell.annotator:
            self.lost[sentence("who labelled it")] += 1
        if not cell.label and cell.cell.kind is not CellKind.LEUKOCYTE:
            self.lost[sentence("that it is a smudge cell or an artefact, as nobody labelled it")] += 1


def exported(
    cell: Cell, smear: Smear, label: str, annotator: str, *, names: bool, known: frozenset[str]
) -> ExportedCell:
    """A cell as it leaves the dataset.

    Args:
        cell: the cell.
        smear: where it lies.
        label: class id, or empty.
        annotator: who labelled it.
        names: whether names of people may be written.
        known: ids of segmenters: sources that are no people.
    """
    told = imported_from(cell.source)
    made_by = told.made_by if told else cell.source
    return ExportedCell(
        cell,
        label,
        annotator if names else "",
        made_by if names or made_by in known else "",
        known_shape(cell, smear.height, smear.width),
    )
