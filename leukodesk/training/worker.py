"""The training process: ``python -m leukodesk.training.worker``.

Writes one JSON object per line to standard output: ``started``, any number of ``log`` and ``epoch``, and at
the end exactly one of ``done`` (card, metrics, controls), ``failed`` (message) and ``cancelled``. A line
``cancel`` on standard input stops it within a second; with ``--stop-with-parent`` the end of standard input,
which comes when whoever started it is gone, does so too. A training that was killed or left alone goes on
after its last epoch when it is started again; a cancelled one leaves nothing. Only a bug writes a traceback,
to standard error. What a sentence in a line was made from stands under its name in ``words``.

``torchrun --nproc-per-node N -m leukodesk.training.worker`` trains in N processes, on one machine or many
that share the folder of the model; only the first of them speaks and writes.
"""

import argparse
import json
import os
import re
import shutil
import sys
import threading
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from leukodesk.config import user_dir
from leukodesk.core.errors import CancelledError, LeukoDeskError
from leukodesk.core.sentence import Sentence, sentence
from leukodesk.core.sentence_records import words_of
from leukodesk.training.gate import Gate, ShutError
from leukodesk.training.giving_way import give_way
from leukodesk.training.standard_input import lines_of

if TYPE_CHECKING:
    from leukodesk.inference.classifier import CellClassifier
    from leukodesk.training.starting import Starter

_GRACE_S: Final = 0.7
_NO_MEMORY: Final = sentence(
    "The memory of this computer does not suffice for the cells of the dataset; close other programs, start "
    "from a model with smaller crops, or give a recipe with such."
)
_NO_ROOM_ON_THE_CARD: Final = sentence(
    "The graphics card has too little free memory to train on; close other programs that use it, or choose "
    "the CPU as the device."
)
_NOT_IN_A_TAG = re.compile(r"[^a-z0-9+-]+")


class _LeftAloneError(Exception):
    """Whoever started the training is gone. Unlike a cancelled one it may go on some day."""


