"""What a reader gets from each kind of file."""

import hashlib
import io
import struct
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image

from leukodesk.core.errors import InputError
from leukodesk.imaging.reader import decode, find_images, read_smear
from tests.unit.imaging.encoded import difference, picture, saved


@pytest.mark.parametrize(("kind", "tolerance"), [("JPEG", 6), ("PNG", 0), ("TIFF", 0), ("BMP", 0)])
def test_every_format_gives_the_same_rgb(kind: str, tolerance: int) -> None:
    options = {"quality": 98, "subsampling": 0} if kind == "JPEG" else {}
    pixels = decode(saved(Image.fromarray(picture()), kind, **options), "a")
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    assert difference(pixels, picture()) <= tolerance


def test_a_smear_is_named_by_its_bytes_and_keeps_them(tmp_path: Path) -> None:
    encoded = saved(Image.fromarray(picture(40, 50)), "PNG")
    first, second = tmp_path / "a.png", tmp_path / "copy of a.png"
    first.write_bytes(encoded)
    second.write_bytes(encoded)
    image = read_smear(first)
    assert image.encoded == encoded
    assert image.smear.sha256 == hashlib.sha256(encoded).hexdigest()
    assert image.smear.id == image.smear.sha256[:16] == read_smear(second).smear.id
    assert (image.smear.width, image.smear.height) == (50, 40)
    assert image.smear.path == str(first)
    assert image.smear.pixel_size_um is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_greyscale_becomes_three_equal_channels(kind: str) -> None:
    grey = picture()[..., 0]
    pixels = decode(saved(Image.fromarray(grey), kind), "a")
    assert difference(pixels[..., 0], grey) <= (4 if kind == "JPEG" else 0)
    assert np.array_equal(pixels[..., 0], pixels[..., 1])
    assert np.array_equal(pixels[..., 0], pixels[..., 2])


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_transparency_is_laid_on_white(kind: str) -> None:
    alpha = np.full(picture().shape[:2], 255, np.uint8)
    alpha[:, :20] = 0
    alpha[:, 20:30] = 128
    pixels = decode(saved(Image.fromarray(np.dstack([picture(), alpha])), kind), "a")
    assert np.all(pixels[:, :20] == 255)
    half = (picture()[:, 20:30].astype(int) + 255) / 2
    assert np.abs(pixels[:, 20:30] - half).max() <= 2
    assert np.array_equal(pixels[:, 30:], picture()[:, 30:])


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP"])
def test_palette_images_get_their_colours(kind: str) -> None:
    palette = Image.fromarray(picture()).quantize(64)
    expected = np.asarray(palette.convert("RGB"))
    assert np.array_equal(decode(saved(palette, kind), "a"), expected)


def test_a_transparent_palette_colour_is_white() -> None:
    palette = Image.fromarray(picture()).quantize(16)
    pixels = decode(saved(palette, "PNG", transparency=3), "a")
    assert np.all(pixels[np.asarray(palette) == 3] == 255)


def test_black_and_white_images_are_opened() -> None:
    bilevel = picture()[..., 0] > 120
    pixels = decode(saved(Image.fromarray(bilevel), "PNG"), "a")
    assert np.array_equal(pixels[..., 1], np.where(bilevel, 255, 0))


def _without_adobe_marker(jpeg: bytes) -> bytes:
    at = jpeg.index(b"\xff\xee")
    return jpeg[:at] + jpeg[at + 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0] :]


def test_cmyk_jpeg_inverted_as_adobe_does() -> None:
    encoded = saved(Image.fromarray(picture()).convert("CMYK"), "JPEG", quality=98)
    assert b"Adobe" in encoded
    assert difference(decode(encoded, "a"), picture()) <= 10


def test_cmyk_jpeg_without_adobe_marker_is_not_inverted() -> None:
    inverted = Image.fromarray(255 - np.asarray(Image.fromarray(picture()).convert("CMYK")), "CMYK")
    encoded = _without_adobe_marker(saved(inverted, "JPEG", quality=98))
    assert b"Adobe" not in encoded
    assert difference(decode(encoded, "a"), picture()) <= 10


def test_cmyk_tiff() -> None:
    encoded = saved(Image.fromarray(picture()).convert("CMYK"), "TIFF")
    assert difference(decode(encoded, "a"), picture()) <= 2


@pytest.mark.parametrize("progressive", [False, True])
def test_baseline_and_progressive_jpeg(progressive: bool) -> None:
    encoded = saved(Image.fromarray(picture()), "JPEG", quality=98, subsampling=0, progressive=progressive)
    assert difference(decode(encoded, "a"), picture()) <= 6


def _sixteen_bit(values: np.ndarray, suffix: str) -> bytes:
    stored = values if values.ndim == 2 else values[..., ::-1]
    ok, encoded = cv2.imencode(suffix, np.ascontiguousarray(stored))
    assert ok
    return encoded.tobytes()


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("channel", [0, slice(None)], ids=["grey", "rgb"])
@pytest.mark.parametrize("depth", [10, 12, 14, 16])
def test_sixteen_bit_files_use_the_range_of_their_camera(
    suffix: str, channel: int | slice, depth: int
) -> None:
    values = np.round(picture()[..., channel] / 255.0 * (2**depth - 1)).astype(np.uint16)
    pixels = decode(_sixteen_bit(values, suffix), "a")
    expected = picture()[..., channel]
    assert difference(pixels if values.ndim == 3 else pixels[..., 0], expected) <= 1


