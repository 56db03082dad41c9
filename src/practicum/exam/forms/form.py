"""A form of the written part: which items, in which order, and what was expected of them. It holds no key."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from practicum.evidence.files import cannot_write, write_atomically
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORMAT = "practicum-form"
VERSION = 1


@dataclass(frozen=True)
class FormItem:
    """An item in its place: its id, and whether it counts."""

    id: str
    scored: bool


@dataclass(frozen=True)
class Form:
    """A form.

    Attributes:
        name: Certificate and number: `cm-1`.
        certificate: Which certificate it is for.
        rehearsal: Whether reviewed items that no candidate has tried stand in it: then it decides nothing.
        seed: What the order was drawn with.
        blueprint: Version of the blueprint.
        bank: SHA-256 of the bank.
        items: All items in order, pilot ones among them so that nobody can tell.
        areas: Scored items of each area.
        levels: Scored items of each level.
        facility: Mean expected facility of the scored items.
        information: Sum of their information at the cut, once every item is calibrated; else nothing.
        minutes: Expected time of all items.
    """

    name: str
    certificate: str
    rehearsal: bool
    seed: str
    blueprint: str
    bank: str
    items: tuple[FormItem, ...]
    areas: dict[str, int]
    levels: dict[str, int]
    facility: float
    information: float | None
    minutes: float

    @property
    def scored(self) -> tuple[str, ...]:
        """Ids of the items that count, in order."""
        return tuple(item.id for item in self.items if item.scored)

    @property
    def pilot(self) -> tuple[str, ...]:
        """Ids of the items that are tried out, in order."""
        return tuple(item.id for item in self.items if not item.scored)


def described(form: Form) -> str:
    """Return what a form is made of, in a few lines."""
    known = _("not calibrated") if form.information is None else f"{form.information:.2f}"
    lines = [
        _("{name}: {scored} items that count, {pilot} pilot items, {minutes:g} minutes.").format(
            name=form.name, scored=len(form.scored), pilot=len(form.pilot), minutes=form.minutes
        ),
        _("  Areas: {counts}").format(counts=_counts(form.areas)),
        _("  Levels: {counts}").format(counts=_counts(form.levels)),
        _("  Expected facility {facility:.3f}; information at the cut: {known}").format(
            facility=form.facility, known=known
        ),
    ]
    if form.rehearsal:
        lines.append(_("  A rehearsal: it decides nothing."))
    return "\n".join(lines)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def write_forms(forms: Sequence[Form], folder: Path) -> tuple[Path, ...]:
    """Write each form as `<name>.json` and return the files.

    Raises:
        PracticumError: The folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    paths = []
    for form in forms:
        plain = {"format": FORMAT, "version": VERSION, **asdict(form)}
        text = json.dumps(plain, indent=1, ensure_ascii=False) + "\n"
        path = folder / f"{form.name}.json"
        write_atomically(path, text.encode())
        paths.append(path)
    return tuple(paths)
