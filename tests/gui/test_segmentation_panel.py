"""Trying settings of the segmenter in the real window: preview, apply, keep, cancel, and labels that stay."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QListWidget, QPushButton, QSlider, QToolButton

from leukodesk.config import load_settings
from leukodesk.core.edits import ChangeCells
from leukodesk.core.mask import Mask
from leukodesk.gui.segmentation.setting_row import SettingRow
from leukodesk.workspace.frame_clock import measure_stalls
from leukodesk.workspace.reviewing import act_of
from tests.outlining import draw_cell

pytestmark = pytest.mark.slow


@pytest.fixture
def tuning(qtbot, reading, dark_segmenter):
    """The window with the panel open on the dark segmenter, its first preview shown."""
    reading.workspace.settings.segmenter = dark_segmenter
    reading.workspace.settings.classifier = "none"
    with qtbot.waitSignal(reading.workspace.preview_changed, timeout=20_000):
        reading.commands["segmentation"].trigger()
    return reading


def press(window, text):
    found = window.review.segmentation.findChildren(QPushButton)
    next(item for item in found if item.text() == text).click()


def row_of(window, name):
    rows = window.review.segmentation.findChildren(SettingRow)
    return next(item for item in rows if item.setting.name == name)


def change(qtbot, window, name, value):
    """Turn a setting by its slider and wait for the preview."""
    row = row_of(window, name)
    slider = row.findChild(QSlider)
    with qtbot.waitSignal(window.workspace.preview_changed, timeout=20_000) as shown:
        slider.setValue(round((value - row.setting.low) / row.setting.step))
    assert row.value == value
    return shown.args[0]


def idle(qtbot, workspace):
    qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=30_000)


def masks(workspace):
    return {cell.cell_mask for cell in workspace.content.cells_of(workspace.smear.id)}


def remove_all(workspace):
    """The cells of the template count as drawn, and drawn ones stay."""
    workspace.remove([cell.id for cell in workspace.content.cells_of(workspace.smear.id)])


def summary(window):
    return window.review.segmentation.summary.text


def test_every_setting_has_a_row_with_unit_and_help(tuning):
    rows = tuning.review.segmentation.findChildren(SettingRow)
    assert [row.setting.title for row in rows] == ["Darkness", "Smallest cell", "Fill holes", "Channel"]
    least = row_of(tuning, "least_um")
    assert least.findChild(QDoubleSpinBox).text() == "3.0 µm"
    assert least.toolTip() == "By diameter. A number from 0.5 to 20 µm. Default: 3 µm."


def test_turning_a_setting_shows_what_would_be_found_and_changes_nothing(qtbot, tuning):
    workspace = tuning.workspace
    before = dict(workspace.content.cells)
    few = change(qtbot, tuning, "darkness", 60)
    more = change(qtbot, tuning, "darkness", 150)
    assert sum(cell.cell_area_px for cell in more.cells) > sum(cell.cell_area_px for cell in few.cells)
    now = len(before) - sum(cell.smear_id != workspace.smear.id for cell in before.values())
    assert f"{len(more.cells)} cells in view (now {now})" in summary(tuning)
    assert " s, whole smear" in summary(tuning)
    assert workspace.content.cells == before
    assert workspace.undo_stack.count() == 0


def test_preview_is_what_applying_gives(qtbot, tuning):
    workspace = tuning.workspace
    preview = change(qtbot, tuning, "darkness", 80)
    remove_all(workspace)
    gone = []
    workspace.preview_changed.connect(gone.append)
    press(tuning, "Apply to this smear")
    idle(qtbot, workspace)
    tuning.review.view.zoom_by(1.2)
    qtbot.wait(300)
    assert gone == [None]
    assert masks(workspace) == {cell.cell_mask for cell in preview.cells}
    assert workspace.settings.segmenter_settings == {}
    workspace.undo()
    assert not masks(workspace)


def test_dashes_lie_over_the_field_only_while_the_panel_is_open(qtbot, tuning):
    def field():
        qtbot.wait(200)
        image = tuning.review.view.grab().toImage()
        return bytes(image.constBits())

    shown = field()
    press(tuning, "Cancel")
    assert not tuning.commands["segmentation"].isChecked()
    bare = field()
    assert shown != bare
    tuning.commands["segmentation"].trigger()
    idle(qtbot, tuning.workspace)
    qtbot.waitUntil(lambda: "cells in view" in summary(tuning))
    tuning.commands["hidden"].trigger()
    assert field() != shown


def test_cancel_forgets_what_was_tried(qtbot, tuning):
    change(qtbot, tuning, "darkness", 60)
    press(tuning, "Cancel")
    tuning.commands["segmentation"].trigger()
    assert row_of(tuning, "darkness").value == 120
    assert tuning.workspace.settings.segmenter_settings == {}


def test_kept_settings_are_saved_and_used_by_the_next_analysis(qtbot, tuning):
    workspace = tuning.workspace
    preview = change(qtbot, tuning, "darkness", 60)
    press(tuning, "Use from now on")
    idle(qtbot, workspace)
    assert load_settings().segmenter_settings == {"dark": {"darkness": 60}}
    press(tuning, "Cancel")
    remove_all(workspace)
    workspace.analyze()
    idle(qtbot, workspace)
    assert masks(workspace) == {cell.cell_mask for cell in preview.cells}


def test_one_setting_and_all_settings_go_back_to_their_defaults(qtbot, tuning):
    change(qtbot, tuning, "darkness", 60)
    change(qtbot, tuning, "least_um", 5.0)
    darkness = row_of(tuning, "darkness")
    reset = darkness.findChild(QToolButton)
    assert reset.isVisible()
    reset.click()
    assert (darkness.value, row_of(tuning, "least_um").value) == (120, 5.0)
    assert not reset.isVisible()
    press(tuning, "Reset all")
    assert row_of(tuning, "least_um").value == 3.0


def test_a_preset_sets_its_values_and_one_change_makes_it_the_readers_own(qtbot, tuning):
    preset = tuning.review.segmentation.preset
    assert [preset.itemText(n) for n in range(preset.count())] == ["Defaults", "Strict"]
    qtbot.keyClick(preset, Qt.Key.Key_Down)
    assert (row_of(tuning, "darkness").value, row_of(tuning, "least_um").value) == (60, 5.0)
    assert preset.currentText() == "Strict"
    change(qtbot, tuning, "darkness", 90)
    assert preset.currentIndex() == -1
    assert preset.placeholderText() == "Your own values"


def test_what_the_segmentation_noticed_is_one_line(qtbot, tuning):
    change(qtbot, tuning, "least_um", 20)
    change(qtbot, tuning, "darkness", 20)
    assert summary(tuning).startswith("0 cells in view")
    assert summary(tuning).endswith("Nothing is dark.")


def test_zooming_in_counts_the_cells_in_view_only(qtbot, tuning):
    workspace = tuning.workspace
    whole = change(qtbot, tuning, "darkness", 90)
    cell = whole.cells[0]
    with qtbot.waitSignal(workspace.preview_changed, timeout=20_000) as shown:
        tuning.review.view.zoom_by(4)
    part = shown.args[0]
    assert len(part.cells) < len(whole.cells)
    y0, x0, y1, x1 = part.view
    for cell in part.cells:
        assert cell.bbox[0] < y1
        assert cell.bbox[2] > y0
        assert cell.bbox[1] < x1
        assert cell.bbox[3] > x0


def test_only_the_last_of_many_quick_changes_is_tried(qtbot, tuning):
    shown = []
    tuning.workspace.preview_changed.connect(shown.append)
    slider = row_of(tuning, "darkness").findChild(QSlider)
    for stop in range(1, 30):
        slider.setValue(stop)
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    idle(qtbot, tuning.workspace)
    qtbot.wait(300)
    assert len(shown) == 1


def test_labelled_cells_that_are_not_found_again_are_listed_and_kept(qtbot, tuning):
    workspace = tuning.workspace
    lost = draw_cell(workspace, Mask.from_pixels(np.ones((9, 9), dtype=bool), 3, 3))
    cell = workspace.content.cells[lost]
    workspace.do(ChangeCells((cell,), (replace(cell, source="dark"),), act_of("test reader")))
    workspace.label([lost], "blast")
    labels = dict(workspace.content.labels)
    press(tuning, "Apply to this smear")
    idle(qtbot, workspace)
    assert workspace.content.labels == labels
    assert "1 labelled cell has no counterpart" in tuning.banner.text
    press(tuning, "Cancel")
    next(item for item in tuning.banner.findChildren(QPushButton) if item.text() == "Show").click()
    assert tuning.commands["segmentation"].isChecked()
    kept = tuning.review.segmentation.kept.findChild(QListWidget)
    assert kept.isVisible()
    assert [kept.item(n).text() for n in range(kept.count())] == ["Blast, row 7, column 7"]
    workspace.select(())
    qtbot.mouseClick(
        kept.viewport(), Qt.MouseButton.LeftButton, pos=kept.visualItemRect(kept.item(0)).center()
    )
    assert workspace.selection == (lost,)


def test_the_event_loop_turns_while_settings_are_tried(qtbot, tuning):
    def try_another(workspace):
        workspace.preview.request("pivot-growing", {"pivots": 40}, tuning.display.seen)

    shown = []
    tuning.workspace.preview_changed.connect(shown.append)
    report = measure_stalls(tuning.workspace, try_another)
    assert shown
    assert report.turns > 20


def test_escape_closes_the_panel(qtbot, tuning):
    qtbot.keyClick(row_of(tuning, "darkness").findChild(QSlider), Qt.Key.Key_Escape)
    assert not tuning.commands["segmentation"].isChecked()
    assert not tuning.review.segmentation.isVisible()


def test_a_kept_value_that_is_out_of_range_by_now_is_mended_by_keeping_again(qtbot, tuning):
    workspace = tuning.workspace
    press(tuning, "Cancel")
    workspace.settings.segmenter_settings = {"dark": {"darkness": 900, "least_um": 5.0, "gone": 1}}
    with qtbot.waitSignal(workspace.failed, timeout=20_000) as failed:
        workspace.analyze()
    assert "not 900" in failed.args[1]
    tuning.commands["segmentation"].trigger()
    assert (row_of(tuning, "darkness").value, row_of(tuning, "least_um").value) == (120, 5.0)
    press(tuning, "Use from now on")
    idle(qtbot, workspace)
    assert load_settings().segmenter_settings == {"dark": {"least_um": 5.0}}


def test_keys_and_palette_know_the_panel(reading):
    action = reading.commands["segmentation"]
    assert action.shortcut().toString() == "Ctrl+G"
    assert action.isEnabled()
    assert action in reading._menus._menus["Model"].actions()


def test_the_preview_follows_the_scale_once_per_change(qtbot, tuning):
    workspace = tuning.workspace
    shown = []
    workspace.preview_changed.connect(shown.append)

    def settle():
        qtbot.wait(400)
        idle(qtbot, workspace)
        qtbot.wait(300)

    settle()
    before = change(qtbot, tuning, "darkness", 80)
    shown.clear()
    workspace.set_pixel_size(0.02)
    settle()
    assert len(shown) == 1
    assert len(shown[0].cells) < len(before.cells)
    assert f"{len(shown[0].cells)} cell" in summary(tuning)
    workspace.undo()
    settle()
    assert len(shown) == 2
    assert {cell.cell_mask for cell in shown[1].cells} == {cell.cell_mask for cell in before.cells}
    workspace.redo()
    settle()
    assert len(shown) == 3
    remove_all(workspace)
    press(tuning, "Apply to this smear")
    settle()
    assert masks(workspace) == {cell.cell_mask for cell in shown[2].cells}
    assert shown[3:] == [None]


def test_what_was_applied_is_tried_again_only_when_the_reader_changes_the_scale(qtbot, tuning):
    workspace = tuning.workspace
    press(tuning, "Apply to this smear")
    idle(qtbot, workspace)
    shown = []
    workspace.preview_changed.connect(shown.append)
    workspace._measurer.learn(workspace.smear.id, 0.123, "estimated", 0.9)
    qtbot.wait(400)
    idle(qtbot, workspace)
    assert not shown
    with qtbot.waitSignal(workspace.preview_changed, timeout=20_000):
        workspace.set_pixel_size(0.2)
    assert shown[-1] is not None


def test_a_measured_scale_is_followed(qtbot, tuning):
    workspace = tuning.workspace
    idle(qtbot, workspace)
    with qtbot.waitSignal(workspace.preview_changed, timeout=20_000) as shown:
        workspace._measurer.learn(workspace.smear.id, 0.02, "estimated", 0.9)
    few = len(shown.args[0].cells)
    with qtbot.waitSignal(workspace.preview_changed, timeout=20_000) as shown:
        workspace._measurer.learn(workspace.smear.id, 0.1, "estimated", 0.9)
    assert few < len(shown.args[0].cells)
    with qtbot.assertNotEmitted(workspace.preview_changed, wait=600):
        workspace._measurer.learn(workspace.smear.id, 0.1, "estimated", 0.95)


def test_a_closed_panel_does_not_follow_the_scale(qtbot, tuning):
    press(tuning, "Cancel")
    with qtbot.assertNotEmitted(tuning.workspace.preview_changed, wait=600):
        tuning.workspace.set_pixel_size(0.2)
        tuning.workspace.undo()
