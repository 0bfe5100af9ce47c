"""Any part of any level is what the same part of the halved image is, wherever it comes from."""

import os

import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.errors import CancelledError, InputError
from leukodesk.imaging import pyramid_cache
from leukodesk.imaging.pyramid import (
    ArraySource,
    ExtendedSource,
    halved,
    overview,
    stripes_of,
)
from leukodesk.imaging.pyramid_cache import PyramidCache
from leukodesk.imaging.tiff_source import TiffSource
from tests.pyramids import pyramid_of
from tests.windows_files import refuse_files_in_use

HEIGHT, WIDTH = 301, 418


@pytest.fixture(scope="module")
def pixels():
    return np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)


@pytest.fixture(scope="module")
def levels(pixels):
    return pyramid_of(pixels, 64)


@pytest.fixture(scope="module")
def tiled(tmp_path_factory, levels):
    path = tmp_path_factory.mktemp("tiff") / "pyramid.ome.tif"
    with tifffile.TiffWriter(path, bigtiff=True, ome=True) as file:
        options = {"photometric": "rgb", "tile": (64, 64)}
        size = {"PhysicalSizeX": 0.25, "PhysicalSizeY": 0.25}
        file.write(levels[0], subifds=len(levels) - 1, metadata={"axes": "YXS", **size}, **options)
        for level in levels[1:]:
            file.write(level, subfiletype=1, compression="zlib", **options)
    return path


@st.composite
def _places(draw):
    """A level's number and shares of its sides."""
    shares = st.floats(0, 1)
    return draw(st.integers(0, 3)), draw(st.tuples(shares, shares, shares, shares))


def _box(level, shares):
    def side(length, one, two):
        low, high = sorted((int(one * (length - 1)), int(two * (length - 1))))
        return low, high + 1

    (y0, y1), (x0, x1) = side(level.height, *shares[:2]), side(level.width, *shares[2:])
    return y0, x0, y1, x1


def _same(source, levels, place):
    number, shares = place
    box = _box(source.levels[number], shares)
    y0, x0, y1, x1 = box
    assert np.array_equal(source.read(number, box), levels[number][y0:y1, x0:x1])


def test_a_level_is_the_mean_of_four_pixels_and_an_odd_edge_counts_double():
    pixels = np.zeros((3, 3, 3), np.uint8)
    pixels[0, :2], pixels[2, 2] = 40, 200
    assert halved(pixels)[..., 0].tolist() == [[20, 0], [0, 200]]


@settings(max_examples=60, deadline=None)
@given(place=_places())
def test_any_part_of_a_tiled_file_is_that_part_of_the_halved_image(tiled, levels, place):
    source = TiffSource(tiled, "pyramid")
    assert [(level.height, level.width) for level in source.levels] == [a.shape[:2] for a in levels]
    assert source.pixel_size_um == pytest.approx(0.25)
    _same(source, levels, place)


@settings(max_examples=40, deadline=None)
@given(place=_places(), rows=st.sampled_from((32, 100, 302)))
def test_a_pyramid_made_from_stripes_is_the_one_made_at_once(tmp_path_factory, pixels, levels, place, rows):
    cache = PyramidCache(tmp_path_factory.mktemp("cache"))
    stripes = (pixels[top : top + rows] for top in range(0, HEIGHT, rows))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pyramid_cache, "COARSEST_PX", 64)
        source = cache.build("some", stripes, (HEIGHT, WIDTH), with_image=True)
    _same(source, levels, place)


@pytest.mark.parametrize(
    "how",
    [
        {"planarconfig": "separate", "tile": (48, 32)},
        {"rowsperstrip": 7},
        {"compression": "zlib", "rowsperstrip": HEIGHT},
        {"compression": "zlib", "predictor": True, "tile": (128, 64)},
    ],
)
def test_tiffs_of_every_layout_read_alike(tmp_path, pixels, how):
    path = tmp_path / "image.tif"
    data = pixels.transpose(2, 0, 1) if how.get("planarconfig") else pixels
    tifffile.imwrite(path, data, photometric="rgb", **how)
    for place in (path, path.read_bytes()):
        source = TiffSource(place, "image")
        assert np.array_equal(source.read(0, (5, 60, 290, 301)), pixels[5:290, 60:301])
        assert np.array_equal(np.concatenate(list(source.stripes(32))), pixels)
        assert all(len(stripe) % 2 == 0 for stripe in list(source.stripes(32))[:-1])


