import cv2
import numpy as np
import pytest

from leukodesk.core.cell import CellKind
from leukodesk.core.errors import InputError, UnknownIdError
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.training.recipe import CropChoice, Recipe, SplitChoice
from leukodesk.training.segmentation.judging import distance_px
from leukodesk.training.sources import load_samples


@pytest.fixture(scope="module")
def sorted_fields(tmp_path_factory):
    """Two drawn fields of each of two classes."""
    folder = tmp_path_factory.mktemp("fields")
    for seed, class_id in enumerate(("early", "early", "late", "late"), start=1):
        (folder / class_id).mkdir(exist_ok=True)
        phantom = render_phantom(seed=seed, height=480, width=640, pixel_size_um=0.18)
        write_phantom(phantom, folder / class_id / f"{seed}.png")
    return folder


def recipe(segmenter):
    crop = CropChoice(size_px=48, pixel_size_um=0.35, image_pixel_size_um=0.18)
    return Recipe(architecture="hybrid_cnn_gnn", cells_found_by=segmenter, crop=crop)


def test_the_cells_of_a_field_carry_its_label_and_their_places(sorted_fields):
    samples = load_samples(sorted_fields, recipe("pivot-growing"))
    assert set(samples.groups) == {"early/1", "early/2", "late/3", "late/4"}
    assert len(samples) > 8
    assert samples.masks.any(axis=(1, 2)).all()
    for field in range(4):
        members = samples.places.fields == field
        assert members.sum() > 1
        assert len(set(samples.labels[members])) == 1
        assert len({samples.groups[i] for i in members.nonzero()[0]}) == 1
        assert (samples.places.positions_um[members] < [480 * 0.18, 640 * 0.18]).all()
        assert samples.places.positions_um[members].std(axis=0).min() > 1


def test_without_a_segmenter_each_image_is_one_cell(sorted_fields):
    samples = load_samples(sorted_fields, recipe(""))
    assert len(samples) == 4
    assert samples.places is None


def test_a_wrong_segmenter_is_named(sorted_fields):
    with pytest.raises(UnknownIdError, match="pivot-growin"):
        load_samples(sorted_fields, recipe("pivot-growin"))


@pytest.fixture
def marked_fields(tmp_path):
    """A drawn field laid out as ALL-IDB1: three marks on cells, one of them twice, and one on nothing."""
    phantom = render_phantom(seed=1, height=480, width=640, pixel_size_um=0.18)
    inside = [cell for cell in phantom.cells if cell.kind is CellKind.LEUKOCYTE]
    first, second, third, *_ = (cell.centroid for cell in inside)
    for folder in ("images", "blast"):
        (tmp_path / folder).mkdir()
    write_phantom(phantom, tmp_path / "images" / "Im001_1.png")
    nothing = next(
        (row, column)
        for row in range(40, 440, 20)
        for column in range(40, 600, 20)
        if all(distance_px(cell, (row, column)) > 40 for cell in phantom.cells)
    )
    marks = (first, second, second, nothing)
    text = "".join(f"{column:.0f}\t{row:.0f}\n" for row, column in marks)
    (tmp_path / "blast" / "Im001_1.xyc").write_text(text)
    row, column = third
    table = f"field,x,y,kind\nIm001_1,{column:.0f},{row:.0f},leukocyte\n"
    (tmp_path / "other_kind.csv").write_text(table)
    return tmp_path


def test_a_marked_cell_is_cut_as_it_is_found(marked_fields):
    samples = load_samples(marked_fields, recipe("pivot-growing"))
    assert [samples.classes[label] for label in samples.labels] == ["blast", "blast", "normal"]
    assert samples.masks.any(axis=(1, 2)).all()
    assert set(samples.groups) == {"Im001_1"}
    assert any("1 cell left out: no cell was found at the mark" in notice for notice in samples.notices)
    assert any("another mark lies on the same cell" in notice for notice in samples.notices)


def test_without_a_segmenter_each_mark_is_the_middle_of_its_cell(marked_fields):
    samples = load_samples(marked_fields, recipe(""))
    assert len(samples) == 5
    assert not samples.masks.any()


@pytest.mark.parametrize("classes", [None, ("early", "late")])
@pytest.mark.parametrize("judging", [False, True])
def test_a_class_in_whose_images_no_cell_was_found_is_not_called_unlabelled(
    sorted_fields, tmp_path, classes, judging
):
    (tmp_path / "late").mkdir()
    (tmp_path / "early").symlink_to(sorted_fields / "early")
    cv2.imwrite(str(tmp_path / "late" / "empty.png"), np.full((480, 640, 3), 230, np.uint8))
    asked = recipe("pivot-growing").model_copy(update={"classes": classes})
    with pytest.raises(InputError, match="pivot-growing found no cell in the images of the class 'late'"):
        load_samples(tmp_path, asked, judging=judging)


def test_a_class_at_whose_marks_no_cell_was_found_is_not_called_unlabelled(marked_fields):
    marks = (marked_fields / "blast" / "Im001_1.xyc").read_text().splitlines()
    (marked_fields / "blast" / "Im001_1.xyc").write_text(marks[-1] + "\n")
    asked = recipe("pivot-growing").model_copy(update={"classes": ("blast", "normal")})
    with pytest.raises(InputError, match="pivot-growing found no cell at the marks of the class 'blast'"):
        load_samples(marked_fields, asked)


def test_a_class_all_of_whose_cells_lie_at_the_border_is_not_called_unlabelled(marked_fields):
    asked = recipe("").model_copy(
        update={"classes": ("blast", "normal"), "split": SplitChoice(border_um=500)}
    )
    with pytest.raises(InputError, match=r"Every cell of the class 'blast' in .* cut by the field's border"):
        load_samples(marked_fields, asked)
