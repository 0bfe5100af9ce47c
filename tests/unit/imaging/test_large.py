"""Large images of every kind are opened in parts; what cannot be says what can."""

import hashlib
import sys
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image

from leukodesk.core.errors import CancelledError, InputError
from leukodesk.imaging import large, plain_source, pyramid, pyramid_cache
from leukodesk.imaging.large import open_large, read_large
from leukodesk.imaging.pyramid import overview
from leukodesk.imaging.pyramid_cache import PyramidCache
from tests.pyramids import pyramid_of

HEIGHT, WIDTH = 240, 301
SCALE = {"resolution": (40_000, 40_000), "resolutionunit": "CENTIMETER"}


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch):
    monkeypatch.setattr(pyramid, "LARGE_PIXELS", 50_000)
    for module in (large, pyramid_cache):
        monkeypatch.setattr(module, "COARSEST_PX", 64)
    monkeypatch.setattr(large, "LARGE_PIXELS", 50_000)


@pytest.fixture
def pixels():
    noise = np.random.default_rng(1).integers(0, 256, (12, 15, 3), np.uint8)
    return cv2.resize(noise, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)


@pytest.fixture
def cache(tmp_path):
    return PyramidCache(tmp_path / "cache")


def _file(folder, kind, pixels):
    path = folder / f"image.{kind}"
    if kind == "tif":
        tifffile.imwrite(path, pixels, photometric="rgb", tile=(64, 64), **SCALE)
    elif kind == "tiff":
        tifffile.imwrite(path, pixels, photometric="rgb", compression="zlib", rowsperstrip=HEIGHT)
    else:
        Image.fromarray(pixels).save(path)
    return path


@pytest.mark.parametrize("kind", ["tif", "tiff", "png", "bmp"])
def test_every_kind_of_large_image_has_the_same_levels(tmp_path, pixels, cache, kind):
    path = _file(tmp_path, kind, pixels)
    read = read_large(path, cache)
    assert (read.smear.width, read.smear.height) == (WIDTH, HEIGHT)
    assert read.smear.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read.encoded == path.read_bytes()
    for number, expected in enumerate(pyramid_of(pixels, 64)):
        level = read.source.levels[number]
        whole = read.source.read(number, (0, 0, level.height, level.width))
        assert np.array_equal(whole, expected)
    assert overview(read.source, 50).shape[1] == 50
    assert read.smear.pixel_size_um == (pytest.approx(0.25) if kind == "tif" else None)


def test_a_plain_image_is_decoded_once(tmp_path, pixels, cache, monkeypatch):
    path = _file(tmp_path, "png", pixels)
    read = read_large(path, cache)
    monkeypatch.setattr(plain_source, "decode", None)
    again = open_large(path, path, read.smear.sha256, cache)
    assert np.array_equal(again.read(0, (0, 0, 9, 9)), pixels[:9, :9])


def test_an_ordinary_image_and_what_is_no_image_are_left_to_the_ordinary_reader(tmp_path, pixels, cache):
    small = _file(tmp_path, "png", pixels[:100])
    text = tmp_path / "notes.tif"
    text.write_text("no image")
    assert read_large(small, cache) is None
    assert read_large(text, cache) is None
    assert read_large(tmp_path / "gone.png", cache) is None


def test_a_file_above_the_bound_is_not_kept(tmp_path, pixels, cache, monkeypatch):
    monkeypatch.setattr(large, "KEPT_BYTES", 1000)
    assert read_large(_file(tmp_path, "tif", pixels), cache).encoded is None


def test_what_must_be_decoded_at_once_has_a_limit_and_tiles_have_none(tmp_path, pixels, cache):
    for kind in ("png", "tiff"):
        with pytest.raises(InputError, match="too large"):
            read_large(_file(tmp_path, kind, pixels), cache, max_pixels=60_000)
    assert read_large(_file(tmp_path, "tif", pixels), cache, max_pixels=60_000)


def test_opening_can_be_stopped(tmp_path, pixels, cache):
    def stop(*_):
        raise CancelledError

    with pytest.raises(CancelledError):
        read_large(_file(tmp_path, "tif", pixels), cache, progress=stop)


class _Slide:
    """Stands in for openslide.OpenSlide: two levels, a corner that was not scanned."""

    level_dimensions = ((WIDTH, HEIGHT), (75, 60))
    level_downsamples = (1.0, 4.006)
    properties = {"openslide.mpp-x": "0.23", "openslide.background-color": "F0F0F0"}  # noqa: RUF012

    def __init__(self, path):
        if "broken" in path:
            raise _SlideError("Unsupported or missing image file")

    def read_region(self, corner, level, size):
        self.asked = corner, level, size
        rgba = np.full((size[1], size[0], 4), (10, 20, 30, 255), np.uint8)
        if corner == (0, 0):
            rgba[0, 0] = 0
        return Image.fromarray(rgba)


