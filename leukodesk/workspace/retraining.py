"""From the labels of the open dataset to a candidate model the reader adopts or discards."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk import config
from leukodesk.core.taxonomies import class_of_model
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.inference.card_files import load_card
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.library import ModelLibrary
from leukodesk.jobs.candidates import UndecidedCandidate, discard_candidate, find_undecided
from leukodesk.jobs.interrupted import (
    InterruptedTraining,
    RunningTraining,
    find_interrupted,
    forget_interrupted,
    new_training_folder,
    prepare_training,
)
from leukodesk.jobs.job import Job, JobContext
from leukodesk.store.dataset import Dataset
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.training_process import TrainingProcess
from leukodesk.workspace.words import later, tr, worded

_TITLE = later("Retrain")


def _training_folder() -> Path:
    """Where each training leaves what it made, in a folder named after the time."""
    return config.user_dir() / "training"


def _title(taxonomy: Taxonomy, class_id: str) -> str:
    return (taxonomy[class_id] if class_id in taxonomy else class_of_model(class_id)).title


def _read_candidate(context: JobContext, path: Path) -> UndecidedCandidate:
    return UndecidedCandidate(path, load_card(path))


def _adopt(context: JobContext, library: ModelLibrary, path: Path) -> ModelCard:
    return library.adopt(path)


class Retrainer(QObject):
    """Runs one training at a time; no model changes unless the reader adopts the candidate.

    Attributes:
        is_running: from the request to the end of the process.
        candidate: card of the model that waits for a decision, or None.
        interrupted: a training of an earlier session that can go on where it was cut off, or None.

    Signals:
        event_received: a line of the worker; arg: dict.
        changed: ``is_running``, ``candidate``, ``is_adopting`` or ``interrupted`` changed.
        candidate_ready: arg: ModelCard.
        adopted: the candidate is one of the reader's models; arg: its ModelCard there.
        notice: one sentence.
        failed: args: title, sentence.
    """

    event_received = Signal(object)
    changed = Signal()
    candidate_ready = Signal(object)
    adopted = Signal(object)
    notice = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        library: ModelLibrary,
        process: TrainingProcess,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.is_running = False
        self.candidate: ModelCard | None = None
        self.interrupted: InterruptedTraining | None = None
        self._runner = runner
        self._document = document
        self._library = library
        self._process = process
        self._candidate_path: Path | None = None
        self._adopted_path: Path | None = None
        self._training: RunningTraining | None = None
        self._arguments: Sequence[str] = ()
        self._is_cancelled = False
        process.setParent(self)
        process.event_received.connect(self.event_received)
        process.done.connect(self._take_done)
        process.failed.connect(self._fail)
        process.cancelled.connect(self._end_cancelled)

    @property
    def is_adopting(self) -> bool:
        """Whether the reader decided for a candidate, and it is being copied."""
        return self._adopted_path is not None

    def start(
        self,
        architecture: str,
        *,
        recipe: Path | None = None,
        seed: int = 0,
        parent: str | None = None,
        device: str = "auto",
    ) -> None:
        """Train on the open dataset in a process of its own; no model changes before :meth:`adopt`.

        Args:
            architecture: a registered architecture.
            recipe: TOML file with settings, or None for the defaults.
            seed: of all random choices.
            parent: id of the model to start from, or None.
            device: ``auto``, ``cpu`` or ``cuda``.
        """
        path, dataset = self._document.path, self._document.dataset
        if path is None or dataset is None:
            self.failed.emit(
                tr(_TITLE), tr("No dataset is open; open the one whose labels shall be learned.")
            )
            return
        out = new_training_folder(_training_folder())
        arguments = ["--dataset", str(path), "--out", str(out)]
        arguments += ["--architecture", architecture, "--seed", str(seed), "--device", device]
        arguments += ["--recipe", str(recipe)] if recipe else []
        arguments += ["--parent", parent] if parent else []
        self._prepare(out, arguments, None if self._document.read_only else dataset)

    def resume(self) -> None:
        """Let the training that was cut off go on after its last epoch.

        If other labels are in its dataset by now, it begins anew with them.
        """
        if (found := self.interrupted) is not None:
            self._prepare(found.folder, found.arguments, None)

    def forget(self) -> None:
        """Delete what the training that was cut off left behind."""
        if (found := self.interrupted) is None:
            return
        job = Job(tr("Delete checkpoints"), forget_interrupted, (found,), shown=False)
        self._runner.start(job, "io").failed.connect(self.failed)
        self._set_interrupted(None)

    def _prepare(self, out: Path, arguments: Sequence[str], dataset: Dataset | None) -> None:
        if self.is_running:
            self.failed.emit(tr(_TITLE), tr("A training is running already; wait for it or cancel it."))
            return
        self._arguments = arguments
        self._is_cancelled = False
        self._set_running(running=True)
        job = Job(tr("Prepare training"), prepare_training, (dataset, out, arguments))
        running = self._runner.start(job, "io")
        running.succeeded.connect(self._start_process)
        running.failed.connect(self._report)
        running.cancelled.connect(self._end_cancelled)

    def find_unfinished(self) -> None:
        """Offer a candidate of earlier sessions that nobody decided on, and a training that was cut off."""
        job = Job(
            tr("Look for a candidate"), find_undecided, (self._library, _training_folder()), shown=False
        )
        self._runner.start(job, "io").succeeded.connect(self._take_undecided)
        self._look_for_interrupted()

    def cancel(self) -> None:
        """Stop the training."""
        self._is_cancelled = True
        self._process.cancel()

    def adopt(self) -> None:
        """Copy the candidate to the reader's models, unless that is being done already."""
        if self._candidate_path is None or self.is_adopting:
            return
        self._set_adopting(self._candidate_path)
        job = Job(tr("Adopt model"), _adopt, (self._library, self._candidate_path), must_finish=True)
        running = self._runner.start(job, "io")
        running.succeeded.connect(self._take_adopted)
        running.failed.connect(self.failed)
        running.finished.connect(self._end_adopting)

    def discard(self) -> None:
        """Throw the candidate away, unless it is being adopted."""
        if self._candidate_path is None or self.is_adopting:
            return
        job = Job(tr("Discard model"), discard_candidate, (self._library, self._candidate_path), shown=False)
        self._runner.start(job, "io").failed.connect(self.failed)
        self._set_candidate(None, None)

    def stop(self) -> None:
        """End a running training now; for the program's own end. It can go on in another session."""
        training, self._training = self._training, None
        self._process.stop()
        if training is not None:
            training.leave()

    @Slot(object)
    def _start_process(self, training: RunningTraining) -> None:
        self._training = training
        self._set_interrupted(None)
        if self._is_cancelled:
            self._end_cancelled()
        else:
            self._process.start(self._arguments)

    @Slot(object)
    def _take_done(self, event: dict[str, Any]) -> None:
        self.event_received.emit(event)
        self._end_training()
        # Until its card is read, the buttons stand under the candidate before it and decide on that one.
        job = Job(tr("Read model card"), _read_candidate, (Path(event["card"]),), shown=False)
        running = self._runner.start(job, "io")
        running.succeeded.connect(self._take_card)
        running.failed.connect(self._report)

    @Slot(object)
    def _take_card(self, found: UndecidedCandidate) -> None:
        self._set_candidate(found.card, found.path)
        self._set_running(running=False)
        self.candidate_ready.emit(found.card)

    @Slot(object)
    def _take_undecided(self, found: UndecidedCandidate | None) -> None:
        if found is None or self.is_running or self.candidate is not None:
            return
        self.event_received.emit({"event": "waiting", "card": str(found.path)})
        self._set_candidate(found.card, found.path)
        self.notice.emit(tr("A model you trained earlier waits for your decision in the Train tab."))

    @Slot(object)
    def _take_interrupted(self, found: InterruptedTraining | None) -> None:
        if found is None or self.is_running:
            return
        self._set_interrupted(found)
        self.notice.emit(tr("A training was cut off; it can go on where it stopped, in the Train tab."))

    @Slot(object)
    def _take_adopted(self, card: ModelCard) -> None:
        if self._candidate_path == self._adopted_path:
            self._set_candidate(None, None)
        self.adopted.emit(card)

    @Slot()
    def _end_adopting(self) -> None:
        self._set_adopting(None)

    @Slot(object)
    def _fail(self, said: str) -> None:
        training, self._training = self._training, None
        if training is not None:
            training.leave()
            self._look_for_interrupted()
        taxonomy = self._document.content.taxonomy
        self._report(tr(_TITLE), worded(said, lambda class_id: tr(_title(taxonomy, class_id))))

    @Slot(str, str)
    def _report(self, title: str, sentence: str) -> None:
        self._set_running(running=False)
        self.event_received.emit({"event": "failed", "message": sentence})
        self.failed.emit(title, sentence)

    @Slot()
    def _end_cancelled(self) -> None:
        self._end_training()
        self._set_running(running=False)
        self.event_received.emit({"event": "cancelled"})

    def _set_running(self, *, running: bool) -> None:
        if running != self.is_running:
            self.is_running = running
            self.changed.emit()

    def _set_adopting(self, path: Path | None) -> None:
        self._adopted_path = path
        self.changed.emit()

    def _look_for_interrupted(self) -> None:
        job = Job(tr("Look for a training"), find_interrupted, (_training_folder(),), shown=False)
        self._runner.start(job, "io").succeeded.connect(self._take_interrupted)

    def _end_training(self) -> None:
        training, self._training = self._training, None
        if training is not None:
            training.end()

    def _set_interrupted(self, found: InterruptedTraining | None) -> None:
        if found != self.interrupted:
            self.interrupted = found
            self.changed.emit()

    def _set_candidate(self, card: ModelCard | None, path: Path | None) -> None:
        self.candidate, self._candidate_path = card, path
        self.changed.emit()
