"""With what cells were found is in the dataset: after a crash, in copies, and under the eyes of verify."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from leukodesk.core.analysis_edits import analyses_of, segmentings_of
from leukodesk.core.edits import ChangeCells, RecordAnalysis
from leukodesk.core.errors import DatasetError
from leukodesk.core.procedures import Procedure
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import file_image, read_main_file
from leukodesk.store.merge import merge
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import act, cell_in, die, filled, rows
from tests.store.copies import copied

_VIOLET = Procedure(
    "0.1.0",
    "lab-kmeans",
    {"reach_um": 1.0, "nuclei": "most violet", "clear_border": False},
    template="Smith.png",
    template_digest="abc",
    pixel_size_um=0.43,
    scale_source="given",
)


def _analyse(path: Path, procedure: Procedure = _VIOLET) -> str:
    """Find one more cell on the first smear; its id."""
    dataset = Dataset.open(path)
    smear = next(iter(dataset.content.smears.values()))
    cell = replace(cell_in(smear, 9), procedure=procedure.id, cut=True)
    dataset.append(RecordAnalysis(smear.id, procedure, act("analysis")))
    dataset.append(ChangeCells((), (cell,), act("analysis")))
    die(dataset)
    return cell.id


def _altered(path: Path, table: str, change) -> None:
    main = read_main_file(DatasetFiles.of(path))
    tables = {**main.tables, table: change(main.tables[table])}
    path.write_bytes(file_image(replace(main, tables=tables), {}))


def test_it_survives_a_crash_and_a_checkpoint_beside_cells_of_which_nothing_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    cell_id = _analyse(path)
    before = rows(load_content(path))
    for _ in range(2):
        content = load_content(path)
        assert rows(content) == before
        assert content.procedures[content.cells[cell_id].procedure] == _VIOLET
        assert {cell.procedure for cell in content.cells.values()} == {"", _VIOLET.id}
        assert [cell.id for cell in content.cells.values() if cell.cut] == [cell_id]
        assert verify(path) == []
        Dataset.open(path).close()


def test_verify_misses_a_procedure_that_is_gone_and_finds_one_that_was_altered(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    _analyse(path)
    Dataset.open(path).close()
    whole = path.read_bytes()
    _altered(path, "procedures", lambda table: {**table, "pixel_size_um": table["pixel_size_um"] * 2})
    assert any("altered" in problem.text for problem in verify(path))
    path.write_bytes(whole)
    _altered(path, "procedures", lambda table: {name: column[:0] for name, column in table.items()})
    assert any("nothing says" in problem.text for problem in verify(path))


def test_a_merge_brings_what_the_copy_found_with_how_it_was_found_and_once(tmp_path: Path) -> None:
    target = tmp_path / "a.h5"
    filled(target)
    other = copied(target, "b.h5")
    cell_id = _analyse(other)
    for _ in range(2):
        merge(target, [other], act("merge"))
        content = load_content(target)
        assert content.procedures[content.cells[cell_id].procedure] == _VIOLET
        assert len(analyses_of(content, content.cells[cell_id].smear_id)) == 1
    assert verify(target) == []


def test_a_column_that_does_not_tell_which_cells_are_cut_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    _altered(path, "cells", lambda table: {**table, "cut": np.ones(len(table["id"]))})
    with pytest.raises(DatasetError, match=r"a\.h5"):
        load_content(path)


def test_after_a_merge_the_last_segmentation_is_the_one_whose_outlines_hold(tmp_path: Path) -> None:
    target, other = tmp_path / "a.h5", tmp_path / "b.h5"
    filled(target)
    copied(target, other.name)
    own, theirs = replace(_VIOLET, segmenter="pivot-growing"), replace(_VIOLET, segmenter="unet-plr")
    cell_id = _analyse(target, own)
    smear_id = load_content(target).cells[cell_id].smear_id
    _analyse(other, theirs)

    def last(path: Path) -> str:
        return segmentings_of(load_content(path), smear_id)[-1].procedure_id

    for _ in range(2):
        merge(target, [other], act("merge"))
        assert last(target) == own.id
        assert len(analyses_of(load_content(target), smear_id)) == 3
    for _ in range(2):
        merge(other, [target], act("merge"))
        assert last(other) == theirs.id
        merge(target, [other], act("merge"))
        assert last(target) == own.id
        assert len(analyses_of(load_content(target), smear_id)) == 3
    assert verify(target) == verify(other) == []
