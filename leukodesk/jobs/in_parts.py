"""Looking at a large smear, or a region of it, in parts of bounded memory, each cell exactly once and whole.

The parts overlap by more than a white cell, so that each cell lies whole in one of them. A part keeps the
cells whose centre lies in its own share of the region, or barely beyond; what two parts kept is one cell.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Generic, Protocol, TypeVar

from leukodesk.core.cell import Cell
from leukodesk.core.counterparts import mean_the_same
from leukodesk.core.mask import BBox, share_pixels
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.results import Prediction, Segmentation
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear
from leukodesk.imaging.parts import margin_px
from leukodesk.imaging.pyramid import PixelSource
from leukodesk.imaging.reader import SmearImage
from leukodesk.imaging.scale import ScaleEstimate, estimate_pixel_size
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.scaling import (
    ROUGH,
    Scale,
    scale_by_red_cells,
    scale_notices,
    stated_scale,
    stated_scale_notices,
)
from leukodesk.inference.segmenters.field_segmenter import NOTHING_FOUND, nothing_found

SHARE_PX: Final = 2048
"""Side of a part's own share of the region."""

_BARELY_UM: Final = 3.0
"""How far two parts may differ about the centre of one cell, since each sees another surround."""

_MEASURED_PARTS: Final = 5
"""Where the middle of a region is empty, its scale is measured elsewhere in it, that often at most."""


@dataclass(frozen=True)
class Region:
    """A part of a large smear that is looked at.

    Attributes:
        smear: the smear.
        source: where its pixels come from.
        box: ``(y0, x0, y1, x1)`` in smear pixels, inside the smear and not empty.
    """

    smear: Smear
    source: PixelSource
    box: BBox


class Found(Protocol):
    """What is said about one part: cells in its own coordinates, and what a model says of them."""

    @property
    def segmentation(self) -> Segmentation | None:
        """The cells of the part."""

    @property
    def predictions(self) -> tuple[Prediction, ...]:
        """One per classified cell."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader should know of the scale and the cells, one sentence each."""

    @property
    def model_notices(self) -> tuple[str, ...]:
        """What the reader should know of what the model says, one sentence each."""


FoundT = TypeVar("FoundT", bound=Found)


@dataclass(frozen=True)
class Gathered(Generic[FoundT]):
    """What was found in all parts of a region.

    Attributes:
        segmentation: the cells whose centre lies in the region, in smear coordinates, each once, from the
            top.
        predictions: of these cells, in their order.
        notices: of the scale and the cells, each once.
        model_notices: of what the model says, each once.
        parts: where each part lies in the smear, ``(y0, x0, y1, x1)``, and what was found in it.
    """

    segmentation: Segmentation
    predictions: tuple[Prediction, ...]
    notices: tuple[str, ...]
    model_notices: tuple[str, ...]
    parts: tuple[tuple[BBox, FoundT], ...]


def gather(
    region: Region,
    scale: Scale,
    look: Callable[[SmearImage, Progress], FoundT],
    card: ModelCard | None,
    progress: Progress = no_progress,
) -> Gathered[FoundT]:
    """Look at every part of a region, and put together what is found.

    Args:
        region: the region.
        scale: of the smear, so that all parts are looked at alike.
        look: called for each part, a smear of its own, with a progress that it may tell.
        card: of the model that is asked, or None.
        progress: told how many parts are done; raises to cancel.

    Raises:
        InputError: the file is damaged or gone.
        CancelledError: raised by ``progress``.
    """
    shares = list(shares_of(region.box))
    margin, barely = margin_px(scale.pixel_size_um), _BARELY_UM / scale.pixel_size_um
    kept: list[tuple[BBox, list[Cell]]] = []
    parts: list[tuple[BBox, FoundT]] = []
    for number, share in enumerate(shares):
        part = _grown(share, margin, region.smear)
        result = look(_image(region, part, scale), progress_of_part(progress, number, len(shares)))
        segmentation = result.segmentation
        assert segmentation is not None
        near = [
            cell
            for other, cells in kept
            if share_pixels(_grown(other, margin, region.smear), part)
            for cell in cells
        ]
        found = (
            replace(cell.moved(part[0], part[1]), smear_id=region.smear.id) for cell in segmentation.cells
        )
        kept.append((share, _new_in(share, found, near, barely)))
        parts.append((part, result))
    inside = sorted(
        (cell for _, cells in kept for cell in cells if _holds(region.box, cell, 0)),
        key=lambda cell: cell.bbox,
    )
    said = {item.cell_id: item for _, result in parts for item in result.predictions}
    predictions = tuple(said[cell.id] for cell in inside if cell.id in said)
    notices = (
        *stated_scale_notices(scale, partial(_estimate, region)),
        *scale_notices(scale),
        *_notices([result for _, result in parts], inside),
    )
    of_model = _model_notices([result for _, result in parts], inside, predictions, card)
    assert segmentation is not None
    return Gathered(
        replace(segmentation, cells=tuple(inside)),
        predictions,
        tuple(dict.fromkeys(notices)),
        tuple(dict.fromkeys(of_model)),
        tuple(parts),
    )


