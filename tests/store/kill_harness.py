"""Kill programs at random moments and count what they had promised and what is there.

``python -m tests.store.kill_harness --kills 1000 --seed 1 [--programs labels,window] [--json FILE]``

Every round starts a real process that works on a dataset: it labels, checkpoints, imports and takes imports
back, migrates what earlier programs left, merges copies, or is the program itself with its window. After
every durable step it prints a line. The parent kills it at a random moment, mostly about the phase that this
program is for, reads the lines, opens the dataset again and compares.
"""

import argparse
import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import BinaryIO

from leukodesk.config import Settings
from tests.store import kill_children, kill_scenes
from tests.store.kill_judge import Ledger, Line, Tally, phase_of

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.store.kill_children"])
_ROOT = Path(__file__).parents[2]
_WAITS_S = 60.0
_ROUNDS_PER_DATASET = 40
_REPORT_EVERY = 25
_ENOUGH = 10  # programs that do not even run: no use going on

# Program: its share of the kills, and the phases aimed at; none for any moment.
_PROGRAMS: dict[str, tuple[float, tuple[str, ...]]] = {
    "labels": (0.24, ("", "", "opening")),
    "checkpoints": (0.14, ("checkpoint", "checkpoint", "opening")),
    "imports": (0.2, ("import", "undo of an import")),
    "migrations": (0.13, ("migration",)),
    "merges": (0.13, ("merge",)),
    "window": (0.16, ("", "opening in the window", "import in the window", "closing the window")),
}


class Round:
    """One program from its start to its death."""

    def __init__(self, stdout: BinaryIO, end: Callable[[], int], errors: Path) -> None:
        """Listen to a program.

        Args:
            stdout: what it says.
            end: kills it and returns its exit status, negative if it still lived.
            errors: where its complaints go.
        """
        self._stdout, self._end, self._errors = stdout, end, errors
        self._lines: list[tuple[float, Line]] = []
        self._news = threading.Condition()
        self._is_over = False
        self._reader = threading.Thread(target=self._collect)
        self._reader.start()

    @classmethod
    def of_window(cls, arguments: list[str], environment: dict[str, str], errors: Path) -> "Round":
        """Start the program with its window."""
        command = [sys.executable, "-m", "tests.store.kill_window", *arguments]
        with errors.open("wb") as stderr:
            child = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=stderr, cwd=_ROOT, env=environment
            )

        def end() -> int:
            child.kill()
            return child.wait()

        return cls(child.stdout, end, errors)

    @classmethod
    def of_child(cls, program: str, path: Path, seed: int, errors: Path) -> "Round":
        """Start a program without window: forked, since importing it all takes longer than its life."""
        reader, writer = _FORKS.Pipe(duplex=False)
        child = _FORKS.Process(target=kill_children.run_forked, args=(writer, errors, program, path, seed))
        child.start()
        writer.close()

        def end() -> int:
            child.kill()
            child.join()
            return child.exitcode or 0

        return cls(os.fdopen(os.dup(reader.fileno()), "rb"), end, errors)

    def _collect(self) -> None:
        for line in self._stdout:
            if line.endswith(b"\n"):
                with self._news:
                    self._lines.append((time.monotonic(), tuple(json.loads(line))))
                    self._news.notify()
        with self._news:
            self._is_over = True
            self._news.notify()

    def wait_for(self, phase: str, times: int) -> None:
        """Wait until a phase began so many times; without phase, for so many lines; or the program's end."""

        def is_there() -> bool:
            counted = sum(not phase or line == ("begin", phase) for _, line in self._lines)
            return self._is_over or counted >= times

        with self._news:
            self._news.wait_for(is_there, _WAITS_S)

    def kill(self) -> bool:
        """Kill the program; whether it still lived."""
        status = self._end()
        self._reader.join()
        self._stdout.close()
        return status < 0

    @property
    def lines(self) -> list[Line]:
        """What the program said."""
        return [line for _, line in self._lines]

    @property
    def durations(self) -> list[tuple[str, float]]:
        """How long each phase that ended took, in seconds."""
        begun: dict[str, float] = {}
        found = []
        for at, (kind, value) in self._lines:
            if kind == "begin":
                begun[value] = at
            elif kind == "end":
                found.append((value, at - begun.pop(value)))
        return found

    @property
    def errors(self) -> str:
        """The end of what it complained about."""
        return self._errors.read_text(errors="replace")[-2000:]


