"""One setting of a segmenter: its name, a control that fits it, and the way back to its default."""

from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from leukodesk.gui.look.number_field import NumberField
from leukodesk.gui.look.panel import row, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.inference.segmenters.settings import Setting, choice_text
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import tr

_MOST_STOPS: Final = 500
_CONTROL_WIDTH: Final = 132
_LARGE: Final = 1_000_000


class SettingRow(QWidget):
    """Shows one value and lets it be changed.

    A number with a range has a slider too, where the slider's stops are few enough to be hit.

    Signals:
        changed: the reader chose another value; args: name of the setting, value.
    """

    changed = Signal(str, object)

    def __init__(self, setting: Setting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._theme = theme
        self._value: Any = setting.default
        self._slider = self._make_slider()
        self._control = self._make_control()
        title = tr(setting.title)
        self._control.setAccessibleName(title)
        needed = 0 if isinstance(self._control, QCheckBox) else self._control.sizeHint().width()
        self._control.setFixedWidth(max(_CONTROL_WIDTH, needed))
        self._reset = QToolButton()
        self._reset.setToolTip(tr("Back to {default}", default=value_text(setting, setting.default)))
        self._reset.setAccessibleName(tr("Reset {title}", title=title))
        self._reset.clicked.connect(lambda: self._choose(setting.default))
        policy = self._reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(policy)
        label = text_label(title, wrap=True)
        label.setBuddy(self._control)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(2)
        line = row(label, self._control, self._reset, spacing=SPACE // 2)
        line.setStretch(0, 1)
        stack.addLayout(line)
        if self._slider is not None:
            stack.addWidget(self._slider)
        self.setToolTip(self._tip())
        wheel = _WheelStopper(self)
        for control in self.findChildren(QWidget):
            if control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                control.installEventFilter(wheel)
        theme.changed.connect(self._redraw)
        self._redraw()
        self.show_value(setting.default)

    @property
    def value(self) -> Any:
        """The value shown."""
        return self._value

    def show_value(self, value: Any) -> None:
        """Show a value, without ``changed``."""
        self._value = value
        control, slider = self._control, self._slider
        blockers = [QSignalBlocker(control)]
        if isinstance(control, QComboBox):
            control.setCurrentIndex(control.findData(value))
        elif isinstance(control, QCheckBox):
            control.setChecked(value)
            control.setText(value_text(self.setting, value))
        elif isinstance(control, QSpinBox | NumberField):
            control.setValue(value)
        if slider is not None:
            blockers.append(QSignalBlocker(slider))
            slider.setValue(round((value - (self.setting.low or 0)) / self._step))
        del blockers
        self._reset.setVisible(value != self.setting.default)

    @property
    def _step(self) -> float:
        step = self.setting.step
        return step if step is not None else (1 if self.setting.kind == "whole" else 0.1)

    def _choose(self, value: Any) -> None:
        if value != self._value:
            self.show_value(value)
            self.changed.emit(self.setting.name, value)

    def _slide(self, stop: int) -> None:
        value = (self.setting.low or 0) + stop * self._step
        value = min(value, self.setting.high if self.setting.high is not None else value)
        self._choose(round(value) if self.setting.kind == "whole" else round(value, self._decimals()))

    def _make_control(self) -> QAbstractSpinBox | QComboBox | QCheckBox:
        setting = self.setting
        if setting.kind == "choice":
            combo = QComboBox()
            for choice in setting.choices:
                combo.addItem(tr(choice_text(choice)), choice)
            combo.activated.connect(lambda: self._choose(combo.currentData()))
            return combo
        if setting.kind == "switch":
            check = QCheckBox()
            check.toggled.connect(self._choose)
            return check
        low = -_LARGE if setting.low is None else setting.low
        high = _LARGE if setting.high is None else setting.high
        spin: QSpinBox | NumberField
        if setting.kind == "whole":
            spin = QSpinBox()
            spin.setRange(round(low), round(high))
            spin.setSingleStep(max(1, round(self._step)))
        else:
            spin = NumberField()
            spin.setDecimals(self._decimals())
            spin.setRange(low, high)
            spin.setSingleStep(self._step)
        spin.setSuffix(f" {tr(setting.unit)}" if setting.unit else "")
        spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        spin.setKeyboardTracking(False)  # half a number is no wish yet
        spin.valueChanged.connect(self._choose)
        return spin

    def _make_slider(self) -> QSlider | None:
        low, high = self.setting.low, self.setting.high
        if low is None or high is None or (high - low) / self._step > _MOST_STOPS:
            return None
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, round((high - low) / self._step))
        slider.setPageStep(max(1, slider.maximum() // 10))
        slider.setAccessibleName(tr(self.setting.title))
        slider.valueChanged.connect(self._slide)
        return slider

    def _decimals(self) -> int:
        known = (self._step, self.setting.default, self.setting.low or 0, self.setting.high or 0)
        return max(len(f"{number:g}".partition(".")[2]) for number in known)

    def _tip(self) -> str:
        setting = self.setting
        default = tr("Default: {default}.", default=value_text(setting, setting.default))
        return " ".join(filter(None, (tr(setting.help), self._range(), default)))

    def _range(self) -> str:
        """The numbers it may be, as a sentence; empty where there are none."""
        setting = self.setting
        if setting.kind in ("choice", "switch"):
            return ""
        noun = tr("A whole number") if setting.kind == "whole" else tr("A number")
        unit = f" {tr(setting.unit)}" if setting.unit else ""
        low = "" if setting.low is None else written(setting.low, "g")
        high = "" if setting.high is None else written(setting.high, "g")
        if low and high:
            return tr("{noun} from {low} to {high}{unit}.", noun=noun, low=low, high=high, unit=unit)
        if low:
            return tr("{noun} of {low}{unit} or more.", noun=noun, low=low, unit=unit)
        return tr("{noun} up to {high}{unit}.", noun=noun, high=high, unit=unit) if high else f"{noun}."

    def _redraw(self) -> None:
        self._reset.setIcon(self._theme.icon("reset"))


class _WheelStopper(QObject):
    """Leaves the wheel to the list that scrolls unless a control was chosen on purpose."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def value_text(setting: Setting, value: Any) -> str:
    """A value of a setting with its unit, as the reader's language writes it."""
    if setting.kind == "switch":
        return tr("On") if value else tr("Off")
    if setting.kind == "choice":
        return tr(choice_text(value))
    shown = written(value, "g") if isinstance(value, float) else str(value)
    return f"{shown} {tr(setting.unit)}".strip()
