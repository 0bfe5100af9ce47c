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
RECIPE = """
architecture = "{architecture}"
start = "scratch"
epochs = 2
batch = 4
controls = false
[crop]
size_px = 32
"""
SINGLE = ("plain", "norm")
DOUBLE = (
    "cnn",
    "efficientnet",
    "hybrid",
    "hybrid-of-fields",
    "mobile-hybrid-of-fields",
    "paper-hybrid",
    "begun-alone",
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="torchrun needs libuv there"),
]


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


def torchrun(count, *arguments):
    return run("-m", "torch.distributed.run", "--standalone", "--nproc-per-node", count, *arguments)


def ended(folder, done):
    assert done.returncode == 0, done.stderr
    return {path.stem: load_file(path) for path in folder.glob("*.safetensors")}


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    """What each case ends with in one process."""
    folder = tmp_path_factory.mktemp("one")
    return ended(folder, run(SCRIPT, folder, *SINGLE, *DOUBLE, "far", "single", "single-turned"))


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """The same of two."""
    folder = tmp_path_factory.mktemp("two")
    return ended(folder, torchrun(2, SCRIPT, folder, *SINGLE, *DOUBLE, "far", "single"))


def difference(one, two):
    assert one.keys() == two.keys()
    weights = one.keys() - {"losses", "logits"}
    return max(float((one[name] - two[name]).abs().max()) for name in weights)


@pytest.mark.parametrize("case", SINGLE)
def test_two_processes_end_with_the_weights_of_one(one, two, case):
    assert one[case].keys() == two[case].keys()
    for name, value in one[case].items():
        assert torch.allclose(value, two[case][name], rtol=1e-4, atol=1e-5), name


@pytest.mark.parametrize("case", DOUBLE)
def test_in_double_precision_nothing_but_rounding_differs(one, two, case):
    """Also in what layers drop at random, where one process has no cell of a batch to look at, and in a
    training that one process of little memory began."""
    assert difference(one[case], two[case]) < 1e-9
    for name in ("losses", "logits"):
        assert torch.allclose(one[case][name], two[case][name], rtol=1e-5, atol=1e-6), name


def test_a_small_variance_far_from_zero_is_that_of_one_process(one, two):
    """The mean of squares less the square of the mean would be rounding alone, or below zero."""
    assert torch.allclose(one["far"]["losses"], two["far"]["losses"], rtol=1e-3)


def test_in_single_precision_two_processes_differ_as_another_order_of_the_cells_does_in_one(one, two):
    """Rounding turns units of the network off and on, and grows; that is so in one process as well."""
    by_order = difference(one["single"], one["single-turned"])
    assert difference(one["single"], two["single"]) < 10 * by_order


def test_three_processes_do_not_leave_out_a_batch_of_two_cells(one, tmp_path):
    three = ended(tmp_path, torchrun(3, SCRIPT, tmp_path, "cnn"))
    assert difference(one["cnn"], three["cnn"]) < 1e-6


@pytest.mark.parametrize("architecture", ["cnn", "hybrid_cnn_gnn"])
def test_the_worker_runs_unchanged_under_torchrun_and_one_process_speaks(
    class_folders, tmp_path, architecture
):
    (tmp_path / "recipe.toml").write_text(RECIPE.format(architecture=architecture))
    options = ["--dataset", class_folders, "--architecture", architecture, "--out", tmp_path / "out"]
    options += ["--recipe", tmp_path / "recipe.toml", "--device", "cpu"]
    done = torchrun(2, "-m", "leukodesk.training.worker", *options)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event["event"] for event in events].count("started") == 1
    assert [event["epoch"] for event in events if event["event"] == "epoch"] == [1, 2]
    assert any("2 processes" in event.get("text", "") for event in events)
    assert events[-1]["event"] == "done", done.stderr
    assert "Warning: torch" not in done.stderr
    written = {path.name for path in (tmp_path / "out").iterdir()}
    name = f"{architecture}.candidate"
    assert {f"{name}.figures", f"{name}.json", f"{name}.safetensors"} <= written
    assert f"{name}.checkpoint" not in written
