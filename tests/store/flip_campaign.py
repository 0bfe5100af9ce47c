"""Flip bytes of a dataset's file and journal, one at a time, and count what becomes of each.

``python -m tests.store.flip_campaign --flips 10000 --seed 1 [--json FILE]``

A flip must be refused on opening, told by a notice or by ``verify``, or change nothing that is held.
Another process looks at them, which may crash or hang without ending the campaign.
"""

import argparse
import json
import os
import random
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from leukodesk.core.errors import DatasetError
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset
from leukodesk.store.verify import verify
from tests.store.building import die, fill, label_edit, rows

_ROOT = Path(__file__).parents[2]
_HANGS_S = 60.0
_PARTS = ("a.h5", "a.h5-journal")


@dataclass
class Tally:
    """What became of the flips.

    Attributes:
        outcomes: number of flips by part and outcome: refused, told, harmless.
        silent, crashes, hangs: flips that changed something unnoticed, or ended or stopped the reader.
        troubles: those flips: part, place and bits.
    """

    flips: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    silent: int = 0
    crashes: int = 0
    hangs: int = 0
    seconds: float = 0.0
    troubles: list[str] = field(default_factory=list)


def make_sound(folder: Path) -> Path:
    """A dataset with edits in its journal, as a killed program leaves it."""
    path = folder / "a.h5"
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        fill(dataset)
    dataset = Dataset.open(path)
    for cell_id in list(dataset.content.cells)[:8]:
        dataset.append(label_edit(dataset.content, cell_id, "normal"))
    die(dataset)
    return path


def flips(sound: Path, seed: int, count: int) -> Iterator[tuple[str, int, int]]:
    """Part, place and bits of each flip; both parts get half of them."""
    random_ = random.Random(seed)
    sizes = {part: (sound.parent / part).stat().st_size for part in _PARTS}
    for number in range(count):
        part = _PARTS[number % 2]
        yield part, random_.randrange(sizes[part]), random_.randrange(1, 256)


def look(sound: Path, work: Path, part: str, place: int, bits: int, truth: tuple[object, ...]) -> str:
    """What becomes of one flip."""
    for name in _PARTS:
        data = bytearray((sound.parent / name).read_bytes())
        if name == part:
            data[place] ^= bits
        (work / name).write_bytes(data)
    path = work / sound.name
    try:
        with Dataset.open(path, read_only=True) as dataset:
            same, told = rows(dataset.content) == truth, bool(dataset.notices)
    except DatasetError:
        return "refused"
    if told or verify(path):
        return "told"
    return "harmless" if same else "silent"


def child(sound: Path, seed: int, first: int, count: int) -> None:
    """Look at the flips from number ``first`` on; a line for each."""
    with Dataset.open(sound, read_only=True) as dataset:
        truth = rows(dataset.content)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copytree(f"{sound}-images", work / f"{sound.name}-images")
        for number, flip in enumerate(flips(sound, seed, count)):
            if number >= first:
                print(look(sound, work, *flip, truth), flush=True)


def campaign(count: int, seed: int) -> Tally:
    """All flips, with a new process after each crash or hang."""
    tally, start = Tally(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        sound = make_sound(Path(folder))
        planned = list(flips(sound, seed, count))
        while tally.flips < count:
            command = [sys.executable, "-m", "tests.store.flip_campaign", "--child", str(sound)]
            command += ["--seed", str(seed), "--first", str(tally.flips), "--flips", str(count)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=_ROOT) as process:
                _follow(process, tally, planned)
    tally.seconds = round(time.monotonic() - start, 1)
    return tally


def _follow(process: "subprocess.Popen[bytes]", tally: Tally, planned: list[tuple[str, int, int]]) -> None:
    assert process.stdout is not None
    pending = b""
    while tally.flips < len(planned):
        ready, _, _ = select.select([process.stdout], [], [], _HANGS_S)
        said = os.read(process.stdout.fileno(), 65536) if ready else b""
        if not said:
            tally.crashes += bool(ready)
            tally.hangs += not ready
            tally.troubles.append(f"{'crash' if ready else 'hang'}: {planned[tally.flips]}")
            tally.flips += 1
            process.kill()
            return
        *lines, pending = (pending + said).split(b"\n")
        for line in lines:
            part = planned[tally.flips][0]
            outcome = f"{part} {line.decode()}"
            tally.outcomes[outcome] = tally.outcomes.get(outcome, 0) + 1
            if line == b"silent":
                tally.silent += 1
                tally.troubles.append(f"silent: {planned[tally.flips]}")
            tally.flips += 1


def main() -> int:
    """Run the campaign; 0 if nothing crashed, hung or changed unnoticed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--child", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.child:
        child(options.child, options.seed, options.first, options.flips)
        return 0
    tally = campaign(options.flips, options.seed)
    text = json.dumps(asdict(tally), indent=1)
    print(text)
    if options.json:
        options.json.write_text(text)
    return int(bool(tally.silent or tally.crashes or tally.hangs))


if __name__ == "__main__":
    sys.exit(main())
