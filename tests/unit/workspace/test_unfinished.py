"""Images that were still to be added when the program ended are told of at the next opening."""

import time

import pytest

from leukodesk.jobs.smears import read_new_smear
from leukodesk.workspace import importing
from leukodesk.workspace.importing import Importer


@pytest.fixture
def told(workspace):
    found = []
    workspace.unfinished.found.connect(found.append)
    return found


def cut_off(qtbot, workspace, folder, at):
    """Add the images of a folder, and be gone once ``at`` of them are in the dataset."""
    workspace.add_images([folder])
    qtbot.waitUntil(lambda: len(workspace.content.smears) >= at, timeout=20_000)
    assert workspace.close()


@pytest.fixture
def slow_list(monkeypatch):
    """Images enter the list one by one, and slowly enough that a program ends before the last."""

    def read_slowly(*arguments):
        time.sleep(0.1)
        return read_new_smear(*arguments)

    monkeypatch.setattr(importing, "read_new_smear", read_slowly)
    monkeypatch.setattr(importing, "_LIST_EVERY_MS", 0)


@pytest.mark.usefixtures("slow_list")
def test_what_is_missing_is_found_and_can_be_added(
    qtbot, make_workspace, workspace, told, folder, tmp_path, settle
):
    path = tmp_path / "reading.h5"
    first = make_workspace(analyze_on_open=False)
    first.new_dataset(path)
    settle(first)
    cut_off(qtbot, first, folder, 2)
    workspace.settings.analyze_on_open = False
    workspace.open_path(path)
    settle(workspace)
    (missing,) = told
    there = {workspace.name_of(smear) for smear in workspace.content.smears.values()}
    assert {image.name for image in missing.there} == {f"{name}.png" for name in "abcde"} - there
    assert missing.there
    assert not missing.gone
    workspace.add_images(missing.there)
    settle(workspace)
    assert len(workspace.content.smears) == 5
    told.clear()
    other = tmp_path / "other.h5"
    workspace.new_dataset(other)
    settle(workspace)
    workspace.open_path(path)
    settle(workspace)
    assert told == []


def test_nothing_is_said_after_everything_was_added_or_left_out(workspace, told, folder, tmp_path, settle):
    (folder / "bad.png").write_text("no image")
    workspace.open_path(folder)
    settle(workspace)
    path = workspace.dataset_path
    assert "bad.png" in workspace.told["failed"][-1][1]
    workspace.new_dataset(tmp_path / "other.h5")
    settle(workspace)
    workspace.open_path(path)
    settle(workspace)
    assert told == []


@pytest.mark.usefixtures("slow_list")
def test_who_stops_the_adding_is_not_asked_again(qtbot, workspace, told, folder, tmp_path, settle):
    workspace.settings.analyze_on_open = False
    started = []
    workspace.job_started.connect(lambda number, _title: started.append(number))
    workspace.open_path(folder)
    qtbot.waitUntil(lambda: workspace.findChild(Importer)._series is not None, timeout=20_000)
    workspace.cancel_job(workspace.findChild(Importer)._series.id)
    settle(workspace)
    assert len(workspace.content.smears) < 5
    path = workspace.dataset_path
    workspace.new_dataset(tmp_path / "other.h5")
    settle(workspace)
    workspace.open_path(path)
    settle(workspace)
    assert told == []


@pytest.mark.usefixtures("slow_list")
def test_opening_the_folder_again_adds_the_rest_without_asking(
    qtbot, make_workspace, workspace, told, folder, settle
):
    first = make_workspace(analyze_on_open=False)
    cut_off_folder = first.open_path
    cut_off_folder(folder)
    qtbot.waitUntil(lambda: len(first.content.smears) >= 2, timeout=20_000)
    assert first.close()
    workspace.settings.analyze_on_open = False
    workspace.open_path(folder)
    settle(workspace)
    assert len(workspace.content.smears) == 5
    assert told == []


@pytest.mark.usefixtures("slow_list")
def test_who_leaves_them_out_is_not_asked_again(
    qtbot, make_workspace, workspace, told, folder, tmp_path, settle
):
    path = tmp_path / "reading.h5"
    first = make_workspace(analyze_on_open=False)
    first.new_dataset(path)
    settle(first)
    cut_off(qtbot, first, folder, 2)
    for _ in range(2):
        workspace.new_dataset(tmp_path / f"{len(told)}.h5")
        settle(workspace)
        workspace.open_path(path)
        settle(workspace)
        workspace.unfinished.forget()
        settle(workspace)
    assert len(told) == 1
