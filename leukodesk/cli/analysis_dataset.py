"""Saving analysed images into a dataset, beside whatever readers have said in it already."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from leukodesk.cli.analysis_files import make_writable
from leukodesk.core.cell import Cell
from leukodesk.core.content import Content
from leukodesk.core.edit import Act, Edit
from leukodesk.core.edits import AddSmears, ChangeCells
from leukodesk.core.errors import DatasetError
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.inference.registry import segmenter_ids
from leukodesk.jobs.batch import Analysed
from leukodesk.store.dataset import Dataset

_SAME_CELL: Final = 0.5
"""Share of the smaller of two masks that both must hold to be taken for the same cell."""


class AnalysisDataset:
    """A dataset that analysed images are added to. Cells that a reader labelled or drew stay as they are."""

    def __init__(self, path: Path, taxonomy: Taxonomy) -> None:
        """Open the dataset at ``path``, or create it with the classes of ``taxonomy``.

        Raises:
            DatasetError: it is damaged, open elsewhere, or cannot be written.
        """
        self._path = path
        if path.exists():
            self._dataset = Dataset.open(path)
        else:
            make_writable(path.parent)
            self._dataset = Dataset.create(path, taxonomy)
        if self._dataset.read_only:
            self._dataset.close()
            raise DatasetError(
                f"{path} can only be read (a newer LeukoDesk wrote it, or its folder forbids writing); "
                "update LeukoDesk, allow writing, or choose another file."
            )
        self._content: Content = self._dataset.content
        self._segmenters = frozenset(segmenter_ids())

    def close(self) -> None:
        """Write everything into the main file and let others open it."""
        self._dataset.close()

    def add(self, result: Analysed) -> None:
        """Save the image, its cells and the predictions; durable when this returns.

        A cell found where a reader's cell already lies is not added; its prediction goes to that cell.

        Raises:
            DatasetError: the dataset cannot be written.
        """
        smear, analysis = result.image.smear, result.analysis
        if smear.id not in self._content.smears:
            known = (
                replace(smear, pixel_size_um=analysis.pixel_size_um)
                if analysis.pixel_size_source == "given"
                else smear
            )
            self._dataset.add_image(known, result.image.encoded)
            self._do(AddSmears((known,)))
        old = list(self._content.cells_of(smear.id))
        kept = [cell for cell in old if self._is_readers(cell)]
        found = analysis.segmentation.cells
        same = {cell.id: _counterpart(cell, kept) for cell in found}
        replaced = tuple(cell for cell in old if cell not in kept)
        added = tuple(cell for cell in found if same[cell.id] is None)
        if replaced or added:
            act = Act(analysis.segmentation.segmenter_id, datetime.now(UTC), "analysis")
            self._do(ChangeCells(old=replaced, new=added, act=act))
        said = tuple(
            replace(prediction, cell_id=same[prediction.cell_id] or prediction.cell_id)
            for prediction in analysis.predictions
        )
        if said:
            self._dataset.append_predictions(said)
            self._content.put_predictions(said)

    def _is_readers(self, cell: Cell) -> bool:
        return cell.id in self._content.labels or cell.source not in self._segmenters

    def _do(self, edit: Edit) -> None:
        edit.check(self._content)
        self._dataset.append(edit)
        edit.apply(self._content)


def _counterpart(cell: Cell, kept: Iterable[Cell]) -> str | None:
    """Id of the kept cell that lies where ``cell`` lies, if there is one."""
    for other in kept:
        shared = cell.cell_mask.overlap_px(other.cell_mask)
        if shared > _SAME_CELL * min(cell.cell_area_px, other.cell_area_px):
            return other.id
    return None
