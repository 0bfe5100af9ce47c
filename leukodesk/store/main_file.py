"""The main file ``NAME.h5``: written whole, read whole, every byte of its tables under a digest."""

import hashlib
import io
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import h5py
import numpy as np

from leukodesk import __version__
from leukodesk.core.errors import DatasetError, out_of_reach
from leukodesk.core.sentence import sentence
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.store.column_reading import digests_of, parts_of, read_tables
from leukodesk.store.columns import digest
from leukodesk.store.layout import FORMAT, IMAGE_DATASET, SCHEMA, DatasetFiles
from leukodesk.store.position import Position
from leukodesk.store.tables import Tables, taxonomy_json

# What h5py raises on a damaged file depends on which byte is damaged.
DAMAGE: Final = (OSError, KeyError, RuntimeError, ValueError, TypeError, AttributeError, MemoryError)

# This version of the file format keeps checksums over HDF5's own structures; 1.10 and later read it.
_LIBRARY_VERSION: Final = ("v110", "v110")


class RestorableError(DatasetError):
    """The main file is damaged or gone, and there is a backup to go back to.

    Attributes:
        path: the main file.
    """

    def __init__(self, files: DatasetFiles, what: str) -> None:
        super().__init__(
            sentence(
                "{what}, but its backup {backup} is there; restore it with "
                '`leukodesk dataset restore "{main}"`, which takes the journals along.',
                what=what,
                backup=files.backup.name,
                main=files.main,
            )
        )
        self.path = files.main


@dataclass(frozen=True)
class Header:
    """What the main file says about itself; its root attributes of the same names.

    Attributes:
        dataset_id: 32 hexadecimal digits, drawn once.
        taxonomy: the classes, as JSON.
        sequence, check: position of the journal up to which the tables hold everything.
        images: name of the folder beside the file that holds the encoded images.
        created_by, written_by: versions of the program that created it, and that wrote it last.
        schema: layout version.
        format: always ``leukodesk-dataset``.
    """

    dataset_id: str
    taxonomy: str
    sequence: int
    check: str
    images: str
    created_by: str = __version__
    written_by: str = __version__
    schema: int = SCHEMA
    format: str = FORMAT

    @classmethod
    def first(cls, dataset_id: str, taxonomy: Taxonomy, images: str) -> "Header":
        """Of a new dataset."""
        start = Position.start(dataset_id)
        return cls(dataset_id, taxonomy_json(taxonomy), start.sequence, start.check, images)

    @property
    def position(self) -> Position:
        """Up to where the tables hold everything."""
        return Position(self.sequence, self.check)


@dataclass(frozen=True)
class MainFile:
    """A main file as read.

    Attributes:
        header: what it says about itself.
        tables: its tables.
        damage: what does not match its digest, one clause each; empty for a sound file.
    """

    header: Header
    tables: Tables
    damage: tuple[str, ...] = ()


def _digest_of_attributes(attributes: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(attributes, sort_keys=True).encode()).hexdigest()


def file_image(main: MainFile, links: Mapping[str, str]) -> bytes:
    """The bytes of the file.

    The library builds the file in memory: it copes badly with a full disk, the caller copes well. It gets a
    part at a time, since each call of it keeps the interpreter, and with it the window, to itself.

    Args:
        main: header and tables.
        links: smear id to the relative path of its image file, with forward slashes.
    """
    digests = {name: digest(table) for name, table in main.tables.items()}
    attributes = {**asdict(main.header), "digests": json.dumps(digests, sort_keys=True)}
    memory = io.BytesIO()
    with h5py.File(memory, "w", libver=_LIBRARY_VERSION) as file:
        for name, value in attributes.items():
            file.attrs[name] = value
        file.attrs["digest"] = _digest_of_attributes(attributes)
        for name, table in main.tables.items():
            group = file.create_group(name)
            for column, values in table.items():
                kind = values.dtype
                if kind.kind == "S":  # the same bytes, marked as UTF-8 for other readers
                    kind = h5py.string_dtype("utf-8", kind.itemsize)
                written = group.create_dataset(column, values.shape, kind)
                for part in parts_of(values.shape, kind.itemsize):
                    written[part] = values[part].view(kind)
        images = file.create_group("images")
        for smear_id, relative in links.items():
            images[smear_id] = h5py.ExternalLink(relative, f"/{IMAGE_DATASET}")
    return memory.getvalue()


