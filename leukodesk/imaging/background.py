"""The empty background of a smear, and colours relative to it: one scale for all cameras and lamps."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.cut_out import BLACK, black_around, black_corners, is_cut_out
from leukodesk.imaging.field_of_view import Mask, find_outside
from leukodesk.imaging.levels import brightest, percentile_of

Pixels = npt.NDArray[np.uint8]
_SAMPLE_PX = 320
_TILE_PX = 32
_GRADIENT_FROM_PX = 480
_BRIGHT_PERCENTILE = 90
_OFF_THE_SURFACE = 0.10
_FINER = 4


@dataclass(frozen=True)
class Background:
    """Brightness of the empty background over a field.

    Attributes:
        colour: (3,) RGB at the middle of the field, 0 to 255.
        surface: (h, w, 3) float32 coarse map of the background over the field, RGB 0 to 255.
        surround_black: the field is a cut-out on black, so the background had to be assumed.
        outside: (h, w) coarse map of what lies outside a field that does not fill its image; None where
            it does, and of a cut-out.
    """

    colour: npt.NDArray[np.float32]
    surface: npt.NDArray[np.float32]
    surround_black: bool
    outside: Mask | None = None

    def outside_in(self, pixels: Pixels) -> Mask | None:
        """What lies outside the field, or round a cut-out; None where nothing does.

        Args:
            pixels: (h, w, 3) RGB uint8 of the whole field at any reduction.

        Returns:
            (h, w).
        """
        if self.surround_black:
            return black_around(pixels)
        if self.outside is None:
            return None
        height, width = pixels.shape[:2]
        fine = cv2.resize(
            self.outside.astype(np.uint8) * 255, (width, height), interpolation=cv2.INTER_LINEAR
        )
        return np.asarray(fine > 0)


def find_background(pixels: Pixels) -> Background:
    """Fit the background of a field, uneven light included.

    A quadratic surface goes through the bright pixels of small tiles; tiles filled with cells or
    with burned-in marks do not lie on it and are left out.

    Args:
        pixels: (h, w, 3) RGB uint8.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, _SAMPLE_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    sample = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    lit = brightest(sample) >= BLACK
    if not lit.any():
        return _even(np.zeros(3), surround_black=False)
    if max(height, width) >= _GRADIENT_FROM_PX and (outside := find_outside(sample)) is not None:
        overall = _bright_in(sample, ~outside)
        return replace(_fit_surface(sample, overall, outside), outside=outside)
    if is_cut_out(sample):
        return _even(np.full(3, 235.0), surround_black=True)
    overall = _bright_in(sample, lit)
    if max(height, width) < _GRADIENT_FROM_PX:
        return replace(_even(overall, surround_black=False), outside=black_corners(sample))
    return _fit_surface(sample, overall)


def _bright_in(sample: Pixels, part: Mask) -> npt.NDArray[np.float64]:
    """(3,) bright colour of a part, (h, w), of the sample."""
    return np.array([percentile_of(channel[part], _BRIGHT_PERCENTILE) for channel in cv2.split(sample)])


def _even(colour: npt.NDArray[np.float64], *, surround_black: bool) -> Background:
    value = np.asarray(colour, dtype=np.float32)
    return Background(value, value.reshape(1, 1, 3).copy(), surround_black)


def _fit_surface(sample: Pixels, overall: npt.NDArray[np.float64], outside: Mask | None = None) -> Background:
    rows, columns = (max(1, round(side / _TILE_PX)) for side in sample.shape[:2])
    values = _bright(sample, rows, columns)
    terms = _terms(rows, columns)
    inside = _inside(outside, rows, columns)
    on_surface = inside.ravel() & (np.abs(values[:, 1] / max(overall[1], 1) - 1) < 0.35)
    coefficients = np.zeros((terms.shape[1], 3))
    for _ in range(4):
        if on_surface.sum() < 2 * terms.shape[1]:
            return _even(overall, surround_black=False)
        coefficients = np.linalg.lstsq(terms[on_surface], values[on_surface], rcond=None)[0]
        fitted = terms @ coefficients
        off = np.abs(values[:, 1] / np.maximum(fitted[:, 1], 1) - 1)
        on_surface = inside.ravel() & (off < _OFF_THE_SURFACE)
    fine = (rows * _FINER, columns * _FINER)
    surface = np.clip(_terms(*fine) @ coefficients, 1, 255).reshape(*fine, 3).astype(np.float32)
    seen = inside.repeat(_FINER, axis=0).repeat(_FINER, axis=1)
    return Background(np.median(surface[seen], axis=0), surface, surround_black=False)


def _inside(outside: Mask | None, rows: int, columns: int) -> Mask:
    """(rows, columns) tiles that lie in the field, at least with their larger part."""
    if outside is None:
        return np.ones((rows, columns), dtype=bool)
    share = cv2.resize(outside.astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA)
    return np.asarray(share < 0.5)


def _bright(sample: Pixels, rows: int, columns: int) -> npt.NDArray[np.float64]:
    """(rows * columns, 3) bright colour of each tile."""
    values = []
    for band in np.array_split(sample, rows, axis=0):
        tiles = [tile.reshape(-1, 3) for tile in np.array_split(band, columns, axis=1)]
        # The first ones of a band are of one size, and so are the others.
        larger = sum(len(tile) == len(tiles[0]) for tile in tiles)
        values += [
            np.percentile(np.stack(alike), _BRIGHT_PERCENTILE, axis=1)
            for alike in (tiles[:larger], tiles[larger:])
            if alike
        ]
    return np.concatenate(values)


def _terms(rows: int, columns: int) -> npt.NDArray[np.float64]:
    """(rows * columns, 6) terms of a quadratic at the middle of each cell of a grid over -1 to 1."""
    y, x = ((np.arange(n) + 0.5) * 2.0 / n - 1 for n in (rows, columns))
    yy, xx = (axis.ravel() for axis in np.meshgrid(y, x, indexing="ij"))
    return np.stack([np.ones_like(yy), yy, xx, yy * xx, yy**2, xx**2], axis=1)


def relative_colours(pixels: Pixels, background: Background) -> Pixels:
    """Colours in units of the background: 255 is the empty background or brighter, 0 is black.

    What lies outside the field, or round a cut-out, is empty.

    Args:
        pixels: (h, w, 3) RGB uint8 of the whole field at any reduction.
        background: of that field.
    """
    colours = _divided(pixels, background)
    outside = background.outside_in(pixels)
    if outside is not None:
        colours[outside] = 255
    return colours


def _divided(pixels: Pixels, background: Background) -> Pixels:
    height, width = pixels.shape[:2]
    if background.surface.shape[:2] == (1, 1):
        ramps = np.clip(np.arange(256)[:, None] * 255 / np.maximum(background.colour, 1), 0, 255)
        return cv2.LUT(pixels, ramps.round().astype(np.uint8).reshape(1, 256, 3))  # type: ignore[no-any-return]
    gain = cv2.resize(
        255 / background.surface, (width // 4 or 1, height // 4 or 1), interpolation=cv2.INTER_LINEAR
    )
    fine = cv2.resize(gain, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.multiply(pixels, fine, dtype=cv2.CV_8U)  # type: ignore[no-any-return]
