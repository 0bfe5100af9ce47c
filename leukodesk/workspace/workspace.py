"""What is open now, and everything a reader can do with it. Views show it and listen to it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot

from leukodesk.config import Settings
from leukodesk.core.errors import LeukoDeskError
from leukodesk.core.mask import BBox
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.library import ModelLibrary
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.datasets import close_dataset
from leukodesk.jobs.job import Job
from leukodesk.jobs.smears import ImageArray
from leukodesk.workspace.analyzing import Analyzer
from leukodesk.workspace.cell_crops import CropCutter
from leukodesk.workspace.cell_measures import CellMeasurer
from leukodesk.workspace.choosing import Chooser
from leukodesk.workspace.classes import ClassAdviser
from leukodesk.workspace.comparing import Comparer
from leukodesk.workspace.copy_merging import CopyMerger
from leukodesk.workspace.deciding import Decider
from leukodesk.workspace.document import Document
from leukodesk.workspace.drawing import Drawer
from leukodesk.workspace.exchanging import Exchanger
from leukodesk.workspace.explaining import Explainer
from leukodesk.workspace.gallery import Gallery
from leukodesk.workspace.importing import Importer
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.measuring import ScaleMeasurer
from leukodesk.workspace.opening import DATASET_SUFFIXES, Opener
from leukodesk.workspace.previewing import Previewer
from leukodesk.workspace.reading_desk import ReadingDesk
from leukodesk.workspace.reporting import Reporter
from leukodesk.workspace.retraining import Retrainer
from leukodesk.workspace.second_reading import SecondReading
from leukodesk.workspace.similar import SimilarCells
from leukodesk.workspace.staining import Stainer
from leukodesk.workspace.thumbnails import Thumbnailer
from leukodesk.workspace.tile_loading import TileLoader
from leukodesk.workspace.training_process import TrainingProcess
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import tr

_FLUSH_S = 30.0


class Workspace(ReadingDesk):
    """The open dataset, the smear in view, and the work going on.

    Every change of the dataset goes through :meth:`do` (the methods that label, draw and remove build an
    edit and call it); it is applied at once, undoable, and written durably in the background. All methods
    return at once unless they say so, and are called on the window's thread.

    Attributes:
        library: the models there are.
        runner: the threads; for whoever measures or waits.
        stain: the colour template that smears are adjusted to.
        tiles: the parts of a smear in view that is too large to be held as a whole.
        classes: what the chosen model names and the dataset lacks.
        training: trains, adopts and discards models; knows of a training that was cut off.
        comparing: compares two models or readers on the smear in view.
        preview: tries other settings of segmenters on the smear in view.
        similar: labelled cells that look like a chosen one.
        drawing: outlines, cuts, and cells that are added by pointing at them.
        merging: brings another copy of the dataset into this one.
        gallery: the cells that are looked at side by side, and which of them are chosen.
        measures: sizes and N:C ratios of those cells.
        exchange: copies the dataset, and brings cells and labels in and out.
        reports: what is printed of smears that were read.

    Signals: see :class:`leukodesk.workspace.signals.WorkspaceSignals`.
    """

    def __init__(
        self,
        settings: Settings,
        library: ModelLibrary,
        runner: JobRunner,
        training: TrainingProcess | None = None,
        parent: QObject | None = None,
    ) -> None:
        chooser = Chooser(settings, runner)
        document = Document(runner)
        limit = settings.max_pixels
        viewer = Viewer(runner, document, limit)
        measurer = ScaleMeasurer(runner, document, viewer)
        second = SecondReading(runner, document, lambda: settings.annotator)
        deciding = Decider(runner, document)
        super().__init__(document, viewer, chooser, measurer, second, deciding, parent)
        self.library = library
        self.runner = runner
        self._is_closed = False
        self._analyst = Analyst(library)
        self.classes = ClassAdviser(library, document, chooser, self)
        self._opener = Opener(runner, document, limit, self.classes.for_new, self)
        self._importer = Importer(runner, document, limit, self)
        self.exchange = Exchanger(runner, document, self)
        self.reports = Reporter(self, runner, document, library, self)
        self.merging = CopyMerger(runner, document, lambda: settings.annotator, self)
        self.tiles = TileLoader(runner, viewer, self)
        crops = CropCutter(runner, document, viewer, measurer, limit, self)
        self.gallery = Gallery(self, crops, viewer.open, self)
        self.measures = CellMeasurer(self, self.gallery, measurer, self)
        self._thumbnailer = Thumbnailer(runner, document, limit, self)
        self._analyzer = Analyzer(
            runner, document, viewer, self._analyst, chooser.choice_for_analysis, limit, self
        )
        self.stain = Stainer(runner, viewer, chooser, limit, self)
        self.preview = Previewer(runner, viewer, chooser.choice, self._pixel_size_um, self)
        self.drawing = Drawer(
            runner, document, viewer, chooser.choice_for_analysis, self._pixel_size_um, self
        )
        self._explainer = Explainer(runner, document, viewer, self._analyst, chooser.choice_and_method, self)
        self.comparing = Comparer(runner, document, viewer, self._analyst, chooser.choice, self)
        self.similar = SimilarCells(
            runner,
            document,
            viewer,
            self._analyst,
            chooser.choice,
            CropCutter(runner, document, viewer, measurer, limit, self),
            limit,
            self,
        )
        self.training = Retrainer(runner, document, library, training or TrainingProcess(), self)
        for part in (chooser, document, viewer, measurer, second, deciding):
            part.setParent(self)
        self._relay()
        self._wire()

    def _relay(self) -> None:
        """Pass the parts' signals on as the workspace's own."""
        trainer = self.training
        for signal, own in (
            (self.runner.job_started, self.job_started),
            (self.runner.job_progress, self.job_progress),
            (self.runner.job_finished, self.job_finished),
            (self.runner.bug, self.bug),
            (self._chooser.changed, self.choice_changed),
            (self._opener.way_out, self.way_out),
            (self._thumbnailer.ready, self.thumbnail_ready),
            (self._analyzer.device_used, self.device_changed),
            (self._analyzer.labels_kept, self.labels_kept),
            (self.preview.changed, self.preview_changed),
            (self.preview.failed, self.preview_failed),
            (self._explainer.ready, self.heatmap_ready),
            (self._explainer.failed, self.heatmap_failed),
            (trainer.event_received, self.training_event),
            (trainer.changed, self.training_changed),
            (trainer.candidate_ready, self.candidate_ready),
        ):
            signal.connect(own)
        for notice in (
            self._document.saver.notice,
            self._opener.notice,
            self._importer.left_out,
            self._analyzer.notice,
            self._chooser.notice,
            self.stain.notice,
            self.exchange.notice,
            self.merging.notice,
            self.drawing.notice,
            trainer.notice,
        ):
            notice.connect(self.notice)
        parts = (
            self._opener,
            self._importer,
            self._viewer,
            self._analyzer,
            self.stain,
            self.tiles,
            self.exchange,
            self.merging,
            self.second,
            self.drawing,
            self.comparing,
            self.similar,
            trainer,
        )
        for part in parts:
            part.failed.connect(self.failed)

    def _wire(self) -> None:
        """Let the parts hear each other."""
        self._opener.opened.connect(self._remember)
        self._opener.opened.connect(self.classes.offer)
        self._opener.images_listed.connect(self._importer.add)
        self._importer.decoded.connect(self._keep_decoded)
        self._importer.first_ready.connect(self._viewer.open)
        self._analyzer.scale_known.connect(self._measurer.learn)
        self._chooser.analysis_changed.connect(self._analyzer.try_again)
        self.training.adopted.connect(self._choose_adopted)
        self.exchange.imported.connect(self._show_imported)

    # Opening

    def prepare(self) -> None:
        """Load torch and the chosen model in the background, before they are needed.

        A classifier that is not there is done without, with a notice, and never replaced by another; it is
        used again at the first start that finds it. What a training left unfinished is offered again.
        """
        if self.model_id is not None:
            try:
                self.library.card(self.model_id)
            except LeukoDeskError as error:
                self._chooser.do_without_model()
                self.notice.emit(
                    tr(
                        "{error} Cells are found but not classified until you choose a classifier.",
                        error=error,
                    )
                )
        self.stain.restore()
        self.training.find_unfinished()
        job = Job(tr("Prepare models"), self._analyst.prepare, (self._chooser.choice(),), shown=False)
        running = self.runner.start(job, "gpu")
        running.failed.connect(self.failed)
        running.succeeded.connect(self._prepare_heatmaps)

    def open_path(self, path: Path) -> None:
        """Open an image, a folder of images or a dataset (``.h5``).

        An image or folder gets a dataset of its own in the user's folder, found again by the folder's
        path, so that nothing done on it is lost and image folders may be read-only.
        """
        self._opener.open_path(path)

    def add_images(self, paths: Sequence[Path]) -> None:
        """Add images or folders to the open dataset; without one, as :meth:`open_path`."""
        self._opener.add_images(paths)

    def new_dataset(self, path: Path) -> None:
        """Create an empty dataset at ``path`` and open it."""
        self._opener.new_dataset(path)

    def open_to_look(self, path: Path) -> None:
        """Open a dataset read-only, also while another program writes to it."""
        self._opener.open_to_look(path)

    def restore_backup(self, path: Path) -> None:
        """Put the backup in the place of a damaged dataset and open it; the damaged file is kept."""
        self._opener.restore_backup(path)

    def open_smear(self, smear_id: str) -> None:
        """Show a smear; a request that is still being read is given up for a newer one."""
        self._viewer.open(smear_id)

    def open_neighbour(self, step: int) -> None:
        """Show the next (1) or previous (-1) smear; at either end nothing happens."""
        smear_id = self._viewer.neighbour(step)
        if smear_id is not None:
            self._viewer.open(smear_id)

    def request_thumbnail(self, smear_id: str) -> None:
        """Have ``thumbnail_ready`` emitted for a smear, at once or soon."""
        self._thumbnailer.request(smear_id)

    # Analysing

    def analyze(self, view: BBox | None = None) -> None:
        """Find and classify the cells of the smear in view, or of ``view`` where it is read in parts."""
        self._analyzer.analyze(view=view)

    def analyze_with(self, segmenter_id: str, parameters: Mapping[str, Any]) -> None:
        """As :meth:`analyze`, this once with another segmenter, or told something else."""
        self._analyzer.analyze(segmenter_id, tuple(parameters.items()))

    def analyze_all(self) -> None:
        """Analyse every smear of the dataset that has no cells yet, one after the other."""
        self._analyzer.analyze_all()

    def explain(self, cell_id: str, class_name: str | None = None) -> None:
        """Have ``heatmap_ready`` emitted for a cell; class None for the model's first choice."""
        if not self.second.is_blind:
            self._explainer.explain(cell_id, class_name)

    def cancel_job(self, job_id: int) -> None:
        """Ask a running job to stop."""
        self.runner.cancel(job_id)

    # Ending

    def close(self) -> bool:
        """Save everything and close the dataset; waits, serving the window.

        Returns:
            False, with everything still open, if edits cannot be saved.
        """
        if self._is_closed:
            return True
        saver = self._document.saver
        self._document.is_closing = True
        if not saver.flush(_FLUSH_S):
            self._document.is_closing = False
            problem = saver.problem or tr("They are still being written.")
            self.failed.emit(
                tr("Close"),
                tr("Edits are not saved yet, so the dataset stays open. {problem}", problem=problem),
            )
            return False
        self._end()
        return True

    def abandon(self) -> None:
        """Close without the edits that cannot be saved; only after the reader said so."""
        self._document.saver.abandon()
        self._end()

    def _pixel_size_um(self) -> float | None:
        return self.pixel_size[0] if self.pixel_size else None

    def _end(self) -> None:
        self._is_closed = True
        self.training.stop()
        self._opener.end()
        dataset = self._document.dataset
        self._document.replace(None)
        if dataset is not None:
            job = Job(tr("Close dataset"), close_dataset, (dataset,), must_finish=True)
            running = self.runner.start(job, "io")
            running.failed.connect(self.failed)
            self.runner.wait(running)
        self.runner.shutdown()

    @Slot(object)
    def _prepare_heatmaps(self, device: tuple[str, bool]) -> None:
        if device[0]:
            self.device_changed.emit(*device)
        self.runner.start(Job(tr("Prepare heatmaps"), self._analyst.prepare_heatmaps, shown=False), "gpu")

    @Slot(object)
    def _remember(self, path: Path) -> None:
        self.settings.remember(path)
        self.save_settings()
        if path.suffix.lower() in DATASET_SUFFIXES and self.smear is None:
            self.open_neighbour(1)  # a dataset shows its first smear, images the one that was asked for

    @Slot(str, object, object)
    def _keep_decoded(self, smear_id: str, pixels: ImageArray | None, thumbnail: ImageArray) -> None:
        if pixels is not None:
            self._viewer.keep(smear_id, pixels)
        self._thumbnailer.keep(smear_id, thumbnail)

    @Slot(object)
    def _choose_adopted(self, card: ModelCard) -> None:
        self.models_changed.emit()
        self.set_classifier(card.id)

    @Slot(object)
    def _show_imported(self, _plan: object) -> None:
        if self.smear is None:
            self.open_neighbour(1)
