"""What a segmenter needs to know of a field before it looks for cells: background, scale, size, colours."""

import math
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from leukodesk.core.progress import Progress
from leukodesk.core.sentence import sentence
from leukodesk.imaging.background import Background, find_background, relative_colours
from leukodesk.imaging.cut_out import laid_on
from leukodesk.imaging.field_of_view import Mask
from leukodesk.imaging.inverted import is_inverted
from leukodesk.imaging.levels import percentile_of
from leukodesk.imaging.pale_stain import strength_lacking, strengthened
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.imaging.usual_stain import find_unusual_stain
from leukodesk.inference.segmenters.grey import is_grey
from leukodesk.inference.segmenters.outlines import reduced
from leukodesk.inference.segmenters.shapes import Bytes

_SAMPLE_PX: Final = 640
_DARK: Final = 40
_LEAST_CONTRAST: Final = 12
_WHITE_CELL_UM: Final = 12.0
# A white cell is then twelve pixels wide. Brought to a usual size, a coarser picture would take minutes and
# gigabytes, and what is found in it would be single pixels.
_COARSEST_UM: Final = 1.0
# What a coarse picture is enlarged to at most: four gigabytes and some minutes on two cores.
_MOST_ENLARGED_PX: Final = 48_000_000
_FAR_FROM_WANTED: Final = 1.3
_OUTSIDE: Final = sentence("The field does not fill the image; what lies outside it was left out.")
_INVERTED: Final = sentence(
    "The image looks like a negative: its cells are green and brighter than the background; do not rely on "
    "what is found in it before its colours are inverted."
)


@dataclass(frozen=True)
class Field:
    """A field brought to the size that a segmenter works at.

    Attributes:
        pixels: (h, w, 3) RGB as photographed; round a cut-out as empty as the background.
        colours: (h, w, 3) relative RGB: 255 is the empty background.
        reduction: field pixels per working pixel, a whole number unless asked otherwise.
        pixel_size_um: of the working pixels.
        surround_black: the field is a cut-out on black.
        grey: the field has no colours beyond the tint of its background.
        turned: the colours are not those photographed, but as a usual stain would show them.
        strengthened: the stain is pale, and the colours are as a usual one would show them.
        outside: (h, w) True outside a field that does not fill its image; None where it does.
    """

    pixels: Bytes
    colours: Bytes
    reduction: float
    pixel_size_um: float
    surround_black: bool
    grey: bool
    turned: bool = False
    strengthened: bool = False
    outside: Mask | None = None


