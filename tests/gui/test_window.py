"""The window around the review: opening, themes, messages, commands."""

import functools
import platform
import re
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QToolButton

from leukodesk import RESEARCH_USE_ONLY, config
from leukodesk.core.sentence import sentence
from leukodesk.gui.commands.action_table import ACTIONS
from leukodesk.gui.commands.command_palette import CommandPalette, matches
from leukodesk.gui.look import colours
from leukodesk.gui.look.scale_words import scale_words
from leukodesk.gui.smears.smear_model import SmearRow
from leukodesk.gui.status import JobProgress
from leukodesk.gui.training.models_dialog import ModelsDialog
from leukodesk.jobs.job import Job
from tests.gui.closing import close_messages, press_offer
from tests.registering import registered


def shown_texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_empty_window_says_what_to_do(window):
    assert "Open a smear to begin" in shown_texts(window)
    buttons = [button.text() for button in window.review.welcome.findChildren(QPushButton)]
    assert buttons == ["Open image", "Open folder", "Open dataset", "Try the synthetic smear"]
    assert not window.commands["analyze"].isEnabled()
    assert not window.commands["undo"].isEnabled()
    assert not window.review.smears.isVisible()


@pytest.mark.parametrize("tab", ["review_tab", "train_tab"])
def test_research_line_is_always_there(window, tab):
    window.commands[tab].trigger()
    assert RESEARCH_USE_ONLY in shown_texts(window)


def test_opening_shows_the_smear_and_its_name(reading):
    assert reading.review.view.isVisible()
    assert reading.windowTitle().startswith("field 1.png – reading")
    assert "All changes saved" in shown_texts(reading)


def test_dropping_a_file_opens_it(qtbot, window, dataset_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(dataset_path))])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.workspace.smear_opened, timeout=20_000):
        window.dropEvent(event)
    assert str(dataset_path) in window.workspace.settings.recent
    qtbot.waitUntil(lambda: not window.workspace.runner.running(), timeout=60_000)


def test_a_bad_file_becomes_one_calm_sentence(qtbot, window, tmp_path):
    path = tmp_path / "notes.jpg"
    path.write_text("not an image")
    with qtbot.waitSignal(window.workspace.failed, timeout=20_000):
        window.open_paths([path])
    assert window.banner.text.count("notes.jpg") == 1
    assert window.banner.isVisible()
    assert not window.findChildren(QMessageBox)


def test_theme_switches_while_running(reading):
    reading.commands["theme_light"].trigger()
    light = reading.grab().toImage()
    reading.commands["theme_dark"].trigger()
    dark = reading.grab().toImage()
    corner = (3, reading.height() - 3)
    assert light.pixelColor(*corner).lightness() > 200
    assert dark.pixelColor(*corner).lightness() < 60
    assert reading.workspace.settings.theme == "dark"
    assert reading.commands["theme_dark"].isChecked()
    assert not reading.commands["theme_light"].isChecked()


def test_system_theme_follows_the_desktop(window):
    window.commands["theme_system"].trigger()
    assert window.theme.choice == "system"
    assert window.theme.colours in (colours.LIGHT, colours.DARK)


@pytest.mark.parametrize("theme", [colours.LIGHT, colours.DARK], ids=lambda theme: theme.name)
def test_text_is_legible(theme):
    pairs = [
        (theme.text, theme.window),
        (theme.text, theme.surface),
        (theme.text, theme.accent_soft),
        (theme.muted, theme.window),
        (theme.muted, theme.surface),
        (theme.muted, theme.raised),
        (theme.on_accent, theme.accent),
        (theme.danger, theme.danger_soft),
        (theme.warning, theme.surface),
        (theme.success, theme.surface),
    ]
    for ink, ground in pairs:
        assert colours.contrast(ink, ground) >= 4.5, (ink, ground)


