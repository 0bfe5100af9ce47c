"""Ids of patients that became pseudonyms leave backup and journals, also after a program was killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leukodesk.core.edits import Act, ChangeSmear, CompositeEdit, DropMetadata, Edit
from leukodesk.core.pseudonyms import PatientKey
from leukodesk.core.smear import Smear
from leukodesk.store import dataset as dataset_module
from leukodesk.store.dataset import Dataset
from leukodesk.store.info import info
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.full_disk import full_disk_at
from tests.private_files import KEY
from tests.store.building import die, filled, rows

NAME = "Jane Doe"
STEPS = ("checkpoint 1", "checkpoint 2", "retire 1", "retire 2", "unlink")


def held(path: Path) -> bytes:
    """All bytes of a dataset but its images."""
    return b"\n".join(place.read_bytes() for place in path.parent.glob(f"{path.name}*") if place.is_file())


def renamed(dataset: Dataset, new: Callable[[Smear], str | None]) -> Edit:
    smears = dataset.content.smears.values()
    return CompositeEdit(
        tuple(ChangeSmear(smear, replace(smear, patient_id=new(smear))) for smear in smears), "Set patients"
    )


def pseudonym(smear: Smear) -> str:
    return PatientKey(KEY.encode(), "key").pseudonym(smear.patient_id or "")


@pytest.fixture
def named(tmp_path: Path) -> Path:
    path = tmp_path / "a.h5"
    filled(path)
    with Dataset.open(path) as dataset:
        dataset.append(renamed(dataset, lambda _: NAME))
    assert NAME.encode() in held(path)
    return path


def pseudonymised_and_killed(path: Path) -> None:
    dataset = Dataset.open(path)
    dataset.append(renamed(dataset, pseudonym))
    die(dataset)


def test_the_next_writer_finishes_and_says_so(named: Path) -> None:
    pseudonymised_and_killed(named)
    whole = rows(load_content(named))
    (said,) = info(named).notices
    assert f'leukodesk dataset patient "{named}" --hash-key-file' in said
    assert Dataset.open(named, read_only=True).notices == (said,)
    assert NAME.encode() in held(named)
    with Dataset.open(named) as dataset:
        (said,) = dataset.notices
        assert "had been cut off; it was finished" in said
        assert NAME.encode() not in held(named)
    assert rows(load_content(named)) == whole
    assert verify(named) == []
    with Dataset.open(named) as dataset:
        assert dataset.notices == ()


def test_an_id_that_came_back_is_no_former_one(named: Path) -> None:
    dataset = Dataset.open(named)
    edit = renamed(dataset, pseudonym)
    dataset.append(edit)
    dataset.append(edit.inverse(datetime.now(UTC)))
    die(dataset)
    with Dataset.open(named) as dataset:
        assert dataset.notices == ()
        assert {smear.patient_id for smear in dataset.content.smears.values()} == {NAME}
    assert NAME.encode() in DatasetFiles.of(named).backup_journal.read_bytes()


def test_metadata_that_were_dropped_leave_as_well(named: Path) -> None:
    dataset = Dataset.open(named)
    pairs = tuple((smear, replace(smear, path="1.jpg")) for smear in dataset.content.smears.values())
    dataset.append(DropMetadata(pairs, Act("Ada", datetime.now(UTC), "drop metadata")))
    die(dataset)
    assert "drop-metadata" in info(named).notices[0]
    with Dataset.open(named):
        assert b"field 0.jpg" not in held(named)
        assert NAME.encode() in held(named), "nobody asked for it"


def test_where_the_disk_is_full_the_dataset_opens_and_the_next_time_is_told(named: Path) -> None:
    pseudonymised_and_killed(named)
    with full_disk_at(5000):
        dataset = Dataset.open(named)
        assert "are cleared when it is opened again" in dataset.notices[-1]
        die(dataset)
    with Dataset.open(named):
        assert NAME.encode() not in held(named)


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_a_program_that_was_killed_at_any_step(named: Path, step: str) -> None:
    command = [sys.executable, "-m", "tests.store.test_former", str(named), step]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode not in (0, 1), done.stderr
    assert NAME.encode() in held(named)
    with Dataset.open(named):
        assert NAME.encode() not in held(named)
    assert verify(named) == []


def _killed_at(step: str) -> None:
    """Kill this process as soon as it comes to a step of the clearing."""
    name, _, number = step.partition(" ")
    left = int(number or 1)

    def dying(done: Callable[..., object]) -> Callable[..., object]:
        def instead(*arguments: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if not left:
                os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
            return done(*arguments, **named)

        return instead

    if name == "checkpoint":
        dataset_module.write_checkpoint = dying(dataset_module.write_checkpoint)
    elif name == "retire":
        dataset_module.JournalWriter.retire = dying(dataset_module.JournalWriter.retire)
    else:
        Path.unlink = dying(Path.unlink)


if __name__ == "__main__":
    opened = Dataset.open(Path(sys.argv[1]))
    opened.append(renamed(opened, pseudonym))
    _killed_at(sys.argv[2])
    opened.forget_former()


def test_one_patient_whose_id_came_back_makes_none_of_all_ids_a_former_one(named: Path) -> None:
    """Since the clearing goes by whole files, it waits for the last one that goes by its own name."""
    dataset = Dataset.open(named)
    dataset.append(renamed(dataset, pseudonym))
    first = next(iter(dataset.content.smears))
    dataset.append(renamed(dataset, lambda smear: NAME if smear.id == first else smear.patient_id))
    assert len(dataset.content.smears) > 1
    die(dataset)
    with Dataset.open(named) as dataset:
        assert dataset.notices == ()
