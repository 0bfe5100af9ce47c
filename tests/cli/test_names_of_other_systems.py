"""Images whose names mean something else on Windows, in exports that are carried there."""

import cv2
import numpy as np
import pytest

from leukodesk.store.dataset import Dataset
from leukodesk.store.formats.registry import FORMATS

pytestmark = pytest.mark.slow

NAMES = ("12:30 a?.png", "12:30 b.png", "con.png")


@pytest.fixture
def dataset(tmp_path, smear_bytes, leukodesk):
    folder = tmp_path / "images"
    folder.mkdir()
    pixels = cv2.imdecode(np.frombuffer(smear_bytes, np.uint8), cv2.IMREAD_COLOR)
    for number, name in enumerate(NAMES):
        pixels[0, 0] = number  # three smears, not one
        (folder / name).write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    done = leukodesk("analyze", folder, "--classifier", "none", "--dataset", tmp_path / "d.h5")
    assert done.status == 0, done.err
    return tmp_path / "d.h5"


@pytest.mark.parametrize("name", [known.name for known in FORMATS if known.write])
def test_every_export_can_be_carried_to_windows_and_read_back(dataset, tmp_path, leukodesk, name):
    out, copy = tmp_path / "out", tmp_path / "copy.h5"
    done = leukodesk("dataset", "export", dataset, out, "--format", name, "--images")
    assert done.status == 0, done.err
    written = [path for path in out.rglob("*") if path.is_file()]
    assert not [path.name for path in written if set(path.name) & set('<>:"|?*')]
    assert not [path.name for path in written if path.name.lower().startswith("con.")]
    assert {path.name for path in (out / "images").iterdir()} == {"12_30 a_.png", "12_30 b.png", "con_.png"}
    done = leukodesk("dataset", "import", copy, out)
    assert done.status == 0, done.err
    with Dataset.open(dataset) as theirs, Dataset.open(copy) as ours:
        if name != "class-folders":  # whose images are cells
            assert set(ours.content.smears) == set(theirs.content.smears)
