"""Files that a reader names to be written: whole or not at all, and never in the place of a dataset."""

from pathlib import Path
from typing import Final

from leukodesk import atomic
from leukodesk.core.errors import InputError, unwritable
from leukodesk.core.sentence import sentence

# How every HDF5 file begins (format specification 3.0, II.A): a dataset, its backup, its images.
_HDF5: Final = b"\x89HDF\r\n\x1a\n"
_BESIDE: Final = ("-journal", "-lock", "-witness")


def write_output(path: str | Path, data: bytes) -> None:
    """Write ``data`` to ``path`` so that a crash leaves the old file or the new one, never a part.

    Raises:
        InputError: nothing can be written there, or what is there belongs to a dataset.
    """
    refuse_dataset(path)
    try:
        atomic.write_bytes(Path(path), data)
    except OSError as error:
        raise unwritable(path, error) from error


def refuse_dataset(path: str | Path) -> None:
    """Say no where a file named to be written is a dataset already.

    Raises:
        InputError: what is there belongs to a dataset, or cannot be looked at.
    """
    try:
        taken = _is_of_a_dataset(Path(path))
    except OSError as error:
        raise unwritable(path, error) from error
    if taken:
        raise InputError(
            sentence(
                "{path} belongs to a dataset, which nothing else may replace; choose another name.", path=path
            )
        )


def _is_of_a_dataset(path: Path) -> bool:
    if not path.is_file():
        return False
    if path.name.endswith(_BESIDE):
        return True
    with path.open("rb") as file:
        return file.read(len(_HDF5)) == _HDF5