def _new_in(share: BBox, found: Iterable[Cell], near: Sequence[Cell], barely_px: float) -> list[Cell]:
    """Those of the found cells that lie in a share of the region, without what the parts before it found."""
    return [
        cell
        for cell in found
        if _holds(share, cell, barely_px) and not any(mean_the_same(cell, other) for other in near)
    ]


def measured_scale(region: Region, pixel_size_um: float | None = None) -> Scale:
    """The scale of a region: given, else stated by the file, else measured where it shows enough red cells.

    Raises:
        InputError: the given size is impossible, or the file is damaged or gone.
    """
    return stated_scale(region.smear, pixel_size_um) or scale_by_red_cells(_estimate(region))


def _estimate(region: Region) -> ScaleEstimate:
    """What the red cells in the middle of a region say, or elsewhere in it where there are too few."""
    shares = list(shares_of(region.box))
    middle = len(shares) // 2
    order = sorted(range(len(shares)), key=lambda number: abs(number - middle))
    best: ScaleEstimate | None = None
    for number in order[:: -(-len(order) // _MEASURED_PARTS)]:
        estimate = estimate_pixel_size(region.source.read(0, shares[number]))
        if best is None or estimate.confidence > best.confidence:
            best = estimate
        if best.confidence >= ROUGH:
            break
    assert best is not None
    return best


def shares_of(box: BBox) -> Iterator[BBox]:
    """The shares that a region falls into, of about :data:`SHARE_PX` a side."""
    rows, columns = _cuts(box[0], box[2]), _cuts(box[1], box[3])
    for y0, y1 in itertools.pairwise(rows):
        for x0, x1 in itertools.pairwise(columns):
            yield y0, x0, y1, x1


def neighbours_together(cells: Iterable[Cell]) -> list[list[Cell]]:
    """Cells in groups that lie in one share of the smear."""
    groups: dict[tuple[int, int], list[Cell]] = {}
    for cell in cells:
        row, column = cell.centroid
        groups.setdefault((int(row // SHARE_PX), int(column // SHARE_PX)), []).append(cell)
    return [groups[place] for place in sorted(groups)]


def progress_of_part(progress: Progress, number: int, count: int) -> Progress:
    """Tells how many parts are done instead of what each is doing; of one part, what it is doing."""

    def step(done: int, total: int, text: str = "") -> None:
        if count > 1:
            progress(
                number, count, sentence("Analysing part {number} of {count}", number=number + 1, count=count)
            )
        else:
            progress(done, total, text)

    return step


def _image(region: Region, part: BBox, scale: Scale) -> SmearImage:
    """A part as a smear of its own, of known scale, so that all parts are analysed alike."""
    smear = replace(
        region.smear,
        id=f"{region.smear.id}-{part[0]}-{part[1]}",
        height=part[2] - part[0],
        width=part[3] - part[1],
        pixel_size_um=scale.pixel_size_um,
    )
    return SmearImage(smear, region.source.read(0, part), b"")


def _notices(results: Sequence[Found], cells: Sequence[Cell]) -> Iterator[str]:
    """What holds for the whole: a part without leukocytes is nothing to tell."""
    for result in _telling(results, cells):
        yield from (notice for notice in result.notices if notice not in NOTHING_FOUND)
    if any(not NOTHING_FOUND.isdisjoint(result.notices) for result in results):
        yield from nothing_found(cells)


def _model_notices(
    results: Sequence[Found], cells: Sequence[Cell], predictions: Sequence[Prediction], card: ModelCard | None
) -> Iterator[str]:
    """What the model says for the whole: its doubt counts over all."""
    from leukodesk.inference.suggestions import unfamiliar_notices  # noqa: PLC0415  # imports torch

    if card is None:
        return
    for result in _telling(results, cells):
        of_part = unfamiliar_notices(result.predictions, card)
        yield from (notice for notice in result.model_notices if notice not in of_part)
    yield from unfamiliar_notices(predictions, card)


def _telling(results: Sequence[Found], cells: Sequence[Cell]) -> Iterator[Found]:
    """The parts with cells; all of them where no part has any."""
    for result in results:
        if result.segmentation is not None and (result.segmentation.cells or not cells):
            yield result


def _cuts(start: int, end: int) -> list[int]:
    count = max(1, round((end - start) / SHARE_PX))
    return [start + (end - start) * number // count for number in range(count + 1)]


def _grown(box: BBox, margin: int, smear: Smear) -> BBox:
    y0, x0, y1, x1 = box
    return (
        max(0, y0 - margin),
        max(0, x0 - margin),
        min(smear.height, y1 + margin),
        min(smear.width, x1 + margin),
    )


def _holds(box: BBox, cell: Cell, slack: float) -> bool:
    row, column = cell.centroid
    return box[0] - slack <= row < box[2] + slack and box[1] - slack <= column < box[3] + slack