def prepare_field(
    pixels: Bytes,
    pixel_size_um: float | None,
    working_pixel_size_um: float,
    progress: Progress,
    steps: int,
    *,
    exact: bool = False,
) -> tuple[Field | None, tuple[str, ...]]:
    """Measure the background and the scale of a field and reduce it to about the working size.

    Args:
        pixels: (h, w, 3) RGB uint8.
        pixel_size_um: micrometres per pixel; None measures it on the red cells.
        working_pixel_size_um: what the segmenter works at.
        progress: told of the first two of ``steps`` steps.
        steps: of the segmenter.
        exact: bring the field to exactly that size, or as near to it as memory allows; else reduce it by the
            nearest whole number, which is quicker and never enlarges.

    Returns:
        The field, or None where there is nothing to look for, and what was noticed, one sentence each.
    """
    progress(0, steps, sentence("Measuring the background"))
    sample = reduced(pixels, max(1, max(pixels.shape[:2]) // _SAMPLE_PX))
    background = find_background(sample)
    # What else would be said of the background of a negative misleads.
    inverted = (_INVERTED,) if is_inverted(sample) else ()
    nothing = _why_nothing(pixels, background)
    if nothing:
        return None, inverted or nothing
    warnings = inverted or _background_warnings(background)
    if pixel_size_um is None:
        progress(1, steps, sentence("Measuring the red cells"))
        estimate = estimate_pixel_size(pixels)
        pixel_size_um = estimate.pixel_size_um
        if estimate.source != "red cells":
            warnings += (sentence("The pixel size could not be measured on red cells and is a rough guess."),)
    if pixel_size_um > _COARSEST_UM:
        return None, (*warnings, _too_coarse(pixel_size_um))
    if background.surround_black:
        # Before it is reduced, or pixels at the outline would be mixed with black and seem the darkest.
        pixels = laid_on(pixels, background.colour)
    small, reduction = _brought_to(pixels, working_pixel_size_um / pixel_size_um, exact=exact)
    if exact and pixel_size_um * reduction > _FAR_FROM_WANTED * working_pixel_size_um:
        warnings += (_too_large(pixel_size_um),)
    colours = relative_colours(small, background)
    outside = background.outside_in(small)
    if outside is not None:
        small = small.copy()
        small[outside] = background.colour.round()
    unit_um = pixel_size_um * reduction
    field = Field(
        small, colours, reduction, unit_um, background.surround_black, is_grey(colours), outside=outside
    )
    return field, warnings


def _too_coarse(pixel_size_um: float) -> str:
    return sentence(
        "At {size:g} µm per pixel a white cell is about {width} pixels wide, too few to outline it; "
        "check the scale, or take the picture at a higher magnification.",
        size=float(f"{pixel_size_um:.3g}"),
        width=max(1, round(_WHITE_CELL_UM / pixel_size_um)),
    )


def _brought_to(pixels: Bytes, reduction: float, *, exact: bool) -> tuple[Bytes, float]:
    """The field at about that reduction, and the reduction that this is."""
    if not exact:
        whole = max(1, round(reduction))
        return reduced(pixels, whole), whole
    height, width = pixels.shape[:2]
    least = min(1.0, math.sqrt(height * width / _MOST_ENLARGED_PX))
    return _resized(pixels, max(reduction, least))


def _too_large(pixel_size_um: float) -> str:
    return sentence(
        "At {size:g} µm per pixel this image would have to be enlarged more than memory allows, so cells may "
        "be missed; check the scale, photograph it at a higher magnification, or choose another segmenter.",
        size=float(f"{pixel_size_um:.3g}"),
    )


def in_usual_stain(field: Field) -> Field:
    """The field in the colours of a usual stain, where its own is pale or its red cells are grey or blue."""
    if field.grey or field.surround_black:
        return field
    lacking = strength_lacking(field.colours)
    if lacking is not None:
        field = replace(field, colours=strengthened(field.colours, lacking), strengthened=True)
    stain = find_unusual_stain(field.colours)
    return field if stain is None else replace(field, colours=stain.turned(field.colours), turned=True)


def _resized(pixels: Bytes, reduction: float) -> tuple[Bytes, float]:
    """The field at the nearest size to that reduction, and the reduction that this is."""
    height, width = pixels.shape[:2]
    size = (max(1, round(width / reduction)), max(1, round(height / reduction)))
    # The longer side says it best: rounding moves a short one more.
    reduction = max(height, width) / max(size)
    how = cv2.INTER_AREA if reduction > 1 else cv2.INTER_LINEAR
    return cv2.resize(pixels, size, interpolation=how), reduction


def _background_warnings(background: Background) -> tuple[str, ...]:
    """What the reader should know of the background, as at most one sentence."""
    if background.surround_black:
        return (sentence("The image is a cut-out on black, so the colour of the background was assumed."),)
    if background.outside is not None:
        return (_OUTSIDE,)
    return ()


def _why_nothing(pixels: Bytes, background: Background) -> tuple[str, ...]:
    """Why there is nothing to find, as at most one sentence."""
    if background.surround_black:
        return ()
    if background.colour.max() < _DARK:
        return (sentence("The image is too dark to find cells in."),)
    step = max(1, min(pixels.shape[:2]) // 512)
    sample = pixels[::step, ::step]
    green = np.ascontiguousarray(sample[..., 1])
    outside = background.outside_in(sample)
    if outside is not None:
        green = green[~outside]
    low, high = percentile_of(green, 0.01), percentile_of(green, 99)
    if high - low < _LEAST_CONTRAST:
        return (sentence("The image is empty: nothing in it is darker than its background."),)
    return ()
