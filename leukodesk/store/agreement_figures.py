"""Agreement of readers in figures, from what each said about which cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.content import Content
from leukodesk.core.kappa import Cohens, Fleiss, Kappa, measured, one_class, one_vote
from leukodesk.core.readings import Reading
from leukodesk.core.sentence import Amount, ClassName, sentence

Said = Mapping[str, Mapping[str, Reading]]
"""Readings by reader, then by cell id."""

_FEW_SMEARS: Final = 10

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class PairAgreement:
    """Two readers compared on the cells that both labelled.

    Attributes:
        readers: their names.
        cells, smears: how many cells, and of how many smears.
        same: number of cells that both labelled alike.
        kappa: Cohen's, of all classes.
        per_class: Cohen's, by class: it against the rest.
        confusion: (k, k) counts; rows the first reader, columns the second, in the order of the classes.
    """

    readers: tuple[str, str]
    cells: int
    smears: int
    same: int
    kappa: Kappa
    per_class: dict[str, Kappa]
    confusion: list[list[int]]


@dataclass(frozen=True)
class GroupAgreement:
    """All readers compared on the cells that every one of them labelled.

    Attributes:
        readers: how many.
        cells, smears: how many cells, and of how many smears.
        kappa: Fleiss', of all classes.
        per_class: Fleiss', by class: it against the rest.
    """

    readers: int
    cells: int
    smears: int
    kappa: Kappa
    per_class: dict[str, Kappa]


@dataclass(frozen=True)
class Agreement:
    """Agreement of readers.

    Attributes:
        readers: number of labelled cells by reader.
        classes: the classes that any of them used, in the order of the taxonomy.
        pairs: every two of them.
        together: all of them.
        notices: what should be known about the figures, one sentence each.
    """

    readers: dict[str, int]
    classes: tuple[str, ...]
    pairs: tuple[PairAgreement, ...]
    together: GroupAgreement
    notices: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON values; an undefined kappa is null beside its reason."""
        return {
            "readers": self.readers,
            "classes": list(self.classes),
            "pairs": [_json(vars(pair)) for pair in self.pairs],
            "fleiss": _json(vars(self.together)),
            "notices": list(self.notices),
        }


def compare(
    content: Content, said: Said, classes: tuple[str, ...], notices: tuple[str, ...], seed: int
) -> Agreement:
    """Compare every two readers, and all of them.

    Args:
        content: holds the cells that were read.
        said: what at least two readers said.
        classes: the classes in order.
        notices: what is known already that the reader of the figures should know.
        seed: of the bootstrap.
    """
    numbers = {class_id: number for number, class_id in enumerate(classes)}
    places = {smear_id: number for number, smear_id in enumerate(content.smears)}
    cells = sorted({cell_id for rows in said.values() for cell_id in rows})
    smears = np.array([places[content.cells[cell_id].smear_id] for cell_id in cells], dtype=np.int64)
    codes = np.full((len(said), len(cells)), -1, dtype=np.int64)
    for row, rows in enumerate(said.values()):
        codes[row] = [numbers[rows[cell_id].cell_class] if cell_id in rows else -1 for cell_id in cells]
    names = list(said)
    pairs = tuple(
        _pair((names[first], names[second]), codes[[first, second]], smears, classes, seed)
        for first, second in combinations(range(len(names)), 2)
    )
    together = _group(codes, smears, classes, seed)
    cautions = tuple(filter(None, map(_caution, pairs)))
    return Agreement(
        {name: len(rows) for name, rows in said.items()}, classes, pairs, together, (*notices, *cautions)
    )


def _common(codes: Codes, smears: Codes) -> tuple[Codes, Codes, int]:
    """The columns that every reader labelled, their smears numbered anew, and how many smears those are."""
    read = (codes >= 0).all(axis=0)
    found, places = np.unique(smears[read], return_inverse=True)
    return codes[:, read], places, len(found)


def _pair(
    readers: tuple[str, str], codes: Codes, smears: Codes, classes: tuple[str, ...], seed: int
) -> PairAgreement:
    codes, places, count = _common(codes, smears)
    size = len(classes)
    tables = np.bincount((places * size + codes[0]) * size + codes[1], minlength=count * size * size)
    tables = tables.reshape(count, size, size)
    per_class = {
        class_id: measured(Cohens(), one_class(tables, number), seed)
        for number, class_id in enumerate(classes)
    }
    total = tables.sum(axis=0)
    return PairAgreement(
        readers=readers,
        cells=int(total.sum()),
        smears=count,
        same=int(np.trace(total)),
        kappa=measured(Cohens(), tables, seed),
        per_class={name: _said(kappa, name, total, place) for place, (name, kappa) in _numbered(per_class)},
        confusion=total.tolist(),
    )


def _group(codes: Codes, smears: Codes, classes: tuple[str, ...], seed: int) -> GroupAgreement:
    readers = len(codes)
    codes, places, count = _common(codes, smears)
    votes = np.stack([(codes == number).sum(axis=0) for number in range(len(classes))], axis=-1)
    sums = np.zeros((count, len(classes), 2), dtype=np.int64)
    np.add.at(sums, places, np.stack([votes, votes**2], axis=-1))
    statistic = Fleiss(readers)
    per_class = {
        class_id: measured(statistic, one_vote(sums, readers, number), seed)
        for number, class_id in enumerate(classes)
    }
    total = np.diag(votes.sum(axis=0))
    return GroupAgreement(
        readers=readers,
        cells=codes.shape[1],
        smears=count,
        kappa=measured(statistic, sums, seed),
        per_class={name: _said(kappa, name, total, place) for place, (name, kappa) in _numbered(per_class)},
    )


def _numbered(per_class: dict[str, Kappa]) -> list[tuple[int, tuple[str, Kappa]]]:
    return list(enumerate(per_class.items()))


def _said(kappa: Kappa, class_id: str, total: Codes, place: int) -> Kappa:
    """An undefined kappa of one class, with its reason in that class's words."""
    if not kappa.undefined or not total.any():
        return kappa
    used = total[place].any() or total[:, place].any()
    name = ClassName(class_id)
    if used:
        return Kappa(None, undefined=sentence("every cell is {name}", name=name))
    return Kappa(None, undefined=sentence("no cell is {name}", name=name))


def _caution(pair: PairAgreement) -> str:
    if pair.smears >= _FEW_SMEARS or not pair.cells:
        return ""
    told = (
        sentence("an interval needs two")
        if pair.smears == 1
        else sentence("intervals of so few are widened accordingly")
    )
    return sentence(
        "{first} and {second} both labelled only {cells} of {smears}; {told}.",
        first=pair.readers[0],
        second=pair.readers[1],
        cells=Amount(pair.cells, "cell"),
        smears=Amount(pair.smears, "smear"),
        told=told,
    )


def _json(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Kappa):
        return {
            "kappa": value.value,
            "interval": list(value.interval) if value.interval else None,
            "undefined": value.undefined or None,
        }
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return list(value) if isinstance(value, tuple) else value
