from dataclasses import replace
from datetime import UTC, datetime

import cv2
import numpy as np
import pytest

from leukodesk.core.cell import Label
from leukodesk.core.cell_edits import ChangeCells
from leukodesk.core.edit import Act
from leukodesk.core.errors import DatasetError, InputError
from leukodesk.core.freezing import FreezeSmears
from leukodesk.core.smear_edits import AddSmears, ChangeSmear
from leukodesk.core.taxonomies import LEUKOCYTE8
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.imaging import large
from leukodesk.imaging.crops import crop_at
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.reader import read_smear
from leukodesk.store.dataset import Dataset
from leukodesk.training.known import are_of
from leukodesk.training.recipe import CropChoice, SplitChoice
from leukodesk.training.sources import load_samples
from tests.drawn_dataset import drawn
from tests.unit.training.conftest import draw_cell


def write(path, pixels):
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), pixels[..., ::-1])


def cells(path_of, count=4, side=48):
    random = np.random.default_rng(0)
    for class_id in ("blast", "normal"):
        for number in range(count):
            write(path_of(class_id, number), draw_cell(class_id, side, random))


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(seed=5, height=700, width=900, white_cells=8, smudges=1)


def test_class_folders_give_one_group_per_image(class_folders, recipe):
    samples = load_samples(class_folders, recipe)
    assert samples.counts == {"blast": 12, "normal": 12}
    assert len(set(samples.groups)) == 24
    assert not samples.in_dataset
    assert samples.taxonomy == "blast-normal"
    assert samples.crops.shape == (24, 32, 32, 3)
    # The blast fills more of its crop, whatever the margin around it.
    darkness = [(255 - samples.crops[samples.labels == k].astype(float)).mean() for k in (0, 1)]
    assert darkness[0] > darkness[1] * 1.2


def test_copies_of_one_original_share_a_group(tmp_path, recipe):
    cells(lambda class_id, number: tmp_path / class_id / f"_{number // 2}_{number}.png")
    samples = load_samples(tmp_path, recipe)
    assert len(set(samples.groups)) == 4
    assert samples.grouped_by == "original"


def test_cnmc_names_give_patient_and_class(tmp_path, recipe):
    kinds = {"blast": "all", "normal": "hem"}
    cells(
        lambda class_id, n: (
            tmp_path / f"UID_{'H' if class_id == 'normal' else ''}{n}_1_2_{kinds[class_id]}.bmp"
        )
    )
    samples = load_samples(tmp_path, recipe)
    assert samples.grouped_by == "patient"
    assert set(samples.groups) == {f"UID_{n}" for n in range(4)} | {f"UID_H{n}" for n in range(4)}
    assert samples.counts == {"blast": 4, "normal": 4}


def test_cnmc_names_in_class_folders_still_give_the_patient(tmp_path, recipe):
    kinds = {"blast": "all", "normal": "hem"}
    cells(lambda class_id, n: tmp_path / kinds[class_id] / f"UID_{n // 2}_1_{n}_{kinds[class_id]}.bmp")
    samples = load_samples(tmp_path, recipe)
    assert samples.grouped_by == "patient"
    assert set(samples.groups) == {"UID_0", "UID_1"}


def test_crops_without_a_parent_field_are_groups_of_their_own(tmp_path, recipe):
    cells(lambda class_id, number: tmp_path / f"set_{class_id}" / f"{number}.png")
    rows = [f"set_{c}/{n},{c}," for c in ("blast", "normal") for n in range(4)]
    (tmp_path / "labels.csv").write_text("crop,class,parent_field\n" + "\n".join(rows) + "\n")
    assert len(set(load_samples(tmp_path, recipe).groups)) == 8


@pytest.mark.parametrize("inside", [True, False])
def test_a_table_of_crops_gives_the_parent_field_as_group(tmp_path, recipe, inside):
    folder = tmp_path / "set"
    table = folder / "labels.csv" if inside else tmp_path / "labels.csv"
    prefix = "" if inside else "set/"
    cells(lambda class_id, number: folder / f"{class_id}{number}.png")
    write(folder / "blast0_mask.png", np.full((48, 48, 3), 2, np.uint8))
    rows = [f"{prefix}{c}{n},{c},Im00{n}_1" for c in ("blast", "normal") for n in range(4)]
    table.write_text("crop,class,parent_field\n" + "\n".join(rows) + "\n")
    samples = load_samples(folder, recipe)
    assert len(samples) == 8
    assert set(samples.groups) == {f"Im00{n}_1" for n in range(4)}
    assert samples.masks[samples.names.index("blast0.png")].any()
    assert not samples.masks[samples.names.index("blast1.png")].any()


