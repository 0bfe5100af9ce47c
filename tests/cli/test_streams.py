"""Where a command's words go: closed streams, full disks, an interruption before anything began."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drawn_dataset import drawn

ROOT = Path(__file__).parent.parent.parent
FULL = Path("/dev/full")
LARGE = 6000

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes streams here")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")


def _shell(line: str, *places: object) -> subprocess.CompletedProcess[str]:
    """Run ``leukodesk`` with a line of shell; ``$1`` and so on are ``places``."""
    return subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m leukodesk {line}', "sh", *map(str, places)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _no_large_files() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGE, LARGE))


@pytest.fixture
def dataset(tmp_path):
    return drawn(tmp_path / "reader.h5", fields=1)


def test_a_command_works_where_nobody_reads_its_output(smear, tmp_path):
    target = tmp_path / "out" / "a.h5"
    done = _shell('analyze "$1" --classifier none --dataset "$2" >&-', smear, target)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert _shell('dataset verify "$1"', target).returncode == 0


def test_a_command_works_where_nobody_reads_its_errors(smear, tmp_path):
    """Else the first file that is opened has their number, and what a library prints goes into it."""
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"nothing")
    done = _shell('analyze "$1" "$2" --classifier none 2>&-', broken, smear)
    assert done.returncode == 1
    assert done.stdout.startswith(str(smear))


@pytest.mark.parametrize("line", ['info "$1"', 'info "$1" --json -', 'history "$1"', 'verify "$1"'])
@needs_full
def test_a_full_disk_under_what_is_printed_is_told(line, dataset):
    done = _shell(f"dataset {line} > {FULL}", dataset)
    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    assert "No space left on device" in sentence
    assert "bug" not in sentence


@needs_full
def test_a_full_disk_under_the_cells_is_told_and_the_dataset_stays_sound(smear, tmp_path):
    target = tmp_path / "a.h5"
    line = f'analyze "$1" --classifier none --dataset "$2" --json {FULL}'
    done = _shell(line, smear, target)
    assert done.returncode == 1
    assert f"{FULL} cannot be written (No space left on device)" in done.stderr
    assert _shell('dataset verify "$1"', target).returncode == 0


def test_lines_of_json_stay_whole_on_a_full_disk(smear, tmp_path):
    cells = tmp_path / "cells.jsonl"
    copies = [tmp_path / f"{number}.png" for number in range(3)]
    for number, copy in enumerate(copies):
        copy.write_bytes(smear.read_bytes() + bytes(number))
    done = subprocess.run(
        [sys.executable, "-m", "leukodesk", "analyze", *map(str, copies), "--json", "cells.jsonl"],
        cwd=tmp_path,
        preexec_fn=_no_large_files,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    lines = cells.read_text().splitlines()
    assert done.returncode == 1, done.stderr
    assert 0 < len(lines) < len(copies)
    assert all(json.loads(line)["cells"] for line in lines)
    assert "cells.jsonl cannot be written (File too large)" in done.stderr


def test_cells_can_be_handed_to_another_program(smear, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        done = _shell('analyze "$1" --classifier none --json "$2"', smear, pipe)
        told, _ = reader.communicate(timeout=60)
    assert done.returncode == 0
    assert json.loads(told)["cells"]


def test_ctrl_c_before_anything_began_is_quiet():
    script = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored where pytest runs behind "&"
        "class Pressed:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'typer':\n"
        f"            os.kill(os.getpid(), {signal.SIGINT.value})\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "sys.argv = ['leukodesk', '--version']\n"
        "from leukodesk.__main__ import main\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 130
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_gone_is_told(smear, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'rmdir "{gone}"; "{sys.executable}" -m leukodesk analyze "{smear}"'
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=gone,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    (sentence,) = [line for line in done.stderr.splitlines() if line.startswith("leukodesk")]
    assert "folder" in sentence
