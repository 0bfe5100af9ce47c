"""The histories of one cell in two copies of a dataset: what is missing, which label holds."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from leukodesk.core.cell import Label
from leukodesk.core.conflicts import is_undecided
from leukodesk.core.content import Content, Revision
from leukodesk.core.edits import Act
from leukodesk.core.readings import BLINDLY, KEPT, NOBODYS, SETTLED, UNDECIDED
from leukodesk.core.taking_back import still_said

_NOT_PLAIN: Final = BLINDLY | NOBODYS


def without_undone_merges(content: Content) -> Content:
    """A copy whose history does not hold what merges brought that were undone.

    Else the cells and labels would not come when the same copy is merged again; and a merge the other way
    would take them from that copy, whose reader took nothing back.
    """
    said = still_said(content.revisions)
    return content.copy() if said is content.revisions else content.with_history(said)


def mark(last: Revision, label: Label | None, act: Act, reason: str) -> Revision:
    """The entry of a merge after ``last`` that says which label is in force, and why it was made."""
    return Revision(
        cell_id=last.cell_id,
        smear_id=last.smear_id,
        old=last.new,
        new=class_of(label),
        annotator=act.annotator,
        at=act.at,
        reason=reason,
        origin=label.origin if label else "review",
    )


def joint_label(
    ours: list[Revision], theirs: list[Revision], own_label: Label | None, label: Label | None
) -> tuple[Label | None, str | None]:
    """The label in force of a cell whose copies are brought together, and the reason of a mark that says so.

    A copy in which somebody only read blind since has not gone on to another label. What it read is compared
    with the label in force.

    Args:
        ours: the cell's history in the target.
        theirs: in the copy, which has entries that the target has not; these are appended to the target's.
        own_label: in force in the target.
        label: in force in the copy.

    Returns:
        The reason is None where the entries together tell everything by themselves.
    """
    only_ours, only_theirs = missing(ours, theirs), missing(theirs, ours)
    together = [*ours, *only_theirs]
    if not only_ours:
        # The order of the entries is another one here than in the copy, which knew all of them.
        is_open = is_undecided(theirs)
        if is_undecided(together) == is_open and together[-1].new == class_of(label):
            return label, None
        return label, UNDECIDED if is_open else SETTLED
    in_force, reason = own_label, SETTLED
    if _only_readings(only_theirs):
        reason = KEPT
    elif _only_readings(only_ours):
        told = replace(only_ours[-1], new=class_of(label), reason=KEPT)
        if is_undecided([*theirs, *only_ours, told]):
            return own_label, UNDECIDED
        in_force = label
    elif is_undecided(ours) or is_undecided(theirs):
        return own_label, UNDECIDED
    elif _is_one_reader(only_ours, only_theirs):
        # Nobody differs: who reads on in two copies said last what was said latest.
        in_force = own_label if only_ours[-1].at > only_theirs[-1].at else label
    elif class_of(label) != class_of(own_label):
        return own_label, UNDECIDED
    return in_force, None if together[-1].new == class_of(in_force) else reason


def _is_one_reader(only_ours: Sequence[Revision], only_theirs: Sequence[Revision]) -> bool:
    """Whether one reader alone went on in both copies, at times that tell which word is the last."""
    rows = (*only_ours, *only_theirs)
    is_plain = len({row.annotator for row in rows}) == 1 and not any(row.reason in _NOT_PLAIN for row in rows)
    return is_plain and only_ours[-1].at != only_theirs[-1].at


def _only_readings(revisions: Iterable[Revision]) -> bool:
    return all(revision.reason in BLINDLY for revision in revisions)


def missing(wanted: Iterable[Revision], present: Iterable[Revision]) -> list[Revision]:
    """The entries of ``wanted`` beyond those in ``present``, in their order; equal ones count singly."""
    budget = Counter(present)
    missing = []
    for revision in wanted:
        if budget[revision] > 0:
            budget[revision] -= 1
        else:
            missing.append(revision)
    return missing


def under_own_ids(revisions: Iterable[Revision], own: Mapping[str, str]) -> list[Revision]:
    """A copy's history under the target's cell ids.

    Args:
        revisions: what the copy says of cells.
        own: ids of the cells of the target, by those of the copy that are the same.
    """
    anew = {own_id for cell_id, own_id in own.items() if cell_id != own_id}
    former, rest = list[Revision](), list[Revision]()
    for row in revisions:
        if row.cell_id in anew:
            former.append(row)
        else:
            rest.append(replace(row, cell_id=own.get(row.cell_id, row.cell_id)))
    # A cell removed there and drawn anew is one cell here, whose history ends with the new one's. What a
    # merge brought from the former to the new one is said once, or merges to and fro would add it for ever.
    return [*missing(former, rest), *rest]


def by_cell(revisions: Sequence[Revision], cells: Iterable[str]) -> dict[str, list[Revision]]:
    """The entries of each of these cells, in their order."""
    found: dict[str, list[Revision]] = {cell_id: [] for cell_id in cells}
    for revision in revisions:
        if revision.cell_id in found:
            found[revision.cell_id].append(revision)
    return found


def class_of(label: Label | None) -> str | None:
    """The class of a label, if there is one."""
    return label.cell_class if label else None
