"""Where jobs run: in threads here, each with a clean process of its own, or on a Dask cluster."""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, Executor, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.grading.clean import discard_all
from practicum.grading.job import End, Result, mark_job
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from practicum.grading.job import Job, Rules

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
    with _cluster(cluster) if cluster else _threads(workers) as (pool, count):
        waiting: dict[Future[Result], Job] = {}
        for job in jobs:
            waiting[pool.submit(mark_job, rules, job)] = job
            if len(waiting) >= _AHEAD * count:
                yield from _finished(waiting)
        while waiting:
            yield from _finished(waiting)


def _finished(waiting: dict[Future[Result], Job]) -> Iterator[Result]:
    done = wait(waiting, return_when=FIRST_COMPLETED).done
    for future in done:
        job = waiting.pop(future)
        try:
            yield future.result()
        except PracticumError:
            raise
        except Exception as error:  # noqa: BLE001  a cluster gave the job up; the others go on
            reason = _("The cluster gave this hand-in up: {reason}.").format(reason=error)
            yield Result(job.student, End.CRASHED, reason)


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
