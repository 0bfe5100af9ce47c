"""Every bad input of the program's promise: one sentence that names the file and the way out, status 1."""

import json
import os
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from leukodesk import config
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.checkpoint import write_checkpoint
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import SCHEMA, DatasetFiles
from leukodesk.store.main_file import read_main_file


def _is_one_sentence(text: str) -> bool:
    return text.endswith((".", "?")) and "Traceback" not in text and "\n" not in text


def _refused(result, name: str) -> str:
    """The one sentence that a failed run said, about ``name``."""
    assert result.status == 1, result
    (sentence,) = result.sentences
    assert _is_one_sentence(sentence), sentence
    assert name in sentence
    return sentence


def _images(result) -> list[str]:
    return [Path(json.loads(line)["image"]).name for line in result.out.splitlines()]


def _png_of_size(width: int, height: int) -> bytes:
    """A PNG that announces a size and holds nothing of it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def _missing(path: Path, jpeg: bytes) -> None:
    """Make nothing."""


def _folder_without_images(path: Path, jpeg: bytes) -> None:
    path.mkdir()
    (path / "notes.txt").write_text("no image")


def _one_pixel(path: Path, jpeg: bytes) -> None:
    cv2.imwrite(str(path), np.zeros((1, 1, 3), np.uint8))


BAD_IMAGES = {
    "missing.jpg": _missing,
    "no_images": _folder_without_images,
    "empty.jpg": lambda path, jpeg: path.write_bytes(b""),
    "text.jpg": lambda path, jpeg: path.write_text("this is no image\n" * 100),
    "truncated.jpg": lambda path, jpeg: path.write_bytes(jpeg[: len(jpeg) // 2]),
    "one_pixel.png": _one_pixel,
    "huge.png": lambda path, jpeg: path.write_bytes(_png_of_size(100_000, 100_000)),
}


@pytest.fixture
def jpeg(smear) -> bytes:
    return cv2.imencode(".jpg", cv2.imread(str(smear)))[1].tobytes()


@pytest.mark.parametrize("name", BAD_IMAGES)
def test_a_bad_image_is_named_with_its_reason(name, tmp_path, jpeg, leukodesk):
    BAD_IMAGES[name](tmp_path / name, jpeg)
    result = leukodesk("analyze", tmp_path / name, "--classifier", "none", "--json", "-")
    _refused(result, name)
    assert result.out == ""


def test_one_bad_file_after_the_other_costs_nothing_of_the_good_ones(tmp_path, smear, jpeg, leukodesk):
    bad = [tmp_path / name for name in BAD_IMAGES]
    for path in bad:
        BAD_IMAGES[path.name](path, jpeg)
    second = tmp_path / "second.png"
    second.write_bytes(smear.read_bytes())
    result = leukodesk("analyze", smear, *bad, second, "--classifier", "none", "--json", "-")
    assert result.status == 1
    assert _images(result) == ["smear.png", "second.png"]
    assert len(result.sentences) == len(bad)
    for name in BAD_IMAGES:
        assert any(name in sentence and _is_one_sentence(sentence) for sentence in result.sentences)


def test_a_folder_with_a_bad_file_is_analysed_to_its_end(tmp_path, smear_bytes, jpeg, leukodesk):
    folder = tmp_path / "fields"
    folder.mkdir()
    (folder / "a.png").write_bytes(smear_bytes)
    (folder / "b.jpg").write_bytes(jpeg[: len(jpeg) // 2])
    (folder / "c.png").write_bytes(smear_bytes)
    result = leukodesk("analyze", folder, "--classifier", "none", "--json", "-")
    _refused(result, "b.jpg")
    assert _images(result) == ["a.png", "c.png"]


def _unusual(kind: str, pixels: np.ndarray, path: Path) -> None:
    """Write the field as another kind of image."""
    image = Image.fromarray(pixels)
    if kind == "grey":
        image.convert("L").save(path)
    elif kind == "rgba":
        image.convert("RGBA").save(path)
    elif kind == "cmyk":
        image.convert("CMYK").save(path)
    else:
        cv2.imwrite(str(path), cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR).astype(np.uint16) * 257)


@pytest.mark.parametrize(
    ("kind", "name"), [("grey", "g.png"), ("rgba", "a.png"), ("16-bit", "deep.png"), ("cmyk", "c.tif")]
)
def test_unusual_images_are_opened_correctly(kind, name, tmp_path, smear, leukodesk):
    pixels = cv2.cvtColor(cv2.imread(str(smear)), cv2.COLOR_BGR2RGB)
    _unusual(kind, pixels, tmp_path / name)
    result = leukodesk("analyze", smear, tmp_path / name, "--classifier", "none", "--json", "-")
    assert (result.status, result.err) == (0, "")
    plain, unusual = (json.loads(line) for line in result.out.splitlines())
    assert (unusual["width"], unusual["height"]) == (640, 480)
    if kind != "grey":  # the same colours, so the same cells
        assert abs(len(unusual["cells"]) - len(plain["cells"])) <= 1
        assert len(unusual["cells"]) > 0


def test_an_image_beyond_the_limit_of_the_settings_is_refused(smear, leukodesk):
    config.save_settings(config.Settings(max_pixels=640 * 480 - 1))
    result = leukodesk("analyze", smear, "--classifier", "none")
    assert "limit" in _refused(result, "smear.png")


posix = pytest.mark.skipif(os.name == "nt", reason="permission bits are POSIX")


@posix
@pytest.mark.slow
def test_an_unreadable_file_is_named(tmp_path, smear, smear_bytes, leukodesk_process):
    locked = tmp_path / "locked.png"
    locked.write_bytes(smear_bytes)
    locked.chmod(0)
    result = leukodesk_process("analyze", locked, smear, "--classifier", "none", "--json", "-")
    _refused(result, "locked.png")
    assert _images(result) == ["smear.png"]


@pytest.mark.slow
@posix
@pytest.mark.parametrize(
    "option",
    [
        "--json",
        "--dataset",
        pytest.param("--masks", marks=pytest.mark.slow),
        pytest.param("--overlays", marks=pytest.mark.slow),
    ],
)
def test_a_read_only_output_folder_is_refused_before_any_work(option, tmp_path, smear, leukodesk_process):
    folder = tmp_path / "frozen"
    folder.mkdir()
    folder.chmod(0o555)
    names = {"--json": folder / "out.jsonl", "--dataset": folder / "out.h5"}
    result = leukodesk_process("analyze", smear, "--classifier", "none", option, names.get(option, folder))
    _refused(result, "frozen")
    assert result.out == ""
    assert list(folder.iterdir()) == []


def test_an_output_folder_that_is_a_file_is_refused(tmp_path, smear, leukodesk):
    (tmp_path / "taken").write_text("a file")
    result = leukodesk("analyze", smear, "--classifier", "none", "--masks", tmp_path / "taken")
    _refused(result, "taken")


@pytest.fixture
def dataset(tmp_path) -> Path:
    path = tmp_path / "reader.h5"
    Dataset.create(path, BLAST_NORMAL).close()
    return path


COMMANDS_ON_A_DATASET = {
    "analyze": lambda file, smear: ("analyze", smear, "--classifier", "none", "--dataset", file),
    "info": lambda file, smear: ("dataset", "info", file),
    "verify": lambda file, smear: ("dataset", "verify", file),
    "history": lambda file, smear: ("dataset", "history", file),
}


@pytest.mark.parametrize("command", COMMANDS_ON_A_DATASET)
@pytest.mark.parametrize("content", [b"", b"not HDF5 at all\n" * 50], ids=["empty", "text"])
def test_a_file_that_is_no_dataset_is_refused_and_left_alone(command, content, tmp_path, smear, leukodesk):
    file = tmp_path / "wrong.h5"
    file.write_bytes(content)
    _refused(leukodesk(*COMMANDS_ON_A_DATASET[command](file, smear)), "wrong.h5")
    assert file.read_bytes() == content


@pytest.mark.parametrize("command", ["analyze", "import"])
def test_a_dataset_in_the_place_of_images_is_told_as_one(command, dataset, smear, tmp_path, leukodesk):
    target = tmp_path / "other.h5"
    commands = {
        "analyze": ("analyze", dataset, smear, "--classifier", "none", "--json", "-"),
        "import": ("dataset", "import", target, dataset),
    }
    result = leukodesk(*commands[command])
    said = _refused(result, "reader.h5")
    assert "is a dataset" in said
    assert "JPEG" not in said
    assert not target.exists()
    assert _images(result) == ["smear.png"] * (command == "analyze")


def test_no_dataset_is_left_where_no_image_could_be_analysed(tmp_path, smear, leukodesk):
    bad, target = tmp_path / "bad.png", tmp_path / "new" / "reader.h5"
    bad.write_bytes(b"nothing")
    _refused(leukodesk("analyze", bad, "--classifier", "none", "--dataset", target), "bad.png")
    assert list(target.parent.iterdir()) == []
    assert leukodesk("analyze", bad, smear, "--classifier", "none", "--dataset", target).status == 1
    assert leukodesk("dataset", "verify", target).status == 0
    before = target.read_bytes()
    assert leukodesk("analyze", bad, "--classifier", "none", "--dataset", target).status == 1
    assert target.read_bytes() == before


def test_an_empty_dataset_of_a_reader_stays_where_no_image_could_be_analysed(dataset, tmp_path, leukodesk):
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"nothing")
    assert leukodesk("analyze", bad, "--classifier", "none", "--dataset", dataset).status == 1
    assert leukodesk("dataset", "verify", dataset).status == 0


@pytest.mark.parametrize("command", ["info", "verify", "history"])
def test_a_missing_dataset_is_named(command, tmp_path, leukodesk):
    _refused(leukodesk("dataset", command, tmp_path / "gone.h5"), "gone.h5")


def test_a_dataset_of_a_newer_schema_is_read_and_not_written(dataset, smear, leukodesk):
    files = DatasetFiles.of(dataset)
    main = read_main_file(files)
    write_checkpoint(files, replace(main, header=replace(main.header, schema=SCHEMA + 1)), {})
    before = dataset.read_bytes()
    result = leukodesk("analyze", smear, "--classifier", "none", "--dataset", dataset)
    assert "update LeukoDesk" in _refused(result, "reader.h5")
    assert dataset.read_bytes() == before
    assert leukodesk("dataset", "info", dataset).status == 0


def test_a_dataset_open_elsewhere_is_refused(dataset, smear, leukodesk):
    with Dataset.open(dataset):
        result = leukodesk("analyze", smear, "--classifier", "none", "--dataset", dataset)
        assert "open elsewhere" in _refused(result, "reader.h5")
    assert leukodesk("analyze", smear, "--classifier", "none", "--dataset", dataset).status == 0


def test_weights_that_differ_from_their_card_are_refused(tiny_model, smear, leukodesk):
    weights = config.user_models_dir() / tiny_model.weights_file
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    lines = smear.parent / "earlier.jsonl"
    lines.write_text("work of an earlier run")
    result = leukodesk("analyze", smear, "--classifier", tiny_model.id, "--json", lines)
    assert "sha256" in _refused(result, tiny_model.weights_file)
    assert lines.read_text() == "work of an earlier run"
    _refused(leukodesk("models", "verify"), tiny_model.weights_file)


def test_an_unknown_id_lists_near_names(tiny_model, smear, tmp_path, leukodesk):
    assert "cnn.tiny" in _refused(leukodesk("analyze", smear, "--classifier", "cnn.tinny"), "cnn.tinny")
    assert "cnn.tiny" in _refused(leukodesk("models", "show", "cnn.tinny"), "cnn.tinny")
    wrong = leukodesk("analyze", smear, "--segmenter", "pivot-groing", "--classifier", "none")
    assert "pivot-growing" in _refused(wrong, "pivot-groing")
    wrong = leukodesk("analyze", smear, "--classifier", "cnn.tiny", "--explain", "gradcan")
    assert "gradcam" in _refused(wrong, "gradcan")
    wrong = leukodesk("train", "--dataset", tmp_path, "--architecture", "mobilenet")
    assert "mobilenet_v2" in _refused(wrong, "mobilenet")


_OUT_OF_REACH = [
    "dataset info DATASET",
    "dataset verify DATASET",
    "dataset history DATASET",
    "dataset restore DATASET",
    "dataset import DATASET IMAGE",
    "dataset export DATASET OUT --format coco",
    "dataset agreement DATASET",
    "dataset merge DATASET OTHER",
    "dataset merge OTHER DATASET",
    "dataset snapshot DATASET v1",
    "dataset snapshots DATASET",
    "dataset patient DATASET a=b",
    "dataset drop-metadata DATASET",
    "dataset freeze DATASET --share 0.3",
    "dataset sign DATASET a",
    "report DATASET --all-signed --pdf OUT",
    "analyze IMAGE --dataset DATASET",
    "compare --data DATASET --models mobilenet_v2.leukocyte8",
    "evaluate --data DATASET --model mobilenet_v2.leukocyte8",
    "evaluate --data FOLDER --segmenter pivot-growing",
    "train --dataset FOLDER --segmenter unet-plr",
    "train --dataset DATASET --architecture mobilenet_v2",
    "train --dataset DATASET --architecture mobilenet_v2 --recipe FOLDER",
    "reproduce a --data FOLDER",
    "gui DATASET",
]


@pytest.mark.parametrize("command", _OUT_OF_REACH)
def test_what_may_not_even_be_looked_at_is_no_bug(leukodesk, smear, dataset, tmp_path, command):
    """A name is too long for everybody, also for root, who may enter every folder."""
    long = "a" * 300
    places = {
        "DATASET": tmp_path / f"{long}.h5",
        "FOLDER": tmp_path / long,
        "IMAGE": smear,
        "OTHER": dataset,
        "OUT": tmp_path / "out",
    }
    _refused(leukodesk(*(places.get(word, word) for word in command.split())), long)


def test_lone_word_that_no_system_takes_is_no_bug(leukodesk):
    result = leukodesk("a" * 300)
    assert result.status == 2
    assert "Traceback" not in result.err


def test_dataset_in_a_folder_that_may_not_be_entered_is_no_bug(leukodesk_process, dataset):
    folder = dataset.parent / "of somebody else"
    folder.mkdir()
    dataset = dataset.rename(folder / dataset.name)
    folder.chmod(0)
    try:
        result = leukodesk_process("dataset", "info", dataset)
    finally:
        folder.chmod(0o700)
    assert "out of reach (Permission denied)" in _refused(result, str(dataset))