def test_bug_is_told_once_and_the_window_lives_on(qtbot, window):
    window.workspace.bug.emit("Traceback: first")
    window.workspace.bug.emit("Traceback: second")
    boxes = window.findChildren(QMessageBox)
    assert len(boxes) == 1
    assert str(config.log_path()) in boxes[0].informativeText()
    boxes[0].close()
    assert window.isVisible()


def test_failed_saving_is_red_and_offers_a_retry(qtbot, reading, monkeypatch):
    workspace = reading.workspace
    monkeypatch.setattr(type(workspace), "saved_state", property(lambda _self: "failed"))
    monkeypatch.setattr(type(workspace), "saved_problem", property(lambda _self: "The disk is full."))
    workspace.saved_state_changed.emit("failed")
    assert "The disk is full." in reading.banner.text
    assert "Not saved" in shown_texts(reading)
    retries = [button for button in reading.findChildren(QPushButton) if button.text() == "Retry"]
    assert any(button.isVisible() for button in retries)


def test_keys_are_unique_within_their_reach(reading):
    taken = {}
    for spec, _ in reading.commands:
        for key in spec.keys:
            assert key not in taken, f"{key}: {taken.get(key)} and {spec.id}"
            taken[key] = spec.id


def test_every_action_is_in_a_menu_with_a_tip(window):
    titles = {action.text(): action.menu() for action in window.menuBar().actions()}
    assert list(titles) == ["File", "Edit", "View", "Draw", "Review", "Model", "Help"]
    for spec in ACTIONS:
        menu = titles[spec.menu]
        if spec.group:
            menu = next(action.menu() for action in menu.actions() if action.text() == spec.group)
        assert window.commands[spec.id] in menu.actions()
        assert spec.tip.endswith(".")


def test_no_menu_is_higher_than_a_low_window(window):
    menus = [action.menu() for action in window.menuBar().actions()]
    menus += [action.menu() for menu in menus for action in menu.actions() if action.menu()]
    assert {menu.title(): menu.sizeHint().height() for menu in menus if menu.sizeHint().height() > 560} == {}


def test_command_palette_finds_and_runs(qtbot, reading):
    palette = CommandPalette(reading.commands, reading)
    palette.show()
    qtbot.keyClicks(palette._line, "fil")
    assert palette._list.topLevelItemCount() >= 1
    palette._line.setText("view fills")
    assert palette._list.topLevelItemCount() == 1
    qtbot.keyClick(palette._line, Qt.Key.Key_Return)
    assert reading.display.fills
    assert not palette.isVisible()


def test_command_palette_matches_the_beginnings_of_words():
    assert matches("op fo", "File Open folder…")
    assert not matches("pen", "File Open folder…")


def test_models_dialog_shows_figures_and_controls(reading):
    from PySide6.QtWidgets import QTextBrowser

    dialog = ModelsDialog(reading.workspace, reading.theme, reading)
    text = dialog.findChild(QTextBrowser).toPlainText()
    assert re.search(r"Balanced accuracy\s+0\.\d{3} \(0\.\d{3} – 0\.\d{3}\)", text)
    assert "what it could have cheated with" in text
    dialog.deleteLater()


def test_progress_and_cancel_are_shown_while_a_job_runs(qtbot, window):
    started = threading.Event()

    def count(context):
        for done in range(10_000):
            context.progress(done, 10_000, "counting")
            started.set()
            threading.Event().wait(0.002)

    running = window.workspace.runner.start(Job("Count", count), "cpu")
    progress = window.findChild(JobProgress)
    qtbot.waitUntil(lambda: "counting" in progress._text.text(), timeout=5000)
    assert progress.isVisible()
    with qtbot.waitSignal(running.cancelled, timeout=5000):
        qtbot.mouseClick(progress._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not progress.isVisible(), timeout=2000)
    assert window.banner.text == "Cancelled: Count."


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (sentence("Outlining cells"), "Outlining cells…"),
        ("b.png", "Open a.png – b.png"),
        ("a.png", "Open a.png"),
    ],
)
def test_the_progress_says_what_is_done_now_or_what_is_at_work(qtbot, window, said, shown):
    def work(context):
        while True:
            context.progress(1, 2, said)
            time.sleep(0.002)

    running = window.workspace.runner.start(Job("Open a.png", work), "cpu")
    progress = window.findChild(JobProgress)
    qtbot.waitUntil(lambda: progress._bar.value() == 1, timeout=5000)
    assert progress._text.text() == shown
    with qtbot.waitSignal(running.cancelled, timeout=5000):
        running.cancel()


