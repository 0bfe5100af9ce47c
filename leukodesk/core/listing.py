"""What a folder that is searched for files holds besides those that can be read."""

from pathlib import Path
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence

OTHER_PICTURES: Final = (
    ".gif", ".webp", ".avif", ".heic", ".heif", ".jp2", ".j2k", ".jpx", ".jxl", ".jxr", ".psd",
    ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2", ".raf",
    ".czi", ".lif", ".nd2", ".oib", ".oif", ".lsm", ".vsi",
)  # fmt: skip
"""Ends of names of pictures that are not read: of the web, of phones, of cameras, of microscopes."""


def is_dangling(path: Path) -> bool:
    """Whether a path is a link to something that is not there, which a search for files passes over."""
    return path.is_symlink() and not path.exists()


def is_other_picture(path: Path) -> bool:
    """Whether a file is called like a picture of a kind that is not read; hidden ones are none."""
    return path.suffix.lower() in OTHER_PICTURES and not path.name.startswith(".")


def unread_picture(path: Path) -> InputError:
    """That a picture is of a kind that is not read."""
    return InputError(
        sentence("{path} is of a kind that is not read; export it as JPEG, PNG, TIFF or BMP.", path=path)
    )


def dangling(path: Path) -> InputError:
    """That a link leads nowhere."""
    return InputError(
        sentence(
            "{path} is a link to something that is not there; bring that back, or remove the link.", path=path
        )
    )
