"""The list of candidates, read strictly: each row that cannot be used is named by its line."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence.files import read_bounded
from practicum.exam.sitting.errors import SittingError
from practicum.i18n import _
from practicum.look.sheet import cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from practicum.exam.scheme import Scheme

COLUMNS = ("registration", "name", "email", "certificate", "accommodations", "trainers")
_NEEDED = COLUMNS[:4]
_MOST = 90_000
_MAX_BYTES = 50_000_000
_SHOWN = 5
_LONGEST = 120
_INVISIBLE = ("Cc", "Cf", "Cs", "Co")
_JOINERS = "\u200c\u200d"  # some scripts spell names with them
_REGISTRATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True)
class Applicant:
    """Who sits for which certificate.

    Attributes:
        registration: The body's own number.
        name: As it stands on the certificate.
        email: Where results go.
        certificate: Id of the certificate.
        accommodations: Ids of the scheme.
        trainers: Who taught them.
    """

    registration: str
    name: str
    email: str
    certificate: str
    accommodations: tuple[str, ...]
    trainers: tuple[str, ...]


def read_people(path: Path, scheme: Scheme) -> list[Applicant]:
    """Read the list of candidates.

    Raises:
        PracticumError: The file is no such list, or rows of it cannot be used: the first are named by line.
    """
    rows = _rows(path)
    counts = Counter(row["registration"] for _line, row in rows)
    problems = [
        _("Line {line}: {problem}.").format(line=line, problem=problem)
        for line, row in rows
        for problem in _problems(row, scheme, counts)
    ]
    if problems:
        more = len(problems) - _SHOWN
        shown = [*problems[:_SHOWN], *([_("And {n} more.").format(n=more)] if more > 0 else [])]
        raise SittingError("people", name=path.name, problems=" ".join(shown))
    return [_applicant(row) for _line, row in rows]


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        text = read_bounded(path, _MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PracticumError(
            _("{name} is not UTF-8 text.").format(name=path.name),
            next_step=_("Save it from the spreadsheet as “CSV UTF-8”."),
        ) from error
    dialect = ";" if ";" in text.partition("\n")[0] and "," not in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=dialect, restkey="", restval="")
    try:
        heads = [head.strip() for head in reader.fieldnames or ()]
        if sorted(heads) != sorted({*heads} & {*COLUMNS}) or not set(_NEEDED) <= set(heads):
            raise PracticumError(
                _("{name} has the columns {found}.").format(
                    name=path.name, found=", ".join(map(str, heads))[:200] or "-"
                ),
                next_step=_("Expected are: {columns}.").format(columns=", ".join(COLUMNS)),
            )
        reader.fieldnames = heads
        rows = [(reader.line_num, _row(row)) for row in reader]
    except csv.Error as error:
        raise PracticumError(
            _("Line {line} of {name} cannot be read as CSV.").format(line=reader.line_num, name=path.name),
            next_step=_("Save it again from the spreadsheet."),
        ) from error
    if not 0 < len(rows) <= _MOST:
        raise PracticumError(
            _("{name} holds {count} candidates.").format(name=path.name, count=len(rows)),
            next_step=_("A sitting has from 1 to {most}.").format(most=_MOST),
        )
    return rows


def _row(row: Mapping[str, str | list[str]]) -> dict[str, str]:
    """Return the cells of a row; what stands behind the last column comes under an empty name."""
    cells = {name: value if isinstance(value, str) else " ".join(value) for name, value in row.items()}
    return {**dict.fromkeys(COLUMNS, ""), **{name: value.strip() for name, value in cells.items()}}


def _problems(row: Mapping[str, str], scheme: Scheme, counts: Mapping[str, int]) -> Iterator[str]:
    if row.get(""):
        yield _("it has more cells than columns")
    if not _REGISTRATION.fullmatch(row["registration"]):
        yield _("the registration should be letters, digits and . _ / -, not “{value}”").format(
            value=_shown(row["registration"])
        )
    if counts[row["registration"]] > 1:
        yield _("the registration {value} stands there twice").format(value=_shown(row["registration"]))
    for name in ("name", "trainers"):
        if problem := _words_problem(row[name]):
            yield problem
    if not row["name"]:
        yield _("the name is missing")
    if len(row["email"]) > _LONGEST or not _EMAIL.fullmatch(row["email"]):
        yield _("“{value}” is not an e-mail address").format(value=_shown(row["email"]))
    yield from _scheme_problems(row, scheme)


def _scheme_problems(row: Mapping[str, str], scheme: Scheme) -> Iterator[str]:
    certificates = [one.id for one in scheme.certificate]
    if row["certificate"] not in certificates:
        yield _("the certificate should be one of {known}, not “{value}”").format(
            known=", ".join(certificates), value=_shown(row["certificate"])
        )
    granted = [one.id for one in scheme.accommodation]
    for name in row["accommodations"].split():
        if name not in granted:
            yield _("“{value}” is not an accommodation of the scheme ({known})").format(
                value=_shown(name), known=", ".join(granted)
            )


def _words_problem(text: str) -> str:
    if len(text) > _LONGEST:
        return _("“{value}…” is longer than {limit} characters").format(value=text[:20], limit=_LONGEST)
    if any(unicodedata.category(letter) in _INVISIBLE and letter not in _JOINERS for letter in text):
        return _("“{value}” holds invisible characters").format(value=_shown(text))
    if any(cell(part.strip()).startswith("'") for part in text.split(";")):
        return _("“{value}” begins like a formula of a spreadsheet, and no name does").format(
            value=_shown(text)
        )
    return ""


def _shown(text: str) -> str:
    return text[:40].encode("unicode_escape").decode("ascii") if not text.isprintable() else text[:40]


def _applicant(row: Mapping[str, str]) -> Applicant:
    return Applicant(
        registration=row["registration"],
        name=row["name"],
        email=row["email"],
        certificate=row["certificate"],
        accommodations=tuple(dict.fromkeys(row["accommodations"].split())),
        trainers=tuple(name.strip() for name in row["trainers"].split(";") if name.strip()),
    )
