"""Work on the dataset's files: in order, or not at all."""

import os
import shutil

import numpy as np
import pytest

from leukodesk.core.cell import Cell, new_cell_id
from leukodesk.core.edits import Act, AddSmears, ChangeCells
from leukodesk.core.errors import CancelledError, DatasetError
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.jobs.copying import Copied, save_copy
from leukodesk.jobs.datasets import (
    Backlog,
    create_dataset,
    open_or_create,
    read_image,
    store_image,
    write_backlog,
)
from leukodesk.jobs.job import JobContext
from leukodesk.store.dataset import Dataset
from leukodesk.store.merge import merge
from leukodesk.store.verify import verify
from leukodesk.workspace.reviewing import act_of
from tests.full_disk import full_disk_at

ENCODED = b"the bytes of an image file" * 100


def smear_of(encoded):
    import hashlib

    digest = hashlib.sha256(encoded).hexdigest()
    return Smear(digest[:16], "field.png", digest, 100, 100)


SMEAR = smear_of(ENCODED)


def add_cell(act=None):
    cell = Cell(
        new_cell_id(), SMEAR.id, Mask.from_pixels(np.ones((5, 5), dtype=bool), 1, 1), None, source="Ada"
    )
    return ChangeCells((), (cell,), act or act_of("Ada"))


@pytest.fixture
def dataset(tmp_path):
    opened = create_dataset(JobContext(), tmp_path / "made" / "a.h5", BLAST_NORMAL)
    store_image(JobContext(), opened.dataset, SMEAR, ENCODED)
    opened.dataset.append(AddSmears((SMEAR,)))
    yield opened.dataset
    opened.dataset.close()


def test_backlog_is_written_in_order(dataset):
    edits = [add_cell() for _ in range(5)]
    prediction = Prediction(edits[0].new[0].id, "m", {"blast": 0.75, "normal": 0.25}, abstained=False)
    backlog = Backlog(dataset)
    backlog.writes.extend([*edits, (prediction,)])
    write_backlog(JobContext(), backlog)
    assert not backlog.writes
    assert backlog.problem == ""
    assert list(dataset.content.cells) == [edit.new[0].id for edit in edits]
    assert dataset.content.predictions["m"][prediction.cell_id] == prediction


def test_nothing_overtakes_a_write_that_failed(dataset):
    first, second = add_cell(), add_cell(Act("Ad\0a", act_of("x").at))
    third = add_cell()
    backlog = Backlog(dataset)
    backlog.writes.extend([first, second, third])
    write_backlog(JobContext(), backlog)
    assert "NUL" in backlog.problem
    assert list(backlog.writes) == [second, third]
    assert list(dataset.content.cells) == [first.new[0].id]
    write_backlog(JobContext(), backlog)
    assert list(backlog.writes) == [second, third]


def test_predictions_that_do_not_fit_never_hold_up_labels(dataset):
    cell_id = "c" * 32
    known = Prediction(cell_id, "m", {"blast": 0.5, "normal": 0.5}, abstained=False)
    other = Prediction(cell_id, "m", {"smudge": 0.5, "artefact": 0.5}, abstained=False)
    edit = add_cell()
    backlog = Backlog(dataset)
    backlog.writes.extend([(known,), (other,), edit])
    write_backlog(JobContext(), backlog)
    assert not backlog.writes
    assert backlog.problem == ""
    assert list(dataset.content.cells) == [edit.new[0].id]
    (sentence,) = backlog.notices
    assert sentence.endswith(".")


def test_bug_while_saving_stops_the_backlog_and_is_raised(dataset):
    backlog = Backlog(dataset)
    backlog.writes.extend(["no edit at all", add_cell()])
    with pytest.raises(AttributeError):
        write_backlog(JobContext(), backlog)
    assert backlog.problem.endswith(".")
    assert len(backlog.writes) == 2


def test_missing_dataset_is_created_and_found_the_next_time(tmp_path):
    path = tmp_path / "deep" / "folder" / "a.h5"
    first = open_or_create(JobContext(), path, BLAST_NORMAL)
    store_image(JobContext(), first.dataset, SMEAR, ENCODED)
    first.dataset.append(AddSmears((SMEAR,)))
    first.dataset.close()
    again = open_or_create(JobContext(), path, BLAST_NORMAL)
    assert list(again.content.smears) == [SMEAR.id]
    again.dataset.close()


