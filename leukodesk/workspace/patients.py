"""Saying whose smears are whose, so that no patient is both trained on and judged on."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from leukodesk.core.edits import ChangeSmear, CompositeEdit
from leukodesk.core.patients import (
    breaks_pseudonyms,
    known_patients,
    patients_by_smear,
    patients_edit,
    same_for_all,
    spelt_as_known,
    tidied,
)
from leukodesk.core.plain_text import folded
from leukodesk.core.signatures import signatures
from leukodesk.workspace.chosen_smears import NONE_CHOSEN, ChosenSmears
from leukodesk.workspace.document import Document
from leukodesk.workspace.words import tr


@dataclass(frozen=True)
class Naming:
    """What saying whose some smears are would do.

    Attributes:
        edit: does it; None where nothing changes.
        patient: as it would be stored; None where it is taken away.
        smears: how many smears it is said of.
        others: how many other smears are the patient's already.
        moved: how many of the smears are said to be somebody else's up to now.
        is_spelt_otherwise: the dataset spells the patient otherwise than was written.
        is_torn: the patient would be partly kept for judging and partly trained on.
        breaks_pseudonyms: a plain id would come among pseudonyms.
    """

    edit: CompositeEdit | None
    patient: str | None
    smears: int
    others: int
    moved: int
    is_spelt_otherwise: bool
    is_torn: bool
    breaks_pseudonyms: bool


class PatientNamer(QObject):
    """Knows whose the smears of the open dataset are, and says it of the chosen ones.

    Args:
        document: whose smears these are.
        chosen: which of them are meant.
        frozen: which are kept for judging.
        parent: owns it.
    """

    def __init__(
        self,
        document: Document,
        chosen: ChosenSmears,
        frozen: Callable[[], Collection[str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._chosen = chosen
        self._frozen = frozen

    @property
    def known(self) -> tuple[str, ...]:
        """The patients of the dataset, each in one spelling, in order."""
        return tuple(sorted(known_patients(self._document.content.smears.values()).values(), key=folded))

    def of(self, smear_ids: Iterable[str]) -> tuple[str, ...]:
        """The patients of these smears, without the smears whose patient is not known."""
        whose = patients_by_smear(self._document.content)
        return tuple(dict.fromkeys(whose[smear_id] for smear_id in smear_ids if smear_id in whose))

    @property
    def refusal(self) -> str:
        """Why nothing can be said of the chosen smears now, one sentence; empty where it can."""
        chosen, content = self._chosen.ids, self._document.content
        if not chosen:
            return tr(NONE_CHOSEN)
        signed = signatures(content)
        # The first that is locked speaks for all: they change together or not at all.
        smear = content.smears[next((i for i in chosen if i in signed), chosen[0])]
        return self._document.refusal(ChangeSmear(smear, smear))

    def look(self, smear_ids: Iterable[str], text: str) -> Naming:
        """What would come of saying that these smears are of the patient ``text``; empty: of nobody known."""
        content = self._document.content
        ids = tuple(smear_id for smear_id in smear_ids if smear_id in content.smears)
        before = patients_by_smear(content)
        stored = spelt_as_known(content, dict.fromkeys(ids, text))
        patient = next(iter(stored.values()), None)
        same = same_for_all(patient) if patient else ""
        others = [i for i, whose in before.items() if i not in stored and same_for_all(whose) == same]
        frozen = self._frozen()
        return Naming(
            edit=patients_edit(content, stored),
            patient=patient,
            smears=len(ids),
            others=len(others),
            moved=sum(i in before and same_for_all(before[i]) != same for i in ids),
            is_spelt_otherwise=patient != tidied(text),
            is_torn=patient is not None and len({i in frozen for i in (*ids, *others)}) == 2,
            breaks_pseudonyms=breaks_pseudonyms(content, (patient,)),
        )

    def say(self, smear_ids: Iterable[str], text: str) -> bool:
        """Say it, so that it can be undone; whether anything was changed."""
        edit = self.look(smear_ids, text).edit
        return edit is not None and self._document.do(edit)
