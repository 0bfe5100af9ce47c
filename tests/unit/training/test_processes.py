"""Several processes that share every batch end where one process does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

SCRIPT = Path(__file__).parent / "share_batches.py"
ROOT = SCRIPT.parent.parent.parent.parent
TORCHRUN = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
RECIPE = """
architecture = "cnn"
start = "scratch"
epochs = 2
batch = 4
controls = false
[crop]
size_px = 32
"""


def run(*arguments):
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="torchrun needs libuv there")
@pytest.mark.parametrize("norm", [(), ("norm",)], ids=["plain", "batch normalisation"])
def test_two_processes_end_with_the_weights_of_one(tmp_path, norm):
    alone = run(SCRIPT, tmp_path / "one.safetensors", *norm)
    assert alone.returncode == 0, alone.stderr
    shared = run(*TORCHRUN, SCRIPT, tmp_path / "two.safetensors", *norm)
    assert shared.returncode == 0, shared.stderr
    one, two = (load_file(tmp_path / f"{name}.safetensors") for name in ("one", "two"))
    assert one.keys() == two.keys()
    for name, value in one.items():
        assert torch.allclose(value, two[name], rtol=1e-4, atol=1e-5), name


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="torchrun needs libuv there")
def test_the_worker_runs_unchanged_under_torchrun_and_one_process_speaks(class_folders, tmp_path):
    (tmp_path / "recipe.toml").write_text(RECIPE)
    options = ["--dataset", class_folders, "--architecture", "cnn", "--out", tmp_path / "out"]
    options += ["--recipe", tmp_path / "recipe.toml", "--device", "cpu"]
    done = run(*TORCHRUN, "-m", "leukodesk.training.worker", *options)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event["event"] for event in events].count("started") == 1
    assert [event["epoch"] for event in events if event["event"] == "epoch"] == [1, 2]
    assert any("2 processes" in event.get("text", "") for event in events)
    assert events[-1]["event"] == "done", done.stderr
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"cnn.candidate.figures", "cnn.candidate.json", "cnn.candidate.safetensors"} <= written
    assert "cnn.candidate.checkpoint" not in written