def test_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatasetError, match="allow writing there"):
        create_dataset(JobContext(), tmp_path / "file" / "a.h5", BLAST_NORMAL)


def test_nobody_waits_for_a_cancelled_image(dataset):
    assert read_image(JobContext(), dataset, SMEAR) == (SMEAR, ENCODED)
    context = JobContext()
    context.cancel()
    with pytest.raises(CancelledError):
        read_image(context, dataset, SMEAR)


def test_copy_is_complete_and_independent(dataset, tmp_path):
    saved, unsaved = add_cell(), add_cell()
    dataset.append(saved)
    target = tmp_path / "copy.h5"
    assert save_copy(JobContext(), dataset, target, [unsaved]) == Copied(target, (unsaved,))
    dataset.append(add_cell())
    with Dataset.open(target) as copy:
        assert list(copy.content.cells) == [saved.new[0].id, unsaved.new[0].id]
        assert copy.image_bytes(SMEAR.id) == ENCODED
    assert len(dataset.content.cells) == 2


def test_copy_holds_what_was_saved_while_its_images_were_copied(dataset, tmp_path):
    before, meanwhile, after = add_cell(), add_cell(), add_cell()
    backlog = Backlog(dataset)
    backlog.writes.append(before)
    encoded = ENCODED + b"other"
    smear = smear_of(encoded)

    def save():
        if not backlog.made:
            store_image(JobContext(), dataset, smear, encoded)
            backlog.writes.extend([meanwhile, AddSmears((smear,))])
            write_backlog(JobContext(), backlog)
            backlog.writes.append(after)

    target = tmp_path / "copy.h5"
    assert save_copy(JobContext(save), dataset, target, backlog.writes) == Copied(target, (after,))
    assert len(dataset.content.cells) == 2
    assert verify(target) == []
    with Dataset.open(target) as copy:
        assert list(copy.content.cells) == [edit.new[0].id for edit in (before, meanwhile, after)]
        assert copy.image_bytes(smear.id) == encoded


def test_copy_reads_with_plain_hdf5_after_the_original_is_gone(dataset, tmp_path):
    import shutil

    import h5py

    target = tmp_path / "copy.h5"
    save_copy(JobContext(), dataset, target, [])
    dataset.close()
    shutil.rmtree(dataset.path.parent)
    with h5py.File(target) as file:
        assert bytes(file["images"][SMEAR.id][()]) == ENCODED


def test_copy_of_a_renamed_dataset_takes_its_images_along(dataset, tmp_path):
    dataset.close()
    renamed = dataset.path.rename(dataset.path.with_name("renamed.h5"))
    target = tmp_path / "copy.h5"
    with Dataset.open(renamed) as again:
        save_copy(JobContext(), again, target, [])
    with Dataset.open(target) as copy:
        assert copy.notices == ()
        assert copy.image_bytes(SMEAR.id) == ENCODED


def test_copy_takes_the_image_of_a_smear_that_is_not_saved_yet(dataset, tmp_path):
    encoded = ENCODED + b"other"
    smear = smear_of(encoded)
    store_image(JobContext(), dataset, smear, encoded)
    target = tmp_path / "copy.h5"
    save_copy(JobContext(), dataset, target, [AddSmears((smear,))])
    with Dataset.open(target) as copy:
        assert copy.image_bytes(smear.id) == encoded


def test_copy_without_an_image_is_refused_before_anything_is_written(dataset, tmp_path):
    (image,) = dataset.path.with_name("a.h5-images").iterdir()
    image.rename(tmp_path / "lost")
    before = set(tmp_path.iterdir())
    with pytest.raises(DatasetError, match=r"field\.png is missing.*a\.h5-images back") as refused:
        save_copy(JobContext(), dataset, tmp_path / "copy.h5", [])
    assert str(refused.value).count(".\n") == 0
    assert set(tmp_path.iterdir()) == before


def test_copy_never_replaces_anything(dataset, tmp_path):
    target = tmp_path / "copy.h5"
    target.write_text("precious")
    with pytest.raises(DatasetError, match="there already"):
        save_copy(JobContext(), dataset, target, [])
    assert target.read_text() == "precious"


