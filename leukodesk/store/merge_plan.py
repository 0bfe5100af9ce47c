"""What bringing copies of a dataset together changes in one of them, told without changing anything.

The history of a cell in the target is continued by the entries that only the other copy has. Where one copy's
entries are all in the other, the longer history tells the label. Where both went on and their labels differ,
the target's label stays in force, an entry marks the cell as undecided, and a reader decides.
"""

from collections.abc import Container, Mapping
from pathlib import Path

from leukodesk.core.cell import Label
from leukodesk.core.conflicts import undecided_entries
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, AddRevisions, LabelChange
from leukodesk.core.errors import InputError, UnknownIdError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.readings import PREFERRED, readings
from leukodesk.core.sentence import ClassName, Joined, sentence
from leukodesk.core.taxonomies import lacking
from leukodesk.store.merge_history import mark, without_undone_merges
from leukodesk.store.merge_joining import Joining
from leukodesk.store.merge_outcome import Difference, MergePlan


def plan_merge(
    content: Content,
    others: Mapping[Path, Content],
    act: Act,
    prefer: str | None,
    segmenters: Container[str] = (),
    progress: Progress = no_progress,
) -> MergePlan:
    """What brings ``others`` into ``content``.

    Args:
        content: what the target holds; not changed.
        others: the copies, by their files, in the order in which they are brought.
        act: who merges, and when.
        prefer: the annotator whose last label decides where readers differ; None leaves that open.
        segmenters: ids of segmenters, whose outlines give way to those that a reader drew in a copy.
        progress: told of each step of a copy.

    Raises:
        InputError: a copy has labels of classes that the target lacks, or its labels contradict its history.
        UnknownIdError: the preferred annotator never labelled anything.
        CancelledError: ``progress`` wants to stop.
    """
    trial = without_undone_merges(content)
    plan = MergePlan()
    for path, other in others.items():
        _check_classes(trial, other, path)
        Joining(plan, trial, without_undone_merges(other), path, act, segmenters).join(progress)
    if prefer is not None:
        _decide(plan, trial, prefer, act)
    plan.undecided = undecided_differences(trial)
    return plan


def _check_classes(content: Content, other: Content, path: Path) -> None:
    missing = lacking(content.taxonomy, sorted({label.cell_class for label in other.labels.values()}))
    if missing:
        raise InputError(
            sentence(
                "{path} has cells labelled {missing}, and the dataset it is to be merged into has no "
                "such classes (only {known}); add them there first, in the window under Classes, or "
                "merge the other way round.",
                path=path,
                missing=Joined(tuple(missing), sentence(" and ")),
                known=Joined(tuple(content.taxonomy.ids)),
            )
        )


def _decide(plan: MergePlan, trial: Content, prefer: str, act: Act) -> None:
    """Put the preferred reader's label in force where readers differ and that reader said something."""
    said = readings(trial.revisions)
    if prefer not in said:
        raise UnknownIdError(sentence("annotator"), prefer, said)
    changes, marks = [], []
    for last in undecided_entries(trial):
        reading = said[prefer].get(last.cell_id)
        if reading is None:
            continue
        own = trial.labels.get(last.cell_id)
        label = Label(reading.cell_class, prefer, reading.at, reading.origin)
        marks.append(mark(last, label, act, PREFERRED))
        if label != own:
            changes.append(LabelChange(last.cell_id, own, label))
    if marks:
        edit = AddRevisions(tuple(marks), tuple(changes), act)
        edit.check(trial)
        edit.apply(trial)
        plan.edits.append(edit)
        plan.decided = len(marks)
        plan.labels += len(changes)


def undecided_differences(content: Content) -> list[Difference]:
    """The cells that wait for a decision, with the label in force and what each reader said last."""
    entries = undecided_entries(content)
    said = readings(content.revisions) if entries else {}
    found = []
    for entry in entries:
        cell = content.cells[entry.cell_id]
        by_reader = {reader: rows[cell.id].cell_class for reader, rows in said.items() if cell.id in rows}
        listed = tuple(
            sentence("{reader}: {name}", reader=reader, name=ClassName(class_id))
            for reader, class_id in sorted(by_reader.items())
        )
        smear = content.smears[cell.smear_id]
        kept = sentence("{name}", name=ClassName(entry.new)) if entry.new else sentence("no label")
        other = sentence("{readers}", readers=Joined(listed, "; "))
        found.append(Difference("label", smear, cell.id, cell.centroid, kept, other))
    return found
