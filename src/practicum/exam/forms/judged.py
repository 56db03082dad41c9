"""The items of a form as the panel reads them that sets its cut: question, options, and what is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.exam.bank.item import Item
    from practicum.exam.bank.read import Bank
    from practicum.exam.forms.form import Form


def judged(bank: Bank, form: Form) -> list[tuple[str, str]]:
    """Return id and text of each item that counts, in the order of the form.

    The ids are those of the tables of responses, so that the cut can be checked against the responses.

    Raises:
        PracticumError: The bank does not hold an item of the form.
    """
    return [(one.id, _told(bank.item(one.id))) for one in form.items if one.scored]


def _told(item: Item) -> str:
    options = [f"{letter}) {text}" for letter, text in item.options.items()]
    key = _("Key: {key}").format(key=_key(item))
    return "\n".join([item.stem, *options, key])


def _key(item: Item) -> str:
    match item.key:
        case str(letter):
            return letter
        case dict(table):
            parts = (f"{name}: {one if isinstance(one, str) else f'{one:g}'}" for name, one in table.items())
            return "; ".join(parts)
        case tuple(letters):
            return ", ".join(letters)
        case number:
            return f"{number:g}"
