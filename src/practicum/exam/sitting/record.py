"""What the body keeps of a sitting: who has which package. The names lie apart, in `private/`."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from practicum.errors import PracticumError
from practicum.evidence import EvidenceError, strictjson
from practicum.evidence.files import read_bounded
from practicum.evidence.versions import Format
from practicum.exam.families import Draw
from practicum.exam.forms.form import Form
from practicum.exam.sitting.package import Package, digest, unlock_package
from practicum.i18n import _
from practicum.look.sheet import meant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from practicum.exam.families import Family

SITTING = Format("practicum-sitting", 1)
RECORD = "sitting.json"
PEOPLE, CODES, ISSUED, SECRET = "candidates.csv", "codes.csv", "issued.json", "secret"
_MAX_BYTES = 50_000_000
_T = TypeVar("_T")


@dataclass(frozen=True)
class PartPlan:
    """A part of the examination: its id, its title, and its minutes without extra time."""

    id: str
    title: str
    minutes: int


@dataclass(frozen=True)
class Candidate:
    """What is known of a candidate without their name.

    Attributes:
        code: Such as `C-2207`: the only name that leaves the body's machine.
        certificate: Id of the certificate.
        form: Name of the form of part 1.
        families: Family of each block.
        accommodations: Ids of what was granted.
        extra_time: Percent.
        package: SHA-256 of the package.
    """

    code: str
    certificate: str
    form: str
    families: dict[str, str]
    accommodations: tuple[str, ...]
    extra_time: int
    package: str


@dataclass(frozen=True)
class Person:
    """Who a candidate is.

    Attributes:
        code: The candidate's code.
        registration: The body's own number.
        name: As it stands on the certificate.
        email: Where results go.
        trainers: Who taught them: these neither mark nor decide.
    """

    code: str
    registration: str
    name: str
    email: str
    trainers: tuple[str, ...]


@dataclass(frozen=True)
class Codes:
    """What the invigilator has for one candidate: start, pause and stop code."""

    start: str
    pause: str
    stop: str


@dataclass(frozen=True)
class Record:
    """What `sitting.json` says.

    Attributes:
        id: Such as `2026-11-demo`.
        day: ISO 8601.
        rehearsal: Whether it decides nothing: items or families were used that no candidate has tried.
        scheme: Version of the scheme.
        blueprint: Version of the blueprint.
        bank: SHA-256 of the item bank.
        opened: When it was opened, ISO 8601 in UTC.
        parts: The parts in order.
        families: Family of each block, by form.
        forms: SHA-256 of each form's file, by name.
        candidates: By code.
    """

    id: str
    day: str
    rehearsal: bool
    scheme: str
    blueprint: str
    bank: str
    opened: str
    parts: tuple[PartPlan, ...]
    families: dict[str, dict[str, str]]
    forms: dict[str, str]
    candidates: dict[str, Candidate]


@dataclass(frozen=True)
class Sitting(Record):
    """A sitting: its record, and the folder with everything else.

    Attributes:
        folder: Where it lies.
    """

    folder: Path

    @cached_property
    def private(self) -> dict[str, Person]:
        """Who the candidates are, by code.

        Raises:
            PracticumError: The folder `private/` is not here, or cannot be read.
        """
        rows = _rows(self.folder / "private" / PEOPLE)
        return {row["code"]: _person(row) for row in rows}

    @cached_property
    def codes(self) -> dict[str, Codes]:
        """The codes for the invigilator, by candidate."""
        rows = _rows(self.folder / "private" / CODES)
        return {row["code"]: Codes(row["start"], row["pause"], row["stop"]) for row in rows}

    @property
    def secret(self) -> bytes:
        """32 bytes from which all draws follow."""
        return read_bounded(self.folder / "private" / SECRET, 32)

    @cached_property
    def _issued(self) -> Mapping[str, Any]:
        """By candidate: the key of the package and the seed of each draw, slow to find again otherwise."""
        issued: dict[str, Any] = _loaded(self.folder / "private" / ISSUED)
        return issued

    def form(self, name: str) -> Form:
        """Return a form of part 1 by its name.

        Raises:
            PracticumError: The sitting has no such form, or its file was changed since.
        """
        path = self.folder / "forms" / f"{name}.json"
        form = read_form(path)
        if digest(path.read_bytes()) != self.forms.get(name):
            raise PracticumError(
                _("{name} was changed after the sitting was opened.").format(name=path.name),
                next_step=_(
                    "Restore it from a copy. A question that proved wrong is taken out by 'practicum exam "
                    "withdraw'."
                ),
            )
        return form

    def draw(self, code: str, family: Family) -> Draw:
        """Return the draw of a family that a candidate got.

        Raises:
            PracticumError: The candidate got none of it.
        """
        try:
            return Draw(family.id, self._issued[code]["draws"][family.id])
        except KeyError as error:
            raise PracticumError(
                _("{candidate} got no draw of {family}.").format(candidate=code, family=family.id),
                next_step=_("Look into {file} for the families of each candidate.").format(file=RECORD),
            ) from error

    def package(self, code: str) -> Package:
        """Open a candidate's package, as the body may.

        Raises:
            PracticumError: It is not there, or no longer the one that was issued.
        """
        content = read_bounded(self.folder / "packages" / f"{code}.package", _MAX_BYTES)
        return unlock_package(content, bytes.fromhex(self._issued[code]["key"]))

    def to_json(self) -> dict[str, Any]:
        """Return the document of `sitting.json`."""
        plain = {name: value for name, value in asdict(self).items() if name not in ("folder", "candidates")}
        candidates = {code: _without_code(one) for code, one in self.candidates.items()}
        return {"format": SITTING.name, "version": SITTING.version, **plain, "candidates": candidates}


def _without_code(one: Candidate) -> dict[str, Any]:
    return {name: value for name, value in asdict(one).items() if name != "code"}


def read_sitting(folder: Path) -> Sitting:
    """Read a sitting. The private folder need not be there for what needs no names.

    Raises:
        PracticumError: There is no sitting, or its record does not follow its format.
    """
    document = SITTING.upgrade(_loaded(folder / RECORD), where=RECORD)
    fields = {name: value for name, value in document.items() if name not in ("format", "version")}
    for code, one in fields.get("candidates", {}).items():
        one["code"] = code
    return Sitting(**vars(_shaped(Record, fields, RECORD)), folder=folder)


def read_form(path: Path) -> Form:
    """Read a form that `write_forms` wrote.

    Raises:
        PracticumError: It is missing, or does not follow its format.
    """
    document = _loaded(path)
    fields = {name: value for name, value in document.items() if name not in ("format", "version")}
    return _shaped(Form, fields, path.name)


def _shaped(shape: type[_T], fields: dict[str, Any], name: str) -> _T:
    try:
        return TypeAdapter(shape).validate_json(json.dumps(fields))
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise PracticumError(
            _("{name} does not follow its format, at {place}.").format(name=name, place=place),
            next_step=_("Restore the file from the backup of the sitting."),
        ) from error


def _loaded(path: Path) -> Any:
    try:
        return strictjson.load(read_bounded(path, _MAX_BYTES), name=path.name)
    except EvidenceError as error:
        raise PracticumError(
            error.problem, next_step=_("Name the folder of a sitting that 'practicum exam open' made.")
        ) from error


def _rows(path: Path) -> list[dict[str, str]]:
    text = read_bounded(path, _MAX_BYTES).decode("utf-8-sig")
    return [{name: meant(value) for name, value in row.items()} for row in csv.DictReader(io.StringIO(text))]


def _person(row: dict[str, str]) -> Person:
    trainers = tuple(name.strip() for name in row["trainers"].split(";") if name.strip())
    return Person(row["code"], row["registration"], row["name"], row["email"], trainers)
