"""The package of one candidate: what they work on, closed until the start code is read out.

Inside it is JSON, deflated, then encrypted with ChaCha20-Poly1305 under a key stretched from the start code.
The first line says in clear whose it is; it is bound to the rest, so that nobody can swap it. A package holds
no key of an item, no reference, no rubric, no sign of which questions count, no item's id, no seed of data.
A drill says what is acceptable, since its world must run: that part stays in the station's memory only.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from practicum.drill import scenario_from
from practicum.evidence import EvidenceError, strictjson
from practicum.evidence.versions import Format
from practicum.exam.sitting.codes import stretched
from practicum.exam.sitting.errors import SittingError, exam_part
from practicum.exam.sitting.ledger import Rules
from practicum.marking import ArtefactKind, Description, DrillLog, Table

if TYPE_CHECKING:
    from practicum.drill import Scenario
    from practicum.marking import Kind

PACKAGE = Format("practicum-exam-package", 1)
SITTING_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CANDIDATE = r"^C-[0-9]{4,6}$"
PART1, PART2 = "part1", "part2"
MAX_BYTES = 20_000_000
_MAX_PLAIN = 100_000_000
_SALT, _NONCE = 16, 12
_HEADER = {"format", "version", "sitting", "candidate", "salt", "nonce"}
_MS = 60_000


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PartTime(_Model):
    """A part: its minutes with extra time, and those that everybody has."""

    id: str
    title: str
    minutes: int
    own: int


class Lock(_Model):
    """What recognises a code: see `codes.locked_by`."""

    salt: str
    hash: str


class Locks(_Model):
    """The codes that the station must recognise."""

    pause: Lock
    stop: Lock


def _by_id(descriptor: Any) -> Any:
    """Turn what `marking.describe` wrote into a table by id."""
    return {entry["id"]: entry for entry in descriptor["exercises"]}


Questions = Annotated[dict[str, Description], BeforeValidator(_by_id)]


class DrillTask(_Model):
    """A drill: which draw, how many minutes with extra time, the hash of its scenario, and its files."""

    slug: str
    seed: str
    minutes: float
    hash: str
    files: dict[str, str]

    def scenario(self) -> Scenario:
        """Read the drill, in memory only.

        Raises:
            PracticumError: The files describe no drill.
        """
        return scenario_from({name: text.encode() for name, text in self.files.items()})


class Task(_Model):
    """A task of part 2.

    Attributes:
        block: Block of the blueprint.
        family: What it was drawn from.
        title: For the candidate.
        minutes: Expected time, without extra time.
        brief: What to read first, Markdown.
        exercises: Its questions.
        tables: The candidate's own data: CSV by name.
        drill: Its drill, if it has one.
    """

    block: str
    family: str
    title: str
    minutes: int
    brief: str
    exercises: Questions
    tables: dict[str, str]
    drill: DrillTask | None = None


class Package(_Model):
    """A package that was opened.

    Attributes:
        sitting: Id of the sitting.
        candidate: The candidate's code.
        certificate: Title of the certificate.
        label: What to say about the examination as a whole: that it is a demonstration.
        day: The day of the sitting, ISO 8601.
        parts: The parts in order.
        clock: Whether a running clock is shown.
        accommodations: What was granted, a sentence each.
        codes: What recognises pause and stop codes.
        rules: Rules and promise, Markdown.
        tutorial: Questions to try the station with.
        part1: Questions of part 1.
        part2: Tasks of part 2.
    """

    format: str
    version: int
    sitting: Annotated[str, Field(pattern=SITTING_ID)]
    candidate: Annotated[str, Field(pattern=CANDIDATE)]
    certificate: str
    label: str
    day: str
    parts: tuple[PartTime, ...]
    clock: bool
    accommodations: tuple[str, ...]
    codes: Locks
    rules: str
    tutorial: Questions
    part1: Questions
    part2: tuple[Task, ...]

    @property
    def questions(self) -> dict[str, Description]:
        """All questions that count, by id, in order."""
        return self.part1 | {name: one for task in self.part2 for name, one in task.exercises.items()}

    @property
    def drills(self) -> dict[str, DrillTask]:
        """The drills by slug."""
        return {task.drill.slug: task.drill for task in self.part2 if task.drill}

    @property
    def limits(self) -> Rules:
        """What a session may do, and for how long."""
        return Rules(
            parts={part.id: part.minutes * _MS for part in self.parts},
            questions={name: PART1 if name in self.part1 else PART2 for name in self.questions},
            files={
                name: files
                for name, one in self.questions.items()
                if (files := files_of(one.kind)) or isinstance(one.kind, DrillLog)
            },
            drills={slug: round(drill.minutes * _MS) for slug, drill in self.drills.items()},
            blocks=frozenset(task.block for task in self.part2),
            last=PART2,
        )


def files_of(kind: Kind) -> frozenset[str]:
    """Return the names of the files that an answer of this kind consists of."""
    kinds = kind.rows.values() if isinstance(kind, Table) else (kind,)
    return frozenset(one.file for one in kinds if isinstance(one, ArtefactKind))


def seal_package(document: dict[str, Any], start_code: str) -> tuple[bytes, bytes]:
    """Return the package (the line in clear, then all of it encrypted) and its key.

    Args:
        document: What a `Package` holds, as JSON values.
        start_code: What opens it.
    """
    with exam_part():
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415  optional
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    named = {name: document[name] for name in ("sitting", "candidate")}
    header = {
        "format": PACKAGE.name,
        "version": PACKAGE.version,
        **named,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
    }
    line = strictjson.dump(header).encode() + b"\n"
    # Not in canonical form, which sorts: options, rows and steps keep the order that was drawn for them.
    plain = zlib.compress(json.dumps(document, ensure_ascii=False).encode(), 9)
    key = stretched(start_code, salt)
    return line + ChaCha20Poly1305(key).encrypt(nonce, plain, line), key


def whose(content: bytes) -> dict[str, Any]:
    """Return the line in clear: sitting, candidate, salt and nonce. Only opening shows whether it is true.

    Raises:
        SittingError: This is no package.
    """
    line, end, _rest = content[:MAX_BYTES].partition(b"\n")
    try:
        header = PACKAGE.check(strictjson.load(line[:1000], name="package"), where="package")
        lengths = [len(bytes.fromhex(header[name])) for name in ("salt", "nonce")]
        named = [type(header[name]) is str for name in ("sitting", "candidate")]
    except (EvidenceError, ValueError, KeyError, TypeError) as error:
        raise SittingError("package-unreadable") from error
    if not end or set(header) != _HEADER or lengths != [_SALT, _NONCE] or not all(named):
        raise SittingError("package-unreadable")
    return header


def open_package(content: bytes, start_code: str) -> Package:
    """Return what a package holds.

    Args:
        content: The file.
        start_code: As typed; case, spaces and dashes do not count.

    Raises:
        SittingError: As `unlock_package`.
    """
    return unlock_package(content, stretched(start_code, bytes.fromhex(whose(content)["salt"])))


def unlock_package(content: bytes, key: bytes) -> Package:
    """Return what a package holds.

    Args:
        content: The file.
        key: What was stretched from the start code; the body keeps it, and need not stretch again.

    Raises:
        SittingError: This is no package (`package-unreadable`), the code is not its code, or it was changed
            (`package-altered`): encryption cannot tell the two apart.
    """
    with exam_part():
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  optional
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415
    if len(content) > MAX_BYTES:
        raise SittingError("package-unreadable")
    header = whose(content)
    line, _end, sealed = content.partition(b"\n")
    try:
        plain = ChaCha20Poly1305(key).decrypt(bytes.fromhex(header["nonce"]), sealed, line + b"\n")
    except InvalidTag as error:
        raise SittingError("package-altered") from error
    inflating = zlib.decompressobj()
    text = inflating.decompress(plain, _MAX_PLAIN)
    try:
        package = Package.model_validate_json(text)
    except ValidationError as error:
        raise SittingError("package-unreadable") from error
    if (package.sitting, package.candidate) != (header["sitting"], header["candidate"]):
        raise SittingError("package-altered")
    return package


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal: how packages and bundles are named in records."""
    return hashlib.sha256(content).hexdigest()
