"""What a key of each kind looks like, and what is wrong with one that does not.

| Kind | Options | Key |
| --- | --- | --- |
| best | four | the letter of the best one |
| multiple | three to five statements | the letters of the true ones; none or all may be true |
| order | three to five steps | all letters, in the right order |
| match | three to five right-hand sides | a table: left-hand side to letter |
| number | none | a table: value, tolerance, unit |
| judgement | three to five acts | a table: letter to credit, 0 to 1, from a panel |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.exam.bank.item import Kind
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from practicum.exam.bank.item import Item

_BEST, _FEWEST, _MOST = 4, 3, 5
_NUMBER = {"value", "tolerance", "unit"}


def key_problems(item: Item) -> Iterator[str]:
    """Yield what is wrong with the options and the key of an item, one sentence part each."""
    yield from _option_problems(item)
    yield from _BY_KIND[item.kind](item)


def _option_problems(item: Item) -> Iterator[str]:
    count = len(item.options)
    if item.kind is Kind.NUMBER:
        if count:
            yield _("{id} asks for a number and lists options").format(id=item.id)
    elif item.kind is Kind.BEST and count != _BEST:
        yield _("{id} needs four options and has {count}").format(id=item.id, count=count)
    elif not _FEWEST <= count <= _MOST:
        yield _("{id} needs three to five options and has {count}").format(id=item.id, count=count)
    texts = {text.casefold().strip() for text in item.options.values()}
    if len(texts) < count:
        yield _("{id} has two options that say the same").format(id=item.id)


def _best(item: Item) -> Iterator[str]:
    if not (isinstance(item.key, str) and item.key in item.options):
        yield _("the key of {id} is not the letter of one of its options").format(id=item.id)


def _multiple(item: Item) -> Iterator[str]:
    key = item.key
    if not (isinstance(key, tuple) and set(key) <= item.options.keys() and len(set(key)) == len(key)):
        yield _("the key of {id} is not a list of letters of its options, each once").format(id=item.id)


def _order(item: Item) -> Iterator[str]:
    if not (isinstance(item.key, tuple) and sorted(item.key) == sorted(item.options)):
        yield _("the key of {id} does not put every option in order, each once").format(id=item.id)


def _match(item: Item) -> Iterator[str]:
    key = item.key
    if not (isinstance(key, dict) and len(key) > 1 and all(right in item.options for right in key.values())):
        yield _("the key of {id} is not a table from left-hand sides to letters of options").format(
            id=item.id
        )


def _number(item: Item) -> Iterator[str]:
    key = item.key
    if not (isinstance(key, dict) and key.keys() == _NUMBER):
        yield _("the key of {id} is not a table with value, tolerance and unit").format(id=item.id)
        return
    value, tolerance, unit = key["value"], key["tolerance"], key["unit"]
    if isinstance(value, str) or isinstance(tolerance, str) or not isinstance(unit, str):
        yield _("the key of {id} needs two numbers and a unit in quotes").format(id=item.id)
    elif tolerance < 0:
        yield _("the tolerance of {id} is below zero").format(id=item.id)


def _judgement(item: Item) -> Iterator[str]:
    key = item.key
    if not (isinstance(key, dict) and key.keys() == item.options.keys()):
        yield _("the key of {id} does not give every option its credit").format(id=item.id)
        return
    credits_ = [credit for credit in key.values() if not isinstance(credit, str) and 0 <= credit <= 1]
    if len(credits_) < len(key):
        yield _("a credit of {id} is not a number from 0 to 1").format(id=item.id)
    elif max(credits_) < 1 or min(credits_) == 1:
        yield _("{id} needs one option with full credit and one with less").format(id=item.id)


_BY_KIND: dict[Kind, Callable[[Item], Iterator[str]]] = {
    Kind.BEST: _best,
    Kind.MULTIPLE: _multiple,
    Kind.ORDER: _order,
    Kind.MATCH: _match,
    Kind.NUMBER: _number,
    Kind.JUDGEMENT: _judgement,
}


def best_options(item: Item) -> tuple[str, ...]:
    """Return the letters that earn full credit on their own; none where several letters make the answer."""
    if isinstance(item.key, str):
        return (item.key,)
    if item.kind is Kind.JUDGEMENT and isinstance(item.key, dict):
        return tuple(letter for letter, credit in item.key.items() if credit == 1)
    return ()
