"""A file that was cut anywhere is refused; one with something after its end is not."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from leukodesk.core.errors import InputError
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.reader import decode, read_smear

_PICTURE = render_phantom(3, 160, 200, white_cells=1).pixels


def _thumbnail() -> bytes:
    stream = io.BytesIO()
    Image.fromarray(_PICTURE[:40, :50]).save(stream, "JPEG")
    return stream.getvalue()


def _saved(kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(_PICTURE).save(stream, kind, **options)
    return stream.getvalue()


def _with_preview() -> bytes:
    """A JPEG whose header holds a whole smaller JPEG, end-of-image marker included."""
    plain, preview = _saved("JPEG"), _thumbnail()
    assert preview.endswith(b"\xff\xd9")
    segment = b"\xff\xe5" + (len(preview) + 2).to_bytes(2, "big") + preview
    return plain[:2] + segment + plain[2:]


_FILES = {
    "baseline JPEG": lambda: _saved("JPEG"),
    "progressive JPEG": lambda: _saved("JPEG", progressive=True),
    "JPEG with restarts": lambda: _saved("JPEG", restart_marker_blocks=4),
    "JPEG with a preview": _with_preview,
    "grey JPEG": lambda: _grey("JPEG"),
    "PNG": lambda: _saved("PNG"),
    "plain TIFF": lambda: _saved("TIFF"),
    "LZW TIFF": lambda: _saved("TIFF", compression="tiff_lzw"),
    "BMP": lambda: _saved("BMP"),
}


def _grey(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(_PICTURE[..., 0]).save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize("name", _FILES)
def test_whole_files_open(name: str) -> None:
    assert decode(_FILES[name](), name).shape == _PICTURE.shape


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("name", _FILES)
def test_a_cut_file_is_refused_wherever_it_was_cut(name: str) -> None:
    encoded = _FILES[name]()
    # Every place in the header and the end, and a few hundred between.
    places = {*range(400), *range(len(encoded) - 400, len(encoded)), *range(0, len(encoded), 211)}
    for length in sorted(places):
        with pytest.raises(InputError) as caught:
            decode(encoded[:length], "field 7")
        assert "field 7" in str(caught.value)
        assert str(caught.value).endswith(".")


@pytest.mark.parametrize("name", [name for name in _FILES if "JPEG" in name or "PNG" in name])
def test_a_file_of_which_the_rest_never_arrived_is_refused(name: str) -> None:
    """Some programs reserve the whole length first, so that a broken transfer ends in zeros."""
    encoded = _FILES[name]()
    for share in (0.3, 0.7, 0.95):
        kept = int(share * len(encoded))
        with pytest.raises(InputError):
            decode(encoded[:kept] + bytes(len(encoded) - kept), "a")


@pytest.mark.parametrize("name", ["baseline JPEG", "progressive JPEG", "PNG"])
def test_bytes_after_the_end_do_no_harm(name: str) -> None:
    encoded = _FILES[name]()
    assert np.array_equal(decode(encoded + b"camera notes" + _thumbnail(), "a"), decode(encoded, "a"))


def test_a_png_with_one_wrong_byte_is_refused() -> None:
    encoded = bytearray(_saved("PNG"))
    encoded[len(encoded) // 2] ^= 1
    with pytest.raises(InputError, match="damaged"):
        decode(bytes(encoded), "a")


@pytest.mark.realdata
def test_a_real_field_opens_whole_and_is_refused_when_cut(shared_data: Path, tmp_path: Path) -> None:
    for source in sorted((shared_data / "all_idb1" / "images").glob("*.jpg"))[::8]:
        encoded = source.read_bytes()
        assert read_smear(source).pixels.shape[2] == 3
        for share in (0.01, 0.2, 0.5, 0.9, 0.999999):
            cut = tmp_path / "cut.jpg"
            cut.write_bytes(encoded[: int(share * len(encoded))])
            with pytest.raises(InputError, match=r"cut\.jpg"):
                read_smear(cut)
