"""An item of the written part as an ordinary exercise: asked, read and marked like every other one."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

from practicum.exam.bank.item import Kind
from practicum.i18n import _
from practicum.marking import Choice, Exercise, Mistake, Number, Order, Table, always

if TYPE_CHECKING:
    from practicum.exam.bank.item import Item
    from practicum.exam.bank.read import Bank
    from practicum.exam.forms.form import Form

_WITHOUT_HINTS = "An examination names no mistakes."
_ALMOST = 0.999  # full credit, once marks are rounded to two decimals


def part_one(bank: Bank, form: Form) -> dict[str, Exercise]:
    """Return the items of a form as exercises, `q01`, `q02` and so on in the order of the form.

    Candidates meet these ids only: they tell neither which item it is, nor whether it counts.

    Raises:
        PracticumError: The bank does not hold an item of the form.
    """
    exercises = {}
    for place, one in enumerate(form.items, start=1):
        name = f"q{place:02d}"
        exercises[name] = exercise_of(bank.item(one.id), name, form.seed)
    return exercises


def exercise_of(item: Item, name: str, seed: str) -> Exercise:
    """Return an item as an exercise of one point.

    | Item | Answer | Earns |
    | --- | --- | --- |
    | best | one option | all or nothing |
    | multiple | true or false for each statement | each statement its share |
    | order | all steps | the share of pairs in the right order, above chance |
    | match | an option for each left-hand side | each its share |
    | number | a number | all or nothing |
    | judgement | one option | the panel's credit for it |

    Args:
        item: From the bank.
        name: What the exercise is called in the examination.
        seed: Draws the order in which the steps of an order are listed.
    """
    kind, key, mistakes = _MAKERS[item.kind](item, seed)
    return Exercise(
        id=name,
        title=_("Question {number}").format(number=int(name[1:])),
        competence=item.competence,
        points=1,
        kind=kind,
        question=item.stem,
        reference=always(key),
        mistakes=mistakes,
        few_mistakes=_WITHOUT_HINTS,
    )


_Made = tuple[Any, Any, dict[str, Mistake]]


def _best(item: Item, _seed: str) -> _Made:
    return Choice(options=item.options), item.key, {}


def _multiple(item: Item, _seed: str) -> _Made:
    truth = {"true": _("True"), "false": _("False")}
    rows: dict[str, Any] = {letter: Choice(options=truth) for letter in item.options}
    key = {letter: "true" if letter in _letters(item) else "false" for letter in item.options}
    return Table(rows=rows, labels=item.options), key, {}


def _order(item: Item, seed: str) -> _Made:
    right = list(_letters(item))
    listed = sorted(item.options, key=lambda letter: _drawn(seed, item.id, letter))
    if listed == right:
        listed.reverse()
    return Order(items={letter: item.options[letter] for letter in listed}), right, {}


def _match(item: Item, _seed: str) -> _Made:
    sides = list(_table(item))
    rows: dict[str, Any] = {f"r{number}": Choice(options=item.options) for number in range(1, len(sides) + 1)}
    key = {f"r{number}": _table(item)[side] for number, side in enumerate(sides, start=1)}
    return Table(rows=rows, labels=dict(zip(rows, sides, strict=True))), key, {}


def _number(item: Item, _seed: str) -> _Made:
    key = _table(item)
    return Number(unit=key["unit"], tolerance=key["tolerance"]), key["value"], {}


def _judgement(item: Item, _seed: str) -> _Made:
    credit = _table(item)
    best = max(credit, key=credit.__getitem__)
    partly = {  # the credit of a mistake lies below 1, even where a panel finds two acts as good
        letter: Mistake(always(letter), hint=_WITHOUT_HINTS, credit=min(earned, _ALMOST))
        for letter, earned in credit.items()
        if letter != best and earned > 0
    }
    return Choice(options=item.options), best, partly


_MAKERS = {
    Kind.BEST: _best,
    Kind.MULTIPLE: _multiple,
    Kind.ORDER: _order,
    Kind.MATCH: _match,
    Kind.NUMBER: _number,
    Kind.JUDGEMENT: _judgement,
}


def _drawn(*words: str) -> bytes:
    return hmac.digest(b"practicum order of steps", "\x1f".join(words).encode(), "sha256")


def _letters(item: Item) -> tuple[str, ...]:
    """Return the key of an item that is a list of letters; `key_problems` has seen to that."""
    assert isinstance(item.key, tuple)  # noqa: S101
    return item.key


def _table(item: Item) -> dict[str, Any]:
    """Return the key of an item that is a table; `key_problems` has seen to that."""
    assert isinstance(item.key, dict)  # noqa: S101
    return item.key
