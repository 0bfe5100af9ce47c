"""The small text files that published sets come with: tables of crops and lists of points."""

import csv
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

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
        with path.open(newline="", encoding="utf-8-sig") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} cannot be read as a table ({error}); export it again as CSV.") from error
    for column in columns:
        if rows and column not in rows[0]:
            raise InputError(f"{path} has no column '{column}'; it needs {', '.join(columns)}.")
    return rows


def read_points(path: Path) -> list[Point]:
    """``(row, column)`` of each line ``x y`` of an ``.xyc`` file; none where the file is missing.

    What follows a ``#`` is a comment, and so is whatever follows x and y. A line ``x,y`` is read as well.

    Raises:
        InputError: the file cannot be read, or a line is no pair of finite numbers.
    """
    if not path.is_file():
        return []
    try:
        # A comment may be in any encoding; a number that is none is told with its line.
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check its permissions.") from error
    points = []
    for number, line in enumerate(text.splitlines(), start=1):
        content = line.partition("#")[0].strip()
        if not content:
            continue
        try:
            points.append(_point_of(content))
        except ValueError as error:
            raise InputError(
                f"Line {number} of {path} does not hold x and y as two plain numbers separated by blanks; "
                "mend that line, or take it out."
            ) from error
    return points


def place_in(row: Mapping[str, str], table: Path) -> Point:
    """``(row, column)`` of a table's row with ``field``, ``x`` and ``y``.

    Raises:
        InputError: x or y is missing or no finite number.
    """
    try:
        return _as_point(row["x"], row["y"])
    # A row that ends early has None in its last columns.
    except (TypeError, ValueError) as error:
        raise InputError(
            f"{table} has a row of {row['field']} whose x and y are no plain numbers; mend that row."
        ) from error


def _as_point(x: str, y: str) -> Point:
    row, column = float(y), float(x)
    if not (math.isfinite(row) and math.isfinite(column)):
        raise ValueError(f"{x}, {y} is no place")
    return row, column


def _point_of(line: str) -> Point:
    # With a comma for the decimal point there is one in each of two words, or more than one in the line.
    x, y, *_ = line.split(",") if "," in line else line.split()
    if line.count(",") > 1:
        raise ValueError("more than one comma")
    return _as_point(x, y)


def find_crop_table(folder: Path) -> Path | None:
    """The ``labels.csv`` that names the crops of ``folder``: in it, or beside it."""
    for path in (folder / "labels.csv", folder.parent / "labels.csv"):
        if path.is_file():
            return path
    return None
