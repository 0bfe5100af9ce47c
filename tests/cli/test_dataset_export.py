"""`dataset export`: written for other programs, read again without loss, and nothing personal in it."""

import importlib
import io
import json
from collections import Counter
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.conflicts import undecided_cells
from leukodesk.core.edits import (
    Act,
    AddSmears,
    ChangeCells,
    LabelChange,
    ReadBlind,
    ReadingChange,
    SetLabels,
)
from leukodesk.core.freezing import frozen_smears
from leukodesk.core.mask import Mask
from leukodesk.core.readings import readings
from leukodesk.core.signatures import signatures
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.imaging.reader import read_smear
from leukodesk.store.dataset import Dataset
from leukodesk.store.formats.registry import FORMATS
from leukodesk.store.formats.written import STAGING, UNFINISHED
from tests.private_files import KEY

pytestmark = pytest.mark.slow

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
BOTH_WAYS = [known.name for known in FORMATS if known.read and known.write]
EVERYTHING = [name for name in BOTH_WAYS if name in ("csv", "coco", "coco-polygons", "geojson", "labelme")]


def _square(top: int, left: int, side: int) -> Mask:
    return Mask.from_pixels(np.ones((side, side), bool), top, left)


@pytest.fixture
def data(tmp_path) -> Path:
    """Two images of one name in different folders, with camera data, and four cells that do not touch."""
    path = tmp_path / "data.h5"
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        for number in range(2):
            pixels = np.random.default_rng(number).integers(0, 255, (70, 90, 3), dtype=np.uint8)
            file = tmp_path / str(number) / "field.jpg"
            file.parent.mkdir()
            exif = Image.Exif()
            exif[315] = "Dr. Personal Name"
            Image.fromarray(pixels).save(file, exif=exif, quality=95)
            image = read_smear(file)
            dataset.add_image(image.smear, image.encoded)
            dataset.append(AddSmears((image.smear,)))
            whole = Mask.from_pixels(np.pad(np.ones((9, 9), bool), 1)[:, : 10 - number], 20, 30)
            cells = (
                Cell(new_cell_id(), image.smear.id, whole, _square(24, 33, 3), source="pivot-growing"),
                Cell(new_cell_id(), image.smear.id, _square(5, 5, 12), None, source="Personal Name"),
            )
            labels = ((cells[0].id, Label("blast", "Personal Name", AT)),)
            dataset.append(ChangeCells((), cells, Act("Personal Name", AT), new_labels=labels))
    return path


def _content(path: Path):
    with Dataset.open(path, read_only=True) as dataset:
        return dataset.content


def _rows(path: Path) -> Counter:
    content = _content(path)
    return Counter(
        (
            cell.id,
            cell.cell_mask,
            cell.nucleus_mask,
            cell.kind,
            getattr(content.labels.get(cell.id), "cell_class", None),
        )
        for cell in content.cells.values()
    )


@pytest.mark.parametrize("name", EVERYTHING)
def test_nothing_is_lost_on_the_way_out_and_in(name, data, tmp_path, leukodesk):
    before, out, copy = _content(data), tmp_path / "out", tmp_path / "copy.h5"
    assert leukodesk("dataset", "export", data, out, "--format", name, "--images").status == 0
    again = leukodesk("dataset", "import", data, out)
    assert "Skipped 4: is in the dataset already." in again.out
    assert _content(data).revisions == before.revisions
    done = leukodesk("dataset", "import", copy, out)
    assert done.status == 0, done.err
    assert _rows(copy) == _rows(data)
    assert leukodesk("dataset", "verify", copy).status == 0


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_no_cell_is_lost_and_nothing_personal_leaves(name, data, tmp_path, leukodesk):
    out, copy = tmp_path / "out", tmp_path / "copy.h5"
    assert leukodesk("dataset", "export", data, out, "--format", name, "--images").status == 0
    for path in out.rglob("*"):
        assert "Personal" not in path.name
        assert not path.is_file() or b"Personal" not in path.read_bytes()
    images = sorted((out / "images").iterdir())
    assert [path.name for path in images] == ["field-2.jpg", "field.jpg"]
    original = np.asarray(Image.open(tmp_path / "0" / "field.jpg"))
    assert np.array_equal(np.asarray(Image.open(images[1])), original)
    done = leukodesk("dataset", "import", copy, out, "--format", name)
    assert done.status == 0, done.err
    content = _content(copy)
    assert len(content.cells) == 4
    assert Counter(label.cell_class for label in content.labels.values()) == {"blast": 2}


