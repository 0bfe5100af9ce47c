"""What cannot be used of a folder of drawn and marked cells is named, and costs nothing else."""

import cv2
import numpy as np
import pytest

from leukodesk.core.cell import Cell
from leukodesk.core.errors import InputError
from leukodesk.core.mask import Mask
from leukodesk.core.progress import no_progress
from leukodesk.core.results import Segmentation
from leukodesk.training.segmentation.evaluation import judge_segmenter
from leukodesk.training.segmentation.learning import learn_from
from leukodesk.training.segmentation.marked import find_marked
from leukodesk.training.segmentation.sets import find_sets

HEIGHT, WIDTH = 90, 120


class OneCell:
    """Finds the same cell on every image, and counts how often it was asked."""

    id = "one-cell"

    def __init__(self):
        self.parameters = {}
        self.asked = 0

    def segment(self, pixels, smear, *, pixel_size_um, progress):
        self.asked += 1
        whole = Mask.from_pixels(np.ones((20, 20), dtype=bool), 30, 40)
        nucleus = Mask.from_pixels(np.ones((10, 20), dtype=bool), 30, 40)
        return Segmentation((Cell("a", smear.id, whole, nucleus),), self.id, elapsed_s=0.5)


def write_image(folder, name):
    folder.mkdir(parents=True, exist_ok=True)
    pixels = np.full((HEIGHT, WIDTH, 3), 220, np.uint8)
    pixels[30:50, 40:60] = 60, 30, 90
    cv2.imwrite(str(folder / f"{name}.png"), pixels)


def drawn_mask():
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[30:50, 40:60] = 1
    mask[30:40, 40:60] = 2
    return mask


def write_drawn(folder, name):
    write_image(folder, name)
    cv2.imwrite(str(folder / f"{name}_mask.png"), drawn_mask())


def write_marked(folder, name, text="50 40\n"):
    write_image(folder, name)
    (folder / f"{name}.xyc").write_bytes(text if isinstance(text, bytes) else text.encode())


def judge(folder, split="all", segmenter=None):
    return judge_segmenter(segmenter or OneCell(), find_sets(folder), folder, split)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("nan nan\n10 20\n", 1),
        ("10 20\ninf 20\n", 2),
        ("x y\n10 20\n", 1),
        ("# x y\n10\n20\n", 2),
        ("10,5 20,5\n", 1),
        ("10;20\n", 1),
        ("1,2,3,4\n", 1),
        (b"\0\x9f\xfe\0", 1),
    ],
)
def test_marks_that_cannot_be_read_cost_one_field_and_are_named_with_their_line(tmp_path, text, line):
    write_marked(tmp_path, "crop1", text)
    write_marked(tmp_path, "good2")
    evaluation = judge(tmp_path)
    assert evaluation.sets[0].figures.images == 1
    (said,) = evaluation.refused
    assert said.startswith(f"Line {line} of {tmp_path / 'crop1.xyc'} does not hold x and y")
    assert "separated by blanks" in said


@pytest.mark.parametrize("text", ["50 40\n99999 99999\n", "-50 -50\n", "1e300 1e300", "121 40", "50 91"])
def test_a_mark_outside_its_image_is_no_missed_cell(tmp_path, text):
    write_marked(tmp_path, "crop1", text)
    write_marked(tmp_path, "good2")
    evaluation = judge(tmp_path)
    assert evaluation.sets[0].figures.images == 1
    (said,) = evaluation.refused
    assert "crop1.png has 120 × 90 pixels, but a mark at x = " in said


def test_marks_on_the_edge_of_the_image_are_on_it(tmp_path):
    write_marked(tmp_path, "crop1", "0 0\n120 90\n")
    assert not judge(tmp_path).refused


def write_all_idb1(folder, rows="", **blasts):
    for name, text in blasts.items():
        write_image(folder / "images", name)
        (folder / "blast").mkdir(exist_ok=True)
        (folder / "blast" / f"{name}.xyc").write_text(text)
    (folder / "other_kind.csv").write_text("field,x,y,kind\n" + rows)