def read_main_file(files: DatasetFiles, path: Path | None = None) -> MainFile:
    """Read a main file and compare it with its digests.

    Args:
        files: the dataset, for the message.
        path: read this file instead, for example the backup.

    Raises:
        DatasetError: it is missing, not a dataset, or too damaged to read.
    """
    return _read(files, path or files.main, read_tables)


def look_through(files: DatasetFiles, path: Path | None = None) -> MainFile:
    """As :func:`read_main_file`, but no table is kept: for header and damage alone."""
    return _read(files, path or files.main, lambda groups: ({}, digests_of(groups)))


def read_header(files: DatasetFiles) -> Header:
    """What the main file says about itself, without a look at its tables.

    Raises:
        DatasetError: it is missing, not a dataset, or too damaged to read.
    """
    return _read(files, files.main, lambda _: ({}, {})).header


def _read(
    files: DatasetFiles, path: Path, read: Callable[[dict[str, Any]], tuple[Tables, dict[str, str]]]
) -> MainFile:
    check_type(files, path)
    try:
        with h5py.File(path, "r", locking=False) as file:
            attributes = {name: _plain(value) for name, value in file.attrs.items()}
            if attributes.get("format") != FORMAT:
                raise DatasetError(
                    sentence(
                        "{path} is an HDF5 file, but not a LeukoDesk dataset; choose another.", path=path
                    )
                )
            expected: dict[str, str] = json.loads(attributes["digests"])
            tables, digests = read({name: file[name] for name in expected})
            header = Header(**{name: attributes[name] for name in Header.__dataclass_fields__})
            kept = attributes.pop("digest")
    except PermissionError as error:
        raise DatasetError(
            sentence("{path} may not be read; ask its owner for permission.", path=path)
        ) from error
    except DAMAGE as error:
        raise unreadable(files, path) from error
    damage = [
        sentence("table {name} was altered", name=name)
        for name in expected
        if digests.get(name) != expected[name]
    ]
    if _digest_of_attributes(attributes) != kept:
        damage.append(sentence("the attributes were altered"))
    return MainFile(header, tables, tuple(damage))


def check_type(files: DatasetFiles, path: Path) -> None:
    """Refuse at once what is not even HDF5.

    Raises:
        DatasetError: it is missing, a folder, or something else, or may not even be looked at.
    """
    try:
        is_file = path.is_file()
    except OSError as error:
        raise DatasetError(out_of_reach(path, error)) from error
    if not is_file:
        raise _missing(files, path)
    if os.access(path, os.R_OK) and not h5py.is_hdf5(path):
        raise unreadable(files, path)


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def _missing(files: DatasetFiles, path: Path) -> DatasetError:
    if path == files.main and files.backup.exists():
        return RestorableError(files, sentence("{path} is gone", path=path))
    if path == files.main and files.journal.exists():
        return DatasetError(
            sentence(
                "{path} is gone, but {journal} with changes made to it is there; if it was renamed or moved, "
                "give it its name and place back, and opening it brings them back.",
                path=path,
                journal=files.journal.name,
            )
        )
    if path.is_dir():
        return DatasetError(
            sentence("{path} is a folder, not a dataset; choose a file that ends in .h5.", path=path)
        )
    return DatasetError(sentence("{path} does not exist; check the name.", path=path))


def unreadable(files: DatasetFiles, path: Path, reason: str = "") -> DatasetError:
    """What to tell about a damaged file."""
    if not reason:
        hdf5 = bool(h5py.is_hdf5(path))
        reason = (
            sentence("the file is damaged")
            if hdf5
            else sentence("it is not an HDF5 file, or its beginning is damaged")
        )
    what = sentence("{path} cannot be opened as a dataset: {reason}", path=path, reason=reason)
    if path == files.main and files.backup.exists():
        return RestorableError(files, what)
    return DatasetError(
        sentence(
            "{what}; there is no other backup beside it, so bring one back from your own.",
            what=what,
        )
    )
