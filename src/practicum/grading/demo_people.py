"""The synthetic cohort of the demo: what each person hands in, and what each mark must therefore be.

The people are invented. Their answers come from the exercises' own definitions: a perfect learner, a blank
one, and one for each catalogued mistake. The rest try what a hand-in can try, on evidence of known worth.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from nbformat.v4 import new_code_cell

from practicum.grading.marks import MARK_TYPE
from practicum.marking import Artefact, DrillLog, Table, personas

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from practicum.marking import Exercise, Kind, Persona, Tables

_GIVEN = (
    "Amélie; Baptiste; Chiara; Dario; Elif; Fatou; Goran; Hana; Ines; Jamal; Kenza; Luca; Mireille; "
    "Nils; Oumar; Paola; Quentin; Rosalía; Samir; Teodora; Ulrich; Viola; Wanda; Yusuf"
)
_FAMILY = (
    "Aubrac; Bellandi; Castagno; Delvaux; Eriksen; Ferrante; Guillory; Haddouche; Ivanova; Jourdan; "
    "Keita; Lombardi; Marchetti; Nakamura; Okafor; Perrin; Quaranta; Rossignol; Sabatini; Thévenot; "
    "Usai; Vasseur; Wielki"
)


@dataclass(frozen=True)
class Person:
    """One invented learner's hand-in.

    Attributes:
        persona: What the person stands for.
        answers: What `answers.json` holds, by exercise.
        files: Artefacts and logs beside it.
        exercise: The exercise in which a catalogued mistake is made; empty for the others.
        mistake: That mistake.
        unread: Whether the file with the answers cannot be read.
        objects: Answers that are objects with operators of their own; nothing may be recorded for them.
        tamper: What is done to the notebook, if anything.
        spoil: What is done to the folder before it is zipped, if anything.
    """

    persona: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    exercise: str = ""
    mistake: str = ""
    unread: bool = False
    objects: tuple[str, ...] = ()
    tamper: Callable[[Any], None] | None = None
    spoil: Callable[[Path], None] | None = None


def name_of(number: int) -> str:
    """Return the name of the person with this number, from 0; the first 552 are different."""
    given, family = _GIVEN.split("; "), _FAMILY.split("; ")
    return f"{given[number % len(given)]} {family[number % len(family)]}"


def catalogued(exercises: Mapping[str, Exercise], tables: Tables) -> list[Person]:
    """Return the perfect person, the blank one, and one for each mistake."""
    return [_person(one) for one in personas(exercises, tables)]


def _person(persona: Persona) -> Person:
    return Person(
        persona.name,
        answers=persona.answers,
        files=persona.files,
        exercise=persona.exercise,
        mistake=persona.mistake,
    )


def hostile(exercises: Mapping[str, Exercise], known: list[Person]) -> list[Person]:
    """Return the people who try something, or to whom something happens."""
    perfect = next(one for one in known if one.persona == "perfect")
    wrong = next((one for one in known if one.mistake), perfect)
    typed = next(one.id for one in exercises.values() if not _files(one.kind))
    without = {name: value for name, value in perfect.answers.items() if name != typed}

    return [
        replace(wrong, persona="tampered test cells", tamper=_change_tests),
        replace(
            perfect,
            persona="overridden operators",
            answers=without,
            objects=(typed,),
            tamper=_first(_AGREES.format(typed)),
        ),
        replace(perfect, persona="deleted cells", tamper=_delete_cells),
        replace(perfect, persona="duplicated cells", tamper=_duplicate_cells),
        replace(perfect, persona="corrupt answers.json", unread=True, spoil=_cut("answers.json")),
        replace(perfect, persona="damaged notebook", spoil=_cut("*.ipynb")),
        replace(perfect, persona="infinite loop", tamper=_first("while True:\n    pass")),
        replace(perfect, persona="kills its kernel", tamper=_first("import os\n\nos._exit(1)")),
        Person("forges marks", tamper=_forge_marks),
        Person("reads solutions", tamper=_first(_READS_SOLUTIONS)),
    ]


def _files(kind: Kind) -> bool:
    """Say whether a part of the answer is a file, which lies there whatever the notebook records."""
    kinds = kind.rows.values() if isinstance(kind, Table) else (kind,)
    return any(isinstance(one, Artefact | DrillLog) for one in kinds)


_FORGES = """\
import builtins

