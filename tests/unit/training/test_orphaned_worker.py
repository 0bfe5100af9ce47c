"""A training whose parent was killed ends. Real processes, really killed."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent.parent

_GIVEN_UP_AFTER_S = 120

# One epoch takes far longer than the worker may live on, so that no failing write can end it instead.
LONG = """
architecture = "mobilenet_v2"
start = "scratch"
batch = 8
controls = false
[crop]
size_px = 512
pixel_size_um = 0.05
"""

WINDOW = """
import sys
from PySide6.QtCore import QCoreApplication
from leukodesk.workspace.training_process import TrainingProcess
app = QCoreApplication([])
process = TrainingProcess()
process.event_received.connect(lambda event: print(event.get("text"), file=sys.stderr, flush=True))
process.start(sys.argv[1:])
app.exec()
"""

PARENTS = {"command line": ["-m", "leukodesk", "train"], "window": ["-c", WINDOW]}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="counts on inherited file descriptors")
@pytest.mark.parametrize("parent", PARENTS)
def test_the_worker_of_a_killed_parent_stops_at_once(parent, class_folders, tmp_path):
    (tmp_path / "long.toml").write_text(LONG)
    out = tmp_path / "out"
    options = ["--dataset", class_folders, "--out", out, "--architecture", "mobilenet_v2"]
    options += ["--recipe", tmp_path / "long.toml"]
    # Nothing is written to this pipe: it ends when the last process that inherited it has.
    alive, held = os.pipe()
    process = subprocess.Popen(
        [sys.executable, *PARENTS[parent], *map(str, options)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        pass_fds=[held],
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    os.close(held)
    assert process.stderr is not None
    with open(alive, "rb") as pipe:  # noqa: PTH123  # a descriptor, no path
        while "Training the model" not in process.stderr.readline():
            assert process.poll() is None
        process.kill()
        assert select.select([pipe], [], [], _GIVEN_UP_AFTER_S)[0], "the worker lives on"
        assert pipe.read() == b""
        # The worker of the command line shares its standard error.
        said = process.stderr.read()
    process.wait()
    assert "Traceback" not in said
    # Not even the epoch that was on its way was waited for: no model, and nothing to go on from.
    assert not [path for path in out.rglob("*") if path.is_file()]
