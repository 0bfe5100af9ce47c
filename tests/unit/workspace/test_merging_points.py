"""Points that were imported get the outlines of the cells that an analysis finds under them."""

from dataclasses import replace

from leukodesk.core.imported import Imported
from leukodesk.core.shapes import Box, Point, stand_in
from tests.unit.workspace.test_merging import NOW, SMEAR, content_with, merged, square


def imported(shape):
    mask = stand_in(shape, SMEAR.height, SMEAR.width, 15)
    told = Imported(NOW, "xyc", shape, 15 if isinstance(shape, Point) else 0)
    return replace(square(0, 0), cell_mask=mask, source=told.text)


def test_a_labelled_point_takes_the_outline_of_the_cell_under_it():
    point, lone = imported(Point(30, 30)), imported(Point(150, 150))
    content = content_with(point, lone, labelled=[point, lone])
    found, apart = square(20, 20), square(80, 80)
    told = merged(content, found, apart)
    assert content.cells[point.id].cell_mask == found.cell_mask
    assert content.labels[point.id].cell_class == "blast"
    assert content.cells[lone.id] == lone
    assert told.kept == (lone.id,)
    assert set(content.cells) == {point.id, lone.id, apart.id}


def test_points_without_label_and_boxes_stay_as_they_were_given():
    point, box = imported(Point(30, 30)), imported(Box(100, 100, 120, 120))
    content = content_with(point, box, labelled=[box])
    merged(content, square(20, 20), square(101, 101))
    assert dict(content.cells) == {point.id: point, box.id: box}
