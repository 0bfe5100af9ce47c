"""Names of files that are not UTF-8, as old disks and cameras leave them, end nothing and break no file."""

import json
import os
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import cv2
import numpy as np
import pytest

from leukodesk.core.plain_text import json_text, plain, utf8
from leukodesk.store.formats.registry import FORMATS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")

SHOWN = r"b_F\udce4rbung"
STRICT = {"PYTHONIOENCODING": "utf-8:strict"}


def read_strictly(text: bytes | str) -> object:
    """JSON as a strict reader takes it: valid UTF-8 without surrogates, also where they are escaped."""
    found = json.loads(text.decode() if isinstance(text, bytes) else text)
    json.dumps(found, ensure_ascii=False).encode()
    return found


@pytest.fixture
def images(tmp_path: Path, smear_bytes: bytes) -> Path:
    folder = tmp_path / "images"
    folder.mkdir()
    pixels = cv2.imdecode(np.frombuffer(smear_bytes, np.uint8), cv2.IMREAD_COLOR)
    for number, name in enumerate((b"a.png", b"b_F\xe4rbung.png", b"z.png")):
        pixels[0, 0] = number  # three smears, not one
        (folder / os.fsdecode(name)).write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    return folder


@pytest.fixture
def dataset(images: Path, tmp_path: Path, leukodesk) -> Path:
    done = leukodesk("analyze", images, "--classifier", "none", "--dataset", tmp_path / "d.h5")
    assert done.status == 0, done.err
    return tmp_path / "d.h5"


def test_text_without_surrogates_is_as_before():
    assert json_text({"a": "Fä\\u1234"}) == '{"a": "Fä\\\\u1234"}'
    assert plain("Fä\U0001f9a0") == "Fä\U0001f9a0"


def test_a_surrogate_is_shown_alike_in_json_and_text():
    assert read_strictly(json_text(["b\udce4\udc00", "\ud83e\udda0"])) == [r"b\udce4\udc00", r"\ud83e\udda0"]
    assert utf8("b\udce4") == rb"b\udce4"


@pytest.mark.slow
@pytest.mark.parametrize("target", ["out.jsonl", "-"])
def test_a_batch_goes_on_behind_it(images, tmp_path, leukodesk_process, target):
    path = tmp_path / target if target != "-" else target
    done = leukodesk_process("analyze", images, "--classifier", "none", "--json", path, **STRICT)
    assert done.status == 0, done.err
    lines = done.out if path == "-" else path.read_bytes().decode()
    found = [read_strictly(line) for line in lines.splitlines()]
    assert [SHOWN in record["image"] for record in found] == [False, True, False]


def test_its_line_in_a_table_is_printed(dataset, leukodesk_process):
    done = leukodesk_process("dataset", "history", dataset, **STRICT)
    assert done.status == 0, done.err
    done = leukodesk_process("dataset", "history", dataset, "--json", "-", **STRICT)
    assert done.status == 0, done.err
    read_strictly(done.out)


@pytest.mark.parametrize("name", [known.name for known in FORMATS if known.write])
def test_every_export_writes_it(dataset, tmp_path, leukodesk, name):
    done = leukodesk("dataset", "export", dataset, tmp_path / "out", "--format", name, "--images")
    assert done.status == 0, done.err
    for path in (tmp_path / "out").rglob("*"):
        if path.suffix in (".json", ".geojson"):
            read_strictly(path.read_bytes())
        elif path.suffix in (".csv", ".xml", ".txt", ".yaml", ".xyc"):
            text = path.read_bytes().decode()
            if path.suffix == ".xml":
                ET.fromstring(text)
    names = sorted(path.name for path in (tmp_path / "out/images").iterdir())
    assert names == ["a.png", "b_F_rbung.png", "z.png"]
    assert all(name in (tmp_path / "out/smears.csv").read_text() for name in names)
    copy = tmp_path / "copy.h5"
    back = leukodesk("dataset", "import", copy, tmp_path / "out", "--format", name)
    assert back.status == 0, back.err
    assert leukodesk("dataset", "verify", copy).status == 0


def test_a_line_break_in_a_name_is_carried_by_no_export(tmp_path, smear_bytes, leukodesk):
    image = tmp_path / "a\nb.png"
    image.write_bytes(smear_bytes)
    leukodesk("analyze", image, "--classifier", "none", "--dataset", tmp_path / "d.h5")
    for name in ("voc", "yolo", "csv"):
        out = tmp_path / name
        assert (
            leukodesk("dataset", "export", tmp_path / "d.h5", out, "--format", name, "--images").status == 0
        )
        assert [path.name for path in (out / "images").iterdir()] == ["a_b.png"]
        assert leukodesk("dataset", "import", tmp_path / f"{name}.h5", out).status == 0


def test_the_label_images_of_ome_name_it_in_sound_xml(dataset, tmp_path, leukodesk):
    import tifffile

    done = leukodesk("dataset", "export", dataset, tmp_path / "out", "--format", "ome-tiff")
    assert done.status == 0, done.err
    descriptions = []
    for path in (tmp_path / "out").glob("*.ome.tiff"):
        with tifffile.TiffFile(path) as file:
            descriptions.append(file.pages[0].description)
    assert len(descriptions) == 3
    assert any(ET.fromstring(text)[0].get("Name") == "b_F_rbung" for text in descriptions)


@pytest.mark.slow
def test_a_report_is_written(dataset, tmp_path, leukodesk_process):
    smear, files = (
        os.fsdecode(b"b_F\xe4rbung.png"),
        ("--pdf", tmp_path / "r.pdf", "--csv", tmp_path / "r.csv"),
    )
    done = leukodesk_process("report", dataset, "--smear", smear, *files, **STRICT)
    assert done.status == 0, done.err
    assert (tmp_path / "r.pdf").stat().st_size > 1000
