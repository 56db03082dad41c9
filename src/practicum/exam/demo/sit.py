"""Seat an invented candidate at a station: the same session that a browser holds, with a clock of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from practicum.drill import play
from practicum.exam.demo.answers import Practical, chance_of, policy, quality, written
from practicum.exam.demo.people import Kind
from practicum.exam.families import family_tables
from practicum.exam.forms.ask import part_one
from practicum.exam.sitting.session import Session
from practicum.marking import DrillLog

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from random import Random

    from practicum.exam.bank.read import Bank
    from practicum.exam.demo.people import Candidate
    from practicum.exam.families import Family
    from practicum.exam.sitting.record import Sitting
    from practicum.exam.sitting.seal import Sealed, StationKey
    from practicum.marking import Exercise

_MINUTE = 60.0
_PACE = {Kind.HASTY: 0.5}  # share of the expected time that somebody takes
_COPIED = 0.85  # share of the answers that a copier takes over
_CRASH_GAP = 7 * _MINUTE
_LEAST_LEFT = 30.0  # seconds: who has less stops answering


@dataclass
class RoomClock:
    """The clock of the room: it moves when the demonstration says so.

    Attributes:
        start: The time of day at which the room opens.
        passed: Seconds since then.
    """

    start: datetime
    passed: float = 0.0

    def wall(self) -> datetime:
        """Return the time of day."""
        return self.start + timedelta(seconds=self.passed)

    def run(self) -> float:
        """Return the seconds that have passed."""
        return self.passed


@dataclass
class Seated:
    """What came of a candidate's sitting.

    Attributes:
        sealed: The hand-in.
        wrote: Answers to part 1, which a neighbour may see.
        quality: By exercise, how good the text is that people read, in levels from 0 to 3.
    """

    sealed: Sealed
    wrote: dict[str, Any] = field(default_factory=dict)
    quality: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Room:
    """Where and with what everybody sits.

    Attributes:
        sitting: Its record.
        bank: Where the keys are, from which invented people know what is right.
        families: The families of the bank.
        station: The key of the station.
        data: Where the station keeps its sessions.
        start: When the room opens.
    """

    sitting: Sitting
    bank: Bank
    families: Mapping[str, Family]
    station: StationKey
    data: Path
    start: datetime


def sit(room: Room, code: str, person: Candidate, chance: Random, seen: Mapping[str, Any]) -> Seated:
    """Let a candidate sit the whole examination and hand in.

    Args:
        room: Where.
        code: The candidate's code.
        person: The candidate.
        chance: Draws.
        seen: Answers of a neighbour; empty for everybody who does not copy.
    """
    return _Seat(room, code, person, chance).work(seen)


class _Seat:
    def __init__(self, room: Room, code: str, person: Candidate, chance: Random) -> None:
        self.room, self.code, self.person, self.chance = room, code, person, chance
        self.clock = RoomClock(room.start)
        self.session = self._open()
        self.wrote: dict[str, Any] = {}
        self.quality: dict[str, float] = {}

    def work(self, seen: Mapping[str, Any]) -> Seated:
        self.session.agree()
        self._write(seen)
        self.clock.passed += 10 * _MINUTE
        self._practise()
        sealed = self.session.stop(self.room.sitting.codes[self.code].stop, self.room.station)
        return Seated(sealed, self.wrote, self.quality)

    def _open(self) -> Session:
        package = (self.room.sitting.folder / "packages" / f"{self.code}.package").read_bytes()
        start = self.room.sitting.codes[self.code].start
        return Session.open(self.room.data, package, start, clock=self.clock)

    def _write(self, seen: Mapping[str, Any]) -> None:
        form = self.room.sitting.form(self.room.sitting.candidates[self.code].form)
        asked = part_one(self.room.bank, form)
        self.session.start_part("part1")
        for place, (name, exercise) in enumerate(asked.items()):
            item = self.room.bank.item(form.items[place].id)
            if not self._takes(item.minutes, "part1"):
                break
            value = self._written(exercise, item.difficulty)
            if name in seen and self.chance.random() < _COPIED:
                value = seen[name]
            self.wrote[name] = value
            self.session.save(name, value)
            if self.person.kind is Kind.CRASHED and place == len(asked) // 2:
                self.clock.passed += _CRASH_GAP
                self.session = self._open()
        self.session.end_part("part1")

    def _written(self, exercise: Exercise, facility: float) -> Any:
        return written(exercise, self._chance(facility), self.chance)

    def _practise(self) -> None:
        self.session.start_part("part2")
        for name in self.room.sitting.candidates[self.code].families.values():
            family = self.room.families[name]
            draw = self.room.sitting.draw(self.code, family)
            practical = Practical(family, family_tables(family, draw.seed))
            for exercise in family.exercises.values():
                if isinstance(exercise.kind, DrillLog):
                    self._play(family, draw.drill_seed)
                else:
                    self._answer(practical, exercise, family.about.minutes / len(family.exercises))
        self.session.end_part("part2")

    def _answer(self, practical: Practical, exercise: Exercise, minutes: float) -> None:
        if not self._takes(minutes, "part2"):
            return
        likely = self._chance(0.65)
        if exercise.rubric is not None:
            self.quality[exercise.id] = quality(exercise, self.person.ability, self.chance)
            likely = (
                1 - (1 - self.quality[exercise.id] / 3) ** 3
            )  # a text is seldom wrong in a way with a name
        value, files = practical.answer(exercise, likely, self.chance)
        for name, content in files.items():
            self.session.save_file(exercise.id, name, content)
        if value is not None and not files:
            self.session.save(exercise.id, value)

    def _play(self, family: Family, seed: str) -> None:
        scenario = family.scenario
        assert scenario is not None  # noqa: S101  a family with a log has a drill
        left = self.session.state.drills[scenario.slug].left
        desk = self.session.desk(scenario.slug)
        decisions = play(scenario, seed, policy(self.person.ability, self.chance))
        for one in decisions:
            self.clock.passed += 0.8 * left / max(len(decisions), 20)
            args: dict[str, Any] = dict(one.args)
            desk.do(one.action, confidence=one.confidence, **args)
        self.session.end_drill(scenario.slug)

    def _takes(self, minutes: float, part: str) -> bool:
        """Let the time of a task pass; return whether any is left for it."""
        pace = _PACE.get(self.person.kind, 0.85) * self.chance.lognormvariate(0, 0.2)
        if self.session.state.left[part] < minutes * pace * _MINUTE + _LEAST_LEFT:
            return False
        self.clock.passed += minutes * pace * _MINUTE
        return True

    def _chance(self, facility: float) -> float:
        slip = 0.15 if self.person.kind is Kind.CARELESS else 0.0
        return chance_of(self.person.ability, facility) * (1 - slip)
