"""What is open now, and everything a reader can do with it. Views show it and listen to it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from leukodesk.config import Settings
from leukodesk.core.content import Content
from leukodesk.core.edit import Edit
from leukodesk.core.mask import Mask
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.workspace.job_runner import JobRunner


class Workspace(QObject):
    """The open dataset, the smear in view, and the work going on.

    Every change of the dataset goes through :meth:`do` (the methods that label, draw and remove build an
    edit and call it); it is applied at once, undoable, and written durably in the background.
    All methods return at once and are called on the window's thread.

    Signals:
        dataset_opened: another dataset is open, everything shown is void; before the first smear opens.
        smears_changed: smears were added, removed or described anew.
        smear_opening: a smear is being read; arg: smear id. The former one stays open meanwhile.
        smear_opened: ``smear`` and ``pixels`` are another one; arg: smear id, empty when none is open.
        changed: the content changed; args: Changes, initiator (what the caller of ``do`` gave, or None).
        selection_changed: ``selection`` is another one.
        choice_changed: segmenter, classifier, device, explainer or annotator was changed.
        models_changed: a model was adopted, imported or discarded.
        device_changed: what the last job ran on; args: title such as ``CPU``, whether it is a fallback.
        heatmap_ready: args: cell id, box (y0, x0, y1, x1) in smear pixels, float32 (s, s) in 0..1.
        heatmap_failed: no heatmap for that cell; args: cell id, sentence.
        thumbnail_ready: args: smear id, uint8 (h, w, 3) of at most 256 pixels a side.
        saved_state_changed: ``saved``, ``saving`` or ``failed``; the sentence is ``saved_problem``.
        job_started: args: job id, title. job_progress: job id, done, total (0: unknown), text;
            at most 20 times a second. job_finished: job id.
        failed: something asked for could not be done; args: title, one sentence.
        bug: the program is at fault; arg: the traceback, already logged.
        notice: one sentence worth knowing, such as an image that was left out.
        training_event: one event of the worker, see ``leukodesk.training.worker``; arg: dict.
        training_changed: ``is_training`` or ``candidate`` changed.
        candidate_ready: a training ended with a candidate; arg: its ModelCard.
    """

    dataset_opened = Signal()
    smears_changed = Signal()
    smear_opening = Signal(str)
    smear_opened = Signal(str)
    changed = Signal(object, object)
    selection_changed = Signal()
    choice_changed = Signal()
    models_changed = Signal()
    device_changed = Signal(str, bool)
    heatmap_ready = Signal(str, object, object)
    heatmap_failed = Signal(str, str)
    thumbnail_ready = Signal(str, object)
    saved_state_changed = Signal(str)
    job_started = Signal(int, str)
    job_progress = Signal(int, int, int, str)
    job_finished = Signal(int)
    failed = Signal(str, str)
    bug = Signal(str)
    notice = Signal(str)
    training_event = Signal(object)
    training_changed = Signal()
    candidate_ready = Signal(object)

    def __init__(
        self, settings: Settings, library: Any, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        raise NotImplementedError

    # What is open

    @property
    def content(self) -> Content:
        """The dataset in memory; read it, change it only through edits. Empty before anything is open."""
        raise NotImplementedError

    @property
    def taxonomy(self) -> Taxonomy:
        """The classes a cell may have."""
        raise NotImplementedError

    @property
    def dataset_path(self) -> Path | None:
        """The dataset's file, or None while nothing is open."""
        raise NotImplementedError

    @property
    def is_automatic(self) -> bool:
        """Whether the dataset was made by the program for an opened image or folder."""
        raise NotImplementedError

    @property
    def read_only(self) -> bool:
        """Whether the dataset can only be looked at (newer schema, or a folder without write permission)."""
        raise NotImplementedError

    @property
    def smear(self) -> Smear | None:
        """The smear in view."""
        raise NotImplementedError

    @property
    def pixels(self) -> Any:
        """The smear in view, uint8 (h, w, 3) RGB, or None."""
        raise NotImplementedError

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the selected cells, the leading one first."""
        raise NotImplementedError

    @property
    def saved_state(self) -> str:
        """``saved`` only when everything done is durable; else ``saving`` or ``failed``."""
        raise NotImplementedError

    @property
    def saved_problem(self) -> str:
        """Why saving fails, one sentence; empty unless ``saved_state`` is ``failed``."""
        raise NotImplementedError

    @property
    def undo_stack(self) -> QUndoStack:
        """For the undo and redo actions and their texts."""
        raise NotImplementedError

    # Choices

    @property
    def settings(self) -> Settings:
        """The settings; assign fields freely, then call :meth:`save_settings`."""
        raise NotImplementedError

    @property
    def library(self) -> Any:
        """The models: a ``leukodesk.inference.library.ModelLibrary``."""
        raise NotImplementedError

    @property
    def annotator(self) -> str:
        """Name written beside every label."""
        raise NotImplementedError

    @property
    def segmenter_id(self) -> str:
        """The chosen segmenter."""
        raise NotImplementedError

    @property
    def model_id(self) -> str | None:
        """The chosen classifier, or None for no classification."""
        raise NotImplementedError

    def set_annotator(self, name: str) -> None:
        """Choose the name written beside labels."""

    def set_segmenter(self, segmenter_id: str) -> None:
        """Choose who finds cells; takes effect at the next analysis."""

    def set_classifier(self, model_id: str | None) -> None:
        """Choose who classifies; cells of the smear in view that it has not seen are classified now."""

    def set_device(self, device: str) -> None:
        """Choose ``auto``, ``cpu`` or ``cuda``."""

    def set_explainer(self, method: str) -> None:
        """Choose the method of the heatmap."""

    def save_settings(self) -> None:
        """Write the settings in the background."""

    # Opening

    def open_path(self, path: Path) -> None:
        """Open an image, a folder of images or a dataset (``.h5``).

        An image or folder gets a dataset of its own in the user's folder, found again by the folder's
        path, so that nothing done on it is lost and image folders may be read-only.
        """

    def add_images(self, paths: Sequence[Path]) -> None:
        """Add images or folders to the open dataset; without one, as :meth:`open_path`."""

    def new_dataset(self, path: Path) -> None:
        """Create an empty dataset at ``path`` and open it."""

    def save_copy(self, path: Path) -> None:
        """Write a complete copy of the dataset to ``path``; the open one stays open."""

    def open_smear(self, smear_id: str) -> None:
        """Show a smear; a request that is still being read is given up for a newer one."""

    def open_neighbour(self, step: int) -> None:
        """Show the next (1) or previous (-1) smear; at either end nothing happens."""

    def request_thumbnail(self, smear_id: str) -> None:
        """Have ``thumbnail_ready`` emitted for a smear, soon."""

    # Reviewing

    def select(self, cell_ids: Iterable[str]) -> None:
        """Select cells of the smear in view, the leading one first."""

    def select_next_unlabelled(self, step: int = 1) -> None:
        """Select the next (1) or previous (-1) cell of this smear without a label, if there is one."""

    def label(self, cell_ids: Iterable[str], class_id: str | None, initiator: object = None) -> None:
        """Label cells, or take their labels away; cells that already have it are left alone."""

    def accept(self, cell_ids: Iterable[str], initiator: object = None) -> None:
        """Make the class each cell is shown under this reader's own label; undecided cells are left."""

    def remove(self, cell_ids: Iterable[str], initiator: object = None) -> None:
        """Remove cells."""

    def add_cell(self, cell_mask: Mask, nucleus_mask: Mask | None = None, initiator: object = None) -> str:
        """Add a cell the reader drew on the smear in view; its id, empty when it was refused."""
        raise NotImplementedError

    def reshape_cell(
        self, cell_id: str, cell_mask: Mask, nucleus_mask: Mask | None, initiator: object = None
    ) -> None:
        """Correct the outline of a cell."""

    def do(self, edit: Edit, initiator: object = None) -> bool:
        """Check, apply, make undoable and journal ``edit``; whether it was done (else ``failed`` says why)."""
        raise NotImplementedError

    def undo(self) -> None:
        """Take the last edit back."""

    def redo(self) -> None:
        """Do again what was taken back last."""

    def retry_save(self) -> None:
        """Try now to write what could not be written."""

    # Analysing

    def analyze(self) -> None:
        """Find and classify the cells of the smear in view; labelled cells stay as they are."""

    def analyze_all(self) -> None:
        """Analyse every smear of the dataset that has no cells yet, one after the other."""

    def explain(self, cell_id: str, class_name: str | None = None) -> None:
        """Have ``heatmap_ready`` emitted for a cell; class None for the model's first choice."""

    def cancel_job(self, job_id: int) -> None:
        """Ask a running job to stop."""

    # Training

    @property
    def is_training(self) -> bool:
        """Whether a training is on its way."""
        raise NotImplementedError

    @property
    def candidate(self) -> Any:
        """Card of the trained model that waits for adoption, or None."""
        raise NotImplementedError

    def retrain(
        self, architecture: str, *, recipe: Path | None = None, seed: int = 0, parent: str | None = None
    ) -> None:
        """Train on the labels of this dataset in a process of its own."""

    def cancel_training(self) -> None:
        """Stop the training."""

    def adopt(self) -> None:
        """Make the candidate one of the reader's models and choose it as classifier."""

    def discard(self) -> None:
        """Throw the candidate away."""

    # Ending

    def close(self) -> bool:
        """Save everything and close the dataset; waits. False, and nothing closed, if edits cannot be saved."""
        raise NotImplementedError

    def abandon(self) -> None:
        """Close without the edits that cannot be saved; only after the reader said so."""
