"""What is open now, and everything a reader can do with it. Views show it and listen to it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Slot

from leukodesk.core.errors import LeukoDeskError
from leukodesk.core.mask import BBox
from leukodesk.jobs.datasets import close_dataset
from leukodesk.jobs.job import Job
from leukodesk.workspace.job_runner import BRINGING
from leukodesk.workspace.room import Room
from leukodesk.workspace.words import tr, worded

_FLUSH_S: Final = 30.0

_SHOWING_MS: Final = 300
"""What was just opened is painted within that time."""


class Workspace(Room):
    """The open dataset, the smear in view, and the work going on.

    Every change of the dataset goes through :meth:`do` (the methods that label, draw and remove build an
    edit and call it); it is applied at once, undoable, and written durably in the background. All methods
    return at once unless they say so, and are called on the window's thread.

    Signals: see :class:`leukodesk.workspace.signals.WorkspaceSignals`.
    """

    _is_closed = False
    _will_load = False

    @property
    def is_busy(self) -> bool:
        """Whether work is going on, a training, or the loading of models that waits for an opening."""
        return self.runner.is_busy or self.training.is_running or self._will_load

    # Opening

    def prepare(self) -> None:
        """Load torch and the chosen model in the background, before they are needed.

        A classifier that is not there is done without, with a notice, and never replaced by another; it is
        used again at the first start that finds it. What a training left unfinished is offered again.
        What is being opened comes first: the two would wait for each other.
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
        self._will_load = self._opener.is_busy
        if self._will_load:
            self._opener.settled.connect(self._show_then_load, Qt.ConnectionType.SingleShotConnection)
        else:
            self._load_models()

    @Slot()
    def _show_then_load(self) -> None:
        QTimer.singleShot(_SHOWING_MS, self, self._load_models)

    @Slot()
    def _load_models(self) -> None:
        self._will_load = False
        if self._is_closed:
            return
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

    def look_anew(self) -> None:
        """Read a dataset that is open to look at only as it is by now.

        The smear in view stays in view, and what is left of the selected cells stays selected.
        """
        path, smear_id = self.dataset_path, self.smear.id if self.smear else ""
        selection = self.selection
        if path is None or not self.onlooking.is_outdated:
            return

        def select_again(opened_id: str) -> None:
            if opened_id == smear_id:
                self.select(selection)

        def return_to_smear(opened: object) -> None:
            if opened == path:
                self.smear_opened.connect(select_again, Qt.ConnectionType.SingleShotConnection)
                self.open_smear(smear_id)

        self._opener.opened.connect(return_to_smear, Qt.ConnectionType.SingleShotConnection)
        self.open_to_look(path)

    def restore_backup(self, path: Path) -> None:
        """Put the backup in the place of a damaged dataset and open it; the damaged file is kept."""
        self._opener.restore_backup(path)

    def request_thumbnail(self, smear_id: str) -> None:
        """Have ``thumbnail_ready`` emitted for a smear, at once or soon."""
        self._thumbnailer.request(smear_id)

    # Analysing

    def analyze(self, view: BBox | None = None) -> None:
        """Find and classify the cells of the smear in view, or of ``view`` where it is read in parts."""
        self._analyzer.analyze(view=view)

    def analyze_with(
        self, segmenter_id: str, parameters: Mapping[str, Any], view: BBox | None = None
    ) -> None:
        """As :meth:`analyze`, this once with another segmenter, or told something else."""
        self._analyzer.analyze(segmenter_id, tuple(parameters.items()), view)

    def analyze_all(self) -> None:
        """Analyse every smear of the dataset that has no cells yet, one after the other."""
        self._analyzer.analyze_all()

    def explain(self, cell_id: str, class_name: str | None = None) -> None:
        """Have ``heatmap_ready`` emitted for a cell; class None for the one that is suggested for it."""
        if not self.second.is_blind:
            self._explainer.explain(cell_id, class_name)

    def cancel_job(self, job_id: int) -> None:
        """Ask a running job to stop; a notice tells of its end."""
        self.runner.stop(job_id)

    # Ending

    def close(self) -> bool:
        """Save everything and close the dataset; waits, serving the window.

        An import or a merge that is on its way is done before.

        Returns:
            False, with everything still open, if edits cannot be saved.
        """
        if self._is_closed:
            return True
        # Where somebody went on labelling meanwhile, another such job plans it anew.
        while bringing := self.runner.running(BRINGING):
            self.runner.wait(bringing[0])
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
            self.device_changed.emit(worded(device[0]), device[1])
        self.runner.start(Job(tr("Prepare heatmaps"), self._analyst.prepare_heatmaps, shown=False), "gpu")
