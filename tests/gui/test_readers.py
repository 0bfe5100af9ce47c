"""Several readers in the window: blind readings, merged copies, and deciding where readers differ."""

import shutil
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLabel, QPushButton, QTableWidget

from leukodesk.core.cell import Label
from leukodesk.core.edits import (
    Act,
    AddSmears,
    FreezeSmears,
    LabelChange,
    ReadBlind,
    ReadingChange,
    SetLabels,
)
from leukodesk.gui.readers.adjudication_panel import AdjudicationPanel
from leukodesk.gui.readers.agreement_dialog import AgreementDialog
from leukodesk.gui.readers.blind_strip import BlindStrip
from leukodesk.gui.readers.difference_list import DifferenceList
from leukodesk.gui.readers.merge_dialog import MergeDialog
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.imaging.reader import read_smear
from leukodesk.store.dataset import Dataset
from leukodesk.store.merge_outcome import Difference
from leukodesk.workspace import words
from tests.outlining import outlined

pytestmark = pytest.mark.slow


def texts(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def labelled(workspace):
    content = workspace._document.content
    return [cell_id for cell_id in content.cells if cell_id in content.labels]


@pytest.fixture
def differing(dataset_path):
    """The dataset, read blind by somebody who names both labelled cells otherwise."""
    with Dataset.open(dataset_path) as dataset:
        content = dataset.content
        classes = {"blast": "normal", "normal": "blast"}
        changes = tuple(ReadingChange(i, None, classes[x.cell_class]) for i, x in content.labels.items())
        dataset.append(ReadBlind.now(changes, "boris", datetime.now(UTC)))
    return dataset_path


def test_undecided_cells_are_offered_at_opening_and_decided_one_by_one(
    window, differing, open_dataset, qtbot
):
    workspace = window.workspace
    open_dataset(window, workspace, differing)
    qtbot.waitUntil(lambda: "2 cells wait for a decision" in window.banner.text, timeout=10_000)
    first, second = workspace.deciding.cells
    window.commands["adjudicate"].trigger()
    panel = window.findChild(AdjudicationPanel)
    assert panel.isVisible()
    assert workspace.selection == (first,)
    assert "1 of 2 undecided" in texts(panel)
    assert "anna" in texts(panel)
    assert "boris" in texts(panel)
    before = workspace.content.labels[first].cell_class
    assert "%" not in texts(panel)
    panel._ask_model.click()
    assert "%" in texts(panel)
    key = workspace.taxonomy[before].key
    qtbot.keyClick(window.review.view, getattr(Qt.Key, f"Key_{key}"))
    assert workspace.deciding.cells == (second,)
    assert workspace.content.labels[first].annotator == "test reader"
    assert workspace.selection == (second,)
    assert "%" not in texts(panel)
    workspace.set_annotator("zoe")
    assert "in your name (zoe)" in texts(panel)
    workspace.undo()
    assert set(workspace.deciding.cells) == {first, second}
    workspace.redo()
    other = workspace.taxonomy.classes[0].title
    next(made for made in panel.findChildren(QPushButton) if other in made.text()).click()
    assert workspace.deciding.cells == ()
    assert "nowhere do readers differ" in texts(panel)


def test_a_blind_reading_hides_everything_and_ends_with_the_agreement(reading, qtbot, cells):
    workspace = reading.workspace
    told = labelled(workspace)
    strip = reading.findChild(BlindStrip)
    assert not strip.isVisible()
    with qtbot.waitSignal(workspace.second.switched, timeout=10_000):
        reading.commands["second_reading"].trigger()
    assert strip.isVisible()
    assert "0 of 2 cells read" in texts(strip)
    assert reading.commands["second_reading"].isChecked()
    assert not reading.commands["analyze"].isEnabled()
    assert not reading.commands["compare"].isEnabled()
    everything = texts(reading)
    assert "anna" not in everything
    workspace.select(told[:1])
    shown = texts(reading.review)
    assert "Not read yet" in shown
    assert "hidden until you end" in shown
    workspace.label(told, "blast")
    assert "2 of 2 cells read" in texts(strip)
    with qtbot.waitSignal(workspace.second.compared, timeout=10_000):
        reading.commands["second_reading"].trigger()
    assert not strip.isVisible()
    dialog = reading.findChild(AgreementDialog)
    assert "anna and test reader" in texts(dialog)
    dialog.close()
    assert workspace.content.labels[told[0]].annotator == "anna"


def test_a_german_window_tells_the_agreement_in_german(reading, qtbot):
    workspace = reading.workspace
    cell_id = labelled(workspace)[0]
    class_id = workspace.content.labels[cell_id].cell_class
    words.speak("de")
    try:
        with qtbot.waitSignal(workspace.second.switched, timeout=10_000):
            reading.commands["second_reading"].trigger()
        workspace.label([cell_id], class_id)
        with qtbot.waitSignal(workspace.second.compared, timeout=10_000):
            reading.commands["second_reading"].trigger()
        dialog = reading.findChild(AgreementDialog)
        title = words.tr(workspace.taxonomy[class_id].title)
    finally:
        words.speak("en")
    assert (
        "anna und test reader haben gemeinsam nur wenig zugeordnet (1 Zelle, 1 Gesichtsfeld); ein Intervall"
        in texts(dialog)
    )
    cells = [item.text() for item in dialog.findChild(QTableWidget).findItems("", Qt.MatchFlag.MatchContains)]
    assert f"nicht definiert: jede Zelle ist „{title}“" in cells
    dialog.close()


def test_a_copy_is_merged_after_it_was_shown_and_undone(reading, dataset_path, tmp_path, qtbot):
    workspace = reading.workspace
    target = tmp_path / "copy"
    shutil.copytree(dataset_path.parent, target)
    told = labelled(workspace)
    with Dataset.open(target / dataset_path.name) as dataset:
        at = datetime.now(UTC)
        content = dataset.content
        old = content.labels[told[0]]
        other = "normal" if old.cell_class == "blast" else "blast"
        fresh = next(i for i in content.cells if i not in content.labels)
        changes = (
            LabelChange(told[0], old, Label(other, "boris", at)),
            LabelChange(fresh, None, Label("blast", "boris", at)),
        )
        dataset.append(SetLabels(changes, Act("boris", at)))
    workspace.label(told[:1], old.cell_class)
    dialog = MergeDialog(workspace, lambda: str(tmp_path), reading)
    qtbot.addWidget(dialog)
    dialog.choose(target / dataset_path.name)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    assert fresh not in workspace.content.labels
    assert "cells left undecided" in texts(dialog)
    (line,) = (dialog._list.item(row).text() for row in range(dialog._list.count()))
    titles = {class_id: workspace.taxonomy[class_id].title for class_id in ("blast", "normal")}
    assert f"boris: {titles[other]}" in line
    assert f"in force: {titles[old.cell_class]}" in line
    with qtbot.waitSignal(workspace.merging.merged, timeout=10_000):
        dialog._go.click()
    assert workspace.content.labels[fresh].annotator == "boris"
    assert workspace.deciding.cells == (told[0],)
    assert "1 cell waits for a decision" in reading.banner.text
    workspace.undo()
    assert fresh not in workspace.content.labels
    assert workspace.deciding.cells == ()
    workspace.redo()
    assert workspace.deciding.cells == (told[0],)
    dialog.choose(dataset_path)
    qtbot.waitUntil(lambda: "name its copies only" in texts(dialog), timeout=10_000)
    assert not dialog._go.isEnabled()


def test_a_merge_does_nothing_to_a_dataset_that_was_opened_meanwhile(
    reading, dataset_path, other_dataset, tmp_path, qtbot
):
    workspace = reading.workspace
    target = tmp_path / "copy"
    shutil.copytree(dataset_path.parent, target)
    write_phantom(render_phantom(7, 300, 400, white_cells=2), tmp_path / "field 3.png")
    image = read_smear(tmp_path / "field 3.png")
    with Dataset.open(target / dataset_path.name) as dataset:
        dataset.add_image(image.smear, image.encoded)
        dataset.append(AddSmears((image.smear,)))
    dialog = MergeDialog(workspace, lambda: str(tmp_path), reading)
    qtbot.addWidget(dialog)
    dialog.choose(target / dataset_path.name)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    with qtbot.waitSignal(workspace.dataset_opened, timeout=10_000):
        workspace.open_path(other_dataset)
        dialog._go.click()
    qtbot.waitUntil(lambda: not workspace.runner.running(), timeout=20_000)
    assert workspace.dataset_path == other_dataset
    assert image.smear.id not in workspace.content.smears
    assert f"{dataset_path.name} was not merged, because another dataset was opened" in reading.banner.text


def test_a_merge_takes_corrected_outlines_and_undo_brings_the_segmenters_back(
    reading, dataset_path, tmp_path, qtbot, monkeypatch
):
    workspace = reading.workspace
    target = tmp_path / "copy"
    shutil.copytree(dataset_path.parent, target)
    with Dataset.open(target / dataset_path.name) as dataset:
        cell = next(iter(dataset.content.cells.values()))
        mask = cell.cell_mask.moved(1, 1)
        dataset.append(outlined(cell, mask, None, "boris"))
    monkeypatch.setattr("leukodesk.jobs.copy_merging.segmenter_ids", lambda: (cell.source,))
    told = []
    workspace.merging.notice.connect(told.append)
    dialog = MergeDialog(workspace, lambda: str(tmp_path), reading)
    qtbot.addWidget(dialog)
    dialog.choose(target / dataset_path.name)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    assert "outlines taken that a reader corrected" in texts(dialog)
    assert "removed here before" not in texts(dialog)
    with qtbot.waitSignal(workspace.merging.merged, timeout=10_000):
        dialog._go.click()
    assert workspace.content.cells[cell.id].cell_mask == mask
    brought = "0 cells, 0 label changes and 1 corrected outline brought from"
    assert told == [f"{brought} {dataset_path.name}. Undo takes it back."]
    workspace.undo()
    assert workspace.content.cells[cell.id] == cell


def test_what_is_frozen_or_undecided_is_told_where_cells_are_counted(window, differing, open_dataset, qtbot):
    workspace = window.workspace
    with Dataset.open(differing) as dataset:
        smears = list(dataset.content.smears)
        dataset.append(FreezeSmears((smears[0],), True, Act("anna", datetime.now(UTC))))
    open_dataset(window, workspace, differing)
    qtbot.waitUntil(lambda: len(workspace.deciding.cells) == 2, timeout=10_000)
    assert "1 frozen" in texts(window.review.smears)
    assert "Undecided, since readers differ: 2 here, 2 in all" in texts(window.review)
    with qtbot.waitSignal(workspace.second.switched, timeout=10_000):
        window.commands["second_reading"].trigger()
    assert "Undecided" not in texts(window.review)
    with qtbot.waitSignal(workspace.second.switched, timeout=10_000):
        window.commands["second_reading"].trigger()
    window.commands["train_tab"].trigger()
    said = texts(window.training)
    assert "Not counted: 2 labels of 1 frozen smear, kept for judging." in said
    assert "2 cells are undecided" in said


def test_who_labelled_everything_is_asked_who_reads_second(reading, qtbot, monkeypatch):
    workspace = reading.workspace
    workspace.set_annotator("anna")
    asked = []

    def answer(_parent, title, question, **_):
        asked.append((title, question))
        return "boris", True

    monkeypatch.setattr(QInputDialog, "getText", answer)
    with qtbot.waitSignal(workspace.second.switched, timeout=10_000):
        reading.commands["second_reading"].trigger()
    assert asked == [("Second reading", "All labels here are by anna. Name of whoever reads now:")]
    assert workspace.second.annotator == "boris"


def test_an_adjudication_has_room_on_a_low_screen_in_german(make_window, differing, open_dataset, qtbot):
    window, workspace = make_window(language="de")
    try:
        open_dataset(window, workspace, differing)
        qtbot.waitUntil(lambda: len(workspace.deciding.cells) == 2, timeout=10_000)
        window.resize(1120, 700)
        window.commands["adjudicate"].trigger()
        qtbot.wait(50)
        panel = window.findChild(AdjudicationPanel)
        assert panel.isVisible()
        panel._show_model()
        qtbot.wait(50)
        assert window.height() == 700
        assert "blinde Befundung" in " ".join(label.text() for label in panel.findChildren(QLabel))
    finally:
        words.speak("en")


def test_nothing_is_offered_in_a_blind_reading_that_it_refuses(reading, qtbot, cells):
    workspace, toolbox = reading.workspace, reading.review.view.toolbox
    refused = ("pixel_size", "tool_brush", "tool_add", "smooth_outline", "fill_holes")
    workspace.select(cells[:1])
    assert all(reading.commands[action].isEnabled() for action in refused)
    toolbox.choose("tool_brush")
    with qtbot.waitSignal(workspace.second.switched, timeout=10_000):
        reading.commands["second_reading"].trigger()
    assert not toolbox.has_tool
    workspace.select(cells[:1])
    assert not any(reading.commands[action].isEnabled() for action in refused)


def test_a_difference_without_a_place_is_told_without_one(qtbot):
    listed = DifferenceList("Differences", str)
    qtbot.addWidget(listed)
    listed.show_differences([Difference("snapshot", None, "", None, "spring: 12ab", "34cd")])
    assert listed.item(0).text() == "Snapshot: spring: 12ab (34cd)"
