"""Keeping smears for judging models, and releasing them for training again."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from leukodesk.core.content import Content
from leukodesk.core.edits import FreezeSmears
from leukodesk.core.freezing import FREEZE, UNFREEZE, frozen_among
from leukodesk.core.patients import patients_by_smear
from leukodesk.workspace.chosen_smears import NONE_CHOSEN, ChosenSmears
from leukodesk.workspace.document import Document
from leukodesk.workspace.reviewing import act_of
from leukodesk.workspace.words import tr, tr_n


class Freezer(QObject):
    """Knows which smears no training sees, and freezes and releases the chosen ones."""

    def __init__(
        self,
        document: Document,
        chosen: ChosenSmears,
        annotator: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        """Connect the parts.

        Args:
            document: whose smears are frozen and released.
            chosen: which smears are meant.
            annotator: who does so now.
            parent: owns it.
        """
        super().__init__(parent)
        self._document = document
        self._chosen = chosen
        self._annotator = annotator
        self._followed: tuple[Content, int] | None = None
        self._frozen: frozenset[str] = frozenset()
        document.replaced.connect(self._begin_anew)

    @property
    def frozen(self) -> frozenset[str]:
        """Ids of the smears that are kept for judging: training never sees them."""
        content = self._document.content
        # Asked with every move of the pointer; the history is only ever added to.
        followed, entries = self._followed, len(content.revisions)
        if followed is None or followed[0] is not content or followed[1] != entries:
            self._frozen = frozen_among(content.smear_entries())
            self._followed = (content, entries)
        return self._frozen & content.smears.keys()

    def changing(self, *, frozen: bool) -> tuple[str, ...]:
        """Ids of the chosen smears that are not yet frozen, or not yet let go."""
        before = self.frozen
        return tuple(smear_id for smear_id in self._chosen.ids if (smear_id in before) != frozen)

    def refusal(self, *, frozen: bool) -> str:
        """Why the chosen smears cannot be frozen or let go, one sentence; empty where they can."""
        number = len(self._chosen.ids)
        if not number:
            return tr(NONE_CHOSEN)
        if changing := self.changing(frozen=frozen):
            return self._document.refusal(FreezeSmears(changing, frozen, act_of(self._annotator())))
        if frozen:
            return tr_n(
                "The chosen smear is kept for judging already.",
                "The {n} chosen smears are kept for judging already.",
                number,
            )
        return tr_n(
            "The chosen smear is not kept for judging.",
            "None of the {n} chosen smears is kept for judging.",
            number,
        )

    def rest_of_patients(self, smear_ids: Iterable[str], *, frozen: bool) -> tuple[str, ...]:
        """Ids of what would stay behind of the patients of these smears.

        A model could be judged on patients that it was trained on as long as some smears of a patient are
        frozen and others are not.

        Args:
            smear_ids: smears that are going to be frozen or let go.
            frozen: which of the two.
        """
        before, own = self.frozen, set(smear_ids)
        whose = patients_by_smear(self._document.content)
        patients = {whose[smear_id] for smear_id in own & whose.keys()}
        return tuple(
            smear_id
            for smear_id, patient in whose.items()
            if patient in patients and smear_id not in own and (smear_id in before) != frozen
        )

    def change(self, smear_ids: Iterable[str], reason: str, *, frozen: bool) -> bool:
        """Freeze smears or let them go, so that it can be undone; whether it was done.

        Args:
            smear_ids: none of which is so already.
            reason: why, for the history; may be empty.
            frozen: whether they are frozen afterwards.
        """
        usual = FREEZE if frozen else UNFREEZE
        act = replace(act_of(self._annotator()), reason=reason.strip() or usual)
        return self._document.do(FreezeSmears(tuple(smear_ids), frozen, act))

    @Slot()
    def _begin_anew(self) -> None:
        self._followed = None
