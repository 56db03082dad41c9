"""What was decided and appealed against, as the register tells it: counts, never a name or a code."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from practicum.exam.paper import Told
from practicum.exam.results.entry import Kind
from practicum.exam.results.standing import appeal_of, candidates, certificate_of, decision_of
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.exam.results.register import Register


def decisions_part(register: Register, sitting: str) -> Told:
    """Return how many passed, were marked again, appealed, and got a certificate.

    Args:
        register: The register.
        sitting: The sitting's id.

    Raises:
        PracticumError: The register cannot be read.
    """
    with register.reading() as book:
        codes = [code for of, code in candidates(book) if of == sitting]
        decided = [decision_of(book, sitting, code) for code in codes]
        outcomes = Counter(one.outcome if one else "" for one in decided)
        again = sum(bool(book.of(sitting, code, Kind.RE_MARK)) for code in codes)
        appeals = [one for one in (appeal_of(book, sitting, code) for code in codes) if one]
        issued = sum(certificate_of(book, sitting, code) is not None for code in codes)
    rows = [
        (_("Passed"), str(outcomes["passed"])),
        (_("Not passed"), str(outcomes["not-passed"])),
        (_("Annulled, to be sat again"), str(outcomes["annulled"])),
        (_("Not decided"), str(outcomes[""])),
        (_("Marked again, because they lay near a cut"), str(again)),
        (_("Certificates issued"), str(issued)),
        (_("Appeals"), str(len(appeals))),
        (_("Appeals still open"), str(sum(one.open for one in appeals))),
    ]
    lead = _(
        "The software proposes; named people decide and sign. {n} of {all} candidates have a decision."
    ).format(n=len(codes) - outcomes[""], all=len(codes))
    heads = (_("What"), _("Candidates"))
    return Told("decisions", _("Decisions and appeals"), lead, heads, rows, numbers=(1,))
