"""One result of a check of this machine."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a check ended: fine, works with a limitation, or something essential is broken."""

    FINE = "ok"
    LIMITED = "note"
    FAILED = "FAILED"


@dataclass(frozen=True)
class Finding:
    """What a check found.

    Attributes:
        name: what was checked.
        found: what is there, in a few words.
        state: how good that is.
        mend: what to do about it, one sentence; empty where nothing is to be done.
    """

    name: str
    found: str
    state: State = State.FINE
    mend: str = ""
