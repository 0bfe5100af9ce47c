"""Image files on their way into a dataset."""

import hashlib

import cv2
import numpy as np
import pytest

from leukodesk.core.errors import CancelledError, InputError
from leukodesk.core.kept import KEPT
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.smears import (
    KnownSmear,
    ReadSmear,
    decode_smear,
    list_images,
    make_thumbnail,
    read_new_smear,
    shrink,
)

LIMIT = 10_000_000


@pytest.fixture
def image(tmp_path):
    path = tmp_path / "field.png"
    pixels = np.random.default_rng(1).integers(0, 255, (300, 520, 3), dtype=np.uint8)
    cv2.imwrite(str(path), pixels)
    return path


def test_new_image_is_read_with_its_thumbnail(image):
    read = read_new_smear(JobContext(), image, {}, LIMIT, KEPT["name"])
    assert isinstance(read, ReadSmear)
    assert read.image.smear.sha256 == hashlib.sha256(image.read_bytes()).hexdigest()
    assert max(read.thumbnail.shape) == 256
    assert read.thumbnail.shape == (148, 256, 3)


def test_known_image_is_recognised_under_another_name(image, tmp_path):
    smear_id = hashlib.sha256(image.read_bytes()).hexdigest()[:16]
    moved = image.rename(tmp_path / "renamed.png")
    assert read_new_smear(JobContext(), moved, {smear_id: "its id"}, LIMIT, KEPT["name"]) == KnownSmear(
        "its id", moved
    )


def test_missing_image_is_one_sentence_with_its_name(tmp_path):
    with pytest.raises(InputError, match=r"gone\.png"):
        read_new_smear(JobContext(), tmp_path / "gone.png", {}, LIMIT, KEPT["name"])


def test_stored_bytes_decode_to_the_same_pixels(image):
    read = read_new_smear(JobContext(), image, {}, LIMIT, KEPT["name"])
    decoded = decode_smear(JobContext(), read.image.smear, read.image.encoded, LIMIT)
    assert decoded.smear_id == read.image.smear.id
    np.testing.assert_array_equal(decoded.shown, read.image.pixels)
    thumbnail = make_thumbnail(JobContext(), read.image.smear, read.image.encoded, LIMIT)
    np.testing.assert_array_equal(thumbnail.pixels, read.thumbnail)


def test_superseded_decoding_does_not_begin(image):
    read = read_new_smear(JobContext(), image, {}, LIMIT, KEPT["name"])
    context = JobContext()
    context.cancel()
    with pytest.raises(CancelledError):
        decode_smear(context, read.image.smear, read.image.encoded, LIMIT)


def test_listing_says_which_image_comes_first(image, tmp_path):
    second = tmp_path / "a_first_by_name.png"
    second.write_bytes(image.read_bytes() + b" ")
    listed = list_images(JobContext(), (tmp_path,), LIMIT, KEPT["name"])
    assert listed.folder == tmp_path
    assert listed.paths == (second, image)
    assert listed.first == second
    assert listed.image.path == second
    assert listed.image.image.smear.path == second.name


def test_listing_skips_to_the_first_readable_image(image, tmp_path):
    (tmp_path / "a.png").write_text("no image")
    listed = list_images(JobContext(), (tmp_path,), LIMIT, KEPT["name"])
    assert listed.paths == (tmp_path / "a.png", image)
    assert listed.first == image


def test_folder_of_unreadable_images_is_one_sentence(tmp_path):
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_text("no image")
    with pytest.raises(InputError, match=r"None of the 2 images .*a\.png"):
        list_images(JobContext(), (tmp_path,), LIMIT, KEPT["name"])


@pytest.mark.parametrize(
    ("shape", "expected"),
    [((10, 20, 3), (10, 20, 3)), ((1, 4000, 3), (1, 256, 3)), ((512, 512, 3), (256, 256, 3))],
)
def test_small_pictures_keep_their_proportions(shape, expected):
    assert shrink(np.zeros(shape, dtype=np.uint8)).shape == expected


@pytest.mark.parametrize("shape", [(1944, 2592), (1943, 2591), (4001, 1030)])
def test_a_small_picture_shows_the_mean_of_what_lies_under_each_pixel(shape):
    rows, columns = np.indices(shape)
    pixels = np.stack([rows * 255 // shape[0], columns * 255 // shape[1], (rows // 97 % 2) * 200], axis=2)
    pixels = pixels.astype(np.uint8)
    small = shrink(pixels)
    plain = cv2.resize(pixels, small.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(small.astype(int) - plain).mean() < 3
    assert np.abs(small[..., :2].astype(int) - plain[..., :2]).max() <= 2
