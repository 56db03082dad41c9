"""The whole course of an examination, with invented people; it says what happens and where all of it lies."""

from __future__ import annotations

import csv
import shutil
import time
import zipfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.exam.bank.check import check_bank, summary
from practicum.exam.bank.read import read_bank
from practicum.exam.demo.answers import BORDERLINE, chance_of
from practicum.exam.demo.panel import set_cut
from practicum.exam.demo.people import Kind, application_list, people
from practicum.exam.demo.readers import calibrate, confirm_all, read_texts
from practicum.exam.demo.results import Results
from practicum.exam.demo.sit import Room, Seated, sit
from practicum.exam.families import read_families
from practicum.exam.forms.ask import part_one
from practicum.exam.forms.assemble import assemble
from practicum.exam.forms.form import described, write_forms
from practicum.exam.forms.model import Order
from practicum.exam.marks.run import mark_sitting, rules_of
from practicum.exam.report.cut import cut_part
from practicum.exam.report.decisions import decisions_part
from practicum.exam.report.facts import read_facts
from practicum.exam.report.readers import reading_part, study_part
from practicum.exam.report.write import write_technical_report
from practicum.exam.scheme import read_examination
from practicum.exam.sitting.open import open_sitting
from practicum.exam.sitting.receive import receive
from practicum.exam.sitting.seal import make_station_key
from practicum.exam.standards.panel import conclude
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from practicum.exam.bank.read import Bank
    from practicum.exam.demo.people import Candidate
    from practicum.exam.families import Family
    from practicum.exam.forms.form import Form
    from practicum.exam.scheme import Examination
    from practicum.exam.sitting.record import Sitting
    from practicum.project import Project

CERTIFICATE, SITTING = "cm", "2026-11-demo"
START = datetime(2026, 11, 14, 8, 0, tzinfo=UTC)
_READERS = ("ines", "tomas", "noor")


