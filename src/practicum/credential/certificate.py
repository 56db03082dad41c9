"""What a certificate says, before anyone signs it."""

from __future__ import annotations

import re
import tomllib
import uuid
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

_NUMBER = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+){1,7}", re.ASCII)
_LONGEST = 2000
ESCO = "European Skills, Competences, Qualifications and Occupations (ESCO)"


@dataclass(frozen=True)
class Area:
    """One area of competence: its letter, its name, and its weight in the exam in percent."""

    letter: str
    name: str
    weight: float


@dataclass(frozen=True)
class Alignment:
    """A node of another framework that the certificate points to, such as an occupation of ESCO."""

    name: str
    url: str
    code: str = ""
    framework: str = ESCO


# ESCO lists "social media manager" as another name of this occupation.
COMMUNITY_MANAGER = Alignment(
    name="online community manager",
    url="http://data.europa.eu/esco/occupation/137b1d11-c4bc-4016-89ba-45345d4c71f0",
    code="2432.5",
)


@dataclass(frozen=True)
class Certificate:
    """One certificate.

    Attributes:
        number: Its number, such as `LC-CM-7F3K-19QD`; the folder is named for it.
        holder: The holder's name, shown with consent.
        title: What it certifies, such as `Community Manager, practitioner`.
        mark: One to four letters for the seal, such as `CM`.
        statement: What the holder has shown; follows the name as one sentence.
        evidence: On what it rests.
        criteria: What had to be reached.
        scheme: Scheme and edition.
        exam: Day of the exam.
        decided: Day of the decision.
        until: Last day on which it is valid.
        decision: Who signed the decision.
        areas: Scope by weight.
        note: Limits of this very certificate, such as that it is a demonstration.
        alignments: Nodes of other frameworks.
    """

    number: str
    holder: str
    title: str
    mark: str
    statement: str
    evidence: str
    criteria: str
    scheme: str
    exam: date
    decided: date
    until: date
    decision: str
    areas: tuple[Area, ...]
    note: str = ""
    alignments: tuple[Alignment, ...] = (COMMUNITY_MANAGER,)

    def __post_init__(self) -> None:
        if not _NUMBER.fullmatch(self.number):
            raise PracticumError(
                _("“{number}” is not a certificate's number.").format(number=self.number),
                next_step=_("Use capital letters, digits and hyphens, for example LC-CM-7F3K-19QD."),
            )
        texts = {field.name: getattr(self, field.name) for field in fields(self) if field.type == "str"}
        texts["note"] = texts["note"] or "-"
        if any(not 0 < len(text.strip()) <= _LONGEST for text in texts.values()):
            raise PracticumError(
                _("A text of certificate {number} is empty or too long.").format(number=self.number),
                next_step=_("Every text needs 1 to {most} characters.").format(most=_LONGEST),
            )
        if not self.exam <= self.decided <= self.until:
            raise PracticumError(
                _("The dates of certificate {number} are out of order.").format(number=self.number),
                next_step=_("The exam comes first, then the decision, then the last valid day."),
            )

    @property
    def valid_until(self) -> datetime:
        """The last second on which it is valid."""
        return datetime.combine(self.until, time(23, 59, 59), UTC)


def identifier(did: str, number: str) -> str:
    """Return a certificate's identifier: the same number of the same issuer always gives the same."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{did}#{number}')}"


def read_certificates(path: Path) -> list[Certificate]:
    """Read certificates from a TOML file with one `[[certificate]]` for each.

    Raises:
        PracticumError: The file cannot be read, or a certificate in it lacks something.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["certificate"]
        return [_certificate(dict(entry)) for entry in entries]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise PracticumError(
            _("{path} does not describe certificates: {error}").format(path=path, error=error),
            next_step=_("docs/credentials.md shows such a file."),
        ) from error


def _certificate(entry: dict[str, Any]) -> Certificate:
    entry["areas"] = tuple(Area(**area) for area in entry["areas"])
    if "alignments" in entry:
        entry["alignments"] = tuple(Alignment(**one) for one in entry["alignments"])
    for day in ("exam", "decided", "until"):
        if type(entry[day]) is not date:
            raise ValueError(f"{day} is not a date")
    return Certificate(**entry)
