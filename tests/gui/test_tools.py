"""Every drawing tool with the mouse and keys a reader uses, on a real window."""

import itertools
import shutil
import time

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from leukodesk.config import Settings
from leukodesk.core.cell import Cell, new_cell_id
from leukodesk.core.edits import ChangeCells
from leukodesk.core.mask import Mask
from leukodesk.gui.cells.cell_model import CELL_ID_ROLE
from leukodesk.gui.field.frame_bench import measure_strokes
from leukodesk.gui.field.tools.tool_line import ToolLine
from leukodesk.gui.field.tools.toolbox import SELECT
from leukodesk.gui.main_window import MainWindow
from leukodesk.gui.report.signing_line import SigningLine
from leukodesk.inference.library import ModelLibrary
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.reviewing import act_of
from leukodesk.workspace.workspace import Workspace
from tests.gui.closing import close_window

LEFT = Qt.MouseButton.LeftButton
SIDE = 60


def wait_until(is_so, seconds=60):
    """Serve events until something is so; as qtbot does, for fixtures that outlive it."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        QTest.qWait(10)


class Field:
    """The field of a window as a reader's hand meets it; places are (row, column) of the smear."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window = qtbot, window
        self.workspace, self.view = window.workspace, window.review.view

    def at(self, row, column):
        return self.view.to_screen(row, column).toPoint()

    def move(self, place):
        self.qtbot.mouseMove(self.view.viewport(), self.at(*place))

    def press(self, place):
        self.qtbot.mousePress(self.view.viewport(), LEFT, pos=self.at(*place))

    def release(self, place):
        self.qtbot.mouseRelease(self.view.viewport(), LEFT, pos=self.at(*place))

    def click(self, place):
        self.move(place)
        self.press(place)
        self.release(place)

    def drag(self, *places):
        self.move(places[0])
        self.press(places[0])
        for start, end in itertools.pairwise(places):
            for share in (0.25, 0.5, 0.75, 1):
                self.move(tuple(np.add(start, share * np.subtract(end, start))))
        self.release(places[-1])

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.view, key, modifier)

    def cell(self, cell_id):
        return self.workspace.content.cells[cell_id]

    @property
    def ids(self):
        return [cell.id for cell in self.workspace.content.cells_of(self.workspace.smear.id)]


@pytest.fixture(scope="module")
def one_window(qapp, dataset_template, tmp_path_factory):
    """A window for all tests of this module, which undo what they did: building it takes longer."""
    folder = tmp_path_factory.mktemp("drawing") / "reading"
    shutil.copytree(dataset_template.parent, folder)
    runner = JobRunner()
    settings = Settings(annotator="test reader", classifier="none", device="cpu", analyze_on_open=False)
    workspace = Workspace(settings, ModelLibrary.default(), runner)
    runner.setParent(workspace)
    window = MainWindow(workspace)
    window.workspace = workspace
    window.resize(1400, 900)
    window.show()
    workspace.open_path(folder / dataset_template.name)
    wait_until(lambda: workspace.smear is not None and not runner.running())
    first = workspace.smear.id
    workspace.remove([cell.id for cell in workspace.content.cells_of(first)])
    for column in (100, 165):
        mask = Mask.from_pixels(np.ones((SIDE, SIDE), bool), 100, column)
        nucleus = Mask.from_pixels(np.ones((20, 20), bool), 120, column + 20)
        cell = Cell(new_cell_id(), first, mask, nucleus, source="test reader")
        workspace.do(ChangeCells((), (cell,), act_of("test reader")))
    yield window
    close_window(window, workspace)


