"""Columns of a table: texts as fixed-length UTF-8, everything else as plain arrays."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Table = dict[str, Array]
"""Column name to array; all columns of a table but ``runs`` have the same length."""

# File names that are not UTF-8 reach Python with lone surrogates; this keeps them exact.
SURROGATES: Final = "surrogatepass"


def text_column(values: Iterable[str]) -> Array:
    """Texts as fixed-length bytes, shape (n,). A text must not end in a NUL character."""
    encoded = [value.encode("utf-8", SURROGATES) for value in values]
    width = max(map(len, encoded), default=1) or 1
    return np.array(encoded, dtype=f"S{width}")


def texts(column: Array) -> list[str]:
    """The texts of :func:`text_column`; equal texts are one object, since most columns repeat a few."""
    known: dict[bytes, str] = {}
    return [
        known[value] if value in known else known.setdefault(value, value.decode("utf-8", SURROGATES))
        for value in column.tolist()
    ]


def check_texts(column: Array) -> None:
    """Refuse a column that :func:`texts` could not read.

    Raises:
        TypeError: it holds something else.
        ValueError: a text is not UTF-8.
    """
    if column.dtype.kind != "S" or column.ndim != 1:
        raise TypeError("a column of texts holds something else")
    if column.size and column.itemsize and np.ascontiguousarray(column).view(np.uint8).max() > 127:
        texts(column)


def optional_columns(name: str, values: Sequence[str | None]) -> Table:
    """A text column where None differs from the empty text: a second column says which are known."""
    return {
        name: text_column(value or "" for value in values),
        f"{name}_known": np.array([value is not None for value in values], dtype=np.uint8),
    }


def optional_texts(table: Table, name: str) -> list[str | None]:
    """The texts of :func:`optional_columns`."""
    known = table[f"{name}_known"].tolist()
    return [text if is_known else None for text, is_known in zip(texts(table[name]), known, strict=True)]


class TableDigest:
    """SHA-256 over names, types, shapes and bytes of columns, which come in the order of their names."""

    def __init__(self) -> None:
        self._total = hashlib.sha256()

    def begin(self, name: str, dtype: np.dtype[Any], shape: tuple[int, ...]) -> None:
        """The next column."""
        self._total.update(f"{name} {dtype.str} {shape}\n".encode())

    def update(self, part: Array) -> None:
        """The next rows of it."""
        self._total.update(np.ascontiguousarray(part).reshape(-1).view(np.uint8).data)

    def __str__(self) -> str:
        return self._total.hexdigest()


def digest(columns: Mapping[str, Array]) -> str:
    """The :class:`TableDigest` of a table in memory."""
    total = TableDigest()
    for name in sorted(columns):
        total.begin(name, columns[name].dtype, columns[name].shape)
        total.update(columns[name])
    return str(total)
