"""The small text files that published sets come with: tables of crops and lists of points."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from leukodesk.core.errors import InputError

Point = tuple[float, float]


def read_rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV table with a heading.

    Args:
        path: the table.
        columns: what every row must have.

    Raises:
        InputError: it cannot be read or has no such column.
    """
    try:
        with path.open(newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} cannot be read as a table ({error}); export it again as CSV.") from error
    for column in columns:
        if rows and column not in rows[0]:
            raise InputError(f"{path} has no column '{column}'; it needs {', '.join(columns)}.")
    return rows


def read_points(path: Path) -> list[Point]:
    """``(row, column)`` of each line ``x y`` of an ``.xyc`` file; none where the file is missing.

    Raises:
        InputError: a line is no pair of numbers.
    """
    if not path.is_file():
        return []
    try:
        points = np.loadtxt(path, ndmin=2) if path.read_text().strip() else np.empty((0, 2))
        return [(float(y), float(x)) for x, y in points[:, :2]]
    except (ValueError, OSError) as error:
        raise InputError(f"{path} is not a list of x and y; export it again.") from error


def find_crop_table(folder: Path) -> Path | None:
    """The ``labels.csv`` that names the crops of ``folder``: in it, or beside it."""
    for path in (folder / "labels.csv", folder.parent / "labels.csv"):
        if path.is_file():
            return path
    return None
