"""The worker: runs the jobs that pages leave, and what the schedule asks for.

One process, one job at a time. Killed at any moment, it loses nothing: a job's records are one
transaction, and at the next start jobs that nobody works on any more are run again or marked as failed.
"""

import logging
import signal
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from vungxanh.office.jobs.round import before_jobs, between_jobs

PAUSE = 1.0
ROUND = 15
"""Pauses between two looks at the schedule."""

log = logging.getLogger("vungxanh.office.worker")


def work(*, once: bool = False) -> None:
    """Run jobs until interrupted, or `once` until none is left."""
    before_jobs()
    if once:
        between_jobs()
        _worker(batch=True).run()
        return
    stopped = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    for _ in _rounds(stopped):
        _guarded(between_jobs)
        for _ in range(ROUND):
            if stopped.is_set():
                return
            _guarded(_worker(batch=True).run)
            stopped.wait(PAUSE)


def _rounds(stopped: Event) -> Iterator[None]:
    while not stopped.is_set():
        yield


def _guarded(step: Callable[[], Any]) -> None:
    """A fault of one round (a database that is being restarted, say) does not end the worker."""
    try:
        step()
    except Exception:
        log.exception("A round of the worker failed; it goes on")
    finally:
        close_old_connections()


def _worker(*, batch: bool) -> Worker:
    return Worker(
        queue_names=["*"],
        interval=PAUSE,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="office",
        excluded_queue_names=[],
    )
