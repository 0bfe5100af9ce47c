"""What is still to come into a dataset, put down for a program that ends before it is there.

Per dataset there is one file in the user's folder, since names of files and folders may be a patient's and
have no place beside a dataset that shall not hold them. Each of its lines is a list: a word, and texts.
Lines are only appended, and one that was cut off is passed over; the file goes with the last text.
"""

import hashlib
import json
import logging
from pathlib import Path
from typing import Final

from leukodesk import config

_ASKED: Final = "asked"
_OVER: Final = "over"

_log = logging.getLogger(__name__)


class UnfinishedRecord:
    """What is still to come into the dataset at a path, of one kind of work.

    A folder that cannot be written to stops nothing: the work itself matters more.
    """

    def __init__(self, dataset: Path, kind: str) -> None:
        digest = hashlib.sha256(str(dataset.resolve()).encode(errors="surrogateescape")).hexdigest()
        self._file = config.user_dir() / kind / f"{digest[:16]}.jsonl"

    def ask(self, *texts: str) -> None:
        """Put down what is to come."""
        if texts:
            self._append(_ASKED, texts)

    def end(self, *texts: str) -> None:
        """Put down that nothing more is to be done with what was to come."""
        if texts:
            self._append(_OVER, texts)
            if not self.waiting():
                self.forget()

    def waiting(self) -> tuple[str, ...]:
        """What is still to come, in its order."""
        try:
            lines = self._file.read_text("ascii", errors="replace").splitlines()
        except OSError:
            return ()
        waiting: dict[str, None] = {}
        for line in lines:
            try:
                word, *texts = json.loads(line)
            except (ValueError, TypeError):  # cut off, the empty first one, or no line of this program
                continue
            for text in map(str, texts):
                if word == _ASKED:
                    waiting[text] = None
                else:
                    waiting.pop(text, None)
        return tuple(waiting)

    def forget(self) -> None:
        """Nobody wants what is missing."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("%s cannot be deleted: %s", self._file, error)

    def _append(self, word: str, texts: tuple[str, ...]) -> None:
        line = json.dumps([word, *texts])
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="ascii") as file:
                file.write(f"\n{line}")
        except OSError as error:
            _log.warning("%s cannot be written to: %s", self._file, error)
