"""Kill a writer at random moments and count what it had promised and what is there.

``python -m tests.store.kill_harness --kills 200 --seed 1 [--json FILE] [--folder DIR]``

Every round starts a real process that opens the dataset, adds images and cells, labels cells as fast as it
can and checkpoints now and then. After every durable call it prints a line. The parent kills it at a random
moment, reads the lines, opens the dataset again and compares. All rounds work on the same dataset.
"""

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.edits import Act, AddSmears, ChangeCells, LabelChange, SetLabels
from leukodesk.core.errors import DatasetError
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.audit import history
from leukodesk.store.dataset import Dataset
from leukodesk.store.verify import verify

_ROOT = Path(__file__).parents[2]


@dataclass
class Tally:
    """What all rounds together showed."""

    kills: int = 0
    acknowledged: int = 0
    acknowledged_images: int = 0
    acknowledged_predictions: int = 0
    lost: int = 0
    duplicates: int = 0
    unreadable: int = 0
    unsound: int = 0
    kills_before_ready: int = 0
    kills_in_checkpoint: int = 0
    seconds: float = 0.0
    troubles: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Nothing lost, nothing twice, everything readable and sound."""
        return not (self.lost or self.duplicates or self.unreadable or self.unsound)


def _say(kind: str, value: object = "") -> None:
    print(json.dumps([kind, value]), flush=True)


def _disc(radius: int, top: int, left: int) -> Mask:
    rows, columns = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    return Mask.from_pixels(rows**2 + columns**2 <= radius**2, top, left)


def _add_field(dataset: Dataset, rng: random.Random, token: str) -> list[str]:
    """A new smear with its image and twenty cells; returns the cell ids."""
    encoded = rng.randbytes(rng.randint(1_000, 200_000))
    sha256 = hashlib.sha256(encoded).hexdigest()
    smear = Smear(smear_id_of(sha256), f"{token}.jpg", sha256, 400, 400)
    dataset.add_image(smear, encoded)
    dataset.append(AddSmears((smear,)))
    _say("image", smear.id)
    cells = tuple(
        Cell(new_cell_id(), smear.id, _disc(12, 10 * i, 10 * i), _disc(7, 10 * i + 5, 10 * i + 5))
        for i in range(20)
    )
    dataset.append(ChangeCells((), cells, Act("harness", datetime.now(UTC), token)))
    ids = [cell.id for cell in cells]
    dataset.append_predictions(
        Prediction(cell_id, "harness.model", {"blast": 0.75, "normal": 0.25}, abstained=False)
        for cell_id in ids
    )
    _say("predictions", ids)
    return ids


def write_until_killed(path: Path, seed: int) -> None:
    """The child: change the dataset for ever, one line on stdout after every durable call."""
    rng = random.Random(seed)
    dataset = Dataset.open(path)
    content = dataset.content
    labels = content.labels
    cells = list(content.cells)
    _say("ready")
    number = 0
    while True:
        number += 1
        token = f"{seed}-{number}"
        if not cells or rng.random() < 0.01:
            cells += _add_field(dataset, rng, token)
        elif rng.random() < 0.01:
            _say("checkpoint")
            dataset.checkpoint()
            _say("checkpointed")
        else:
            cell_id = rng.choice(cells)
            act = Act("harness", datetime.now(UTC), token)
            new = Label(rng.choice(BLAST_NORMAL.ids), "harness", act.at)
            dataset.append(SetLabels((LabelChange(cell_id, labels.get(cell_id), new),), act))
            labels[cell_id] = new
            _say("label", [token, cell_id, new.cell_class])


def _round(path: Path, seed: int, delay_s: float, least: int) -> list[list[object]]:
    """Start the child, kill it, and return the lines it got out.

    Args:
        path: of the dataset.
        seed: of the child.
        delay_s: before the kill, from the first line on; negative: from the start on.
        least: lines to wait for as well, however slow the machine is.
    """
    command = [sys.executable, "-m", "tests.store.kill_harness", "--child", str(path), "--seed", str(seed)]
    lines: list[bytes] = []
    ready, enough = threading.Event(), threading.Event()
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=_ROOT) as child:
        stdout = child.stdout
        assert stdout is not None

        def collect() -> None:
            for line in stdout:
                lines.append(line)
                ready.set()
                if len(lines) >= least:
                    enough.set()
            enough.set()

        reader = threading.Thread(target=collect)
        reader.start()
        # A quarter of the rounds die while the dataset is being opened and its journal replayed.
        if delay_s >= 0:
            ready.wait(60)
        time.sleep(abs(delay_s))
        if delay_s >= 0:
            enough.wait(60)
        child.kill()
        reader.join()
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def _judge(
    path: Path, lines: list[list[object]], promised: Counter[str], tally: Tally, *, read_only: bool
) -> None:
    """Compare what the child had promised, in this round and before, with what is there."""
    said = [value for kind, value in lines if kind == "label"]
    promised.update(value[0] for value in said)
    images = [value for kind, value in lines if kind == "image"]
    predicted = [cell_id for kind, value in lines if kind == "predictions" for cell_id in value]
    tally.acknowledged += len(said)
    tally.acknowledged_images += len(images)
    tally.acknowledged_predictions += len(predicted)
    tally.kills_before_ready += not lines
    tally.kills_in_checkpoint += bool(lines) and lines[-1][0] == "checkpoint"
    try:
        with Dataset.open(path, read_only=read_only) as dataset:
            content = dataset.content
            tally.troubles += dataset.notices
            for smear_id in images:
                dataset.image_bytes(smear_id)
        found = Counter(entry.revision.reason for entry in history(path))
    except DatasetError as error:
        tally.unreadable += 1
        tally.troubles.append(str(error))
        return
    tally.lost += sum((promised - found).values())
    tally.lost += sum(cell_id not in content.predictions.get("harness.model", {}) for cell_id in predicted)
    tally.duplicates += sum(count - 1 for count in found.values())
    last = {cell_id: cell_class for _, cell_id, cell_class in said}
    # One more label may have become durable without its line getting out.
    differing = sum(content.labels[cell_id].cell_class != name for cell_id, name in last.items())
    tally.lost += max(0, differing - 1)
    problems = verify(path)
    tally.unsound += bool(problems)
    tally.troubles += [problem.text for problem in problems]


def run(path: Path, kills: int, seed: int) -> Tally:
    """Kill ``kills`` times on one dataset and report."""
    started = time.monotonic()
    rng = random.Random(seed)
    tally = Tally()
    promised: Counter[str] = Counter()
    if not path.exists():
        Dataset.create(path, BLAST_NORMAL).close()
    for number in range(kills):
        early = rng.random() < 0.25
        delay_s = -rng.uniform(0.05, 0.5) if early else rng.uniform(0.0, 0.8)
        lines = _round(path, seed * 100_000 + number, delay_s, rng.randint(1, 50))
        tally.kills += 1
        # Read-only half of the time: then the journal stays, and the next round continues it.
        _judge(path, lines, promised, tally, read_only=rng.random() < 0.5)
    tally.seconds = round(time.monotonic() - started, 1)
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--folder", type=Path, help="where the dataset is made; a temporary folder otherwise")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        write_until_killed(arguments.child, arguments.seed)
    with tempfile.TemporaryDirectory() as temporary:
        tally = run((arguments.folder or Path(temporary)) / "killed.h5", arguments.kills, arguments.seed)
    text = json.dumps(asdict(tally), indent=2)
    if arguments.json:
        arguments.json.write_text(text + "\n")
    print(text)
    return 0 if tally.clean else 1


if __name__ == "__main__":
    sys.exit(main())
