"""The parts of the workspace, and how they hear each other."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from leukodesk.config import Settings
from leukodesk.core.kept import KEPT, KeptOfImages, shown_name
from leukodesk.core.smear import Smear
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.explain import explainers_of_model
from leukodesk.inference.library import ModelLibrary
from leukodesk.jobs.analyst import Analyst
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
from leukodesk.workspace.forgetting import Forgetter
from leukodesk.workspace.gallery import Gallery
from leukodesk.workspace.importing import Importer
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.measuring import ScaleMeasurer
from leukodesk.workspace.onlooking import Onlooker
from leukodesk.workspace.opening import DATASET_SUFFIXES, Opener
from leukodesk.workspace.picking import Picker
from leukodesk.workspace.previewing import Previewer
from leukodesk.workspace.reading_desk import ReadingDesk
from leukodesk.workspace.remarks import Remarks
from leukodesk.workspace.reporting import Reporter
from leukodesk.workspace.retraining import Retrainer
from leukodesk.workspace.second_reading import SecondReading
from leukodesk.workspace.similar import SimilarCells
from leukodesk.workspace.staining import Stainer
from leukodesk.workspace.thumbnails import Thumbnailer
from leukodesk.workspace.tile_loading import TileLoader
from leukodesk.workspace.training_process import TrainingProcess
from leukodesk.workspace.unfinished import UnfinishedAdding
from leukodesk.workspace.unfinished_imports import UnfinishedImports, UnfinishedMerges
from leukodesk.workspace.unmatched import UnmatchedCells
from leukodesk.workspace.viewing import Viewer


def _kept_by(settings: Settings) -> KeptOfImages:
    """What a reader of these settings keeps of new images."""
    return KEPT[settings.image_origin]


class Room(ReadingDesk):
    """The reading desk with all that stands round it; each part does one thing and hears the others here.

    Attributes:
        library: the models there are.
        runner: the threads; for whoever measures or waits.
        unmatched: the labelled cells of the smear in view that its last segmentation did not find again.
        remarks: what there is to know of each smear from its analysis.
        stain: the colour template that smears are adjusted to.
        unfinished: images that were to be added when the program ended.
        unfinished_imports: imports that were on their way then.
        unfinished_merges: copies that were being merged then.
        onlooking: whether a dataset that is open to look at only was changed since it was read.
        tiles: the parts of a smear in view that is too large to be held as a whole.
        classes: what the chosen model names and the dataset lacks.
        training: trains, adopts and discards models; knows of a training that was cut off.
        comparing: compares two models or readers on the smear in view.
        preview: tries other settings of segmenters on the smear in view.
        similar: labelled cells that look like a chosen one.
        drawing: outlines, cuts, and cells that are added by pointing at them.
        merging: brings another copy of the dataset into this one.
        gallery: the cells that are looked at side by side, and which of them are chosen.
        picking: selects cells by letters that are typed.
        measures: sizes and N:C ratios of those cells.
        exchange: copies the dataset, and brings cells and labels in and out.
        reports: what is printed of smears that were read.
    """

    def __init__(
        self,
        settings: Settings,
        library: ModelLibrary,
        runner: JobRunner,
        training: TrainingProcess | None = None,
        parent: QObject | None = None,
    ) -> None:
        chooser = Chooser(settings, runner, library.finder_of, partial(explainers_of_model, library))
        document = Document(runner)
        limit = settings.max_pixels
        viewer = Viewer(runner, document, limit)
        measurer = ScaleMeasurer(runner, document, viewer)
        second = SecondReading(runner, document, lambda: settings.annotator)
        deciding = Decider(runner, document)
        super().__init__(document, viewer, chooser, measurer, second, deciding, parent)
        self.library = library
        self.runner = runner
        self._analyst = Analyst(library)
        self.classes = ClassAdviser(library, document, chooser, self)
        kept = partial(_kept_by, settings)
        self._opener = Opener(runner, document, limit, self.classes.for_new, kept, self)
        self.onlooking = Onlooker(runner, document, self)
        self.unfinished = UnfinishedAdding(runner, document, self)
        self._importer = Importer(runner, document, limit, kept, self.unfinished, self)
        self.unfinished_imports = UnfinishedImports(runner, document, self)
        self.exchange = Exchanger(runner, document, self._importer.places, self.unfinished_imports, self)
        self._forgetter = Forgetter(runner, document, self)
        self.reports = Reporter(self, runner, document, library, self)
        self.unfinished_merges = UnfinishedMerges(runner, document, self)
        self.merging = CopyMerger(runner, document, lambda: settings.annotator, self.unfinished_merges, self)
        self.tiles = TileLoader(runner, viewer, self)
        crops = CropCutter(runner, document, viewer, measurer, limit, self)
        self.gallery = Gallery(self, crops, viewer.open, self)
        self.picking = Picker(self, self)
        self.measures = CellMeasurer(self, self.gallery, measurer, self)
        self._thumbnailer = Thumbnailer(runner, document, limit, self)
        self._analyzer = Analyzer(
            runner, document, viewer, self._analyst, chooser.choice_for_analysis, kept, limit, self
        )
        self.unmatched = UnmatchedCells(self._analyzer, document, viewer, self)
        self.stain = Stainer(runner, viewer, chooser, limit, self)
        self.preview = Previewer(runner, viewer, chooser.choice, self._pixel_size_um, self)
        self.drawing = Drawer(
            runner, document, viewer, chooser.choice_for_analysis, self._pixel_size_um, self
        )
        self._explainer = Explainer(runner, document, viewer, self._analyst, chooser.choice_and_method, self)
        self.comparing = Comparer(runner, document, viewer, self._analyst, chooser.choice, self)
        self.remarks = Remarks(self._analyzer, self.comparing, document, self.unmatched, chooser, self)
        # A cutter of its own: what the gallery wants to see would take the place of what this one wants.
        crops = CropCutter(runner, document, viewer, measurer, limit, self)
        self.similar = SimilarCells(
            runner, document, viewer, self._analyst, chooser.choice, crops, limit, self
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
            (self._analyzer.analyzed, self.analyzed),
            (self._analyzer.labels_kept, self.labels_kept),
            (self._opener.noticed, self.noticed),
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
            self.runner.stopped,
            self._document.saver.notice,
            self._analyzer.notice,
            self._chooser.notice,
            self.stain.notice,
            self.exchange.notice,
            self._forgetter.notice,
            self.merging.notice,
            self.drawing.notice,
            self.picking.notice,
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
            self._forgetter,
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
        self.stain.colours_shown.connect(self.tiles.show_in_colours_of)
        self.training.adopted.connect(self._choose_adopted)
        self.exchange.imported.connect(self._show_imported)

    def open_smear(self, smear_id: str) -> None:
        """Show a smear; a request that is still being read is given up for a newer one."""
        self._viewer.open(smear_id)

    def name_of(self, smear: Smear) -> str:
        """What a smear is called on the screen: its file's name, also where the dataset does not keep it."""
        return shown_name(smear, self._importer.places.get(smear.id))

    @property
    def dataset_name(self) -> str:
        """What the open dataset is called on the screen; one that belongs to an image folder after that."""
        path = self.dataset_path
        return self._opener.folders[path].name if path in self._opener.folders else path.stem if path else ""

    def open_neighbour(self, step: int) -> None:
        """Show the next (1) or previous (-1) smear; at either end nothing happens."""
        smear_id = self._viewer.neighbour(step)
        if smear_id is not None:
            self._viewer.open(smear_id)

    @property
    def pixel_size_by_red_cells(self) -> float | None:
        """Micrometres per pixel that the red cells of the smear in view say; None while too few say it."""
        return self._measurer.by_red_cells(self.smear.id) if self.smear else None

    def _pixel_size_um(self) -> float | None:
        return self.pixel_size[0] if self.pixel_size else None

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
