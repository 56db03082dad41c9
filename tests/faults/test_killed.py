"""Is nothing lost and nothing counted twice when the grader, or a worker, is killed at any moment?"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from practicum.grading import cohort, pools, run
from practicum.grading.clean import CleanProcess
from practicum.grading.cohort import Options, State, grade
from practicum.project import Project

pytestmark = pytest.mark.slow

MOMENTS = 90  # with marks ready, so that a run is all writing; the other ten kill the whole command
WHOLE = 10


def forked(work):
    """Run a function in a forked process, so that imports are paid once; return the process's number."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:  # noqa: BLE001  a forked test must never come back to pytest
        os._exit(1)


def grade_from(kept, project, pause):
    """Grade with marks that are ready, in small batches with pauses: many moments in which to be killed."""
    by_student = {one.student: one for one in kept}

    def ready(_rules, jobs, **_options):
        for job in jobs:
            time.sleep(pause)
            yield by_student[job.student]

    cohort.results = ready
    run.BATCH = 4
    grade("m90", project)


def test_killed_at_ninety_moments_of_its_writing_and_started_again_it_leaves_the_same_gradebook(
    handed_in, whole, tmp_path, copied, dumped
):
    project, kept = whole
    due = dumped(project)
    luck = random.Random(90)  # noqa: S311  a test that can be repeated
    half_done = 0
    once = tmp_path / "timed"
    start = time.monotonic()
    child = forked(lambda: grade_from(kept, copied(handed_in, once), 0.001))
    assert os.waitpid(child, 0)[1] == 0
    length = time.monotonic() - start
    for number in range(MOMENTS):
        course = copied(handed_in, tmp_path / str(number))
        child = forked(lambda course=course: grade_from(kept, course, 0.001))
        time.sleep(luck.uniform(0, length))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        half_done += 0 < len(list((course.root / "feedback").glob("*/*/*.html"))) < len(kept)
        child = forked(lambda course=course: grade_from(kept, course, 0))
        assert os.waitpid(child, 0)[1] == 0, number
        assert dumped(course) == due
        shutil.rmtree(course.root)
    assert half_done > MOMENTS / 5  # else the moments missed the writing


def test_killed_at_ten_moments_of_the_whole_command_it_goes_on_where_it_stopped(
    handed_in, whole, tmp_path, copied, dumped
):
    luck = random.Random(10)  # noqa: S311  a test that can be repeated
    for number in range(WHOLE):
        course = copied(handed_in, tmp_path / str(number))
        command = [sys.executable, "-m", "practicum", "grade", "m90"]
        environment = {**os.environ, "PRACTICUM_ROOT": str(course.root)}
        grader = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(luck.uniform(0.5, 3.0))
        grader.kill()
        grader.wait()
        grade("m90", course)
        assert dumped(course) == dumped(whole[0])


def test_clean_processes_that_are_killed_again_and_again_cost_no_mark(course, whole, monkeypatch, dumped):
    killed, asked = [], []
    ask = CleanProcess.ask

    def killing(process, folder, seconds):
        asked.append(folder)
        if len(asked) % 9 == 0:
            killed.append(process.pid)
            os.kill(process.pid, signal.SIGKILL)
        return ask(process, folder, seconds)

    monkeypatch.setattr(CleanProcess, "ask", killing)
    graded = grade("m90", course, Options(jobs=2))
    assert len(killed) >= 4
    assert len(asked) == len(graded) + len(killed)  # each was asked again, once
    assert {one.state for one in graded} == {State.GRADED}
    assert dumped(course) == dumped(whole[0])


def test_workers_of_a_cluster_that_are_killed_lose_nothing_and_count_nothing_twice(
    course, whole, monkeypatch, dumped
):
    import distributed

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        with distributed.Client(cluster, set_as_default=False) as client:
            pids = list(client.run(os.getpid).values())

        def killing(*arguments, **options):
            for number, result in enumerate(pools.results(*arguments, **options)):
                if number in (3, 15):
                    os.kill(pids.pop(), signal.SIGKILL)
                yield result

        monkeypatch.setattr(cohort, "results", killing)
        graded = grade("m90", course, Options(cluster=cluster.scheduler_address))
    assert pids == []
    assert [one.student for one in graded] == sorted(one.student for one in graded)
    assert {one.state for one in graded} == {State.GRADED}
    assert dumped(course) == dumped(whole[0])


def test_a_second_grader_waits_for_nobody_and_says_so(course, monkeypatch):
    monkeypatch.setattr("practicum.evidence.files.LOCK_SECONDS", 0.2)
    with run.open_run("m90", course), pytest.raises(Exception, match="Another run grades m90-toy") as raised:
        grade("m90", Project(course.root))
    assert raised.value.next_step
