"""What a reader is about to tell a segmenter, before it is applied or kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from leukodesk.core.errors import SettingError
from leukodesk.inference.segmenters.settings import Setting


class SegmenterDraft:
    """A segmenter with values for its settings, remembered for each segmenter while the reader compares them.

    Attributes:
        segmenter_id: the segmenter.
        values: by the setting's name, every setting of that segmenter.
    """

    def __init__(self, segmenter_id: str, kept: Mapping[str, Mapping[str, Any]]) -> None:
        """Begin with what is in force.

        Args:
            segmenter_id: the segmenter.
            kept: by segmenter and setting, what is not at its default.
        """
        self.segmenter_id = segmenter_id
        self.values: dict[str, Any] = {}
        self._told = {key: dict(values) for key, values in kept.items()}
        self._defaults: dict[str, Any] = {}

    @property
    def told(self) -> dict[str, Any]:
        """The values that are not at their default."""
        return {name: value for name, value in self.values.items() if value != self._defaults[name]}

    def choose(self, segmenter_id: str) -> None:
        """Turn to another segmenter; follow with :meth:`describe`."""
        self._told[self.segmenter_id] = self.told
        self.segmenter_id = segmenter_id
        self.values, self._defaults = {}, {}

    def describe(self, settings: Iterable[Setting]) -> None:
        """Learn what there is to set; a kept value out of its range by now gives way to the default."""
        told = self._told.get(self.segmenter_id, {})
        for setting in settings:
            self._defaults[setting.name] = setting.default
            try:
                self.values[setting.name] = setting.value_of(told.get(setting.name, setting.default))
            except SettingError:
                self.values[setting.name] = setting.default

    def set(self, name: str, value: Any) -> None:
        """Change one value."""
        self.values[name] = value

    def take(self, values: Mapping[str, Any]) -> None:
        """Take a preset; what it does not name goes back to its default."""
        self.values = {**self._defaults, **values}

    def is_like(self, values: Mapping[str, Any]) -> bool:
        """Whether the draft is just a preset."""
        return self.values == {**self._defaults, **values}
