"""What a reader does to a dataset is there again, exactly, and nobody else can get between."""

import subprocess
import sys
import threading
from pathlib import Path

import h5py
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import Cell
from leukodesk.core.edits import AddSmears, ChangeCells, SetLabels
from leukodesk.core.errors import DatasetError, EditError
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.audit import history
from leukodesk.store.dataset import Dataset
from leukodesk.store.info import info
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import act, edits, encoded_image, fill, filled, label_edit, rows, smear_of

_QUICK = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


def test_everything_is_there_after_close_and_open(tmp_path: Path) -> None:
    before = filled(tmp_path / "a.h5")
    with Dataset.open(tmp_path / "a.h5") as dataset:
        assert rows(dataset.content) == rows(before)
        assert dataset.notices == ()
        for number, smear_id in enumerate(before.smears):
            assert dataset.image_bytes(smear_id) == encoded_image(number)


def test_everything_is_there_without_a_close(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    dataset = Dataset.create(path, BLAST_NORMAL)
    fill(dataset)
    assert rows(load_content(path)) == rows(dataset.content)
    assert dataset.pending == info(path).pending > 0
    dataset.close()


@_QUICK
@given(st.data())
def test_any_edits_come_back_in_any_mixture_of_checkpoints(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("edits") / "a.h5"
    dataset = Dataset.create(path, BLAST_NORMAL)
    for _ in range(data.draw(st.integers(1, 25))):
        edit = data.draw(edits(dataset.content))
        dataset.append(edit)
        if data.draw(st.integers(0, 9)) == 0:
            dataset.append(edit.inverse(act().at))
        if data.draw(st.integers(0, 9)) == 0:
            dataset.checkpoint()
        if dataset.content.cells and data.draw(st.integers(0, 9)) == 0:
            chances = data.draw(st.lists(st.floats(0, 1, width=32), min_size=2, max_size=2))
            said = dict(zip(("blast", "normal"), chances, strict=True))
            cell_id = data.draw(st.sampled_from(list(dataset.content.cells)))
            dataset.append_predictions([Prediction(cell_id, "a/b.c", said, data.draw(st.booleans()))])
    assert rows(load_content(path)) == rows(dataset.content)
    before = rows(dataset.content)
    dataset.close()
    assert rows(load_content(path)) == before
    missing_images = len(load_content(path).smears)
    assert len(verify(path)) == missing_images


def test_a_clean_close_leaves_no_journal_and_no_temporary_file(tmp_path: Path) -> None:
    filled(tmp_path / "a.h5")
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"a.h5", "a.h5.bak", "a.h5.bak-journal", "a.h5-images", "a.h5-lock", "a.h5-witness"}


def test_plain_h5py_reads_labels_and_images(tmp_path: Path) -> None:
    content = filled(tmp_path / "a.h5")
    smear_id = next(iter(content.smears))
    with h5py.File(tmp_path / "a.h5") as file:
        assert file["labels/class"].asstr()[0] == "blast"
        assert bytes(file[f"images/{smear_id}"][()]) == encoded_image(0)
        assert file["predictions/m.x/probabilities"].shape == (len(content.cells), 2)


def test_an_edit_that_does_not_fit_is_refused_and_not_journalled(tmp_path: Path) -> None:
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        fill(dataset)
        pending = dataset.pending
        with pytest.raises(EditError):
            dataset.append(label_edit(dataset.content, "no such cell", "blast"))
        assert dataset.pending == pending


def test_a_second_writer_is_refused_and_may_read(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        fill(dataset)
        with pytest.raises(DatasetError, match=r"a\.h5 is already open elsewhere.*read-only"):
            Dataset.open(path)
        with Dataset.open(path, read_only=True) as other:
            assert other.read_only
            assert rows(other.content) == rows(dataset.content)
            with pytest.raises(DatasetError, match="not open for writing"):
                other.append(SetLabels((), act()))
            with pytest.raises(DatasetError, match="not open for writing"):
                other.append_predictions([])
    Dataset.open(path).close()


def test_another_process_is_refused_until_the_writer_dies(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    program = (
        "import pathlib, sys\n"
        "from leukodesk.store.dataset import Dataset\n"
        "dataset = Dataset.open(pathlib.Path(sys.argv[1]))\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(DatasetError, match="already open elsewhere"):
            Dataset.open(path)
        other.kill()
        other.wait()
        Dataset.open(path).close()


def test_it_may_be_closed_on_another_thread(tmp_path: Path) -> None:
    dataset = Dataset.create(tmp_path / "a.h5", BLAST_NORMAL)
    thread = threading.Thread(target=dataset.close)
    thread.start()
    thread.join()
    Dataset.open(tmp_path / "a.h5").close()


def test_create_never_replaces_a_dataset_or_what_is_left_of_one(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    with pytest.raises(DatasetError, match=r"a\.h5 is there already"):
        Dataset.create(path, BLAST_NORMAL)
    path.unlink()
    with pytest.raises(DatasetError, match=r"a\.h5\.bak is there already"):
        Dataset.create(path, BLAST_NORMAL)
    with pytest.raises(DatasetError, match="is not a folder"):
        Dataset.create(tmp_path / "none" / "b.h5", BLAST_NORMAL)


def test_a_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    filled(tmp_path / "real" / "a.h5")
    link = tmp_path / "link.h5"
    link.symlink_to(tmp_path / "real" / "a.h5")
    with Dataset.open(link) as dataset:
        cell_id = list(dataset.content.cells)[1]
        dataset.append(label_edit(dataset.content, cell_id, "normal"))
    assert link.is_symlink()
    assert load_content(tmp_path / "real" / "a.h5").labels[cell_id].cell_class == "normal"


def test_the_history_says_who_said_what(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    with Dataset.open(path) as dataset:
        cell_id = next(iter(dataset.content.labels))
        edit = label_edit(dataset.content, cell_id, "normal", act("second look", "Grace"))
        dataset.append(edit)
        dataset.append(edit.inverse(act().at))
        entries = list(history(path, cell_id=cell_id))
        assert [(e.revision.old, e.revision.new, e.revision.reason) for e in entries] == [
            (None, "blast", "review"),
            ("blast", "normal", "second look"),
            ("normal", "blast", "undo"),
        ]
        assert entries[1].revision.suggestion == "m.x:blast"
    assert list(history(path, cell_id=cell_id)) == entries
    assert [entry.revision.new for entry in history(path, annotator="Grace")] == ["normal", "blast"]
    everything = list(history(path))
    assert [entry.sequence for entry in everything] == list(range(1, len(everything) + 1))
    assert len({entry.hash for entry in everything}) == len(everything)


def test_info_counts(tmp_path: Path) -> None:
    content = filled(tmp_path / "a.h5")
    found = info(tmp_path / "a.h5")
    assert (found.smears, found.cells, found.revisions) == (2, 12, 6)
    assert found.labels == {"blast": 6, "normal": 0, "smudge": 0, "artefact": 0, "not_classed": 0}
    assert found.annotators == {"Ada": 6}
    assert found.predictions == {"m.x": len(content.cells)}
    assert (found.pending, found.missing_images, found.notices) == (0, 0, ())


def test_probabilities_are_the_same_before_and_after_a_restart(tmp_path: Path) -> None:
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        said = Prediction("a cell", "m.x", {"blast": 0.1, "normal": 0.9}, abstained=True)
        dataset.append_predictions([said])
        before = dataset.content.predictions["m.x"]["a cell"]
    assert load_content(tmp_path / "a.h5").predictions["m.x"]["a cell"] == before
    assert before.probabilities["blast"] == pytest.approx(0.1)


def test_doubt_is_kept_and_files_without_it_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    known = Prediction("a", "m.x", {"blast": 0.5, "normal": 0.5}, abstained=False, unfamiliarity=1.3)
    silent = Prediction("b", "m.x", {"blast": 0.5, "normal": 0.5}, abstained=False)
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        dataset.append_predictions([silent])
        dataset.checkpoint()
        with h5py.File(path) as file:  # as written before there was doubt
            assert "unfamiliarity" not in file["predictions"]["m.x"]
        assert load_content(path).predictions["m.x"]["b"] == silent
        dataset.append_predictions([known, silent])
        in_journal = load_content(path).predictions["m.x"]
        dataset.checkpoint()
    in_file = load_content(path).predictions["m.x"]
    assert in_file == in_journal
    assert in_file["a"].unfamiliarity == pytest.approx(1.3)
    assert in_file["b"].unfamiliarity is None


def test_what_neighbours_count_for_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    said = {"blast": 0.5, "normal": 0.5}
    known = Prediction("a", "m.x", said, abstained=False, neighbour_share=0.25)
    silent = Prediction("b", "m.x", said, abstained=False)
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        dataset.append_predictions([known, silent])
        assert load_content(path).predictions["m.x"] == {"a": known, "b": silent}
        dataset.checkpoint()
    assert load_content(path).predictions["m.x"] == {"a": known, "b": silent}


def test_a_model_cannot_change_its_classes(tmp_path: Path) -> None:
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        dataset.append_predictions([Prediction("a", "m.x", {"blast": 0.5, "normal": 0.5}, abstained=False)])
        other = Prediction("b", "m.x", {"blast": 0.5, "smudge": 0.5}, abstained=False)
        with pytest.raises(DatasetError, match=r"m\.x.*other classes than before"):
            dataset.append_predictions([other])
        assert list(dataset.content.predictions["m.x"]) == ["a"]


def test_numbers_from_numpy_are_kept(tmp_path: Path) -> None:
    encoded = encoded_image(1)
    smear = smear_of(encoded)
    whole = Mask.from_pixels(np.ones((3, 4), dtype=bool), np.int64(5), np.int64(6))
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        dataset.append(AddSmears((smear,)))
        dataset.append(ChangeCells((), (Cell("0" * 32, smear.id, whole, None),), act()))
    assert load_content(tmp_path / "a.h5").cells["0" * 32].cell_mask == whole


def test_a_text_that_hdf5_cannot_keep_is_refused(tmp_path: Path) -> None:
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        fill(dataset)
        cell_id = next(iter(dataset.content.cells))
        with pytest.raises(DatasetError, match="NUL character"):
            dataset.append(label_edit(dataset.content, cell_id, "normal", act("why\0")))
        dataset.append(label_edit(dataset.content, cell_id, "normal", act(r"a backslash \u0000")))
    assert load_content(tmp_path / "a.h5").revisions[-1].reason == r"a backslash \u0000"


@pytest.mark.parametrize("model_id", ["", ".", ".."])
def test_a_model_without_a_name_is_refused(tmp_path: Path, model_id: str) -> None:
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        with pytest.raises(DatasetError, match="is no model id"):
            dataset.append_predictions([Prediction("a", model_id, {"blast": 1.0}, abstained=False)])
        dataset.append_predictions([Prediction("a", "a/../b", {"blast": 1.0}, abstained=False)])
    assert list(load_content(tmp_path / "a.h5").predictions) == ["a/../b"]
