"""What the rules of the scheme say of a candidate's marks: a proposal with its reasons; people decide.

A pure function of the marks and the scheme. The composite is the sum of the parts by their shares, its
standard error that of independent parts, `sqrt(sum((share * sem) ** 2))`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import floor, isclose, sqrt
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.exam.scheme import HUNDRED
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from practicum.exam.marks.final import Final
    from practicum.exam.scheme import Scheme

_SAME = 1e-6
"""Two figures that differ by less are the same: marks are sums of decimal fractions."""


class Verdict(StrEnum):
    """What can be proposed."""

    PASSED = "passed"
    NOT_PASSED = "not-passed"
    RE_MARK = "re-mark"
    WAITING = "waiting"


@dataclass(frozen=True)
class Reason:
    """One reason: its name for programs, its sentence for people."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Measure:
    """A figure against what it has to reach, all in percent.

    Attributes:
        id: `composite`, or a part's id.
        title: For people.
        value: What was reached.
        least: What had to be reached: the cut of the composite, the floor of a part.
        cut: The cut.
        sem: The standard error of measurement.
    """

    id: str
    title: str
    value: float
    least: float
    cut: float
    sem: float

    @property
    def reached(self) -> bool:
        """Whether it is enough."""
        return self.value >= self.least - _SAME

    @property
    def near(self) -> bool:
        """Whether it lies within one standard error of what decides."""
        return abs(self.value - self.least) <= self.sem + _SAME


@dataclass(frozen=True)
class Proposal:
    """What the rules propose for one candidate.

    Attributes:
        code: The candidate's code.
        certificate: The id of the certificate tried for.
        verdict: What is proposed.
        reasons: Why, at least one.
        measures: The composite, then each part.
        gate: Ids of the critical errors that two people confirmed.
    """

    code: str
    certificate: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    measures: tuple[Measure, ...]
    gate: tuple[str, ...] = ()


def percent(value: float) -> str:
    """Return a percentage with one decimal, cut off and not rounded: what is shown was truly reached."""
    return f"{floor(round(value * 10, 5)) / 10:.1f}"


def composite_error(scheme: Scheme) -> float:
    """Return the standard error of the composite in percent, for parts whose errors are independent."""
    return sqrt(sum((part.share / HUNDRED * part.sem) ** 2 for part in scheme.part))


def propose(final: Final, scheme: Scheme, *, remarked: bool = False) -> Proposal:
    """Propose what to decide.

    Args:
        final: The candidate's marks.
        scheme: The scheme of the sitting.
        remarked: Whether the answers were marked a second time already.

    Raises:
        PracticumError: The marks do not belong to the scheme, or their composite does not follow from them.
    """
    measures = _measures(final, scheme)
    gate = tuple(dict.fromkeys(error for error, state, _why in final.critical if state == "confirmed"))
    for verdict, found in (
        (Verdict.WAITING, _waiting(final, scheme)),
        (Verdict.NOT_PASSED, _gates(gate, scheme)),
        (Verdict.RE_MARK, () if remarked else _band(measures)),
        (Verdict.NOT_PASSED, _short(measures)),
        (Verdict.PASSED, [_held()]),
    ):
        if reasons := tuple(found):
            return Proposal(final.code, final.certificate, verdict, reasons, measures, gate)
    raise AssertionError("the last of the rules always holds")


def absent(code: str, certificate: str) -> Proposal:
    """Return the proposal for a candidate of whom nothing was received."""
    reason = Reason("nothing-received", _("Nothing was received from this candidate: there is no mark."))
    return Proposal(code, certificate, Verdict.WAITING, (reason,), ())