def test_all_idb1_marks_become_crops_at_one_scale(tmp_path, recipe, phantom):
    write(tmp_path / "images" / "Im001_1.png", phantom.pixels)
    wanted = [cell for cell in phantom.cells if phantom.classes[cell.id] in ("blast", "normal")]
    points = {"blast": [], "normal": []}
    for cell in wanted:
        points[phantom.classes[cell.id]].append([round(value) for value in cell.centroid])
    (tmp_path / "blast").mkdir()
    marks = "".join(f"{x}\t{y}\n" for y, x in points["blast"])
    (tmp_path / "blast" / "Im001_1.xyc").write_text(marks)
    rows = "".join(f"Im001_1,{x},{y},leukocyte\n" for y, x in points["normal"])
    border = "Im001_1,2,300,leukocyte\nIm001_1,400,300,platelet_or_debris\n"
    (tmp_path / "other_kind.csv").write_text("field,x,y,kind\n" + rows + border)
    strict = recipe.model_copy(update={"split": SplitChoice(border_um=1.0)})
    samples = load_samples(tmp_path, strict)
    assert samples.counts == {name: len(found) for name, found in points.items()}
    assert samples.notices == ("1 cell left out: cut by the field's border.",)
    assert "estimated from red cells" in samples.scale
    assert set(samples.groups) == {"Im001_1"}


@pytest.mark.parametrize("place", ["nan,5", "5,inf", "x,5", "5"])
def test_a_row_of_all_idb1_without_a_place_is_named(tmp_path, recipe, place):
    write(tmp_path / "images" / "Im001_1.png", np.full((48, 48, 3), 200, np.uint8))
    (tmp_path / "blast").mkdir()
    rows = f"field,x,y,kind\nIm001_1,{place},leukocyte\n"
    if place == "5":
        rows = "field,kind,x,y\nIm001_1,leukocyte,5\n"
    (tmp_path / "other_kind.csv").write_text(rows)
    with pytest.raises(InputError, match=r"other_kind\.csv has a row of Im001_1"):
        load_samples(tmp_path, recipe)


def label(cells_, class_of, smear, content_path, taxonomy=BLAST_NORMAL):
    act = Act("tester", datetime(2026, 1, 1, tzinfo=UTC))
    with Dataset.create(content_path, taxonomy) as dataset:
        dataset.add_image(smear.smear, smear.encoded)
        dataset.append(AddSmears((smear.smear,)))
        labels = tuple((c.id, Label(class_of[c.id], "tester", act.at)) for c in cells_ if c.id in class_of)
        dataset.append(ChangeCells((), tuple(cells_), act, (), labels))
        dataset.checkpoint()


