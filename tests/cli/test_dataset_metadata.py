"""Camera data and folders leave a dataset that holds them already, and nothing else does."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import h5py
import numpy as np
import pytest
from PIL import Image

from leukodesk.core.cell import Cell, CellKind, Label, new_cell_id
from leukodesk.core.edits import (
    Act,
    AddSmears,
    ChangeCells,
    DropMetadata,
    FreezeSmears,
    LabelChange,
    RemoveSmears,
    SetLabels,
    SignSmears,
)
from leukodesk.core.errors import EditError
from leukodesk.core.freezing import frozen_smears
from leukodesk.core.kept import KeptOfImages
from leukodesk.core.mask import Mask
from leukodesk.core.metadata_edits import PLAIN
from leukodesk.core.signatures import signatures
from leukodesk.core.smear import smear_id_of
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.imaging.reader import decode, read_smear, stored_without_metadata
from leukodesk.jobs.dropping_metadata import drop_metadata
from leukodesk.store.dataset import Dataset
from leukodesk.store.images import ImageFolder
from leukodesk.store.snapshot import load_content

pytestmark = pytest.mark.slow

DOCTOR, WARD = "Dr. Personal Name", "Jane_Does_Ward"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def photograph(path, seed):
    pixels = np.random.default_rng(seed).integers(0, 255, (60, 80, 3), np.uint8)
    exif = Image.Exif()
    exif[274], exif[315] = 6 if seed == 2 else 1, DOCTOR
    Image.fromarray(pixels).save(path, exif=exif)
    return path


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hospital") / WARD
    folder.mkdir()
    return [photograph(folder / name, seed) for seed, name in enumerate(("a.jpg", "b.tif", "c.jpg", "d.png"))]


def with_images(path, images, annotator="Ada"):
    """A dataset as it was made before camera data were dropped: labelled, one field signed, one frozen."""
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        for number, place in enumerate(images):
            image = read_smear(place)
            dataset.add_image(image.smear, image.encoded)
            dataset.append(AddSmears((image.smear,)))
            pixels = np.zeros((image.smear.height, image.smear.width), bool)
            pixels[10:20, 10 + number : 30] = True
            cell = Cell(new_cell_id(), image.smear.id, Mask.from_pixels(pixels), None, CellKind.LEUKOCYTE, "")
            act = Act(annotator, NOW)
            dataset.append(ChangeCells((), (cell,), act))
            dataset.append(SetLabels((LabelChange(cell.id, None, Label("blast", annotator, NOW)),), act))
        first, second, *_ = dataset.content.smears
        dataset.append(SignSmears.now(dataset.content, (first,), Act(annotator, NOW)))
        dataset.append(FreezeSmears((second,), True, Act(annotator, NOW)))
    return path


@pytest.fixture(scope="module")
def template(tmp_path_factory, images):
    return with_images(tmp_path_factory.mktemp("template") / "d.h5", images)


@pytest.fixture
def dataset(tmp_path, template):
    """A copy that a test may change."""
    shutil.copytree(template.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / template.name


def held(path):
    files = [place for place in path.parent.rglob("*") if path.name in str(place) and place.is_file()]
    return b"\n".join(place.read_bytes() for place in files)


def test_nothing_is_left_of_it_and_all_else_stays(dataset, leukodesk):
    assert DOCTOR.encode() in held(dataset)
    assert WARD.encode() in held(dataset)
    before = load_content(dataset)
    with Dataset.open(dataset, read_only=True) as opened:
        pixels = {i: decode(opened.image_bytes(i), "it") for i in before.smears}
    result = leukodesk("dataset", "drop-metadata", dataset, "--annotator", "Grace")
    assert result.status == 0, result.err
    assert "4 images stored anew without metadata, 4 names shortened" in result.out
    assert DOCTOR.encode() not in held(dataset)
    assert WARD.encode() not in held(dataset)
    after = load_content(dataset)
    assert [smear.path for smear in after.smears.values()] == ["a.jpg", "b.tif", "c.jpg", "d.png"]
    assert after.smears.keys() == before.smears.keys()
    assert (after.cells, after.labels) == (before.cells, before.labels)
    assert signatures(after) == signatures(before) != {}
    assert frozen_smears(after) == frozen_smears(before) != frozenset()
    assert after.revisions[: len(before.revisions)] == before.revisions
    entries = after.revisions[len(before.revisions) :]
    assert {(e.smear_id, e.new, e.annotator, e.reason) for e in entries} == {
        (smear_id, PLAIN, "Grace", "drop metadata") for smear_id in before.smears
    }
    with Dataset.open(dataset, read_only=True) as opened:
        for smear_id, known in pixels.items():
            assert np.array_equal(decode(opened.image_bytes(smear_id), "it"), known)
    with h5py.File(dataset) as file:
        assert all(len(file["images"][smear_id]) for smear_id in after.smears)
    assert leukodesk("dataset", "verify", dataset).status == 0


def test_names_of_files_go_where_asked(dataset, leukodesk):
    assert leukodesk("dataset", "drop-metadata", dataset, "--no-file-names").status == 0
    content = load_content(dataset)
    assert {smear.path[:14] for smear in content.smears.values()} == {
        f"image {i[:8]}" for i in content.smears
    }
    assert b"a.jpg" not in held(dataset)


def test_images_of_removed_smears_and_files_put_aside_are_not_forgotten(dataset, leukodesk):
    with Dataset.open(dataset) as opened:
        content = opened.content
        gone = list(content.smears.values())[3]
        cells = tuple(content.cells_of(gone.id))
        old = tuple((cell.id, content.labels[cell.id]) for cell in cells)
        opened.append(ChangeCells(cells, (), Act("Ada", NOW), old_labels=old))
        opened.append(RemoveSmears((gone,)))
    (dataset.parent / "d.h5-journal.damaged-1").write_bytes(b"what it held")
    result = leukodesk("dataset", "drop-metadata", dataset)
    assert result.status == 0, result.err
    assert DOCTOR.encode() not in held(dataset)
    assert "d.h5-journal.damaged-1 was put aside earlier" in result.err
    with Dataset.open(dataset) as opened:  # as an undo in a window that was opened before
        opened.append(AddSmears((gone,)))
        assert decode(opened.image_bytes(gone.id), "it").shape == (60, 80, 3)


def test_a_second_time_nothing_is_left_to_do(dataset, leukodesk):
    leukodesk("dataset", "drop-metadata", dataset)
    before = load_content(dataset)
    again = leukodesk("dataset", "drop-metadata", dataset)
    assert "0 images stored anew" in again.out
    assert load_content(dataset) == before


def test_images_are_recognised_as_they_were_and_as_they_are(dataset, images, leukodesk, tmp_path):
    leukodesk("dataset", "drop-metadata", dataset)
    bare = tmp_path / "bare.jpg"
    bare.write_bytes(stored_without_metadata(images[0].read_bytes(), "it"))
    before = load_content(dataset).smears
    analysed = leukodesk("analyze", *images, bare, "--classifier", "none", "--dataset", dataset)
    assert analysed.status == 0, analysed.err
    assert analysed.out.count("\n") >= 5, analysed.out
    assert load_content(dataset).smears == before


def test_being_cut_off_between_the_images_loses_nothing(dataset, leukodesk, monkeypatch):
    real, calls = ImageFolder.replace, []

    def cut_off(self, *arguments):
        if len(calls) == 2:
            raise KeyboardInterrupt
        calls.append(real(self, *arguments))

    with monkeypatch.context() as patched:
        patched.setattr(ImageFolder, "replace", cut_off)
        with pytest.raises(KeyboardInterrupt):
            drop_metadata(dataset, KeptOfImages(), Act("Ada", NOW))
    assert leukodesk("dataset", "verify", dataset).status == 0
    with Dataset.open(dataset, read_only=True) as opened:
        assert all(opened.image_bytes(smear_id) for smear_id in opened.content.smears)
    assert leukodesk("dataset", "drop-metadata", dataset).status == 0
    assert DOCTOR.encode() not in held(dataset)
    assert leukodesk("dataset", "verify", dataset).status == 0


def test_the_backup_leads_back_to_a_sound_dataset(dataset, leukodesk):
    leukodesk("dataset", "drop-metadata", dataset)
    after = load_content(dataset)
    dataset.write_bytes(b"damaged")
    assert leukodesk("dataset", "restore", dataset).status == 0
    assert load_content(dataset) == after
    assert leukodesk("dataset", "verify", dataset).status == 0


def test_an_altered_image_is_no_former_one(dataset, leukodesk):
    leukodesk("dataset", "drop-metadata", dataset)
    place = sorted(dataset.with_name("d.h5-images").iterdir())[0]
    with h5py.File(place, "r+") as file:
        file["encoded"][100] ^= 1
    assert leukodesk("dataset", "verify", dataset).status == 1


def test_the_edit_changes_nothing_but_digest_and_name(dataset):
    content = load_content(dataset)
    smear = next(iter(content.smears.values()))
    with pytest.raises(EditError, match="cannot become another image"):
        DropMetadata(((smear, replace(smear, width=1)),), Act("Ada", NOW)).check(content)
    with pytest.raises(EditError, match="has changed meanwhile"):
        DropMetadata(((replace(smear, stain="x"), smear),), Act("Ada", NOW)).check(content)
    edit = DropMetadata(((smear, replace(smear, path="a.jpg")),), Act("Ada", NOW))
    assert DropMetadata.from_record(edit.to_record()) == edit


def test_copies_made_before_and_after_come_together(dataset, leukodesk, tmp_path):
    copy = tmp_path / "copy.h5"
    for suffix in ("", "-images"):
        place = dataset.with_name(f"d.h5{suffix}")
        (shutil.copytree if suffix else shutil.copyfile)(place, tmp_path / f"copy.h5{suffix}")
    leukodesk("dataset", "drop-metadata", dataset)
    with Dataset.open(copy) as opened:
        content = opened.content
        cell_id = list(content.cells)[2]
        label = Label("normal", "Grace", datetime.now(UTC))
        opened.append(
            SetLabels((LabelChange(cell_id, content.labels[cell_id], label),), Act("Grace", label.at))
        )
    merged = leukodesk("dataset", "merge", dataset, copy)
    assert merged.status == 0, merged.err
    content = load_content(dataset)
    assert len(content.smears) == 4
    assert content.labels[cell_id].cell_class == "normal"
    assert DOCTOR.encode() not in held(dataset)
    assert leukodesk("dataset", "verify", dataset).status == 0
    # And the other way round, where the copy still has it.
    assert leukodesk("dataset", "merge", copy, dataset).status == 0
    assert len(load_content(copy).smears) == 4


@pytest.mark.parametrize("target_is_former", [True, False])
def test_readers_of_one_image_come_together_whoever_kept_its_camera_data(
    dataset, images, leukodesk, tmp_path, target_is_former
):
    """One dataset is from before camera data were dropped; the other reader opened the same files since."""
    now = tmp_path / "now.h5"
    assert leukodesk("analyze", *images, "--classifier", "none", "--dataset", now).status == 0
    with Dataset.open(now) as opened:
        content = opened.content
        smears = list(content.smears.values())
        former = load_content(dataset)
        assert smears[0].id not in former.smears
        cells = []
        for smear, known in zip(smears, former.smears.values(), strict=True):
            cell = next(iter(former.cells_of(known.id)))
            cells.append(replace(cell, id=new_cell_id(), smear_id=smear.id))
        act = Act("Grace", datetime.now(UTC))
        opened.append(ChangeCells(tuple(content.cells.values()), tuple(cells), act))
        label = Label("normal", "Grace", act.at)
        opened.append(SetLabels((LabelChange(cells[2].id, None, label),), act))
        opened.append(FreezeSmears((smears[3].id,), True, act))
    target, other = (dataset, now) if target_is_former else (now, dataset)
    merged = leukodesk("dataset", "merge", target, other)
    assert merged.status == 0, merged.err
    content = load_content(target)
    assert len(content.smears) == len(content.cells) == 4, "each image and each cell is there once"
    assert {label.cell_class for label in content.labels.values()} >= {"blast"}
    assert len(frozen_smears(content)) == 2
    said = {entry.annotator: entry.new for entry in content.entries_of([content_cell(content, 2)])}
    assert {"Ada", "Grace"} <= said.keys()
    assert leukodesk("dataset", "verify", target).status == 0
    again = leukodesk("dataset", "merge", target, other)
    assert again.status == 0
    assert load_content(target).revisions == content.revisions


def content_cell(content, number):
    """The cell of one of the images, by the order of their names."""
    smears = sorted(content.smears.values(), key=lambda smear: smear.path.rsplit("/", 1)[-1])
    return next(iter(content.cell_ids_of(smears[number].id)))


def test_ids_say_what_an_image_was_when_it_was_added(dataset, leukodesk):
    leukodesk("dataset", "drop-metadata", dataset)
    for smear in load_content(dataset).smears.values():
        assert smear.id != smear_id_of(smear.sha256)
