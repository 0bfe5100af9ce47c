"""What of a folder cannot be judged or learnt from, and why."""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from leukodesk.core.errors import InputError

T = TypeVar("T")


@dataclass(frozen=True)
class Refusal:
    """An image, or a file that belongs to one, that cannot be used.

    Attributes:
        name: of the image, by which it is dealt to a part; empty where the whole folder is meant.
        said: one sentence that names the file and the way out.
    """

    name: str
    said: str


@dataclass(frozen=True)
class Found(Generic[T]):
    """What a folder holds.

    Attributes:
        items: what can be used.
        refused: what cannot.
    """

    items: tuple[T, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.items or self.refused)

    def whole(self) -> tuple[T, ...]:
        """The items, for who learns from all of them.

        Raises:
            InputError: one was refused.
        """
        require_sound(self.refused)
        return self.items


def require_sound(refused: tuple[Refusal, ...]) -> None:
    """Stop where something was refused: who learns from a folder would learn from a part of it unknowingly.

    Raises:
        InputError: something was.
    """
    if refused:
        raise InputError(refused[0].said)


def without_image(path: Path, name: str, folder: Path) -> Refusal:
    """That ``path`` draws or marks the cells of the image ``name``, which is not in ``folder``."""
    return Refusal(
        name,
        f"{path} belongs to an image {name}, which is not in {folder}; put the image there, or take the "
        "file away.",
    )
