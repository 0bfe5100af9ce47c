"""Whether a dataset that was read without its lock is still what lies on the disk."""

from contextlib import suppress

from leukodesk.core.errors import DatasetError
from leukodesk.store.snapshot import Snapshot, identities, read_snapshot


class Sight:
    """A dataset as it was read, compared with its files as they are now.

    Nothing is read as long as no file was touched. Where one was, the position decides: a checkpoint, which
    moves changes from the journal into the tables, or a file that was copied anew is no change.

    Args:
        snapshot: what was read.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._files, self._position = snapshot.files, snapshot.position
        self._seen = snapshot.seen
        self._is_past = False

    @property
    def is_past(self) -> bool:
        """Whether the dataset went on since; False as long as that cannot be told, as while it is away."""
        if not self._is_past and identities(self._files) != self._seen:
            with suppress(DatasetError, OSError):
                now = read_snapshot(self._files.main)
                self._seen, self._is_past = now.seen, now.position != self._position
        return self._is_past
