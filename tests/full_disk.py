"""A disk that is full, for this process: POSIX refuses to let any file grow beyond a size."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def full_disk_at(size: int) -> Iterator[None]:
    """No file may grow beyond ``size`` bytes inside the block: a true refusal, half-written lines included.

    A block and no fixture: pytest writes its report between a test's end and its fixtures', and that
    report may go to a file that is longer already.
    """
    resource = pytest.importorskip("resource", reason="limits the size of files as POSIX can")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
