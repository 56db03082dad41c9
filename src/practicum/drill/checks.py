"""What a scenario's author gets wrong although every key is in its place: found, and said in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicum.drill.schema import Structure
    from practicum.drill.words import Words


def problems(structure: Structure, words: Words, coefficients: Iterable[str]) -> list[str]:
    """Return what contradicts itself in a scenario, a sentence each; empty when all is well."""
    return [
        _("The thread '{thread}' has no words.").format(thread=thread.id)
        for thread in structure.threads
        if thread.id not in words.threads
    ]
