"""Large modules and the garbage collector."""

import gc

import pytest

from leukodesk.core.errors import CancelledError
from leukodesk.jobs.heavy_imports import import_all
from leukodesk.jobs.job import JobContext


@pytest.fixture(autouse=True)
def thawed():
    yield
    gc.unfreeze()
    gc.enable()


def test_what_is_imported_is_left_alone_by_later_collections():
    before = gc.get_freeze_count()
    import_all(JobContext(), ("wave",))
    assert gc.isenabled()
    assert gc.get_freeze_count() > before
    assert not any(isinstance(thing, type) for thing in gc.get_objects())


def test_the_collector_goes_on_after_a_program_that_was_closed_meanwhile():
    context = JobContext()
    context.cancel()
    with pytest.raises(CancelledError):
        import_all(context, ("wave",))
    assert gc.isenabled()
