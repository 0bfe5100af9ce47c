"""A dataset into which images were still to come says so when it is opened."""

import shutil

from PySide6.QtWidgets import QPushButton

from leukodesk.gui.exchange.import_dialog import ImportDialog
from leukodesk.gui.readers.merge_dialog import MergeDialog
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.unfinished import (
    find_imports,
    find_merges,
    note_asked,
    note_import_asked,
    note_merge_asked,
)


def buttons(window):
    return {b.text(): b for b in window.banner.findChildren(QPushButton) if b.isVisible()}


def cut_off(dataset_path, tmp_path, count=2):
    """Images that were to be added to a dataset when a program ended."""
    paths = tuple(tmp_path / f"new {number}.png" for number in range(count))
    for number, path in enumerate(paths):
        write_phantom(render_phantom(30 + number, 200, 240, white_cells=1), path)
    note_asked(JobContext(), dataset_path, paths)
    return paths


def test_what_is_missing_is_told_and_added(qtbot, window, dataset_path, tmp_path, open_dataset):
    workspace = window.workspace
    workspace.settings.analyze_on_open = False
    cut_off(dataset_path, tmp_path)
    open_dataset(window, workspace, dataset_path)
    before = len(workspace.content.smears)
    told = "Adding images to this dataset was cut off: 2 of them are not in it yet."
    qtbot.waitUntil(lambda: window.banner.text == told, timeout=10_000)
    buttons(window)["Add the rest"].click()
    qtbot.waitUntil(lambda: len(workspace.content.smears) == before + 2, timeout=20_000)
    assert not window.banner.text


def test_what_is_gone_is_named_and_can_be_left_out(qtbot, window, dataset_path, tmp_path, open_dataset):
    workspace = window.workspace
    for path in cut_off(dataset_path, tmp_path):
        path.unlink()
    open_dataset(window, workspace, dataset_path)
    qtbot.waitUntil(lambda: "2 of them are not in it" in window.banner.text, timeout=10_000)
    assert "No longer where they were: new 0.png, new 1.png." in window.banner.text
    buttons(window)["Leave them out"].click()
    assert not window.banner.text
    copy = tmp_path / "copy" / dataset_path.name
    shutil.copytree(dataset_path.parent, copy.parent)
    copy.with_name(f"{copy.name}-lock").unlink(missing_ok=True)
    open_dataset(window, workspace, copy)
    open_dataset(window, workspace, dataset_path)
    qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=10_000)
    assert not window.banner.text


def test_an_import_that_was_cut_off_is_told_with_the_way_to_it(
    qtbot, window, dataset_path, open_dataset, monkeypatch
):
    asked = []
    monkeypatch.setattr(ImportDialog, "exec", lambda dialog: asked.append(dialog.windowTitle()))
    note_import_asked(JobContext(), dataset_path, "20261121T093000.123456Z", "marked")
    open_dataset(window, window.workspace, dataset_path)
    told = "The import of marked was cut off: nothing of it is in this dataset."
    qtbot.waitUntil(lambda: window.banner.text == told, timeout=10_000)
    assert buttons(window)["Leave them out"].isVisible()
    buttons(window)["Import cells and labels…"].click()
    assert len(asked) == 1
    assert not window.banner.text
    qtbot.waitUntil(lambda: not find_imports(JobContext(), dataset_path), timeout=10_000)


def test_a_merge_that_was_cut_off_is_told_with_the_way_to_it(
    qtbot, window, dataset_path, open_dataset, monkeypatch
):
    asked = []
    monkeypatch.setattr(MergeDialog, "exec", lambda dialog: asked.append(dialog.windowTitle()))
    note_merge_asked(JobContext(), dataset_path, "bob.h5")
    open_dataset(window, window.workspace, dataset_path)
    told = "Merging bob.h5 was cut off; merge again, nothing comes twice."
    qtbot.waitUntil(lambda: window.banner.text == told, timeout=10_000)
    way = next(text for text in buttons(window) if text not in ("Leave them out", ""))
    buttons(window)[way].click()
    assert len(asked) == 1
    assert not window.banner.text
    qtbot.waitUntil(lambda: not find_merges(JobContext(), dataset_path), timeout=10_000)
