"""The heatmap on the real window with the shipped model."""

import inspect

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel

from leukodesk.core.cell import CellKind
from leukodesk.core.errors import ModelError
from leukodesk.core.results import Prediction
from leukodesk.gui.cells.explain_panel import NOT_EVIDENCE
from leukodesk.gui.field import heatmap_layer
from leukodesk.gui.field.heatmap_layer import colour_table, heat_image
from leukodesk.jobs.analyst import Analyst
from tests.outlining import outline_cell


def test_heatmap_of_the_selected_cell_appears_with_its_caution(qtbot, reading, cells):
    view = reading.review.view
    reading.workspace.select([cells[0]])
    before = view.grab().toImage()
    with qtbot.waitSignal(reading.workspace.heatmap_ready, timeout=60_000) as arrived:
        reading.commands["heatmap"].trigger()
    cell_id, box, heat = arrived.args
    assert cell_id == cells[0]
    y0, x0, y1, x1 = box
    row, column = reading.workspace.content.cells[cell_id].centroid
    assert y0 < row < y1
    assert x0 < column < x1
    assert heat.min() >= 0
    assert heat.max() <= 1
    assert view.grab().toImage() != before
    assert any(label.text() == NOT_EVIDENCE for label in reading.findChildren(QLabel))


def test_all_white_cells_are_explained_one_after_the_other(qtbot, reading, cells):
    said = reading.workspace.content.predictions[reading.workspace.model_id]
    arrived = []
    reading.workspace.heatmap_ready.connect(lambda cell_id, _box, _heat: arrived.append(cell_id))
    reading.workspace.select([])
    reading.commands["heatmap"].trigger()
    white = [cell_id for cell_id in cells if cell_id in said]
    qtbot.waitUntil(lambda: set(arrived) == set(white), timeout=60_000)
    assert len(arrived) == len(white)


def test_a_smudge_is_explained_only_for_a_class_that_somebody_asks_about(qtbot, reading, cells):
    content = reading.workspace.content
    smudge = next(cell_id for cell_id in cells if content.kind_of(cell_id) is CellKind.SMUDGE)
    arrived = []
    reading.workspace.heatmap_ready.connect(lambda cell_id, _box, _heat: arrived.append(cell_id))
    reading.workspace.select([smudge])
    reading.commands["heatmap"].trigger()
    qtbot.waitUntil(lambda: not reading.workspace.runner.running(), timeout=60_000)
    assert arrived == []
    with qtbot.waitSignal(reading.workspace.heatmap_ready, timeout=60_000):
        reading.display.set_heatmap_class("blast")
    assert arrived == [smudge]


def test_opacity_changes_the_picture(qtbot, reading, cells):
    reading.workspace.select([cells[0]])
    with qtbot.waitSignal(reading.workspace.heatmap_ready, timeout=60_000):
        reading.commands["heatmap"].trigger()
    view = reading.review.view
    reading.display.set_heatmap_opacity(0.0)
    clear = view.grab().toImage()
    reading.display.set_heatmap_opacity(1.0)
    assert view.grab().toImage() != clear


def test_cold_places_stay_transparent():
    image = heat_image(np.array([[0.0, 1.0]], np.float32), colour_table("inferno"))
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(1, 0).alpha() == 255


def test_the_heatmap_speaks_of_the_class_that_is_chosen(qtbot, reading, cells):
    reading.workspace.select([cells[0]])
    said = {}
    reading.workspace.heatmap_ready.connect(
        lambda _id, _box, heat: said.setdefault(reading.display.heatmap_class, heat)
    )
    with qtbot.waitSignal(reading.workspace.heatmap_ready, timeout=60_000):
        reading.commands["heatmap"].trigger()
    chooser = next(
        box for box in reading.findChildren(QComboBox) if box.accessibleName().startswith("Class of")
    )
    assert [chooser.itemText(i) for i in range(3)] == [
        "Most probable",
        "Blast",
        "Normal leukocyte",
    ]
    for index in (1, 2):
        chooser.setCurrentIndex(index)
        with qtbot.waitSignal(reading.workspace.heatmap_ready, timeout=60_000):
            chooser.activated.emit(index)
    assert set(said) == {"", "blast", "normal"}
    assert not np.allclose(said["blast"], said["normal"])
    assert np.allclose(said[""], said["blast"]) or np.allclose(said[""], said["normal"])


