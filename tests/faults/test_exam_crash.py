"""Wherever a sitting stops: is nothing lost that was acknowledged, nothing double, and the time given back?

A power cut is played at the moments in which something is being written: what the disk had not confirmed by
then is cut off at a random byte. Some sittings are killed for real, too.
"""

import importlib.util
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from practicum.drill import scenario_from
from practicum.evidence import read_log
from practicum.exam.sitting import (
    Session,
    codes,
    open_received,
    package,
    read_sitting,
    read_station_key,
    receive,
)
from practicum.exam.sitting.ledger import RESTARTS

pytestmark = pytest.mark.slow

HERE = Path(__file__).resolve().parent
POINTS = 200
KILLS = 12
STEP = 7  # seconds of work before each step
AGAIN = 0.3  # how often another cut follows


def load_small():
    name = "small_sitting"
    if name not in sys.modules:
        path = HERE.parent / "unit" / "exam" / "sitting" / "small.py"
        spec = importlib.util.spec_from_file_location(name, path)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


SMALL = load_small()


class PowerCut(BaseException):
    """The station stops here."""


class Disk:
    """Stands before `os.fsync`: what was not confirmed when the power goes is lost from a random byte on.

    Attributes:
        left: How many confirmations are still given; None for all.
        given: How many were given.
    """

    def __init__(self, luck):
        self.luck = luck
        self.left = None
        self.given = 0
        self.by_name = Counter()
        self._kept = {}

    def __call__(self, descriptor):
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        known = os.fstat(descriptor)  # a file keeps its number when it is renamed
        if self.left == 0:
            self.left = None
            if path.is_file():
                kept = min(self._kept.get(known.st_ino, 0), known.st_size)
                os.truncate(path, self.luck.randint(kept, known.st_size))
            raise PowerCut
        if self.left is not None:
            self.left -= 1
        self.given += 1
        self.by_name[path.name] += 1
        self._kept[known.st_ino] = known.st_size


@dataclass
class Step:
    """One act of a sitting.

    Attributes:
        do: Does it, given the session.
        done: Says whether it shows that it was done.
        lasts: Whether that shows for ever: an answer can be replaced, a pause ends.
    """

    do: Callable
    done: Callable
    lasts: bool = True


def decided(session):
    """Return how many decisions the drill's log holds, whole ones."""
    path = session.folder / f"{SMALL.DRILL}.jsonl"
    return len(read_log(path, torn_ok=True)[1]) if path.exists() else 0


def script(locks, key):
    """Return the acts of a whole sitting."""

    def save(name, value, *, lasts=True):
        return Step(
            lambda one: one.save(name, value), lambda one: one.state.answers.get(name) == value, lasts
        )

    def begin(part):
        return Step(lambda one: one.start_part(part), lambda one: part in (one.state.part, *one.state.ended))

    def act(n):
        return Step(lambda one: one.desk(SMALL.DRILL).step(), lambda one: decided(one) >= n)

    def file(content, *, lasts=True):
        kept = {"pa-small-plan": "plan.csv"}
        return Step(
            lambda one: one.save_file("pa-small-plan", "plan.csv", content),
            lambda one: (
                one.state.files == kept and (one.folder / "files" / "plan.csv").read_bytes() == content
            ),
            lasts,
        )

    return [
        Step(lambda one: one.agree(), lambda one: one.state.agreed),
        begin("part1"),
        save("q01", "a", lasts=False),
        save("q01", "c"),
        Step(lambda one: one.flag("q02", on=True), lambda one: "q02" in one.state.flags),
        save("q02", {"a": "true", "b": "false"}),
        Step(lambda one: one.pause(locks.pause), lambda one: one.state.paused, lasts=False),
        Step(lambda one: one.resume(locks.pause), lambda one: not one.state.paused, lasts=False),
        save("q03", "15"),
        Step(lambda one: one.end_part("part1"), lambda one: "part1" in one.state.ended),
        begin("part2"),
        file(b"day\nmonday\n", lasts=False),
        *(act(n) for n in range(1, 6)),
        file(b"day\ntuesday\n"),
        save("pd-small-answer", "Dear Ada, your dog is at the yard."),
        *(act(n) for n in range(6, 9)),
        Step(
            lambda one: one.end_drill(SMALL.DRILL),
            lambda one: one.state.drills[SMALL.DRILL].state == "over",
        ),
        Step(lambda one: one.stop(locks.stop, key), lambda _one: False),
    ]


def go_on(session, steps, at, clock):
    """Do the steps from one on; yield the number of the next when one is acknowledged."""
    for number in range(at, len(steps)):
        if session.state.handed_in and number < len(steps) - 1:
            continue
        if not steps[number].done(session):
            clock.go(STEP)
            steps[number].do(session)
        yield number + 1


def assert_kept(session, steps):
    """What was acknowledged is there."""
    if not session.state.handed_in:  # then the hand-in shows it
        for step in steps:
            assert step.done(session) or not step.lasts


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crash")
    SMALL.make_sitting(folder)
    return folder


