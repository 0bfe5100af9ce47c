"""Which images of a folder segmenters can be judged on, set by set."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from leukodesk.core.errors import InputError
from leukodesk.training.segmentation.drawn import DrawnImage, find_drawn
from leukodesk.training.segmentation.marked import MarkedField, find_marked, is_all_idb1
from leukodesk.training.segmentation.parts import Part, part_of
from leukodesk.training.segmentation.refusal import Found, Refusal

Split = Literal["train", "test", "all"]
SPLITS: Final[tuple[Split, ...]] = ("train", "test", "all")

Known = DrawnImage | MarkedField

_DEPTH: Final = 2
_IMAGES: Final = "images"


@dataclass(frozen=True)
class JudgedSet:
    """Images of one origin that are judged together.

    Attributes:
        name: its folder, or the one above a folder ``images``; as a path below the folder that was asked for
            where several share a name.
        data: that name alone, by which its images are dealt to parts.
        drawn: images with drawn cells.
        marked: fields with marked cells; an image may be in both.
        refused: what cannot be used.
    """

    name: str
    data: str
    drawn: tuple[DrawnImage, ...]
    marked: tuple[MarkedField, ...]
    refused: tuple[Refusal, ...] = ()

    def __len__(self) -> int:
        return len(self.groups)

    @property
    def groups(self) -> dict[Path, str]:
        """Every image, drawn ones first, and the group that it is dealt to a part with."""
        groups = {item.image: item.group for item in self.drawn}
        return groups | {item.image: item.image.stem for item in self.marked if item.image not in groups}

    @property
    def known(self) -> dict[Path, list[Known]]:
        """Every image, drawn ones first, and what is drawn and what is marked on it."""
        known: dict[Path, list[Known]] = {}
        items: list[Known] = [*self.drawn, *self.marked]
        for item in items:
            known.setdefault(item.image, []).append(item)
        return known

    def part(self, split: Split) -> "JudgedSet":
        """The images of one part, or all; see :func:`leukodesk.training.segmentation.parts.part_of`.

        An image whose name has no number to be dealt by is refused in each.
        """
        if split == "all":
            return self
        groups = self.groups
        by_stem = {image.stem: group for image, group in groups.items()}
        images: set[Path] = set()
        refused = [
            each for each in self.refused if self._deal(by_stem.get(each.name, each.name)) in (split, None)
        ]
        for image, group in groups.items():
            part = self._deal(group)
            if part == split:
                images.add(image)
            elif part is None:
                refused.append(
                    Refusal(
                        group,
                        f"{image} cannot be dealt to a part, since {group} has no number; put one "
                        "into the name.",
                    )
                )
        drawn = tuple(item for item in self.drawn if item.image in images)
        marked = tuple(item for item in self.marked if item.image in images)
        return replace(self, drawn=drawn, marked=marked, refused=tuple(refused))

    def _deal(self, name: str) -> Part | None:
        try:
            return part_of(self.data, name)
        except InputError:
            return None


def find_sets(folder: Path) -> tuple[JudgedSet, ...]:
    """The sets in ``folder``: itself, or the folders in it, two levels deep.

    A set is a folder of images with ``<stem>_mask.png`` or ``<stem>.xyc`` beside them, or one laid out as
    ALL-IDB1 or as Pascal VOC. What cannot be used of it is refused, set by set.

    Raises:
        InputError: there is no such folder, or it holds no set.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder; name a folder of images with drawn or marked cells.")
    found = [(path, *sets) for path in _folders(folder, _DEPTH) if any(sets := _found_in(path))]
    if not found:
        raise InputError(
            f"{folder} holds no image with a <name>_mask.png or a <name>.xyc beside it; "
            "put the mask or the points beside each image, or boxes in Annotations beside JPEGImages."
        )
    names = [_name(path) for path, _, _ in found]
    return tuple(
        JudgedSet(
            name if names.count(name) == 1 else path.relative_to(folder).as_posix(),
            name,
            drawn.items,
            marked.items,
            drawn.refused + marked.refused,
        )
        for name, (path, drawn, marked) in zip(names, found, strict=True)
    )


def _found_in(folder: Path) -> tuple[Found[DrawnImage], Found[MarkedField]]:
    try:
        return find_drawn(folder), find_marked(folder)
    except InputError as error:
        # Without its table of crops nobody knows which images show one field, but other sets can be judged.
        return Found((), (Refusal("", str(error)),)), Found()


def _name(folder: Path) -> str:
    """Its own, or the name of what is in it where it is called no more than ``images``."""
    whole = folder.resolve()
    return whole.parent.name or whole.name if whole.name == _IMAGES else whole.name


def _folders(folder: Path, depth: int) -> Iterator[Path]:
    yield folder
    if depth and not is_all_idb1(folder):
        for entry in sorted(folder.iterdir()):
            if entry.is_dir() and not entry.name.startswith("."):
                yield from _folders(entry, depth - 1)
