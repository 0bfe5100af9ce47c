"""Colours of a smear adjusted to those of a template smear that the reader chooses.

Two ways. ``zhang`` is the published one: each channel of CIE LAB gets the template's mean and standard
deviation (Zhang et al., "White Blood Cell Segmentation by Color-Space-Based K-Means Clustering", Sensors 14,
2014, the colour adjustment of Jin et al. 2023, section 5.1.2). Its mean depends on how much of a field cells
cover, and so does the hue of a nucleus. ``background`` therefore moves the empty background onto the
template's and scales the optical density of all channels alike, so that a typical stained pixel, mostly a red
cell, takes as much light as there and every hue keeps its place.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk import atomic
from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.imaging.background import find_background
from leukodesk.imaging.levels import brightest
from leukodesk.imaging.reader import MAX_PIXELS, read_smear

Pixels = npt.NDArray[np.uint8]
FloatArray = npt.NDArray[np.float64]
Triple = tuple[float, float, float]
Method = Literal["background", "zhang"]

METHODS: Final[tuple[Method, ...]] = get_args(Method)
TEMPLATE_SUFFIX: Final = ".json"

_SAMPLE_PX: Final = 1024
_BAND_PX: Final = 2**20
_BLACK: Final = 8
_STAINED: Final = 0.12
_LEAST_STAINED_SHARE: Final = 0.002
_LEAST_DEVIATION: Final = 0.5
_GREATEST_GAIN: Final = 4.0


@dataclass(frozen=True)
class ColourStatistics:
    """What the colours of one field look like.

    Attributes:
        mean, deviation: of all pixels but black ones, in CIE LAB: L 0 to 100, a and b round 0.
        background: RGB of the empty background, 0 to 255.
        stained: median optical density of stained pixels per channel, natural logarithm.
    """

    mean: Triple
    deviation: Triple
    background: Triple
    stained: Triple


@dataclass(frozen=True)
class StainTemplate:
    """Colours that smears are adjusted to.

    Attributes:
        name: what the reader sees: the file the template comes from.
        statistics: of that field.
        method: how colours are moved; one of :data:`METHODS`.
    """

    name: str
    statistics: ColourStatistics
    method: Method = "background"

    @property
    def digest(self) -> str:
        """12 hexadecimal digits that tell one template from another, whatever they are called."""
        plain = json.dumps([asdict(self.statistics), self.method], sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()[:12]

    def adjusted(self, pixels: Pixels, statistics: ColourStatistics | None = None) -> Pixels:
        """The field in the colours of the template; black pixels stay black.

        Args:
            pixels: (h, w, 3) RGB uint8.
            statistics: of the whole field, where ``pixels`` are a part of it.

        Returns:
            A new array of the same shape and type. A field without colours or without anything stained is
            returned as it is.
        """
        found = statistics if statistics is not None else statistics_of(pixels)
        if _problem(found):
            return pixels.copy()
        goal = self.statistics
        if self.method == "zhang":
            return _moved(pixels, found, goal)
        return _redyed(pixels, found, goal)


def statistics_of(pixels: Pixels) -> ColourStatistics:
    """Measure the colours of a field.

    Args:
        pixels: (h, w, 3) RGB uint8.
    """
    step = max(1, max(pixels.shape[:2]) // _SAMPLE_PX)
    sample = np.ascontiguousarray(pixels[::step, ::step])
    lit = brightest(sample) >= _BLACK
    if not lit.any():
        nothing = (0.0, 0.0, 0.0)
        return ColourStatistics(nothing, nothing, nothing, nothing)
    found = find_background(sample)
    outside = found.outside_in(sample)
    if outside is not None:
        lit &= ~outside
    lab = _to_lab(sample)[lit].astype(np.float64)
    background = found.colour.clip(1, 255).astype(np.float64)
    density = np.log(background / np.maximum(sample[lit], 1))
    stained = density[density.max(axis=1) > _STAINED]
    enough = len(stained) > _LEAST_STAINED_SHARE * len(density)
    typical = np.median(stained, axis=0) if enough else np.zeros(3)
    return ColourStatistics(
        _triple(lab.mean(axis=0)), _triple(lab.std(axis=0)), _triple(background), _triple(typical)
    )


def template_of(pixels: Pixels, name: str, method: Method = "background") -> StainTemplate:
    """Make a template of a field.

    Args:
        pixels: (h, w, 3) RGB uint8.
        name: what the reader sees.
        method: how colours will be moved.

    Raises:
        InputError: the field is black, empty or without colours.
    """
    statistics = statistics_of(pixels)
    if problem := _problem(statistics):
        raise InputError(
            sentence(
                "{name} {problem}, so it cannot be a colour template; choose a stained smear.",
                name=name,
                problem=problem,
            )
        )
    return StainTemplate(name, statistics, method)


def read_template(
    path: Path, method: Method = "background", *, max_pixels: int = MAX_PIXELS
) -> StainTemplate:
    """Read a saved template, or make one of an image.

    Args:
        path: a file that :func:`save_template` wrote, or an image of a smear.
        method: how colours will be moved, where ``path`` is an image.
        max_pixels: refuse larger images.

    Raises:
        InputError: the file cannot be read, is damaged, or its colours cannot be a template.
    """
    if path.suffix.lower() == TEMPLATE_SUFFIX:
        return _load(path)
    return template_of(read_smear(path, max_pixels=max_pixels).pixels, path.name, method)


def save_template(template: StainTemplate, folder: Path) -> Path:
    """Write a template durably as ``<digest>.json`` and return its path.

    Raises:
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{template.digest}{TEMPLATE_SUFFIX}"
    atomic.write_text(path, json.dumps(asdict(template), indent=2) + "\n")
    return path