class Place:
    """Where sittings are sat and taken back."""

    def __init__(self, place, folder):
        shutil.copytree(place / SMALL.ID, folder / SMALL.ID)
        self.folder = folder
        self.sitting = read_sitting(folder / SMALL.ID)
        self.code = SMALL.code_of(self.sitting, "R-1")
        self.package = SMALL.package_of(self.sitting, self.code)
        self.locks = self.sitting.codes[self.code]
        self.steps = script(self.locks, read_station_key(place / "keys" / "S-01.key"))

    def opened(self, name, clock):
        return Session.open(self.folder / name, self.package, self.locks.start, clock=clock)

    def taken(self, name):
        """Receive a hand-in as if it were the first; return it with the work in it."""
        for path in (self.sitting.folder / "received").glob("C-*"):
            path.unlink()
        receive(self.sitting, self.folder / name / SMALL.ID / f"{self.code}.zip")
        handed = open_received(self.sitting, self.code)
        return handed, (handed.answers, handed.files, handed.logs)


@pytest.fixture
def sat(place, tmp_path, monkeypatch):
    # The same few codes and the same drill again and again: one slow hash of each, one reading, are enough.
    for module in (codes, package):
        monkeypatch.setattr(module, "stretched", cache(codes.stretched))
    read = cache(lambda *files: scenario_from(dict(files)))
    monkeypatch.setattr(package, "scenario_from", lambda files: read(*files.items()))
    return Place(place, tmp_path)


def cut_short(sat, name, luck, disk, moments):
    """Sit with one or more power cuts; return how many there were."""
    clock, at, cuts = SMALL.Hands(), 0, 0
    disk.left = luck.randrange(moments)
    while at < len(sat.steps):
        try:
            session = sat.opened(name, clock)
            assert_kept(session, sat.steps[:at])
            for done in go_on(session, sat.steps, at, clock):
                at = done
        except PowerCut:
            cuts += 1
            clock.restart(seconds=luck.randrange(1, 5000))
            disk.left = luck.randrange(moments) if luck.random() < AGAIN else None
    disk.left = None
    return cuts


def test_cut_at_two_hundred_moments_of_writing_a_sitting_goes_on_where_it_was(sat, monkeypatch):
    luck = random.Random(200)  # noqa: S311  a test that can be repeated
    disk = Disk(luck)
    monkeypatch.setattr(os, "fsync", disk)
    clock = SMALL.Hands()
    assert list(go_on(sat.opened("whole", clock), sat.steps, 0, clock))[-1] == len(sat.steps)
    whole, due = sat.taken("whole")
    assert disk.by_name["session.jsonl"] == len(whole.events)  # none is acknowledged before it is confirmed
    moments, spent = disk.given, 60 * sum(whole.minutes.values())
    total, often = 0, 0
    while total < POINTS:
        name = f"sitting-{total}"
        cuts = cut_short(sat, name, luck, disk, moments)
        handed, work = sat.taken(name)
        assert work == due
        # A cut moves the time by the step in hand at most: not counted, or done twice. Absence counts never.
        assert abs(60 * sum(handed.minutes.values()) - spent) <= STEP * cuts + 0.01
        assert handed.crashes <= cuts <= RESTARTS
        total += cuts
        often += cuts > 1
    assert often > POINTS / 20  # some stopped more than once


def forked(work):
    """Run a function in a forked process; return the process's number."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:  # noqa: BLE001  a forked test must never come back to pytest
        os._exit(1)


def sit(sat, name, told):
    """Sit with the clocks of this computer, and tell through a pipe what was acknowledged."""
    session = sat.opened(name, None)

    class Idle:
        def go(self, _seconds):
            time.sleep(0.002)

    for done in go_on(session, sat.steps, 0, Idle()):
        os.write(told, bytes([done]))


def test_killed_for_real_it_keeps_what_it_had_acknowledged(sat):
    luck = random.Random(12)  # noqa: S311  a test that can be repeated
    clock = SMALL.Hands()
    list(go_on(sat.opened("whole", clock), sat.steps, 0, clock))
    _whole, due = sat.taken("whole")
    midway = 0
    for number in range(KILLS):
        name = f"killed-{number}"
        heard, told = os.pipe()
        child = forked(lambda name=name, told=told: sit(sat, name, told))
        os.close(told)
        wanted, at = luck.randrange(len(sat.steps)), 0
        while at < wanted and (said := os.read(heard, 1)):
            at = said[0]
        time.sleep(luck.uniform(0, 0.01))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while said := os.read(heard, 1):
            at = said[0]
        os.close(heard)
        midway += 0 < at < len(sat.steps)
        session = sat.opened(name, None)
        assert_kept(session, sat.steps[:at])
        list(go_on(session, sat.steps, at, SMALL.Hands()))
        assert sat.taken(name)[1] == due
    assert midway > KILLS / 2
