"""Starting the measurement of the window in a process and a user folder of its own."""

import json
import os
import subprocess
from pathlib import Path
from typing import Final

from leukodesk.cli.figure import Figure
from leukodesk.own_process import own_command, own_variables

_TIMEOUT_S: Final = 900


def figures(image: Path, dataset: Path, folder: Path) -> list[Figure]:
    """Figures of the window while ``image`` is analysed in it, and while ``dataset`` is saved.

    Args:
        image: the field that is opened.
        dataset: a large one, see :mod:`leukodesk.cli.bench_scale`.
        folder: where the user's folder of that window lies, so that the real one is left alone.

    Raises:
        RuntimeError: the window could not be measured; the message is what it said.
    """
    done = subprocess.run(
        [*own_command("bench-window"), str(image), str(dataset)],
        env={**os.environ, **own_variables(), "LEUKODESK_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_TIMEOUT_S,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"the window could not be measured: {done.stderr.strip()}")
    return [
        Figure(row["id"], row["what"], row["value"], row["reference"], row["reference_value"], row["unit"])
        for row in json.loads(done.stdout)
    ]
