"""What an opened image leaves in the dataset beside its pixels: no more than the reader asked for."""

import shutil

import numpy as np
import pytest
from PIL import Image

from leukodesk.config import user_dir
from leukodesk.imaging.reader import read_smear
from leukodesk.store.dataset import Dataset

DOCTOR, PATIENT, WARD = "Dr. Personal Name", "Doe_Jane", "Ward_of_Janes_Doe"


def _photograph(path, seed, orientation=1):
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.full((100, 120, 3), 230, np.uint8)
    pixels[-2, :, 2] = np.random.default_rng(seed).integers(200, 255, 120)
    pixels[10:30, 60:80] = (90, 40, 110)
    exif = Image.Exif()
    exif[274], exif[315], exif[270] = orientation, DOCTOR, DOCTOR
    Image.fromarray(pixels).save(path, exif=exif, quality=98)
    return path


@pytest.fixture
def ward(tmp_path):
    """A folder named after a ward, with images named after a patient, one of them stored lying."""
    folder = tmp_path / WARD
    _photograph(folder / f"{PATIENT}_1.jpg", 1)
    _photograph(folder / f"{PATIENT}_2.tif", 2)
    _photograph(folder / f"{PATIENT}_3.jpg", 3, orientation=6)
    _photograph(folder / f"{PATIENT}_4.png", 4, orientation=8)
    return folder


def held(path):
    """Everything that belongs to a dataset, as bytes, and the names of its files."""
    files = [place for place in path.parent.rglob("*") if place.is_file() and path.name in str(place)]
    assert len(files) > 2
    names = "\n".join(str(place.relative_to(path.parent)) for place in files)
    return names.encode() + b"\n".join(place.read_bytes() for place in files)


def opened_with(make_workspace, settle, ward, origin):
    workspace = make_workspace(image_origin=origin)
    workspace.open_path(ward)
    settle(workspace)
    assert len(workspace.content.smears) == 4
    workspace.analyze_all()
    settle(workspace)
    assert len(workspace.content.cells) == 4
    return workspace


@pytest.mark.parametrize(
    ("origin", "kept", "dropped"),
    [
        ("nothing", (), (DOCTOR, PATIENT, WARD)),
        ("name", (PATIENT,), (DOCTOR, WARD)),
        ("all", (DOCTOR, PATIENT, WARD), ()),
    ],
)
def test_only_what_was_asked_for_is_in_the_files(make_workspace, settle, ward, origin, kept, dropped):
    workspace = opened_with(make_workspace, settle, ward, origin)
    path = workspace.dataset_path
    journal = path.with_name(path.name + "-journal").read_bytes()
    assert b"add-smears" in journal
    for secret in dropped:
        assert secret.encode() not in journal
        assert secret.encode() not in held(path)
    assert workspace.close()
    for secret in dropped:
        assert secret.encode() not in held(path), secret
    for secret in kept:
        assert secret.encode() in held(path), secret


@pytest.mark.parametrize("origin", ["nothing", "name", "all"])
def test_the_reader_sees_the_names_of_the_files_while_they_are_open(make_workspace, settle, ward, origin):
    workspace = opened_with(make_workspace, settle, ward, origin)
    names = [workspace.name_of(smear) for smear in workspace.content.smears.values()]
    assert names == sorted(path.name for path in ward.iterdir())
    assert workspace.dataset_name == WARD


def test_pixels_are_the_same_as_in_the_files_also_of_those_stored_lying(make_workspace, settle, ward):
    workspace = opened_with(make_workspace, settle, ward, "name")
    path = workspace.dataset_path
    assert workspace.close()
    with Dataset.open(path) as dataset:
        for smear in dataset.content.smears.values():
            image = read_smear(ward / smear.path)
            assert (smear.height, smear.width) == image.pixels.shape[:2]
            stored = ward.parent / "stored"
            stored.write_bytes(dataset.image_bytes(smear.id))
            assert np.array_equal(read_smear(stored).pixels, image.pixels)


@pytest.mark.parametrize(("before", "after"), [("all", "name"), ("name", "all"), ("nothing", "all")])
def test_images_find_their_labels_whatever_was_kept_of_them(make_workspace, settle, ward, before, after):
    first = opened_with(make_workspace, settle, ward, before)
    labelled, path = list(first.content.cells), first.dataset_path
    first.label(labelled, "blast")
    assert first.close()
    again = opened_with(make_workspace, settle, ward, after)
    assert again.dataset_path == path
    assert {cell_id: label.cell_class for cell_id, label in again.content.labels.items()} == dict.fromkeys(
        labelled, "blast"
    )


def test_a_copy_of_an_image_with_other_camera_data_is_the_same_smear(make_workspace, settle, ward, tmp_path):
    workspace = opened_with(make_workspace, settle, ward, "name")
    other = tmp_path / "elsewhere" / "renamed.jpg"
    other.parent.mkdir()
    shutil.copy(ward / f"{PATIENT}_1.jpg", other)
    encoded = other.read_bytes().replace(DOCTOR.encode(), b"Dr. Another Name ")
    other.write_bytes(encoded)
    workspace.add_images([other])
    settle(workspace)
    assert len(workspace.content.smears) == 4
    assert workspace.smear.path == f"{PATIENT}_1.jpg"


def test_a_copy_of_a_dataset_whose_share_is_gone_takes_images_from_where_they_were_opened(
    make_workspace, settle, ward, tmp_path, qtbot
):
    workspace = opened_with(make_workspace, settle, ward, "name")
    path = workspace.dataset_path
    shutil.rmtree(path.with_name(path.name + "-images"))
    path.unlink()
    with qtbot.waitSignal(workspace.notice, timeout=10_000):
        workspace.exchange.save_copy(tmp_path / "copy.h5")
    with Dataset.open(tmp_path / "copy.h5", read_only=True) as copy:
        for smear_id in copy.content.smears:
            assert DOCTOR.encode() not in copy.image_bytes(smear_id)


def test_the_programs_own_folder_names_no_folder_of_images(make_workspace, settle, ward):
    workspace = opened_with(make_workspace, settle, ward, "name")
    assert workspace.close()
    assert not [path for path in (user_dir() / "datasets").rglob("*") if WARD in path.name]


@pytest.mark.parametrize(("origin", "name"), [("nothing", ""), ("name", f"{PATIENT}_1.jpg")])
def test_a_template_of_colours_is_named_where_files_may_be(make_workspace, settle, ward, qtbot, origin, name):
    workspace = make_workspace(image_origin=origin, analyze_on_open=False)
    workspace.stain.choose(ward / f"{PATIENT}_1.jpg")
    qtbot.waitUntil(lambda: workspace.stain.template is not None)
    workspace.open_path(ward)
    settle(workspace)
    workspace.analyze()
    settle(workspace)
    (procedure,) = workspace.content.procedures.values()
    assert procedure.template == name
    assert procedure.template_digest == workspace.stain.template.digest
    path = workspace.dataset_path
    assert workspace.close()
    assert (PATIENT.encode() in held(path)) == (origin == "name")
