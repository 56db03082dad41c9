"""The framework of competences, `course/competences.toml`: areas, competences and their neighbours."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic.dataclasses import dataclass

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.learn.course_data import STRICT, broken, read_course_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.project import Project


@dataclass(frozen=True, config=STRICT)
class PublicFramework:
    """A public framework that the crosswalk points to.

    Attributes:
        id: Short name that rows of the crosswalk use.
        title: Its full name.
        jurisdiction: Country or region whose framework it is: `FR`, `IT`, `EU`, `world`.
        what: What it is, one or two sentences.
        confirmed: Whether a public text that says so was read.
        note: What was read of it, and what was not.
        uri: Its identifier, where it has one.
    """

    id: str
    title: str
    jurisdiction: str
    what: str
    confirmed: bool
    note: str
    uri: str = ""


@dataclass(frozen=True, config=STRICT)
class Neighbour:
    """A row of the crosswalk: the nearest part of a public framework.

    Attributes:
        framework: Id of the framework.
        part: The part of it that comes nearest.
        confirmed: Whether that part was read, in the framework or in a public page that quotes it. It does
            not mean that the framework's owner agrees.
    """

    framework: str
    part: str
    confirmed: bool


@dataclass(frozen=True, config=STRICT)
class Competence:
    """Something that a person of the trade can be seen to do.

    Attributes:
        id: Area and number: `H3`.
        title: A few words that finish the sentence "She can".
        area: Id of its area.
        behaviour: What an examiner or a program can observe.
        seeds: Ids of the claims of the founding documents that ask for it.
        sources: Ids of public frameworks that ask for something like it.
        crosswalk: Its nearest neighbours in public frameworks; none where we know of none.
    """

    id: str
    title: str
    area: str = ""
    behaviour: str = ""
    seeds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    crosswalk: tuple[Neighbour, ...] = ()


@dataclass(frozen=True, config=STRICT)
class Area:
    """A part of the trade that can be certified on its own.

    Attributes:
        id: One letter.
        title: What it is called.
        competences: Its competences, in order.
    """

    id: str
    title: str
    competences: tuple[Competence, ...] = ()


@dataclass(frozen=True, config=STRICT)
class CompetenceFramework:
    """All of `course/competences.toml`.

    Attributes:
        framework: The public frameworks that rows point to.
        area: The areas, as the file lists them; `areas` has them with their competences.
        competence: The competences, in order.
    """

    framework: tuple[PublicFramework, ...]
    area: tuple[Area, ...]
    competence: tuple[Competence, ...]

    @cached_property
    def by_id(self) -> dict[str, Competence]:
        """The competences by id, in order."""
        return {one.id: one for one in self.competence}

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The areas with their competences, in order."""
        return tuple(
            replace(area, competences=tuple(one for one in self.competence if one.area == area.id))
            for area in self.area
        )

    def __getitem__(self, competence: str) -> Competence:
        """Return a competence by its id.

        Raises:
            PracticumError: The framework has no such competence.
        """
        if competence in self.by_id:
            return self.by_id[competence]
        raise PracticumError(
            _("'{id}' is not a competence of this course.").format(id=competence),
            next_step=_("They are named {first} to {last}: see course/competences.toml.").format(
                first=self.competence[0].id, last=self.competence[-1].id
            ),
        )


def read_competences(project: Project) -> CompetenceFramework:
    """Return the framework.

    Raises:
        PracticumError: `course/competences.toml` is missing, has another shape, or points to what it does not
            hold.
    """
    path = project.course / "competences.toml"
    framework = read_course_data(path, CompetenceFramework)
    if problem := next(_problems(framework), ""):
        raise broken(path, problem)
    return framework


def read_areas(project: Project) -> tuple[Area, ...]:
    """Return the areas of the framework with their competences, in order.

    Raises:
        PracticumError: As for `read_competences`.
    """
    return read_competences(project).areas


def _problems(framework: CompetenceFramework) -> Iterator[str]:
    if not framework.competence:
        yield _("it holds no competence")
    known = {one.id for one in framework.framework}
    areas = {one.id for one in framework.area}
    names = [one.id for one in framework.framework] + [one.id for one in framework.area]
    ids = Counter(names + [one.id for one in framework.competence])
    yield from (_("{id} stands there twice").format(id=name) for name, count in ids.items() if count > 1)
    for one in framework.competence:
        if one.area not in areas or not (one.id.startswith(one.area) and one.id[len(one.area) :].isdigit()):
            yield _("{id} does not belong to its area {area}").format(id=one.id, area=one.area)
        if not (one.title.strip() and one.behaviour.strip()):
            yield _("{id} lacks its title or its behaviour").format(id=one.id)
        for name in (*one.sources, *(row.framework for row in one.crosswalk)):
            if name not in known:
                yield _("{id} points to the framework {name}, which is not listed").format(
                    id=one.id, name=name
                )
