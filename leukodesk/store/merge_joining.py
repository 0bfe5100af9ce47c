"""Bringing one copy of a dataset into another: smears, cells, label history, predictions."""

from collections.abc import Container, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from leukodesk.core.cell import Cell
from leukodesk.core.conflicts import is_undecided
from leukodesk.core.content import Content, Revision
from leukodesk.core.counterparts import counterparts, overlap
from leukodesk.core.edits import (
    Act,
    AddRevisions,
    AddSmears,
    ChangeCells,
    ChangeSmear,
    Edit,
    LabelChange,
    NameVersion,
)
from leukodesk.core.errors import InputError
from leukodesk.core.patients import same_for_all
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.sentence import sentence
from leukodesk.core.signatures import signature_of, signatures
from leukodesk.core.smear import Smear
from leukodesk.store.merge_cells import corrected, fitting, lying_on_others
from leukodesk.store.merge_history import by_cell, class_of, joint_label, mark, missing, under_own_ids
from leukodesk.store.merge_outcome import Difference, MergePlan
from leukodesk.store.merge_removed import Removed
from leukodesk.store.merge_sentences import detail, lies_on_another
from leukodesk.store.merge_signatures import SignatureJoining
from leukodesk.store.merge_smear_entries import join_analyses, join_frozen

_DETAILS: Final = ("pixel_size_um", "stain", "patient_id")


