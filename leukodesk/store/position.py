"""Where in its life a dataset stands: a number, and a digest over everything done up to there."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Position:
    """A point in the life of a dataset.

    Attributes:
        sequence: number of the last change.
        check: digest over all changes up to there, 16 hexadecimal digits.
    """

    sequence: int
    check: str

    @classmethod
    def start(cls, dataset_id: str) -> "Position":
        """Before the first change of a dataset."""
        return cls(0, hashlib.sha256(dataset_id.encode()).hexdigest()[:16])

    def then(self, text: bytes) -> "Position":
        """After one more change, given as JSON."""
        sequence = self.sequence + 1
        body = b"%s %d %s" % (self.check.encode(), sequence, text)
        return Position(sequence, hashlib.sha256(body).hexdigest()[:16])
