"""Saving analysed images into a dataset, beside whatever readers have said in it already."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from leukodesk.cli.analysis_files import make_writable
from leukodesk.core.content import Content
from leukodesk.core.edit import Act, Edit
from leukodesk.core.edits import AddSmears
from leukodesk.core.errors import DatasetError
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.inference.registry import segmenter_ids
from leukodesk.jobs.batch import Analysed
from leukodesk.jobs.datasets import open_or_create
from leukodesk.jobs.job import JobContext
from leukodesk.workspace.merging import analysis_edit


class AnalysisDataset:
    """A dataset that analysed images are added to. Cells that a reader labelled or drew stay as they are."""

    def __init__(self, path: Path, taxonomy: Taxonomy) -> None:
        """Open the dataset at ``path``, or create it with the classes of ``taxonomy``.

        Raises:
            DatasetError: it is damaged, open elsewhere, or cannot be written.
        """
        self._path = path
        if not path.exists():
            make_writable(path.parent)
        self._dataset = open_or_create(JobContext(), path, taxonomy).dataset
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

        A cell found where a reader's cell already lies is not added.

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
        act = Act(analysis.segmentation.segmenter_id, datetime.now(UTC))
        edit = analysis_edit(analysis.segmentation, smear.id, self._content, self._segmenters, act)
        if edit is not None:
            self._do(edit)
        said = [
            prediction for prediction in analysis.predictions if prediction.cell_id in self._content.cells
        ]
        if said:
            self._dataset.append_predictions(said)

    def _do(self, edit: Edit) -> None:
        edit.check(self._content)
        self._dataset.append(edit)
        edit.apply(self._content)
