"""The record as rows for a terminal, and as the short table of the README."""

from collections.abc import Iterator
from typing import Final

from leukodesk.training.reproduction.meaning import FIGURE
from leukodesk.training.reproduction.record import Figures, PaperRecord, Record, Row

HEADINGS: Final = (
    "paper", "system", "the paper says", "its kind of split", "honest split", "cells blanked out",
    "colour alone", "labels shuffled", "one training",
)  # fmt: skip
"""Of :func:`cells`; what we reached are balanced accuracies in percent with their 95 % intervals."""

TOO_SMALL: Final = "†"
"""Marks systems that learnt too little for their figures to mean anything."""

_CONTROLS: Final = ("cells_blanked_out", "colour_statistics", "labels_shuffled")
_SAID: Final = {"accuracy": "accuracy", "f1": "F1"}


def cells(paper: PaperRecord, row: Row) -> tuple[str, ...]:
    """One row of the table, in the order of :data:`HEADINGS`."""
    mark = "" if row.means_something else f" {TOO_SMALL}"
    stand_in = " (stand-in)" if row.kind == "stand-in" else ""
    said = [
        f"{word} {100 * row.published[name]:.1f}" for name, word in _SAID.items() if name in row.published
    ]
    return (
        paper.letter,
        f"{row.system}{stand_in}{mark}",
        ", ".join(said) or "–",
        _reached(row.paper_split),
        _reached(row.honest_split),
        *(_reached(row.controls[name]) for name in _CONTROLS),
        _spent(row),
    )


def markdown(record: Record) -> str:
    """The short table of all papers, as Markdown."""
    return "\n".join(_markdown(record)) + "\n"


def _markdown(record: Record) -> Iterator[str]:
    yield _line(HEADINGS)
    yield _line(["---"] * len(HEADINGS))
    for paper in record.papers.values():
        for row in paper.rows:
            if row.in_short:
                yield _line([paper.letter, f"`{row.system}`{cells(paper, row)[1].removeprefix(row.system)}",
                             *cells(paper, row)[2:]])  # fmt: skip


def _line(values: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(values)} |"


def _reached(figures: Figures) -> str:
    metric = figures.metrics.get(FIGURE)
    if metric is None:
        return "–"
    return f"{100 * metric.value:.0f} ({100 * metric.low:.0f} to {100 * metric.high:.0f})"


def _spent(row: Row) -> str:
    spent = row.spent
    start = "" if spent.start == "none" else f", {spent.start} start"
    passes = f", {spent.epochs} epoch{'s' * (spent.epochs > 1)}" if spent.start != "none" else ""
    return f"{spent.trained_on} images of {spent.side} px{passes}{start}"