class Campaign:
    """All rounds; each program has a dataset of its own that the next round goes on with.

    Args:
        folder: where the datasets are made.
        seed: of all random choices.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.tally = Tally()
        self._rng = random.Random(seed)
        self._folder = folder
        self._ledgers: dict[str, Ledger] = {}
        self._rounds: dict[str, int] = defaultdict(int)
        self._took: dict[str, list[float]] = defaultdict(lambda: [0.1])
        home = folder / "home"
        home.mkdir()
        chosen = Settings(classifier="none", analyze_on_open=False, annotator="harness", theme="light")
        (home / "settings.json").write_text(chosen.model_dump_json())
        self._environment = {**os.environ, "LEUKODESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
        kill_scenes.make_copies(self._new_folder("copies"))

    def run(self, kills: int, programs: list[str]) -> Iterator[Tally]:
        """Kill so many times; what came of it so far, now and then."""
        started = time.monotonic()
        shares = [_PROGRAMS[name][0] for name in programs]
        while self.tally.kills < kills and self.tally.broken < _ENOUGH:
            self._one(self._rng.choices(programs, shares)[0])
            self.tally.seconds = round(time.monotonic() - started, 1)
            if self.tally.kills % _REPORT_EVERY == 0:
                yield self.tally

    def _one(self, program: str) -> None:
        ledger = self._ledger(program)
        phase = self._rng.choice(_PROGRAMS[program][1])
        seed = self._rng.getrandbits(32)
        errors = self._folder / "errors"
        if program == "window":
            options = ["--close"] if phase == "closing the window" else []
            arguments = [str(ledger.path), str(seed), *options]
            running = Round.of_window(arguments, self._environment, errors)
        else:
            running = Round.of_child(program, ledger.path, seed, errors)
        self._aim(running, phase, once=program in ("migrations", "window") or phase == "opening")
        if running.kill():
            self.tally.kills += 1
            self.tally.kills_by_program[program] += 1
            self.tally.kills_by_phase[phase_of(running.lines)] += 1
        elif "Error" in running.errors or not running.lines:
            self.tally.broken += 1
            self.tally.troubles.append(f"{program}: {running.errors}")
        for name, seconds in running.durations:
            self._took[name] = [*self._took[name][-30:], seconds]
        # Read-only half of the time: then the journal stays, and the next round continues it.
        ledger.settle(running.lines, program, self.tally, read_only=self._rng.random() < 0.5)
        if program in ("migrations", "merges"):
            ledger.settle([], program, self.tally, read_only=False)

    def _aim(self, running: Round, phase: str, *, once: bool) -> None:
        """Wait for the moment of the kill."""
        if phase and self._rng.random() < 0.9:
            running.wait_for(phase, 1 if once else self._rng.randint(1, 3))
            time.sleep(self._rng.uniform(0, 1.1) * median(self._took[phase]))
        else:
            running.wait_for("", self._rng.randint(1, 60))
            time.sleep(self._rng.uniform(0, 0.05))

    def _ledger(self, program: str) -> Ledger:
        fresh = program in ("migrations", "merges")
        if fresh or self._rounds[program] % _ROUNDS_PER_DATASET == 0:
            self._ledgers[program] = self._make(program, self._new_folder(program))
        self._rounds[program] += 1
        return self._ledgers[program]

    def _make(self, program: str, folder: Path) -> Ledger:
        path = folder / "killed.h5"
        held: list[str] = []
        if program == "migrations":
            earlier = self._rng.choice(kill_scenes.earlier_schemas())
            shutil.copytree(earlier, folder, dirs_exist_ok=True)
            path, held = folder / "a.h5", list(kill_scenes.held_by(earlier))
        elif program == "merges":
            shutil.copytree(self._folder / "copies", folder, dirs_exist_ok=True)
            path = folder / "merged.h5"
        elif program == "window":
            kill_scenes.make_sources(folder)
            kill_scenes.make_readable(path)
        else:
            kill_scenes.make_sources(folder)
            kill_scenes.make_empty(path)
        return Ledger(path, held)

    def _new_folder(self, name: str) -> Path:
        folder = self._folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder


def _keep(tally: Tally, path: Path | None) -> None:
    if path:
        path.write_text(json.dumps(vars(tally), indent=2) + "\n")


def _run_at_once(kills: int, seed: int, number: int, programs: str, folder: Path) -> Tally:
    """Share the kills among so many harnesses, each with datasets of its own, and add up what they found."""
    running = []
    for place in range(number):
        share = kills // number + (place < kills % number)
        command = [sys.executable, "-m", "tests.store.kill_harness", "--kills", str(share)]
        command += ["--seed", str(number * seed + place), "--programs", programs]
        command += ["--folder", str(folder), "--json", str(folder / f"{place}.json")]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=_ROOT))
    for harness in running:
        harness.wait()
    tally = Tally()
    for place in range(number):
        tally.add(Tally(**json.loads((folder / f"{place}.json").read_text())))
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--programs", default=",".join(_PROGRAMS), help="which to kill; all otherwise")
    parser.add_argument("--json", type=Path)
    parser.add_argument(
        "--folder", type=Path, help="where the datasets are made; a temporary folder otherwise"
    )
    parser.add_argument("--at-once", type=int, default=1, help="harnesses that share the kills")
    arguments = parser.parse_args()
    kills, seed, programs = arguments.kills, arguments.seed, arguments.programs
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        if arguments.at_once > 1:
            tally = _run_at_once(kills, seed, arguments.at_once, programs, Path(folder))
        else:
            campaign = Campaign(Path(folder), seed)
            tally = campaign.tally
            for so_far in campaign.run(kills, programs.split(",")):
                print(
                    f"{so_far.kills} kills, wrong: {so_far.wrong or 'nothing'}", file=sys.stderr, flush=True
                )
                _keep(so_far, arguments.json)
    _keep(tally, arguments.json)
    print(json.dumps(vars(tally), indent=2))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
