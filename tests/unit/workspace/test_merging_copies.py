"""Merging another copy into the open dataset while its reader goes on."""

from datetime import UTC, datetime

import pytest

from leukodesk.core.cell import Label
from leukodesk.core.edits import Act, LabelChange, SetLabels
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from leukodesk.workspace import copy_merging

_CHANGED = "was not merged, because cells or labels changed while it was looked at; merge it again."


@pytest.fixture
def opened(make_workspace, image, settle):
    workspace = make_workspace()
    workspace.open_path(image)
    settle(workspace)
    return workspace


@pytest.fixture
def copy(opened, tmp_path, settle):
    """A copy in which boris labelled the first cell."""
    path = tmp_path / "copy.h5"
    opened.exchange.save_copy(path)
    settle(opened)
    assert DatasetFiles.of(path).main.exists()
    with Dataset.open(path) as dataset:
        act = Act("boris", datetime.now(UTC))
        first = next(iter(dataset.content.cells))
        dataset.append(SetLabels((LabelChange(first, None, Label("blast", "boris", act.at)),), act))
    return path


def planned(qtbot, workspace, path):
    with qtbot.waitSignal(workspace.merging.planned, timeout=10_000) as found:
        workspace.merging.look(path)
    return found.args[0]


def test_what_a_reader_labels_while_a_merge_is_looked_at_does_not_keep_it_out(opened, copy, qtbot, settle):
    first, *_ = opened.content.cells
    found = planned(qtbot, opened, copy)
    opened.label((first,), "normal")
    opened.merging.take_over(found)
    settle(opened)
    assert opened.content.labels[first].cell_class == "normal"
    said = [(entry.annotator, entry.new) for entry in opened.content.revisions if entry.cell_id == first]
    assert said[:2] == [("Ada", "normal"), ("boris", "blast")]
    assert opened.deciding.cells == (first,)
    assert not opened.told["failed"]
    opened.undo()
    assert opened.content.labels[first].cell_class == "normal"
    assert opened.deciding.cells == ()


def test_a_merge_that_the_reader_always_outruns_is_told_by_its_name_and_loses_nothing(
    opened, copy, qtbot, settle, monkeypatch
):
    first, *_ = opened.content.cells
    found = planned(qtbot, opened, copy)
    classes = ["normal", "blast", "normal", "blast"]
    opened.label((first,), classes.pop())
    bring = copy_merging.CopyMerger._record

    def label_before(merger, asked, planned_anew):
        opened.label((first,), classes.pop())
        bring(merger, asked, planned_anew)

    monkeypatch.setattr(copy_merging.CopyMerger, "_record", label_before)
    opened.merging.take_over(found)
    settle(opened)
    assert not classes
    assert [sentence for _, sentence in opened.told["failed"]] == [f"copy.h5 {_CHANGED}"]
    said = [(entry.annotator, entry.new) for entry in opened.content.revisions if entry.cell_id == first]
    assert said == [("Ada", name) for name in ("blast", "normal", "blast", "normal")]
    monkeypatch.undo()
    opened.merging.take_over(planned(qtbot, opened, copy))
    settle(opened)
    assert opened.deciding.cells == (first,)


def test_a_merge_that_is_planned_anew_is_done_before_the_window_closes(opened, copy, qtbot):
    path, first = opened.dataset_path, next(iter(opened.content.cells))
    found = planned(qtbot, opened, copy)
    opened.label((first,), "normal")
    opened.merging.take_over(found)
    assert opened.close()
    assert not opened.told["failed"]
    with Dataset.open(path, read_only=True) as dataset:
        assert {entry.annotator for entry in dataset.content.revisions if entry.cell_id == first} == {
            "Ada",
            "boris",
        }


def test_a_merge_that_a_blind_reading_keeps_out_says_so_by_its_name(opened, copy, qtbot, settle):
    opened.label((list(opened.content.cells)[1],), "blast")
    opened.set_annotator("carl")
    found = planned(qtbot, opened, copy)
    opened.second.begin()
    settle(opened)
    opened.merging.take_over(found)
    settle(opened)
    ((_, sentence),) = opened.told["failed"]
    assert sentence.startswith("copy.h5 was not merged. During a blind reading")
