"""JSON files that are written piece by piece, so that what goes into them need not be in memory at once."""

from collections.abc import Iterator, Mapping
from typing import Any

from leukodesk.core.plain_text import json_text


def json_pieces(members: Mapping[str, Any]) -> Iterator[str]:
    """An object as JSON text in pieces, ending with a line break.

    Each member begins a line, and each item of an iterator has one of its own: a cell a line can be compared
    and searched by tools for text, while a line for each number made files five times as large.

    Args:
        members: values by their names, in order; an iterator becomes a list, and is gone through as it is
            written.
    """
    lead = "{"
    for name, value in members.items():
        yield f"{lead}\n {json_text(name)}: "
        if isinstance(value, Iterator):
            yield from _items(value)
        else:
            yield json_text(value)
        lead = ","
    yield "\n}\n"


def _items(values: Iterator[Any]) -> Iterator[str]:
    lead = "["
    for value in values:
        yield f"{lead}\n  {json_text(value)}"
        lead = ","
    yield "[]" if lead == "[" else "\n ]"
