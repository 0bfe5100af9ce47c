"""What commands print: tables for people, plain lines for pipes, JSON for programs."""

import codecs
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Final, TextIO

_BREAKS: Final = str.maketrans({"\n": r"\n", "\r": r"\r", "\t": r"\t"})


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """Print rows as a table.

    In a terminal the columns are aligned and headed; elsewhere every row is one line of tab-separated
    values without decoration, so that ``grep`` and ``cut`` work on it.
    """
    if not sys.stdout.isatty():
        for row in rows:
            print(*(_text(value) for value in row), sep="\t")
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(_text(value) for value in row))
    Console().print(table, markup=False)


def interval_text(ends: Sequence[float] | None) -> str | None:
    """``0.867 to 0.957``; None where there is no interval, or one that tells nothing."""
    from leukodesk.core.intervals import has_width

    return f"{_number(ends[0])} to {_number(ends[1])}" if ends is not None and has_width(ends) else None


def print_row(row: Sequence[object]) -> None:
    """Print one line of a result that grows while the work goes on, its values separated by tabs."""
    print(*(_text(value) for value in row), sep="\t", flush=True)


def try_json(target: str | None) -> None:
    """Try before the work whether :func:`write_json` can write there after it.

    Raises:
        InputError: it cannot.
    """
    from leukodesk.core.outputs import refuse_unwritable

    if target not in (None, "-"):
        refuse_unwritable(target)


def write_json(value: Any, target: str) -> None:
    """Write one JSON document to the file ``target``, or to stdout for ``-``.

    Raises:
        InputError: the file cannot be written, belongs to a dataset or is an image.
    """
    from leukodesk.core.outputs import write_output
    from leukodesk.core.plain_text import json_text

    text = json_text(value, indent=2) + "\n"
    if target == "-":
        sys.stdout.write(json_for(sys.stdout, text))
        return
    write_output(target, text.encode())


def json_for(stream: TextIO, text: str) -> str:
    """JSON as ``stream`` can carry it: JSON is UTF-8, which a pipe on Windows is not."""
    from leukodesk.core.plain_text import ascii_json

    return text if codecs.lookup(stream.encoding or "ascii").name == "utf-8" else ascii_json(text)


def one_line(text: str) -> str:
    r"""``text`` with ``\n``, ``\r`` and ``\t`` spelled out, as names of files may hold them."""
    return text.translate(_BREAKS)


def _text(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _number(value)
    return one_line(str(value))


def _number(value: float) -> str:
    """Three digits that count, or more where these would be a 1 that it is not quite."""
    from leukodesk.core.figure_text import decimals

    if abs(value) >= 1000:
        return f"{value:.0f}"
    text = f"{value:.3g}"
    return f"{value:.{decimals((value,))}f}" if text == "1" and value < 1 else text


def size_text(size_bytes: int) -> str:
    """``8.9 MB``."""
    size = float(size_bytes)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
