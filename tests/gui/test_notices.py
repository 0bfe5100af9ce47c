"""What an analysis notices about a smear is all in the banner of the window, until the next analysis."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QListWidget, QPushButton

from leukodesk.core.edits import ChangeCells
from leukodesk.core.mask import Mask
from leukodesk.gui.cells.remarks_line import RemarksLine
from leukodesk.workspace.noticed import Noticed
from leukodesk.workspace.reviewing import act_of
from tests.gui.closing import close_messages
from tests.outlining import draw_cell, outline_cell

NOTHING = {"darkness": 20, "least_um": 20.0}
KEPT = "1 labelled cell has no counterpart in the new segmentation and was kept."


@pytest.fixture
def quick(reading, dark_segmenter):
    """The window with a quick segmenter that is told in each analysis what is dark, and no model."""
    reading.workspace.settings.segmenter = dark_segmenter
    reading.workspace.settings.classifier = "none"
    return reading


def analyze(qtbot, window, **told):
    workspace = window.workspace
    with qtbot.waitSignal(workspace.labels_kept, timeout=20_000):
        workspace.analyze_with("dark", told)
    qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=20_000)


def label_one_that_is_nowhere_else(workspace):
    """A labelled cell of the segmenter's, at a place where it will find none."""
    lost = draw_cell(workspace, Mask.from_pixels(np.ones((9, 9), dtype=bool), 3, 3))
    cell = workspace.content.cells[lost]
    workspace.do(ChangeCells((cell,), (replace(cell, source="dark"),), act_of("test reader")))
    workspace.label([lost], "blast")
    return lost


def buttons(window):
    return {item.text(): item for item in window.banner.findChildren(QPushButton) if item.isVisible()}


def test_an_analysis_takes_back_what_the_former_one_noticed(qtbot, quick):
    analyze(qtbot, quick, **NOTHING)
    assert "Nothing is dark." in quick.banner.text
    analyze(qtbot, quick)
    assert "Nothing is dark." not in quick.banner.text


def test_what_is_noticed_of_a_smear_out_of_view_names_it(qtbot, quick):
    workspace = quick.workspace
    second = list(workspace.content.smears)[1]
    workspace.remove(list(workspace.content.cell_ids_of(second)))
    workspace.keep_segmenter("dark", NOTHING)
    with qtbot.waitSignal(workspace.analyzed, timeout=20_000):
        workspace.analyze_all()
    qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=20_000)
    assert "field 2.png: Nothing is dark." in quick.banner.text.splitlines()
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
        workspace.open_smear(second)
    close_messages(quick.banner)
    workspace.remarks.tell(second)
    assert "Nothing is dark." in quick.banner.text.splitlines()


def test_a_stated_scale_is_doubted_until_it_is_mended(qtbot, quick):
    measured_um = quick.workspace.pixel_size[0]
    quick.workspace.set_pixel_size(5 * measured_um)
    analyze(qtbot, quick)
    assert f"the red cells of this image say about {measured_um:.3g};" in quick.banner.text
    quick.workspace.set_pixel_size(measured_um)
    analyze(qtbot, quick)
    assert "the red cells of this image" not in quick.banner.text


def test_cells_without_a_counterpart_are_told_beside_what_was_noticed(qtbot, quick):
    lost = label_one_that_is_nowhere_else(quick.workspace)
    analyze(qtbot, quick, **NOTHING)
    said = quick.banner.text.splitlines()
    assert said[0] == KEPT
    assert "Nothing is dark." in said
    buttons(quick)["Show"].click()
    assert quick.workspace.selection == (lost,)
    assert quick.review.segmentation.kept.findChild(QListWidget).isVisible()
    assert quick.banner.text == "\n".join(said[1:])
    assert "Show" not in buttons(quick)


def test_cells_that_are_found_again_are_told_of_no_longer(qtbot, quick):
    workspace = quick.workspace
    workspace.remove([cell.id for cell in workspace.content.cells_of(workspace.smear.id)])
    analyze(qtbot, quick)
    found = [cell.id for cell in workspace.content.cells_of(workspace.smear.id)]
    workspace.label(found[:1], "blast")
    analyze(qtbot, quick, **NOTHING)
    assert quick.banner.text == f"{KEPT}\nNothing is dark."
    analyze(qtbot, quick)
    assert not quick.banner.text
    assert not buttons(quick)


def test_what_is_said_of_another_smear_or_of_the_dataset_stays(reading):
    banner, workspace = reading.banner, reading.workspace
    close_messages(banner)
    workspace.noticed.emit("The journal was lost.")
    workspace.analyzed.emit("other", True, Noticed(("No cell there.",)))
    workspace.analyzed.emit("this", True, Noticed(("No cell here.",)))
    workspace.analyzed.emit("this", False, Noticed((), "cnn.one", ("The cells are unlike.",)))
    assert banner.text == "No cell there.\nNo cell here.\nThe cells are unlike."
    workspace.analyzed.emit("this", True, Noticed())
    assert banner.text == "No cell there."
    banner.show_failure("", "It could not be done.")
    workspace.analyzed.emit("this", True, Noticed())
    assert banner.text == "It could not be done.\nNo cell there."


def test_a_notice_with_a_button_stays_whatever_else_is_noticed(qtbot, reading):
    banner, workspace = reading.banner, reading.workspace
    close_messages(banner)
    banner.show_notice("One cell was kept.", "this", ("Show", lambda: None), stays=True)
    for number in range(5):
        workspace.noticed.emit(f"Notice {number}.")
    assert banner.text == "One cell was kept.\nNotice 3.\nNotice 4."
    assert "Show" in buttons(reading)
    with qtbot.waitSignal(workspace.smear_opened):
        workspace.open_neighbour(1)
    assert banner.text == "One cell was kept."


