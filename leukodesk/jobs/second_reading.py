"""What a blind second reading needs to know of the first one, and what became of both."""

from dataclasses import dataclass

from leukodesk.core.conflicts import without_decisions
from leukodesk.core.content import Content
from leukodesk.core.errors import InputError
from leukodesk.core.readings import Readings, readings
from leukodesk.core.sentence import sentence
from leukodesk.core.signatures import signatures
from leukodesk.jobs.job import JobContext
from leukodesk.store.agreement import decision_notices
from leukodesk.store.agreement_figures import PairAgreement, compare
from leukodesk.store.merge_outcome import Difference
from leukodesk.store.merge_plan import undecided_differences

_SEED = 0


@dataclass(frozen=True)
class SecondReader:
    """Somebody who is about to read a second time.

    Attributes:
        annotator: who.
        readings: what everybody said so far; kept up by whoever holds this.
        cells: ids of the cells that carry somebody else's label, in smears that are not signed.
    """

    annotator: str
    readings: Readings
    cells: frozenset[str]


@dataclass(frozen=True)
class SecondAgreement:
    """How a second reader agrees with the others.

    Attributes:
        annotator: the second reader.
        pairs: with each of the others, those with most common cells first.
        undecided: the cells that wait for a decision, with what each reader said.
        notices: what should be known about the figures, one sentence each.
    """

    annotator: str
    pairs: tuple[PairAgreement, ...]
    undecided: tuple[Difference, ...]
    notices: tuple[str, ...]


def prepare_second_reading(context: JobContext, content: Content, annotator: str) -> SecondReader:
    """Find what ``annotator`` can read a second time.

    Args:
        context: of the job.
        content: the dataset, a copy.
        annotator: who reads.

    Raises:
        InputError: nobody, or nobody else, labelled anything, or it is all signed.
    """
    readings = Readings()
    readings.follow(content.revisions)
    if not content.labels:
        raise InputError(
            sentence(
                "No cell is labelled here yet, so there is nothing to read a second time; label cells first."
            )
        )
    others = [i for i, label in content.labels.items() if label.annotator != annotator]
    signed = signatures(content)
    cells = frozenset(i for i in others if content.smear_id_of(i) not in signed)
    if others and not cells:
        raise InputError(
            sentence(
                "All that others labelled here is signed and locked; unlock the smears that shall be "
                "read a second time, and say why.",
            )
        )
    if not cells:
        raise InputError(
            sentence(
                "Nobody but {annotator} has labelled a cell here, so there is nothing to read a "
                "second time; whoever reads second sets a name of their own first (Edit, Your name).",
                annotator=annotator,
            )
        )
    return SecondReader(annotator, readings, cells)


def second_agreement(context: JobContext, content: Content, annotator: str) -> SecondAgreement:
    """How ``annotator`` agrees with every other reader; arguments as in :func:`prepare_second_reading`.

    Raises:
        InputError: there are no cells that both of two readers labelled.
    """
    read, decided = without_decisions(content.revisions)
    said = {
        reader: {cell_id: reading for cell_id, reading in rows.items() if cell_id in content.cells}
        for reader, rows in sorted(readings(read).items())
    }
    own = said.get(annotator, {})
    said = {reader: rows for reader, rows in said.items() if rows.keys() & own.keys()}
    if len(said) < 2:
        raise InputError(
            sentence(
                "{annotator} has read no cell that somebody else labelled, so nothing can be compared.",
                annotator=annotator,
            )
        )
    used = {reading.cell_class for rows in said.values() for reading in rows.values()}
    listed = [class_id for class_id in content.taxonomy.ids if class_id in used]
    classes = (*listed, *sorted(used - set(listed)))
    found = compare(content, said, classes, decision_notices(decided), _SEED)
    pairs = sorted((pair for pair in found.pairs if annotator in pair.readers), key=lambda pair: -pair.cells)
    return SecondAgreement(annotator, tuple(pairs), tuple(undecided_differences(content)), found.notices)