@pytest.fixture
def field(qtbot, one_window):
    """The field with two squares of 60 pixels alone on it, at (100, 100) and, 5 pixels beside, (100, 165)."""
    field = Field(qtbot, one_window)
    workspace = field.workspace
    workspace.undo_stack.clear()
    one_window.activateWindow()
    field.view.setFocus(Qt.FocusReason.OtherFocusReason)
    field.view.view_box.setRange(xRange=(0, 400), yRange=(0, 300), padding=0)
    field.move((290, 390))  # else the first move of a test may go where the pointer is
    QGuiApplication.processEvents()
    field.left, field.right = sorted(field.ids, key=lambda cell_id: field.cell(cell_id).centroid[1])
    yield field
    wait_until(lambda: not workspace.runner.running())
    field.view.toolbox.cancel()
    field.view.toolbox.choose("tool_select")
    field.view.toolbox.easel.draw_nucleus(False)
    field.view.toolbox.easel.diameter_um = 2.0
    while workspace.undo_stack.canUndo():
        workspace.undo()
    workspace.select([])


def use(field, tool):
    field.window.commands[f"tool_{tool}"].trigger()
    assert field.view.toolbox.chosen == f"tool_{tool}"


def test_the_brush_adds_to_the_cell_where_it_begins_in_one_step(field):
    field.key(Qt.Key.Key_B)
    assert field.view.toolbox.chosen == "tool_brush"
    field.drag((130, 110), (130, 60))
    cell = field.cell(field.left)
    assert cell.cell_mask.contains(130.5, 60.5)
    assert cell.nucleus_area_px == 400
    assert field.workspace.undo_stack.count() == 1
    assert field.workspace.selection == (field.left,)
    field.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.cell(field.left).cell_area_px == SIDE**2


def test_the_brush_keeps_out_of_other_cells(field):
    use(field, "brush")
    field.drag((130, 150), (130, 200))
    assert field.cell(field.right).cell_area_px == SIDE**2
    left = field.cell(field.left).cell_mask
    assert left.contains(130, 162)
    assert not left.overlap_px(field.cell(field.right).cell_mask)


def test_the_brush_on_free_ground_draws_a_new_cell_and_says_so_before(field):
    use(field, "brush")
    field.move((250, 300))
    assert field.view.toolbox.easel.draft.circle.is_new
    field.drag((250, 300), (250, 330))
    (new,) = set(field.ids) - {field.left, field.right}
    assert field.workspace.selection == (new,)
    assert field.cell(new).nucleus_mask is None
    field.move((130, 110))
    assert not field.view.toolbox.easel.draft.circle.is_new


def test_painting_the_nucleus_beyond_the_cell_takes_the_cell_along(field):
    field.key(Qt.Key.Key_B)
    field.key(Qt.Key.Key_O)
    field.drag((130, 130), (130, 60))
    cell = field.cell(field.left)
    assert cell.nucleus_mask.contains(130.5, 60.5)
    assert cell.cell_mask.contains(130.5, 60.5)


def test_the_eraser_takes_the_nucleus_with_the_cell_and_alone(field):
    field.key(Qt.Key.Key_E)
    field.drag((130, 95), (130, 130))
    cell = field.cell(field.left)
    assert not cell.cell_mask.contains(130, 125)
    assert not cell.nucleus_mask.contains(130, 125)
    field.key(Qt.Key.Key_O)
    field.drag((130, 185), (130, 200))
    cell = field.cell(field.right)
    assert cell.cell_area_px == SIDE**2
    assert cell.nucleus_area_px < 400


def test_a_cell_erased_wholly_is_gone_with_its_label_and_comes_back_with_it(field):
    field.workspace.label([field.left], "blast")
    use(field, "eraser")
    for _ in range(20):
        field.key(Qt.Key.Key_BracketRight)
    field.drag((130, 110), (130, 150))
    assert field.ids == [field.right]
    field.workspace.undo()
    assert field.workspace.content.labels[field.left].cell_class == "blast"


def test_escape_forgets_the_stroke_then_the_tool_then_the_selection(field):
    field.workspace.select([field.left])
    use(field, "eraser")
    field.press((130, 110))
    field.move((130, 140))
    assert field.view.toolbox.easel.draft.sketch.instead_of == field.left
    field.key(Qt.Key.Key_Escape)
    assert field.view.toolbox.easel.draft.sketch.masks is None
    field.release((130, 140))
    assert field.cell(field.left).cell_area_px == SIDE**2
    assert field.workspace.undo_stack.count() == 0
    field.key(Qt.Key.Key_Escape)
    assert not field.view.toolbox.has_tool
    assert field.workspace.selection
    field.key(Qt.Key.Key_Escape)
    assert not field.workspace.selection


