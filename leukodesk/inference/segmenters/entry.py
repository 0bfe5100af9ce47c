"""One registered segmenter: how it is made, and what there is to choose about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from leukodesk.core.errors import UnknownIdError
from leukodesk.core.sentence import sentence
from leukodesk.inference.segmenters.segmenter import Segmenter
from leukodesk.inference.segmenters.settings import Setting, settings_of, values_of

Presets = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class SegmenterEntry:
    """A builder with its description.

    Attributes:
        id: the id it is registered under.
        build: makes the segmenter from parameters.
        title: what the reader sees.
        parameters: the dataclass of its parameters, or None when it does not say what it can be told.
        presets: values by name of the preset; what a preset does not name stays at its default.
    """

    id: str
    build: Callable[..., Segmenter]
    title: str
    parameters: type | None = None
    presets: Presets = field(default_factory=dict)

    def __call__(self, **parameters: object) -> Segmenter:
        """Make the segmenter.

        Raises:
            UnknownIdError: it has no such parameter; lists near names.
            SettingError: a parameter is outside its range.
        """
        if self.parameters is None:
            return self.build(**parameters)
        return self.build(**values_of(self.settings, parameters, self.id))

    @property
    def settings(self) -> tuple[Setting, ...]:
        """What it can be told; empty when it does not say."""
        return settings_of(self.parameters) if self.parameters is not None else ()

    def preset(self, name: str) -> dict[str, Any]:
        """The values of one preset.

        Raises:
            UnknownIdError: there is no such preset; lists near names.
            SettingError: the preset has a value outside its range.
        """
        if name not in self.presets:
            raise UnknownIdError(sentence("preset of {segmenter}", segmenter=self.id), name, self.presets)
        return values_of(self.settings, self.presets[name], self.id)