def _measures(final: Final, scheme: Scheme) -> tuple[Measure, ...]:
    if final.certificate not in {one.id for one in scheme.certificate}:
        raise PracticumError(
            _("The scheme has no certificate “{certificate}”, which {code} tried for.").format(
                certificate=final.certificate, code=final.code
            ),
            next_step=_("Use the scheme of the sitting."),
        )
    reached = {"part1": final.part1, "part2": final.part2}
    if reached.keys() != {part.id for part in scheme.part}:
        raise PracticumError(
            _("The parts of the scheme are not part1 and part2, and marks exist for these only."),
            next_step=_("Use the scheme of the sitting."),
        )
    for value in (*reached.values(), final.composite):
        if not 0 <= value <= HUNDRED + _SAME:
            raise PracticumError(
                _("The marks of {code} hold {value} %, which is no percentage from 0 to 100.").format(
                    code=final.code, value=value
                ),
                next_step=_("Mark the hand-in again."),
            )
    composite = sum(part.share * reached[part.id] for part in scheme.part) / HUNDRED
    if not isclose(composite, final.composite, abs_tol=1e-3):
        raise PracticumError(
            _("The composite of {code} is {said} %, but its parts make {due} %.").format(
                code=final.code, said=percent(final.composite), due=percent(composite)
            ),
            next_step=_("Mark the hand-in again with the scheme of the sitting."),
        )
    cut = scheme.decision.composite
    whole = Measure("composite", _("Composite"), composite, cut, cut, composite_error(scheme))
    parts = (
        Measure(part.id, part.title, reached[part.id], part.floor, part.cut, part.sem) for part in scheme.part
    )
    return (whole, *parts)


def _waiting(final: Final, scheme: Scheme) -> Iterator[Reason]:
    if count := len(final.open_texts):
        yield Reason(
            "texts-open",
            ngettext(
                "{n} text is not settled by two markers: {names}.",
                "{n} texts are not settled by two markers: {names}.",
                count,
            ).format(n=count, names=", ".join(final.open_texts)),
        )
    for error, state, why in final.critical:
        if state == "proposed":
            yield Reason(
                "critical-open",
                _(
                    "A critical error was proposed and two people have not decided on it: “{what}” ({why})"
                ).format(what=_critical(scheme, error), why=why),
            )
        elif state not in ("confirmed", "rejected"):
            raise PracticumError(
                _("A critical error of {code} is “{state}”, which means nothing.").format(
                    code=final.code, state=state
                ),
                next_step=_("It is proposed, confirmed or rejected."),
            )


def _gates(gate: Sequence[str], scheme: Scheme) -> Iterator[Reason]:
    for error in gate:
        yield Reason(
            "critical",
            _("Two people confirmed a critical error: “{what}”").format(what=_critical(scheme, error)),
        )


def _critical(scheme: Scheme, error: str) -> str:
    for one in scheme.critical:
        if one.id == error:
            return one.what
    raise PracticumError(
        _("The scheme has no critical error “{error}”.").format(error=error),
        next_step=_("Use the scheme of the sitting."),
    )


def _band(measures: Sequence[Measure]) -> Iterator[Reason]:
    """Yield why a result is marked again: the composite near its cut, or a part near its floor.

    A part counts only where it could decide: with a composite more than one error under its cut it cannot.
    """
    composite, *parts = measures
    if composite.near:
        yield Reason(
            "near-cut",
            _(
                "The composite of {value} % lies within one standard error ({sem}) of the cut of {cut} %: "
                "it is marked again first."
            ).format(value=percent(composite.value), sem=f"{composite.sem:.1f}", cut=f"{composite.cut:g}"),
        )
    if not (composite.near or composite.reached):
        return
    for part in parts:
        if part.near:
            yield Reason(
                "near-floor",
                _(
                    "“{title}”: {value} % lies within one standard error ({sem}) of its floor of {floor} %: "
                    "it is marked again first."
                ).format(
                    title=part.title,
                    value=percent(part.value),
                    sem=f"{part.sem:g}",
                    floor=f"{part.least:g}",
                ),
            )


def _short(measures: Sequence[Measure]) -> Iterator[Reason]:
    composite, *parts = measures
    if not composite.reached:
        yield Reason(
            "composite-short",
            _("The composite of {value} % does not reach the cut of {cut} %.").format(
                value=percent(composite.value), cut=f"{composite.cut:g}"
            ),
        )
    for part in parts:
        if not part.reached:
            yield Reason(
                "floor-short",
                _("“{title}”: {value} % is below its floor of {floor} %.").format(
                    title=part.title, value=percent(part.value), floor=f"{part.least:g}"
                ),
            )


def _held() -> Reason:
    return Reason(
        "all-held",
        _("The composite reaches its cut, each part its floor, and no critical error is confirmed."),
    )