def test_a_declared_maximum_widens_the_range() -> None:
    values = (picture()[..., 0] * 4).astype(np.uint16)  # reads like 10 bits, but the file says 12
    tiff = saved(Image.fromarray(values), "TIFF", tiffinfo={281: 4095})
    assert difference(decode(tiff, "a")[..., 0], np.round(values / 4095 * 255)) <= 1


def test_sixteen_bit_transparency_is_laid_on_white() -> None:
    values = np.dstack([picture()[..., ::-1].astype(np.uint16) * 257, np.zeros((48, 64), np.uint16)])
    values[:, 32:, 3] = 65535
    _, encoded = cv2.imencode(".png", values)
    pixels = decode(encoded.tobytes(), "a")
    assert np.all(pixels[:, :32] == 255)
    assert difference(pixels[:, 32:], picture()[:, 32:]) <= 1


@pytest.mark.parametrize("bits", [8, 16])
def test_tiff_where_zero_is_white(bits: int) -> None:
    grey = picture()[..., 0].astype(np.uint16) * (257 if bits == 16 else 1)
    stored = ((2**bits - 1) - grey).astype(np.uint16 if bits == 16 else np.uint8)
    tiff = bytearray(saved(Image.fromarray(stored), "TIFF"))
    at = tiff.index(struct.pack("<HHIH", 262, 3, 1, 1))
    tiff[at + 8 : at + 10] = struct.pack("<H", 0)
    assert difference(decode(bytes(tiff), "a")[..., 0], picture()[..., 0]) <= 1


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"])
def test_tiff_compressions(compression: str | None) -> None:
    encoded = saved(Image.fromarray(picture()), "TIFF", compression=compression)
    assert difference(decode(encoded, "a"), picture()) <= (12 if compression == "jpeg" else 0)


def test_tiff_with_separate_colour_planes() -> None:
    stream = io.BytesIO()
    tifffile.imwrite(stream, picture().transpose(2, 0, 1).copy(), photometric="rgb", planarconfig="separate")
    assert np.array_equal(decode(stream.getvalue(), "a"), picture())
    stream = io.BytesIO()
    planes = picture().transpose(2, 0, 1).astype(np.uint16) * 257
    tifffile.imwrite(stream, planes, photometric="rgb", planarconfig="separate")
    with pytest.raises(InputError, match=r"^a keeps its 16-bit colours apart; export"):
        decode(stream.getvalue(), "a")


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "TIFF16"])
def test_orientation_is_applied(tmp_path: Path, kind: str, orientation: int) -> None:
    stored = {
        1: lambda p: p,
        2: lambda p: p[:, ::-1],
        3: lambda p: p[::-1, ::-1],
        4: lambda p: p[::-1],
        5: lambda p: p.transpose(1, 0, 2),
        6: np.rot90,
        7: lambda p: p[::-1, ::-1].transpose(1, 0, 2),
        8: lambda p: np.rot90(p, -1),
    }[orientation](picture())
    image = Image.fromarray(np.ascontiguousarray(stored))
    exif = Image.Exif()
    exif[274] = orientation
    if kind == "TIFF16":
        values = Image.fromarray(np.ascontiguousarray(stored[..., 0]).astype(np.uint16) * 257)
        encoded = saved(values, "TIFF", tiffinfo={274: orientation})
    elif kind == "TIFF":
        encoded = saved(image, "TIFF", tiffinfo={274: orientation})
    else:
        options = {"quality": 98, "subsampling": 0} if kind == "JPEG" else {}
        encoded = saved(image, kind, exif=exif, **options)
    path = tmp_path / "a"
    path.write_bytes(encoded)
    smear = read_smear(path)
    expected = picture()[..., [0, 0, 0]] if kind == "TIFF16" else picture()
    assert difference(smear.pixels, expected) <= (6 if kind == "JPEG" else 1)
    assert (smear.smear.height, smear.smear.width) == picture().shape[:2]


def test_find_images_keeps_files_and_lists_folders(tmp_path: Path) -> None:
    for name in ("b.JPG", "a.png", "c.tiff", ".hidden.jpg", "notes.txt", "d.bmp"):
        (tmp_path / name).touch()
    (tmp_path / "inner.jpg").mkdir()
    (tmp_path / "inner.jpg" / "deep.jpg").touch()
    odd = tmp_path / "notes.txt"
    found = find_images([odd, tmp_path, tmp_path / "a.png"])
    assert [path.name for path in found] == ["notes.txt", "a.png", "b.JPG", "c.tiff", "d.bmp"]


def test_find_images_lists_slides_of_scanners_too(tmp_path: Path) -> None:
    for name in ("b.svs", "a.ndpi", "notes.txt"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in find_images([tmp_path])] == ["a.ndpi", "b.svs"]


def test_find_images_refuses_missing_paths_and_barren_folders(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone does not exist; .*\.$"):
        find_images([tmp_path / "gone"])
    (tmp_path / "notes.txt").touch()
    with pytest.raises(InputError, match=r"has no images \(\.jpg.*choose the folder"):
        find_images([tmp_path])
    assert find_images([]) == []
