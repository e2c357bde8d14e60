"""Where the shards are worked on: in this process, in several, or on a Ray cluster. Same results everywhere.

A runner applies one function to every task and gives the results in the order of the tasks. It keeps only a
few tasks under way at a time, so that a country need not be in memory at once.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any, TypeVar

from vungxanh.messages import VungXanhError, message

T = TypeVar("T")
R = TypeVar("R")

Runner = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]

UNDER_WAY = 2
"""Tasks per worker that are prepared ahead: one at work, one waiting."""


class RayMissing(VungXanhError):
    """A cluster was asked for, but Ray is not installed."""


def in_this_process(work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    """One task after the other."""
    yield from map(work, tasks)


def in_processes(number: int) -> Runner:
    """A runner over `number` worker processes of this machine."""
    if number <= 1:
        return in_this_process
    return partial(_in_processes, number)


def _in_processes(number: int, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    # Workers start fresh: a forked copy of a process that already runs threads can hang.
    with ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=one_thread) as pool:
        waiting: deque[Future[R]] = deque()
        for task in tasks:
            waiting.append(pool.submit(work, task))
            if len(waiting) >= number * UNDER_WAY:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def on_ray(address: str | None) -> Runner:
    """A runner over a Ray cluster: its address, or None for one that is started on this machine."""
    try:
        import ray  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise RayMissing(message("Ray is not installed; see 'make cluster', or leave out --ray.")) from None
    return partial(_on_ray, ray, address)


def _on_ray(ray: Any, address: str | None, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing phones home
    started = not ray.is_initialized()
    if started:
        ray.init(address=address, include_dashboard=False, log_to_driver=False)
    try:
        remote = ray.remote(num_cpus=1)(_alone)
        at_once = max(1, int(ray.cluster_resources().get("CPU", 1))) * UNDER_WAY
        waiting: deque[Any] = deque()
        for task in tasks:
            waiting.append(remote.remote(work, task))
            if len(waiting) >= at_once:
                yield ray.get(waiting.popleft())
        while waiting:
            yield ray.get(waiting.popleft())
    finally:
        if started:
            ray.shutdown()


def _alone(work: Callable[[T], R], task: T) -> R:
    one_thread()
    return work(task)


def one_thread() -> None:
    """Workers share the cores between them, so each keeps to one thread; our kernels do not care how many."""
    import numba  # noqa: PLC0415 - only where work is done

    numba.set_num_threads(1)
