"""What is printed into a pipe whose encoding is not UTF-8, as it is on Windows."""

import json
import os
import subprocess
import sys

import cv2
import numpy as np
import pytest

PIPE = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
NAME = "Färbung µ Ω 🩸.png"


@pytest.fixture
def image(tmp_path, smear_bytes):
    pixels = cv2.imdecode(np.frombuffer(smear_bytes, np.uint8), cv2.IMREAD_COLOR)
    path = tmp_path / NAME
    path.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    return path


@pytest.mark.slow
def test_json_is_json_whatever_the_encoding(image, leukodesk_process, tmp_path):
    done = leukodesk_process(
        "analyze", image, "--classifier", "none", "--json", "-", "--dataset", tmp_path / "d.h5", **PIPE
    )
    assert done.status == 0, done.err
    assert done.out.isascii()
    assert json.loads(done.out)["image"].endswith(NAME)
    done = leukodesk_process("dataset", "history", tmp_path / "d.h5", "--json", "-", **PIPE)
    assert done.status == 0, done.err
    assert done.out.isascii()
    json.loads(done.out)


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "cp932"])
def test_help_with_signs_that_the_encoding_lacks_is_shown(encoding):
    done = subprocess.run(
        [sys.executable, "-m", "leukodesk", "reproduce", "--help"],
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"--epochs" in done.stdout
