"""Files that earlier programs really left, killed in the middle of their work, are read and continued."""

import json
import shutil
from pathlib import Path

import pytest

from leukodesk.store.backup import restore_backup
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import SCHEMA, DatasetFiles
from leukodesk.store.main_file import read_main_file
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import label_edit, rows
from tests.store.kill_scenes import earlier_schemas, held_by, key_of


@pytest.fixture(params=earlier_schemas(), ids=lambda folder: folder.name)
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return shutil.copytree(request.param, tmp_path / request.param.name)


def test_there_is_a_file_of_every_earlier_schema() -> None:
    schemas = [json.loads((folder / "holds.json").read_text())["schema"] for folder in earlier_schemas()]
    assert schemas == list(range(1, SCHEMA))


def test_everything_it_held_is_read_and_survives_the_change_to_this_schema(earlier: Path) -> None:
    path = earlier / "a.h5"
    held = json.loads((earlier / "holds.json").read_text())
    assert read_main_file(DatasetFiles.of(path)).header.schema == held["schema"]
    assert verify(path) == []
    for read_only in (True, False, False):
        with Dataset.open(path, read_only=read_only) as dataset:
            content = dataset.content
            assert dataset.notices == ()
            assert list(content.smears) == held["smears"]
            assert list(content.cells) == held["cells"]
            assert {key: label.cell_class for key, label in content.labels.items()} == held["labels"]
            assert [key_of(revision) for revision in content.revisions] == list(held_by(earlier))
            said = {model_id: sorted(told) for model_id, told in content.predictions.items()}
            assert said == held["predictions"]
            for smear_id in held["smears"]:
                assert dataset.image_bytes(smear_id)
    assert read_main_file(DatasetFiles.of(path)).header.schema == SCHEMA
    assert verify(path) == []


def test_it_goes_back_to_its_backup_with_the_journals_of_both_programs(earlier: Path) -> None:
    path = earlier / "a.h5"
    with Dataset.open(path) as dataset:
        dataset.append(label_edit(dataset.content, next(iter(dataset.content.cells)), "smudge"))
        before = rows(dataset.content)
    path.write_bytes(b"damaged")
    restore_backup(path)
    assert rows(load_content(path)) == before
