"""The classes of a dataset on the disk: journal, checkpoint, files of older programs."""

from dataclasses import replace
from pathlib import Path

import pytest

from leukodesk.core.edits import ChangeTaxonomy
from leukodesk.core.taxonomies import LEUKOCYTE8, extended
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import file_image, read_main_file
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import act, as_program_of, die, filled, label_edit, rows

BOTH = extended(BLAST_NORMAL, LEUKOCYTE8)


def test_added_classes_survive_a_crash_and_a_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    dataset.append(ChangeTaxonomy(BLAST_NORMAL, BOTH, act()))
    dataset.append(label_edit(dataset.content, next(iter(dataset.content.cells)), "neutrophil"))
    before = rows(dataset.content)
    die(dataset)
    assert rows(load_content(path)) == before
    Dataset.open(path).close()
    assert not DatasetFiles.of(path).journal.exists()
    assert rows(load_content(path)) == before
    assert load_content(path).taxonomy == BOTH
    assert verify(path) == []


def test_a_dataset_of_an_older_program_is_read_and_continued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.h5"
    files = DatasetFiles.of(path)
    filled(path)
    main = read_main_file(files)
    path.write_bytes(file_image(replace(main, header=replace(main.header, schema=1)), {}))
    files.backup.unlink()
    files.backup_journal.unlink()
    with monkeypatch.context() as older:
        as_program_of(1, older)
        dataset = Dataset.open(path)
        assert not dataset.read_only
        dataset.append(label_edit(dataset.content, next(iter(dataset.content.cells)), "normal"))
        before = rows(dataset.content)
        die(dataset)
    dataset = Dataset.open(path)
    assert dataset.notices == ()
    assert rows(dataset.content) == before
    dataset.append(ChangeTaxonomy(BLAST_NORMAL, BOTH, act()))
    before = rows(dataset.content)
    die(dataset)
    kept = files.journal.read_bytes()
    with monkeypatch.context() as older:
        as_program_of(1, older)
        with Dataset.open(path) as dataset:
            assert dataset.read_only
            assert "newer LeukoDesk" in dataset.notices[0]
    assert files.journal.read_bytes() == kept
    with Dataset.open(path) as dataset:
        assert rows(dataset.content) == before
        assert dataset.notices == ()