def _load(path: Path) -> StainTemplate:
    try:
        document: dict[str, Any] = json.loads(path.read_bytes())
        numbers = {key: _triple(values) for key, values in document["statistics"].items()}
        template = StainTemplate(str(document["name"]), ColourStatistics(**numbers), document["method"])
    except OSError as error:
        raise InputError(
            sentence(
                "The colour template {path} cannot be read ({reason}); choose another one.",
                path=path,
                reason=system_reason(error),
            )
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(
            sentence("{path} is no colour template; choose an image or a saved template.", path=path)
        ) from error
    if template.method not in METHODS or _problem(template.statistics):
        raise InputError(
            sentence("{path} is no colour template; choose an image or a saved template.", path=path)
        )
    return template


def _problem(statistics: ColourStatistics) -> str:
    """Why colours cannot be moved from or to these, to follow a name; empty if they can."""
    if not all(np.isfinite(values).all() for values in asdict(statistics).values()):
        return sentence("has colours that are no numbers")
    if statistics.mean[0] <= 0:
        return sentence("is black")
    if sum(statistics.stained) <= 0 or min(statistics.background) < 1:
        return sentence("shows nothing stained")
    if max(statistics.deviation[1:]) < _LEAST_DEVIATION:
        return sentence("has no colours")
    return ""


def _moved(pixels: Pixels, found: ColourStatistics, goal: ColourStatistics) -> Pixels:
    """Mean and deviation of each LAB channel become the template's."""
    out = np.empty_like(pixels)
    start, end = np.array(found.mean, np.float32), np.array(goal.mean, np.float32)
    gain = np.maximum(goal.deviation, _LEAST_DEVIATION) / np.maximum(found.deviation, _LEAST_DEVIATION)
    gain = np.clip(gain, 1 / _GREATEST_GAIN, _GREATEST_GAIN).astype(np.float32)
    for rows in _bands(pixels):
        band = np.ascontiguousarray(pixels[rows])
        lab = (_to_lab(band) - start) * gain + end
        lab[..., 0] = np.clip(lab[..., 0], 0, 100)
        rgb = cv2.cvtColor(lab, cv2.COLOR_LAB2RGB)
        out[rows] = _black_kept(band, (rgb.clip(0, 1) * 255).round().astype(np.uint8))
    return out


def _redyed(pixels: Pixels, found: ColourStatistics, goal: ColourStatistics) -> Pixels:
    """Background and typical density become the template's; a table per channel does it."""
    gain = float(np.clip(sum(goal.stained) / sum(found.stained), 1 / _GREATEST_GAIN, _GREATEST_GAIN))
    light = np.arange(256)[:, None] / np.array(found.background)
    table = (np.array(goal.background) * light**gain).clip(0, 255).round().astype(np.uint8)
    return _black_kept(pixels, cv2.LUT(pixels, table.reshape(1, 256, 3)))


def _black_kept(pixels: Pixels, adjusted: Pixels) -> Pixels:
    black = brightest(pixels) < _BLACK
    adjusted[black] = pixels[black]
    return adjusted


def _bands(pixels: Pixels) -> Iterator[slice]:
    """Rows that fit into little memory as 32-bit LAB."""
    height = max(1, _BAND_PX // pixels.shape[1])
    for top in range(0, pixels.shape[0], height):
        yield slice(top, top + height)


def _to_lab(pixels: Pixels) -> npt.NDArray[np.float32]:
    return cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)  # type: ignore[no-any-return]


def _triple(values: Any) -> Triple:
    first, second, third = (float(value) for value in values)
    return first, second, third