def test_the_colours_to_choose_from_show_themselves_from_little_to_most(reading):
    chooser = next(box for box in reading.findChildren(QComboBox) if "Colours" in box.accessibleName())
    assert "little on the left" in chooser.toolTip()
    for index in range(chooser.count()):
        colours = heatmap_layer.colour_table(chooser.itemData(index))
        picture = chooser.itemIcon(index).pixmap(chooser.iconSize()).toImage()
        assert picture.width() >= chooser.iconSize().width()
        row = picture.height() // 2
        assert picture.pixelColor(0, row).alpha() < 20
        shown = picture.pixelColor(picture.width() - 1, row).getRgb()
        assert np.abs(np.subtract(shown, colours[-1])).max() < 25


def test_the_field_stays_where_it_is_when_heatmaps_appear(qtbot, reading):
    reading.workspace.set_classifier(None)
    parts = reading.review.sizes()
    reading.display.show_layer("heatmap", True)
    qtbot.wait(50)  # for the layout
    assert reading.review.sizes() == parts


def test_a_cell_that_cannot_be_explained_is_asked_about_once(qtbot, reading, cells, monkeypatch):
    asked = []

    def refuse(_analyst, _context, _image, cell, *_):
        asked.append(cell.id)
        raise ModelError("no heat today; choose another method.")

    monkeypatch.setattr(Analyst, "explain", refuse)
    with qtbot.waitSignal(reading.workspace.heatmap_failed, timeout=60_000):
        reading.workspace.select([cells[0]])
        reading.commands["heatmap"].trigger()
    with qtbot.waitSignal(reading.workspace.heatmap_failed):
        reading.workspace.select([cells[1]])
    reading.workspace.select([cells[0]])
    qtbot.waitUntil(lambda: not reading.workspace.runner.running())
    assert asked == [cells[0], cells[1]]


def test_many_heatmaps_are_drawn_in_several_turns_from_one_table(qtbot, reading, cells, monkeypatch):
    view, display = reading.review.view, reading.display
    layer = view._heatmap
    reading.workspace.set_classifier(None)
    display.show_layer("heatmap", True)
    heat = np.linspace(0, 1, 64, dtype=np.float32).reshape(8, 8)
    for cell in reading.workspace.content.cells_of(reading.workspace.smear.id):
        layer._heat[cell.id] = (cell.bbox, heat)
    colour_table.cache_clear()
    layer._cache.forget()
    at_once = view.grab().toImage()
    assert colour_table.cache_info().misses == 1
    monkeypatch.setattr(heatmap_layer, "_DRAWN_A_TURN", 2)
    display.set_heatmap_opacity(1.0)
    assert view.grab().toImage() == at_once
    turns = []
    layer._cache._turn.timeout.connect(lambda: turns.append(1))
    qtbot.waitUntil(lambda: layer._cache._drawing is None, timeout=5000)
    assert len(turns) > 2
    in_turns = view.grab().toImage()
    assert in_turns != at_once
    monkeypatch.setattr(heatmap_layer, "_DRAWN_A_TURN", 1000)
    layer._cache.forget_all()
    assert view.grab().toImage() == in_turns


def test_a_heatmap_that_comes_leaves_the_others_as_they_are_drawn(reading, cells):
    view, layer = reading.review.view, reading.review.view._heatmap
    reading.workspace.set_classifier(None)
    reading.display.show_layer("heatmap", True)
    first, second = list(reading.workspace.content.cells_of(reading.workspace.smear.id))[:2]
    heat = np.ones((8, 8), np.float32)
    layer._waiting = first.id
    layer._take(first.id, first.bbox, heat)
    view.grab()
    begun, begin = [], layer._cache._begin
    layer._cache._begin = lambda *given: (begun.append(1), begin(*given))
    layer._waiting = second.id
    layer._take(second.id, second.bbox, heat)
    patched = view.grab().toImage()
    assert not begun
    layer._cache.forget()
    assert view.grab().toImage() == patched
    assert begun


def test_a_cell_moved_before_or_after_its_heatmap_came_has_it_at_its_new_place(qtbot, reading, cells):
    workspace, layer = reading.workspace, reading.review.view._heatmap

    def place():
        box = layer._heat[cells[0]][0]
        return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2

    def move():
        moved = workspace.content.cells[cells[0]].moved(0, 40)
        outline_cell(workspace, cells[0], moved.cell_mask, moved.nucleus_mask)

    def is_there():
        row, column = workspace.content.cells[cells[0]].centroid
        return place() == pytest.approx((row + 0.5, column + 0.5), abs=0.5)

    workspace.select([cells[0]])
    reading.commands["heatmap"].trigger()
    assert layer._waiting == cells[0]
    for change in (move, move, workspace.undo, workspace.undo, move):
        change()
        qtbot.waitUntil(lambda: cells[0] in layer._heat, timeout=60_000)
        assert is_there()
        qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=60_000)
        assert is_there()


