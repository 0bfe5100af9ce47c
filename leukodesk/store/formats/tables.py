"""CSV tables with a heading."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence
from leukodesk.store.formats.parsing import read_text

Row = dict[str, str]

_DECIMAL_COMMA: Final = re.compile(r"\A\s*([-+]?\d+),(\d+)\s*\Z")


def read_rows(path: Path) -> list[Row]:
    """The rows of a table by lower-case column names; fields that are missing are empty.

    Decimal commas, as spreadsheets of many countries write them between semicolons or tabs, become points.

    Raises:
        InputError: it cannot be read as a table.
    """
    text = read_text(path)
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError(
            sentence(
                "{path} cannot be read as a table ({error}); export it again as CSV.", path=path, error=error
            )
        ) from error
    if not rows:
        return []
    if delimiter != ",":
        rows = [[_DECIMAL_COMMA.sub(r"\1.\2", value) for value in row] for row in rows]
    names = [name.strip().lower() for name in rows[0]]
    return [dict.fromkeys(names, "") | dict(zip(names, row, strict=False)) for row in rows[1:] if any(row)]


def table_text(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A table with a heading; None becomes an empty field, and numbers keep every digit."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def columns_of(path: Path) -> set[str]:
    """Lower-case names of the columns of a table, empty where it is none."""
    try:
        with path.open("rb") as stream:
            head = stream.readline(10_000).decode("utf-8-sig", errors="replace")
    except OSError:
        return set()
    return {name.strip().strip('"').lower() for name in head.replace(";", ",").replace("\t", ",").split(",")}
