"""SIGKILL at random moments: nothing acknowledged is lost, nothing is there twice, everything is readable."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX tells what a program died of")


def _harness(kills: int, folder: Path, *options: str) -> dict[str, object]:
    figures = folder / "figures.json"
    command = [sys.executable, "-m", "tests.store.kill_harness", "--kills", str(kills), "--seed", "7"]
    command += ["--folder", str(folder), "--json", str(figures), *options]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert figures.exists(), done.stderr
    found: dict[str, object] = json.loads(figures.read_text())
    return found


def _expect_clean(found: dict[str, object], kills: int) -> None:
    names = ("lost", "duplicates", "disordered", "halves", "unreadable", "unsound", "false_alarms", "broken")
    wrong = {name: found[name] for name in names}
    assert not any(wrong.values()), (wrong, found["troubles"])
    assert found["kills"] == kills
    assert found["acknowledged"] > 10 * kills
    assert sum(found["witnesses"].values()) >= kills


@pytest.mark.slow
def test_ten_kills(tmp_path: Path) -> None:
    _expect_clean(_harness(10, tmp_path, "--programs", "labels,imports,checkpoints"), 10)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_two_hundred_kills_also_of_the_window(tmp_path: Path) -> None:
    pytest.importorskip("PySide6", reason="one of the programs is the window")
    found = _harness(200, tmp_path)
    _expect_clean(found, 200)
    phases = {"checkpoint", "import", "undo of an import", "migration", "merge", "closing the window"}
    assert phases <= set(found["kills_by_phase"])
