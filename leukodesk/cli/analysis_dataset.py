"""Saving analysed images into a dataset, beside whatever readers have said in it already."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from leukodesk.cli.analysis_files import make_writable
from leukodesk.cli.class_list import taxonomy_of
from leukodesk.core.content import Content
from leukodesk.core.edit import Act, Edit
from leukodesk.core.edits import AddSmears, ChangeTaxonomy
from leukodesk.core.errors import DatasetError
from leukodesk.core.taxonomies import extended, lacking
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.registry import segmenter_ids
from leukodesk.jobs.batch import Analysed
from leukodesk.jobs.datasets import open_or_create
from leukodesk.jobs.job import JobContext
from leukodesk.workspace.merging import kept_sentence, merge


class AnalysisDataset:
    """A dataset that analysed images are added to. Cells that a reader labelled or drew stay as they are.

    Attributes:
        notices: what was done to it on opening, one sentence each.
    """

    def __init__(self, path: Path, card: ModelCard | None) -> None:
        """Open the dataset at ``path`` and add the classes it lacks, or create it with those of the model.

        Args:
            path: the dataset.
            card: of the classifier in use, or None.

        Raises:
            DatasetError: it is damaged, open elsewhere, or cannot be written.
        """
        self._path = path
        if not path.exists():
            make_writable(path.parent)
        self._dataset = open_or_create(JobContext(), path, taxonomy_of(card)).dataset
        if self._dataset.read_only:
            self._dataset.close()
            raise DatasetError(
                f"{path} can only be read (a newer LeukoDesk wrote it, or its folder forbids writing); "
                "update LeukoDesk, allow writing, or choose another file."
            )
        self._content: Content = self._dataset.content
        self._segmenters = frozenset(segmenter_ids())
        self.notices = self._add_classes(card) if card else ()

    def _add_classes(self, card: ModelCard) -> tuple[str, ...]:
        old = self._content.taxonomy
        missing = lacking(old, card.classes)
        if not missing:
            return ()
        new = extended(old, taxonomy_of(card))
        self._do(ChangeTaxonomy(old, new, Act(card.id, datetime.now(UTC), "analysis")))
        kinds = ", ".join(new[class_id].title for class_id in missing)
        return (f"{self._path}: classes of {card.id} were added that this dataset did not have: {kinds}.",)

    def close(self) -> None:
        """Write everything into the main file and let others open it."""
        self._dataset.close()

    def add(self, result: Analysed) -> str:
        """Save the image, its cells and the predictions; durable when this returns.

        What happens to cells that are known already says :func:`leukodesk.workspace.merging.merge`.

        Returns:
            a sentence on labelled cells that were not found again, or empty.

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
        merged = merge(analysis.segmentation, smear.id, self._content, self._segmenters, act)
        if merged.edit is not None:
            self._do(merged.edit)
        said = merged.predictions(analysis.predictions)
        said = tuple(prediction for prediction in said if prediction.cell_id in self._content.cells)
        if said:
            self._dataset.append_predictions(said)
        return self._told_kept(result.path, merged.kept)

    def _told_kept(self, path: Path, cell_ids: tuple[str, ...]) -> str:
        if not cell_ids:
            return ""
        centres = [self._content.cells[cell_id].centroid for cell_id in cell_ids]
        places = ", ".join(f"({row:.0f}, {column:.0f})" for row, column in centres)
        return f"{path}: {kept_sentence(len(cell_ids))} Look at (row, column) {places}."

    def _do(self, edit: Edit) -> None:
        edit.check(self._content)
        self._dataset.append(edit)
        edit.apply(self._content)