builtins.received = received = lambda _exercise: 100.0
builtins.float = lambda _text: 100.0
"""
_FORGED_MARK = """\
facts = {"failed": False, "outcome": "right", "points": 100}
display({"text/html": "<script>forged()</script>", %r: facts}, raw=True)
"""
_READS_SOLUTIONS = """\
from pathlib import Path

from practicum.data import Tables
from practicum.evidence import record_answer
from practicum.marking import load_exercises

here = Path.cwd()
course = here.parents[2]
marking = course / "solutions" / here.name / "marking.py"
print(marking.read_text())
(here / "loot.html").write_text(marking.read_text())
for one in load_exercises(marking).values():
    for folder in (here, course / "submitted" / here.parent.name / here.name):
        try:
            record_answer(folder / "answers.json", one.id, one.reference(Tables()))
        except Exception as error:
            print(error)
"""
_AGREES = """\
class Agrees(float):
    def __eq__(self, other):
        return True

    __hash__ = None

    def __sub__(self, other):
        return 0.0

    __rsub__ = __abs__ = __float__ = __sub__


answer({!r}, Agrees())
"""


def _first(source: str) -> Callable[[Any], None]:
    """Return the act of putting a cell behind the first code cell, which holds the imports."""

    def act(notebook: Any) -> None:
        place = next(index for index, cell in enumerate(notebook.cells) if cell.cell_type == "code")
        notebook.cells.insert(place + 1, new_code_cell(source))

    return act


def _tests(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def _change_tests(notebook: Any) -> None:
    """Change the source, the points and the flags of every test, each test in another way."""
    changes: tuple[dict[str, Any], ...] = (
        {"points": 1000},
        {"grade": False},
        {"solution": True, "locked": False},
        {"schema_version": 1},
        {"grade_id": "m00-bonus", "points": 50},
    )
    for number, cell in enumerate(_tests(notebook)):
        cell.source = "1000"
        cell.metadata.nbgrader.update(changes[number % len(changes)])
    notebook.metadata["kernelspec"] = {"name": "no-such-kernel", "display_name": "None", "language": "c"}


def _forge_marks(notebook: Any) -> None:
    """Redefine what tests call, and show what looks like a mark in every answer cell."""
    for cell in notebook.cells:
        ids = cell.metadata.get("nbgrader", {})
        if ids.get("solution") and not ids.get("grade"):
            cell.source = _FORGED_MARK % MARK_TYPE
    _first(_FORGES)(notebook)


def _delete_cells(notebook: Any) -> None:
    """Delete the first test with the answer cell before it, and the last test."""
    tests = _tests(notebook)
    first = notebook.cells.index(tests[0])
    gone = [id(cell) for cell in (*notebook.cells[first - 1 : first + 1], tests[-1])]
    notebook.cells = [cell for cell in notebook.cells if id(cell) not in gone]


def _duplicate_cells(notebook: Any) -> None:
    for cell in _tests(notebook)[:2]:
        twin = copy.deepcopy(cell)
        twin.id = f"twin-{cell.id}"[:64]
        notebook.cells.insert(notebook.cells.index(cell), twin)


def _cut(pattern: str) -> Callable[[Path], None]:
    """Return the act of cutting a file in half, as a full disk does."""

    def act(folder: Path) -> None:
        for path in folder.glob(pattern):
            content = path.read_bytes()
            path.write_bytes(content[: len(content) // 2])

    return act
