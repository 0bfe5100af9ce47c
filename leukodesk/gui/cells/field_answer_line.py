"""What a model of fields says about the smear in view, in one quiet line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from leukodesk.gui.cells.cell_class import spoken_class
from leukodesk.gui.cells.smear_line import SmearLine
from leukodesk.gui.training.model_titles import model_tip
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.field_answer import FieldAnswer, answer_for
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace


class FieldModels:
    """The models that name whole fields, and what the chosen one says."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._cards: dict[str, ModelCard] = {}
        workspace.models_changed.connect(self._learn)
        self._learn()

    @property
    def chosen(self) -> ModelCard | None:
        """The card of the chosen model, if it names fields."""
        return self._cards.get(self._workspace.model_id or "")

    def answer(self) -> FieldAnswer | None:
        """What it says about the smear in view; None without such a model, smear or cells."""
        card, smear, content = self.chosen, self._workspace.smear, self._workspace.content
        if card is None or smear is None:
            return None
        said = content.predictions.get(card.id, {})
        return answer_for(card, [said[cell.id] for cell in content.cells_of(smear.id) if cell.id in said])

    def words(self, cell_id: str) -> str:
        """How much a cell counts for the answer; empty where there is none."""
        answer = self.answer()
        if answer is None or cell_id not in answer.importance:
            return ""
        share = answer.importance[cell_id]
        rank = sum(abs(other) > abs(share) for other in answer.importance.values()) + 1
        named = tr(spoken_class(self._workspace.taxonomy, answer.top_class).title)
        which = tr("for") if share >= 0 else tr("against")
        return tr(
            "In the answer for the whole smear it speaks {which} {named} ({share:+.2f}); by weight "
            "it is number {rank} of {importance} cells.",
            which=which,
            named=named,
            share=share,
            rank=rank,
            importance=len(answer.importance),
        )

    def _learn(self) -> None:
        self._cards = {card.id: card for card in self._workspace.library.cards() if card.task == "field"}


class FieldAnswerLine(SmearLine):
    """The class of the whole field with its probability; hidden where no model names fields."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "body", parent=parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._models = FieldModels(workspace)
        self._show()

    def _show(self, *_: object) -> None:
        card, answer = self._models.chosen, self._models.answer()
        self.setVisible(card is not None and answer is not None)
        if card is None or answer is None:
            return
        title = tr(spoken_class(self._workspace.taxonomy, answer.top_class).title)
        if answer.abstained:
            text = tr(
                "Whole smear: not sure (most like {title}, {confidence:.0%})",
                title=title,
                confidence=answer.confidence,
            )
        else:
            text = tr("Whole smear: {title}, {confidence:.0%}", title=title, confidence=answer.confidence)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(model_tip(card))
