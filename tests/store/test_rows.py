"""Rows that somebody removed, repeated or exchanged, in the tables, the history or the journal, are found."""

import shutil
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leukodesk.core.errors import DatasetError
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import MainFile, file_image, read_main_file
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import die, filled, label_edit, rows

TABLES = ("smears", "cells", "labels", "revisions", "predictions/m.x")
_LINES = 6


def removed(number: int, first: int, _second: int) -> list[int]:
    return [row for row in range(number) if row != first]


def repeated(number: int, first: int, second: int) -> list[int]:
    order = list(range(number))
    order.insert(second, first)
    return order


def exchanged(number: int, first: int, second: int) -> list[int]:
    order = list(range(number))
    order[first], order[second] = second, first
    return order


CHANGES = st.sampled_from([removed, repeated, exchanged])
Change = Callable[[int, int, int], list[int]]
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed dataset in which every cell was labelled twice."""
    path = tmp_path_factory.mktemp("sound") / "a.h5"
    filled(path)
    with Dataset.open(path) as dataset:
        for name in ("normal", "smudge"):
            for cell_id in dataset.content.cells:
                dataset.append(label_edit(dataset.content, cell_id, name))
    assert verify(path) == []
    return path


@pytest.fixture(scope="module")
def killed(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with lines in its journal, which a killed program left."""
    path = copied(sound, tmp_path_factory.mktemp("killed"))
    dataset = Dataset.open(path)
    for cell_id in list(dataset.content.cells)[:_LINES]:
        dataset.append(label_edit(dataset.content, cell_id, "blast"))
    die(dataset)
    return path


def copied(source: Path, folder: Path) -> Path:
    shutil.copytree(source.parent, folder, dirs_exist_ok=True)
    return folder / source.name


def reordered(path: Path, table: str, order: list[int]) -> None:
    """Take the rows of every column in another order, as a tool for HDF5 files can."""
    with h5py.File(path, "r+") as file:
        group = file[table]
        length = len(group["cell_id" if "cell_id" in group else "id"])
        for name in list(group):
            values = group[name][()]
            if len(values) == length:
                kind = group[name].dtype
                del group[name]
                group.create_dataset(name, data=values[order].astype(kind))


@QUICK
@given(table=st.sampled_from(TABLES), change=CHANGES, first=st.integers(0, 999), second=st.integers(0, 999))
def test_any_row_of_any_table(
    sound: Path,
    tmp_path_factory: pytest.TempPathFactory,
    table: str,
    change: Change,
    first: int,
    second: int,
) -> None:
    path = copied(sound, tmp_path_factory.mktemp("rows"))
    key = "id" if table in ("smears", "cells") else "cell_id"
    number = len(read_main_file(DatasetFiles.of(path)).tables[table][key])
    order = change(number, first % number, second % number)
    if order == list(range(number)):
        return
    reordered(path, table, order)
    with pytest.raises(DatasetError, match=rf"table {table} was altered"):
        load_content(path)
    assert any(f"table {table} was altered" in problem.text for problem in verify(path))


@QUICK
@given(change=CHANGES, first=st.integers(0, 999), second=st.integers(0, 999))
def test_any_entry_of_the_history_also_where_the_digests_were_forged(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, change: Change, first: int, second: int
) -> None:
    path = copied(sound, tmp_path_factory.mktemp("forged"))
    main = read_main_file(DatasetFiles.of(path))
    history = main.tables["revisions"]
    number = len(history["hash"])
    order = change(number, first % number, second % number)
    if order == list(range(number)):
        return
    forged = {name: np.asarray(values)[order] for name, values in history.items()}
    forged["sequence"] = np.arange(1, len(order) + 1, dtype=np.uint64)
    tables = {**main.tables, "revisions": forged}
    links = {smear_id: f"a.h5-images/{smear_id}.h5" for smear_id in load_content(sound).smears}
    path.write_bytes(file_image(MainFile(main.header, tables), links))
    # An altered entry, or a label that its history does not end with.
    assert any("history" in problem.text for problem in verify(path))


@QUICK
@given(change=CHANGES, first=st.integers(1, 999), second=st.integers(1, 999))
def test_any_line_of_the_journal(
    killed: Path, tmp_path_factory: pytest.TempPathFactory, change: Change, first: int, second: int
) -> None:
    path = copied(killed, tmp_path_factory.mktemp("lines"))
    journal = DatasetFiles.of(path).journal
    lines = journal.read_bytes().splitlines(keepends=True)
    order = change(_LINES, first % _LINES, second % _LINES)
    if order == list(range(_LINES)):
        return
    journal.write_bytes(lines[0] + b"".join(lines[1:][row] for row in order))
    assert any("lacks" in p.text or "brought back" in p.text for p in verify(path))
    told = Dataset.open(path, read_only=True)
    assert told.notices
    whole = load_content(killed).revisions
    assert list(told.content.revisions) == list(whole)[: len(told.content.revisions)]


@QUICK
@given(place=st.floats(0, 1, exclude_max=True))
def test_a_journal_that_is_cut_gives_back_what_is_before_the_cut(
    killed: Path, tmp_path_factory: pytest.TempPathFactory, place: float
) -> None:
    path = copied(killed, tmp_path_factory.mktemp("cut"))
    journal = DatasetFiles.of(path).journal
    data = journal.read_bytes()
    kept = data[: int(place * len(data))]
    journal.write_bytes(kept)
    whole, lines = load_content(killed), max(0, kept.count(b"\n") - 1)
    with Dataset.open(path) as dataset:
        expected = list(whole.revisions)[: len(whole.revisions) - _LINES + lines]
        assert list(dataset.content.revisions) == expected
        assert any(f"lacks {_LINES - lines} saved change" in notice for notice in dataset.notices)
        before = rows(dataset.content)
    assert rows(load_content(path)) == before
    assert ["lacks" in problem.text for problem in verify(path)] == [True]
