"""Everything known about the selected cell."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.imported import known_shape
from leukodesk.core.known_scale import known_scale
from leukodesk.core.results import Prediction
from leukodesk.core.shapes import Box, Point, Shape, WholeImage
from leukodesk.core.smear import Smear
from leukodesk.gui.cells.cell_class import shown_class, spoken_class
from leukodesk.gui.cells.cell_picture import cell_picture
from leukodesk.gui.cells.field_answer_line import FieldModels
from leukodesk.gui.cells.probability_bars import ProbabilityBars
from leukodesk.gui.cells.unlike_words import unlike_words
from leukodesk.gui.look.panel import ElidedLabel, Panel, rule, set_tone, text_label
from leukodesk.gui.look.scale_words import scale_words
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE, font_of
from leukodesk.gui.segmentation.procedure_text import origin_of
from leukodesk.gui.training.model_titles import model_title
from leukodesk.imaging.cell_shape import measure
from leukodesk.inference.cards import ModelCard
from leukodesk.workspace.numerals import local_moment, percent
from leukodesk.workspace.words import counted, later, tr
from leukodesk.workspace.workspace import Workspace

_CROP: Final = 104
_NO_OUTLINE: Final[dict[type[Shape], str]] = {
    Point: later("Imported as a point, drawn as a disc: nothing to measure until it has an outline"),
    Box: later("Imported as a box: nothing to measure until it has an outline"),
    WholeImage: later("Imported as an image of one cell without an outline: nothing to measure"),
}


class CellDetail(Panel):
    """The leading selected cell: crop, class, measures, and what the model said."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0)
        self._workspace = workspace
        self._cards: dict[str, ModelCard] = {}
        self._fields = FieldModels(workspace)
        self.setAccessibleName(tr("Selected cell"))
        self._crop = QLabel()
        self._crop.setFixedSize(_CROP, _CROP)
        self._title = text_label("", "heading", wrap=True)
        self._origin = text_label("", "small", "muted", wrap=True)
        self._measures = text_label("", "small", wrap=True)
        self._bars = ProbabilityBars(theme)
        self._model = text_label("", "small", "muted", wrap=True)
        self._found = ElidedLabel()
        self._found.setFont(font_of("small"))
        set_tone(self._found, "muted")
        self._unlike = text_label("", "small", "warning", wrap=True)
        self._unlike.setToolTip(
            tr(
                "Measured on what the model sees of the cell: another stain, another camera or what is "
                "no cell lies far from all it has seen. Of cells like its own, one in twenty lies beyond "
                "the usual limit."
            )
        )
        facts = QVBoxLayout()
        facts.setSpacing(SPACE // 2)
        for label in (self._title, self._origin, self._measures):
            facts.addWidget(label)
        facts.addStretch(1)
        upper = QHBoxLayout()
        upper.setSpacing(SPACE * 3 // 2)
        upper.addWidget(self._crop, 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(facts, 1)
        body = Panel()
        body.stack.addLayout(upper)
        for widget in (self._bars, self._model, self._unlike, self._found):
            body.stack.addWidget(widget)
        self.stack.setSpacing(0)
        self.stack.addWidget(rule())
        self.stack.addWidget(body)
        for signal in (
            workspace.selection_changed,
            workspace.changed,
            workspace.choice_changed,
            workspace.smear_opened,
            workspace.scale_changed,
        ):
            signal.connect(self._show)
        workspace.models_changed.connect(self._learn_cards)
        self._learn_cards()
        self._show()

    def _show(self, *_: object) -> None:
        selection = self._workspace.selection
        cell = self._workspace.content.cells.get(selection[0]) if selection else None
        self.setVisible(cell is not None)
        if cell is None:
            return
        cell_class, labelled = shown_class(self._workspace, cell.id)
        others = len(selection) - 1
        self._title.setText(tr(cell_class.title) + (tr("  + {others} more", others=others) if others else ""))
        self._crop.setPixmap(cell_picture(self._workspace, cell, _CROP, self.devicePixelRatioF()))
        smear = self._workspace.content.smears[cell.smear_id]
        self._measures.setText(_measures(cell, smear, self._workspace.pixel_size))
        self._measures.setToolTip(scale_words(self._workspace))
        said = self._workspace.content.predictions.get(self._workspace.model_id or "", {}).get(cell.id)
        self._origin.setText(self._origin_text(cell, labelled, said))
        self._show_model(said)
        found, all_settings = origin_of(self._workspace.content, cell)
        self._found.setVisible(bool(found))
        self._found.setText(found)
        self._found.setToolTip("\n".join(filter(None, (found, all_settings))))

    def _origin_text(self, cell: Cell, labelled: bool, said: Prediction | None) -> str:
        if not labelled and self._workspace.second.is_blind:
            return tr("Not read yet")
        if not labelled and said is None:
            is_leukocyte = self._workspace.content.kind_of(cell.id) is CellKind.LEUKOCYTE
            if is_leukocyte:
                return tr("No suggestion, not reviewed yet")
            return tr("Found by shape, not reviewed yet")
        if not labelled and said is not None and said.abstained:
            return tr("Left to you: the model is unsure")
        if not labelled:
            return tr("Suggestion, not reviewed yet")
        label = self._workspace.content.labels[cell.id]
        when = local_moment(label.at)
        verb = tr("Imported from") if label.origin == "import" else tr("Labelled by")
        return f"{verb} {label.annotator}, {when}"

    def _show_model(self, said: Prediction | None) -> None:
        taxonomy = self._workspace.taxonomy
        if self._workspace.second.is_blind:
            self._bars.show_values(())
            self._model.setText(tr("What others and models say is hidden until you end the blind reading."))
            self._unlike.hide()
            return
        self._unlike.setVisible(said is not None and said.is_unfamiliar)
        self._unlike.setText(unlike_words(said.unfamiliarity) if said and said.unfamiliarity else "")
        if said is None:
            self._bars.show_values(())
            self._model.setText(
                tr("No classifier has judged this cell.")
                if self._workspace.model_id
                else tr("No classifier is chosen; the class comes from the segmenter or from you.")
            )
            return
        self._bars.show_values(
            [(spoken_class(taxonomy, name), value) for name, value in said.probabilities.items()]
        )
        text = tr("Suggested by {model_id}.", model_id=self._model_name(said.model_id))
        card = self._cards.get(said.model_id)
        if said.abstained:
            text = tr(
                "{model_id} abstained: no class reaches {threshold}.",
                model_id=self._model_name(said.model_id),
                threshold=percent(100 * card.abstention_threshold) if card else tr("its threshold"),
            )
        weights = (self._fields.words(said.cell_id), _neighbour_words(said))
        self._model.setText(" ".join(filter(None, (text, *weights))))

    def _model_name(self, model_id: str) -> str:
        card = self._cards.get(model_id)
        return model_title(card) if card else model_id

    def _learn_cards(self) -> None:
        self._cards = {card.id: card for card in self._workspace.library.cards()}


def _neighbour_words(said: Prediction) -> str:
    """How much the cells beside it count; empty for a model that looks at each cell alone."""
    if said.neighbour_share is None or said.abstained:
        return ""
    if said.neighbour_share == 0:
        return tr("Its neighbours do not speak for this suggestion.")
    return tr("Its neighbours count for {share:.0%} of this suggestion.", share=said.neighbour_share)


def _measures(cell: Cell, smear: Smear, pixel_size: tuple[float, str] | None) -> str:
    """A few calm lines: nucleus, size, form, and what the border of the smear does to them.

    Of an imported point, box or whole image nothing is measured: what stands for the cell is not its outline.
    """
    told = known_shape(cell, smear.height, smear.width)
    if told is not None:
        return tr(_NO_OUTLINE[type(told)])
    size_um, source = pixel_size or (None, "")
    shape = measure(cell, smear.height, smear.width, known_scale(size_um, source))
    lines = [tr("No nucleus outlined")]
    if cell.nucleus_mask:
        lobes = counted(shape.lobes, "lobe")
        lines = [tr("N:C area ratio {nc_ratio:.2f}, nucleus of {lobes}", nc_ratio=cell.nc_ratio, lobes=lobes)]
    if shape.diameter_um is None or shape.area_um2 is None:
        lines.append(tr("Area {cell_area_px:,} px (scale unknown)", cell_area_px=cell.cell_area_px))
    else:
        about = "" if source == "stated" else "≈ "
        lines.append(
            tr(
                "Diameter {about}{diameter_um:.1f} µm, area {about2}{area_um2:.0f} µm²",
                about=about,
                diameter_um=shape.diameter_um,
                about2=about,
                area_um2=shape.area_um2,
            )
        )
    lines.append(tr("Circularity {circularity:.2f}", circularity=shape.circularity))
    if shape.at_border:
        lines.append(tr("Cut by the border: measures of the visible part"))
    return "\n".join(lines)
