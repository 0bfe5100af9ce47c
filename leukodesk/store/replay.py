"""From journal lines back to what the reader did."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from leukodesk.core.content import Content
from leukodesk.core.edits import Edit, edit_from, record_of
from leukodesk.core.errors import DatasetError, EditError
from leukodesk.core.results import Prediction
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.store.journal import Entry, JournalScan, Payload, scan
from leukodesk.store.layout import SCHEMA
from leukodesk.store.position import Position

# What a line of another version, or of another file, may run into.
_UNFIT = (EditError, DatasetError, KeyError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True)
class Replay:
    """What became of one journal.

    Attributes:
        path: the journal.
        position: the dataset's position after it.
        applied: how many changes were applied that the tables did not hold.
        sound_bytes: length of the journal up to the last change the dataset now holds.
        trouble: why not everything in it could be applied, as a clause, or empty.
        obsolete: the tables went past its end, so nothing can be appended to it.
        newer: it was written by a newer program and was left alone.
        older: it was begun by an older program.
        torn: a last line without end was dropped, as a crash leaves one that was never acknowledged.
        passed: positions the dataset went through, as far as the journal tells, in order.
    """

    path: Path
    position: Position
    applied: int = 0
    sound_bytes: int = 0
    trouble: str = ""
    obsolete: bool = False
    newer: bool = False
    older: bool = False
    torn: bool = False
    passed: tuple[Position, ...] = ()


def edit_payload(edit: Edit) -> Payload:
    """The journal line of an edit."""
    return {"edit": record_of(edit)}


def predictions_payload(predictions: Iterable[Prediction]) -> Payload:
    """The journal line of predictions: one table per model, probabilities in the classes' order.

    Raises:
        DatasetError: a model has no usable id, or named different classes for different cells.
    """
    models: dict[str, dict[str, Any]] = {}
    for prediction in predictions:
        if not prediction.model_id.strip("."):  # HDF5 gives names of dots a meaning of their own
            raise DatasetError(
                sentence("'{model_id}' is no model id; give the model another.", model_id=prediction.model_id)
            )
        classes = list(prediction.probabilities)
        table = models.setdefault(prediction.model_id, {"classes": classes, "rows": []})
        if table["classes"] != classes:
            raise DatasetError(
                sentence(
                    "The model '{model_id}' named different classes for different cells; verify the "
                    "model and run it again.",
                    model_id=prediction.model_id,
                )
            )
        # The tables keep single precision; rounding here keeps memory, journal and file the same.
        values = np.array(list(prediction.probabilities.values()), dtype=np.float32).tolist()
        table["rows"].append([prediction.cell_id, values, prediction.abstained])
        for name in ("unfamiliarity", "neighbour_share"):
            value = getattr(prediction, name)
            if value is not None:
                # Beside the rows, whose form earlier versions know.
                table.setdefault(name, {})[prediction.cell_id] = float(np.float32(value))
    return {"predictions": models}


def predictions_from(models: Payload) -> list[Prediction]:
    """The predictions that :func:`predictions_payload` wrote."""
    return [
        Prediction(
            cell_id,
            model_id,
            dict(zip(table["classes"], values, strict=True)),
            abstained,
            table.get("unfamiliarity", {}).get(cell_id),
            table.get("neighbour_share", {}).get(cell_id),
        )
        for model_id, table in models.items()
        for cell_id, values, abstained in table["rows"]
    ]


def put_predictions(content: Content, predictions: list[Prediction]) -> None:
    """Record predictions in ``content``; a model's classes never change.

    Raises:
        DatasetError: a model names other classes than before.
    """
    classes = {
        model_id: list(next(iter(before.values())).probabilities)
        for model_id in {prediction.model_id for prediction in predictions}
        if (before := content.predictions.get(model_id))
    }
    for prediction in predictions:
        named = list(prediction.probabilities)
        if classes.get(prediction.model_id, named) != named:
            raise DatasetError(
                sentence(
                    "The model '{model_id}' names other classes than before; give it a new id.",
                    model_id=prediction.model_id,
                )
            )
    content.put_predictions(predictions)


def apply_payload(content: Content, payload: Payload) -> None:
    """Do to ``content`` what a journal line says.

    Raises:
        EditError, DatasetError: it does not fit.
        KeyError, ValueError, TypeError: it is not a line this version knows.
    """
    if "predictions" in payload:
        put_predictions(content, predictions_from(payload["predictions"]))
    else:
        edit = edit_from(payload["edit"])
        edit.check(content)
        edit.apply(content)


def replay(path: Path, content: Content, position: Position) -> Replay | None:
    """Apply to ``content``, which stands at ``position``, what the journal at ``path`` adds.

    Lines that the tables already hold are skipped, so replaying twice is harmless.

    Returns:
        None when there is no journal.

    Raises:
        DatasetError: the journal may not be read.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DatasetError(
            sentence(
                "{path} may not be read ({reason}); allow it, since it holds unsaved changes.",
                path=path,
                reason=system_reason(error),
            )
        ) from error
    found = scan(data)
    if found.schema > SCHEMA:
        return Replay(path, position, newer=True)
    if not found.damaged and found.last is not None and found.last.sequence < position.sequence:
        return Replay(path, position, obsolete=True)
    start = _first_new(found, position)
    if isinstance(start, str):
        return Replay(path, position, trouble=start)
    return _apply_all(path, content, position, found, start)


def _first_new(found: JournalScan, position: Position) -> int | str:
    """Index of the first entry that ``position`` does not hold, or why the journal does not fit."""
    if found.start is None:
        return sentence("its beginning is damaged")
    if found.start.sequence > position.sequence:
        return sentence("changes are missing between the dataset and it")
    skipped = position.sequence - found.start.sequence
    if skipped > len(found.entries):
        return sentence("it is damaged")
    joint = found.entries[skipped - 1].position if skipped else found.start
    return skipped if joint == position else sentence("it continues another state of the dataset")


def _apply_all(path: Path, content: Content, position: Position, found: JournalScan, start: int) -> Replay:
    entries = found.entries[start:]
    trouble = sentence("a line in it is damaged") if found.damaged else ""
    end = entries[0].end - _length(entries[0]) if entries else found.sound_bytes
    applied = 0
    for entry in entries:
        try:
            apply_payload(content, entry.payload)
        except _UNFIT:
            trouble = sentence("change {number} does not fit what is there", number=entry.position.sequence)
            break
        position, end, applied = entry.position, entry.end, applied + 1
    older = found.schema < SCHEMA
    passed = tuple(entry.position for entry in found.entries[: start + applied])
    return Replay(path, position, applied, end, trouble, older=older, torn=found.torn, passed=passed)


def _length(entry: Entry) -> int:
    return len(b"%d %s %s\n" % (entry.position.sequence, entry.position.check.encode(), entry.text))