def test_grey_is_shown_as_grey(tmp_path, pixels):
    path = tmp_path / "grey.tif"
    tifffile.imwrite(path, pixels[..., 0], photometric="miniswhite", tile=(64, 64))
    read = TiffSource(path, "grey").read(0, (0, 0, 10, 10))
    assert np.array_equal(read, np.repeat(255 - pixels[:10, :10, :1], 3, axis=2))


def test_only_the_tiles_in_the_box_are_read(tiled, monkeypatch):
    source = TiffSource(tiled, "pyramid")
    seen = []
    keep = TiffSource._segment
    monkeypatch.setattr(
        TiffSource, "_segment", lambda self, page, index: seen.append(index) or keep(self, page, index)
    )
    source.read(0, (64, 64, 129, 128))
    assert len(seen) == 2


def test_a_box_outside_the_level_is_refused(levels, tiled):
    for source in (ArraySource(levels), TiffSource(tiled, "pyramid")):
        for box in ((0, 0, 0, 5), (-1, 0, 5, 5), (0, 0, HEIGHT + 1, 5), (5, 5, 4, 9)):
            with pytest.raises(ValueError, match="no part"):
                source.read(0, box)


def test_sixteen_bits_and_several_fields_are_refused_with_a_way_out(tmp_path, pixels):
    deep, many = tmp_path / "deep.tif", tmp_path / "many.tif"
    tifffile.imwrite(deep, pixels.astype(np.uint16), photometric="rgb")
    tifffile.imwrite(many, np.stack([pixels] * 2), photometric="rgb")
    with pytest.raises(InputError, match="export it as 8-bit RGB"):
        TiffSource(deep, "deep.tif")
    with pytest.raises(InputError, match="holds 2 images"):
        TiffSource(many, "many.tif")


def test_a_cut_off_file_says_so_and_names_itself(tmp_path, tiled):
    whole = tiled.read_bytes()
    cut = tmp_path / "cut.tif"
    cut.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(InputError, match=r"cut\.tif"):
        list(stripes_of(TiffSource(cut, "cut.tif"), 0))


def test_levels_of_two_sources_follow_each_other(levels):
    source = ExtendedSource(ArraySource(levels[:1], 0.1), ArraySource(levels[1:]))
    assert [level.downsample for level in source.levels] == pytest.approx([1, 2, 4, 418 / 53], rel=1e-2)
    assert np.array_equal(source.read(2, (0, 0, 5, 5)), levels[2][:5, :5])
    assert source.pixel_size_um == 0.1
    assert overview(source, 100).shape == (72, 100, 3)


