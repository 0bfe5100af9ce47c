"""Imports and merges that the end of the program, or another dataset, cut off."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from leukodesk.core.imported import import_id
from leukodesk.jobs.import_plan import ImportPlan
from leukodesk.jobs.import_undo import imports_of
from leukodesk.jobs.unfinished import (
    find_imports,
    find_merges,
    forget_imports,
    forget_merges,
    note_import_asked,
    note_import_over,
    note_merge_asked,
    note_merge_over,
)
from leukodesk.workspace.unfinished import Unfinished


class UnfinishedImports(Unfinished):
    """Imports; ``found`` gives their names.

    An import is one change of the dataset, so of one that was cut off nothing is in it.
    """

    def begin(self, plan: ImportPlan) -> Callable[[], object]:
        """An import into the open dataset begins; what is returned is called once it is in or was told of."""
        if self.into is None:
            return lambda: None
        told = (self.into, import_id(plan.at), plan.name)
        self.note(note_import_asked, *told)
        return partial(self.note_saved, note_import_over, *told)

    def forget(self) -> None:
        """The reader knows of all that were cut off."""
        if self.into is not None:
            self.note(forget_imports, self.into)

    def look(self, dataset: Path) -> None:
        """See the base."""
        self.note(find_imports, dataset).succeeded.connect(partial(self._take, dataset))

    def _take(self, dataset: Path, names: dict[str, str]) -> None:
        if not names or dataset != self.into:
            return
        # The program may have ended between the change and the note of it.
        there = set(map(import_id, imports_of(self._document.content)))
        cut_off = tuple(name for made, name in names.items() if made not in there)
        if cut_off:
            self.found.emit(cut_off)
        else:
            self.forget()


class UnfinishedMerges(Unfinished):
    """Copies that were to be merged; ``found`` gives their names.

    A merge is one change as well. Nothing in a dataset tells of one that changed nothing, so one that ended
    just before its note is told of; to merge it again changes nothing then.
    """

    def begin(self, name: str) -> Callable[[], object]:
        """A merge into the open dataset begins; what is returned is called once it is in or was told of."""
        if self.into is None:
            return lambda: None
        self.note(note_merge_asked, self.into, name)
        return partial(self.note_saved, note_merge_over, self.into, name)

    def forget(self) -> None:
        """The reader knows of all that were cut off."""
        if self.into is not None:
            self.note(forget_merges, self.into)

    def look(self, dataset: Path) -> None:
        """See the base."""
        self.note(find_merges, dataset).succeeded.connect(partial(self._take, dataset))

    def _take(self, dataset: Path, names: tuple[str, ...]) -> None:
        if names and dataset == self.into:
            self.found.emit(names)
