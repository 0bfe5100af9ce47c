"""Making colour templates and adjusting smears to them, away from the window's thread."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.imaging.large import read_large
from leukodesk.imaging.stain import (
    TEMPLATE_SUFFIX,
    StainTemplate,
    read_template,
    save_template,
    template_of,
)
from leukodesk.imaging.stain_in_parts import sample_of
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.smears import Shown, user_pyramids

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class AdjustedSmear:
    """A smear in the colours of a template.

    Attributes:
        smear_id: the smear.
        template: whose colours.
        pixels: RGB uint8 (h, w, 3).
    """

    smear_id: str
    template: StainTemplate
    pixels: Pixels


def template_from_file(context: JobContext, path: Path, max_pixels: int, folder: Path) -> StainTemplate:
    """Make a template of an image, or read a saved one, and keep it in ``folder``.

    Raises:
        InputError: it is neither, its colours cannot be a template, or it cannot be kept.
        CancelledError: the reader chose another.
    """
    context.progress(0, 0, sentence("Reading"))
    large = None
    if path.suffix.lower() != TEMPLATE_SUFFIX:
        large = read_large(path, user_pyramids(), max_pixels=max_pixels, progress=context.progress)
    if large is not None:
        return _kept(template_of(sample_of(large.source), path.name), folder)
    return _kept(read_template(path, max_pixels=max_pixels), folder)


def template_from_smear(context: JobContext, shown: Shown, folder: Path) -> StainTemplate:
    """Make a template of the smear in view, and keep it in ``folder``; raises as above."""
    context.progress(0, 0, sentence("Measuring colours"))
    pixels = shown.pixels if isinstance(shown.pixels, np.ndarray) else sample_of(shown.pixels)
    return _kept(template_of(pixels, shown.smear.file_name), folder)


def adjust(context: JobContext, smear_id: str, pixels: Pixels, template: StainTemplate) -> AdjustedSmear:
    """Adjust one smear.

    Raises:
        CancelledError: another smear is in view.
    """
    context.progress(0, 0, sentence("Adjusting colours"))
    adjusted = template.adjusted(pixels)
    adjusted.setflags(write=False)
    return AdjustedSmear(smear_id, template, adjusted)


def _kept(template: StainTemplate, folder: Path) -> StainTemplate:
    try:
        save_template(template, folder)
    except OSError as error:
        raise InputError(
            sentence(
                "The colour template cannot be kept in {folder} ({reason}); make room or change its "
                "permissions.",
                folder=folder,
                reason=system_reason(error),
            )
        ) from error
    return template