@pytest.mark.parametrize("place", ["nan,5", "5,inf", "x,5", "5"])
def test_a_bad_row_of_the_table_costs_its_field_alone(tmp_path, place):
    rows = f"Im001_1,{place},leukocyte\nIm002_1,5,6,leukocyte\n"
    write_all_idb1(tmp_path / "all_idb1", rows, Im001_1="50 40\n", Im002_1="50 40\n")
    evaluation = judge(tmp_path)
    (judged,) = evaluation.sets
    assert (judged.name, judged.figures.images) == ("all_idb1", 1)
    (said,) = evaluation.refused
    assert "other_kind.csv has a row of Im001_1" in said


@pytest.mark.parametrize("kind", ["Leukocyte", "smudge", ""])
def test_a_row_of_an_unknown_kind_costs_its_field_alone(tmp_path, kind):
    rows = f"Im001_1,5,6,{kind}\nIm002_1,5,6,leukocyte\n"
    write_all_idb1(tmp_path / "all_idb1", rows, Im001_1="50 40\n", Im002_1="50 40\n")
    evaluation = judge(tmp_path)
    assert evaluation.sets[0].figures.images == 1
    (said,) = evaluation.refused
    assert f"a row of Im001_1 of the kind '{kind}'; the kinds are leukocyte and platelet_or_debris" in said


def test_a_table_of_crops_that_cannot_be_read_costs_its_folder_alone(tmp_path):
    write_drawn(tmp_path / "one", "1")
    write_marked(tmp_path / "one", "1")
    (tmp_path / "one" / "labels.csv").write_text("image,parent_field\n1,Im015\n")
    write_drawn(tmp_path / "two", "1")
    evaluation = judge(tmp_path)
    assert [judged.name for judged in evaluation.sets] == ["two"]
    (said,) = evaluation.refused
    assert "labels.csv has no column 'crop'" in said


def test_a_table_that_cannot_be_read_costs_its_set_alone(tmp_path):
    write_all_idb1(tmp_path / "all_idb1", Im001_1="50 40\n")
    (tmp_path / "all_idb1" / "other_kind.csv").write_text("field;x;y;kind\nIm001_1;5;6;leukocyte\n")
    write_drawn(tmp_path / "crops", "1")
    evaluation = judge(tmp_path)
    assert [judged.name for judged in evaluation.sets] == ["crops"]
    (said,) = evaluation.refused
    assert "has no column 'field'" in said


@pytest.mark.parametrize("edge", ["nan", "inf", ""])
def test_boxes_that_cannot_be_read_cost_one_field(tmp_path, edge):
    (tmp_path / "Annotations").mkdir()
    for name, left in (("field_1", edge), ("field_2", "40")):
        write_image(tmp_path / "JPEGImages", name)
        (tmp_path / "Annotations" / f"{name}.xml").write_text(
            f"<a><object><name>WBC</name><bndbox><xmin>{left}</xmin><ymin>30</ymin><xmax>60</xmax>"
            "<ymax>50</ymax></bndbox></object></a>"
        )
    evaluation = judge(tmp_path)
    assert evaluation.sets[0].figures.images == 1
    (said,) = evaluation.refused
    assert "field_1.xml is no list of boxes" in said


def test_masks_and_marks_without_their_image_are_named(tmp_path):
    write_drawn(tmp_path / "crops", "001")
    cv2.imwrite(str(tmp_path / "crops" / "lost_mask.png"), drawn_mask())
    (tmp_path / "crops" / "gone.xyc").write_text("1 2\n")
    write_all_idb1(tmp_path / "all_idb1", "Im003_1,5,6,leukocyte\n", Im001_1="50 40\n")
    (tmp_path / "all_idb1" / "blast" / "Im002_1.xyc").write_text("1 2\n")
    write_image(tmp_path / "boxed" / "JPEGImages", "1")
    (tmp_path / "boxed" / "Annotations").mkdir()
    for name in "12":
        (tmp_path / "boxed" / "Annotations" / f"{name}.xml").write_text("<a></a>")
    evaluation = judge(tmp_path)
    assert {judged.name: judged.figures.images for judged in evaluation.sets} == {
        "all_idb1": 1,
        "boxed": 1,
        "crops": 1,
    }
    files = ("Im002_1.xyc", "other_kind.csv", "2.xml", "lost_mask.png", "gone.xyc")
    assert len(evaluation.refused) == len(files)
    for file, said in zip(files, evaluation.refused, strict=True):
        assert file in said
        assert "which is not in" in said


