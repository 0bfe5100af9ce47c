"""Flip bytes of a dataset's file and journal, remove rows and files, and count what becomes of each.

``python -m tests.store.flip_campaign --flips 10000 --seed 1 [--json FILE]``

A flip must be refused on opening, told by a notice or by ``verify``, or change nothing that is held. After
the flips come removals, see :mod:`tests.store.removed_rows`: each of them must be refused or told.
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
from leukodesk.store.dataset import Dataset
from leukodesk.store.verify import verify
from tests.store.building import rows
from tests.store.removed_rows import JOURNAL, MAIN, PARTS, make_sound, removals

_ROOT = Path(__file__).parents[2]
_HANGS_S = 60.0
_FLIPPED = (MAIN, JOURNAL)

Flip = tuple[str, int, int]
"""Part, place and bits."""


@dataclass
class Tally:
    """What became of the flips.

    Attributes:
        outcomes: number of flips by part and outcome: refused, told, harmless.
        removals: number of removals by outcome.
        silent, crashes, hangs: damages that changed something unnoticed, or ended or stopped the reader.
        troubles: those damages.
    """

    flips: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    removals: dict[str, int] = field(default_factory=dict)
    silent: int = 0
    crashes: int = 0
    hangs: int = 0
    seconds: float = 0.0
    troubles: list[str] = field(default_factory=list)


def flips(sound: Path, seed: int, count: int) -> Iterator[Flip]:
    """Part, place and bits of each flip; both parts get half of them."""
    random_ = random.Random(seed)
    sizes = {part: sound.with_name(part).stat().st_size for part in _FLIPPED}
    for number in range(count):
        part = _FLIPPED[number % 2]
        yield part, random_.randrange(sizes[part]), random_.randrange(1, 256)


def damages(sound: Path, seed: int, count: int) -> list[Flip | Path]:
    """So many flips, then all removals."""
    return [*flips(sound, seed, count), *removals(sound)]


def do(damage: Flip | Path, sound: Path, work: Path) -> None:
    """Make ``work`` what the dataset is after one damage."""
    for name in PARTS:
        source = (damage if isinstance(damage, Path) else sound.parent) / name
        if not source.exists():
            (work / name).unlink(missing_ok=True)
            continue
        data = bytearray(source.read_bytes())
        if not isinstance(damage, Path) and name == damage[0]:
            data[damage[1]] ^= damage[2]
        (work / name).write_bytes(data)


def look(path: Path, truth: tuple[object, ...]) -> str:
    """What becomes of one damage."""
    try:
        with Dataset.open(path, read_only=True) as dataset:
            same, told = rows(dataset.content) == truth, bool(dataset.notices)
    except DatasetError:
        return "refused"
    if told or verify(path):
        return "told"
    return "harmless" if same else "silent"


def child(sound: Path, seed: int, first: int, count: int) -> None:
    """Look at the damages from number ``first`` on; a line for each."""
    with Dataset.open(sound, read_only=True) as dataset:
        truth = rows(dataset.content)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copytree(f"{sound}-images", work / f"{sound.name}-images")
        for damage in damages(sound, seed, count)[first:]:
            do(damage, sound, work)
            print(look(work / sound.name, truth), flush=True)


def campaign(count: int, seed: int) -> Tally:
    """All damages, with a new process after each crash or hang."""
    tally, start, done = Tally(), time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        sound = make_sound(Path(folder))
        planned = damages(sound, seed, count)
        while done < len(planned):
            command = [sys.executable, "-m", "tests.store.flip_campaign", "--child", str(sound)]
            command += ["--seed", str(seed), "--first", str(done), "--flips", str(count)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=_ROOT) as process:
                done += _follow(process, tally, planned[done:])
    tally.seconds = round(time.monotonic() - start, 1)
    return tally


def _follow(process: "subprocess.Popen[bytes]", tally: Tally, planned: list[Flip | Path]) -> int:
    """Count what a process says of the damages that are left; how many it came to."""
    assert process.stdout is not None
    pending, done = b"", 0
    while done < len(planned):
        ready, _, _ = select.select([process.stdout], [], [], _HANGS_S)
        said = os.read(process.stdout.fileno(), 65536) if ready else b""
        if not said:
            tally.crashes += bool(ready)
            tally.hangs += not ready
            _count(tally, planned[done], "crash" if ready else "hang")
            process.kill()
            return done + 1
        *lines, pending = (pending + said).split(b"\n")
        for line in lines:
            _count(tally, planned[done], line.decode())
            done += 1
    return done


def _count(tally: Tally, damage: Flip | Path, outcome: str) -> None:
    if isinstance(damage, Path):
        tally.removals[outcome] = tally.removals.get(outcome, 0) + 1
        # What was removed is gone, so that it cannot have done no harm.
        is_wrong = outcome not in ("refused", "told")
    else:
        tally.flips += 1
        named = f"{damage[0]} {outcome}"
        tally.outcomes[named] = tally.outcomes.get(named, 0) + 1
        is_wrong = outcome not in ("refused", "told", "harmless")
    tally.silent += is_wrong and outcome not in ("crash", "hang")
    if is_wrong:
        tally.troubles.append(f"{outcome}: {damage.name if isinstance(damage, Path) else damage}")


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