@pytest.mark.parametrize("stated", [True, False])
def test_cells_of_a_very_large_field_are_cut_from_its_file_alike(
    tmp_path, recipe, phantom, monkeypatch, stated
):
    write(tmp_path / "field.png", phantom.pixels)
    image = read_smear(tmp_path / "field.png")
    size_um = phantom.pixel_size_um if stated else None
    image = replace(image, smear=replace(image.smear, pixel_size_um=size_um))
    own = [replace(cell, smear_id=image.smear.id) for cell in phantom.cells]
    class_of = {c.id: phantom.classes[c.id] for c in own if phantom.classes[c.id] in ("blast", "normal")}
    label(own, class_of, image, tmp_path / "mine.h5")
    strict = recipe.model_copy(update={"split": SplitChoice(border_um=4.0)})
    whole = load_samples(tmp_path / "mine.h5", strict)
    monkeypatch.setenv("LEUKODESK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(large, "LARGE_PIXELS", 1000)
    in_parts = load_samples(tmp_path / "mine.h5", strict)
    assert in_parts.names == whole.names
    assert in_parts.notices == whole.notices
    if stated:
        assert np.allclose(in_parts.places.positions_um, whole.places.positions_um)
        # Towards the corners a crop may reach beyond the field, where the background around stands in.
        edge = whole.spec.size_px // 4
        differences = np.abs(in_parts.crops.astype(int) - whole.crops)
        assert differences[:, edge:-edge, edge:-edge].max() <= 2
    assert (in_parts.masks == whole.masks).mean() > 0.97


def test_a_dataset_gives_the_labels_in_force_at_its_scale(tmp_path, recipe, phantom):
    write(tmp_path / "field.png", phantom.pixels)
    image = read_smear(tmp_path / "field.png")
    image = replace(image, smear=replace(image.smear, pixel_size_um=phantom.pixel_size_um, patient_id="P7"))
    own = [replace(cell, smear_id=image.smear.id) for cell in phantom.cells]
    white = [cell for cell in own if phantom.classes[cell.id] in ("blast", "normal")]
    class_of = {cell.id: phantom.classes[cell.id] for cell in white[:-1]}
    class_of[white[0].id] = "smudge"
    path = tmp_path / "mine.h5"
    label(own, class_of, image, path)
    samples = load_samples(path, recipe)
    assert len(samples) == len(white) - 2
    assert set(samples.groups) == {"P7"}
    assert samples.grouped_by == "patient"
    assert samples.in_dataset
    assert samples.notices == ("1 cell left out: labelled 'smudge'.",)
    expected = crop_at(phantom.pixels, white[1].centroid, phantom.pixel_size_um, samples.spec)
    assert np.abs(samples.crops[0].astype(int) - expected).max() <= 1
    assert samples.masks[0].any()


def test_the_given_scale_of_single_cell_images_is_kept(class_folders, recipe):
    scaled = recipe.model_copy(
        update={"crop": CropChoice(size_px=32, pixel_size_um=0.6, image_pixel_size_um=0.3)}
    )
    fitted, true_size = (load_samples(class_folders, r) for r in (recipe, scaled))
    # At 0.3 µm the 48 pixels are 14.4 µm, which fill 24 of the crop's 32 pixels: cells look smaller.
    assert (true_size.crops < 180).mean() < (fitted.crops < 180).mean()


def test_crops_of_two_magnifications_are_measured_on_their_red_cells(tmp_path, recipe):
    field = render_phantom(seed=8, height=900, width=900, white_cells=2, smudges=0)
    # Two cameras look at the same place; the second one sees less of it and twice as large.
    write(tmp_path / "blast" / "seen.png", field.pixels[100:500, 100:500])
    write(tmp_path / "normal" / "seen.png", cv2.resize(field.pixels[150:450, 150:450], (600, 600)))
    for class_id in ("blast", "normal"):
        write(tmp_path / class_id / "tight.png", draw_cell(class_id, 48, np.random.default_rng(3)))
    crops = {}
    for how in ("fitted", "measured"):
        choice = CropChoice(size_px=64, pixel_size_um=0.3, image_scale=how)
        samples = load_samples(tmp_path, recipe.model_copy(update={"crop": choice}))
        crops[how] = samples.crops[[name.endswith("seen.png") for name in samples.names]].astype(float)
    assert samples.scale == "estimated from red cells (2 cells), whole images fitted to the crop (2 cells)"
    assert not samples.is_to_scale
    apart = {how: np.abs(one - other).mean() for how, (one, other) in crops.items()}
    assert apart["measured"] < apart["fitted"] / 2


def test_the_digest_does_not_depend_on_order_but_on_labels(make_samples):
    samples = make_samples(groups=3)
    assert samples.take(range(len(samples))[::-1]).digest == samples.digest
    assert samples.relabelled(1 - samples.labels).digest != samples.digest


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda path: path / "none", InputError, "does not exist"),
        (lambda path: path, InputError, "no layout of labelled cells"),
        (
            lambda path: (
                (path / "only").mkdir()
                or write(path / "only" / "a.png", np.zeros((40, 40, 3), np.uint8))
                or path
            ),
            InputError,
            "has only the class 'only', and a classifier needs two classes",
        ),
        (lambda path: (path / "text.h5").write_text("no") and path / "text.h5", DatasetError, "text.h5"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, recipe, make, error, message):
    with pytest.raises(error, match=message):
        load_samples(make(tmp_path), recipe)


def test_a_class_the_recipe_names_and_the_data_lack_is_named(class_folders, recipe):
    with pytest.raises(InputError, match="no labelled cell of the class 'smudge'"):
        load_samples(class_folders, recipe.model_copy(update={"classes": ("blast", "smudge")}))