def test_heatmaps_that_are_shown_follow_a_new_scale_and_its_undo(qtbot, reading, cells):
    workspace, layer = reading.workspace, reading.review.view._heatmap
    scale = workspace.smear.pixel_size_um or workspace.pixel_size[0]
    workspace.select(cells[:2])
    reading.commands["heatmap"].trigger()

    def widths():
        qtbot.waitUntil(lambda: set(layer._heat) == set(cells[:2]), timeout=60_000)
        qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=60_000)
        return [x1 - x0 for (_, x0, _, x1), _ in layer._heat.values()]

    before = widths()
    workspace.set_pixel_size(scale * 1.5)
    assert widths() == pytest.approx([width / 1.5 for width in before])
    workspace.undo()
    assert widths() == pytest.approx(before)
    workspace.set_pixel_size(scale * 2)
    workspace.set_pixel_size(scale * 1.5)  # before the first of them came
    assert widths() == pytest.approx([width / 1.5 for width in before])


def test_what_is_suggested_for_a_cell_is_what_its_heatmap_explains(qtbot, reading, cells, monkeypatch):
    workspace, display = reading.workspace, reading.display
    asked, explain = [], Analyst.explain

    def follow(analyst, context, image, cell, method, class_name, model):
        asked.append((cell.id, class_name))
        return explain(analyst, context, image, cell, method, class_name, model)

    def suggest(cell_id, class_name, model_id):
        said = {"blast": 0.2, "normal": 0.2} | {class_name: 0.8}
        workspace._document.record_predictions((Prediction(cell_id, model_id, said, abstained=False),))

    def rest():
        qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=60_000)
        return asked

    monkeypatch.setattr(Analyst, "explain", follow)
    first, second = cells[:2]
    workspace.select([first, second])
    suggest(first, "blast", workspace.model_id)
    suggest(second, "normal", workspace.model_id)
    reading.commands["heatmap"].trigger()
    assert rest() == [(first, "blast"), (second, "normal")]
    suggest(first, "blast", workspace.model_id)
    suggest(first, "normal", "another.model")
    assert len(rest()) == 2
    suggest(first, "normal", workspace.model_id)
    assert rest()[2:] == [(first, "normal")]
    display.set_heatmap_class("blast")
    assert rest()[3:] == [(second, "blast")]  # that of the first is remembered
    suggest(second, "blast", workspace.model_id)
    assert len(rest()) == 4


def test_remembered_heatmaps_come_back_without_calls_within_calls(qtbot, reading, cells):
    workspace, display, layer = reading.workspace, reading.display, reading.review.view._heatmap
    white = set(layer._wanted())
    assert len(white) > 5
    workspace.select([])
    reading.commands["heatmap"].trigger()
    qtbot.waitUntil(lambda: set(layer._heat) == white, timeout=60_000)
    depths = {}
    workspace.heatmap_ready.connect(lambda cell_id, *_: depths.setdefault(cell_id, len(inspect.stack(0))))
    for class_name in ("blast", "normal", ""):
        depths.clear()
        display.set_heatmap_class(class_name)
        qtbot.waitUntil(lambda: set(depths) == white, timeout=60_000)
    # A few hundred cells within each other would be more than Python's stack holds.
    assert len(set(depths.values())) == 1


def test_an_answer_about_a_class_that_is_not_chosen_any_more_is_not_drawn(qtbot, reading, cells):
    workspace, display, layer = reading.workspace, reading.display, reading.review.view._heatmap
    workspace.select([cells[0]])
    display.set_heatmap_class("blast")
    reading.commands["heatmap"].trigger()
    assert layer._waiting == cells[0]
    display.show_layer("hidden", True)
    display.set_heatmap_class("normal")
    qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=60_000)
    assert not layer._heat
    with qtbot.waitSignal(workspace.heatmap_ready, timeout=60_000) as arrived:
        display.show_layer("hidden", False)
    assert layer._heat[cells[0]][1] is arrived.args[2]
