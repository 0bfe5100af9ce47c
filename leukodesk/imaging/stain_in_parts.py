"""Colours of a large smear adjusted part by part, as they would be adjusted in one piece."""

from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np

from leukodesk.imaging.pyramid import PixelSource, UInt8Array
from leukodesk.imaging.stain import ColourStatistics, Pixels, StainTemplate, statistics_of

_PATCH_PX: Final = 256
_PATCHES: Final = 8
"""Along each side: four megapixels in all, as much as a camera sees."""

_measured: "WeakKeyDictionary[PixelSource, ColourStatistics]" = WeakKeyDictionary()


@dataclass(frozen=True)
class FittedTemplate(StainTemplate):
    """A template that knows the colours of the whole smear, so that every part is moved alike.

    Attributes:
        smear_statistics: of the smear whose parts are adjusted.
    """

    smear_statistics: ColourStatistics | None = None

    def adjusted(self, pixels: Pixels, statistics: ColourStatistics | None = None) -> Pixels:
        """See :meth:`leukodesk.imaging.stain.StainTemplate.adjusted`."""
        return super().adjusted(pixels, statistics or self.smear_statistics)


def fitted(template: StainTemplate | None, source: PixelSource) -> StainTemplate | None:
    """The template for the parts of a smear; its colours are measured once, as long as it is open.

    Raises:
        InputError: the file is damaged or gone.
    """
    if template is None:
        return None
    statistics = _measured.get(source)
    if statistics is None:
        statistics = _measured[source] = statistics_of(sample_of(source))
    return FittedTemplate(template.name, template.statistics, template.method, statistics)


def sample_of(source: PixelSource) -> UInt8Array:
    """Pieces from all over a smear at full resolution, put together to one picture of at most 2048 pixels.

    A smaller copy would not do: it mixes cells with the background between them, and so their colours.

    Raises:
        InputError: the file is damaged or gone.
    """
    level = source.levels[0]
    tops, lefts = _starts(level.height), _starts(level.width)
    height, width = min(_PATCH_PX, level.height), min(_PATCH_PX, level.width)
    rows = [
        np.concatenate([source.read(0, (top, left, top + height, left + width)) for left in lefts], axis=1)
        for top in tops
    ]
    return np.concatenate(rows, axis=0)


def _starts(length: int) -> list[int]:
    """Where pieces begin along a side: in the middle of equal stretches."""
    count = max(1, min(_PATCHES, length // _PATCH_PX))
    return [max(0, round((number + 0.5) * length / count - _PATCH_PX / 2)) for number in range(count)]
