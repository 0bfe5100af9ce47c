"""What a report says, as values: who read what, what was counted, by which model, what the reader changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import numpy.typing as npt

from leukodesk.core.differential import Differential
from leukodesk.core.known_scale import known_scale
from leukodesk.core.patients import known_patients
from leukodesk.core.procedures import Procedure
from leukodesk.core.signatures import FieldState, Signature
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import CellClass
from leukodesk.inference.cards import ModelCard

Crop = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class ReportRequest:
    """What a report is asked for.

    Attributes:
        heading: what it is about, such as a file name or ``Patient 7``.
        smear_ids: the smears, in order; at least one.
        at: when it is made, in UTC.
        names: also name annotators and patients.
        model_id: whose suggestions stand for cells without a label.
        scales: micrometres per pixel and how they are known, of smears that say nothing themselves.
    """

    heading: str
    smear_ids: tuple[str, ...]
    at: datetime
    names: bool = True
    model_id: str | None = None
    scales: Mapping[str, tuple[float, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class FieldPart:
    """One smear of a report.

    Attributes:
        smear: the smear.
        state: how far its reading is.
        signature: the one in force, or None.
        cells, reviewed: number of cells, and of those with a label.
        pixel_size_um, scale_source: its scale and how it is known, or that it is assumed; None and empty
            while unknown.
    """

    smear: Smear
    state: FieldState
    signature: Signature | None
    cells: int
    reviewed: int
    pixel_size_um: float | None
    scale_source: str

    @property
    def known_pixel_size_um(self) -> float | None:
        """Its scale, to tell lengths by; None while unknown or only assumed."""
        return known_scale(self.pixel_size_um, self.scale_source)


@dataclass(frozen=True)
class CellPart:
    """One cell of a report.

    Attributes:
        cell_id, smear_id: the cell and where it lies.
        centre: ``(row, column)`` in smear pixels.
        cell_class: id of the class it counts as; ``unidentified`` where nobody decided.
        reviewed: a reader labelled it.
        annotator, at: who did so last, and when; empty and None without a label.
        suggested: id of the class that the reader saw suggested; ``unidentified`` where the model left the
            cell open, empty where nothing was suggested.
        model_id: who suggested it; empty where no model did.
        doubtful: it counts as suggested, and is unlike the cells that the model learnt from.
        nc_ratio: nucleus area over cell area, or None without an outline or a nucleus.
        cell_area_px: area in pixels, or None without an outline.
        diameter_um: of the circle of that area, or None without an outline or a scale that is known.
        at_border: the border cuts it, so its measures are those of a part of it.
        is_measured: its measures count for its class, see :func:`leukodesk.core.distributions.measures_of`.
    """

    cell_id: str
    smear_id: str
    centre: tuple[float, float]
    cell_class: str
    reviewed: bool
    annotator: str
    at: datetime | None
    suggested: str
    model_id: str
    doubtful: bool
    nc_ratio: float | None
    cell_area_px: int | None
    diameter_um: float | None
    at_border: bool
    is_measured: bool


@dataclass(frozen=True)
class ClassSizes:
    """Middle values of the whole cells of one class; None where none of them has any.

    Attributes:
        nc_ratio: median nucleus area over cell area.
        diameter_um: median diameter.
        measured: number of cells with an outline that the border does not cut.
        with_nucleus: how many of these have a nucleus; the median of the ratio is theirs.
        with_scale: how many of these lie in smears of known scale; the median diameter is theirs.
    """

    nc_ratio: float | None
    diameter_um: float | None
    measured: int
    with_nucleus: int
    with_scale: int


@dataclass(frozen=True)
class Review:
    """What the readers made of the suggestions.

    Attributes:
        kept: labels that say what was suggested.
        changed: labels that say something else.
        decided: labels of cells that the model had left open.
        unsuggested: labels of cells for which there was no suggestion.
        table: suggested class id, final class id and number of labelled cells, most first.
        drawn: cells that a reader drew or redrew.
        imported: cells that came from a file of another program.
        removed: labelled cells that were removed later.
    """

    kept: int
    changed: int
    decided: int
    unsuggested: int
    table: tuple[tuple[str, str, int], ...]
    drawn: int
    imported: int
    removed: int


@dataclass(frozen=True)
class ModelPart:
    """A model whose suggestions were seen.

    Attributes:
        model_id: the model.
        cells: for how many cells of the report.
        card: of the model of that name, or None where there is none here.
        sha256: digest of the weights that suggested, as recorded then; empty where nobody recorded it.
    """

    model_id: str
    cells: int
    card: ModelCard | None
    sha256: str = ""

    @property
    def is_another(self) -> bool:
        """Whether the model of that name that is here now has other weights than the one that suggested."""
        return self.card is not None and self.sha256 not in ("", self.card.sha256)


@dataclass(frozen=True)
class SegmenterPart:
    """Who found cells.

    Attributes:
        segmenter_id: the segmenter.
        cells: how many of the report's.
        procedure: with what, as recorded then; None where nobody recorded it.
        pixel_sizes_um: the scales of the fields it was given, ascending; empty where nobody recorded them.
    """

    segmenter_id: str
    cells: int
    procedure: Procedure | None
    pixel_sizes_um: tuple[float, ...] = ()


@dataclass(frozen=True)
class ClassCrops:
    """Representative cells of one class: those nearest to its median size.

    Attributes:
        cell_class: the class.
        crops: RGB (s, s, 3), all of one physical size where the scale is known.
    """

    cell_class: CellClass
    crops: tuple[Crop, ...]


@dataclass(frozen=True)
class OverviewMark:
    """A cell on the overview.

    Attributes:
        cell_class: id of the class it counts as.
        outline: (n, 2) of float32, ``x`` and ``y`` in pixels of the picture.
    """

    cell_class: str
    outline: npt.NDArray[np.float32]


@dataclass(frozen=True)
class Overview:
    """A smear at a glance.

    Attributes:
        picture: RGB (h, w, 3), shrunk.
        marks: its cells.
    """

    picture: Crop
    marks: tuple[OverviewMark, ...]


@dataclass(frozen=True)
class Report:
    """A differential report on one or several smears.

    Attributes:
        request: what was asked for.
        dataset: name of the dataset's file.
        program: version of the program.
        fields: the smears, in order.
        differential: counts and shares of all their cells together.
        sizes: by class id.
        cells: the cells, in order.
        review: what the readers changed.
        models, segmenters: who suggested and who found, most cells first.
        annotators: number of labels in force by annotator, most first; empty unless names are wanted.
        crops: by class, in the taxonomy's order; classes without cells are left out.
        overview: of a report on one smear, unless that one is read in parts.
    """

    request: ReportRequest
    dataset: str
    program: str
    fields: tuple[FieldPart, ...]
    differential: Differential
    sizes: Mapping[str, ClassSizes]
    cells: tuple[CellPart, ...]
    review: Review
    models: tuple[ModelPart, ...]
    segmenters: tuple[SegmenterPart, ...]
    annotators: Mapping[str, int]
    crops: tuple[ClassCrops, ...] = ()
    overview: Overview | None = None

    @property
    def is_signed(self) -> bool:
        """Whether every smear of it is; else it is a draft."""
        return all(part.signature is not None for part in self.fields)

    @property
    def reviewed(self) -> int:
        """Number of its cells with a label."""
        return sum(part.reviewed for part in self.fields)

    @property
    def doubtful(self) -> tuple[int, int]:
        """Of the cells that count as a model suggests, how many are unlike those it learnt from, and all."""
        kinds = {row.cell_class.id for row in self.differential.rows if row.cell_class.counted}
        suggested = [
            cell for cell in self.cells if cell.model_id and not cell.reviewed and cell.cell_class in kinds
        ]
        return sum(cell.doubtful for cell in suggested), len(suggested)

    @property
    def patients(self) -> tuple[str, ...]:
        """Pseudonyms of the patients whose smears these are."""
        return tuple(sorted(known_patients(part.smear for part in self.fields).values()))