def test_names_are_carried_when_asked_for(data, tmp_path, leukodesk):
    leukodesk("dataset", "export", data, tmp_path / "out", "--format", "csv", "--images", "--annotators")
    assert "import" in leukodesk("dataset", "import", tmp_path / "bare.h5", tmp_path / "out").out
    labels = _content(tmp_path / "bare.h5").labels.values()
    assert {label.annotator for label in labels} == {"import"}
    leukodesk("dataset", "import", tmp_path / "copy.h5", tmp_path / "out", "--names")
    labels = _content(tmp_path / "copy.h5").labels.values()
    assert {label.annotator for label in labels} == {"Personal Name"}


def _set_patient(data, leukodesk):
    for smear_id in _content(data).smears:
        leukodesk("dataset", "patient", data, f"{smear_id}=Jane Doe")


def _all_bytes(folder: Path) -> bytes:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"".join(str(path.relative_to(folder)).encode() + path.read_bytes() for path in files)


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--patients", b"Jane Doe"),
        ("--annotators", b"Personal Name"),
        ("--file-names", b"field"),
        ("--metadata", b"Dr. Personal Name"),
    ],
)
def test_who_and_where_from_is_written_only_where_asked_for(data, tmp_path, leukodesk, option, told):
    _set_patient(data, leukodesk)
    arguments = ("dataset", "export", data, tmp_path / "out", "--format", "csv", "--images")
    assert leukodesk(*arguments, "--no-file-names").status == 0
    assert told not in _all_bytes(tmp_path / "out")
    shown = leukodesk(*arguments[:3], tmp_path / "told", *arguments[4:], "--no-file-names", option)
    assert shown.status == 0, shown.err
    assert told in _all_bytes(tmp_path / "told")
    others = {b"Jane Doe", b"Personal Name", b"field"} - {told}
    if option != "--metadata":
        assert not any(other in _all_bytes(tmp_path / "told") for other in others)


def test_overwriting_removes_only_what_the_former_export_wrote(data, tmp_path, leukodesk):
    out = tmp_path / "out"
    leukodesk("dataset", "export", data, out, "--format", "voc", "--images")
    leukodesk("dataset", "export", data, out, "--format", "csv", "--overwrite")
    (out / "mine.xml").write_text("mine")
    former = sorted(path for path in out.rglob("*.xml") if path.name != "mine.xml")
    assert len(former) == 2
    former[1].write_text("changed since")
    again = ("dataset", "export", data, out, "--format", "voc", "--no-file-names", "--overwrite")
    said = leukodesk(*again)
    assert "3 files of the former export removed." in said.out
    assert not former[0].exists()
    assert former[1].read_text() == "changed since"
    assert (out / "mine.xml").exists()
    assert (out / "cells.csv").exists()
    assert not (out / "images").exists()
    assert "removed" not in leukodesk(*again).out


def test_a_list_of_former_files_cannot_point_outside(data, tmp_path, leukodesk):
    out, mine = tmp_path / "out", tmp_path / "mine.txt"
    mine.write_text("mine")
    leukodesk("dataset", "export", data, out, "--format", "csv")
    digest = sha256(b"mine").hexdigest()
    (out / ".leukodesk-export").write_text(json.dumps({"csv": {"../mine.txt": digest, str(mine): digest}}))
    assert leukodesk("dataset", "export", data, out, "--format", "csv", "--overwrite").status == 0
    assert mine.exists()
    (out / ".leukodesk-export").write_text("{broken")
    assert leukodesk("dataset", "export", data, out, "--format", "csv", "--overwrite").status == 0


def test_a_pseudonymised_copy_never_held_who_it_was(data, tmp_path, leukodesk):
    _set_patient(data, leukodesk)
    leukodesk("dataset", "freeze", data, "--patients", "Jane Doe", "--reason", "asked by Personal Name")
    key = tmp_path / "key"
    key.write_text(KEY)
    out = tmp_path / "copies" / "copy.h5"
    out.parent.mkdir()
    said = leukodesk("dataset", "pseudonymise", data, out, "--hash-key-file", key)
    assert said.status == 0, said.err
    assert leukodesk("dataset", "verify", out).status == 0
    for secret in (b"Jane Doe", b"Personal Name", b"field.jpg", key.read_bytes(), str(tmp_path).encode()):
        assert secret not in _all_bytes(out.parent)
    before, after = _content(data), _content(out)
    assert list(after.cells) == list(before.cells)
    assert {i: label.cell_class for i, label in after.labels.items()} == {
        i: label.cell_class for i, label in before.labels.items()
    }
    assert {label.annotator for label in after.labels.values()} == {"reader 1"}
    assert [(r.cell_id, r.old, r.new) for r in after.revisions] == [
        (r.cell_id, r.old, r.new) for r in before.revisions
    ]
    assert len(frozen_smears(after)) == 2
    assert leukodesk("dataset", "pseudonymise", data, out, "--hash-key-file", key).status == 1
    assert leukodesk("dataset", "pseudonymise", data, data, "--hash-key-file", key).status == 1


