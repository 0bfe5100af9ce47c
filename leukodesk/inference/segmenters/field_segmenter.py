"""What every built-in segmenter does around its own way of finding cells."""

import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.progress import Progress
from leukodesk.core.results import Segmentation
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear
from leukodesk.inference.segmenters.field import Field, in_usual_stain, prepare_field
from leukodesk.inference.segmenters.field_edge import cut_by_edge
from leukodesk.inference.segmenters.grey import FOUND_BY_DARKNESS, without_hue

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Parameters = TypeVar("_Parameters", bound="DataclassInstance")
Found = tuple[tuple[Cell, ...], tuple[str, ...]]
"""The cells of a field, and what was noticed while they were found, one sentence each."""

_NO_CELLS: Final = sentence("No white cell was found in the image.")
_ONLY_OTHERS: Final = sentence(
    "No white cell was found in the image, only smudge cells or what is no cell, such as platelets and dirt."
)
NOTHING_FOUND: Final = frozenset([_NO_CELLS, _ONLY_OTHERS])
"""What :func:`nothing_found` says, if anything."""

_STRENGTHENED: Final = sentence(
    "The stain of this image is pale, so cells were looked for in strengthened colours; doubt what was found."
)
_TURNED: Final = sentence(
    "The red cells of this image are grey or blue, so cells were looked for in the colours of a usual stain; "
    "smudge cells are not told from others in it."
)


def nothing_found(cells: Iterable[Cell]) -> tuple[str, ...]:
    """One sentence where no leukocyte is among the cells of an image, else none."""
    kinds = {cell.kind for cell in cells}
    if CellKind.LEUKOCYTE in kinds:
        return ()
    return (_ONLY_OTHERS if kinds else _NO_CELLS,)


class FieldSegmenter(ABC, Generic[_Parameters]):
    """A segmenter that works on a field of known background, scale and size.

    Attributes:
        needs_torch: see :func:`leukodesk.inference.segmenters.segmenter.needs_torch`.
    """

    needs_torch: ClassVar[bool] = False
    _id: ClassVar[str]
    # Those of prepare_field come first.
    _steps: ClassVar[int]
    _exact_size: ClassVar[bool] = False
    # Why it does not look at a field without colours; empty where it finds cells by darkness.
    _refuses_grey: ClassVar[str] = ""

    def __init__(self, parameters: _Parameters) -> None:
        self._parameters = parameters

    @property
    def id(self) -> str:
        """The id it is registered under."""
        return self._id

    @property
    def parameters(self) -> Mapping[str, object]:
        """The parameters it runs with."""
        return asdict(self._parameters)

    def segment(
        self,
        pixels: npt.NDArray[np.uint8],
        smear: Smear,
        *,
        pixel_size_um: float | None,
        progress: Progress,
    ) -> Segmentation:
        """Find the cells of ``smear``.

        Args:
            pixels: (h, w, 3) RGB uint8.
            smear: the smear the cells belong to.
            pixel_size_um: micrometres per pixel; None measures it on the red cells.
            progress: told how far the work is; raises to cancel it.

        Raises:
            ModelError: its weights cannot be used, or memory does not suffice.
        """
        start = time.perf_counter()
        field, warnings = prepare_field(
            pixels,
            pixel_size_um,
            self._working_pixel_size_um(),
            progress,
            self._steps,
            exact=self._exact_size,
        )
        cells: tuple[Cell, ...] = ()
        if field is not None:
            cells, noticed = self._looked_at(field, smear, progress)
            warnings += noticed
        progress(self._steps, self._steps, sentence("Cells found"))
        elapsed_s = time.perf_counter() - start
        return Segmentation(cells, self._id, self.parameters, elapsed_s, warnings)

    def _looked_at(self, field: Field, smear: Smear, progress: Progress) -> Found:
        if field.grey and self._refuses_grey:
            return (), (self._refuses_grey,)
        if self._corrects_stain():
            field = in_usual_stain(field)
        cells, warnings = self._find(field, smear, progress)
        if field.outside is not None:
            cells = cut_by_edge(cells, field.outside, field.reduction, field.pixel_size_um)
        if field.strengthened:
            warnings += (_STRENGTHENED,)
        if field.grey or field.turned:
            cells = without_hue(cells)
            warnings += (FOUND_BY_DARKNESS if field.grey else _TURNED,)
        return cells, (*warnings, *nothing_found(cells))

    def _corrects_stain(self) -> bool:
        """Whether a pale field or one with grey or blue red cells is looked at as a usual stain shows it."""
        return False

    @abstractmethod
    def _working_pixel_size_um(self) -> float:
        """Micrometres per pixel that fields are brought to."""

    @abstractmethod
    def _find(self, field: Field, smear: Smear, progress: Progress) -> Found:
        """Find the cells of a field that has a background; ``progress`` starts at step 2."""
