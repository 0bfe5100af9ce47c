"""Saving analysed images into a dataset, beside whatever readers have said in it already."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from leukodesk.cli.analysis_files import make_writable
from leukodesk.cli.class_list import taxonomy_of
from leukodesk.core.content import Content
from leukodesk.core.edit import Act, Edit
from leukodesk.core.edits import AddSmears, ChangeTaxonomy
from leukodesk.core.errors import DatasetError
from leukodesk.core.kept import KeptOfImages
from leukodesk.core.smear import smears_by_digest
from leukodesk.core.taxonomies import extended, lacking
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.procedures import procedure_of
from leukodesk.inference.registry import segmenter_ids
from leukodesk.inference.scaling import Scale
from leukodesk.jobs.batch import Analysed
from leukodesk.jobs.datasets import open_or_create
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.smears import as_stored, known_as
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.place import take_away
from leukodesk.workspace.merging import kept_sentence, merge


class AnalysisDataset:
    """A dataset that analysed images are added to. Cells that a reader labelled or drew stay as they are.

    Attributes:
        notices: what the reader should know of its opening, one sentence each, losses first.
    """

    def __init__(self, path: Path, card: ModelCard | None, kept: KeptOfImages) -> None:
        """Open the dataset at ``path`` and add the classes it lacks, or create it with those of the model.

        Args:
            path: the dataset.
            card: of the classifier in use, or None.
            kept: what comes along with the pixels of new images.

        Raises:
            DatasetError: it is damaged, open elsewhere, or cannot be written.
        """
        self._path = path
        self._is_new = not DatasetFiles.of(path).hold_one
        self._card = card
        self._kept = kept
        if not path.exists():
            make_writable(path.parent)
        opened = open_or_create(JobContext(), path, taxonomy_of(card))
        self._dataset = opened.dataset
        if self._dataset.read_only:
            self._dataset.close()
            raise DatasetError(
                f"{path} can only be read (a newer LeukoDesk wrote it, or its folder forbids writing); "
                "update LeukoDesk, allow writing, or choose another file."
            )
        self._content: Content = self._dataset.content
        self._segmenters = frozenset(segmenter_ids())
        self._added: dict[str, Path] = {}
        added = self._add_classes(card) if card else ()
        self.notices = (*opened.losses, *opened.notices, *added)

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
        """Write everything into the main file and let others open it; a new one that got nothing is gone."""
        is_empty = self._is_new and self._dataset.position.sequence == 0
        self._dataset.close()
        if is_empty:
            take_away(DatasetFiles.of(self._path))

    def add(self, result: Analysed) -> tuple[str, ...]:
        """Save the image, its cells and the predictions; durable when this returns.

        What happens to cells that are known already says :func:`leukodesk.workspace.merging.merge`.

        Returns:
            sentences on an image that was added before under another name, and on labelled cells that were
            not found again; empty where there is nothing to say.

        Raises:
            DatasetError: the dataset cannot be written.
        """
        analysis, smear_id = result.analysis, self._smear_id_of(result)
        first = self._added.setdefault(smear_id, result.path)
        act = Act(analysis.segmentation.segmenter_id, datetime.now(UTC))
        cells = tuple(replace(cell, smear_id=smear_id) for cell in analysis.segmentation.cells)
        found = replace(analysis.segmentation, cells=cells)
        scale = Scale(analysis.pixel_size_um, analysis.pixel_size_source, analysis.pixel_size_confidence)
        procedure = self._kept.recorded(procedure_of(found, self._card, scale, analysis.stain_template))
        merged = merge(found, smear_id, self._content, self._segmenters, act, procedure)
        if merged.edit is not None:
            merged.edit.check(self._content)  # before anything of it is on record
        for edit in merged.edits:
            self._do(edit)
        said = merged.predictions(analysis.predictions)
        said = tuple(prediction for prediction in said if prediction.cell_id in self._content.cells)
        if said:
            self._dataset.append_predictions(said)
        told = _told_same(result.path, first), self._told_kept(result.path, merged.kept)
        if self._dataset.is_unsettled:
            with suppress(DatasetError):  # every change is safe in the journal, and closing says why
                self._dataset.settle()
                self._content = self._dataset.content
        return tuple(filter(None, told))

    def _smear_id_of(self, result: Analysed) -> str:
        """The smear of an image, which is added unless it is there, as it is or without metadata."""
        known = smears_by_digest(self._content.smears)
        for own_id in known_as(result.image):
            if smear_id := known.get(own_id):
                return smear_id
        image, analysis = as_stored(result.image, self._kept), result.analysis
        smear = image.smear
        if analysis.pixel_size_source == "given":
            smear = replace(smear, pixel_size_um=analysis.pixel_size_um)
        if image.encoded is None:
            self._dataset.refer_to_image(smear, result.path)
        else:
            self._dataset.add_image(smear, image.encoded)
        self._do(AddSmears((smear,)))
        return smear.id

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


def _told_same(path: Path, first: Path) -> str:
    if path == first:
        return ""
    return f"{path} is the same image as {first}; the dataset holds it once, under the name it came by first."
