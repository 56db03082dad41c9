"""Say which form of answer a kind expects: what a message may always tell, because it is no secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from practicum.i18n import _
from practicum.marking.kinds import Artefact, Choice, DrillLog, Number, Order, Set, Table, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.marking.kinds import Kind


def expected(kind: Kind) -> str:
    """Say which form of answer is expected, as a noun phrase."""
    match kind:
        case Number():
            sentence = _number(kind)
        case Choice():
            sentence = _("one of these: {options}").format(options=_both(kind.options))
        case Set():
            sentence = _("any of these, as a list or separated by commas: {options}").format(
                options=_both(kind.options)
            )
        case Order():
            sentence = _("all of these, first to last, as a list or separated by “>”: {options}").format(
                options=_both(kind.items)
            )
        case Table():
            sentence = _("a table with these rows: {rows}").format(rows="; ".join(map(kind.label, kind.rows)))
        case Artefact():
            sentence = _("a file named {file} beside the notebook").format(file=kind.file)
        case DrillLog():
            sentence = _("a run of the drill {drill}, kept in {file} beside the notebook").format(
                drill=kind.drill, file=kind.file
            )
        case Text():
            sentence = _("a text of {low} to {high} words").format(low=kind.min_words, high=kind.max_words)
        case _ as never:
            assert_never(never)
    return sentence


def _both(options: Mapping[str, str]) -> str:
    """Show each option with the short name that may be typed in its place."""
    return "; ".join(
        label if name.casefold() == label.casefold() else _("{name} ({label})").format(name=name, label=label)
        for name, label in options.items()
    )


def _number(kind: Number) -> str:
    example = "12" if kind.whole else "12.5"
    if kind.unit == "percent":
        return _("one number in percent, such as {example} or {example} %").format(example=example)
    if kind.unit and kind.whole:
        return _("one whole number ({unit}), such as {example}").format(unit=kind.unit, example=example)
    if kind.unit:
        return _("one number ({unit}), such as {example}").format(unit=kind.unit, example=example)
    if kind.whole:
        return _("one whole number, such as {example}").format(example=example)
    return _("one number, such as {example}").format(example=example)
