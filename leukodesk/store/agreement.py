"""How far the readers of a dataset, or of several copies of it, agree."""

import itertools
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from leukodesk.core.conflicts import without_decisions
from leukodesk.core.content import Content, Revision
from leukodesk.core.counterparts import counterparts
from leukodesk.core.errors import InputError
from leukodesk.core.readings import Reading, readings
from leukodesk.core.sentence import Amount, sentence
from leukodesk.store.agreement_figures import Agreement, Said, compare
from leukodesk.store.repair import notices as notices_of
from leukodesk.store.snapshot import read_snapshot


class By(StrEnum):
    """What counts as a reader."""

    ANNOTATOR = "annotator"
    FILE = "file"


def agreement(paths: Sequence[Path], by: By = By.ANNOTATOR, seed: int = 0) -> Agreement:
    """Compare readers of one dataset or of several copies; writers may have them open.

    Cells of different copies are matched as :func:`leukodesk.core.counterparts.counterparts` does. An
    annotator's reading of a cell is the last one; where copies hold different ones, the latest. What somebody
    decided once readers differed is no reading: it would agree with those it was about.

    Args:
        paths: the datasets.
        by: whether a reader is an annotator or what one file says in the end.
        seed: of the bootstrap.

    Raises:
        InputError: fewer than two readers labelled anything.
        DatasetError: a dataset cannot be opened.
    """
    snapshots = {path: read_snapshot(path) for path in paths}
    contents = {path: snapshot.content for path, snapshot in snapshots.items()}
    known = Content(next(iter(contents.values())).taxonomy)
    said: dict[str, dict[str, Reading]] = {}
    differing: dict[str, int] = {}
    decided = 0
    for path, content in contents.items():
        own = counterparts(known, content)
        for smear_id, smear in content.smears.items():
            known.smears.setdefault(smear_id, smear)
        for cell in content.cells.values():
            if cell.id not in own:
                known.put_cell(cell)
        revisions, of_cells = without_decisions(content.revisions)
        decided += of_cells
        for reader, rows in _read(path, content, revisions, by).items():
            kept = said.setdefault(reader, {})
            for cell_id, reading in rows.items():
                place = own.get(cell_id, cell_id)
                before = kept.get(place)
                if before is not None and before.cell_class != reading.cell_class:
                    differing[reader] = differing.get(reader, 0) + 1
                if before is None or before.at < reading.at:
                    kept[place] = reading
    said = {reader: rows for reader, rows in sorted(said.items()) if rows}
    if len(said) < 2:
        raise InputError(_too_few(paths, list(said)))
    opening = itertools.chain.from_iterable(map(notices_of, snapshots.values()))
    if by is By.FILE:
        decided = 0  # what a file says in the end holds decisions as well
    notices = (
        *opening,
        *_class_notices(contents),
        *_differing_notices(differing),
        *decision_notices(decided),
    )
    return compare(known, said, _classes(contents, said), notices, seed)


def _read(
    path: Path, content: Content, revisions: Sequence[Revision], by: By
) -> dict[str, dict[str, Reading]]:
    if by is By.FILE:
        labels = {
            cell_id: Reading(label.cell_class, label.at, label.origin)
            for cell_id, label in content.labels.items()
        }
        return {str(path): labels}
    return {
        annotator: {cell_id: reading for cell_id, reading in rows.items() if cell_id in content.cells}
        for annotator, rows in readings(revisions).items()
    }


def _classes(contents: Mapping[Path, Content], said: Said) -> tuple[str, ...]:
    used = {reading.cell_class for rows in said.values() for reading in rows.values()}
    listed = [class_id for content in contents.values() for class_id in content.taxonomy.ids]
    return tuple(dict.fromkeys(class_id for class_id in (*listed, *sorted(used)) if class_id in used))


def _class_notices(contents: Mapping[Path, Content]) -> list[str]:
    first, *others = contents.items()
    return [
        sentence(
            "{path} has other classes to choose from than {first}; classes are compared by their ids.",
            path=path,
            first=first[0],
        )
        for path, content in others
        if set(content.taxonomy.ids) != set(first[1].taxonomy.ids)
    ]


def _differing_notices(differing: Mapping[str, int]) -> list[str]:
    return [
        sentence(
            "{reader} labelled {cells} differently in different copies, of which the latest counts; compare "
            "the copies themselves with --by file.",
            reader=reader,
            cells=Amount(count, "cell"),
        )
        for reader, count in sorted(differing.items())
    ]


def _too_few(paths: Sequence[Path], readers: list[str]) -> str:
    where = ", ".join(map(str, paths))
    who = (
        sentence("only {reader} labelled cells", reader=readers[0])
        if readers
        else sentence("nobody labelled a cell")
    )
    return sentence(
        "In {where} {who}, and agreement needs two readers; let another one label, or add their copy.",
        where=where,
        who=who,
    )


def decision_notices(decided: int) -> tuple[str, ...]:
    """That so many cells have decisions, which count as no reading; nothing where none has."""
    if not decided:
        return ()
    return (
        sentence(
            "Decided on after readers had differed: {cells}; such decisions count as nobody's reading.",
            cells=Amount(decided, "cell"),
        ),
    )
