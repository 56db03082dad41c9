"""Where jobs run: in threads here, each with a clean process of its own, or on a Dask cluster."""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, Executor, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from practicum.errors import PracticumError
from practicum.grading.clean import discard_all
from practicum.grading.job import End, Result, mark_job
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from practicum.grading.job import Job, Rules

_J = TypeVar("_J")
_R = TypeVar("_R")
_AHEAD = 4  # jobs in flight for each worker: enough that none waits, few enough that memory stays flat
_DEATHS = 3  # workers that one hand-in may be on when they die


def results(rules: Rules, jobs: Iterable[Job], *, workers: int = 0, cluster: str = "") -> Iterator[Result]:
    """Mark hand-ins side by side and yield each result as it comes.

    Args:
        rules: What to mark by.
        jobs: Taken one by one as workers become free, so that memory does not grow with their number.
        workers: How many at once here; one for each core by default.
        cluster: The address of a Dask scheduler, for instance `tcp://10.0.0.5:8786`; here when empty.

    Raises:
        PracticumError: The rules cannot be loaded, or the cluster cannot be reached.
    """
    rules = replace(rules, strict=bool(cluster))
    yield from side_by_side(partial(mark_job, rules), jobs, _lost, workers=workers, cluster=cluster)


def side_by_side(
    function: Callable[[_J], _R],
    jobs: Iterable[_J],
    lost: Callable[[_J, str], _R],
    *,
    workers: int = 0,
    cluster: str = "",
) -> Iterator[_R]:
    """Run a function on each job side by side and yield what it returns as it comes.

    Args:
        function: What to do. Where a cluster does it, the function and the jobs travel there.
        jobs: Taken one by one as workers become free, so that memory does not grow with their number.
        lost: Makes a result of a job that the cluster gave up, with the reason, a sentence.
        workers: How many at once here; one for each core by default.
        cluster: The address of a Dask scheduler; here when empty.

    Raises:
        PracticumError: The function raised it, or the cluster cannot be reached.
    """
    with _cluster(cluster) if cluster else _threads(workers) as (pool, count):
        waiting: dict[Future[_R], _J] = {}
        for job in jobs:
            waiting[pool.submit(function, job)] = job
            if len(waiting) >= _AHEAD * count:
                yield from _finished(waiting, lost)
        while waiting:
            yield from _finished(waiting, lost)


def _finished(waiting: dict[Future[_R], _J], lost: Callable[[_J, str], _R]) -> Iterator[_R]:
    done = wait(waiting, return_when=FIRST_COMPLETED).done
    for future in done:
        job = waiting.pop(future)
        try:
            yield future.result()
        except PracticumError:
            raise
        except Exception as error:  # noqa: BLE001  a cluster gave the job up; the others go on
            yield lost(job, _("The cluster gave this hand-in up: {reason}.").format(reason=error))


def _lost(job: Job, reason: str) -> Result:
    return Result(job.student, End.CRASHED, reason)


@contextmanager
def _threads(workers: int) -> Iterator[tuple[Executor, int]]:
    count = workers or os.cpu_count() or 1
    pool = ThreadPoolExecutor(count, "practicum-mark")
    try:
        yield pool, count
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        discard_all()
        pool.shutdown()


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Any, int]]:
    """Yield an executor on a cluster; its scheduler gives the job of a worker that died to another."""
    try:
        import distributed  # noqa: PLC0415  an optional extra, slow to load
    except ImportError:
        raise PracticumError(
            _("A cluster needs the package “distributed”, which is not installed."),
            next_step=_("Install the extra: pip install 'practicum[cluster]'."),
        ) from None
    try:
        client: Any = distributed.Client(  # type: ignore[no-untyped-call]
            address, timeout=20, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise PracticumError(
            _("The cluster at {address} does not answer: {reason}.").format(address=address, reason=error),
            next_step=_("Start its scheduler, check the address, then grade again."),
        ) from error
    try:
        count = sum(one["nthreads"] for one in client.scheduler_info(n_workers=-1)["workers"].values())
        if not count:
            raise PracticumError(
                _("The cluster at {address} has no workers.").format(address=address),
                next_step=_("Start workers, then grade again."),
            )
        yield client.get_executor(retries=_DEATHS, pure=False), count
    finally:
        client.close()
