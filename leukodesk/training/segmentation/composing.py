"""Training windows: drawn cells as they are, moved onto other fields, and pushed against each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.training.segmentation.examples import Bytes, Example, Labels
from leukodesk.training.segmentation.staining import StainChanges, restained

_Choice = TypeVar("_Choice")

_SCALES: Final = (0.72, 1.4)
_SQUEEZE: Final = 0.12
_EDGE_PX: Final = 1.2
_OVERLAP: Final = (-0.02, 0.08)
_TRIES: Final = 12


@dataclass(frozen=True)
class Window:
    """One square of training data.

    Attributes:
        colours: (s, s, 3) uint8 relative RGB.
        nuclei, cells: (s, s) uint8, 1 inside.
        depth: (s, s) float32; 0 outside cells, 1 at the middle of each.
        known: (s, s) uint8, 1 where there is something to learn.
    """

    colours: Bytes
    nuclei: Bytes
    cells: Bytes
    depth: npt.NDArray[np.float32]
    known: Bytes


@dataclass(frozen=True)
class Mixture:
    """What training windows are made of.

    Attributes:
        crops: drawn cells, one sequence per set; all sets are drawn from equally often.
        fields: whole fields with marked cells, one sequence per set, likewise; may be empty.
        composed_share: share of windows with several drawn cells moved together.
        field_share: share of windows cut from fields as they are.
        size_px: side of a window, a multiple of 16.
        stains: how far stains differ.
    """

    crops: Sequence[Sequence[Example]]
    fields: Sequence[Sequence[Example]]
    composed_share: float = 0.35
    field_share: float = 0.15
    size_px: int = 144
    stains: StainChanges = field(default_factory=StainChanges)

    def window(self, seed: int) -> Window:
        """The window of that seed, always the same."""
        rng = np.random.default_rng(seed)
        chance = rng.random()
        if self.fields and chance < self.field_share:
            base = self._cut(self._field(rng), rng)
        elif chance < self.field_share + self.composed_share:
            base = self._composed(rng)
        else:
            base = self._cut(self._crop(rng), rng)
        return _finished(replace(base, colours=restained(base.colours, self.stains, rng)))

    def _crop(self, rng: np.random.Generator) -> Example:
        return _chosen(_chosen(self.crops, rng), rng)

    def _field(self, rng: np.random.Generator) -> Example:
        return _chosen(_chosen(self.fields, rng), rng)

    def _cut(self, example: Example, rng: np.random.Generator) -> Example:
        """A turned, stretched and mirrored piece, drawn cells near its middle."""
        height, width = example.nuclei.shape
        centre = np.array([rng.uniform(0, width), rng.uniform(0, height)])
        if min(height, width) < 2 * self.size_px:
            centre = np.array([width, height]) / 2 + rng.normal(0, self.size_px / 8, 2)
        return _warped(example, _turn(centre, self.size_px, rng), self.size_px)

    def _composed(self, rng: np.random.Generator) -> Example:
        """Drawn cells on a piece of a field, most of them against each other as in clumps."""
        ground = self._cut(self._field(rng) if self.fields else self._crop(rng), rng)
        number = int(ground.cells.max())
        for _ in range(int(rng.integers(1, 5))):
            crop = self._crop(rng)
            centre = np.array(np.nonzero(crop.cells)).mean(axis=1)[::-1]
            piece = _warped(crop, _turn(centre, self.size_px, rng), self.size_px)
            shift = _place(ground, piece, rng)
            if shift is not None:
                number += 1
                ground = _pasted(ground, piece, shift, number)
        return ground


def _chosen(choices: Sequence[_Choice], rng: np.random.Generator) -> _Choice:
    return choices[int(rng.integers(len(choices)))]


def _turn(centre: npt.NDArray[np.float64], size_px: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """(2, 3) matrix that brings ``centre`` (x, y) to the middle of a window."""
    angle = rng.uniform(0, 2 * np.pi)
    scale = np.exp(rng.uniform(*np.log(_SCALES)))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    stretch = np.diag(np.exp(rng.normal(0, _SQUEEZE / 2, 2)) * scale)
    matrix = turn @ stretch @ np.diag([rng.choice([-1.0, 1.0]), 1.0])
    return np.column_stack([matrix, size_px / 2 - matrix @ centre])


def _warped(example: Example, matrix: npt.NDArray[np.float64], size_px: int) -> Example:
    size = (size_px, size_px)

    def nearest(values: npt.NDArray[np.generic], border: int) -> npt.NDArray[np.float32]:
        moved: npt.NDArray[np.float32] = cv2.warpAffine(
            values.astype(np.float32), matrix, size, flags=cv2.INTER_NEAREST, borderMode=border
        )
        return moved

    # Mirrored surroundings look natural; that nobody drew them is said by what is known.
    colours = cv2.warpAffine(example.colours, matrix, size, borderMode=cv2.BORDER_REFLECT)
    nuclei, inside = (
        cv2.warpAffine(mask.astype(np.uint8) * 255, matrix, size, flags=cv2.INTER_LINEAR) > 127
        for mask in (example.nuclei, example.cells > 0)
    )
    # A smooth outline, with numbers that reach one pixel farther than it.
    wider = cv2.dilate(example.cells.astype(np.float32), np.ones((3, 3), np.uint8))
    cells = np.where(inside, nearest(wider, cv2.BORDER_CONSTANT), 0).astype(np.int32)
    known = nearest(example.known, cv2.BORDER_CONSTANT).astype(np.uint8)
    return Example(example.name, colours, (nuclei & (cells > 0)).astype(np.uint8), cells, known)


def _place(ground: Example, piece: Example, rng: np.random.Generator) -> tuple[int, int] | None:
    """Where a piece fits: against a cell that is there, or alone; None where it covers too much."""
    body = piece.cells > 0
    area = np.count_nonzero(body)
    half = piece.cells.shape[0] // 2
    if not area:
        return None
    taken = (ground.cells > 0) | (ground.known == 0)
    wanted = rng.uniform(*_OVERLAP)
    best: tuple[float, tuple[int, int]] | None = None
    for _ in range(_TRIES):
        shift = (int(rng.integers(-half, half)), int(rng.integers(-half, half)))
        covered = np.count_nonzero(_shifted(body, shift) & taken) / area
        near = abs(covered - max(wanted, 0.0))
        if covered <= _OVERLAP[1] and (best is None or near < best[0]):
            best = (near, shift)
    return best[1] if best else None


def _shifted(values: npt.NDArray[np.generic], shift: tuple[int, int]) -> npt.NDArray[np.generic]:
    """The values moved by (rows, columns), zero where nothing comes from."""
    out = np.zeros_like(values)
    height, width = values.shape[:2]
    down, right = shift
    out[_part(down, height), _part(right, width)] = values[_part(-down, height), _part(-right, width)]
    return out


def _part(shift: int, length: int) -> slice:
    """Where values that are moved by ``shift`` come to lie."""
    return slice(max(shift, 0), length + min(shift, 0))


def _pasted(ground: Example, piece: Example, shift: tuple[int, int], number: int) -> Example:
    body = _shifted((piece.cells > 0).astype(np.uint8), shift).astype(np.uint8)
    alpha = cv2.GaussianBlur(body.astype(np.float32), (0, 0), _EDGE_PX)[..., None]
    above = _shifted(piece.colours, shift)
    colours = (alpha * above + (1 - alpha) * ground.colours).astype(np.uint8)
    inside = body > 0
    cells: Labels = np.where(inside, number, ground.cells)
    nuclei = np.where(inside, _shifted(piece.nuclei, shift), ground.nuclei).astype(np.uint8)
    known = np.where(inside, 1, ground.known).astype(np.uint8)
    return Example(ground.name, colours, nuclei, cells, known)


def _finished(example: Example) -> Window:
    depth = np.zeros(example.cells.shape, np.float32)
    for number in np.unique(example.cells):
        if number:
            body = (example.cells == number).astype(np.uint8)
            framed = cv2.copyMakeBorder(body, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
            inner = cv2.distanceTransform(framed, cv2.DIST_L2, 5)[1:-1, 1:-1]
            if inner.max() > 0:
                depth += np.where(body > 0, inner / inner.max(), 0)
    whole = (example.cells > 0).astype(np.uint8)
    return Window(example.colours, example.nuclei, whole, depth.astype(np.float32), example.known)