class TestCache:
    def test_what_was_made_is_found_again_and_nothing_else(self, tmp_path, pixels):
        cache = PyramidCache(tmp_path / "cache")
        assert cache.find("some") is None
        cache.build("some", [pixels], (HEIGHT, WIDTH), with_image=False)
        found = cache.find("some", 0.2)
        assert np.array_equal(found.read(0, (0, 0, 151, 209)), halved(pixels))
        assert found.pixel_size_um == 0.2

    def test_a_cancelled_one_leaves_nothing(self, tmp_path, pixels):
        def stop(*_):
            raise CancelledError

        cache = PyramidCache(tmp_path)
        with pytest.raises(CancelledError):
            cache.build("some", [pixels], (HEIGHT, WIDTH), with_image=True, progress=stop)
        assert not list(tmp_path.iterdir())

    def test_the_least_recently_used_goes_when_room_is_short(self, tmp_path, pixels):
        cache = PyramidCache(tmp_path, max_bytes=4 * pixels.nbytes)
        for number, name in enumerate(("first", "second", "third")):
            cache.build(name, [pixels], (HEIGHT, WIDTH), with_image=True)
            for place in tmp_path.iterdir():
                if place.name == name:
                    os.utime(place, (number, number))
        cache.find("first")
        cache.build("fourth", [pixels], (HEIGHT, WIDTH), with_image=True)
        assert {place.name for place in tmp_path.iterdir()} == {"first", "third", "fourth"}

    def test_one_that_another_program_uses_by_now_is_used_where_it_cannot_be_replaced(
        self, tmp_path, pixels, monkeypatch
    ):
        refuse_files_in_use(monkeypatch)
        cache = PyramidCache(tmp_path)
        theirs = cache.build("some", [pixels], (HEIGHT, WIDTH), with_image=True)
        ours = cache.build("some", [pixels], (HEIGHT, WIDTH), with_image=True)
        assert np.array_equal(ours.read(0, (0, 0, 9, 9)), theirs.read(0, (0, 0, 9, 9)))
        assert {place.name for place in tmp_path.iterdir()} == {"some"}

    @pytest.mark.parametrize("used", ["00.npy", "01.npy"])
    def test_one_that_is_in_use_stays_whole_when_room_is_short(self, tmp_path, pixels, monkeypatch, used):
        cache = PyramidCache(tmp_path, max_bytes=pixels.nbytes)
        cache.build("first", [pixels], (HEIGHT, WIDTH), with_image=True)
        levels = sorted(path.name for path in (tmp_path / "first").iterdir())
        with (tmp_path / "first" / used).open("rb"):
            refuse_files_in_use(monkeypatch)
            cache.build("second", [pixels], (HEIGHT, WIDTH), with_image=True)
        assert sorted(path.name for path in (tmp_path / "first").iterdir()) == levels
        cache.build("third", [pixels], (HEIGHT, WIDTH), with_image=True)
        assert {place.name for place in tmp_path.iterdir()} == {"third"}

    def test_a_program_killed_while_it_makes_room_leaves_no_part_of_one(self, tmp_path, pixels, monkeypatch):
        cache = PyramidCache(tmp_path, max_bytes=pixels.nbytes)
        cache.build("first", [pixels], (HEIGHT, WIDTH), with_image=True)

        def killed(place, **_):
            if "first" in str(place):
                min(place.iterdir()).unlink()
                raise KeyboardInterrupt

        monkeypatch.setattr(pyramid_cache.shutil, "rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            cache.build("second", [pixels], (HEIGHT, WIDTH), with_image=True)
        assert cache.find("first") is None

    def test_what_a_killed_program_left_goes_after_a_day(self, tmp_path, pixels):
        left, growing = (tmp_path / f"{name}{pyramid_cache._UNFINISHED}" for name in ("left", "growing"))
        for place in (left, growing):
            place.mkdir()
            (place / "00.npy").write_bytes(b"part")
        os.utime(left, (0, 0))
        PyramidCache(tmp_path).build("some", [pixels], (HEIGHT, WIDTH), with_image=True)
        assert {place.name for place in tmp_path.iterdir()} == {"some", growing.name}

    def test_one_that_two_programs_make_at_once_is_there_for_both(self, tmp_path, pixels, monkeypatch):
        remove = pyramid_cache.shutil.rmtree

        def overtaken(place, **options):
            """The other program puts its own in the place between the removal and the move."""
            remove(place, **options)
            if place.name == "some":
                monkeypatch.setattr(pyramid_cache.shutil, "rmtree", remove)
                PyramidCache(tmp_path).build("some", [pixels], (HEIGHT, WIDTH), with_image=True)

        monkeypatch.setattr(pyramid_cache.shutil, "rmtree", overtaken)
        source = PyramidCache(tmp_path).build("some", [pixels], (HEIGHT, WIDTH), with_image=True)
        assert np.array_equal(source.read(0, (0, 0, HEIGHT, WIDTH)), pixels)
        assert [place.name for place in tmp_path.iterdir()] == ["some"]

    def test_a_full_disk_is_one_sentence_and_leaves_nothing(self, tmp_path, pixels, monkeypatch):
        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(pyramid_cache._LevelFile, "append", full)
        with pytest.raises(InputError, match="make room"):
            PyramidCache(tmp_path).build("some", [pixels], (HEIGHT, WIDTH), with_image=True)
        assert not list(tmp_path.iterdir())
