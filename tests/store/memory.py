"""What an opened dataset keeps in memory, measured in a process of its own.

``python -m tests.store.memory FILE``; one JSON object goes to standard output. Only what this
program allocated is kept: pages of a mapped file are the system's, which takes them back when it needs them.
"""

import argparse
import ctypes
import gc
import json
import subprocess
import sys
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

from leukodesk.core.cell import Label
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, LabelChange, SetLabels
from leukodesk.store.dataset import Dataset


def measured(path: Path) -> dict[str, float]:
    """What a fresh process says of the dataset at ``path``, see :func:`_measure`."""
    return asked("tests.store.memory", path)


def asked(module: str, *arguments: object) -> dict[str, float]:
    """The figures that a process of its own prints."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _measure(path: Path) -> dict[str, float]:
    """Bytes kept after each of several steps: traced ones, and the process's own where the system tells."""
    walk(path)  # whatever is only made once belongs to no dataset
    gc.collect()
    found: dict[str, float] = {}
    before = resident()
    tracemalloc.start()
    dataset = Dataset.open(path)
    found["peak"] = tracemalloc.get_traced_memory()[1]
    content = dataset.content
    content.counts()
    note(found, "opened", before)
    smears = list(content.smears)
    shown = list(content.cells_of(smears[0]))
    note(found, "shown", before)
    for smear_id in smears:
        _look_at(content, smear_id)
    note(found, "walked", before)
    change = LabelChange(
        shown[0].id, content.labels.get(shown[0].id), Label("blast", "Eve", datetime.now(UTC))
    )
    edit = SetLabels((change,), Act("Eve", datetime.now(UTC)))
    dataset.append(edit)
    edit.apply(content)
    dataset.checkpoint()
    note(found, "saved", before)
    return {**found, "cells": len(content.cells), "file": path.stat().st_size}


def walk(path: Path) -> None:
    """Open a dataset and look at one smear."""
    with Dataset.open(path, read_only=True) as dataset:
        content = dataset.content
        content.counts()
        _look_at(content, next(iter(content.smears)))


def _look_at(content: Content, smear_id: str) -> None:
    """What the window asks for when it shows a smear and somebody chooses one of its cells."""
    cells = list(content.cells_of(smear_id))
    for cell in cells:
        content.class_of(cell.id, next(iter(content.predictions)))
    content.entries_of((cells[0].id,))


def note(found: dict[str, float], step: str, before: dict[str, int]) -> None:
    """Add what is kept now, under the name of a step."""
    gc.collect()
    found[step] = tracemalloc.get_traced_memory()[0]
    for name, size in resident().items():
        found[f"{step} {name}"] = size - before[name]


def resident() -> dict[str, int]:
    """Bytes of this process by kind; Linux alone tells."""
    try:
        ctypes.CDLL(None).malloc_trim(0)  # what was given back and not yet handed on is not kept
        lines = Path("/proc/self/status").read_text().splitlines()
    except (OSError, AttributeError):
        return {}
    pairs = (line.split() for line in lines if line.startswith(("RssAnon", "RssFile")))
    return {name.rstrip(":"): 1024 * int(size) for name, size, _ in pairs}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path", type=Path)
    print(json.dumps(_measure(parser.parse_args().path)))