def test_a_folder_of_images_goes_by_the_name_of_what_is_in_it(tmp_path):
    write_drawn(tmp_path / "jtsc" / "images", "001")
    write_drawn(tmp_path / "other" / "images", "001")
    assert [each.name for each in find_sets(tmp_path)] == ["jtsc", "other"]
    for folder in (tmp_path / "jtsc", tmp_path / "jtsc" / "images"):
        (found,) = find_sets(folder)
        assert (found.name, found.data, len(found)) == ("jtsc", "jtsc", 1)


def test_an_image_with_mask_and_marks_is_one_image(tmp_path):
    write_drawn(tmp_path / "both", "001")
    write_marked(tmp_path / "both", "001")
    segmenter = OneCell()
    evaluation = judge(tmp_path, segmenter=segmenter)
    figures = evaluation.sets[0].figures
    assert (figures.images, figures.groups, segmenter.asked) == (1, 1, 1)
    assert figures.values["dice_cell"] == figures.values["recall_all"] == 1


def test_of_mask_and_marks_the_one_that_can_be_used_is(tmp_path):
    write_drawn(tmp_path, "001")
    write_marked(tmp_path, "001", "500 40\n")
    evaluation = judge(tmp_path)
    assert evaluation.sets[0].figures.values["dice_cell"] == 1
    assert "recall_all" not in evaluation.sets[0].figures.values
    assert len(evaluation.refused) == 1
    (tmp_path / "001_mask.png").write_bytes(b"no mask")
    evaluation = judge(tmp_path)
    assert not evaluation.sets
    assert len(evaluation.refused) == 2


def test_a_crop_with_marks_is_dealt_with_its_field(tmp_path):
    folder = tmp_path / "crops"
    write_drawn(folder, "1")
    write_marked(folder, "1")
    (tmp_path / "labels.csv").write_text("crop,parent_field\ncrops/1,Im015\n")
    (whole,) = find_sets(tmp_path)
    assert len(whole.part("test")) == len(whole.part("test").marked) == 1
    assert len(whole.part("train")) == 0


@pytest.mark.parametrize("split", ["train", "test"])
def test_an_image_without_a_number_is_named_and_the_rest_judged(tmp_path, split):
    for name in ("abc", "x2", "x17"):
        write_drawn(tmp_path / "crops", name)
    evaluation = judge(tmp_path, split)
    assert evaluation.sets[0].figures.images == 1
    (said,) = evaluation.refused
    assert "abc.png cannot be dealt to a part" in said
    assert not judge(tmp_path).refused


def test_what_is_refused_goes_with_the_part_of_its_image(tmp_path):
    for name in ("x2", "x17"):
        write_marked(tmp_path, name, "x y\n")
    for split, name in (("train", "x2.xyc"), ("test", "x17.xyc")):
        (said,) = judge(tmp_path, split).refused
        assert name in said


@pytest.mark.parametrize("name", ["x2", "x17", "abc"])
def test_nothing_is_learnt_while_something_is_refused(tmp_path, name):
    write_drawn(tmp_path, "3")
    write_marked(tmp_path, name, "x y\n")
    with pytest.raises(InputError, match=rf"Line 1 of .*{name}\.xyc"):
        learn_from(find_sets(tmp_path), 0.2, no_progress)
    with pytest.raises(InputError, match=rf"Line 1 of .*{name}\.xyc"):
        find_marked(tmp_path).whole()


def test_nothing_is_learnt_from_marks_outside_their_image(tmp_path):
    write_drawn(tmp_path, "3")
    write_marked(tmp_path, "x2", "1e300 40\n")
    with pytest.raises(InputError, match=r"x2\.png has 120 × 90 pixels"):
        learn_from(find_sets(tmp_path), 0.2, no_progress)