def test_what_an_analysis_takes_back_does_not_follow_a_question(reading):
    banner, workspace = reading.banner, reading.workspace
    banner.ask("it", "Really?", "Yes", "", lambda: None)
    workspace.analyzed.emit("this", True, Noticed(("Nothing is dark.",)))
    workspace.analyzed.emit("this", True, Noticed())
    assert banner.text == "Really?"
    banner.withdraw("it")
    assert not banner.text


def remarks_line(window):
    return window.findChild(RemarksLine)


def test_what_was_noticed_can_be_read_again_while_it_holds(qtbot, quick):
    line, workspace = remarks_line(quick), quick.workspace
    assert line.isHidden()
    analyze(qtbot, quick, **NOTHING)
    said = quick.banner.text
    close_messages(quick.banner)
    assert line.isVisible()
    assert "Nothing is dark." in line.toolTip()
    line.linkActivated.emit("show")
    assert quick.banner.text == said
    here = workspace.smear.id
    with qtbot.waitSignal(workspace.smear_opened):
        workspace.open_neighbour(1)
    assert line.isHidden()
    assert not quick.banner.text
    with qtbot.waitSignal(workspace.smear_opened):
        workspace.open_smear(here)
    assert line.isVisible()
    analyze(qtbot, quick)
    assert line.isHidden()


def test_another_dataset_has_nothing_of_what_was_noticed(qtbot, quick, tmp_path):
    workspace = quick.workspace
    analyze(qtbot, quick, **NOTHING)
    here = workspace.smear.id
    assert workspace.remarks.of(here)
    with qtbot.waitSignal(workspace.dataset_opened):
        workspace.new_dataset(tmp_path / "other.h5")
    assert not workspace.remarks.of(here)
    assert remarks_line(quick).isHidden()


def kept_list(window):
    return window.review.segmentation.kept.findChild(QListWidget)


def show(line):
    line.linkActivated.emit("show")


def test_labelled_cells_that_were_not_found_again_can_be_found_as_long_as_they_are_none(qtbot, quick):
    workspace, line = quick.workspace, remarks_line(quick)
    lost = label_one_that_is_nowhere_else(workspace)
    analyze(qtbot, quick)
    here = workspace.smear.id
    close_messages(quick.banner)
    assert workspace.remarks.of(here) == (KEPT,)
    with qtbot.waitSignal(workspace.smear_opened):
        workspace.open_neighbour(1)
    assert line.isHidden()
    assert kept_list(quick).count() == 0
    with qtbot.waitSignal(workspace.smear_opened):
        workspace.open_smear(here)
    assert line.isVisible()
    assert line.toolTip() == KEPT
    show(line)
    assert quick.banner.text == KEPT
    buttons(quick)["Show"].click()
    assert workspace.selection == (lost,)
    assert kept_list(quick).isVisible()
    quick.commands["segmentation"].trigger()
    quick.commands["segmentation"].trigger()
    assert kept_list(quick).isVisible()
    workspace.label([lost], "normal")
    assert kept_list(quick).item(0).text().startswith("Normal")
    cell = workspace.content.cells[lost]
    outline_cell(workspace, lost, cell.cell_mask.moved(1, 0), None)
    assert kept_list(quick).count() == 0
    assert quick.review.segmentation.kept.isHidden()
    assert line.isHidden()
    workspace.undo()
    assert kept_list(quick).count() == 1
    workspace.remove([lost])
    assert line.isHidden()
    workspace.undo()
    assert not line.isHidden()


def test_labelled_cells_that_were_not_found_again_can_be_found_after_a_restart(
    qtbot, quick, make_window, open_dataset, dataset_path
):
    lost = label_one_that_is_nowhere_else(quick.workspace)
    analyze(qtbot, quick)
    assert quick.workspace.close()
    window, workspace = make_window(segmenter="dark", classifier="none")
    open_dataset(window, workspace, dataset_path)
    line = remarks_line(window)
    assert line.isVisible()
    show(line)
    assert window.banner.text == KEPT
    window.workspace = workspace
    buttons(window)["Show"].click()
    assert kept_list(window).isVisible()
    assert workspace.selection == (lost,)


def test_show_leads_back_to_the_smear_of_the_cells(qtbot, quick):
    workspace = quick.workspace
    label_one_that_is_nowhere_else(workspace)
    analyze(qtbot, quick)
    here = workspace.smear.id
    with qtbot.waitSignal(workspace.smear_opened):
        workspace.open_neighbour(1)
    with qtbot.waitSignal(workspace.smear_opened):
        buttons(quick)["Show"].click()
    assert workspace.smear.id == here
    assert kept_list(quick).isVisible()
    assert kept_list(quick).count() == 1


def test_who_reads_blind_is_not_told_which_cells_were_labelled(qtbot, quick):
    second = quick.workspace.second
    label_one_that_is_nowhere_else(quick.workspace)
    analyze(qtbot, quick)
    quick.commands["segmentation"].trigger()
    assert kept_list(quick).count() == 1
    second.begin()
    qtbot.waitUntil(lambda: second.is_blind, timeout=10_000)
    assert kept_list(quick).count() == 0
    assert remarks_line(quick).isHidden()
    second.end()
    qtbot.waitUntil(lambda: not second.is_blind, timeout=10_000)
    assert kept_list(quick).count() == 1
