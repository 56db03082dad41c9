"""Who covers what: competences and claims against units, exercises and drills, read from their sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from practicum.authoring.seeds import Seed, read_seeds
from practicum.learn.competences import CompetenceFramework, read_competences
from practicum.marking import load_exercises

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from practicum.project import CourseDrill, Module, Project, Unit


class Use(StrEnum):
    """What an exercise is for."""

    PRACTICE = "practice"
    GRADED = "graded"
    RECALL = "recall"


@dataclass(frozen=True)
class Task:
    """An exercise, as far as coverage goes: its id, its module, its competence and its use."""

    id: str
    module: str
    competence: str
    use: Use


@dataclass(frozen=True)
class Coverage:
    """Everything that the coverage page and its laws look at.

    Attributes:
        framework: The competences.
        modules: The syllabus, planned modules included.
        drills: The drills that belong to modules.
        tasks: The exercises of the open modules.
        seeds: The claims of the founding documents.
        items: How many items of the demonstration bank ask for a competence, by its id.
    """

    framework: CompetenceFramework
    modules: tuple[Module, ...]
    drills: tuple[CourseDrill, ...]
    tasks: tuple[Task, ...]
    seeds: tuple[Seed, ...]
    items: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def open(self) -> tuple[Module, ...]:
        """The modules that can be worked through."""
        return tuple(module for module in self.modules if module.status == "open")

    @cached_property
    def open_drills(self) -> tuple[CourseDrill, ...]:
        """The drills of the open modules."""
        ids = {module.id for module in self.open}
        return tuple(drill for drill in self.drills if drill.module in ids)

    @cached_property
    def activities(self) -> frozenset[str]:
        """Ids of everything that a learner can do today: units, exercises, drills."""
        units = (unit.id for module in self.open for unit in module.units)
        drills = (drill.slug for drill in self.open_drills)
        return frozenset([*units, *drills, *(task.id for task in self.tasks)])

    def modules_of(self, competence: str) -> tuple[Module, ...]:
        """Return the modules that assess a competence, open or planned."""
        return tuple(module for module in self.modules if competence in module.competences)

    def units_of(self, competence: str) -> tuple[Unit, ...]:
        """Return the units of open modules that teach a competence."""
        return tuple(unit for module in self.open for unit in module.units if competence in unit.competences)

    def tasks_of(self, competence: str, *uses: Use) -> tuple[Task, ...]:
        """Return the exercises of open modules that show a competence, for these uses."""
        return tuple(task for task in self.tasks if task.competence == competence and task.use in uses)

    def drills_of(self, competence: str) -> tuple[CourseDrill, ...]:
        """Return the drills of open modules that let one see a competence."""
        return tuple(drill for drill in self.open_drills if competence in drill.competences)

    def blocks_of(self, competence: str) -> tuple[str, ...]:
        """Return the blocks of the examination that claims name for a competence, in alphabetical order."""
        pairs = (item.partition("/") for seed in self.seeds for item in seed.items)
        return tuple(sorted({block for block, _slash, shown in pairs if shown == competence}))


def read_coverage(project: Project) -> Coverage:
    """Read everything that says who covers what.

    Args:
        project: The project, in the edition of the authors: graded exercises stand in `solutions/`.

    Raises:
        PracticumError: A file of the course cannot be read, or an exercise definition breaks a rule.
    """
    return Coverage(
        framework=read_competences(project),
        modules=project.modules,
        drills=project.drills,
        tasks=tuple(
            task for module in project.modules if module.status == "open" for task in _tasks(project, module)
        ),
        seeds=read_seeds(project),
        items=_items(project.root / "exam" / "demo-bank"),
    )


def _items(bank: Path) -> Counter[str]:
    """Count the items of a bank by competence; where there is no bank, nothing is asked."""
    if not bank.is_dir():
        return Counter()
    from practicum.exam.bank.read import read_bank  # noqa: PLC0415  # opening a sealed bank needs an extra

    return Counter(item.competence for item in read_bank(bank).items)


def _tasks(project: Project, module: Module) -> list[Task]:
    practice = load_exercises(project.course / module.slug / "exercises.py")
    graded = load_exercises(project.solutions / module.slug / "marking.py")
    units = f"{module.id}-u"
    return [
        *(
            Task(name, module.id, one.competence, Use.PRACTICE if name.startswith(units) else Use.RECALL)
            for name, one in practice.items()
        ),
        *(Task(name, module.id, one.competence, Use.GRADED) for name, one in graded.items()),
    ]
