"""What suggested and what found the cells of a report, as it was recorded then."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime

from leukodesk.core.analysis_edits import analyses_of
from leukodesk.core.content import Content
from leukodesk.core.procedures import Procedure
from leukodesk.inference.cards import ModelCard
from leukodesk.jobs.report_content import CellPart, ModelPart, SegmenterPart

FindCard = Callable[[str], ModelCard | None]
"""The card of a model, or None where it is not here."""


def segmenter_parts(
    content: Content, smear_ids: Iterable[str], segmenters: Collection[str]
) -> tuple[SegmenterPart, ...]:
    """Who found the cells of some smears and with what, most cells first; readers and imports are left out.

    Args:
        content: what the dataset holds.
        smear_ids: the smears.
        segmenters: ids of all segmenters.
    """
    numbers: Counter[tuple[str, str]] = Counter()
    told: dict[tuple[str, str], Procedure] = {}
    scales: dict[tuple[str, str], set[float]] = {}
    for cell in (cell for smear_id in smear_ids for cell in content.cells_of(smear_id)):
        if cell.source not in segmenters:
            continue
        procedure = content.procedures.get(cell.procedure)
        # Fields differ in scale, and a model may or may not have named the cells in one go.
        alike = procedure and replace(procedure, model="", model_sha256="", pixel_size_um=0, scale_source="")
        key = cell.source, alike.id if alike else ""
        numbers[key] += 1
        if procedure is not None:
            told[key] = procedure
            scales.setdefault(key, set()).add(procedure.pixel_size_um)
    return tuple(
        SegmenterPart(key[0], number, told.get(key), tuple(sorted(scales.get(key, ()))))
        for key, number in numbers.most_common()
    )


def model_parts(content: Content, cells: Iterable[CellPart], find_card: FindCard) -> tuple[ModelPart, ...]:
    """Whose suggestions were seen, with the weights they came from, most cells first.

    Args:
        content: what the dataset holds.
        cells: of the report.
        find_card: knows the models that are here now.
    """
    seen: dict[str, list[tuple[datetime, Procedure]]] = {}
    numbers: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        if not cell.model_id:
            continue
        if cell.smear_id not in seen:
            seen[cell.smear_id] = [
                (entry.at, content.procedures[entry.suggestion])
                for entry in analyses_of(content, cell.smear_id)
                if entry.suggestion in content.procedures
            ]
        asked = [
            procedure.model_sha256
            for at, procedure in seen[cell.smear_id]
            if procedure.model == cell.model_id and (cell.at is None or at <= cell.at)
        ]
        numbers[cell.model_id, asked[-1] if asked else ""] += 1
    return tuple(
        ModelPart(model_id, number, find_card(model_id), sha256)
        for (model_id, sha256), number in numbers.most_common()
    )
