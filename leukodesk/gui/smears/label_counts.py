"""What there is to learn from: labels per class, and from how many smears."""

from collections.abc import Collection, Container
from dataclasses import dataclass
from typing import Final

from leukodesk.core.content import Content
from leukodesk.core.patients import patients_by_smear
from leukodesk.core.taxonomies import is_learnt
from leukodesk.core.taxonomy import CellClass
from leukodesk.workspace.words import counted, tr, tr_n

_ADVISED: Final = 20
_GROUPS_NEEDED: Final = 3


@dataclass(frozen=True)
class LabelCount:
    """Labels of one class.

    Attributes:
        cell_class: the class.
        cells: labelled cells.
        groups: patients they come from, or smears where no patient is known.
    """

    cell_class: CellClass
    cells: int
    groups: int


def label_counts(content: Content, frozen: Container[str] = ()) -> tuple[LabelCount, ...]:
    """One entry per class of the taxonomy, in its order, without those of ``frozen`` smears."""
    cells: dict[str, int] = {}
    groups: dict[str, set[str]] = {}
    patients = patients_by_smear(content)
    for smear_id, count in content.counts().items():
        if smear_id in frozen:
            continue
        group = patients.get(smear_id, smear_id)
        for class_id, labels in count.labels.items():
            cells[class_id] = cells.get(class_id, 0) + labels
            groups.setdefault(class_id, set()).add(group)
    return tuple(
        LabelCount(item, cells.get(item.id, 0), len(groups.get(item.id, ())))
        for item in content.taxonomy.classes
    )


def counts_patients(content: Content, frozen: Container[str] = ()) -> bool:
    """Whether labels come from patients; a smear whose patient is not known counts as one of its own."""
    labelled = (i for i, count in content.counts().items() if count.labelled and i not in frozen)
    return any(content.smears[smear_id].patient_id for smear_id in labelled)


def what_is_set_apart(content: Content, frozen: Collection[str], undecided: int) -> str:
    """What the counts leave out, and what is doubtful in them; empty where there is nothing."""
    told = []
    if frozen:
        labels = sum(count.labelled for smear_id, count in content.counts().items() if smear_id in frozen)
        smears = counted(len(frozen), "frozen smear")
        told.append(
            tr("Not counted: {labels} labels of {smears}, kept for judging.", labels=labels, smears=smears)
        )
    if undecided:
        cells = tr_n("1 cell is", "{n} cells are", undecided)
        told.append(
            tr("{cells} undecided: the label in force is learnt until somebody decides.", cells=cells)
        )
    return " ".join(told)


def what_is_missing(
    counts: tuple[LabelCount, ...], *, set_apart: bool = False, of_patients: bool = False
) -> str:
    """Why a training cannot start, in one or two sentences; empty when it can.

    Args:
        counts: what could be learnt.
        set_apart: there are labels in frozen smears, which are not counted.
        of_patients: labels come from patients, see :func:`counts_patients`.
    """
    labelled = [count for count in counts if count.cells and is_learnt(count.cell_class.id)]
    if len(labelled) < 2:
        if labelled:
            have = tr("only {title} has labels", title=tr(labelled[0].cell_class.title))
        elif set_apart:
            return tr(
                "A model learns to tell classes apart, and all labels are in frozen smears, which no "
                "training sees. Label cells of at least two classes in other smears, or release some of "
                "these (Review, Release for training)."
            )
        else:
            have = tr("nothing is labelled yet")
        return tr(
            "A model learns to tell classes apart, and {have}. Label cells of at least two classes.",
            have=have,
        )
    narrow = [count for count in labelled if count.groups < _GROUPS_NEEDED]
    if narrow:
        names = _listed(narrow)
        if of_patients:
            return tr(
                "{names}: labels from at least {GROUPS_NEEDED} patients are needed, because a model learns "
                "from some patients, is tuned on others and judged on the rest. Label cells of more "
                "patients; a smear whose patient is not known counts as a patient.",
                names=names,
                GROUPS_NEEDED=_GROUPS_NEEDED,
            )
        return tr(
            "{names}: labels from at least {GROUPS_NEEDED} smears are needed, because a model learns "
            "from some smears, is tuned on others and judged on the rest. Label cells in more smears.",
            names=names,
            GROUPS_NEEDED=_GROUPS_NEEDED,
        )
    return ""


def what_is_thin(counts: tuple[LabelCount, ...]) -> str:
    """Why the result may be poor although a training can start; empty when there is no such reason."""
    thin = [count for count in counts if 0 < count.cells < _ADVISED and is_learnt(count.cell_class.id)]
    if not thin:
        return ""
    return tr(
        "Fewer than {ADVISED} labels for {thin}: expect wide intervals and a weak model.",
        ADVISED=_ADVISED,
        thin=_listed(thin),
    )


def _listed(counts: list[LabelCount]) -> str:
    """Titles as in a sentence: ``A``, ``A and B``, ``A, B and C``."""
    *first, last = (tr(count.cell_class.title) for count in counts)
    return tr("{titles} and {last}", titles=", ".join(first), last=last) if first else last
