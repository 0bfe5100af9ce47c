"""Putting a report together from what a dataset holds."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from leukodesk import __version__
from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.content import Content, Revision
from leukodesk.core.differential import differential
from leukodesk.core.distributions import measures_of, visible_measures_of
from leukodesk.core.errors import InputError
from leukodesk.core.imported import imported_from
from leukodesk.core.lineage import model_suggestion
from leukodesk.core.sentence import sentence
from leukodesk.core.signatures import Signature, signatures, state_of
from leukodesk.core.taxonomy import UNIDENTIFIED
from leukodesk.inference.registry import segmenter_ids
from leukodesk.jobs.report_content import (
    CellPart,
    ClassSizes,
    FieldPart,
    Report,
    ReportRequest,
    Review,
)
from leukodesk.jobs.report_origins import FindCard, model_parts, segmenter_parts


def report_on(content: Content, dataset: str, request: ReportRequest, find_card: FindCard) -> Report:
    """What a report says, without pictures.

    Args:
        content: what the dataset holds.
        dataset: name of its file.
        request: what is asked for.
        find_card: knows the models.

    Raises:
        InputError: a smear is unknown, or none was named.
    """
    if not request.smear_ids:
        raise InputError(sentence("There is no smear to report on; sign one, or name one."))
    if any(smear_id not in content.smears for smear_id in request.smear_ids):
        raise InputError(
            sentence("A smear of the report is not in the dataset any more; choose another one.")
        )
    wanted = dict.fromkeys(request.smear_ids)
    history = _History.of(content, wanted.keys())
    signed = signatures(content)
    fields = tuple(_field(content, smear_id, signed.get(smear_id), request) for smear_id in wanted)
    cells = tuple(
        _cell_part(content, cell, part, request.model_id, history)
        for part in fields
        for cell in content.cells_of(part.smear.id)
    )
    sources = [cell.source for smear_id in wanted for cell in content.cells_of(smear_id)]
    known = frozenset(segmenter_ids())
    readers = Counter(cell.annotator for cell in cells if cell.reviewed)
    return Report(
        request=request,
        dataset=dataset,
        program=__version__,
        fields=fields,
        differential=differential((cell.cell_class for cell in cells), content.taxonomy),
        sizes=_sizes(cells),
        cells=cells,
        review=_review(cells, sources, known, history.removed),
        models=model_parts(content, cells, find_card),
        segmenters=segmenter_parts(content, wanted, known),
        annotators=dict(readers.most_common()) if request.names else {},
    )


@dataclass(frozen=True)
class _History:
    """What the label history says of some smears.

    Attributes:
        suggested: the last suggestion that a reader saw beside a cell, by cell id.
        removed: number of labelled cells that are gone.
    """

    suggested: Mapping[str, str]
    removed: int

    @classmethod
    def of(cls, content: Content, smear_ids: Iterable[str]) -> "_History":
        last: dict[str, Revision] = {}
        suggested: dict[str, str] = {}
        for entry in content.entries_in(frozenset(smear_ids)):
            if entry.old or entry.new:
                last[entry.cell_id] = entry
            if said := model_suggestion(entry):
                suggested[entry.cell_id] = said
        last.pop("", None)
        gone = sum(cell_id not in content.cells for cell_id in last)
        return cls(suggested, gone)


def _field(content: Content, smear_id: str, signature: Signature | None, request: ReportRequest) -> FieldPart:
    smear = content.smears[smear_id]
    ids = [cell.id for cell in content.cells_of(smear_id)]
    reviewed = sum(cell_id in content.labels for cell_id in ids)
    scale = (
        (smear.pixel_size_um, "stated") if smear.pixel_size_um else request.scales.get(smear_id, (None, ""))
    )
    state = state_of(len(ids), reviewed, signed=signature is not None)
    return FieldPart(smear, state, signature, len(ids), reviewed, *scale)


def _cell_part(
    content: Content, cell: Cell, part: FieldPart, model_id: str | None, history: _History
) -> CellPart:
    label = content.labels.get(cell.id)
    shown = content.class_of(cell.id, model_id)
    suggesting, suggested = _suggestion(content, cell, history.suggested.get(cell.id, ""), model_id)
    said = content.predictions.get(suggesting, {}).get(cell.id)
    sides = part.smear.height, part.smear.width
    seen = visible_measures_of(cell, *sides)
    size_um = part.known_pixel_size_um
    return CellPart(
        cell_id=cell.id,
        smear_id=cell.smear_id,
        centre=cell.centroid,
        cell_class=shown if shown in content.taxonomy else UNIDENTIFIED,
        reviewed=label is not None,
        annotator=label.annotator if label else "",
        at=label.at if label else None,
        suggested=suggested,
        model_id=suggesting,
        doubtful=label is None and said is not None and said.is_unfamiliar,
        nc_ratio=seen.nc_ratio,
        cell_area_px=None if seen.diameter_px is None else cell.cell_area_px,
        diameter_um=seen.diameter_px * size_um if seen.diameter_px and size_um else None,
        at_border=cell.is_cut(*sides),
        is_measured=measures_of(cell, *sides).diameter_px is not None,
    )


def _suggestion(content: Content, cell: Cell, seen: str, model_id: str | None) -> tuple[str, str]:
    """The model and the class that the reader saw: as the history has it, else as it is shown now."""
    if cell.kind is not CellKind.LEUKOCYTE:
        return "", cell.kind.value
    suggesting, _, class_id = seen.partition(":")
    said = content.predictions.get(suggesting or model_id or "", {}).get(cell.id)
    if said is not None and said.abstained and class_id in ("", said.top_class):
        return said.model_id, UNIDENTIFIED
    if class_id or said is None:
        return suggesting, class_id
    return said.model_id, said.top_class


def _sizes(cells: Iterable[CellPart]) -> dict[str, ClassSizes]:
    groups: dict[str, list[CellPart]] = {}
    for cell in cells:
        groups.setdefault(cell.cell_class, []).append(cell)
    return {class_id: _sizes_of(group) for class_id, group in groups.items()}


def _sizes_of(cells: list[CellPart]) -> ClassSizes:
    measured = [cell for cell in cells if cell.is_measured]
    ratios = [cell.nc_ratio for cell in measured if cell.nc_ratio is not None]
    diameters = [cell.diameter_um for cell in measured if cell.diameter_um is not None]
    return ClassSizes(
        median(ratios) if ratios else None,
        median(diameters) if diameters else None,
        len(measured),
        len(ratios),
        len(diameters),
    )


def _review(
    cells: Iterable[CellPart], sources: Iterable[str], segmenters: frozenset[str], removed: int
) -> Review:
    said = [(cell.suggested, cell.cell_class) for cell in cells if cell.reviewed]
    suggested = [pair for pair in said if pair[0] not in ("", UNIDENTIFIED)]
    own = [source for source in sources if source not in segmenters]
    imported = sum(imported_from(source) is not None for source in own)
    return Review(
        kept=sum(before == after for before, after in suggested),
        changed=sum(before != after for before, after in suggested),
        decided=sum(before == UNIDENTIFIED for before, _ in said),
        unsuggested=sum(not before for before, _ in said),
        table=tuple((*pair, number) for pair, number in Counter(said).most_common()),
        drawn=len(own) - imported,
        imported=imported,
        removed=removed,
    )
