"""How smoothly the window runs while a model is trained from it, in the process that training has."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from leukodesk.cli.figure import Figure
from leukodesk.core.cell import Label
from leukodesk.core.edits import Act, AddSmears, ChangeCells
from leukodesk.core.errors import LeukoDeskError
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.imaging.reader import read_smear
from leukodesk.store.dataset import Dataset
from leukodesk.workspace.frame_clock import StallReport, measure_stalls
from leukodesk.workspace.workspace import Workspace

_FIELDS: Final = 5
_FIELD_PX: Final = (900, 1200)
_WHITE_CELLS: Final = 9
_ARCHITECTURE: Final = "mobilenet_v2"
_PARENT: Final = "mobilenet_v2.all-idb1"
_RECIPE: Final = f"""
architecture = "{_ARCHITECTURE}"
start = "parent"
epochs = 4
patience = 0
batch = 8
controls = false
"""


def figures(workspace: Workspace, folder: Path, idle: StallReport) -> list[Figure]:
    """Train on a few labelled fields as the reader does, while the event loop is watched.

    Args:
        workspace: of a window that is shown; what is open in it is replaced.
        folder: where the dataset is made.
        idle: how the window runs when nothing is done.

    Raises:
        LeukoDeskError: the training ended without a model.
    """
    dataset, recipe = folder / "labelled.h5", folder / "short.toml"
    _make(dataset)
    recipe.write_text(_RECIPE)
    measure_stalls(workspace, lambda desk: desk.open_path(dataset))
    said: list[str] = []
    workspace.training.failed.connect(lambda _title, sentence: said.append(sentence))
    busy = measure_stalls(
        workspace, lambda desk: desk.training.start(_ARCHITECTURE, recipe=recipe, parent=_PARENT)
    )
    if workspace.training.candidate is None:
        raise LeukoDeskError(f"The window could not be measured while training runs: {' '.join(said)}")
    workspace.training.discard()
    beside = "the idle window's loop"
    return [
        Figure(
            "loop_training",
            "longest stall while a model is trained",
            busy.longest_ms,
            f"{beside}, longest",
            idle.longest_ms,
        ),
        Figure("loop_training_p95", "event loop meanwhile, p95", busy.p95_ms, f"{beside}, p95", idle.p95_ms),
    ]


def _make(path: Path) -> None:
    """A dataset of drawn fields in which every white cell has its true label."""
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        for seed in range(1, _FIELDS + 1):
            image = path.with_name(f"{seed}.png")
            phantom = render_phantom(seed, *_FIELD_PX, white_cells=_WHITE_CELLS, smudges=0, dye_clumps=0)
            write_phantom(phantom, image)
            read = read_smear(image)
            cells = phantom.cells_in(read.smear.id)
            act = Act("bench", datetime.now(UTC))
            labels = tuple((cell.id, Label(phantom.classes[cell.id], "bench", act.at)) for cell in cells)
            dataset.add_image(read.smear, read.encoded)
            dataset.append(AddSmears((read.smear,)))
            dataset.append(ChangeCells((), cells, act, new_labels=labels))