class Channel:
    """The two pipes: events out, ``cancel`` in.

    Attributes:
        leftovers: folder that a cancelled training does not leave behind.
        gate: through which the training writes its files.

    Args:
        until_end_of_input: whether training stops at the end of input.
        silent: whether another process speaks for this one.
    """

    def __init__(self, *, until_end_of_input: bool = False, silent: bool = False) -> None:
        self._until_end_of_input = until_end_of_input
        self._asked = False
        self.leftovers: Path | None = None
        self.gate = Gate()
        self._lock = threading.Lock()
        self._closed = silent
        # Libraries print as well, torchvision when it downloads weights; not between the events.
        self._events, sys.stdout = sys.stdout, sys.stderr
        self.cancelled = threading.Event()
        self._finished = threading.Event()

    def listen(self) -> None:
        """Wait for ``cancel`` in the background."""
        threading.Thread(target=self._read, name="cancel", daemon=True).start()

    def send(self, event: Mapping[str, object]) -> None:
        """Write one line, unless the last word is spoken."""
        with self._lock:
            if not self._closed:
                self._write(event)

    def finish(self, event: Mapping[str, object]) -> None:
        """Say the last word."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._write(event)
        self._finished.set()

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Stop at the next batch once ``cancel`` was read, or nobody is there any more."""
        if self.cancelled.is_set():
            raise CancelledError if self._asked else _LeftAloneError

    def _write(self, event: Mapping[str, object]) -> None:
        try:
            words = {name: words_of(said) for name, said in event.items() if isinstance(said, Sentence)}
            told = {**event, "words": words} if words else event
            self._events.write(json.dumps(told, allow_nan=False) + "\n")
            self._events.flush()
        except OSError:
            # Nobody reads any more, so nobody waits for the model; what is still buffered must go somewhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._events.fileno())
            self._closed = True
            self.cancelled.set()

    def _read(self) -> None:
        for line in lines_of(sys.stdin):
            if line.strip() == "cancel":
                self._asked = True
                self._cancel()
        if self._until_end_of_input:
            self._cancel()

    def _cancel(self) -> None:
        self.cancelled.set()
        # Importing torch or reading a large image cannot be interrupted; with the gate shut, ending here
        # leaves nothing half and nothing new.
        if not self._finished.wait(_GRACE_S) and self.gate.shut():
            if self._asked and self.leftovers is not None:
                shutil.rmtree(self.leftovers, ignore_errors=True)
            self.finish({"event": "cancelled"})
            os._exit(0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one training; 0 when done or cancelled, 1 when it failed."""
    options = _options(arguments)
    silent = int(os.environ.get("RANK", "0")) > 0
    if options.in_background:
        give_way()
    channel = Channel(until_end_of_input=options.stop_with_parent, silent=silent)
    channel.listen()
    channel.send({"event": "started"})
    try:
        done = _train(options, channel)
    except (CancelledError, ShutError, _LeftAloneError):
        channel.finish({"event": "cancelled"})
    except LeukoDeskError as error:
        channel.finish({"event": "failed", "message": str(error)})
        return 1
    except Exception as error:  # the outermost boundary: a bug becomes one sentence for the reader
        channel.finish({"event": "failed", "message": _why_failed(error)})
        return 1
    else:
        channel.finish(done)
    return 0


def _why_failed(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return _NO_MEMORY
    if "torch" in sys.modules:  # what went wrong before did not come from it
        from leukodesk.inference.memory import is_card_full, is_out_of_memory  # noqa: PLC0415

        if is_out_of_memory(error):
            return _NO_ROOM_ON_THE_CARD if is_card_full(error) else _NO_MEMORY
    traceback.print_exc()
    return sentence("Training stopped by an error in LeukoDesk: {error}.", error=error)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="leukodesk.training.worker", description="Train one model.")
    parser.add_argument("--dataset", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--architecture", required=True)
    parser.add_argument("--recipe", type=Path)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--parent", help="id of a model, or path of a card")
    parser.add_argument("--tag")
    parser.add_argument("--learning-curve", help="shares of the training units, such as 0.25,0.5")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--stop-with-parent", action="store_true", help="stop at the end of standard input")
    parser.add_argument(
        "--in-background", action="store_true", help="let a window and other programs go first"
    )
    parser.add_argument("--weights", type=Path, default=user_dir() / "weights")
    return parser.parse_args(arguments)


def _train(options: argparse.Namespace, channel: Channel) -> Mapping[str, object]:
    # torch takes seconds to import; by now ``cancel`` is already listened for.
    starter = _starter(options)
    from leukodesk.inference.card_files import load_card  # noqa: PLC0415
    from leukodesk.inference.library import ModelLibrary  # noqa: PLC0415
    from leukodesk.training.checkpoint_files import checkpoint_folder  # noqa: PLC0415
    from leukodesk.training.known import unknowing  # noqa: PLC0415
    from leukodesk.training.processes import joined  # noqa: PLC0415
    from leukodesk.training.sources import load_samples  # noqa: PLC0415
    from leukodesk.training.train import train  # noqa: PLC0415

    channel.leftovers = checkpoint_folder(options.out, starter.model_id)
    channel.send({"event": "log", "text": sentence("Reading {name}", name=options.dataset.name)})
    samples = load_samples(options.dataset, starter.recipe, channel.progress)
    starter, samples = unknowing(starter, samples, ModelLibrary.default())
    with joined(starter.device) as processes:
        if processes.count > 1:
            text = f"Training in {processes.count} processes that share every batch"
            channel.send({"event": "log", "text": text})
        path = train(
            samples,
            starter,
            options.out,
            progress=channel.progress,
            events=channel.send,
            gate=channel.gate,
        )
    card = load_card(path)
    return {
        "event": "done",
        "card": str(path),
        "metrics": {name: metric.model_dump() for name, metric in card.metrics.items()},
        "controls": card.controls,
    }


def _starter(options: argparse.Namespace) -> "Starter":
    from leukodesk.training.recipe import load_recipe, usual_recipe  # noqa: PLC0415

    recipe = load_recipe(options.recipe) if options.recipe else None
    from leukodesk.inference.classifiers.catalogue import is_fitted_anew  # noqa: PLC0415
    from leukodesk.inference.devices import resolve_device  # noqa: PLC0415
    from leukodesk.inference.registry import create_architecture  # noqa: PLC0415
    from leukodesk.training.shares import parse_shares  # noqa: PLC0415
    from leukodesk.training.starting import Starter  # noqa: PLC0415

    device = resolve_device(options.device)
    name = options.parent or (recipe.parent if recipe and recipe.start == "parent" else "")
    parent = _parent(name, device) if name else None
    changes = {
        "seed": options.seed,
        "tag": options.tag,
        "architecture": options.architecture,
        "learning_curve": parse_shares(options.learning_curve) if options.learning_curve else None,
    }
    if recipe is None:
        recipe = usual_recipe(create_architecture(options.architecture), parent.card if parent else None)
        changes["tag"] = options.tag or _tag(options.dataset)
    recipe = recipe.model_copy(update={key: value for key, value in changes.items() if value is not None})
    if recipe.start == "parent" and is_fitted_anew(recipe.architecture):
        # The parent lends its crops, but the card must not say that anything was learnt from it.
        recipe, parent = recipe.model_copy(update={"start": "scratch", "parent": ""}), None
    return Starter(recipe, device, parent, options.weights, options.recipe)


def _parent(name: str, device: str) -> "CellClassifier":
    """The model with that id, or the one whose card lies at that path."""
    from leukodesk.inference.card_files import load_card  # noqa: PLC0415
    from leukodesk.inference.cards import CARD_SUFFIX  # noqa: PLC0415
    from leukodesk.inference.classifier_files import load_classifier  # noqa: PLC0415
    from leukodesk.inference.library import ModelLibrary  # noqa: PLC0415

    if name.endswith(CARD_SUFFIX):
        return load_classifier(load_card(Path(name)), Path(name).parent, device)
    return ModelLibrary.default().load(name, device)


def _tag(dataset: Path) -> str:
    """A name for the model out of the dataset's."""
    return _NOT_IN_A_TAG.sub("-", dataset.stem.lower()).strip("-+_")[:60] or "candidate"


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Everything is on the disk; unloading torch would keep whoever waits for the end waiting on.
    os._exit(status)
