"""`answers.json`: what a learner answered, one value an exercise, the newest counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from practicum.evidence import strictjson
from practicum.evidence.errors import EvidenceError
from practicum.evidence.files import locked, read_bounded, too_large, write_atomically
from practicum.evidence.plain import Json, to_plain
from practicum.evidence.versions import Format, bad_shape
from practicum.i18n import _

ANSWERS = Format("practicum-answers", 1)
MAX_BYTES = 5_000_000
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 60

Via = Literal["notebook", "form"]


@dataclass(frozen=True)
class Answer:
    """One answer as it was handed over.

    Attributes:
        value: A plain JSON value, not yet read as a number, a choice or anything else.
        at: When it was recorded, in UTC.
        via: Which door it came through.
    """

    value: Json
    at: datetime
    via: Via = "notebook"


@dataclass(frozen=True)
class AnswerSheet:
    """All answers of one folder, by exercise id."""

    answers: dict[str, Answer] = field(default_factory=dict)

    def to_json(self) -> dict[str, Json]:
        """Return the document that `answers.json` holds."""
        return {
            "format": ANSWERS.name,
            "version": ANSWERS.version,
            "answers": {
                name: {"value": answer.value, "at": format_time(answer.at), "via": answer.via}
                for name, answer in self.answers.items()
            },
        }


def read_answers(path: Path | str) -> AnswerSheet:
    """Return the answers in `path`; an empty sheet when there is no such file.

    Raises:
        EvidenceError: The file cannot be read or does not follow its format. It is left as it is.
    """
    path = Path(path)
    try:
        content = read_bounded(path, MAX_BYTES)
    except EvidenceError as error:
        if error.code == "missing":
            return AnswerSheet()
        raise
    return parse_answers(content, name=path.name)


def parse_answers(content: bytes, *, name: str = "answers.json") -> AnswerSheet:
    """Return the answers in the bytes of an `answers.json`, for instance out of a bundle.

    Raises:
        EvidenceError: The bytes do not follow the format.
    """
    document = ANSWERS.upgrade(strictjson.load(content, name=name), where=name)
    entries = document.get("answers")
    if type(entries) is not dict or set(document) != {"format", "version", "answers"}:
        raise bad_shape(name, _("It should hold a format, a version and a table of answers."))
    return AnswerSheet({key: _answer(key, entry, name) for key, entry in entries.items()})


def record_answer(
    path: Path | str, exercise_id: str, value: object, *, via: Via = "notebook", at: datetime | None = None
) -> AnswerSheet:
    """Record one answer in `path` and return the sheet as it stands now.

    Args:
        path: The `answers.json` beside the notebook; created when missing.
        exercise_id: For instance `m08-3`.
        value: A value of plain builtin types; see `to_plain`.
        via: Which door it came through.
        at: When; now, unless a test or a migration says otherwise. Must know its time zone.

    Raises:
        EvidenceError: The value cannot be kept, or the file cannot be read or written; it stays as it was.
    """
    path = Path(path)
    _check_id(exercise_id)
    plain = to_plain(value)
    moment = (at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    with locked(path):
        sheet = read_answers(path)
        sheet = AnswerSheet({**sheet.answers, exercise_id: Answer(plain, moment, via)})
        content = (strictjson.dump(sheet.to_json(), indent=1) + "\n").encode("utf-8")
        if len(content) > MAX_BYTES:
            raise too_large(path.name, MAX_BYTES)
        write_atomically(path, content)
    return sheet


def format_time(moment: datetime) -> str:
    """Return a moment as ISO 8601 in UTC, to the second, ending in Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_time(text: object) -> datetime | None:
    """Return the moment that `format_time` wrote, or None for anything else."""
    if type(text) is not str or not text.isascii():
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _check_id(exercise_id: object) -> None:
    if type(exercise_id) is not str or len(exercise_id) > _LONGEST_ID or not _ID.fullmatch(exercise_id):
        raise EvidenceError(
            _("This is not the id of an exercise."),
            next_step=_("Write it as the question shows it, for instance m08-3, in quotes."),
            code="bad-id",
        )


def _answer(key: str, entry: Any, name: str) -> Answer:
    if len(key) > _LONGEST_ID or not _ID.fullmatch(key):
        raise bad_shape(name, _("“{id}” is not the id of an exercise.").format(id=key[:_LONGEST_ID]))
    if type(entry) is not dict or set(entry) != {"value", "at", "via"}:
        raise bad_shape(name, _("The answer to {id} should hold a value, a time and a door.").format(id=key))
    moment = parse_time(entry["at"])
    via = entry["via"]
    if moment is None or via not in ("notebook", "form"):
        raise bad_shape(name, _("The answer to {id} names no valid time or door.").format(id=key))
    return Answer(entry["value"], moment, via)
