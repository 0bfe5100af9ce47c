"""A dataset that does not open has a way out: look at it, or go back to its backup."""

import os

import pytest

from leukodesk.store.dataset import Dataset
from leukodesk.workspace.reviewing import label_edit


@pytest.fixture
def ways_out(workspace):
    """Pairs of the kind and the path the workspace offered."""
    offered = []
    workspace.way_out.connect(lambda kind, path: offered.append((kind, path)))
    return offered


@pytest.fixture
def closed(make_workspace, image, settle):
    """A dataset with one label that nobody has open."""
    former = make_workspace()
    former.open_path(image)
    settle(former)
    former.label(list(former.content.cells)[:1], "blast")
    path = former.dataset_path
    assert former.close()
    return path


def test_dataset_open_elsewhere_can_be_looked_at(closed, workspace, settle, ways_out):
    with Dataset.open(closed) as elsewhere:
        workspace.open_path(closed)
        settle(workspace)
        assert "already open" in workspace.told["failed"][0][1]
        assert ways_out == [("look", closed)]
        workspace.open_to_look(closed)
        settle(workspace)
        assert workspace.read_only
        assert workspace.smear is not None
        (cell_id,) = workspace.content.labels
        workspace.label([cell_id], "normal")
        _, sentence = workspace.told["failed"][-1]
        assert "look at only" in sentence
        assert "save a copy" in sentence
        assert workspace.content.labels[cell_id].cell_class == "blast"
        assert elsewhere.content.labels.keys() == {cell_id}


def test_dataset_that_is_looked_at_is_opened_to_be_changed_once_it_is_free(
    closed, workspace, settle, ways_out
):
    with Dataset.open(closed):
        workspace.open_to_look(closed)
        settle(workspace)
        workspace.open_path(closed)
        settle(workspace)
        assert ways_out == [("look", closed)]
        assert workspace.read_only
    workspace.open_path(closed)
    settle(workspace)
    assert not workspace.read_only
    workspace.label(list(workspace.content.cells), "normal")
    settle(workspace)
    assert workspace.saved_state == "saved"


def test_copy_of_what_is_looked_at_can_be_changed(closed, workspace, settle, tmp_path):
    with Dataset.open(closed) as elsewhere:
        (label,) = elsewhere.content.labels.values()
        unlabelled = [(cell_id, None) for cell_id in elsewhere.content.labels]
        elsewhere.append(label_edit(elsewhere.content, unlabelled, "Grace", None))
        workspace.open_to_look(closed)
        settle(workspace)
        workspace.exchange.save_copy(tmp_path / "mine.h5")
        settle(workspace)
        workspace.open_path(tmp_path / "mine.h5")
        settle(workspace)
        assert not workspace.read_only
        assert not workspace.content.labels
        workspace.label(list(workspace.content.cells)[:1], label.cell_class)
        settle(workspace)
        assert workspace.saved_state == "saved"
        assert workspace.content.labels
        assert not elsewhere.content.labels


def test_images_whose_dataset_is_open_elsewhere_can_be_looked_at_too(
    closed, workspace, image, settle, ways_out
):
    with Dataset.open(closed):
        workspace.open_path(image)
        settle(workspace)
        assert ways_out == [("look", closed)]


def test_damaged_dataset_goes_back_to_its_backup(closed, workspace, settle, ways_out):
    closed.write_bytes(b"damaged")
    workspace.open_path(closed)
    settle(workspace)
    ((_, sentence),) = workspace.told["failed"]
    assert closed.name in sentence
    assert f"{closed.name}.bak" in sentence
    assert "leukodesk dataset restore" in sentence
    assert ways_out == [("restore", closed)]
    workspace.restore_backup(closed)
    settle(workspace)
    assert not workspace.read_only
    assert [label.cell_class for label in workspace.content.labels.values()] == ["blast"]
    notice = workspace.told["noticed"][-1][0]
    kept = f"{closed.name}.damaged-1"
    assert f"{closed.name}.bak" in notice
    assert kept in notice
    assert closed.with_name(kept).read_bytes() == b"damaged"


def test_images_whose_dataset_is_gone_get_it_back_from_the_backup(closed, workspace, image, settle, ways_out):
    closed.unlink()
    workspace.open_path(image)
    settle(workspace)
    assert ways_out == [("restore", closed)]
    workspace.restore_backup(closed)
    settle(workspace)
    assert len(workspace.content.labels) == 1


def test_damage_without_a_backup_has_no_such_way_out(closed, workspace, settle, ways_out):
    closed.write_bytes(b"damaged")
    closed.with_name(f"{closed.name}.bak").unlink()
    workspace.open_path(closed)
    settle(workspace)
    assert len(workspace.told["failed"]) == 1
    assert ways_out == []


def test_saved_changes_that_are_missing_are_told_until_somebody_closes_the_message(closed, workspace, settle):
    with Dataset.open(closed) as dataset:
        witness = closed.with_name(f"{closed.name}-witness")
        cells = [(cell_id, None) for cell_id in dataset.content.labels]
        before = closed.read_bytes()
        dataset.append(label_edit(dataset.content, cells, "Grace", "normal"))
        ahead = witness.read_bytes()
    closed.write_bytes(before)
    witness.write_bytes(ahead)
    closed.with_name(f"{closed.name}.bak-journal").unlink()
    workspace.open_path(closed)
    settle(workspace)
    ((title, sentence),) = workspace.told["failed"]
    assert title == ""
    assert f"{closed.name} lacks 1 saved change, number " in sentence
    assert f"bring {closed.name}-journal back" in sentence
    assert len(workspace.content.labels) == 1
    assert not workspace.read_only


@pytest.mark.skipif(os.name == "nt", reason="an open journal cannot be deleted there")
def test_deleted_journal_is_written_anew(closed, workspace, settle):
    workspace.open_path(closed)
    settle(workspace)
    cell_id, *_ = workspace.content.cells
    workspace.label([cell_id], "normal")
    settle(workspace)
    closed.with_name(f"{closed.name}-journal").unlink()
    workspace.label([cell_id], "smudge")
    settle(workspace)
    assert workspace.saved_state == "saved"
    with Dataset.open(closed, read_only=True) as dataset:
        said = dataset.content.entries_of([cell_id])
        assert [revision.new for revision in said] == ["blast", "normal", "smudge"]
