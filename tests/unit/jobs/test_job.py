"""A job reports and can be stopped, without Qt."""

import threading

import pytest

from leukodesk.core.errors import CancelledError
from leukodesk.jobs.job import Job, JobContext


def test_job_passes_context_and_arguments():
    job = Job("Add", lambda context, a, b: (context.cancelled, a + b), (2, 3))
    assert job.run(JobContext()) == (False, 5)


def test_newest_report_is_kept():
    context = JobContext()
    for done in range(10_000):
        context.progress(done, 10_000, "Counting")
    assert context.report == (9_999, 10_000, "Counting")


def test_cancelled_job_never_begins():
    context = JobContext()
    context.cancel()
    begun = []
    with pytest.raises(CancelledError):
        Job("Never", lambda context: begun.append(1)).run(context)
    assert not begun


def test_cancel_from_another_thread_stops_at_the_next_report():
    context = JobContext()
    reports = threading.Event()

    def work(context):
        while True:
            reports.set()
            context.progress(0, 0)

    def cancel():
        reports.wait(10)
        context.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    with pytest.raises(CancelledError):
        Job("Endless", work).run(context)
    canceller.join()
