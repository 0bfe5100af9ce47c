"""Named versions and frozen smears on the disk, also in files of older programs."""

from dataclasses import replace
from pathlib import Path

import pytest

from leukodesk.core.edits import FreezeSmears, NameVersion
from leukodesk.core.freezing import frozen_smears
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import SCHEMA, DatasetFiles
from leukodesk.store.main_file import file_image, read_main_file
from leukodesk.store.merge import merge
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import act, as_program_of, die, filled, rows
from tests.store.copies import copied


def as_schema_2(path: Path) -> None:
    """Make the file what a program of schema 2 wrote: without the table of versions."""
    files = DatasetFiles.of(path)
    main = read_main_file(files)
    tables = {name: table for name, table in main.tables.items() if name != "versions"}
    path.write_bytes(file_image(replace(main, header=replace(main.header, schema=2), tables=tables), {}))
    files.backup.unlink()
    files.backup_journal.unlink()


def test_versions_and_frozen_smears_survive_a_crash_and_a_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    first, second = filled(path).smears
    dataset = Dataset.open(path)
    dataset.append(FreezeSmears((first, second), frozen=True, act=act("freeze")))
    dataset.append(NameVersion.now(dataset.content, "v1", act()))
    dataset.append(FreezeSmears((second,), frozen=False, act=act("unfreeze")))
    before = dataset.content
    die(dataset)
    for _ in range(2):
        content = load_content(path)
        assert (rows(content), content.versions) == (rows(before), before.versions)
        assert frozen_smears(content) == {first}
        Dataset.open(path).close()
    assert not DatasetFiles.of(path).journal.exists()
    assert verify(path) == []


def test_a_file_of_schema_2_is_read_and_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.h5"
    before = rows(filled(path))
    as_schema_2(path)
    assert rows(load_content(path)) == before
    assert load_content(path).versions == {}
    with Dataset.open(path) as dataset:
        assert dataset.notices == ()
        dataset.append(NameVersion.now(dataset.content, "v1", act()))
    assert list(load_content(path).versions) == ["v1"]
    assert read_main_file(DatasetFiles.of(path)).header.schema == SCHEMA
    with monkeypatch.context() as older:
        as_program_of(2, older)
        with Dataset.open(path) as dataset:
            assert dataset.read_only


@pytest.mark.parametrize("who", ["target", "copy"])
def test_what_one_copy_froze_stays_frozen_in_a_merge(tmp_path: Path, who: str) -> None:
    target = tmp_path / "a.h5"
    first, second = filled(target).smears
    other = copied(target, "b.h5")
    with Dataset.open(target if who == "target" else other) as dataset:
        dataset.append(FreezeSmears((first,), frozen=True, act=act("freeze")))
    with Dataset.open(other if who == "target" else target) as dataset:
        dataset.append(FreezeSmears((first, second), frozen=True, act=act("freeze")))
        dataset.append(FreezeSmears((first,), frozen=False, act=act("unfreeze")))
    merge(target, [other], act("merge"))
    content = load_content(target)
    assert frozen_smears(content) == {first, second}
    assert merge(target, [other], act("merge")).plan.edits == []
    merge(other, [target], act("merge"))
    assert frozen_smears(load_content(other)) == {first, second}
    assert verify(target) == []


def test_a_copy_that_lets_go_later_lets_go(tmp_path: Path) -> None:
    target = tmp_path / "a.h5"
    first, _ = filled(target).smears
    with Dataset.open(target) as dataset:
        dataset.append(FreezeSmears((first,), frozen=True, act=act("freeze")))
    other = copied(target, "b.h5")
    with Dataset.open(other) as dataset:
        dataset.append(FreezeSmears((first,), frozen=False, act=act("unfreeze")))
    merge(target, [other], act("merge"))
    assert frozen_smears(load_content(target)) == set()
