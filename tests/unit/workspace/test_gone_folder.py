"""The folder of the open dataset goes away while a reader works: nothing is lost, nothing is repeated."""

import os

import pytest

from leukodesk.store.dataset import Dataset
from leukodesk.store.merge import merge
from leukodesk.store.verify import verify
from leukodesk.workspace.reviewing import act_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets no folder of an open file go")


class Share:
    """A folder that can be taken away and brought back, an empty one in its place meanwhile."""

    def __init__(self, folder):
        self.folder, self.away = folder, folder.with_name("away")

    def unplug(self):
        self.folder.rename(self.away)
        self.folder.mkdir()

    def plug_in(self):
        self.folder.rmdir()
        self.away.rename(self.folder)


@pytest.fixture
def share(opened, settle):
    """The folder of the open dataset, with one label in its journal."""
    opened.label(list(opened.content.cells)[:1], "blast")
    settle(opened)
    return Share(opened.dataset_path.parent)


@pytest.fixture
def cells(opened):
    return list(opened.content.cells)


@pytest.fixture
def unplugged(opened, share, cells, qtbot):
    """It was taken away, and two changes were made since."""
    share.unplug()
    opened.label(cells[1:2], "normal")
    qtbot.waitUntil(lambda: opened.saved_state == "failed")
    opened.label(cells[2:3], "smudge")
    return share


def keys(content):
    return [(r.cell_id, r.old, r.new, r.at) for r in content.revisions]


def test_what_is_done_meanwhile_is_saved_when_it_is_back(opened, unplugged, qtbot):
    assert "not connected" in opened.saved_problem
    assert opened.unsaved_edits == 2
    unplugged.plug_in()
    opened.retry_save()
    qtbot.waitUntil(lambda: opened.saved_state == "saved")
    assert opened.unsaved_edits == 0
    with Dataset.open(opened.dataset_path, read_only=True) as dataset:
        assert keys(dataset.content) == keys(opened.content)


def test_that_happens_by_itself_too(opened, share, cells, qtbot):
    opened._document.saver._retry_ms = 100
    share.unplug()
    opened.label(cells[1:2], "normal")
    qtbot.waitUntil(lambda: opened.saved_state == "failed")
    share.plug_in()
    qtbot.waitUntil(lambda: opened.saved_state == "saved", timeout=10_000)


def test_a_retry_in_vain_is_told_again(opened, unplugged, qtbot):
    opened.told.events.clear()
    opened.retry_save()
    qtbot.waitUntil(lambda: len(opened.told["saved_state_changed"]) == 2)
    assert [state for (state,) in opened.told["saved_state_changed"]] == ["saving", "failed"]
    unplugged.plug_in()


def test_a_reader_goes_on_in_a_copy_and_brings_it_home_later(
    opened, image, unplugged, cells, qtbot, settle, tmp_path
):
    image.unlink()
    copies = []
    opened.exchange.copied.connect(lambda path, _sentence: copies.append(path))
    target, original = tmp_path / "copy.h5", opened.dataset_path
    expected = keys(opened.content)
    opened.exchange.save_copy(target)
    qtbot.waitUntil(lambda: copies == [target])
    assert "1 image could not be read" in opened.told["notice"][-1][0]
    opened.open_path(target)
    settle(opened)
    assert opened.dataset_path == target
    assert keys(opened.content) == expected
    assert opened.saved_state == "saved"
    opened.label(cells[:1], "normal")
    settle(opened)
    assert opened.close()
    unplugged.plug_in()
    merge(original, [target], act_of("Ada"))
    assert verify(original) == []
    with Dataset.open(original, read_only=True) as dataset:
        assert {cell: label.cell_class for cell, label in dataset.content.labels.items()} == {
            cells[0]: "normal",
            cells[1]: "normal",
            cells[2]: "smudge",
        }


def test_the_copy_finds_images_where_they_were_opened(opened, unplugged, qtbot, settle, tmp_path):
    target, smear_id = tmp_path / "copy.h5", opened.smear.id
    opened.exchange.save_copy(target)
    qtbot.waitUntil(lambda: any("copy" in text for (text,) in opened.told["notice"]))
    assert "could not be read" not in opened.told["notice"][-1][0]
    opened.told.events.clear()
    opened.open_path(target)
    settle(opened)
    assert opened.smear.id == smear_id
    assert not opened.told["failed"]  # the copy holds all; that the original cannot be closed is no news
    unplugged.plug_in()


def test_a_copy_without_the_latest_change_does_not_take_its_place(
    opened, unplugged, cells, qtbot, settle, tmp_path
):
    target, original = tmp_path / "copy.h5", opened.dataset_path
    opened.exchange.save_copy(target)
    qtbot.waitUntil(lambda: any("copy" in text for (text,) in opened.told["notice"]))
    opened.label(cells[:1], "normal")
    opened.open_path(target)
    settle(opened)
    assert opened.dataset_path == original
    assert "stays open" in opened.told["failed"][-1][1]
    assert opened.unsaved_edits == 3
    unplugged.plug_in()


def test_what_models_say_is_not_counted_as_a_change(opened, unplugged):
    opened._document.record_predictions(())
    assert opened.unsaved_edits == 2
    unplugged.plug_in()
