"""What was done since a dataset was opened goes from memory into its tables; nothing of it is to be seen."""

import gc
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import Cell, Label
from leukodesk.core.content import Revision
from leukodesk.core.edits import CompositeEdit, Edit
from leukodesk.core.errors import DatasetError, EditError
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset
from leukodesk.store.resting_edits import RestingEdit, number_of_cells
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.full_disk import full_disk_at
from tests.store.building import die, edits, fill, label_edit, rows
from tests.unit.core.datasets import copy_of

_ROWS = (Cell, Mask, Label, Revision, Prediction)


def alive() -> Counter[type]:
    gc.collect()
    return Counter(type(item) for item in gc.get_objects() if type(item) in _ROWS)


@pytest.fixture
def dataset(tmp_path: Path) -> Iterator[Dataset]:
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as made:
        yield made


def test_cells_of_this_session_are_objects_until_it_settles(dataset: Dataset) -> None:
    before = alive()
    fill(dataset)
    held = rows(dataset.content)
    assert (alive() - before)[Cell] == 12
    dataset.settle()
    assert rows(dataset.content) == held
    del held
    assert alive() - before == Counter()


def test_it_is_time_when_much_was_done(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leukodesk.store.dataset.MANY", 40)
    fill(dataset, smears=1)
    assert not dataset.is_unsettled
    fill(dataset, smears=3)
    assert dataset.is_unsettled
    dataset.settle()
    assert not dataset.is_unsettled
    fill(dataset, smears=4)
    assert dataset.is_unsettled


def test_a_dataset_that_cannot_settle_loses_nothing_and_does_not_try_at_every_change(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leukodesk.store.dataset.MANY", 20)
    fill(dataset)
    assert dataset.is_unsettled
    held = rows(dataset.content)
    with full_disk_at(10_000), pytest.raises(DatasetError, match="every change is safe in the journal"):
        dataset.settle()
    assert rows(dataset.content) == held
    assert not dataset.is_unsettled
    fill(dataset)
    fill(dataset)
    assert dataset.is_unsettled
    dataset.settle()
    assert dataset.content.number_built == 0


def test_a_program_killed_after_settling_left_everything_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    dataset = Dataset.create(path, BLAST_NORMAL)
    fill(dataset)
    dataset.settle()
    for cell_id in dataset.content.cells:
        dataset.append(label_edit(dataset.content, cell_id, "normal"))
    held = rows(dataset.content)
    die(dataset)
    assert rows(load_content(path)) == held
    assert verify(path) == []


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_settled_dataset_holds_what_one_holds_that_never_settled(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Dataset.create(tmp_path_factory.mktemp("settled") / "a.h5", BLAST_NORMAL) as dataset:
        fill(dataset)
        reference, shown = copy_of(dataset.content), dataset.content
        done: list[Edit] = []
        for _ in range(data.draw(st.integers(1, 8))):
            edit = data.draw(edits(reference))
            if done and data.draw(st.booleans()):
                edit = data.draw(st.sampled_from(done)).inverse(datetime.now(UTC))
            try:
                edit.check(reference)
            except EditError:
                with pytest.raises(EditError):
                    dataset.append(edit)
                continue
            done.append(RestingEdit(edit).awake() if data.draw(st.booleans()) else edit)
            changes = edit.apply(reference)
            assert dataset.append(edit) == changes
            assert edit.apply(shown) == changes
            if data.draw(st.booleans()):
                dataset.settle()
                shown.take_over(dataset.content)
            for content in (shown, dataset.content):
                assert rows(content) == rows(reference)
                assert content.counts() == reference.counts()
                assert list(content.smear_entries()) == list(reference.smear_entries())
                for smear_id in reference.smears:
                    assert list(content.cells_of(smear_id)) == list(reference.cells_of(smear_id))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_an_edit_that_rests_awakes_as_it_was(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Dataset.create(tmp_path_factory.mktemp("edits") / "a.h5", BLAST_NORMAL) as dataset:
        fill(dataset)
        content = dataset.content
    edit = CompositeEdit(tuple(data.draw(st.lists(edits(content), max_size=4))), "several")
    resting = RestingEdit(edit)
    assert resting.awake() == edit
    assert resting.awake() == edit
    assert number_of_cells(resting._rest) == 0
