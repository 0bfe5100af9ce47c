"""The program starting itself again, where it is installed and where it is bundled."""

import os
import subprocess
import sys

import pytest

from leukodesk.own_process import own_command, own_variables


def test_the_same_package_answers_from_any_folder(tmp_path):
    # As a script of one's own may be called, beside the images somebody works on.
    (tmp_path / "typing.py").write_text("raise SystemExit('the wrong module')")
    done = subprocess.run(
        [*own_command("train-worker"), "--help"],
        env={**os.environ, **own_variables()},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "--architecture" in done.stdout


def test_qt_says_where_it_starts():
    done = subprocess.run(
        own_command("start-qt"),
        env={**os.environ, **own_variables(), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == "offscreen"


@pytest.mark.parametrize(
    ("clicked", "called"), [("leukodesk-window", "leukodesk"), ("leukodesk-window.exe", "leukodesk.exe")]
)
def test_the_bundle_calls_its_program_with_streams(monkeypatch, tmp_path, clicked, called):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / clicked))
    assert own_command("train-worker") == [str(tmp_path / called), "train-worker"]