class _SlideError(Exception):
    pass


@pytest.fixture
def openslide(monkeypatch):
    module = SimpleNamespace(
        OpenSlide=_Slide, OpenSlideError=_SlideError, PROPERTY_NAME_MPP_X="openslide.mpp-x"
    )
    monkeypatch.setitem(sys.modules, "openslide", module)


class TestSlides:
    @pytest.fixture
    def slide(self, tmp_path):
        path = tmp_path / "slide.svs"
        path.write_bytes(b"a slide")
        return path

    @pytest.mark.usefixtures("openslide")
    def test_a_slide_is_read_through_openslide_and_stays_where_it_is(self, slide, cache):
        read = read_large(slide, cache)
        assert (read.smear.width, read.smear.height, read.smear.pixel_size_um) == (WIDTH, HEIGHT, 0.23)
        assert read.encoded is None
        assert read.source.read(0, (0, 0, 2, 3)).tolist()[0][:2] == [[240, 240, 240], [10, 20, 30]]
        read.source.read(1, (5, 10, 9, 20))
        assert read.source._slide.asked == ((40, 20), 1, (10, 4))

    @pytest.mark.usefixtures("openslide")
    def test_a_broken_slide_is_one_sentence(self, tmp_path, cache):
        path = tmp_path / "broken.ndpi"
        path.write_bytes(b"nothing")
        with pytest.raises(InputError, match=r"broken\.ndpi is damaged"):
            read_large(path, cache)

    def test_without_the_reader_it_says_how_to_get_it(self, slide, cache, monkeypatch):
        monkeypatch.setitem(sys.modules, "openslide", None)
        with pytest.raises(InputError, match=r"leukodesk\[slides\]"):
            read_large(slide, cache)


class TestJpeg:
    @pytest.fixture
    def smooth(self):
        """Smooth as a blurred field is; JPEG keeps that nearly as it was."""
        noise = np.random.default_rng(2).integers(40, 216, (6, 7, 3), np.uint8)
        return cv2.resize(noise, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)

    def _write(self, folder, pixels, **more):
        path = folder / "image.jpg"
        Image.fromarray(pixels).save(path, quality=95, subsampling=0, **more)
        return path

    def test_it_is_looked_at_before_it_is_decoded(self, tmp_path, smooth, cache, monkeypatch):
        whole = plain_source.decode
        monkeypatch.setattr(plain_source, "decode", None)
        read = read_large(self._write(tmp_path, smooth), cache)
        expected = pyramid_of(smooth, 64)
        assert [(level.height, level.width) for level in read.source.levels] == [
            level.shape[:2] for level in expected
        ]
        small = overview(read.source, 38)
        assert cv2.absdiff(small, expected[-1]).max() <= 6
        monkeypatch.setattr(plain_source, "decode", whole)
        for number, pixels in enumerate(expected):
            box = (0, 0, *pixels.shape[:2])
            assert cv2.absdiff(read.source.read(number, box), pixels).max() <= 8
        monkeypatch.setattr(plain_source, "decode", None)  # once is enough, also for the next opening
        again = read_large(tmp_path / "image.jpg", cache)
        assert np.array_equal(again.source.read(0, (3, 4, 50, 60)), read.source.read(0, (3, 4, 50, 60)))

    def test_one_that_lies_on_its_side_stands_upright_from_the_first_look_on(self, tmp_path, smooth, cache):
        exif = Image.Exif()
        exif[274] = 6
        read = read_large(self._write(tmp_path, smooth, exif=exif), cache)
        upright = np.rot90(smooth, -1)
        assert (read.smear.height, read.smear.width) == upright.shape[:2]
        expected = pyramid_of(np.ascontiguousarray(upright), 64)
        assert cv2.absdiff(overview(read.source, 38), expected[-1]).max() <= 6
        height, width = upright.shape[:2]
        assert cv2.absdiff(read.source.read(0, (0, 0, height, width)), expected[0]).max() <= 8

    def test_what_cannot_be_decoded_says_so_when_it_is_wanted(self, tmp_path, smooth, cache, monkeypatch):
        read = read_large(self._write(tmp_path, smooth), cache)

        def fail(*_, **__):
            raise InputError("The JPEG is damaged; export it again.")

        monkeypatch.setattr(plain_source, "decode", fail)
        for _ in range(2):
            with pytest.raises(InputError, match="damaged"):
                read.source.read(0, (0, 0, 9, 9))