def test_a_notice_goes_with_its_smear(qtbot, reading):
    reading.banner.show_notice("Something about this smear.")
    reading.workspace.open_smear(reading.workspace.smear.id)
    assert reading.banner.text
    with qtbot.waitSignal(reading.workspace.smear_opened):
        reading.workspace.open_neighbour(1)
    assert not reading.banner.text


def test_several_images_dropped_together_are_all_opened(qtbot, window, dataset_path):
    images = sorted(dataset_path.parent.glob("*.png"))
    window.open_paths(images)
    qtbot.waitUntil(lambda: len(window.workspace.content.smears) == len(images) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: window.workspace.smear is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not window.workspace.runner.running(), timeout=60_000)


def test_an_opened_image_is_analysed_and_its_cells_are_shown(qtbot, window, dataset_path):
    workspace = window.workspace
    window.open_paths([dataset_path.parent / "field 1.png"])
    qtbot.waitUntil(
        lambda: (
            workspace.smear is not None and any(True for _ in workspace.content.cells_of(workspace.smear.id))
        ),
        timeout=60_000,
    )
    qtbot.waitUntil(lambda: not workspace.runner.running(), timeout=60_000)
    cells = list(workspace.content.cells_of(workspace.smear.id))
    assert len(cells) >= 6
    assert window.review.table.model().rowCount() == len(cells)
    assert workspace.content.predictions[workspace.model_id]


@pytest.mark.slow
def test_the_synthetic_smear_opens_from_the_welcome(qtbot, window):
    workspace = window.workspace
    workspace.settings.analyze_on_open = False
    button = next(b for b in window.review.welcome.findChildren(QPushButton) if "synthetic" in b.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(workspace.content.smears) == 3, timeout=60_000)
    qtbot.waitUntil(window.review.view.isVisible, timeout=20_000)
    qtbot.waitUntil(lambda: not workspace.runner.running(), timeout=60_000)


def test_a_scale_given_by_the_reader_is_shown_and_undone(reading):
    workspace = reading.workspace
    workspace.set_pixel_size(0.123)
    assert workspace.pixel_size[0] == 0.123
    reading.commands["undo"].trigger()
    assert workspace.pixel_size is None or workspace.pixel_size[0] != 0.123


def test_training_is_not_lost_by_closing_by_mistake(window, monkeypatch):
    from leukodesk.gui import dialogs

    monkeypatch.setattr(window.workspace.training, "is_running", True)
    monkeypatch.setattr(dialogs, "leave_training", lambda _parent: False)
    assert not window.close()
    assert window.isVisible()
    monkeypatch.undo()


class LongNamed:
    id = "a-plugin-with-quite-a-long-name-of-its-own"


@pytest.fixture(params=[(), (LongNamed,)], ids=["built-in segmenters", "a plugin of a long name"])
def _plugins(request):
    with registered(*request.param):
        yield


@pytest.mark.usefixtures("_plugins")
def test_all_tool_buttons_stay_in_sight_in_a_small_window(qtbot, make_window, dataset_path, open_dataset):
    reading, workspace = make_window()
    open_dataset(reading, workspace, dataset_path)
    reading.resize(1120, 700)

    def is_in_sight(action_id):
        action = reading.commands[action_id]
        buttons = [b for b in reading.findChildren(QToolButton) if b.defaultAction() is action]
        return any(button.isVisible() for button in buttons)

    for action_id in ("analyze", "undo", "contours", "heatmap", "zoom_in"):
        qtbot.waitUntil(functools.partial(is_in_sight, action_id))
    assert reading.review.table.height() >= 150


