"""Reading files somebody else wrote: whole, as text, and every value checked before it is used."""

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from leukodesk.core.errors import InputError
from leukodesk.core.plain_text import plain
from leukodesk.core.sentence import parse_reason, sentence, system_reason
from leukodesk.store.formats.polygons import Ring

_LARGEST_BYTES: Final = 2_000_000_000
_MOST_PX: Final = 2**28  # of a region: 16,384 × 16,384


class BadValueError(ValueError):
    """A value in a file that is not what the format asks for; the message says which."""


def read_text(path: Path, encoding_of: Callable[[bytes], str] = lambda _: "utf-8-sig") -> str:
    """The text of a file; a byte order mark is dropped.

    Args:
        path: the file.
        encoding_of: tells the encoding by what is in the file, where its format lets it.

    Raises:
        InputError: it cannot be read or is no text.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise InputError(
                sentence("{path} is too large to be read whole; split it into several files.", path=path)
            )
        content = path.read_bytes()
        return content.decode(encoding_of(content))
    except (UnicodeError, LookupError) as error:
        raise InputError(
            sentence("{path} is not UTF-8 text; export it again as UTF-8.", path=path)
        ) from error
    except OSError as error:
        raise InputError(
            sentence(
                "{path} cannot be read ({reason}); check that it exists and may be read.",
                path=path,
                reason=system_reason(error, lower=True),
            )
        ) from error


def read_json(path: Path) -> Any:
    """The value of a JSON file.

    Raises:
        InputError: it cannot be read or is not JSON.
    """
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        where = parse_reason(error, error.lineno, error.colno)
        raise InputError(
            sentence("{path} is not JSON ({where}); export it again.", path=path, where=where)
        ) from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, and lists in lists
        raise InputError(
            sentence("{path} is not JSON ({where}); export it again.", path=path, where=str(error))
        ) from error


def number(value: Any) -> float:
    """A finite number, also one written as text.

    Raises:
        BadValueError: it is none.
    """
    try:
        found = math.nan if isinstance(value, bool) else float(value)
    except OverflowError:
        found = math.inf
    except (TypeError, ValueError) as error:
        raise BadValueError(sentence("{value} is no number", value=repr(str(value)[:40]))) from error
    if not math.isfinite(found) or abs(found) > 1e9:
        raise BadValueError(sentence("{value} is no number that is meant", value=repr(str(value)[:40])))
    return found


def whole_number(value: Any) -> int:
    """A whole number that is not negative.

    Raises:
        BadValueError: it is none.
    """
    found = number(value)
    if found < 0 or found != int(found):
        raise BadValueError(sentence("{value} is no count", value=repr(value)))
    return int(found)


def refuse_huge(pixels: int) -> None:
    """Refuse a region of so many pixels that no cell can be meant, before memory is taken for it.

    Raises:
        BadValueError: there are too many.
    """
    if pixels > _MOST_PX:
        raise BadValueError(sentence("{value} is no number that is meant", value=pixels))


def ring(pairs: Any) -> Ring:
    """A ring of at least three vertices, from ``[[x, y], ...]``; a repeated last vertex does no harm.

    Raises:
        BadValueError: it is none.
    """
    if not isinstance(pairs, Sequence) or isinstance(pairs, str) or len(pairs) < 3:
        raise BadValueError(sentence("a polygon needs at least three points"))
    vertices = []
    for pair in pairs:
        if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) < 2:
            raise BadValueError(sentence("a vertex needs x and y"))
        vertices.append((number(pair[0]), number(pair[1])))
    return np.array(vertices, dtype=np.float64)


def text(value: Any) -> str:
    """A value as one line of text that a dataset can keep; empty for None.

    JSON can name characters that are none in UTF-8, see :func:`plain`, and NUL, which no dataset keeps.
    """
    return "" if value is None else " ".join(plain(str(value)).replace("\0", " ").split())
