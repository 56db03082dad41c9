"""What a candidate gets to read: the result with its reasons, in the same words as page and as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass as checked

from practicum.exam.results.proposal import percent
from practicum.exam.results.standing import ANNULLED, PASSED
from practicum.i18n import _, ngettext
from practicum.learn.course_data import STRICT

if TYPE_CHECKING:
    from datetime import date

    from practicum.exam.results.profile import Row
    from practicum.exam.results.proposal import Measure


@checked(frozen=True, config=STRICT)
class Body:
    """Who sends the letter: the body's `body.toml`.

    Attributes:
        name: The body's name.
        contact: Where a candidate writes to.
        answer_days: In how many days an appeal is answered.
        keep_days: For how many days personal data are kept after the last right has ended.
    """

    name: Annotated[str, Field(min_length=1)]
    contact: Annotated[str, Field(min_length=1)]
    answer_days: Annotated[int, Field(gt=0)] = 30
    keep_days: Annotated[int, Field(ge=0)] = 365


@dataclass(frozen=True)
class Block:
    """A block of the practical part: its id, title, points and most points."""

    id: str
    title: str
    points: float
    out_of: float


@dataclass(frozen=True)
class Letter:
    """A letter.

    Attributes:
        body: Who sends it.
        name: The candidate's name.
        code: The candidate's code.
        sitting: The sitting's id.
        day: The day of the examination.
        certificate: The title of the certificate tried for.
        outcome: `passed`, `not-passed` or `annulled`.
        reasons: Why, sentences.
        measures: The composite and the parts.
        blocks: The practical blocks.
        areas: The profile.
        remarked: Whether the answers were marked a second time.
        answer: What became of an appeal: the reasons, and who decided it; empty where there was none.
        decided: The day of the decision.
        by: Names of those who decided.
        sent: The day of the letter.
        deadline: The last day for an appeal; None where there is none any more.
        of_figures: What the scheme says of its own figures.
        rehearsal: Whether the sitting decides nothing for real.
        receipt: The entry of the register and its hash.
    """

    body: Body
    name: str
    code: str
    sitting: str
    day: str
    certificate: str
    outcome: str
    reasons: tuple[str, ...]
    measures: tuple[Measure, ...]
    blocks: tuple[Block, ...]
    areas: tuple[Row, ...]
    remarked: bool
    answer: tuple[str, ...]
    decided: date
    by: tuple[str, ...]
    sent: date
    deadline: date | None
    of_figures: str
    rehearsal: bool
    receipt: str

    @property
    def headline(self) -> str:
        """The result in one sentence."""
        if self.outcome == PASSED:
            return _("You have passed.")
        if self.outcome == ANNULLED:
            return _("Your examination does not count, and you may sit it again.")
        return _("You have not passed.")

    @property
    def opening(self) -> str:
        """What the letter is about."""
        return _("{name}, this is your result in the examination of {day} for “{certificate}”.").format(
            name=self.name, day=self.day, certificate=self.certificate
        )

    @property
    def warning(self) -> tuple[str, ...]:
        """What comes before everything else; nothing after a real sitting."""
        if not self.rehearsal:
            return ()
        return (_("This was a rehearsal: it decides nothing about you, whatever it says below."),)

    @property
    def label(self) -> str:
        """What the scheme says of its own figures."""
        return _("Weights, keys and cuts of this examination: {label}.").format(label=self.of_figures)

    @property
    def why(self) -> tuple[str, ...]:
        """The reasons, and that it was marked again."""
        again = _(
            "Your result lay so close to a limit that the error of measurement could have decided it. So "
            "your answers were marked again, the texts by somebody who had not seen them, before anybody "
            "decided. The figures here are those after that."
        )
        return (*self.reasons, again) if self.remarked else self.reasons

    @property
    def next(self) -> tuple[str, ...]:
        """What comes next."""
        if self.outcome == PASSED:
            return (_("Your certificate comes separately; anybody can check that it is genuine."),)
        if self.outcome == ANNULLED:
            return (_("You are invited to another sitting; write to us if you hear nothing."),)
        return (_("You may sit the examination again. What you need for that stands on our public page."),)

    @property
    def appeal(self) -> tuple[str, ...]:
        """What the candidate can do about it."""
        if self.deadline is None:
            return (
                _("This decision has been looked at in an appeal, which is now closed."),
                _("A complaint about us stays open to you and to anybody: {contact}.").format(
                    contact=self.body.contact
                ),
            )
        return (
            _("You may appeal until {day}, the end of the day in UTC. Write to {contact}.").format(
                day=f"{self.deadline:%Y-%m-%d}", contact=self.body.contact
            ),
            _(
                "Your sealed answers are then marked again by the same rules, somebody who has not seen them "
                "reads your texts, and somebody who has not decided on them answers you with reasons."
            ),
        )

    @property
    def limits(self) -> tuple[str, ...]:
        """What the figures cannot tell."""
        ranges = "; ".join(
            _("{title}, {low} to {high} %").format(
                title=one.title,
                low=percent(max(0, one.value - one.sem)),
                high=percent(min(100, one.value + one.sem)),
            )
            for one in self.measures
        )
        return (
            _(
                "If you sat again at the same level, about two results in three would lie within one "
                "standard error of measurement: {ranges}."
            ).format(ranges=ranges),
            _(
                "Each line of the profile rests on few questions. It shows where to look first, not what you "
                "can and cannot do."
            ),
            _("Questions and keys are used again and are not given out."),
        )

    @property
    def signed(self) -> str:
        """Who decided, and when."""
        return ngettext(
            "Decided on {day} and signed by {names}, who has neither taught you nor marked your answers.",
            "Decided on {day} and signed by {names}, who have neither taught you nor marked your answers.",
            len(self.by),
        ).format(day=f"{self.decided:%Y-%m-%d}", names=", ".join(self.by))

    def table(self) -> list[tuple[str, str, str, str]]:
        """Return the figures: what, reached, needed, and whether it is enough."""
        return [
            (
                one.title,
                f"{percent(one.value)} %",
                _("{least} % (the cut)").format(least=f"{one.least:g}")
                if one.id == "composite"
                else _("{least} % (the floor)").format(least=f"{one.least:g}"),
                _("reached") if one.reached else _("not reached"),
            )
            for one in self.measures
        ]


def plain(letter: Letter) -> str:
    """Return the letter as plain text, for a mail or a screen reader."""
    parts = [
        letter.body.name,
        f"{letter.sent:%Y-%m-%d}",
        letter.opening,
        *letter.warning,
        letter.headline.upper(),
        _section(_("Why"), letter.why),
        _section(_("Your appeal"), letter.answer),
        _section(_("Your figures"), [" · ".join(row) for row in letter.table()]),
        _section(_("What comes next"), letter.next),
        _section(_("If you think that this is wrong"), letter.appeal),
        letter.signed,
        _section(
            _("Practical blocks"),
            [
                _("{id} {title}: {points} of {out_of} points").format(
                    id=one.id, title=one.title, points=f"{round(one.points, 2):g}", out_of=f"{one.out_of:g}"
                )
                for one in letter.blocks
            ],
        ),
        _section(
            _("Profile by area"),
            [
                _("{letter} {title}: {share} %. {words}").format(
                    letter=one.letter, title=one.title, share=f"{one.share:.0f}", words=one.words
                )
                for one in letter.areas
            ],
        ),
        _section(_("What these figures cannot tell"), letter.limits),
        letter.label,
        _("Candidate {code}, sitting {sitting}. {receipt}").format(
            code=letter.code, sitting=letter.sitting, receipt=letter.receipt
        ),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, lines: tuple[str, ...] | list[str]) -> str:
    if not lines:
        return ""
    return "\n".join([title, "-" * len(title), *(f"- {line}" for line in lines)])
