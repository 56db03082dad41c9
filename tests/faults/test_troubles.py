"""Does each trouble end in a sentence, with nothing lost, and does grading again do the rest?"""

import errno
import shutil
import sqlite3
import threading
import time

import pytest
import sqlalchemy as sa

from practicum.errors import PracticumError
from practicum.grading import cohort, gradebook, run
from practicum.grading.cohort import State, grade
from practicum.grading.pools import results

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(run, "BATCH", 8)


@pytest.fixture
def ready(whole, monkeypatch):
    """Marks that are ready, so that only writing is on trial."""
    by_student = {one.student: one for one in whole[1]}
    monkeypatch.setattr(
        cohort, "results", lambda _rules, jobs, **_options: (by_student[job.student] for job in jobs)
    )


def assert_the_rest_is_done(course, whole, dumped):
    graded = grade("m90", course)
    assert {one.state for one in graded} <= {State.GRADED, State.UNCHANGED}
    assert dumped(course) == dumped(whole[0])


@pytest.mark.usefixtures("ready")
def test_a_full_disk_under_the_gradebook(course, whole, dumped, monkeypatch):
    pages = len((course.root / "gradebook.db").read_bytes()) // 4096 + 12
    create = sa.create_engine

    def small(url):
        engine = create(url)

        @sa.event.listens_for(engine, "connect")
        def _limit(connection, _record):
            connection.execute(f"pragma max_page_count = {pages}")

        return engine

    monkeypatch.setattr(gradebook.sa, "create_engine", small)
    with pytest.raises(PracticumError, match="disk is full") as raised:
        grade("m90", course)
    assert "what is already written stays" in raised.value.next_step
    monkeypatch.setattr(gradebook.sa, "create_engine", create)
    assert_the_rest_is_done(course, whole, dumped)


@pytest.mark.usefixtures("ready")
def test_a_full_disk_under_the_files(course, whole, dumped, monkeypatch):
    copyfile, copied = shutil.copyfile, []

    def full(source, target):
        copied.append(target)
        if len(copied) > 30:
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        return copyfile(source, target)

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(PracticumError, match="No space left on device") as raised:
        grade("m90", course)
    assert "disk is not full" in raised.value.next_step
    monkeypatch.setattr(shutil, "copyfile", copyfile)
    assert 0 < len(list((course.root / "feedback").glob("*/*/*.html"))) < 40
    assert_the_rest_is_done(course, whole, dumped)


@pytest.mark.usefixtures("ready")
def test_a_gradebook_that_may_only_be_read(course, whole, dumped):
    before = (course.root / "gradebook.db").read_bytes()
    url = f"sqlite:///file:{course.root / 'gradebook.db'}?mode=ro&uri=true"
    start = time.monotonic()
    with pytest.raises(PracticumError, match="readonly"):
        grade("m90", course, settings={"CourseDirectory": {"db_url": url}})
    assert time.monotonic() - start < 10  # waiting would not help
    assert (course.root / "gradebook.db").read_bytes() == before
    assert_the_rest_is_done(course, whole, dumped)


def held(course, seconds):
    """Hold the gradebook for a while, as a stuck program does; return once it is held."""
    there = threading.Event()

    def hold():
        with sqlite3.connect(course.root / "gradebook.db") as book:
            book.execute("begin exclusive")
            there.set()
            time.sleep(seconds)
            book.rollback()
        book.close()

    thread = threading.Thread(target=hold)
    thread.start()
    there.wait()
    return thread


def impatient(course):
    url = f"sqlite:///{course.root / 'gradebook.db'}?timeout=0.05"
    return {"CourseDirectory": {"db_url": url}}


@pytest.mark.usefixtures("ready")
def test_a_gradebook_that_is_away_for_a_while_is_waited_for(course, whole, dumped):
    thread = held(course, 1.5)
    graded = grade("m90", course, settings=impatient(course))
    thread.join()
    assert {one.state for one in graded} == {State.GRADED}
    assert dumped(course) == dumped(whole[0])


@pytest.mark.usefixtures("ready")
def test_a_gradebook_that_stays_away_ends_in_a_sentence(course, whole, dumped, monkeypatch):
    monkeypatch.setattr(gradebook, "PATIENCE", 0.3)
    thread = held(course, 2.0)
    with pytest.raises(PracticumError, match="database is locked") as raised:
        grade("m90", course, settings=impatient(course))
    thread.join()
    assert "grade again" in raised.value.next_step
    assert_the_rest_is_done(course, whole, dumped)


def test_a_hand_in_that_vanishes_is_named_and_its_earlier_grade_stays(course, monkeypatch):
    first = {one.student: one for one in grade("m90", course)}
    gone = course.root / "submitted" / "learner-07" / "m90-toy"

    def vanishing(rules, jobs, **options):
        def watched():
            for job in jobs:
                if job.student == "learner-07":
                    shutil.rmtree(gone)
                yield job

        yield from results(rules, watched(), **options)

    monkeypatch.setattr(cohort, "results", vanishing)
    second = {one.student: one for one in grade("m90", course, cohort.Options(force=True))}
    assert second["learner-07"].state is State.REFUSED
    assert "learner-07" in second["learner-07"].problems[0]
    assert second["learner-07"].score == first["learner-07"].score
    assert {one.state for name, one in second.items() if name != "learner-07"} == {State.GRADED}
    words = cohort.summary(tuple(second.values()), 1.0)
    assert "39 graded" in words
    assert "1 refused" in words


def test_a_cluster_that_does_not_answer_is_said(course, monkeypatch):
    import distributed

    client = distributed.Client
    monkeypatch.setattr(
        distributed, "Client", lambda address, **options: client(address, **{**options, "timeout": 0.3})
    )
    with pytest.raises(PracticumError, match="does not answer"):
        grade("m90", course, cohort.Options(cluster="tcp://127.0.0.1:9"))
