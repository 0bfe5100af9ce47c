"""How the heatmap is drawn, and what it must not be taken for."""

from typing import Final, cast

import numpy as np
from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSlider, QToolButton, QWidget

from leukodesk.gui.cells.cell_class import spoken_class
from leukodesk.gui.commands.actions import Actions
from leukodesk.gui.field.display import HEATMAP_COLOURS, Display
from leukodesk.gui.field.heatmap_layer import colour_table, heat_image
from leukodesk.gui.look.panel import Panel, row, text_label
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.training.model_titles import explainer_title
from leukodesk.inference.explain import EXPLAINERS, explainers_of
from leukodesk.workspace.words import later, tr
from leukodesk.workspace.workspace import Workspace

_CLASS_LETTERS, _METHOD_LETTERS = 11, 8
_SCALE: Final = QSize(36, 12)
NOT_EVIDENCE = later("Model attention, not evidence")


class ExplainPanel(Panel):
    """Switch, opacity, colour map, method and class of the heatmap."""

    def __init__(
        self, workspace: Workspace, display: Display, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        side = self.stack.contentsMargins().left()
        self.stack.setContentsMargins(side, SPACE, side, SPACE)
        self._workspace = workspace
        self._display = display
        self.setAccessibleName(tr("Heatmap"))
        switch = QToolButton()
        switch.setDefaultAction(actions["heatmap"])
        switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        caution = text_label(tr(NOT_EVIDENCE), "small", "warning")
        caution.setToolTip(
            tr("It shows which pixels moved the model's answer, and not that the answer is right.")
        )
        self.stack.addLayout(row(switch, None, caution))
        self._opacity = self._make_slider()
        self._opacity_text = text_label("", "small", "muted")
        self._colours = QComboBox()
        self._colours.setAccessibleName(tr("Colours of the heatmap"))
        self._colours.setToolTip(
            tr(
                "How much a place moved the answer: little on the left, most on the right. Each cell has a "
                "scale of its own."
            )
        )
        self._colours.setIconSize(_SCALE)
        for name, title in HEATMAP_COLOURS.items():
            self._colours.addItem(_scale_of(name), title, name)
        self._method = QComboBox()
        self._method.setAccessibleName(tr("Method of the heatmap"))
        self._method.setToolTip(tr("How the model's attention is worked out."))
        for explainer in EXPLAINERS:
            self._method.addItem(explainer_title(explainer), explainer)
        self._class = QComboBox()
        self._class.setAccessibleName(tr("Class of the heatmap"))
        self._class.setToolTip(
            tr(
                "The class whose evidence is shown: what speaks for it, and where. At first, the most "
                "probable one of each cell."
            )
        )
        self._controls = QWidget()
        self._stands_in = text_label("", "small", "muted", wrap=True)
        self._controls.setLayout(self._arranged())
        self.stack.addWidget(self._controls)
        self._colours.activated.connect(lambda: display.set_heatmap_colours(self._colours.currentData()))
        self._method.activated.connect(lambda: workspace.set_explainer(self._method.currentData()))
        self._class.activated.connect(lambda: display.set_heatmap_class(self._class.currentData()))
        display.changed.connect(self._show)
        workspace.choice_changed.connect(self._show)
        workspace.choice_changed.connect(self._list_classes)
        workspace.models_changed.connect(self._list_classes)
        workspace.classes_changed.connect(self._list_classes)
        workspace.smear_opened.connect(self._list_classes)
        self._list_classes()
        self._show()

    def minimumSizeHint(self) -> QSize:
        """As wide as with its controls, or the field beside it would move when they appear."""
        margins = self.stack.contentsMargins()
        width = self._controls.minimumSizeHint().width() + margins.left() + margins.right()
        return super().minimumSizeHint().expandedTo(QSize(width, 0))

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setPageStep(10)
        slider.setAccessibleName(tr("Opacity of the heatmap"))
        slider.setToolTip(tr("How much of the smear the heatmap covers."))
        slider.valueChanged.connect(lambda value: self._display.set_heatmap_opacity(value / 100))
        return slider

    def _arranged(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        # Two lines, so that the probabilities of the cell stay in sight above them.
        for line, column, title, control in (
            (0, 0, tr("Opacity"), self._opacity),
            (0, 3, tr("Colours"), self._colours),
            (1, 0, tr("Method"), self._method),
            (1, 3, tr("Class"), self._class),
        ):
            name = QLabel(title)
            name.setBuddy(control)
            grid.addWidget(name, line, column)
            grid.addWidget(control, line, column + 1, 1, 2 if control is self._method else 1)
        for choice in (self._colours, self._method, self._class):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._class.setMinimumContentsLength(_CLASS_LETTERS)
        self._method.setMinimumContentsLength(_METHOD_LETTERS)
        grid.addWidget(self._opacity_text, 0, 2)
        grid.addWidget(self._stands_in, 2, 0, 1, grid.columnCount())
        self._opacity_text.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %"))
        self._opacity_text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(1, 1)
        return grid

    def _list_classes(self, *_: object) -> None:
        """Offer the classes of the chosen model; another model speaks of its own first choice again."""
        card = self._workspace.classes.card
        classes = card.classes if card else ()
        self._class.clear()
        self._class.addItem(tr("Most probable"), "")
        for class_id in classes:
            self._class.addItem(tr(spoken_class(self._workspace.taxonomy, class_id).title), class_id)
        if self._display.heatmap_class not in classes:
            self._display.set_heatmap_class("")
        self._offer_methods(explainers_of(card.architecture) if card else EXPLAINERS)
        self._show()

    def _offer_methods(self, possible: tuple[str, ...]) -> None:
        """Leave those to choose from that the chosen model can be explained with; say why of the others."""
        why = (
            tr("Needs a network that ends in the mean of its maps and one linear layer; this model does not.")
            if possible
            else tr("This model names cells by measured features; it has no layer to draw a heatmap from.")
        )
        items = cast(QStandardItemModel, self._method.model())
        for row_number, method in enumerate(EXPLAINERS):
            item = items.item(row_number)
            item.setEnabled(method in possible)
            item.setToolTip("" if method in possible else why)

    def _show(self) -> None:
        percent = round(100 * self._display.heatmap_opacity)
        with QSignalBlocker(self._opacity):
            self._opacity.setValue(percent)
        self._opacity_text.setText(f"{percent} %")
        self._colours.setCurrentIndex(self._colours.findData(self._display.heatmap_colours))
        self._show_method()
        self._class.setCurrentIndex(self._class.findData(self._display.heatmap_class))
        self._controls.setVisible(self._display.heatmap)

    def _show_method(self) -> None:
        shown, wanted = self._workspace.explainer, self._workspace.settings.explainer
        self._method.setCurrentIndex(self._method.findData(shown))
        self._stands_in.setVisible(shown != wanted)
        if shown != wanted:
            names = {"wanted": explainer_title(wanted), "shown": explainer_title(shown)}
            self._stands_in.setText(tr("This model has no {wanted}; {shown} stands in.", **names))


def _scale_of(colours: str) -> QIcon:
    """A colour map as the heatmap shows it, from little to most; the smear shines through where little is."""
    heat = np.linspace(0, 1, 4 * _SCALE.width(), dtype=np.float32)
    image = heat_image(np.tile(heat, (4 * _SCALE.height(), 1)), colour_table(colours))
    return QIcon(QPixmap.fromImage(image))
