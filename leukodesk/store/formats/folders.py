"""Which files a source has, and where the images of its cells lie."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.core.listing import is_dangling
from leukodesk.core.plain_text import folded
from leukodesk.core.sentence import sentence, system_reason

IMAGE_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp")
NO_IMAGE: Final = ("_mask", "_cells", "_regions", ".ome")
"""Ends of the stems of images that hold masks."""

IMAGE_FOLDERS: Final = ("images", "JPEGImages", "Images", "imgs", "img", "im")
"""Names of folders that hold the images beside their annotations."""

LOOKED_AT: Final = 20
"""How many files of a source are read to tell its format."""


def files_in(source: Path, *suffixes: str) -> list[Path]:
    """The files of a source that end so, sorted: itself, or all below a folder; hidden ones are left out."""
    if source.is_file():
        return [source] if source.name.lower().endswith(suffixes) else []
    return sorted(path for path in _below(source) if path.name.lower().endswith(suffixes))


def some_file_is(source: Path, suffix: str, is_one: Callable[[Path], bool]) -> bool:
    """Whether one of the first files of a source that end so is of a format; damaged ones hide no others.

    Args:
        source: file or folder.
        suffix: end of the names.
        is_one: looks into one file; may raise :class:`leukodesk.core.errors.InputError`.
    """

    def can_be_one(path: Path) -> bool:
        try:
            return is_one(path)
        except InputError:
            return False

    try:
        return any(map(can_be_one, files_in(source, suffix)[:LOOKED_AT]))
    except InputError:
        return False


def _below(folder: Path) -> Iterator[Path]:
    """All files below a folder, links that lead nowhere among them, but no hidden ones.

    Raises:
        InputError: it or a folder in it cannot be listed.
    """

    def refuse(error: OSError) -> None:
        raise InputError(
            sentence(
                "The folder {folder} cannot be listed ({reason}); check its permissions.",
                folder=error.filename,
                reason=system_reason(error, lower=True),
            )
        ) from error

    for name, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [below for below in folders if not below.startswith(".")]
        for path in (Path(name, file) for file in files if not file.startswith(".")):
            if path.is_file() or is_dangling(path):
                yield path


def is_image(path: Path) -> bool:
    """Whether a file looks like an image of cells, and not like a mask of one."""
    return path.suffix.lower() in IMAGE_SUFFIXES and not path.stem.lower().endswith(NO_IMAGE)


class ImageIndex:
    """Finds image files by the names that annotations call them.

    Args:
        source: what is imported; images in it, and in a folder of images beside it, are found.
        images: folder of the images, or None where they lie with the source.
    """

    def __init__(self, source: Path, images: Path | None = None) -> None:
        self._by_name: dict[str, list[Path]] = defaultdict(list)
        self._by_stem: dict[str, list[Path]] = defaultdict(list)
        for path in dict.fromkeys(_candidates(source, images)):
            if is_image(path) and path.is_file():
                self._by_name[folded(path.name)].append(path)
                self._by_stem[folded(path.stem)].append(path)

    def find(self, name: str) -> list[Path]:
        """The image files that ``name`` may mean: none, the one, or several in different folders.

        Args:
            name: path, file name or stem, with slashes of either kind.
        """
        parts = name.replace("\\", "/").split("/")
        last = folded(parts[-1])
        found = self._by_name.get(last) or self._by_stem.get(last)
        if not found and Path(last).suffix in IMAGE_SUFFIXES:
            found = self._by_stem.get(Path(last).stem)
        found = found or []
        if len(found) > 1:
            end = "/" + folded("/".join(parts)).lstrip("/")
            nearer = [
                path
                for path in found
                if folded(path.as_posix()).endswith(end)
                or folded(path.with_suffix("").as_posix()).endswith(end)
            ]
            found = nearer or found
        return list(found)


def _candidates(source: Path, images: Path | None) -> Iterable[Path]:
    if images is not None:
        yield from [images] if images.is_file() else sorted(_below(images))
        return
    folder = source if source.is_dir() else source.parent
    yield from (
        sorted(_below(folder)) if source.is_dir() else sorted(p for p in folder.iterdir() if p.is_file())
    )
    for above in (folder, folder.parent):
        for name in IMAGE_FOLDERS:
            if (above / name).is_dir():
                yield from sorted(_below(above / name))