class Joining:
    """Brings one copy into the trial and notes in the plan how.

    Args:
        plan: takes the edits and what is to be told.
        trial: what the target holds after the copies before; changed.
        other: what the copy holds.
        path: its file.
        act: who merges, and when.
        segmenters: ids of segmenters; a cell from anyone else was drawn or corrected by a reader.
    """

    def __init__(
        self,
        plan: MergePlan,
        trial: Content,
        other: Content,
        path: Path,
        act: Act,
        segmenters: Container[str] = (),
    ) -> None:
        self._plan = plan
        self._trial = trial
        self._other = other
        self._path = path
        self._act = act
        self._segmenters = segmenters
        self._own = counterparts(trial, other)
        self._signing = SignatureJoining(trial, other, act)
        # Once the copy's analyses are in the trial, nobody can tell any more which ones both knew.
        self._removed = Removed(trial, other, self._own, segmenters)
        self._not_added: frozenset[str] = frozenset()
        self._withheld: list[tuple[Smear, Smear]] = []

    def join(self, progress: Progress = no_progress) -> None:
        """Smears first, then cells, then what readers said, then what models said.

        Args:
            progress: told before each step.

        Raises:
            CancelledError: ``progress`` wants to stop.
        """
        steps = (
            self._join_smears,
            self._join_removed,
            self._join_analyses,
            self._join_cells,
            self._join_history,
            self._join_frozen,
            self._join_signatures,
            self._join_withheld,
            self._join_predictions,
            self._join_versions,
        )
        for done, step in enumerate(steps):
            progress(done, len(steps))
            step()

    def _do(self, edit: Edit) -> None:
        edit.check(self._trial)
        edit.apply(self._trial)
        self._plan.edits.append(edit)

    def _join_smears(self) -> None:
        new = [smear for smear in self._other.smears.values() if smear.id not in self._trial.smears]
        for smear in self._other.smears.values():
            if smear.id in self._trial.smears:
                self._join_details(self._trial.smears[smear.id], smear)
        if new:
            self._do(AddSmears(tuple(new)))
            self._plan.images[self._path] = new
            self._plan.smears += len(new)

    def _join_details(self, own: Smear, other: Smear) -> None:
        filled = own
        for name in _DETAILS:
            ours, theirs = getattr(own, name), getattr(other, name)
            if ours in (None, "") and theirs not in (None, ""):
                filled = replace(filled, **{name: theirs})
            elif name == "patient_id" and theirs and same_for_all(ours) == same_for_all(theirs):
                continue
            elif theirs not in (None, "", ours):
                told = (detail(name, ours), detail(name, theirs), self._path)
                self._plan.differences.append(Difference("smear", own, "", None, *told))
        if filled != own and signature_of(self._trial, own.id):
            self._withheld.append((own, filled))
        elif filled != own:
            self._fill(own, filled)

    def _fill(self, own: Smear, filled: Smear) -> None:
        self._do(ChangeSmear(own, filled))
        self._plan.details += 1

    def _join_analyses(self) -> None:
        join_analyses(self._trial, self._other, self._act, self._do)

    def _join_frozen(self) -> None:
        self._plan.frozen += join_frozen(self._trial, self._other, self._act, self._do)

    def _join_withheld(self) -> None:
        """Write what signed smears lacked if the merge lifted their signature; else tell it."""
        signed = signatures(self._trial)
        for own, filled in self._withheld:
            if own.id not in signed:
                self._fill(own, filled)
            else:
                kept, other = sentence("as it was signed"), sentence("knows scale, stain or patient")
                self._plan.differences.append(Difference("smear", own, "", None, kept, other, self._path))

    def _join_removed(self) -> None:
        """Remove what a reader removed in the copy; tell of every cell that was removed in one copy only."""
        self._plan.differences += self._removed.told(self._trial, self._other, self._path)
        self._unlock(cell.smear_id for cell in self._removed.go)
        for edit in self._removed.removal(self._trial, self._other, self._act):
            self._do(edit)
        self._plan.removed += len(self._removed.go)
        self._plan.stayed_removed += len(self._removed.stay)

    def _join_cells(self) -> None:
        alike = self._join_outlines()
        known = self._own.keys() | self._removed.stay
        lacking = [cell for cell in self._other.cells.values() if cell.id not in known]
        self._not_added = lying_on_others(lacking, self._trial, alike)
        new = [cell for cell in lacking if cell.id not in self._not_added]
        for cell in lacking:
            if cell.id in self._not_added:
                label = self._other.labels.get(cell.id)
                self._differ("cell", cell, sentence("not added"), lies_on_another(label))
            elif cell.id in self._removed.come_back:
                self._differ("cell", cell, sentence("brought back"), sentence("was removed in the target"))
                self._plan.returned += 1
        if new:
            self._unlock(cell.smear_id for cell in new)
            self._do(ChangeCells((), tuple(new), self._act))
            self._plan.cells += len(new)
        self._plan.not_added += len(self._not_added)

    def _join_outlines(self) -> set[str]:
        """Take what readers corrected in the copy only, tell what else differs; ids of cells now alike."""
        signed = signatures(self._trial)
        alike: set[str] = set()
        wanted: dict[str, Cell] = {}
        differing: list[tuple[Cell, Cell]] = []
        for cell_id, own_id in self._own.items():
            own, other = self._trial.cells[own_id], self._other.cells[cell_id]
            self._check_place(own, other)
            if own.has_outline_of(other):
                alike.add(own_id)
                continue
            differing.append((own, other))
            new = corrected(own, other, self._segmenters)
            if new is not None and own.smear_id not in signed:
                wanted[own_id] = new
        taken = fitting(wanted, self._trial, alike) if wanted else {}
        for own, other in differing:
            if own.id not in taken:
                shared = sentence("overlaps it by {share:.2f}", share=overlap(own, other))
                self._differ("outline", own, sentence("the target's outline"), shared)
        if taken:
            old = tuple(self._trial.cells[cell_id] for cell_id in taken)
            self._do(ChangeCells(old, tuple(taken.values()), self._act))
            self._plan.outlines += len(taken)
        return alike | taken.keys()

    def _check_place(self, own: Cell, other: Cell) -> None:
        if own.smear_id != other.smear_id:
            raise InputError(
                sentence(
                    "Cell {own} of {path} lies in another smear than in the dataset it is to be merged "
                    "into, so they are no copies of each other; merge it with what it was copied from.",
                    own=own.id,
                    path=self._path,
                )
            )

    def _differ(self, what: str, cell: Cell, kept: str, other: str) -> None:
        smear = self._trial.smears[cell.smear_id]
        self._plan.differences.append(
            Difference(what, smear, cell.id, cell.centroid, kept, other, self._path)
        )

    def _join_history(self) -> None:
        told = (row for row in self._other.revisions if row.cell_id and row.cell_id not in self._not_added)
        mapped = under_own_ids(told, self._own)
        fresh = missing(mapped, self._trial.revisions)
        if not fresh:
            return
        touched = dict.fromkeys(revision.cell_id for revision in fresh)
        ours, theirs = by_cell(self._trial.revisions, touched), by_cell(mapped, touched)
        labels = {self._own.get(cell_id, cell_id): label for cell_id, label in self._other.labels.items()}
        changes: list[LabelChange] = []
        marks: list[Revision] = []
        was_open, is_open = [], []
        for cell_id, rows in by_cell(fresh, touched).items():
            label, own_label = labels.get(cell_id), self._trial.labels.get(cell_id)
            if theirs[cell_id][-1].new != class_of(label):
                raise InputError(
                    sentence(
                        "The label of cell {cell_id} in {path} is not the one its history ends with; check "
                        "that file with `leukodesk dataset verify`.",
                        cell_id=cell_id,
                        path=self._path,
                    )
                )
            in_force, reason = joint_label(ours[cell_id], theirs[cell_id], own_label, label)
            if in_force != own_label:
                changes.append(LabelChange(cell_id, own_label, in_force))
            if reason is not None:
                rows.append(mark(rows[-1], in_force, self._act, reason))
                marks.append(rows[-1])
            was_open += [cell_id] * is_undecided(ours[cell_id])
            is_open += [cell_id] * is_undecided([*ours[cell_id], *rows])
        added = (*fresh, *marks)
        edit = AddRevisions(added, tuple(changes), self._act, tuple(was_open), tuple(is_open))
        self._unlock(self._trial.cells[cell_id].smear_id for cell_id in edit.unsealing(self._trial))
        self._do(edit)
        self._plan.revisions += len(fresh)
        self._plan.labels += len(changes)

    def _unlock(self, smear_ids: Iterable[str]) -> None:
        edit = self._signing.unlocking(smear_ids)
        if edit is not None:
            self._do(edit)

    def _join_signatures(self) -> None:
        before = signatures(self._trial).keys()
        edit = self._signing.settled()
        if edit is not None:
            self._do(edit)
        self._plan.signed += len(signatures(self._trial).keys() - before)
        for smear_id, signature in self._signing.lost.items():
            smear = self._trial.smears[smear_id]
            other = sentence(
                "signed by {annotator} with other cells or labels", annotator=signature.annotator
            )
            self._plan.differences.append(
                Difference("signature", smear, "", None, sentence("not signed"), other, self._path)
            )

    def _join_predictions(self) -> None:
        for model_id, rows in self._other.predictions.items():
            known = self._trial.predictions.get(model_id, {})
            first = next(iter(known.values()), None)
            new = [
                prediction
                for cell_id, prediction in rows.items()
                if cell_id not in known
                and cell_id in self._other.cells
                and self._trial.cells.get(cell_id) == self._other.cells[cell_id]
                and (first is None or list(first.probabilities) == list(prediction.probabilities))
            ]
            self._trial.put_predictions(new)
            self._plan.predictions += new

    def _join_versions(self) -> None:
        """Names of versions; one that means something else here keeps its meaning and gets a longer name."""
        known = self._trial.versions
        for name, version in self._other.versions.items():
            longer = f"{name} ({self._path.stem})"
            if version.digest in {known[own].digest for own in (name, longer) if own in known}:
                continue
            if name in known:
                kept = known[name].digest[:12]
                said = sentence("{digest}, brought as '{name}'", digest=version.digest[:12], name=longer)
                self._plan.differences.append(
                    Difference("snapshot", None, "", None, f"{name}: {kept}", said, self._path)
                )
                version = replace(version, name=longer)  # noqa: PLW2901  # the same version under a free name
            if version.name not in known:
                self._do(NameVersion(version))
                self._plan.snapshots += 1
