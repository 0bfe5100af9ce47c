"""A segmenter is judged by what is drawn and marked, set by set, and a known error gives a known figure."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.errors import InputError
from leukodesk.core.intervals import wilson
from leukodesk.core.mask import Mask
from leukodesk.core.results import Segmentation
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.training.segmentation.evaluation import judge_segmenter
from leukodesk.training.segmentation.figures import Share, summarise
from leukodesk.training.segmentation.marked import MarkedField
from leukodesk.training.segmentation.overlap import boundary_f1
from leukodesk.training.segmentation.scores import drawn_terms, marked_terms
from leukodesk.training.segmentation.sets import find_sets


class Repeats:
    """Says what it was told to say about every image."""

    id = "repeats"

    def __init__(self, cells):
        self.cells = tuple(cells)
        self.parameters = {"times": 1}

    def segment(self, pixels, smear, *, pixel_size_um, progress):
        progress(0, 1, "Repeating")
        return Segmentation(self.cells, self.id, elapsed_s=0.5)


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(seed=4, height=480, width=640, pixel_size_um=0.18)


@pytest.fixture
def drawn_folder(tmp_path, phantom):
    """Three copies of one field with its true masks; two were cut from one parent field."""
    folder = tmp_path / "crops"
    folder.mkdir()
    mask = np.zeros(phantom.pixels.shape[:2], np.uint8)
    for cell in phantom.cells:
        mask[cell.cell_mask.window((0, 0, *mask.shape))] = 1
    for cell in phantom.cells:
        if cell.nucleus_mask:
            mask[cell.nucleus_mask.window((0, 0, *mask.shape))] = 2
    rows = []
    for number in (15, 16, 40):
        write_phantom(phantom, folder / f"{number}.png")
        cv2.imwrite(str(folder / f"{number}_mask.png"), mask)
        rows.append(f"crops/{number},blast,Im{number // 10:03d}_1,1.00")
    (tmp_path / "labels.csv").write_text("\n".join(["crop,class,parent_field,match", *rows]))
    return folder


def square(top, left, size=10, kind=CellKind.LEUKOCYTE):
    whole = Mask.from_pixels(np.ones((size, size), dtype=bool), top, left)
    inner = Mask.from_pixels(np.ones((size // 2, size), dtype=bool), top, left)
    return Cell(f"{top}-{left}", "s", whole, inner, kind)


def values(terms):
    return summarise([terms], ["only"]).values


def test_the_truth_is_judged_perfect_on_crops(drawn_folder, phantom):
    segmenter = Repeats(phantom.cells)
    evaluation = judge_segmenter(segmenter, find_sets(drawn_folder), drawn_folder, "all")
    (judged,) = evaluation.sets
    for region in ("nucleus", "cell"):
        for figure in ("dice", "boundary_f1"):
            assert judged.figures.values[f"{figure}_{region}"] == 1
            assert judged.figures.values[f"{figure}_{region}_of_middle_cell"] == 1
    record = evaluation.to_json()
    assert record["segmenter"] == "repeats"
    assert record["parameters"] == {"times": 1}
    assert record["elapsed_s"] == {"median": 0.5, "max": 0.5}
    assert (record["sets"]["crops"]["n"], record["sets"]["crops"]["groups"]) == (3, 2)


def test_nothing_found_is_judged_zero(drawn_folder):
    evaluation = judge_segmenter(Repeats(()), find_sets(drawn_folder), drawn_folder, "all")
    figures = evaluation.sets[0].figures.values
    assert figures["dice_cell"] == figures["boundary_f1_nucleus"] == figures["drawn_cells_found"] == 0
    assert "nc_ratio_error" not in figures


def test_an_image_that_cannot_be_judged_is_named_and_the_rest_is_judged(drawn_folder, phantom):
    (drawn_folder / "15.png").write_bytes(b"no image")
    cv2.imwrite(str(drawn_folder / "16_mask.png"), np.zeros((50, 60), np.uint8))
    evaluation = judge_segmenter(Repeats(phantom.cells), find_sets(drawn_folder), drawn_folder, "all")
    assert evaluation.sets[0].figures.images == 1
    assert "15.png" in evaluation.refused[0]
    assert "16_mask.png has 60 × 50 pixels" in evaluation.refused[1]


def test_a_mask_with_other_values_is_refused(drawn_folder, phantom):
    cv2.imwrite(str(drawn_folder / "40_mask.png"), np.full((480, 640), 255, np.uint8))
    evaluation = judge_segmenter(Repeats(phantom.cells), find_sets(drawn_folder), drawn_folder, "all")
    assert "40_mask.png holds the value 255" in evaluation.refused[0]


def test_parts_go_by_the_parent_field_and_share_nothing(drawn_folder):
    (whole,) = find_sets(drawn_folder)
    whole = replace(whole, data="all_idb2")
    images = {split: {item.image for item in whole.part(split).drawn} for split in ("train", "test")}
    assert images["train"] | images["test"] == {item.image for item in whole.drawn}
    assert not images["train"] & images["test"]
    assert {item.group for item in whole.drawn} == {"Im001_1", "Im004_1"}


def test_the_parent_of_several_sets_is_judged_set_by_set(tmp_path, drawn_folder, phantom):
    fields = tmp_path / "all_idb1"
    for name in ("images", "blast"):
        (fields / name).mkdir(parents=True)
    write_phantom(phantom, fields / "images" / "Im001_1.png")
    (fields / "blast" / "Im001_1.xyc").write_text("20\t30\n")
    (fields / "other_kind.csv").write_text("field,x,y,kind\nIm001_1,5,6,platelet_or_debris\n")
    sets = {item.name: item for item in find_sets(tmp_path)}
    assert set(sets) == {"crops", "all_idb1"}
    (field,) = sets["all_idb1"].marked
    assert (field.blasts, field.leukocytes, field.debris) == (((30, 20),), (), ((6, 5),))


def test_a_folder_without_masks_or_points_is_refused(tmp_path):
    (tmp_path / "1.png").write_bytes(b"")
    with pytest.raises(InputError, match=r"holds no image with a <name>_mask\.png or a <name>\.xyc"):
        find_sets(tmp_path)


def test_points_beside_an_image_mark_its_white_cells(tmp_path):
    (tmp_path / "1.png").write_bytes(b"")
    (tmp_path / "1.xyc").write_text("3 4\n")
    assert find_sets(tmp_path)[0].marked[0].white_cells == ((4, 3),)


def write_boxes(folder, name, boxes):
    (folder / "JPEGImages").mkdir(parents=True, exist_ok=True)
    (folder / "Annotations").mkdir(exist_ok=True)
    cv2.imwrite(str(folder / "JPEGImages" / f"{name}.png"), np.full((90, 120, 3), 200, np.uint8))
    objects = "".join(
        f"<object><name>{kind}</name><bndbox><xmin>{x0}</xmin><ymin>{y0}</ymin><xmax>{x1}</xmax>"
        f"<ymax>{y1}</ymax></bndbox></object>"
        for kind, (y0, x0, y1, x1) in boxes
    )
    (folder / "Annotations" / f"{name}.xml").write_text(f"<annotation>{objects}</annotation>")


def test_boxes_of_pascal_voc_mark_white_cells_and_platelets(tmp_path):
    folder = tmp_path / "boxed"
    boxes = [("WBC", (10, 20, 30, 60)), ("RBC", (0, 0, 9, 9)), ("Platelets", (50, 70, 54, 72))]
    write_boxes(folder, "field_17", boxes)
    (judged,) = find_sets(tmp_path)
    (field,) = judged.marked
    assert (judged.name, field.image.stem) == ("boxed", "field_17")
    assert field.white_cells == ((20.0, 40.0),)
    assert field.debris == ((52.0, 71.0),)
    assert field.boxes == ((10.0, 20.0, 30.0, 60.0),)


@pytest.mark.parametrize("text", ["<annotation>", "<a><object><name>WBC</name></object></a>", ""])
def test_boxes_that_cannot_be_read_are_named(tmp_path, text):
    write_boxes(tmp_path, "field_1", [])
    (tmp_path / "Annotations" / "field_1.xml").write_text(text)
    (whole,) = find_sets(tmp_path)
    assert "field_1.xml" in whole.refused[0].said
    assert not len(whole)


def test_marks_are_counted_by_class_and_place():
    cells = [square(100, 100), square(200, 200), square(40, 0, kind=CellKind.SMUDGE), square(300, 300)]
    field = MarkedField(None, ((105, 105), (45, 2)), ((205, 205),), ((305, 305),))
    found = values(marked_terms(cells, field, (400, 400), pixel_size_um=0.5))
    assert (found["recall_blast"], found["recall_blast_inside"], found["recall_leukocyte"]) == (0.5, 1, 1)
    assert found["recall_all"] == pytest.approx(2 / 3)
    assert found["recall_all_as_any_kind"] == 1
    assert found["precision"] == pytest.approx(2 / 3)
    assert (found["false_finds_per_field"], found["platelets_or_debris_per_field"]) == (0, 1)
    assert (found["count_error_per_field"], found["smudges_found_per_field"]) == (0, 1)


def test_platelets_are_not_reported_where_nobody_marked_them():
    found = values(marked_terms([square(0, 0)], MarkedField(None), (50, 50), 0.5))
    assert "platelets_or_debris_per_field" not in found
    assert "recall_all" not in found
    assert found["false_finds_per_field"] == 1


def test_a_neighbour_that_nobody_drew_counts_in_the_headline_alone():
    drawn = np.zeros((60, 60), np.uint8)
    drawn[10:20, 10:20] = 1
    drawn[10:15, 10:20] = 2
    found = values(drawn_terms([square(10, 10), square(40, 40)], drawn, pixel_size_um=0.5))
    assert found["dice_cell"] == pytest.approx(2 / 3)
    assert found["dice_cell_of_middle_cell"] == 1
    assert found["nc_ratio_error"] == 0
    assert found["drawn_cells_found"] == 1


def test_the_figures_of_drawn_cells_leave_out_strangers_and_nothing_else():
    drawn = np.zeros((60, 60), np.uint8)
    drawn[10:20, 10:20] = drawn[40:50, 40:50] = 1
    drawn[10:15, 10:20] = 2
    first, stranger = square(10, 10), square(10, 40)
    found = values(drawn_terms([first, stranger], drawn, pixel_size_um=0.5))
    # The second drawn cell is missed, which still counts; the stranger no longer does.
    assert found["dice_cell"] == pytest.approx(1 / 2)
    assert found["dice_cell_of_drawn_cells"] == pytest.approx(2 / 3)
    assert found["dice_nucleus_of_drawn_cells"] == found["boundary_f1_nucleus_of_drawn_cells"] == 1
    # A find that reaches out of a drawn cell is judged whole, however little they share.
    reaching = values(drawn_terms([first, square(19, 19)], drawn, pixel_size_um=0.5))
    assert reaching["dice_cell_of_drawn_cells"] == reaching["dice_cell"] < 2 / 3


def test_with_nothing_but_drawn_cells_found_both_figures_are_one_and_the_same(drawn_folder, phantom):
    evaluation = judge_segmenter(Repeats(phantom.cells[:-1]), find_sets(drawn_folder), drawn_folder, "all")
    figures = evaluation.to_json()["sets"]["crops"]["figures"]
    for name in ("dice_nucleus", "boundary_f1_nucleus", "dice_cell", "boundary_f1_cell"):
        assert figures[name + "_of_drawn_cells"] == figures[name]


def test_a_drawn_cell_at_the_border_counts_in_the_headline_alone():
    drawn = np.zeros((60, 60), np.uint8)
    drawn[25:35, 25:35] = drawn[0:10, 0:10] = 1
    found = values(drawn_terms([square(25, 25)], drawn, pixel_size_um=0.5))
    assert found["dice_cell"] == pytest.approx(2 / 3)
    assert found["dice_cell_of_middle_cell"] == 1
    assert (found["drawn_cells_found"], found["drawn_cells_found_inside"]) == (0.5, 1)


def test_the_ratio_of_nucleus_and_cell_is_compared_cell_by_cell():
    drawn = np.zeros((60, 60), np.uint8)
    drawn[10:20, 10:20] = 1
    drawn[10:18, 10:20] = 2
    found = values(drawn_terms([square(10, 10)], drawn, pixel_size_um=0.5))
    assert found["nc_ratio_error"] == pytest.approx(0.3)
    assert found["nc_ratio_bias"] == pytest.approx(-0.3)


def test_outlines_may_be_off_by_the_tolerance_and_no_more():
    drawn, near, far = (np.zeros((80, 80), dtype=bool) for _ in range(3))
    drawn[20:50, 20:50] = near[22:52, 20:50] = far[25:55, 20:50] = True
    assert boundary_f1(drawn, drawn, 0) == 1
    assert boundary_f1(near, drawn, 2) == 1
    assert boundary_f1(far, drawn, 2) < 0.9
    assert boundary_f1(~drawn, np.ones_like(drawn), 2) == 0


def test_the_border_of_the_image_is_no_outline():
    whole = np.ones((20, 20), dtype=bool)
    half = whole.copy()
    half[10:] = False
    assert boundary_f1(whole, np.zeros_like(whole), 1) == 1
    assert boundary_f1(half, half, 0) == 1


def test_figures_are_ratios_of_sums_and_their_intervals_know_the_groups():
    terms = [{"share": (1, 2)}, {"share": (3, 4)}, {"share": (0, 4), "mean": (5, 1)}]
    figures = summarise(terms, ["a", "a", "b"])
    assert figures.values == {"share": 0.4, "mean": 5}
    assert (figures.images, figures.groups) == (3, 2)
    # Drawn from two groups, the share is that of either or of both.
    assert figures.intervals["share"] == (0, pytest.approx(4 / 6))
    assert figures.intervals["mean"] == (5, 5)
    assert summarise(terms, ["a", "a", "b"]) == figures
    assert summarise(terms, ["a", "a", "a"]).intervals == {}


def test_a_share_of_few_fields_is_as_uncertain_as_one_of_as_many_cells():
    fields = [f"field {number}" for number in range(40)]
    terms = [{"found": Share(5, 5), "dice": (0.9, 1)} for _ in fields]
    many = summarise(terms, fields)
    assert many.intervals["found"] == pytest.approx(wilson(1, 40))
    assert many.intervals["dice"] == pytest.approx((0.9, 0.9))
    assert many.caution == ""
    # Blasts of three fields in forty are no surer than three cells.
    blasts = [Share(9, 9)] * 3 + [Share(0, 0)] * 37
    few = summarise([each | {"blasts": share} for each, share in zip(terms, blasts, strict=True)], fields)
    assert few.values["blasts"] == 1
    assert few.intervals["blasts"] == pytest.approx(wilson(1, 3))
    four = summarise([{"found": Share(4 + (i > 0), 5)} for i in range(4)], fields[:4])
    assert four.intervals["found"] == pytest.approx((wilson(19 / 20, 4)[0], 1))
    assert "Only 4 images of 4 fields" in four.caution
