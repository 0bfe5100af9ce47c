"""What the label history says of whole smears, brought from one copy of a dataset into another."""

from collections.abc import Callable
from dataclasses import replace

from leukodesk.core.analysis_edits import ANALYSED, Segmenting, is_analysis, segmentings_of
from leukodesk.core.content import Content, Revision
from leukodesk.core.edits import Act, AddRevisions, Edit
from leukodesk.core.freezing import FROZEN, frozen_among, frozen_smears, is_freezing
from leukodesk.core.readings import SETTLED
from leukodesk.store.merge_history import missing

Do = Callable[[Edit], None]


def join_analyses(trial: Content, other: Content, act: Act, do: Do) -> None:
    """With what the copy's cells were found and named; the target's outlines stay those of its own.

    Args:
        trial: what the target holds, without what the copy removed; changed.
        other: what the copy holds.
        act: who merges, and when.
        do: checks an edit, applies it to ``trial`` and notes it.
    """
    theirs = [revision for revision in other.smear_entries() if is_analysis(revision)]
    own = {
        smear_id: looks[-1]
        for smear_id in dict.fromkeys(revision.smear_id for revision in theirs)
        if (looks := segmentings_of(trial, smear_id))
    }
    theirs = [entry for entry in theirs if entry.reason != SETTLED or entry.smear_id not in own]
    fresh = missing(theirs, trial.revisions)
    unknown = [item for name, item in other.procedures.items() if name not in trial.procedures]
    if fresh or unknown:
        do(AddRevisions(tuple(fresh), (), act, procedures=tuple(unknown)))
    marks = [
        Revision("", smear_id, None, ANALYSED, act.annotator, act.at, SETTLED, look.procedure_id)
        for smear_id, look in own.items()
        if look.part is None and _is_to_be_said_again(look, trial, smear_id)
    ]
    if marks:
        do(AddRevisions(tuple(marks), (), act))


def _is_to_be_said_again(look: Segmenting, trial: Content, smear_id: str) -> bool:
    """Whether the target's outlines are those of a look that is not the last one any more."""
    if looks := segmentings_of(trial, smear_id):
        return looks[-1] != look
    # The copy took back the only one; cells with which nobody went on are gone by now.
    return any(cell.procedure == look.procedure_id for cell in trial.cells_of(smear_id))


def join_frozen(trial: Content, other: Content, act: Act, do: Do) -> int:
    """What one copy freezes stays out of training; only a later entry of its own history lets it go.

    Args:
        trial: what the target holds; changed.
        other: what the copy holds.
        act: who merges, and when.
        do: checks an edit, applies it to ``trial`` and notes it.

    Returns:
        How many smears are frozen that were not.
    """
    theirs = [revision for revision in other.revisions if is_freezing(revision)]
    fresh = missing(theirs, trial.revisions)
    if not fresh:
        return 0
    ours = [revision for revision in trial.revisions if is_freezing(revision)]
    both_went_on = {revision.smear_id for revision in missing(ours, theirs)}
    wanted = frozen_among(theirs) | (frozen_among(ours) & both_went_on)
    last = {revision.smear_id: revision for revision in fresh}
    marks = [
        replace(
            revision,
            old=revision.new,
            new=FROZEN if smear_id in wanted else None,
            annotator=act.annotator,
            at=act.at,
            reason=SETTLED,
        )
        for smear_id, revision in last.items()
        if (revision.new == FROZEN) != (smear_id in wanted)
    ]
    do(AddRevisions((*fresh, *marks), (), act))
    return len(frozen_smears(trial) - frozen_among(ours))
