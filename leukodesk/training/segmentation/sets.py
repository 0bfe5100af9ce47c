"""Which images of a folder segmenters can be judged on, set by set."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from leukodesk.core.errors import InputError
from leukodesk.training.segmentation.drawn import DrawnImage, find_drawn
from leukodesk.training.segmentation.marked import MarkedField, find_marked
from leukodesk.training.segmentation.parts import part_of

Split = Literal["train", "test", "all"]
SPLITS: Final[tuple[Split, ...]] = ("train", "test", "all")

_DEPTH: Final = 2


@dataclass(frozen=True)
class JudgedSet:
    """Images of one origin that are judged together.

    Attributes:
        name: its folder, as a path below the folder that was asked for where several share a name.
        data: name of the folder alone, by which its images are dealt to parts.
        drawn: images with drawn cells.
        marked: fields with marked cells.
    """

    name: str
    data: str
    drawn: tuple[DrawnImage, ...]
    marked: tuple[MarkedField, ...]

    def __len__(self) -> int:
        return len(self.drawn) + len(self.marked)

    def part(self, split: Split) -> "JudgedSet":
        """The images of one part, or all; see :func:`leukodesk.training.segmentation.parts.part_of`.

        Raises:
            InputError: a name has no number to be dealt by.
        """
        if split == "all":
            return self
        drawn = tuple(item for item in self.drawn if part_of(self.data, item.group) == split)
        marked = tuple(item for item in self.marked if part_of(self.data, item.image.stem) == split)
        return JudgedSet(self.name, self.data, drawn, marked)


def find_sets(folder: Path) -> tuple[JudgedSet, ...]:
    """The sets in ``folder``: itself, or the folders in it, two levels deep.

    A set is a folder of images with ``<stem>_mask.png`` or ``<stem>.xyc`` beside them, or one laid out as
    ALL-IDB1 or as Pascal VOC.

    Raises:
        InputError: there is no such folder, it holds no set, or a table in it cannot be read.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder; name a folder of images with drawn or marked cells.")
    found = [
        (path, *sets)
        for path in _folders(folder, _DEPTH)
        if any(sets := (find_drawn(path), find_marked(path)))
    ]
    if not found:
        raise InputError(
            f"{folder} holds no image with a <name>_mask.png or a <name>.xyc beside it; "
            "put the mask or the points beside each image, or boxes in Annotations beside JPEGImages."
        )
    names = [path.resolve().name for path, _, _ in found]
    return tuple(
        JudgedSet(
            name if names.count(name) == 1 else path.relative_to(folder).as_posix(), name, drawn, marked
        )
        for name, (path, drawn, marked) in zip(names, found, strict=True)
    )


def _folders(folder: Path, depth: int) -> Iterator[Path]:
    yield folder
    if depth and not (folder / "images").is_dir():
        for entry in sorted(folder.iterdir()):
            if entry.is_dir() and not entry.name.startswith("."):
                yield from _folders(entry, depth - 1)