def test_copy_has_no_part_in_a_witness_that_a_former_dataset_of_its_name_left(dataset, tmp_path):
    target = tmp_path / "copy.h5"
    save_copy(JobContext(), dataset, target, [add_cell()])
    for path in tmp_path.glob("copy.h5*"):
        if path.name != "copy.h5-witness":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    save_copy(JobContext(), dataset, target, [])
    assert verify(target) == []
    assert Dataset.open(target, read_only=True).notices == ()


def test_cancelled_copy_leaves_nothing(dataset, tmp_path):
    context = JobContext()
    context.cancel()
    before = set(tmp_path.iterdir())
    with pytest.raises(CancelledError):
        save_copy(context, dataset, tmp_path / "copy.h5", [])
    assert set(tmp_path.iterdir()) == before


def test_copy_on_a_full_disk_leaves_nothing(dataset, tmp_path):
    before = set(tmp_path.iterdir())
    with full_disk_at(1000), pytest.raises(DatasetError, match=r"copy\.h5"):
        save_copy(JobContext(), dataset, tmp_path / "copy.h5", [])
    assert set(tmp_path.iterdir()) == before


def test_copy_into_a_missing_folder_is_one_sentence(dataset, tmp_path):
    with pytest.raises(DatasetError, match="choose another place"):
        save_copy(JobContext(), dataset, tmp_path / "nowhere" / "copy.h5", [])


def unplug(dataset):
    """Take the folder of a dataset away."""
    return dataset.path.parent.rename(dataset.path.parent.with_name("unplugged"))


@pytest.mark.skipif(os.name == "nt", reason="Windows lets no folder of an open file go")
@pytest.mark.parametrize("is_mounted_on", [False, True], ids=["no folder", "a bare folder"])
def test_copy_of_what_is_gone_is_made_from_memory(dataset, tmp_path, is_mounted_on):
    saved, unsaved = add_cell(), add_cell()
    dataset.append(saved)
    unplugged = unplug(dataset)
    if is_mounted_on:
        dataset.path.parent.mkdir()
    target = tmp_path / "copy.h5"
    assert save_copy(JobContext(), dataset, target, [unsaved]) == Copied(target, (unsaved,), missing=1)
    if is_mounted_on:
        dataset.path.parent.rmdir()
    unplugged.rename(dataset.path.parent)
    with Dataset.open(target) as copy:
        assert list(copy.content.cells) == [saved.new[0].id, unsaved.new[0].id]
        assert copy.content.revisions[: len(dataset.content.revisions)] == dataset.content.revisions
        assert "1 of 1 images of copy.h5 are missing" in copy.notices[0]


@pytest.mark.skipif(os.name == "nt", reason="Windows lets no folder of an open file go")
def test_copy_of_what_is_gone_finds_its_way_back_by_a_merge(dataset, tmp_path):
    saved, unsaved = add_cell(), add_cell()
    dataset.append(saved)
    unplugged = unplug(dataset)
    target = tmp_path / "copy.h5"
    save_copy(JobContext(), dataset, target, [unsaved])
    unplugged.rename(dataset.path.parent)
    dataset.close()
    merge(dataset.path, [target], act_of("Ada"))
    with Dataset.open(dataset.path) as merged:
        assert set(merged.content.cells) == {saved.new[0].id, unsaved.new[0].id}
        assert merged.image_bytes(SMEAR.id) == ENCODED


def test_copy_of_what_was_damaged_while_open_holds_everything_with_its_images(dataset, tmp_path):
    saved = add_cell()
    dataset.append(saved)
    dataset.path.write_bytes(b"damaged")
    target = tmp_path / "copy.h5"
    assert save_copy(JobContext(), dataset, target, []).missing == 0
    with Dataset.open(target) as copy:
        assert list(copy.content.cells) == [saved.new[0].id]
        assert copy.image_bytes(SMEAR.id) == ENCODED


@pytest.mark.skipif(os.name == "nt", reason="Windows lets no folder of an open file go")
def test_copy_of_what_is_gone_into_a_missing_folder_is_one_sentence(dataset, tmp_path):
    unplugged = unplug(dataset)
    with pytest.raises(DatasetError, match="choose another place"):
        save_copy(JobContext(), dataset, tmp_path / "nowhere" / "copy.h5", [])
    unplugged.rename(dataset.path.parent)
