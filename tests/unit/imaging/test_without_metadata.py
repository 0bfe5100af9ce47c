"""Image files keep their pixels, and nothing of what cameras and programs wrote beside them."""

import io
import struct

import cv2
import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from leukodesk.imaging.reader import decode, stored_without_metadata
from leukodesk.imaging.tiff_source import TiffSource
from leukodesk.imaging.without_metadata import without_metadata
from tests.unit.imaging.encoded import picture, saved

SECRET = "Jane Doe, Ward 7"
_ORIENTATION, _DESCRIPTION, _ARTIST = 274, 270, 315


def never():
    raise AssertionError("the pixels need not be decoded")


def exif(orientation=1):
    told = Image.Exif()
    told[_ORIENTATION], told[_DESCRIPTION], told[_ARTIST] = orientation, SECRET, SECRET
    told.get_ifd(0x8825)[1] = "N"
    told.get_ifd(0x8825)[29] = SECRET
    return told


def text():
    info = PngInfo()
    info.add_text("Author", SECRET)
    info.add_text("Comment", SECRET, zip=True)
    info.add_itxt("XML:com.adobe.xmp", SECRET)
    return info


def refined(kind, orientation=1, **options):
    return saved(Image.fromarray(picture()), kind, exif=exif(orientation), **options)


def tiff(pixels, **options):
    stream = io.BytesIO()
    tifffile.imwrite(stream, pixels, description=SECRET, software=SECRET, metadata=None, **options)
    return stream.getvalue()


FILES = {
    "JPEG": lambda: refined("JPEG", comment=SECRET.encode()) + SECRET.encode(),
    "progressive JPEG": lambda: refined("JPEG", progressive=True, comment=SECRET.encode()),
    "grey JPEG": lambda: saved(Image.fromarray(picture()).convert("L"), "JPEG", exif=exif()),
    "CMYK JPEG": lambda: saved(Image.fromarray(picture()).convert("CMYK"), "JPEG", exif=exif()),
    "PNG": lambda: refined("PNG", pnginfo=text()),
    "palette PNG": lambda: saved(
        Image.fromarray(picture()).quantize(9), "PNG", pnginfo=text(), transparency=2
    ),
    "TIFF": lambda: refined("TIFF"),
    "TIFF in JPEG": lambda: refined("TIFF", compression="jpeg"),
    "TIFF in LZW": lambda: refined("TIFF", compression="tiff_lzw"),
    "BigTIFF": lambda: tiff(picture(), photometric="rgb", bigtiff=True),
    "tiles": lambda: tiff(picture(), photometric="rgb", tile=(32, 32)),
    "big end first": lambda: tiff(picture(), photometric="rgb", byteorder=">"),
    "planes": lambda: tiff(picture().transpose(2, 0, 1), photometric="rgb", planarconfig="separate"),
    "16 bit": lambda: tiff(
        picture()[..., 0].astype(np.uint16) * 16, extratags=[(65000, "s", 1, SECRET, True)]
    ),
    "BMP": lambda: saved(Image.fromarray(picture()), "BMP") + SECRET.encode(),
    "palette BMP": lambda: saved(Image.fromarray(picture()).quantize(9), "BMP") + SECRET.encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_the_pixels_stay_and_nothing_else_does(name):
    encoded = FILES[name]()
    assert SECRET.encode() in encoded or name == "palette PNG"
    bare = without_metadata(encoded, never)
    assert SECRET.encode() not in bare
    assert SECRET.encode("utf-16-le") not in bare
    assert np.array_equal(decode(bare, "bare"), decode(encoded, "told"))
    assert len(bare) <= len(encoded)
    assert without_metadata(bare, never) == bare, "else one picture would be several smears"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_that_was_stored_lying_is_shown_upright_as_before(kind, orientation):
    encoded = refined(kind, orientation)
    bare = stored_without_metadata(encoded, "told")
    assert SECRET.encode() not in bare
    assert np.array_equal(decode(bare, "bare"), decode(encoded, "told"))
    found = Image.open(io.BytesIO(bare)).getexif()
    assert found.get(_ORIENTATION, 1) == orientation
    assert bare == stored_without_metadata(bare, "bare")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_what_says_how_colours_look_stays(kind):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    bare = without_metadata(refined(kind, icc_profile=profile, dpi=(300, 300)), never)
    with Image.open(io.BytesIO(bare)) as image:
        assert image.info["icc_profile"] == profile
        assert round(image.info["dpi"][0]) == 300


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_a_file_that_holds_none_is_not_touched(kind):
    encoded = saved(Image.fromarray(picture()), kind)
    assert without_metadata(encoded, never) == encoded


def test_a_preview_that_shows_more_than_the_picture_goes():
    encoded = saved(Image.fromarray(picture()), "JPEG")
    preview = bytes([2, 2]) + SECRET.encode()[:12]
    told = encoded[:2] + struct.pack(">BBH", 0xFF, 0xE0, 16 + 12) + encoded[6:18] + preview + encoded[20:]
    assert decode(told, "told").shape == (48, 64, 3)
    assert without_metadata(told, never) == encoded


def test_smaller_copies_of_a_field_stay_readable_without_the_text_about_them():
    pixels = cv2.resize(picture(), (512, 512))
    stream = io.BytesIO()
    with tifffile.TiffWriter(stream, ome=True) as file:
        kept = {"photometric": "rgb", "tile": (128, 128)}
        file.write(pixels, subifds=1, metadata={"axes": "YXS", "Name": SECRET}, **kept)
        file.write(pixels[::2, ::2], subfiletype=1, **kept)
    bare = without_metadata(stream.getvalue(), never)
    assert SECRET.encode() not in bare
    before, after = TiffSource(stream.getvalue(), "told"), TiffSource(bare, "bare")
    assert before.levels == after.levels
    for level in (0, 1):
        box = (0, 0, before.levels[level].height, before.levels[level].width)
        assert np.array_equal(before.read(level, box), after.read(level, box))


def test_a_tiff_of_an_unusual_kind_becomes_a_png():
    encoded = bytearray(saved(Image.fromarray(picture()), "TIFF"))
    place = struct.unpack_from("<L", encoded, 4)[0]
    (number,) = struct.unpack_from("<H", encoded, place)
    for at in range(place + 2, place + 2 + 12 * number, 12):
        if struct.unpack_from("<H", encoded, at)[0] == 279:  # lengths of strips
            struct.pack_into("<L", encoded, at + 8, 2**31)
    bare = without_metadata(bytes(encoded), picture)
    assert bare.startswith(b"\x89PNG")
    assert np.array_equal(decode(bare, "bare"), picture())


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(["JPEG", "PNG", "TIFF"]),
    orientation=st.integers(1, 8),
    secret=st.text("abcdefgh", min_size=12, max_size=300),
    height=st.integers(32, 60),
    width=st.integers(32, 60),
)
def test_nothing_that_is_written_beside_the_pixels_survives(kind, orientation, secret, height, width):
    told = Image.Exif()
    told[_ORIENTATION], told[_DESCRIPTION], told[37510] = orientation, secret, secret.encode()
    encoded = saved(Image.fromarray(picture(height, width)), kind, exif=told)
    bare = stored_without_metadata(encoded, "told")
    assert secret.encode() not in bare
    assert np.array_equal(decode(bare, "bare"), decode(encoded, "told"))
    assert stored_without_metadata(bare, "bare") == bare
    plain = Image.Exif()
    plain[_ORIENTATION] = orientation
    same = stored_without_metadata(saved(Image.fromarray(picture(height, width)), kind, exif=plain), "plain")
    assert kind == "TIFF" or same == bare, "the same picture would be another smear"