def test_who_judges_keeps_classes_that_the_data_lack_but_needs_two_that_they_have(class_folders, recipe):
    asked = recipe.model_copy(update={"classes": ("smudge", "normal", "blast")})
    samples = load_samples(class_folders, asked, judging=True)
    assert samples.counts == {"smudge": 0, "normal": 12, "blast": 12}
    for classes, have in ((("blast", "smudge"), "only the class 'blast'"), (("a", "b"), "none of them")):
        asked = recipe.model_copy(update={"classes": classes})
        named = f"at least two of the classes {', '.join(classes)}, and .* has {have}"
        with pytest.raises(InputError, match=named) as raised:
            load_samples(class_folders, asked, judging=True)
        assert "recipe" not in str(raised.value)


def test_a_table_without_a_column_is_named(tmp_path, recipe):
    (tmp_path / "labels.csv").write_text("crop,kind\na,blast\n")
    with pytest.raises(InputError, match="no column 'class'"):
        load_samples(tmp_path, recipe)


def test_what_stands_outside_the_differential_is_learnt_all_the_same(tmp_path, recipe, phantom):
    write(tmp_path / "field.png", phantom.pixels)
    image = read_smear(tmp_path / "field.png")
    image = replace(image, smear=replace(image.smear, pixel_size_um=phantom.pixel_size_um))
    own = [replace(cell, smear_id=image.smear.id) for cell in phantom.cells]
    white = [cell for cell in own if phantom.classes[cell.id] in ("blast", "normal")]
    names = ("neutrophil", "erythroblast", "platelet", "smudge", "not_classed")
    path = tmp_path / "mine.h5"
    class_of = {cell.id: name for cell, name in zip(white, names, strict=False)}
    label(own, class_of, image, path, LEUKOCYTE8)
    samples = load_samples(path, recipe)
    assert samples.counts == {"neutrophil": 1, "erythroblast": 1, "platelet": 1}
    assert samples.taxonomy == "leukocyte8"


def test_folders_of_the_eight_groups_name_their_taxonomy(tmp_path, recipe):
    names = sorted(LEUKOCYTE8.ids[:8])
    for number, name in enumerate(names):
        (tmp_path / name).mkdir()
        write(tmp_path / name / "SNE_1.png", np.full((80, 80, 3), 100 + number, np.uint8))
    samples = load_samples(tmp_path, recipe)
    assert samples.taxonomy == "leukocyte8"
    assert list(samples.classes) == names


def test_fields_that_were_opened_on_windows_are_told_by_their_file_alone(tmp_path, recipe, phantom):
    write(tmp_path / "field.png", phantom.pixels)
    image = read_smear(tmp_path / "field.png")
    there = replace(image.smear, path=r"C:\ALL_IDB1\im\Im001_1.png", pixel_size_um=phantom.pixel_size_um)
    own = [replace(cell, smear_id=there.id) for cell in phantom.cells]
    class_of = {c.id: phantom.classes[c.id] for c in own if phantom.classes[c.id] in ("blast", "normal")}
    label(own, class_of, replace(image, smear=there), tmp_path / "mine.h5")
    samples = load_samples(tmp_path / "mine.h5", recipe)
    assert are_of(frozenset({"Im001_1"}), samples).all()


def test_forms_of_one_patient_are_one_group_and_smears_that_teach_nothing_may_be_whose_they_will(
    tmp_path, recipe
):
    path = drawn(tmp_path / "mine.h5", 4)
    with Dataset.open(path) as dataset:
        smears = list(dataset.content.smears.values())
        for smear, patient in zip(smears, ("P7", "p7 ", "P8"), strict=False):
            dataset.append(ChangeSmear(smear, replace(smear, patient_id=patient)))
    samples = load_samples(path, recipe)
    assert (set(samples.groups), samples.grouped_by) == ({"P7", "P8", smears[3].id}, "field")
    with Dataset.open(path) as dataset:
        act = Act("ann", datetime(2026, 1, 2, tzinfo=UTC), "freeze")
        dataset.append(FreezeSmears((smears[3].id,), True, act))
    samples = load_samples(path, recipe)
    assert (set(samples.groups), samples.grouped_by) == ({"P7", "P8"}, "patient")
