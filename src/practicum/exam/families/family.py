"""A family: a folder `families/<id>/` of a bank, with its exercises and, for a drill, its scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field
from pydantic.dataclasses import dataclass as strict_dataclass

from practicum.data import TABLES
from practicum.drill import load_scenario
from practicum.errors import PracticumError
from practicum.exam.bank.item import Review, Status  # noqa: TC001  pydantic reads them at run time
from practicum.exam.bank.seal import plain_families
from practicum.i18n import _
from practicum.learn.course_data import STRICT, broken, read_course_data
from practicum.marking import DrillLog, Table
from practicum.marking.definitions import exercises_in, import_definitions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pandas as pd

    from practicum.drill import Scenario
    from practicum.evidence import Decision
    from practicum.marking import Exercise, Tables

_Words = Annotated[str, Field(min_length=1)]
_Share = Annotated[float, Field(ge=0, le=1)]


@strict_dataclass(frozen=True, config=STRICT)
class About:
    """What `family.toml` says.

    Attributes:
        id: The folder's name.
        block: Id of the block of the blueprint that it is made for, such as `P-A`.
        title: For the candidate.
        minutes: Expected time, without extra time.
        brief: What the candidate is told first, Markdown.
        certificates: Which certificates it suits.
        author: Who wrote it.
        status: Where it stands in its life.
        reviews: Who looked at it.
        enemies: Families that may not stand in the same form.
        exposure: Share of recent candidates who have seen it, 0 to 1.
    """

    id: Annotated[str, Field(pattern=r"^p[a-e]-[a-z0-9-]+$")]
    block: Annotated[str, Field(pattern=r"^P-[A-E]$")]
    title: _Words
    minutes: Annotated[int, Field(gt=0)]
    brief: _Words
    certificates: Annotated[tuple[_Words, ...], Field(min_length=1)]
    author: _Words
    status: Status
    reviews: tuple[Review, ...] = ()
    enemies: tuple[str, ...] = ()
    exposure: _Share = 0.0


@dataclass(frozen=True)
class Bound:
    """A figure of the data that makes a task harder or easier, and how far it may move between draws.

    Attributes:
        figure: Computes it from the tables.
        least: The least that is fit to be given.
        most: The most.
    """

    figure: Callable[[Tables], float]
    least: float
    most: float


@dataclass(frozen=True)
class Handed:
    """What a candidate handed in for a family, to look for critical errors in.

    Attributes:
        answers: Value by exercise id, plain JSON as it came.
        files: Content by name: artefacts.
        decisions: What was decided in the drill; empty where there is none.
        draw: Name of the drill's draw; empty where there is none.
        tables: The candidate's own tables.
    """

    answers: Mapping[str, Any]
    files: Mapping[str, bytes]
    decisions: tuple[Decision, ...]
    draw: str
    tables: Tables


@dataclass(frozen=True)
class Critical:
    """A rule that proposes a critical error; two people confirm it or do not.

    Attributes:
        error: Id of the critical error in the scheme.
        exercise: Id of the exercise in which it can be seen.
        found: Returns why it is proposed, a sentence with the place; empty when nothing speaks for it.
    """

    error: str
    exercise: str
    found: Callable[[Handed], str]


@dataclass(frozen=True, eq=False)
class Family:
    """A family, ready to be drawn from.

    Attributes:
        about: What its file says.
        exercises: Its exercises by id, as they are marked.
        bounds: Figures of the data that a draw must keep within bounds, by name.
        critical: What proposes a critical error.
        makers: Tables that it makes from those of the data room, by name: `TABLES` of its definitions.
        scenario: Its drill; None for a task on data.
        folder: Where it was read.
    """

    about: About
    exercises: Mapping[str, Exercise]
    bounds: Mapping[str, Bound]
    critical: tuple[Critical, ...]
    makers: Mapping[str, Callable[[Tables], pd.DataFrame]]
    scenario: Scenario | None
    folder: Path

    @property
    def id(self) -> str:
        """The family's id."""
        return self.about.id

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that its exercises read and a candidate gets, each once."""
        return tuple(dict.fromkeys(name for one in self.exercises.values() for name in one.tables))

    @property
    def points(self) -> float:
        """What all of it can earn, by rules and from people."""
        return sum(one.points + (one.rubric.points if one.rubric else 0.0) for one in self.exercises.values())


def read_families(bank: Path, key: Path | None = None) -> dict[str, Family]:
    """Read all families of a bank, by id.

    Args:
        bank: The folder that holds `families/`. Its definitions are code, and trusted as the body's own.
        key: File with the secret key, where the bank is sealed.

    Raises:
        PracticumError: A family cannot be read, or its parts do not fit together.
    """
    return families_in(plain_families(bank, key))


def families_in(plain: Path) -> dict[str, Family]:
    """Read the families of a folder in which nothing is sealed, by id.

    Args:
        plain: `families/` of a bank, or what `plain_families` made of it.

    Raises:
        PracticumError: As `read_families`.
    """
    folders = sorted(path.parent for path in plain.glob("*/family.toml"))
    found = [_family(folder) for folder in folders]
    for one in found:
        for enemy in one.about.enemies:
            if enemy not in {other.id for other in found}:
                raise broken(one.folder / "family.toml", _("{id} is not in the bank").format(id=enemy))
    return {one.id: one for one in found}


def _family(folder: Path) -> Family:
    about = read_course_data(folder / "family.toml", About)
    marking = folder / "marking.py"
    more = import_definitions(marking)
    exercises = exercises_in(more, marking)
    bounds: dict[str, Bound] = getattr(more, "BOUNDS", {})
    critical: tuple[Critical, ...] = tuple(getattr(more, "CRITICAL", ()))
    makers: dict[str, Callable[[Tables], pd.DataFrame]] = getattr(more, "TABLES", {})
    scenario = load_scenario(folder) if (folder / "scenario.yaml").is_file() else None
    family = Family(about, exercises, bounds, critical, makers, scenario, folder)
    problem = _problem(family)
    if problem:
        raise broken(folder, problem)
    return family


def _problem(family: Family) -> str:
    """Say what does not fit together; empty when all does."""
    if family.folder.name != family.id:
        return _("its file calls it {id}").format(id=family.id)
    if not family.id.startswith(family.about.block.replace("-", "").lower()):
        return _("{id} is not made for the block {block}").format(id=family.id, block=family.about.block)
    strangers = [name for name in family.exercises if not name.startswith(f"{family.id}-")]
    if strangers:
        return _("the id {exercise} does not begin with {id}-").format(exercise=strangers[0], id=family.id)
    unknown = [name for name in family.tables if name not in family.makers and name not in TABLES]
    if unknown:
        return _("its exercises read the table {name}, which nobody makes").format(name=unknown[0])
    drills = {
        kind.drill for one in family.exercises.values() for kind in _kinds(one) if isinstance(kind, DrillLog)
    }
    wanted = {family.scenario.slug} if family.scenario else set()
    if drills != wanted:
        return _("its exercises mark {drills}, and its drill is {drill}").format(
            drills=", ".join(sorted(drills)) or "-", drill=", ".join(wanted) or "-"
        )
    return ""


def _kinds(exercise: Exercise) -> list[Any]:
    return list(exercise.kind.rows.values()) if isinstance(exercise.kind, Table) else [exercise.kind]


def family_of(families: Mapping[str, Family], name: str) -> Family:
    """Return a family by its id.

    Raises:
        PracticumError: The bank has no such family.
    """
    if name not in families:
        raise PracticumError(
            _("The bank has no family '{name}'.").format(name=name),
            next_step=_("It has: {names}.").format(names=", ".join(families) or "-"),
        )
    return families[name]
