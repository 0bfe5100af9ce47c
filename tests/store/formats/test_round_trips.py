"""What a format writes it reads again: the same cells, masks and labels, as far as the format goes."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leukodesk.core.mask import Mask
from leukodesk.core.shapes import Box, Point, rectangle
from leukodesk.store.formats.label_pixels import instance_pixels
from leukodesk.store.formats.polygons import fill, joined, trace
from leukodesk.store.formats.registry import FORMATS, format_named
from tests.store.formats.building import (
    HEIGHT,
    WIDTH,
    cells,
    labelled_masks,
    mask_read,
    masks,
    nucleus_read,
    smears_of,
    there_and_back,
)

_QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_SOME = st.lists(cells(), max_size=4)
_NAMES = {known.name for known in FORMATS}
EVERYTHING = sorted({"csv", "coco", "coco-polygons", "geojson", "labelme"} & _NAMES)
BOXES = sorted({"voc", "yolo"} & _NAMES)


@settings(max_examples=100, deadline=None)
@given(masks())
def test_a_traced_mask_is_filled_again_to_the_pixel(mask):
    parts = trace(mask)
    assert fill([ring for part in parts for ring in part], HEIGHT, WIDTH) == mask
    assert fill([joined(parts)], HEIGHT, WIDTH) == mask


@pytest.mark.parametrize("name", EVERYTHING)
@_QUICK
@given(_SOME, _SOME)
def test_cells_masks_nuclei_and_labels_come_back(name, first, second):
    document = there_and_back(format_named(name), smears_of(first, second))
    found = {mark.cell_id: mark for image in document.images for mark in image.marks}
    assert len(found) == len(first) + len(second)
    for cell in (*first, *second):
        mark = found[cell.cell.id]
        assert mask_read(mark) == cell.cell.cell_mask
        assert nucleus_read(mark) == cell.cell.nucleus_mask
        assert mark.class_name == cell.label
        assert mark.kind == cell.cell.kind
        assert mark.annotator == (cell.annotator if cell.label else mark.annotator)
        assert (mark.shape if isinstance(mark.shape, Point | Box) else None) == cell.shape


@pytest.mark.parametrize("name", BOXES)
@_QUICK
@given(_SOME)
def test_boxes_and_labels_come_back(name, group):
    document = there_and_back(format_named(name), smears_of(group))
    smallest = 2 if name == "voc" else 1
    boxes = [c for c in group if not isinstance(c.shape, Point) and c.cell.cell_area_px >= smallest]
    expected = Counter((rectangle(*cell.cell.bbox), cell.label) for cell in boxes)
    assert labelled_masks(document) == expected


@_QUICK
@given(_SOME)
def test_yolo_polygons_keep_every_pixel(group):
    document = there_and_back(format_named("yolo-polygons"), smears_of(group))
    kept = [cell for cell in group if not isinstance(cell.shape, Point)]
    assert labelled_masks(document) == Counter((cell.cell.cell_mask, cell.label) for cell in kept)


@pytest.mark.parametrize("name", ["masks", "ome-tiff"])
@_QUICK
@given(_SOME)
def test_label_images_keep_what_nothing_covers(name, group):
    (item,) = smears_of(group)
    document = there_and_back(format_named(name), [item])
    numbers = instance_pixels([cell.cell for cell in group], HEIGHT, WIDTH)
    visible = [number for number in range(1, len(group) + 1) if (numbers == number).any()]
    (image,) = document.images
    assert [mark.cell_id for mark in image.marks] == [group[number - 1].cell.id for number in visible]
    for number, mark in zip(visible, image.marks, strict=True):
        cell = group[number - 1]
        assert mark.class_name == cell.label
        if cell.shape is None:
            assert mask_read(mark) == Mask.from_pixels(numbers == number)
        else:
            assert mark.shape == cell.shape


@_QUICK
@given(st.lists(cells(), min_size=1, max_size=4))
def test_points_and_labels_come_back(group):
    document = there_and_back(format_named("xyc"), smears_of(group))
    points = Counter(
        (cell.shape if isinstance(cell.shape, Point) else _centre(cell.cell.cell_mask), cell.label)
        for cell in group
    )
    assert (
        Counter((mark.shape, mark.class_name) for image in document.images for mark in image.marks) == points
    )


def _centre(mask: Mask) -> Point:
    row, column = mask.centroid
    return Point(float(round(row)), float(round(column)))


@given(cells(whole=False))
@_QUICK
def test_a_table_keeps_places_between_pixels(cell):
    document = there_and_back(format_named("csv"), smears_of([cell]))
    (image,) = document.images
    (mark,) = image.marks
    assert mask_read(mark) == cell.cell.cell_mask
    if cell.shape is not None:
        assert mark.shape == cell.shape