@dataclass
class Demonstration:
    """One demonstration.

    Attributes:
        project: Where the scheme is.
        source: The folder of the bank.
        folder: Where it writes; it is emptied first.
        say: Takes each line of what happens.
        seed: The same seed gives the same people, data and answers. Keys and codes for the room are new.
        count: How many candidates.
    """

    project: Project
    source: Path
    folder: Path
    say: Callable[[str], None]
    seed: int = 2026
    count: int = 60
    seconds: dict[str, float] = field(default_factory=dict)

    def run(self) -> None:
        """Run all of it.

        Raises:
            PracticumError: A step cannot be done; the folder shows how far it came.
        """
        self.chance = Random(self.seed)  # noqa: S311  invents people, guards nothing
        _emptied(self.folder)
        self.examination: Examination = read_examination(self.project.root / "exam")
        with self._step(_("The bank")):
            self.bank: Bank = read_bank(self.source)
            self.families: dict[str, Family] = read_families(self.source)
            self._bank()
        with self._step(_("Two parallel forms")):
            self.forms: tuple[Form, ...] = self._forms()
        with self._step(_("The cut, by ten judges")):
            self._cuts()
        with self._step(_("The sitting is opened")):
            self._open()
        with self._step(_("The sitting")):
            seated = self._sit()
        with self._step(_("Hand-ins are received")):
            self._receive(seated)
        with self._step(_("Marks by rule")):
            self._mark()
        with self._step(_("Texts are read, critical errors confirmed")):
            self._read(seated)
        with self._step(_("Decisions, letters, certificates, an appeal")):
            self.results = Results(self.sitting, self.examination, self.folder, self.say)
            self.results.run(rules_of(self.sitting, self.source, self.project.root / "exam"))
        with self._step(_("The technical report")):
            self._report()
        self._where()

    # ---- the steps

    def _bank(self) -> None:
        found = check_bank(self.bank, self.examination.blueprint, self.project, START.date())
        self.say(summary(self.bank, found))
        blocks = Counter(one.about.block for one in self.families.values())
        self.say(
            _("Families of practical tasks: {blocks}.").format(
                blocks=", ".join(f"{block} {count}" for block, count in sorted(blocks.items()))
            )
        )

    def _forms(self) -> tuple[Form, ...]:
        order = Order(CERTIFICATE, 2, str(self.seed), rehearsal=True, common=0)
        forms = assemble(self.bank, self.examination.blueprint, order)
        for form in forms:
            self.say(described(form))
        write_forms(forms, self.folder / "forms")
        return forms

    def _cuts(self) -> None:
        for form in self.forms:
            asked = part_one(self.bank, form)
            scored = {
                f"q{place:02d}": chance_of(BORDERLINE, self.bank.item(one.id).difficulty)
                for place, one in enumerate(form.items, start=1)
                if one.scored
            }
            folder = self.folder / "cut" / form.name
            set_cut(folder, {name: asked[name] for name in scored}, scored, self.chance)
            lines = conclude(folder, None, form.name, str(START.date()))
            self.say(_("{form}: {sentence}").format(form=form.name, sentence=lines[0]))

    def _open(self) -> None:
        self.people: list[Candidate] = people(self.chance, self.count)
        applications = self.folder / "candidates.csv"
        applications.write_text(application_list(self.people, CERTIFICATE), encoding="utf-8")
        self.sitting: Sitting = open_sitting(
            self.folder / "sitting",
            id=SITTING,
            day=START.date(),
            examination=self.examination,
            bank=self.bank,
            families=self.families,
            people=applications,
            forms=self.forms,
            at=START - timedelta(days=7),
            secret=sha256(f"demonstration {self.seed}".encode()).digest(),  # a real one is drawn, never made
        )
        self.say(
            ngettext("{n} sealed package.", "{n} sealed packages.", self.count).format(n=self.count)
            + " "
            + _("Each is opened by the start code of its candidate.")
        )

    def _sit(self) -> dict[str, Seated]:
        stations = self.folder / "stations"
        stations.mkdir()
        key = make_station_key("S-01", stations)
        (self.sitting.folder / "stations").mkdir(exist_ok=True)
        shutil.copy(stations / "S-01.json", self.sitting.folder / "stations")
        room = Room(self.sitting, self.bank, self.families, key, self.folder / "station-data", START)
        self.seats = seats = self._seats()
        seated: dict[str, Seated] = {}
        neighbour: dict[str, Any] = {}
        for code, person in seats.items():
            seen = neighbour if person.kind is Kind.COPIER else {}
            seated[code] = sit(room, code, person, self.chance, seen)
            if person.kind is Kind.COPIED:
                neighbour = seated[code].wrote
        crashed = next(code for code, person in seats.items() if person.kind is Kind.CRASHED)
        with (self.sitting.folder / "incidents.csv").open("a", encoding="utf-8", newline="") as file:
            what, done = _("The station went dark."), _("Started again with the start code.")
            csv.writer(file).writerow((f"{START:%Y-%m-%dT%H:%M}Z", "Sara Lind", crashed, what, done))
        kinds = Counter(person.kind.value for person in seats.values())
        self.say(
            _("{n} candidates have handed in: {kinds}.").format(
                n=len(seated), kinds=", ".join(f"{count} {kind}" for kind, count in kinds.items())
            )
        )
        return seated

    def _seats(self) -> dict[str, Candidate]:
        """Return who sits under which code, whoever copies after the neighbour.

        The copier has the neighbour's form, and whose bundle is tampered with has the other: thirty hand-ins
        are the fewest on which answers are compared.
        """
        by_registration = {one.registration: one for one in self.people}
        seats = {code: by_registration[person.registration] for code, person in self.sitting.private.items()}
        code_of = {person.kind: code for code, person in seats.items()}
        form = self._form(code_of[Kind.COPIED])
        for kind, same in ((Kind.COPIER, True), (Kind.TAMPERED, False)):
            code = code_of[kind]
            if (self._form(code) == form) is not same:
                other = next(
                    other
                    for other, person in seats.items()
                    if person.kind is Kind.ORDINARY and (self._form(other) == form) is same
                )
                seats[code], seats[other] = seats[other], seats[code]
        return dict(sorted(seats.items(), key=lambda seat: seat[1].kind is Kind.COPIER))

    def _form(self, code: str) -> str:
        return self.sitting.candidates[code].form

    def _receive(self, seated: dict[str, Seated]) -> None:
        for code, one in seated.items():
            if self.seats[code].kind is Kind.TAMPERED:
                _tamper(one.sealed.bundle)
            try:
                receive(self.sitting, one.sealed.bundle, at=START + timedelta(hours=10))
            except PracticumError as error:
                self.say(_("{code} is refused: {reason}").format(code=code, reason=error.problem))
        taken = len(list((self.sitting.folder / "received").glob("*.zip")))
        self.say(_("{n} hand-ins were taken, each with its receipt.").format(n=taken))

    def _mark(self) -> None:
        rules = rules_of(self.sitting, self.source, self.project.root / "exam")
        done = list(mark_sitting(self.sitting, rules))
        for one in done:
            for sentence in filter(None, (one.reason, *one.faults)):
                self.say(_("{code}: {sentence}").format(code=one.code, sentence=sentence))
        before = {path.name: path.read_bytes() for path in (self.sitting.folder / "marks").glob("*.json")}
        some = sorted(before)[:5]
        for name in some:
            (self.sitting.folder / "marks" / name).unlink()
        list(mark_sitting(self.sitting, rules))
        same = all((self.sitting.folder / "marks" / name).read_bytes() == before[name] for name in some)
        self.say(
            _("{n} bundles are marked. Five were marked twice: {same}.").format(
                n=len(before), same=_("the same bytes") if same else _("NOT the same bytes")
            )
        )

    def _read(self, seated: dict[str, Seated]) -> None:
        agreed = self.source / "calibration.toml"
        for line in calibrate(self.sitting, self.families, agreed, _READERS, self.chance):
            self.say(line)
        quality = {code: one.quality for code, one in seated.items()}
        reading = read_texts(self.sitting, self.families, _READERS, quality, self.chance)
        status = reading.status()
        self.say(
            _("{texts} texts, {settled} settled; read by {markers}.").format(
                texts=status.texts,
                settled=len(status.settled),
                markers=", ".join(f"{name} {count}" for name, count in status.markers.items()),
            )
        )
        for pair in reading.pairs():
            if pair.found is not None:
                self.say(f"{' + '.join(pair.markers)}: {pair.found.sentence}")
        self.reading = reading
        count = confirm_all(self.sitting, _READERS, self.chance, START + timedelta(days=4))
        self.say(
            ngettext(
                "{n} critical error was proposed and judged.",
                "{n} critical errors were proposed and judged.",
                count,
            ).format(n=count)
        )

    def _report(self) -> None:
        facts = read_facts(self.sitting.folder, self.source, None, self.project.root / "exam")
        more = [
            cut_part(sorted((self.folder / "cut").iterdir()), self.examination.scheme),
            reading_part(self.reading),
            study_part(self.reading),
            decisions_part(self.results.register, self.sitting.id),
        ]
        self.report = write_technical_report(facts, START + timedelta(days=30), more)
        self.say(ngettext("{n} file.", "{n} files.", len(self.report)).format(n=len(self.report)))

    def _where(self) -> None:
        total = sum(self.seconds.values())
        slowest = max(self.seconds, key=self.seconds.__getitem__)
        self.say("")
        self.say(
            _("All of it took {total:.0f} s; the longest step was “{slowest}” with {most:.0f} s.").format(
                total=total, slowest=slowest, most=self.seconds[slowest]
            )
        )
        for what, where in (
            (_("Applications, forms, cut with minutes"), "candidates.csv, forms/, cut/"),
            (_("Sitting: packages, received, marks, reading"), "sitting/"),
            (_("Stations and their sessions"), "stations/, station-data/"),
            (_("Register, letters"), "body/"),
            (_("Certificates and public page"), "office/"),
            (_("Technical report"), "sitting/report/report.html, report.pdf"),
        ):
            self.say(f"  {what}: {where}")
        self.say(_("Everything lies in {folder}").format(folder=self.folder))

    @contextmanager
    def _step(self, title: str) -> Iterator[None]:
        self.say("")
        self.say(f"== {title}")
        start = time.perf_counter()
        yield
        self.seconds[title] = time.perf_counter() - start
        self.say(f"   {self.seconds[title]:.1f} s")


def _emptied(folder: Path) -> None:
    """Make the folder; an older demonstration in it is removed, anything else is left alone."""
    mark = folder / "demonstration"
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise PracticumError(
            _("{folder} holds something that is no demonstration.").format(folder=folder),
            next_step=_("Name another folder with --to."),
        )
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mark.touch()


def _tamper(bundle: Path) -> None:
    """Change one answer inside of a bundle, as somebody might who has a zip program."""
    with zipfile.ZipFile(bundle) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["session.jsonl"] = members["session.jsonl"].replace(b'"value":"a"', b'"value":"b"', 1)
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
