"""Reproduce one paper: read its images, train and judge its systems, put down what came out."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import leukodesk
from leukodesk.core.errors import UnknownIdError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.inference.classifiers.imagenet import weights_file
from leukodesk.inference.devices import device_title, prepare_torch
from leukodesk.inference.registry import create_architecture
from leukodesk.training.baselines import BaselineError
from leukodesk.training.recipe import Recipe
from leukodesk.training.reproduction.budget import Budget
from leukodesk.training.reproduction.measuring import Bench
from leukodesk.training.reproduction.papers import PAPERS, Letter, Paper, System
from leukodesk.training.reproduction.record import PaperRecord, Row
from leukodesk.training.reproduction.speakers import PixelTable
from leukodesk.training.reproduction.studies import Study, read_study
from leukodesk.training.starting import Starter

OnRow = Callable[[Row], None]


def say_nothing(row: Row) -> None:
    """Tell nobody."""


def reproduce(
    letter: Letter,
    data: Path,
    budget: Budget,
    *,
    systems: Sequence[str] = (),
    weights_dir: Path | None = None,
    device: str = "cpu",
    progress: Progress = no_progress,
    on_row: OnRow = say_nothing,
) -> PaperRecord:
    """Train a paper's systems and judge them on both splits, with the controls of the honest one.

    Nothing is written.

    Args:
        letter: of the paper.
        data: folder of the public sets.
        budget: what may be spent.
        systems: ids of those to train; all of the paper where there are none.
        weights_dir: folder that may hold ``<architecture>_imagenet.safetensors``; networks whose file is not
            there start at random, and nothing is downloaded.
        device: ``cpu`` or ``cuda``.
        progress: told after each batch; raises to cancel.
        on_row: told each system as it is done.

    Raises:
        InputError: the set is not there, cannot be read, or cannot be split.
        UnknownIdError: the paper has no such system.
        ModelError: a start cannot be had, or a loss stopped being a number.
        CancelledError: raised by ``progress``.
    """
    prepare_torch()
    begun = time.perf_counter()
    paper = PAPERS[letter]
    chosen = _chosen(paper, systems)
    rows: list[Row] = []
    missing = {} if systems else dict(paper.left_out)
    benches: dict[int, Bench] = {}
    for number, system in enumerate(chosen):
        told = _telling(progress, number, len(chosen), system.id)
        side = system.side or budget.side
        if side not in benches:
            study = read_study(letter, data, side, budget, told)
            benches[side] = Bench(study, budget, _starters(weights_dir, device), told, PixelTable(told))
        try:
            rows.append(replace(benches[side], progress=told).measure(system))
        except BaselineError as error:
            missing[system.id] = str(error)
        else:
            on_row(rows[-1])
    studies = [bench.study for bench in benches.values()]
    return _record(paper, studies, budget, rows, missing, device_title(device), time.perf_counter() - begun)


def _chosen(paper: Paper, names: Sequence[str]) -> tuple[System, ...]:
    known = [system.id for system in paper.systems]
    for name in names:
        if name not in known:
            raise UnknownIdError(f"system of paper {paper.letter}", name, known)
    return tuple(system for system in paper.systems if not names or system.id in names)


def _starters(weights_dir: Path | None, device: str) -> Callable[[Recipe], Starter]:
    def starter(recipe: Recipe) -> Starter:
        path = weights_file(create_architecture(recipe.architecture), weights_dir)
        start = "imagenet" if path is not None and path.is_file() else "scratch"
        return Starter(recipe.model_copy(update={"start": start}), device, None, weights_dir)

    return starter


def _telling(progress: Progress, number: int, count: int, name: str) -> Progress:
    def told(done: int, total: int, text: str = "") -> None:
        progress(number, count, f"{name}, {text.strip().lower()}" if text else name)

    return told


def _record(
    paper: Paper,
    studies: Sequence[Study],
    budget: Budget,
    rows: Sequence[Row],
    missing: dict[str, str],
    device: str,
    elapsed_s: float,
) -> PaperRecord:
    samples = studies[-1].samples
    notices = dict.fromkeys(notice for study in studies for notice in study.samples.notices)
    return PaperRecord(
        letter=paper.letter,
        citation=paper.citation,
        task=paper.task,
        headline=paper.headline,
        contradiction=paper.contradiction,
        data=samples.source,
        class_counts=samples.counts,
        digest=samples.digest,
        budget={
            "epochs": budget.epochs,
            "images_per_class": budget.images,
            "side_px": budget.side,
            "seed": budget.seed,
        },
        rows=tuple(rows),
        missing=missing,
        notices=tuple(notices),
        device=device,
        version=leukodesk.__version__,
        elapsed_s=round(elapsed_s, 1),
    )