def test_space_moves_the_smear_and_the_wheel_zooms_with_a_tool_in_hand(field):
    use(field, "eraser")
    field.qtbot.keyPress(field.view, Qt.Key.Key_Space)
    field.drag((130, 110), (160, 150))
    field.qtbot.keyRelease(field.view, Qt.Key.Key_Space)
    assert field.workspace.undo_stack.count() == 0
    assert field.cell(field.left).cell_area_px == SIDE**2
    zoom = field.view.zoom
    turn(field, Qt.KeyboardModifier.NoModifier)
    assert field.view.zoom > zoom


def turn(field, modifier):
    """Turn the wheel by a notch away from the reader."""
    place = QPointF(field.at(130, 200))
    event = QWheelEvent(
        place,
        field.view.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QGuiApplication.sendEvent(field.view.viewport(), event)


def test_the_size_of_the_brush_is_shown_and_changed_by_keys_and_wheel(field):
    field.workspace.set_pixel_size(0.1)
    use(field, "brush")
    field.move((130, 110))
    easel = field.view.toolbox.easel
    assert easel.size_text == "2 µm"
    assert easel.draft.circle.radius_px == pytest.approx(10)
    field.key(Qt.Key.Key_BracketRight)
    assert easel.size_text == "2.5 µm"
    assert easel.draft.circle.radius_px == pytest.approx(12.5)
    zoom = field.view.zoom
    turn(field, Qt.KeyboardModifier.ControlModifier)
    assert easel.size_text == "3.1 µm"
    assert field.view.zoom == zoom
    for _ in range(30):
        field.key(Qt.Key.Key_BracketLeft)
    assert easel.size_text == "0.2 µm"


def test_clicked_corners_make_a_cell_and_backspace_takes_one_back(field):
    use(field, "polygon")
    for place in ((200, 300), (200, 350), (100, 380)):
        field.click(place)
    field.key(Qt.Key.Key_Backspace)
    for place in ((250, 350), (250, 300)):
        field.click(place)
    field.key(Qt.Key.Key_Return)
    (new,) = set(field.ids) - {field.left, field.right}
    assert field.cell(new).cell_area_px == pytest.approx(50 * 50, rel=0.05)
    assert not field.view.toolbox.is_busy


def test_an_outline_drawn_freely_round_a_cell_becomes_its_own(field):
    use(field, "polygon")
    field.drag((90, 95), (90, 158), (170, 158), (170, 95), (90, 95))
    assert set(field.ids) == {field.left, field.right}
    assert field.cell(field.left).cell_area_px == pytest.approx(80 * 63, rel=0.05)
    assert field.cell(field.left).nucleus_area_px == 400


def test_an_outline_of_the_nucleus_stays_in_its_cell(field):
    field.key(Qt.Key.Key_O)
    use(field, "polygon")
    for place in ((105, 105), (105, 155), (155, 155), (155, 105)):
        field.click(place)
    field.click((105, 105))
    assert field.cell(field.left).nucleus_area_px == pytest.approx(50 * 50, rel=0.05)
    assert field.cell(field.left).cell_area_px == SIDE**2


def test_a_line_across_splits_and_beside_it_says_what_to_do(qtbot, field):
    use(field, "split")
    field.press((120, 95))
    field.move((120, 165))
    assert field.view.toolbox.easel.draft.sketch.marked == (field.left,)
    field.release((120, 165))
    assert len(field.ids) == 3
    assert field.cell(field.left).cell_area_px == pytest.approx(40 * SIDE, rel=0.05)
    assert field.workspace.selection == (field.left,)
    with qtbot.waitSignal(field.workspace.notice):
        field.drag((250, 300), (250, 350))


def test_a_line_through_cells_merges_them_and_a_selection_at_once(field):
    use(field, "merge")
    field.drag((130, 150), (130, 175))
    assert field.ids == [field.left]
    assert field.cell(field.left).cell_area_px == 2 * SIDE**2
    field.workspace.undo()
    field.key(Qt.Key.Key_Escape)
    field.workspace.select([field.right, field.left])
    field.key(Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    assert field.ids == [field.right]
    assert not field.view.toolbox.has_tool


def test_one_click_adds_a_cell_and_one_on_a_cell_selects_it(qtbot, field):
    asked = []
    field.key(Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    field.click((130, 190))
    assert field.workspace.selection == (field.right,)
    field.workspace.drawing.pending_changed.connect(lambda: asked.append(field.workspace.drawing.pending))
    with qtbot.waitSignal(field.workspace.drawing.added, timeout=30_000) as added:
        field.click((250, 300))
        assert len(asked[0]) == 1  # shown while it is looked for
    assert field.workspace.selection == tuple(added.args)


def test_tools_are_off_where_nothing_may_be_changed(field, monkeypatch):
    use(field, "brush")
    monkeypatch.setattr(type(field.workspace), "read_only", property(lambda _: True))
    monkeypatch.setattr(field.workspace._document, "read_only", True)
    told = []
    field.workspace.failed.connect(lambda _, sentence: told.append(sentence))
    field.drag((130, 110), (130, 60))
    assert field.cell(field.left).cell_area_px == SIDE**2
    assert told
    assert "look at only" in told[0]
    assert set(told) == {told[0]}
    field.workspace.select([field.right])
    for tool in ("brush", "eraser", "polygon", "split", "merge", "add", "nucleus"):
        assert not field.window.commands[f"tool_{tool}"].isEnabled()
    monkeypatch.undo()


def test_the_strip_ticks_the_tool_and_shows_the_brush_only_with_one(field):
    strip = field.view.findChild(object, "tool_strip")
    shown = {button.defaultAction().objectName() for button in buttons(strip) if button.isVisible()}
    assert "tool_eraser" in shown
    assert "tool_larger" not in shown
    place = next(b for b in buttons(strip) if b.defaultAction().objectName() == "tool_eraser")
    before = place.mapToGlobal(QPoint())
    field.qtbot.mouseClick(place, LEFT)
    assert field.view.toolbox.chosen == "tool_eraser"
    assert field.window.commands["tool_eraser"].isChecked()
    QGuiApplication.processEvents()
    assert place.mapToGlobal(QPoint()) == before
    shown = {button.defaultAction().objectName() for button in buttons(strip) if button.isVisible()}
    assert {"tool_larger", "tool_smaller", "tool_nucleus"} <= shown
    field.key(Qt.Key.Key_E)  # the key of the tool in hand puts it away
    assert not field.view.toolbox.has_tool
    assert field.window.commands["tool_select"].isChecked()


def buttons(strip):
    return strip.findChildren(QToolButton)


def test_another_smear_ends_a_stroke(qtbot, field):
    use(field, "polygon")
    field.click((200, 300))
    with qtbot.waitSignal(field.workspace.smear_opened, timeout=20_000):
        field.workspace.open_neighbour(1)
    assert not field.view.toolbox.is_busy
    assert not field.view.toolbox.easel.draft.sketch.line
    with qtbot.waitSignal(field.workspace.smear_opened, timeout=20_000):
        field.workspace.open_neighbour(-1)


@pytest.mark.parametrize("tool", ["brush", "eraser", "polygon", "split", "merge", "add"])
def test_another_dataset_ends_a_stroke_and_the_pointer_moves_over_nothing(
    qtbot, reading, open_dataset, other_dataset, tool
):
    field, in_view = Field(qtbot, reading), []
    use(field, tool)
    field.move((200, 300))
    field.press((200, 300))

    def go_on():
        """What the hand did before the field was hidden arrives only now."""
        in_view.append(field.workspace.smear)
        field.view.toolbox.move((210, 310), is_down=True)
        field.view.toolbox.release((210, 310))
        field.view.toolbox.move((250, 350), is_down=False)

    field.workspace.dataset_opened.connect(go_on)
    open_dataset(reading, field.workspace, other_dataset)
    assert in_view == [None]
    assert not field.view.toolbox.is_busy
    made_by = {cell.source for cell in field.workspace.content.cells.values()}
    assert field.workspace.annotator not in made_by


def test_a_redrawn_part_of_the_overlay_looks_like_the_whole_drawn_anew(field):
    field.view.grab()
    QTest.qWait(150)  # after a zoom, lines are stretched until it rests
    field.view.grab()
    use(field, "brush")
    field.drag((130, 110), (130, 60))
    field.workspace.label([field.right], "blast")
    field.workspace.select([field.right])
    field.key(Qt.Key.Key_Escape)
    patched = field.view.grab().toImage()
    field.window.display.show_layer("fills", True)
    field.window.display.show_layer("fills", False)
    assert field.view.grab().toImage() == patched


def test_strokes_are_measured_and_taken_back(field):
    times = measure_strokes(field.view, [field.cell(field.left)], field.workspace.undo, 0.2)
    assert times.frames >= 42
    assert 0 < times.median_ms <= times.p95_ms <= times.longest_ms
    assert field.cell(field.left).cell_area_px == SIDE**2
    assert not field.view.toolbox.has_tool
    with pytest.raises(ValueError, match="longer"):
        measure_strokes(field.view, [], field.workspace.undo, 0)


def test_the_list_of_cells_follows_every_change_without_starting_anew(field):
    model = field.window.review.table.model()
    resets = []
    model.modelReset.connect(lambda: resets.append(1))

    def rows():
        return [model.index(number, 0).data(CELL_ID_ROLE) for number in range(model.rowCount())]

    use(field, "split")
    field.drag((120, 95), (120, 165))
    assert rows() == field.ids
    split = rows()
    field.workspace.remove([field.right])
    assert rows() == field.ids
    field.workspace.undo()
    assert rows() == split
    assert not resets


@pytest.mark.parametrize("height", [150, 220, 330, 700])
def test_the_whole_strip_lies_in_a_field_of_any_height(qtbot, field, height):
    strip = field.view.findChild(object, "tool_strip")
    field.view.setMaximumHeight(height)
    field.view.setMinimumHeight(height)
    qtbot.waitUntil(lambda: field.view.height() == height)
    for tool in ("brush", "select"):
        field.window.commands[f"tool_{tool}"].trigger()
        QGuiApplication.processEvents()
        assert field.view.rect().contains(strip.geometry())
        for button in buttons(strip):
            assert not button.isVisible() or strip.rect().contains(button.geometry())
    shown = {button.defaultAction().objectName() for button in buttons(strip) if button.isVisible()}
    assert shown == {
        f"tool_{name}" for name in ("select", "brush", "eraser", "polygon", "split", "merge", "add")
    }


def test_a_line_says_what_the_tool_in_the_hand_does(field):
    window = field.window
    line, signing = window.findChild(ToolLine), window.findChild(SigningLine)
    assert not line.isVisible()
    assert signing.isVisible()
    window.commands["tool_split"].trigger()
    assert line.isVisible()
    assert not signing.isVisible()
    assert line.accessibleName() == "Split. Draw a line across a cell that is really two."
    line.findChild(QPushButton).click()
    assert field.view.toolbox.chosen == SELECT
    assert not line.isVisible()
    assert signing.isVisible()


class _Sizes(QObject):
    """Remembers every size that a widget was given."""

    def __init__(self, watched):
        super().__init__()
        self.given = []
        watched.installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802
        if event.type() == QEvent.Type.Resize:
            self.given.append(watched.size())
        return False


def test_taking_a_tool_or_putting_it_away_never_resizes_the_field(qtbot, field):
    qtbot.wait(1)
    sizes = _Sizes(field.view)
    for tool in ("split", "select", "brush", "select"):
        field.window.commands[f"tool_{tool}"].trigger()
        qtbot.wait(1)
    assert not sizes.given
