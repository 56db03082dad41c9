"""Signs of a critical error in what a candidate handed in. Two people confirm it, or do not.

Each function returns a rule for `Critical.found`: it says in a sentence what speaks for the error, and where,
or nothing. The rules look for plain signs only. A sign that a person can explain away costs a minute; an
error that nobody sees costs a certificate that should not have been given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from practicum.drill.conditions import PUBLISHED, WORDS
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from practicum.evidence import Decision
    from practicum.exam.families.family import Handed

    Sign = Callable[[Handed], str]

_PUBLIC = PUBLISHED | {"reply", "move"}
_WORDS = _PUBLIC | WORDS
_OUT_OF_SIGHT = frozenset({"hide", "remove"})
_PASSED_ON = frozenset({"escalate", "report", "ask"})
_DIGITS = 5  # from so many on a secret is a number that people break up by spaces and signs
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+|[\u00a0 ]\d{3}(?!\d))*")


def text_of(handed: Handed, exercise: str, row: str = "") -> str:
    """Return a text that was handed in; empty when there is none.

    Args:
        handed: What was handed in.
        exercise: Id of the exercise.
        row: The row, where the exercise is a table of texts.
    """
    value = handed.answers.get(exercise)
    if row:
        value = value.get(row) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def leaked(secrets: Iterable[str], *, closed: Iterable[str] = ()) -> Sign:
    """Look in every text of the drill that the public can read.

    Args:
        secrets: What must stay inside: names, numbers, addresses; capitals apart, in long numbers
            spaces and signs apart, too.
        closed: Threads in which a reply is read by one person only.
    """
    secret_in, inboxes = _secrets(secrets), frozenset(closed)

    def found(handed: Handed) -> str:
        for decision in handed.decisions:
            secret = secret_in(str(decision.args.get("text", "")))
            if secret and decision.action in _PUBLIC and decision.args.get("thread") not in inboxes:
                return _("Decision {n}: a text that everyone can read holds “{secret}”.").format(
                    n=decision.n, secret=secret
                )
        return ""

    return found


def leaked_in(exercise: str, secrets: Iterable[str], *, rows: Iterable[str] = ("",)) -> Sign:
    """Look in a text that was handed in for the public.

    Args:
        exercise: Id of the exercise.
        secrets: What must stay inside, as in `leaked`.
        rows: Rows of a table of texts.
    """

    def said(secret: str) -> str:
        return _("The text for the public holds “{secret}”.").format(secret=secret)

    return _in_texts(exercise, rows, _secrets(secrets), said)


def not_passed_on(threads: Iterable[str]) -> Sign:
    """Look for a danger that was read and of which nobody was told: no colleague, no platform.

    Args:
        threads: Where somebody is in danger, or the law is plainly broken.
    """
    dangers = frozenset(threads)

    def found(handed: Handed) -> str:
        read: dict[str, int] = {}
        told = set()
        for decision, thread in _by_thread(handed.decisions):
            if thread in dangers:
                read.setdefault(thread, decision.n)
                if decision.action in _PASSED_ON:
                    told.add(thread)
        for thread, n in read.items():
            if thread not in told:
                return _("Decision {n}: “{thread}” was read, and nobody was told of it.").format(
                    n=n, thread=thread
                )
        return ""

    return found


def out_of_sight(threads: Iterable[str]) -> Sign:
    """Look for lawful criticism that was hidden or removed, and not put back.

    Args:
        threads: Where lawful criticism stands.
    """
    lawful = frozenset(threads)

    def found(handed: Handed) -> str:
        gone: dict[str, int] = {}
        for decision, thread in _by_thread(handed.decisions):
            if thread in lawful and decision.action in _OUT_OF_SIGHT:
                gone[thread] = decision.n
            elif decision.action == "restore":
                gone.pop(thread, None)
        for thread, n in gone.items():
            return _("Decision {n}: the lawful criticism of “{thread}” was taken out of sight.").format(
                n=n, thread=thread
            )
        return ""

    return found


def as_somebody_else(postures: Iterable[str], claims: Iterable[str], *, names: Iterable[str] = ()) -> Sign:
    """Look for a word of the house under another name.

    Args:
        postures: Postures in which the house does not speak as itself.
        claims: Words by which a text claims to be from somebody else, such as “I am a passenger”.
        names: People of the house who may not be signed for.
    """
    masks, claimed = frozenset(postures), _claimed(claims, names)

    def found(handed: Handed) -> str:
        for decision in handed.decisions:
            if decision.action not in _WORDS:
                continue
            claim = claimed(str(decision.args.get("text", "")))
            if decision.args.get("posture") in masks or claim:
                return _("Decision {n} speaks as somebody else: {what}.").format(
                    n=decision.n, what=claim or decision.args["posture"]
                )
        return ""

    return found


def claims_in(
    exercise: str, claims: Iterable[str], *, names: Iterable[str] = (), rows: Iterable[str] = ("",)
) -> Sign:
    """Look for words in a text that was handed in that claim what must not be claimed.

    Args:
        exercise: Id of the exercise.
        claims: Words, whole and in any letter case.
        names: People who may not be signed for.
        rows: Rows of a table of texts.
    """

    def said(claim: str) -> str:
        return _("The text says “{claim}”.").format(claim=claim)

    return _in_texts(exercise, rows, _claimed(claims, names), said)


def figures_beyond(exercise: str, known: Iterable[str], *, rows: Iterable[str] = ("",)) -> Sign:
    """Look for a figure in a text that no source of the task gives.

    Args:
        exercise: Id of the exercise.
        known: The figures that the task gives, as `7`, `12.5` or `18:30`.
        rows: Rows of a table of texts.
    """
    given = {_figure(one) for one in known}

    def strange(text: str) -> str:
        return next((figure for figure in _NUMBER.findall(text) if _figure(figure) not in given), "")

    def said(figure: str) -> str:
        return _("The text gives the figure {figure}, which no source gives.").format(figure=figure)

    return _in_texts(exercise, rows, strange, said)


def without(exercise: str, words: Iterable[str], *, row: str = "") -> Sign:
    """Look for a text that lacks what it has to say; a text that was not written lacks nothing.

    Args:
        exercise: Id of the exercise.
        words: One of these has to stand in it, whole and in any letter case.
        row: The row, where the exercise is a table of texts.
    """
    wanted = _any_of(words)

    def found(handed: Handed) -> str:
        text = text_of(handed, exercise, row)
        if not text.strip() or wanted.search(_plain(text)):
            return ""
        return _("The text does not say what it has to; it begins “{start}”.").format(start=text[:60])

    return found


def _in_texts(
    exercise: str, rows: Iterable[str], find: Callable[[str], str], said: Callable[[str], str]
) -> Sign:
    """Look in the rows of an exercise for the first thing that `find` finds, and say it with `said`."""
    places = tuple(rows)

    def found(handed: Handed) -> str:
        for row in places:
            what = find(text_of(handed, exercise, row))
            if what:
                return said(what)
        return ""

    return found


def _by_thread(decisions: Iterable[Decision]) -> Iterator[tuple[Decision, str]]:
    for decision in decisions:
        thread = decision.args.get("thread")
        if isinstance(thread, str):
            yield decision, thread


def _plain(text: str) -> str:
    """Return a text in small letters, with plain apostrophes and single spaces."""
    return " ".join(text.casefold().replace("\u2019", "'").split())


def _claimed(claims: Iterable[str], names: Iterable[str]) -> Callable[[str], str]:
    """Return what finds a claim in a text, or one of the names as its signature."""
    words, people = _any_of(claims), "|".join(map(re.escape, names))
    before = "(?:[\n,.!?\u2013\u2014-]|wishes|regards|yours)"
    signed = re.compile(rf"{before}\s*({people})(?:,[^.!?\n]{{0,40}})?$", re.IGNORECASE) if people else None

    def claimed(text: str) -> str:
        claim = words.search(_plain(text))
        signature = signed.search(text.rstrip(" \t\n.!")) if signed else None
        return claim[0] if claim else signature[1] if signature else ""

    return claimed


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(_plain(one)) for one in words)})(?!\w)")


def _squeezed(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _secrets(secrets: Iterable[str]) -> Callable[[str], str]:
    """Return what finds the first secret in a text: numbers across spaces and signs, names as whole words."""
    held = [(one, len(re.sub(r"\D", "", one)) >= _DIGITS, _any_of((one,))) for one in secrets]

    def secret_in(text: str) -> str:
        squeezed, plain = _squeezed(text), _plain(text)
        for secret, number, words in held:
            if _squeezed(secret) in squeezed if number else words.search(plain):
                return secret
        return ""

    return secret_in


def _figure(text: str) -> str:
    """Return a figure in one way of writing: 1,200 and 1.200 as 1200; 14:00 and 14.00, 2,5 and 2.5 alike."""
    plain = re.sub(r"[\u00a0 ]", "", text)
    if _THOUSANDS.fullmatch(plain):
        return re.sub(r"[.,]", "", plain)
    return plain.replace(",", ".").replace(":", ".")
