"""How cells are found: settings of the segmenter, tried in the field while they change."""

from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from leukodesk.core.errors import LeukoDeskError
from leukodesk.gui.field.display import Display
from leukodesk.gui.look.panel import Column, Panel, button, row, rule, text_label
from leukodesk.gui.look.side_panel import SidePanel
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.segmentation.kept_labels import KeptLabels
from leukodesk.gui.segmentation.preview_summary import PreviewSummary
from leukodesk.gui.segmentation.setting_row import SettingRow
from leukodesk.gui.training.model_titles import segmenter_title
from leukodesk.inference.registry import segmenter_ids, segmenter_presets, segmenter_settings
from leukodesk.inference.segmenters.settings import choice_text
from leukodesk.workspace.segmenter_draft import SegmenterDraft
from leukodesk.workspace.words import later, tr, worded
from leukodesk.workspace.workspace import Workspace

_DEFAULTS: Final = later("Defaults")
_OWN: Final = later("Your own values")


class SegmentationPanel(SidePanel):
    """Segmenter, preset and one row per setting; nothing is changed before the reader says so.

    Attributes:
        summary, preset, kept: the figures of the preview, the list of presets, and the cells to look at.
    """

    def __init__(
        self, workspace: Workspace, display: Display, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, margin=0)
        self._workspace = workspace
        self._display = display
        self._theme = theme
        self._draft = SegmenterDraft(workspace.segmenter_id, workspace.segmenter_parameters)
        self._presets: dict[str, dict[str, Any]] = {}
        self._rows: dict[str, SettingRow] = {}
        self._is_applied = False
        self._scale: tuple[float, str] | None = None
        self.setAccessibleName(tr("Segmentation settings"))
        self.stack.setSpacing(0)
        self.kept = KeptLabels(workspace)
        self.summary = PreviewSummary(workspace)
        self._segmenter, self.preset = QComboBox(), QComboBox()
        self._reset_all = button(tr("Reset all"), tr("Put every setting back to its default"), flat=True)
        self._list = Panel(margin=SPACE * 3 // 2)
        self._list.stack.setSpacing(SPACE * 3 // 2)
        self._arrange()
        self._connect()
        self._name_apply()
        self._show_segmenters()

    # Putting together

    def _arrange(self) -> None:
        close_name, close_tip = tr("Close the segmentation settings"), tr("Close without applying (Escape)")
        head = Panel()
        head.stack.addLayout(self.head(self._theme, tr("Segmentation"), close_name, close_tip=close_tip))
        hint = tr("White dashes show what these settings would find. Nothing changes until you apply them.")
        head.stack.addWidget(text_label(hint, "small", "muted", wrap=True))
        head.stack.addLayout(self._choosers())
        scroll = Column(self._list)
        foot = Panel()
        foot.stack.addWidget(self.summary)
        foot.stack.addWidget(self.kept)
        foot.stack.addLayout(self._buttons())
        for widget, stretch in ((head, 0), (rule(), 0), (scroll, 1), (rule(), 0), (foot, 0)):
            self.stack.addWidget(widget, stretch)

    def _choosers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        for line, (title, combo) in enumerate(
            ((tr("Segmenter"), self._segmenter), (tr("Preset"), self.preset))
        ):
            label = QLabel(title)
            label.setBuddy(combo)
            combo.setAccessibleName(title)
            grid.addWidget(label, line, 0)
            grid.addWidget(combo, line, 1, 1, 1 if combo is self.preset else 2)
        grid.addWidget(self._reset_all, 1, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def _buttons(self) -> Any:
        self._apply = button("", "", primary=True)
        self._keep = button(
            tr("Use from now on"), tr("Segment every smear with these settings, also after a restart")
        )
        self._cancel = button(tr("Cancel"), tr("Close without changing anything"))
        return row(self._apply, self._keep, None, self._cancel)

    def _connect(self) -> None:
        workspace = self._workspace
        self._segmenter.activated.connect(lambda: self._choose_segmenter(self._segmenter.currentData()))
        self.preset.activated.connect(lambda: self._choose_preset(self.preset.currentData()))
        self._reset_all.clicked.connect(lambda: self._choose_preset(""))
        self._apply.clicked.connect(self._apply_once)
        self._keep.clicked.connect(self._keep_for_good)
        self._cancel.clicked.connect(self.closed)
        self._display.seen_changed.connect(self._follow_view)
        workspace.smear_opened.connect(self._try)
        workspace.smear_opened.connect(self._name_apply)
        workspace.scale_changed.connect(self._follow_scale)
        workspace.choice_changed.connect(self._show_state)
        workspace.dataset_opened.connect(self._show_state)

    # What the reader chooses

    def _choose_segmenter(self, segmenter_id: str) -> None:
        self._draft.choose(segmenter_id)
        self._fill()

    def _choose_preset(self, name: str) -> None:
        self._draft.take(self._presets.get(name, {}))
        for setting_row in self._rows.values():
            setting_row.show_value(self._draft.values[setting_row.setting.name])
        self._show_state()
        self._try()

    def _change(self, name: str, value: object) -> None:
        self._draft.set(name, value)
        self._show_state()
        self._try()

    def _follow_view(self) -> None:
        if not self._is_applied:  # what was applied is not covered by its own dashes when the view moves
            self._try()

    def _follow_scale(self) -> None:
        """Try anew at another scale: cells are looked for by their size."""
        before, now = self._scale, self._workspace.pixel_size
        self._scale = now
        if (before and before[0]) == (now and now[0]):
            return
        # What was applied is at the scale that the analysis measured itself, unless somebody states another.
        is_stated = any(scale is not None and scale[1] == "stated" for scale in (before, now))
        if is_stated or not self._is_applied:
            self._try()

    def _try(self, *_: object) -> None:
        self._is_applied = False
        self._scale = self._workspace.pixel_size
        if self.isVisible() and self._workspace.smear is not None:
            self.summary.wait()
            self._workspace.preview.request(self._draft.segmenter_id, self._draft.told, self._display.seen)

    def _apply_once(self) -> None:
        self._is_applied = True
        self._workspace.preview.stop()
        view = self._display.seen if self._workspace.is_large else None
        self._workspace.analyze_with(self._draft.segmenter_id, self._draft.told, view)

    def _keep_for_good(self) -> None:
        self._workspace.keep_segmenter(self._draft.segmenter_id, self._draft.told)
        self._workspace.notice.emit(tr("From now on, smears are segmented with these settings."))

    # Showing

    def _name_apply(self, *_: object) -> None:
        """A very large smear is segmented where the preview was looked at, all of it takes too long."""
        is_large = self._workspace.is_large
        self._apply.setText(tr("Apply in sight") if is_large else tr("Apply to this smear"))
        self._apply.setToolTip(
            tr("Segment the part in sight anew; labels stay")
            if is_large
            else tr("Segment this smear anew; labels stay")
        )

    def _show_segmenters(self) -> None:
        self._segmenter.clear()
        for segmenter_id in segmenter_ids():
            title, tip = segmenter_title(segmenter_id)
            self._segmenter.addItem(title, segmenter_id)
            self._segmenter.setItemData(self._segmenter.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)

    def _fill(self) -> None:
        """Show the settings of the segmenter that is chosen here."""
        for old in self._list.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.setParent(None)
            old.deleteLater()
        while self._list.stack.takeAt(0) is not None:
            pass
        self._rows = {}
        segmenter_id = self._draft.segmenter_id
        self._segmenter.setCurrentIndex(self._segmenter.findData(segmenter_id))
        try:
            settings, self._presets = segmenter_settings(segmenter_id), segmenter_presets(segmenter_id)
        except LeukoDeskError as error:
            settings, self._presets = (), {}
            self._list.stack.addWidget(text_label(worded(error), tone="danger", wrap=True))
        else:
            if not settings:
                self._list.stack.addWidget(text_label(tr("This segmenter has nothing to set."), tone="muted"))
        self._draft.describe(settings)
        for setting in settings:
            if setting.kind == "choice" and len(setting.choices) < 2:
                continue
            setting_row = SettingRow(setting, self._theme)
            setting_row.show_value(self._draft.values[setting.name])
            setting_row.changed.connect(self._change)
            self._rows[setting.name] = setting_row
            self._list.stack.addWidget(setting_row)
        self._list.stack.addStretch(1)
        self.preset.clear()
        self.preset.addItem(tr(_DEFAULTS), "")
        for name in self._presets:
            self.preset.addItem(tr(choice_text(name)), name)
        self.preset.setPlaceholderText(tr(_OWN))
        self._show_state()
        self._try()

    def _show_state(self) -> None:
        draft, workspace = self._draft, self._workspace
        named = {"": {}, **self._presets}
        chosen = next((name for name, values in named.items() if draft.is_like(values)), None)
        with QSignalBlocker(self.preset):
            self.preset.setCurrentIndex(-1 if chosen is None else self.preset.findData(chosen))
        self._reset_all.setEnabled(bool(draft.told))
        self._apply.setEnabled(workspace.smear is not None and not workspace.read_only)
        kept = workspace.segmenter_parameters.get(draft.segmenter_id, {})
        is_kept = draft.segmenter_id == workspace.segmenter_id and dict(draft.told) == dict(kept)
        self._keep.setEnabled(not is_kept)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with what is in force."""
        super().showEvent(event)
        if not event.spontaneous():
            self._draft = SegmenterDraft(self._workspace.segmenter_id, self._workspace.segmenter_parameters)
            self._fill()
            self._segmenter.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the field as it was."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._workspace.preview.stop()
