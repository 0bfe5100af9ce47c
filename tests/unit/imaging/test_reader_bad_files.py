"""Which sentence a bad file earns."""

import contextlib
import os
import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from leukodesk.core.errors import InputError
from leukodesk.imaging.reader import MIN_SIDE_PX, decode, find_images, read_smear
from tests.unit.imaging.encoded import picture, saved


def _refused(path: Path, *words: str, **limits: int) -> None:
    """The one sentence names the file and has a way out."""
    with pytest.raises(InputError) as caught:
        read_smear(path, **limits)
    message = str(caught.value)
    assert str(path) in message
    assert message.endswith(".")
    assert "\n" not in message
    for word in words:
        assert word in message


def test_a_missing_file(tmp_path: Path) -> None:
    _refused(tmp_path / "none.jpg", "does not exist", "check the spelling")


def test_a_folder_given_as_a_file(tmp_path: Path) -> None:
    _refused(tmp_path, "is a folder", "choose one of the files")


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.jpg"
    path.touch()
    _refused(path, "empty", "again")


def test_text_named_jpg(tmp_path: Path) -> None:
    path = tmp_path / "notes.jpg"
    path.write_text("These are my notes on smear 12.\n" * 40)
    _refused(path, "not a JPEG, PNG, TIFF or BMP", "export")


def test_a_file_is_known_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "really a png.jpg"
    path.write_bytes(saved(Image.fromarray(picture()), "PNG"))
    assert np.array_equal(read_smear(path).pixels, picture())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_one_pixel(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "dot"
    path.write_bytes(saved(Image.fromarray(picture()[:1, :1]), kind))
    _refused(path, "too small", "1 × 1", f"{MIN_SIDE_PX} × {MIN_SIDE_PX}")


def test_the_smallest_image_opens_and_one_pixel_less_does_not(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(saved(Image.fromarray(picture(MIN_SIDE_PX, MIN_SIDE_PX)), "PNG"))
    assert read_smear(path).smear.height == MIN_SIDE_PX
    path.write_bytes(saved(Image.fromarray(picture(MIN_SIDE_PX - 1, 200)), "PNG"))
    _refused(path, "too small")


def _png_bomb(side: int) -> bytes:
    """A PNG that claims ``side`` squared pixels and holds almost nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def test_a_bomb_is_refused_from_its_header(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(_png_bomb(200_000))
    _refused(path, "too large", "200000 × 200000", "400,000,000", "max_pixels")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_the_pixel_limit_is_the_callers(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(saved(Image.fromarray(picture()), kind))
    read_smear(path, max_pixels=48 * 64)
    _refused(path, "too large", "64 × 48", max_pixels=48 * 64 - 1)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_an_image_larger_than_pillows_own_limit_opens(kind: str) -> None:
    side = 13_500  # Pillow by itself refuses more than 178,956,970 pixels
    encoded = saved(
        Image.new("1", (side, side)), kind, **({"compression": "group4"} if kind == "TIFF" else {})
    )
    assert decode(encoded, "a").shape == (side, side, 3)


def test_a_damaged_compressed_tiff_is_refused() -> None:
    encoded = bytearray(saved(Image.fromarray(picture()), "TIFF", compression="tiff_adobe_deflate"))
    encoded[len(encoded) // 2 :: 7] = bytes(len(encoded[len(encoded) // 2 :: 7]))
    with pytest.raises(InputError, match="damaged"):
        decode(bytes(encoded), "a")


def test_float_and_32_bit_images_are_refused_with_a_way_out(tmp_path: Path) -> None:
    for index, mode in enumerate(("F", "I")):
        path = tmp_path / f"{index}.tif"
        path.write_bytes(saved(Image.fromarray(picture()[..., 0]).convert(mode), "TIFF"))
        _refused(path, "32 bits", "8 or 16 bits")


@pytest.mark.parametrize(
    ("values", "photometric"),
    [(np.float32(1 / 255), "rgb"), (np.uint8(1), "cielab"), (np.uint8(1), "icclab")],
)
def test_a_tiff_in_other_colours_is_refused_with_a_way_out(
    tmp_path: Path, values: np.generic, photometric: str
) -> None:
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, picture() * values, photometric=photometric)
    _refused(path, "CIELab", "RGB with 8 or 16 bits")


def test_a_tiff_of_several_fields_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "stack.tif"
    page = Image.fromarray(picture())
    page.save(path, save_all=True, append_images=[page, page])
    _refused(path, "3 images", "file of its own")


def test_the_overviews_of_a_tiff_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "pyramid.tif"
    Image.fromarray(picture()).save(
        path, save_all=True, append_images=[Image.fromarray(picture(24, 32))], compression="tiff_lzw"
    )
    assert np.array_equal(read_smear(path).pixels, picture())


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextlib.contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Root may read everything, so the test steps down for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="permissions work differently on Windows")
def test_an_unreadable_file(open_folder: Path) -> None:
    path = open_folder / "locked.jpg"
    path.write_bytes(saved(Image.fromarray(picture()), "JPEG"))
    path.chmod(0)
    with an_ordinary_user():
        _refused(path, "cannot be read", "permission denied", "check its permissions")


@pytest.mark.skipif(os.name == "nt", reason="permissions work differently on Windows")
def test_an_unreadable_folder(open_folder: Path) -> None:
    locked = open_folder / "locked"
    locked.mkdir(mode=0)
    with an_ordinary_user(), pytest.raises(InputError, match=r"locked cannot be read \(permission denied\)"):
        find_images([locked])
    locked.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_link_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "loop.jpg"
    path.symlink_to(path)
    _refused(path, "cannot be read")


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_bytes_give_pixels_or_one_sentence(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "TIFF", "BMP"]))
    encoded = bytearray(saved(Image.fromarray(picture()), kind))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, min(len(encoded), 700) - 1) | st.integers(0, len(encoded) - 1))
        encoded[at] = data.draw(st.integers(0, 255))
    try:
        pixels = decode(bytes(encoded), "a", max_pixels=1_000_000)
    except InputError:
        return
    assert pixels.ndim == 3
    assert pixels.shape[2] == 3