@pytest.mark.parametrize("stop", ["interrupted", "damaged"])
def test_a_pseudonymised_copy_that_cannot_be_completed_is_not_there(
    stop, data, tmp_path, leukodesk, monkeypatch
):
    """Left behind it was a sound dataset without smears, in the way of the next attempt."""
    key, out = tmp_path / "key", tmp_path / "copies" / "copy.h5"
    key.write_text(KEY)
    out.parent.mkdir()
    command = ("dataset", "pseudonymise", data, out, "--hash-key-file", key)
    pseudonymising, read = importlib.import_module("leukodesk.jobs.pseudonymising"), []

    def without_metadata(encoded, pixels):
        read.append(encoded)
        if len(read) == 2 and stop == "interrupted":
            raise KeyboardInterrupt
        if len(read) == 1 and stop == "damaged":
            second = list(_content(data).smears)[1]
            (data.parent / "data.h5-images" / f"{second}.h5").unlink()
        return encoded

    with monkeypatch.context() as patched:
        patched.setattr(pseudonymising, "without_metadata", without_metadata)
        result = leukodesk(*command)
    assert not list(out.parent.iterdir())
    if stop == "interrupted":
        assert (result.status, result.sentences) == (130, ["Interrupted; nothing was written."])
        assert leukodesk(*command).status == 0
        before = _all_bytes(out.parent)
        assert leukodesk(*command).status == 1, "what is there already stays"
        assert _all_bytes(out.parent) == before
    else:
        assert result.status == 1
        assert "is missing" in result.sentences[0]


def test_a_pseudonymised_copy_keeps_signatures_and_blind_readings(data, tmp_path, leukodesk):
    with Dataset.open(data) as dataset:
        content = dataset.content
        act = Act("Personal Name", AT)
        changes = tuple(
            LabelChange(i, None, Label("normal", "Personal Name", AT))
            for i in content.cells
            if i not in content.labels
        )
        dataset.append(SetLabels(changes, act))
        smear_id, cell_id = next(iter(content.smears)), next(iter(content.cells))
        dataset.append(ReadBlind.now((ReadingChange(cell_id, None, "normal"),), "Second Name", AT))
        old = dataset.content.labels[cell_id]
        again = Label(old.cell_class, "Personal Name", AT)
        dataset.append(SetLabels((LabelChange(cell_id, old, again),), act))
    signed = leukodesk("dataset", "sign", data, smear_id, "--annotator", "Personal Name")
    assert signed.status == 0, signed.err
    key = tmp_path / "key"
    key.write_text(KEY)
    out = tmp_path / "copy.h5"
    assert leukodesk("dataset", "pseudonymise", data, out, "--hash-key-file", key).status == 0
    assert leukodesk("dataset", "verify", out).status == 0
    content = _content(out)
    assert [signature.annotator for signature in signatures(content).values()] == ["reader 1"]
    assert readings(content.revisions)["reader 2"][cell_id].cell_class == "normal"
    assert undecided_cells(content) == []


def test_a_filled_folder_is_not_written_to_unless_asked_for(data, tmp_path, leukodesk):
    out = tmp_path / "out"
    out.mkdir()
    (out / "cells.csv").write_text("mine")
    refused = leukodesk("dataset", "export", data, out, "--format", "csv")
    assert refused.status == 1
    assert "--overwrite" in refused.err
    assert (out / "cells.csv").read_text() == "mine"
    assert leukodesk("dataset", "export", data, out, "--format", "csv", "--overwrite").status == 0
    assert (out / "cells.csv").read_text() != "mine"
    assert leukodesk("dataset", "export", data, data, "--format", "csv").status == 1


def test_what_a_format_cannot_carry_is_told(data, tmp_path, leukodesk):
    said = leukodesk("dataset", "export", data, tmp_path / "out", "--format", "voc").out
    assert "4 cells written" in said
    assert "Not carried by voc, for 4 cells: outline, kept as a box." in said
    assert "Not carried by voc, for 2 cells: nucleus." in said


def test_only_labelled_cells_are_written_when_asked_for(data, tmp_path, leukodesk):
    said = leukodesk("dataset", "export", data, tmp_path / "out", "--format", "csv", "--labelled").out
    assert "2 cells written" in said


