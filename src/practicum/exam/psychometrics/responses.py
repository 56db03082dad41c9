"""What candidates answered: a table of scores from 0 to 1, with the options chosen where there are any."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

KEY = "KEY"
"""The candidate whose row holds the keys."""

_ABOUT = ("person", "group", "minutes")
_TWO = 2


@dataclass(frozen=True)
class Responses:
    """The answers of a sitting.

    Attributes:
        matrix: Persons by items, scores from 0 to 1; NaN where a question was not reached.
        persons: Ids of the candidates, pseudonyms as a rule.
        items: Ids of the questions.
        chosen: Persons by items, the option chosen; empty where none was, or where there are no options.
        keys: By item, the option that is right; only where there are options.
        groups: By person, a group to be compared; empty where unknown.
        minutes: By person, minutes used; NaN where unknown.
    """

    matrix: Matrix
    persons: tuple[str, ...]
    items: tuple[str, ...]
    chosen: NDArray[np.str_] | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    minutes: Matrix | None = None

    def __post_init__(self) -> None:
        if self.matrix.shape != (len(self.persons), len(self.items)):
            raise PracticumError(
                _("The table is {rows} by {columns}, for {persons} candidates and {items} questions.").format(
                    rows=self.matrix.shape[0],
                    columns=self.matrix.shape[1],
                    persons=len(self.persons),
                    items=len(self.items),
                ),
                next_step=_("Give one row for each candidate and one column for each question."),
            )
        if len(self.persons) < _TWO or len(self.items) < _TWO:
            raise PracticumError(
                _("There must be at least two candidates and two questions."),
                next_step=_("Check that the whole table was exported."),
            )

    @property
    def count(self) -> int:
        """How many candidates."""
        return len(self.persons)

    @property
    def earned(self) -> Matrix:
        """Scores with 0 where a question was not reached: what the marks count."""
        return np.nan_to_num(self.matrix)

    @property
    def totals(self) -> Matrix:
        """Points of each candidate, one a question at most."""
        found: Matrix = self.earned.sum(axis=1)
        return found

    @property
    def binary(self) -> NDArray[np.bool_]:
        """By item, whether every score is 0 or 1, and both occur: fit for a model of right and wrong."""
        seen = np.isnan(self.matrix) | (self.matrix == 0) | (self.matrix == 1)
        both = (self.matrix == 0).any(axis=0) & (self.matrix == 1).any(axis=0)
        found: NDArray[np.bool_] = seen.all(axis=0) & both
        return found

    def rest(self, column: int) -> Matrix:
        """Return each candidate's points on all questions but one."""
        found: Matrix = self.totals - self.earned[:, column]
        return found


def read_responses(path: Path) -> Responses:
    """Read a table of responses.

    The first column is `person`; columns `group` and `minutes` may follow; every other column is a
    question. A cell holds a score from 0 to 1, or is empty when the question was not reached. Where the row
    of the person `KEY` names an option, the column holds the options chosen instead.

    Args:
        path: A CSV file in UTF-8, with a comma or a semicolon between cells.

    Raises:
        PracticumError: A cell, a head or the file cannot be used; the sentence names it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PracticumError(
            _("{file} cannot be read as text in UTF-8.").format(file=path.name),
            next_step=_("Save the table as CSV in UTF-8 and check the path."),
        ) from error
    return parse_responses(text, path.name)


def parse_responses(text: str, name: str) -> Responses:
    """Return the responses in the text of a CSV file; `name` is how errors call it."""
    heads, rows = _rows(text, name)
    items = tuple(head for head in heads if head not in _ABOUT)
    keys = {}
    if rows and any(row["person"] == KEY for row in rows):
        (key, *more) = [row for row in rows if row["person"] == KEY]
        if more:
            raise _bad(name, _("Two rows are called {key}.").format(key=KEY))
        keys = {item: key[item] for item in items if key[item]}
        rows = [row for row in rows if row["person"] != KEY]
    persons = tuple(row["person"] for row in rows)
    twice = (
        sorted({person for person in persons if persons.count(person) > 1})
        if len({*persons}) < len(persons)
        else []
    )
    if twice:
        raise _bad(name, _("Candidate {person} has two rows.").format(person=twice[0]))
    matrix = np.array([[_score(name, row, item, keys) for item in items] for row in rows], dtype=np.float64)
    chosen = (
        np.array([[row[item] if item in keys else "" for item in items] for row in rows]) if keys else None
    )
    minutes = np.array([_number(name, row, "minutes") for row in rows]) if "minutes" in heads else None
    groups = tuple(row["group"] for row in rows) if "group" in heads else ()
    return Responses(matrix.reshape(len(persons), len(items)), persons, items, chosen, keys, groups, minutes)


def _rows(text: str, name: str) -> tuple[list[str], list[dict[str, str]]]:
    first = text.partition("\n")[0]
    lines = list(csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
    heads = [head.strip() for head in lines[0]] if lines else []
    if not heads or heads[0] != "person" or len({*heads}) < len(heads) or not all(heads):
        raise _bad(name, _("Its first line must name the columns: person, then each question once."))
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        cells = [cell.strip() for cell in line]
        if not any(cells):
            continue
        if len(cells) != len(heads) or not cells[0]:
            raise _bad(
                name,
                _("Line {line} has {found} cells or no candidate; {wanted} cells are expected.").format(
                    line=number, found=len(cells), wanted=len(heads)
                ),
            )
        rows.append(dict(zip(heads, cells, strict=True)))
    return heads, rows


def _score(name: str, row: Mapping[str, str], item: str, keys: Mapping[str, str]) -> float:
    if item in keys:
        return float(row[item] == keys[item]) if row[item] else math.nan
    score = _number(name, row, item)
    if not math.isnan(score) and not 0 <= score <= 1:
        raise _bad(
            name,
            _("Candidate {person} has {value} on {item}; a score lies from 0 to 1.").format(
                person=row["person"], value=row[item], item=item
            ),
        )
    return score


def _number(name: str, row: Mapping[str, str], column: str) -> float:
    try:
        found = float(row[column]) if row[column] else math.nan
    except ValueError:
        found = math.inf
    if math.isinf(found):
        raise _bad(
            name,
            _("Candidate {person} has “{value}” in column {column}; a number is expected.").format(
                person=row["person"], value=row[column][:40], column=column
            ),
        )
    return found


def _bad(name: str, problem: str) -> PracticumError:
    return PracticumError(
        _("{file} cannot be used. {problem}").format(file=name, problem=problem),
        next_step=_("docs/psychometrics.md shows such a table."),
    )


def simulated(
    persons: int,
    difficulties: Sequence[float],
    slopes: float | Sequence[float] = 1.0,
    *,
    seed: int,
    ability: Sequence[float] | None = None,
) -> Responses:
    """Return responses drawn from the two-parameter model, to try things on.

    Args:
        persons: How many candidates; their abilities are drawn from a standard normal distribution.
        difficulties: By item, in logits.
        slopes: One discrimination, or one an item.
        seed: The same seed gives the same responses.
        ability: Abilities to use instead.
    """
    draws = np.random.default_rng(seed)
    theta = draws.standard_normal(persons) if ability is None else np.asarray(ability, dtype=np.float64)
    chance = 1 / (1 + np.exp(-np.asarray(slopes) * (theta[:, None] - np.asarray(difficulties))))
    matrix = (draws.random(chance.shape) < chance).astype(np.float64)
    return Responses(
        matrix,
        tuple(f"p{number:05d}" for number in range(1, persons + 1)),
        tuple(f"i{number:03d}" for number in range(1, len(difficulties) + 1)),
    )