def test_one_cell_is_counted_in_words_as_one():
    assert SmearRow("id", "a.png", 1, 0).description == "a.png, Pending, 0 of 1 cell reviewed"
    assert SmearRow("id", "a.png", 2, 2).count == "2 cells"


def test_the_palette_says_so_where_no_command_fits(qtbot, window):
    palette = CommandPalette(window.commands, window)
    qtbot.addWidget(palette)
    palette.show()
    before = palette._list.visualItemRect(palette._list.topLevelItem(0)).height()
    palette._line.setText("no such thing")
    assert palette._list.topLevelItem(0).text(0).startswith("No command fits.")
    qtbot.keyClick(palette._line, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette._line.setText("")
    assert palette._list.visualItemRect(palette._list.topLevelItem(0)).height() == before


def test_recent_files_can_be_forgotten(qtbot, reading):
    settings, recent = reading.workspace.settings, reading._menus._recent
    assert settings.recent
    recent.aboutToShow.emit()
    assert [action.text() for action in recent.actions() if not action.isSeparator()][-1] == "Forget these"
    recent.actions()[-1].trigger()
    assert settings.recent == []
    qtbot.waitUntil(lambda: config.load_settings().recent == [])
    assert not recent.menuAction().isEnabled()


def test_what_the_program_is_tells_what_a_report_of_a_fault_needs(window):
    window.commands["about"].trigger()
    (box,) = window.findChildren(QMessageBox)
    told = box.detailedText()
    assert f"Python {platform.python_version()}" in told
    assert "torch " in told
    assert str(config.log_path()) in told
    box.close()


def test_the_scale_is_asked_for_with_what_is_known_of_it(qtbot, reading):
    told = []

    def look():
        dialog = QApplication.activeModalWidget()
        labels = dialog.findChildren(QLabel)
        told.extend(label.text() for label in labels)
        told.append(all(label.height() >= label.heightForWidth(label.width()) for label in labels))
        dialog.reject()

    QTimer.singleShot(200, look)
    reading.commands["pixel_size"].trigger()
    assert scale_words(reading.workspace) in " ".join(map(str, told))
    assert told[-1] is True


def test_what_an_analysis_notices_is_all_shown(reading):
    banner, workspace = reading.banner, reading.workspace
    close_messages(banner)
    for said in ("The scale is a guess.", "Cells are unlike.", "The scale is a guess."):
        workspace.noticed.emit(said)
    assert banner.text == "Cells are unlike.\nThe scale is a guess."
    workspace.notice.emit("The figure is on the clipboard.")
    assert banner.text.splitlines()[-1] == "The figure is on the clipboard."
    assert "Cells are unlike." in banner.text
    close_messages(banner)
    for number in range(9):
        workspace.noticed.emit(f"Notice {number}.")
    assert banner.text == "Notice 6.\nNotice 7.\nNotice 8."


def crosses(banner):
    return [cross for cross in banner.findChildren(QToolButton) if cross.isVisible()]


def test_no_failure_is_lost_to_what_is_said_after_it(reading):
    banner, workspace = reading.banner, reading.workspace
    close_messages(banner)
    workspace.failed.emit("", "Labels could not be read.")
    workspace.notice.emit("Cells are unlike.")
    assert banner.text == "Labels could not be read.\nCells are unlike."
    workspace.failed.emit("Export", "The folder is not empty.")
    assert banner.text == "Export: The folder is not empty.\nCells are unlike."
    assert "1 more message" in [label.text() for label in banner.findChildren(QLabel)]
    crosses(banner)[0].click()
    assert banner.text == "Labels could not be read.\nCells are unlike."
    crosses(banner)[0].click()
    assert banner.text == "Cells are unlike."
    crosses(banner)[0].click()
    assert banner.text == ""


def test_what_is_tried_again_and_fails_again_is_told_once(reading):
    banner, workspace = reading.banner, reading.workspace
    close_messages(banner)
    workspace.failed.emit("Export", "The folder is not empty.")
    workspace.failed.emit("Export", "The disk is full.")
    assert banner.text == "Export: The disk is full."
    crosses(banner)[0].click()
    assert banner.text == ""


def test_a_question_comes_back_when_what_covered_it_is_closed(reading):
    banner, workspace = reading.banner, reading.workspace
    close_messages(banner)
    done = []
    banner.ask("one", "First?", "Yes", "", lambda: done.append("first"))
    banner.ask("other", "Second?", "Yes", "", lambda: done.append("second"))
    workspace.failed.emit("Export", "The folder is not empty.")
    crosses(banner)[0].click()
    assert banner.text == "Second?"
    press_offer(banner)
    assert banner.text == "First?"
    banner.withdraw("one")
    assert banner.text == ""
    assert done == ["second"]


def test_notices_stand_below_a_question(reading):
    banner = reading.banner
    close_messages(banner)
    banner.ask("it", "Really?", "Yes", "", lambda: None)
    banner.show_notice("First.")
    banner.show_notice("Second.")
    assert banner.text == "Really?\nFirst.\nSecond."
    banner.withdraw("it")
    assert banner.text == "First.\nSecond."


def _links(window):
    return [button.text() for button in window.review.welcome.findChildren(QPushButton)]


def test_forgotten_files_are_not_named_any_more(qtbot, make_window, dataset_path):
    window, _ = make_window(recent=[str(dataset_path)])
    qtbot.waitUntil(lambda: dataset_path.name in _links(window))
    window._menus._recent.aboutToShow.emit()
    window._menus._recent.actions()[-1].trigger()
    assert dataset_path.name not in _links(window)


def test_a_share_that_is_gone_holds_neither_the_window_nor_other_recent_files_up(
    qtbot, make_window, dataset_path, tmp_path, monkeypatch
):
    answers, real = threading.Event(), Path.exists

    def slow(path, **how):
        return answers.wait(20) and False if path.name == "far.h5" else real(path, **how)

    monkeypatch.setattr(Path, "exists", slow)
    far, gone = tmp_path / "share" / "far.h5", tmp_path / "gone.h5"
    window, _ = make_window(recent=[str(far), str(gone), str(dataset_path)])
    qtbot.waitUntil(lambda: dataset_path.name in _links(window))
    assert far.name not in _links(window)
    menu = window._menus._recent
    menu.aboutToShow.emit()
    offered = {action.data(): action for action in menu.actions() if action.data()}
    qtbot.waitUntil(lambda: not offered[str(gone)].isEnabled())
    assert offered[str(far)].isEnabled()
    answers.set()
    qtbot.waitUntil(lambda: not offered[str(far)].isEnabled())


def test_what_has_to_be_finished_cannot_be_cancelled(qtbot, window):
    go_on = threading.Event()
    window.workspace.runner.start(Job("Adopt", lambda _context: go_on.wait(10), must_finish=True), "io")
    progress = window.findChild(JobProgress)
    qtbot.waitUntil(progress.isVisible, timeout=5000)
    try:
        assert not progress._cancel.isEnabled()
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: not progress.isVisible(), timeout=5000)


def test_space_that_is_let_go_elsewhere_is_not_held_for_ever(qtbot, reading, cells):
    view, workspace = reading.review.view, reading.workspace
    qtbot.keyPress(view, Qt.Key.Key_Space)
    reading.review.smears._view.setFocus()
    qtbot.keyRelease(reading.review.smears._view, Qt.Key.Key_Space)
    row, column = workspace.content.cells[cells[0]].centroid
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.to_screen(row, column).toPoint())
    assert workspace.selection == (cells[0],)
