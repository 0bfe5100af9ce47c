"""A large dataset: only what is looked at becomes objects, and what is saved is what a plain one would."""

import gc
import tracemalloc
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import Cell, Label
from leukodesk.core.content import Revision
from leukodesk.core.edits import Act, ChangeCells, LabelChange, SetLabels
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store import chain
from leukodesk.store.columns import text_column
from leukodesk.store.dataset import Dataset
from leukodesk.store.key_index import KeyIndex
from leukodesk.store.snapshot import load_content
from leukodesk.store.table_reading import content_from
from leukodesk.store.tables import tables_of
from tests.store.building import edits, fill, label_edit, rows
from tests.store.scale import MODEL, build
from tests.unit.core.datasets import copy_of

_ROWS = (Cell, Mask, Label, Revision, Prediction)


def _alive() -> Counter[type]:
    gc.collect()
    return Counter(type(item) for item in gc.get_objects() if type(item) in _ROWS)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "a.h5"
    build(path, smears=12, cells=12)
    return path


def test_an_opened_dataset_holds_objects_of_two_smears_at_most_however_many_were_looked_at(
    large: Path,
) -> None:
    before = _alive()
    with Dataset.open(large, read_only=True) as dataset:
        content = dataset.content
        assert len(content.cells) == 144
        assert _alive() - before == Counter()
        shown = list(content.cells_of(next(iter(content.smears))))
        assert _alive() - before == Counter({Mask: 24, Cell: 12})
        assert content.labels[shown[0].id].annotator == "Ben"
        del shown
        for smear_id in content.smears:
            assert len(list(content.cells_of(smear_id))) == 12
        assert len([content.labels[cell_id] for cell_id in content.cells if cell_id in content.labels]) > 24
        held = _alive() - before
        assert held[Cell] <= 24
        assert held[Mask] <= 48
        assert held[Label] <= 24
    del dataset, content
    assert _alive() - before == Counter()


def test_labelling_and_saving_builds_only_what_is_labelled(large: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    path.write_bytes(large.read_bytes())
    with Dataset.open(path) as dataset:
        content = dataset.content
        cell_id = next(iter(content.cells))
        before = _alive()
        edit = label_edit(content, cell_id, "smudge")
        dataset.append(edit)
        edit.apply(content)
        del edit
        dataset.checkpoint()
        assert set((_alive() - before).values()) <= {1, 2}
        assert content.counts() == load_content(path).counts()
        assert rows(load_content(path)) == rows(content)


def test_counts_of_a_read_dataset_are_those_of_its_cells_and_labels(large: Path) -> None:
    content = load_content(large)
    cells = list(content.cells.values())
    at = datetime.now(UTC)
    gone = (cells[0], cells[17])
    labels = tuple((cell.id, content.labels[cell.id]) for cell in gone if cell.id in content.labels)
    change = LabelChange(cells[3].id, content.labels.get(cells[3].id), Label("blast", "Cid", at))
    for edit in (ChangeCells(gone, (), Act("Cid", at), labels), SetLabels((change,), Act("Cid", at))):
        edit.check(content)
        edit.apply(content)
    counts = content.counts()
    assert list(counts) == list(content.smears)
    for smear_id, count in counts.items():
        own = [cell.id for cell in content.cells.values() if cell.smear_id == smear_id]
        assert list(content.cell_ids_of(smear_id)) == own
        classes = Counter(content.labels[i].cell_class for i in own if i in content.labels)
        assert (count.cells, dict(count.labels)) == (len(own), dict(classes))
        assert content.count_of(smear_id) == count


@pytest.mark.slow
def test_an_opened_dataset_takes_no_more_memory_than_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    build(path, smears=400, cells=50)
    with Dataset.open(path) as dataset:  # once more, so that the journal of the building is out of the way
        dataset.append(label_edit(dataset.content, next(iter(dataset.content.cells)), "smudge"))
    gc.collect()
    tracemalloc.start()
    try:
        with Dataset.open(path) as dataset:
            content = dataset.content
            shown = [list(content.cells_of(smear_id)) for smear_id in list(content.smears)[:3]]
            edit = label_edit(content, shown[0][0].id, "blast")
            dataset.append(edit)
            edit.apply(content)
            opened = tracemalloc.get_traced_memory()[0]
            dataset.checkpoint()
            gc.collect()
            saved = tracemalloc.get_traced_memory()[0]
            size = path.stat().st_size
            every = list(content.cells.values())
            built = tracemalloc.get_traced_memory()[0] - saved
    finally:
        tracemalloc.stop()
    print(
        f"file {size / 1e6:.1f} MB, opened {opened / 1e6:.1f}, saved {saved / 1e6:.1f}, "
        f"all built +{built / 1e6:.1f}"
    )
    assert len(every) == 20_000
    assert opened < 1.25 * size
    assert saved < 1.25 * opened
    assert built > 2 * size


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "a.h5"
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        fill(dataset)
    return path


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_what_is_edited_and_written_is_what_plain_rows_would_give(small: Path, data: st.DataObject) -> None:
    content = load_content(small)
    for _ in range(data.draw(st.integers(1, 8))):
        plain = copy_of(content)
        edit = data.draw(edits(content))
        edit.check(content)
        assert edit.apply(content) == edit.apply(plain)
        assert rows(content) == rows(plain)
        hashes: list[str] = []
        chain.extend(hashes, plain.revisions)
        again = content_from(tables_of(content, hashes), content.taxonomy)
        assert rows(again) == rows(content)
        for smear_id in content.smears:
            assert list(again.cells_of(smear_id)) == list(content.cells_of(smear_id))
        if data.draw(st.booleans()):
            content = again


_IDS = st.lists(st.text(st.characters(exclude_characters="\0"), max_size=20), unique=True, max_size=30)


@given(_IDS, _IDS)
def test_ids_are_found_where_they_lie(ids: list[str], others: list[str]) -> None:
    index = KeyIndex(text_column(ids))
    for row, name in enumerate(ids):
        assert index.find(name) == row
    asked = [*others, *ids]
    expected = [ids.index(name) if name in ids else -1 for name in asked]
    assert [index.find(name) for name in asked] == expected
    assert index.find_all(text_column(asked)).tolist() == expected


def test_an_id_that_is_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        KeyIndex(text_column(["a", "b", "a"]))


def test_predictions_of_a_read_dataset_are_replaced_and_added_to(large: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    path.write_bytes(large.read_bytes())
    with Dataset.open(path) as dataset:
        said = dataset.content.predictions[MODEL]
        first, last = [list(said)[place] for place in (0, -1)]
        sure = {"blast": 0.0, "normal": 1.0}
        dataset.append_predictions(
            [Prediction(i, MODEL, sure, abstained=False) for i in (first, last, "f" * 32)]
        )
        expected = dict(dataset.content.predictions[MODEL])
    assert dict(load_content(path).predictions[MODEL]) == expected
    assert expected[first].probabilities == sure
    assert list(expected)[-1] == "f" * 32
