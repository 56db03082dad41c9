"""Invented officers decide, write, issue and hear an appeal; every entry stands signed in the register."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from practicum.credential import Office, verify
from practicum.exam.marks import markers
from practicum.exam.marks.final import final
from practicum.exam.marks.record import marks_path, read_marks
from practicum.exam.marks.run import mark_sitting
from practicum.exam.results.appeal import decide_appeal, enter_reading, enter_replay, open_appeal
from practicum.exam.results.check import check
from practicum.exam.results.decide import decide, decide_all, re_mark
from practicum.exam.results.entering import enter_proposals, enter_sitting, read_incidents
from practicum.exam.results.issue import issue
from practicum.exam.results.letter import Body
from practicum.exam.results.letters import write_letters
from practicum.exam.results.people import Officer, People
from practicum.exam.results.proposal import Verdict
from practicum.exam.results.register import Register
from practicum.exam.results.replay import replay
from practicum.i18n import _
from practicum.learn.competences import read_areas
from practicum.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from practicum.exam.marks.run import Rules
    from practicum.exam.results.proposal import Proposal
    from practicum.exam.scheme import Examination
    from practicum.exam.sitting.record import Sitting

PASSPHRASE = "four invented words here"  # noqa: S105  of keys that this demonstration makes and nobody trusts
OFFICERS = {
    "olga": ("Olga Brandt", ("owner",)),
    "ines": ("Inès Duval", ("examiner",)),
    "tomas": ("Tomás Prieto", ("second-examiner",)),
    "noor": ("Noor Haddad", ("examiner", "second-examiner")),
    "milo": ("Milo Janssen", ("examiner",)),
    "anouk": ("Anouk Perret", ("examiner",)),
    "rosa": ("Rosa Conti", ("decision-maker",)),
    "karim": ("Karim Aziz", ("decision-maker",)),
    "vera": ("Vera Nowak", ("decision-maker",)),
}
BODY = Body("Lanterne Certification (invented)", "appeals@lanterne.example")
DECIDED = datetime(2026, 11, 28, 9, tzinfo=UTC)


class Results:
    """Everything from marks to certificates, for one sitting."""

    def __init__(
        self, sitting: Sitting, examination: Examination, folder: Path, say: Callable[[str], None]
    ) -> None:
        self.sitting, self.examination, self.folder, self.say = sitting, examination, folder, say
        self.areas = {area.id: area.title for area in read_areas(Project.find())}
        self.register = Register.of(folder / "body")
        officers = People(folder / "body" / "people")
        self.keys = {
            name: officers.make(Officer(name, full, roles, "", _("Invented")), PASSPHRASE)
            for name, (full, roles) in OFFICERS.items()
        }
        self.proposals: dict[str, Proposal] = {}

    def run(self, rules: Rules) -> None:
        """Do all of it.

        Args:
            rules: What the sitting was marked by, for the replay of an appeal.
        """
        with self.register.writing() as book:
            for signer in self.keys.values():
                book.enter(signer.officer, self.keys["olga"], at=DECIDED)
        incidents = read_incidents(self.sitting.folder / "incidents.csv")
        enter_sitting(self.register, self.sitting, at=DECIDED, incidents=incidents)
        self._propose()
        self._again()
        self._decide()
        self._letters(DECIDED)
        self._certificates()
        self._appeal(rules)
        self.say(check(self.register).text())

    # ---- the steps

    def _propose(self) -> None:
        finals = final(self.sitting)
        marked = {code: markers(self.sitting, code) for code in finals}
        self.proposals = enter_proposals(
            self.register, self.sitting, finals, marked, self.examination.scheme, at=DECIDED
        )
        counts = Counter(str(one.verdict) for one in self.proposals.values())
        self.say(
            _("Proposed: {counts}.").format(counts=", ".join(f"{n} {name}" for name, n in counts.items()))
        )

    def _again(self) -> None:
        """Have an examiner who has not seen them mark again what lies in the band."""
        self.again = [code for code, one in self.proposals.items() if one.verdict is Verdict.RE_MARK]
        for code in self.again:
            re_mark(self.register, self.sitting.id, code, self.keys["milo"], at=DECIDED, same=True)
        if self.again:
            self._propose()

    def _decide(self) -> None:
        signed, refused = decide_all(self.register, self.sitting.id, self.keys["rosa"], at=DECIDED)
        for code, one in self.proposals.items():
            if one.gate:  # a fail on a gate takes a second signature
                decide(self.register, self.sitting.id, code, self.keys["karim"], at=DECIDED)
        self.say(_("{n} decisions are signed.").format(n=len(signed)))
        for code, reason in list(refused.items())[:3]:
            self.say(_("{code} is not decided: {reason}").format(code=code, reason=reason))

    def _letters(self, at: datetime) -> None:
        pages = write_letters(
            self.register,
            self.sitting.id,
            examination=self.examination,
            areas=self.areas,
            body=BODY,
            folder=self.folder / "body" / "letters",
            at=at,
        )
        self.say(_("{n} letters are written.").format(n=len(pages)))

    def _certificates(self) -> None:
        self.office = office = Office.found(
            self.folder / "office",
            name=BODY.name,
            url="https://verify.lanterne.example",
            web="lanterne.example",
            passphrase=PASSPHRASE,
            at=DECIDED - timedelta(days=1),
        )
        issued = issue(
            self.register,
            office,
            PASSPHRASE,
            self.sitting.id,
            examination=self.examination,
            areas=self.areas,
            at=DECIDED + timedelta(hours=1),
            rehearsal=True,
        )
        lists, at = office.lists(), DECIDED + timedelta(days=1)
        for place in issued.values():
            for name in ("certificate.jwt", "certificate.json", "certificate.png"):
                verify((place / name).read_bytes(), issuers=[office.issuer], lists=lists, at=at)
        self.say(_("{n} certificates are issued; each was verified in three forms.").format(n=len(issued)))

    def _appeal(self, rules: Rules) -> None:
        """Hear somebody who did not pass and has answered everything."""
        code = next(
            code
            for code, one in self.proposals.items()
            if one.verdict is Verdict.NOT_PASSED and not one.gate and code not in self.again
        )
        sitting, at = self.sitting, DECIDED + timedelta(days=10)
        open_appeal(
            self.register, sitting.id, code, at=at, words=_("I believe that my note was read too strictly.")
        )
        marks = marks_path(sitting.folder, code)
        before = marks.read_bytes()
        marks.unlink()
        list(mark_sitting(sitting, rules))
        found = replay(before, marks.read_bytes())
        enter_replay(self.register, sitting.id, code, found, at=at)
        self.say(found.text())
        written = read_marks(sitting.folder, code) or {"blocks": []}
        points = {
            row["id"]: row["read_out_of"] / 2
            for block in written["blocks"]
            for row in block["exercises"]
            if row["to_read"]
        }
        enter_reading(
            self.register,
            sitting.id,
            code,
            self.keys["anouk"],
            points,
            at=at,
            words=_("I come to the same level."),
        )
        decide_appeal(
            self.register,
            sitting.id,
            code,
            "stands",
            self.keys["vera"],
            at=at + timedelta(days=2),
            words=_("Two readings and a third agree; the marks were made again and are the same."),
        )
        self.say(_("The appeal of {code} is decided: the decision stands.").format(code=code))
        self._letters(at + timedelta(days=3))
