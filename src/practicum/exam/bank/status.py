"""The life of an item: which status follows which, who may move it, and what must have happened before."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.exam.bank.item import Status
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.exam.bank.item import Item

CONTENT_REVIEWS = 2
"""How many people other than the author must accept the content."""


class Role(StrEnum):
    """Who works on a bank."""

    EDITOR = "editor"
    PSYCHOMETRICIAN = "psychometrician"
    OWNER = "owner"


class Seen(StrEnum):
    """How much review a status asks for."""

    NOTHING = "nothing"
    FIRST = "first"
    FULL = "full"


_EDITOR, _COUNTER, _OWNER = (frozenset({role}) for role in Role)
MOVES: dict[tuple[Status, Status], frozenset[Role]] = {
    (Status.DRAFT, Status.REVIEWED): _EDITOR,
    (Status.REVIEWED, Status.DRAFT): _EDITOR | _OWNER,
    (Status.REVIEWED, Status.PILOT): _EDITOR,
    (Status.PILOT, Status.DRAFT): _EDITOR | _COUNTER,
    (Status.PILOT, Status.ACTIVE): _OWNER,
    (Status.ACTIVE, Status.WATCHED): _COUNTER | _OWNER,
    (Status.WATCHED, Status.ACTIVE): _OWNER,
    (Status.WATCHED, Status.DRAFT): _OWNER,
    (Status.PILOT, Status.RETIRED): _OWNER,
    (Status.ACTIVE, Status.RETIRED): _OWNER,
    (Status.WATCHED, Status.RETIRED): _OWNER,
}
"""Every step that there is, and who may take it. A retired item never comes back."""

NEEDS = {
    Status.DRAFT: Seen.NOTHING,
    Status.REVIEWED: Seen.FIRST,
    Status.PILOT: Seen.FULL,
    Status.ACTIVE: Seen.FULL,
    Status.WATCHED: Seen.FULL,
    Status.RETIRED: Seen.NOTHING,
}
"""A candidate meets an item from `pilot` on: by then two have accepted its content, and bias and access were
looked at."""

COUNTING = frozenset({Status.ACTIVE, Status.WATCHED})
"""What stands so may count in an examination."""

REHEARSED = COUNTING | {Status.REVIEWED, Status.PILOT}
"""What stands so may be used in a rehearsal."""


def missing_reviews(item: Item, status: Status) -> tuple[str, ...]:
    """Return which reviews an item lacks for a status; a review by its author counts for nothing.

    The last word of a reviewer on a matter counts: who asked for a change and has then accepted has accepted.
    """
    return tuple(_missing(item, NEEDS[status]))


def _missing(item: Item, seen: Seen) -> Iterator[str]:
    if seen is Seen.NOTHING:
        return
    last = {
        (review.by.casefold(), review.what): review
        for review in sorted(item.reviews, key=lambda review: review.date)
        if review.by.casefold() != item.author.casefold()
    }
    accepted = [review.what for review in last.values() if review.verdict == "accepted"]
    wanted = CONTENT_REVIEWS if seen is Seen.FULL else 1
    if (found := accepted.count("content")) < wanted:
        yield _("{id} has {found} of {wanted} accepted content reviews").format(
            id=item.id, found=found, wanted=wanted
        )
    for what in ("bias", "access") if seen is Seen.FULL else ():
        if what not in accepted:
            yield _("{id} has no accepted review of '{what}'").format(id=item.id, what=what)
    for review in last.values():
        if review.verdict != "accepted":
            yield _("{by} has not accepted {id} ({what})").format(by=review.by, id=item.id, what=review.what)


def move(item: Item, to: Status, role: Role, person: str) -> Item:
    """Return the item in its new status.

    Args:
        item: The item as it is.
        to: The status that it shall have.
        role: The role in which the person acts.
        person: Who moves it. Nobody moves their own item.

    Raises:
        PracticumError: There is no such step, the role may not take it, the person wrote the item, or a
            review is missing.
    """
    roles = MOVES.get((item.status, to))
    if roles is None:
        ways = [after.value for before, after in MOVES if before is item.status]
        raise PracticumError(
            _("{id} is {old} and cannot become {new}.").format(id=item.id, old=item.status, new=to),
            next_step=_("From there it can become: {ways}.").format(ways=", ".join(ways))
            if ways
            else _("Write a new item with a new id."),
        )
    if role not in roles:
        raise PracticumError(
            _("The role {role} may not make {id} {new}.").format(role=role, id=item.id, new=to),
            next_step=_("Ask somebody in this role: {roles}.").format(roles=", ".join(sorted(roles))),
        )
    if person.casefold() == item.author.casefold():
        raise PracticumError(
            _("{person} wrote {id} and may not move it.").format(person=person, id=item.id),
            next_step=_("Ask a colleague who did not write it."),
        )
    if lacking := missing_reviews(item, to):
        raise PracticumError(
            _("{id} cannot become {new}: {reasons}.").format(id=item.id, new=to, reasons="; ".join(lacking)),
            next_step=_("Have it reviewed first."),
        )
    return replace(item, status=to)