def test_an_unknown_format_is_refused(data, tmp_path, leukodesk):
    refused = leukodesk("dataset", "export", data, tmp_path / "out", "--format", "cocoa")
    assert refused.status == 1
    assert "There is no format called 'cocoa'" in refused.err
    assert not (tmp_path / "out").exists()


def test_a_png_without_metadata_is_the_same_picture(tmp_path):
    from PIL.PngImagePlugin import PngInfo

    from leukodesk.imaging.without_metadata import without_metadata

    text = PngInfo()
    text.add_text("Author", "Personal Name")
    stream = io.BytesIO()
    pixels = np.random.default_rng(0).integers(0, 255, (40, 50, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(stream, "PNG", pnginfo=text)
    bare = without_metadata(stream.getvalue(), lambda: pixels)
    assert b"Personal" not in bare
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(bare))), pixels)
    turned = Image.Exif()
    turned[274] = 6
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", exif=turned)
    lying = Image.open(io.BytesIO(without_metadata(stream.getvalue(), lambda: pixels)))
    assert np.array_equal(np.asarray(lying), np.asarray(Image.open(io.BytesIO(stream.getvalue()))))
    assert dict(lying.getexif()) == {274: 6}


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_without_metadata_is_the_same_picture(progressive):
    from leukodesk.imaging.without_metadata import without_metadata

    pixels = np.random.default_rng(0).integers(0, 255, (40, 50, 3), dtype=np.uint8)
    bare, told = io.BytesIO(), io.BytesIO()
    Image.fromarray(pixels).save(bare, "JPEG", progressive=progressive)
    exif = Image.Exif()
    exif[315] = "Personal Name"
    Image.fromarray(pixels).save(told, "JPEG", progressive=progressive, exif=exif, comment=b"Personal Name")
    encoded = told.getvalue() + b"Personal Name"
    assert without_metadata(encoded, lambda: pixels) == bare.getvalue()
    assert without_metadata(bare.getvalue(), lambda: pixels) == bare.getvalue()


def test_an_export_that_is_interrupted_leaves_nothing_and_says_so(data, tmp_path, leukodesk, monkeypatch):
    whole = ("dataset", "export", data, tmp_path / "out", "--format", "masks", "--images")
    exporting, seen = importlib.import_module("leukodesk.jobs.exporting"), []

    def interrupted(encoded, pixels):
        seen.append(sorted(path.name for path in (tmp_path / "out").iterdir()))
        if len(seen) == 2:
            raise KeyboardInterrupt
        return encoded

    with monkeypatch.context() as patched:
        patched.setattr(exporting, "without_metadata", interrupted)
        result = leukodesk(*whole)
    assert result.status == 130
    assert result.sentences == ["Interrupted; nothing was exported."]
    assert seen == [[STAGING]] * 2, "until all is written, nothing is where others look for it"
    assert not (tmp_path / "out").exists()
    (tmp_path / "out" / STAGING).mkdir(parents=True)
    assert leukodesk(*whole).status == 0, "what a killed one left is nothing"
    assert not (tmp_path / "out" / STAGING).exists()


@pytest.mark.parametrize("command", ["import", "train"])
def test_half_of_an_export_is_not_taken_for_a_whole_one(command, data, tmp_path, leukodesk):
    out, copy = tmp_path / "out", tmp_path / "copy.h5"
    leukodesk("dataset", "export", data, out, "--format", "class-folders")
    (out / UNFINISHED).write_text("")
    commands = {
        "import": ("dataset", "import", copy, out),
        "train": ("train", "--dataset", out, "--architecture", "cnn", "--out", tmp_path),
    }
    result = leukodesk(*commands[command])
    assert result.status == 1
    assert f"The export in {out} was cut off or is being written; export it again" in result.err
    assert not copy.exists()


def test_an_image_that_no_export_wrote_is_not_written_over(data, tmp_path, leukodesk):
    """A folder of scans with a folder of images is laid out as exports are."""
    out = tmp_path / "scans"
    scan = out / "images" / "field.jpg"
    scan.parent.mkdir(parents=True)
    scan.write_bytes((tmp_path / "0" / "field.jpg").read_bytes())
    whole = ("dataset", "export", data, out, "--format", "voc", "--images", "--overwrite")
    result = leukodesk(*whole)
    assert result.status == 1
    assert result.sentences == [
        f"{scan} is an image that no export wrote, and would be written over; choose another folder."
    ]
    assert [path.name for path in out.rglob("*")] == ["images", "field.jpg"]
    assert b"Dr. Personal Name" in scan.read_bytes()
    scan.unlink()
    assert leukodesk(*whole).status == 0
    assert leukodesk(*whole).status == 0, "what an export wrote may be written again"
