"""What killed programs were promised, and whether it is there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from leukodesk.core.content import Content
from leukodesk.core.errors import DatasetError
from leukodesk.store.audit import history
from leukodesk.store.dataset import Dataset
from leukodesk.store.missing import missing_changes, missing_sentences
from leukodesk.store.snapshot import read_snapshot
from leukodesk.store.verify import verify
from tests.store.kill_scenes import key_of

Line = tuple[str, object]

_CUT_OFF = "was cut off before it was saved"


@dataclass
class Tally:
    """What all rounds together showed.

    Attributes:
        kills: programs killed, by what they did then; and of which kind they were.
        acknowledged: entries of the label history that were called saved.
        acts: imports, imports taken back, and merges that were acknowledged.
        lost, duplicates, disordered: entries of the history that are missing, there twice, or in another
            order than they were acknowledged in; images and predictions that are missing.
        halves: acts of which a part is there.
        unreadable: datasets that did not open.
        unsound: datasets in which ``verify`` found something.
        false_alarms: restarts at which the witness of the journal's end missed changes, which nobody removed.
        witnesses: restarts by what the witness was: level with the journal, behind it, or none.
        broken: programs that ended by themselves with an error, or said that something failed.
        cut_off: datasets whose last, unacknowledged change was dropped, as it should be.
    """

    kills: int = 0
    kills_by_phase: Counter[str] = field(default_factory=Counter)
    kills_by_program: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    acknowledged_by_program: Counter[str] = field(default_factory=Counter)
    acknowledged_images: int = 0
    acknowledged_predictions: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    duplicates: int = 0
    disordered: int = 0
    halves: int = 0
    unreadable: int = 0
    unsound: int = 0
    false_alarms: int = 0
    witnesses: Counter[str] = field(default_factory=Counter)
    broken: int = 0
    cut_off: int = 0
    seconds: float = 0.0
    troubles: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> dict[str, int]:
        """What must not be, where it is."""
        names = (
            "lost",
            "duplicates",
            "disordered",
            "halves",
            "unreadable",
            "unsound",
            "false_alarms",
            "broken",
        )
        return {name: value for name in names if (value := getattr(self, name))}

    def add(self, other: "Tally") -> None:
        """Count the rounds of another one too; they went on at the same time."""
        for name, value in vars(other).items():
            own = getattr(self, name)
            if isinstance(own, Counter):
                own.update(value)
            else:
                setattr(self, name, max(own, value) if name == "seconds" else own + value)


def phase_of(lines: Iterable[Line]) -> str:
    """What a program did when it said nothing any more."""
    going_on = "start of the program"
    for kind, value in lines:
        if kind == "begin":
            going_on = str(value)
        elif kind == "end":
            going_on = "labelling"
    return going_on


class Ledger:
    """What one dataset has been promised in all rounds.

    Args:
        path: of the dataset.
        held: keys of the label history it had before.
    """

    def __init__(self, path: Path, held: Iterable[str] = ()) -> None:
        self.path = path
        self._keys = list(held)
        self._images: set[str] = set()
        self._predicted: set[str] = set()

    def settle(self, lines: list[Line], program: str, tally: Tally, *, read_only: bool) -> None:
        """Take the promises of a killed program and compare them with what is there."""
        keys = [key for kind, value in lines if kind == "saved" for key in value]
        self._keys += keys
        images = [value for kind, value in lines if kind == "image"]
        predicted = [cell_id for kind, value in lines if kind == "predictions" for cell_id in value]
        self._images.update(images)
        self._predicted.update(predicted)
        tally.acknowledged += len(keys)
        tally.acknowledged_by_program[program] += len(keys)
        tally.acknowledged_images += len(images)
        tally.acknowledged_predictions += len(predicted)
        failed = [f"{self.path.name}: {value}" for kind, value in lines if kind == "failed"]
        tally.broken += len(failed)
        tally.troubles += failed
        try:
            self._ask_witness(tally)
            content = self._read(tally, images, read_only=read_only)
            found = [key_of(entry.revision) for entry in history(self.path)]
        except DatasetError as error:
            tally.unreadable += 1
            tally.troubles.append(str(error))
            return
        self._compare(content, found, tally)
        _judge_acts(lines, content, set(found), tally)
        problems = verify(self.path)
        tally.unsound += bool(problems)
        tally.troubles += [problem.text for problem in problems]

    def _ask_witness(self, tally: Tally) -> None:
        """Whether the witness misses anything, before the next program brings it up to date."""
        snapshot = read_snapshot(self.path)
        tally.false_alarms += missing_changes(snapshot) is not None
        tally.troubles += missing_sentences(snapshot, was_read=True)
        record = snapshot.witness.record
        is_level = record is not None and record.position == snapshot.position
        tally.witnesses["level" if is_level else "behind" if record else "none"] += 1

    def _read(self, tally: Tally, images: list[str], *, read_only: bool) -> Content:
        with Dataset.open(self.path, read_only=read_only) as dataset:
            for smear_id in images:
                dataset.image_bytes(smear_id)
            cut = [notice for notice in dataset.notices if _CUT_OFF in notice]
            tally.cut_off += len(cut)
            others = set(dataset.notices) - set(cut)
            tally.broken += len(others)
            tally.troubles += others
            return dataset.content

    def _compare(self, content: Content, found: list[str], tally: Tally) -> None:
        counted = Counter(found)
        lost = [key for key in self._keys if key not in counted]
        tally.troubles += [f"{self.path.name}: lost {key}" for key in lost[:3]]
        tally.lost += len(lost) + len(self._images - content.smears.keys())
        tally.lost += len(self._predicted - content.predictions.get("harness.model", {}).keys())
        tally.duplicates += sum(count - 1 for count in counted.values())
        place = {key: number for number, key in enumerate(found)}
        places = [place[key] for key in self._keys if key in place]
        tally.disordered += places != sorted(places)
        # What an unacknowledged change left stays; from now on it must not go either.
        self._keys = found


def _judge_acts(lines: list[Line], content: Content, found: set[str], tally: Tally) -> None:
    """Whatever was done as a whole is there as a whole, or, unacknowledged, not at all."""
    last: tuple[str, list[str]] | None = None
    for kind, value in lines:
        if kind == "doing":
            last = (value[0], value[1])
        elif kind == "done" and last:
            tally.acts[last[0]] += 1
    if last is None:
        return
    name, things = last
    here = found if name == "merge" else content.cells.keys()
    there = sum(thing in here for thing in things)
    acknowledged = [kind for kind, _ in lines if kind in ("doing", "done")][-1] == "done"
    allowed = {0, len(things)}
    if acknowledged:
        allowed = {0 if name == "undo" else len(things)}
    if there not in allowed:
        tally.halves += 1
        tally.troubles.append(f"{name}: {there} of {len(things)} are there")
