"""Check a text against its rules. Style, tone and truth are a person's part."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicum.marking.rules import TextRules

LONGEST = 200_000
_WORD = re.compile(r"\w+(?:[\u2019'\-]\w+)*")
_EMAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
# Nine to fifteen digits with the usual signs between them and no date: a phone or account number.
_PHONE = re.compile(
    r"(?<![\w.,-])(?![0-9]{4}-[0-9]{2}-[0-9]{2})(?:\+|00)?\(?[0-9](?:[ ./()-]{0,2}[0-9]){8,14}(?![\w])"
)
_ACCOUNT = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}")


@dataclass(frozen=True)
class Finding:
    """What one rule found.

    Attributes:
        rule: The rule's id; a mistake is recognised by which rules it breaks.
        label: What the rule asks for.
        passed: Whether it is met.
        detail: When it is not: what was found and what to do.
        forbids: Whether the rule forbids something: meeting it earns nothing, breaking it costs.
    """

    rule: str
    label: str
    passed: bool
    detail: str = ""
    forbids: bool = False


def share_of(findings: Iterable[Finding]) -> float:
    """Return the share earned: met demands minus broken prohibitions, over all demands, never below 0."""
    findings = list(findings)
    demands = [finding for finding in findings if not finding.forbids]
    met = sum(finding.passed for finding in demands)
    broken = sum(finding.forbids and not finding.passed for finding in findings)
    return max(0.0, (met - broken) / len(demands)) if demands else float(not broken)


def word_count(text: str) -> int:
    """Return the number of words, as the rules count them."""
    return len(_WORD.findall(text[:LONGEST]))


def check_text(rules: TextRules, text: str) -> tuple[Finding, ...]:
    """Return what each rule found in `text`."""
    count = word_count(text)
    inside = rules.min_words <= count <= rules.max_words and len(text) <= LONGEST
    findings = [
        Finding(
            "words",
            _("{low} to {high} words").format(low=rules.min_words, high=rules.max_words),
            inside,
            "" if inside else _("This text has {count} words.").format(count=count),
        )
    ]
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    for number, part in enumerate(rules.must, start=1):
        found = any(_holds(folded, words, heading=part.heading) for words in part.any_of)
        missing = (
            _("No line begins with one of these: {words}.")
            if part.heading
            else _("No words of this part were found. One of these is looked for: {words}.")
        )
        detail = missing.format(words=", ".join(part.any_of))
        findings.append(Finding(f"part-{number}", part.label, found, "" if found else detail))
    if rules.avoid:
        used = [words for words in rules.avoid if _holds(folded, words)]
        detail = _(
            "These words were found: {words}. Say what you do, not what you cannot be sure of."
        ).format(words=", ".join(used))
        findings.append(
            Finding(
                "avoid", _("No word that promises too much"), not used, detail if used else "", forbids=True
            )
        )
    if not rules.personal_data:
        personal = _personal_data(text[:LONGEST])
        findings.append(Finding("personal-data", _("No personal data"), not personal, personal, forbids=True))
    return tuple(findings)


def _holds(folded: str, words: str, *, heading: bool = False) -> bool:
    wanted = r"\s+".join(map(re.escape, unicodedata.normalize("NFKC", words).casefold().split()))
    start = r"^[ \t#>*_-]*" if heading else r"(?<!\w)"
    return re.search(rf"{start}{wanted}(?!\w)", folded, re.MULTILINE) is not None


def _personal_data(text: str) -> str:
    """Say which personal data a text holds, without repeating it; empty when none was found."""
    if _EMAIL.search(text):
        return _("An e-mail address was found. Write “a private message” or a role instead.")
    if _ACCOUNT.search(text):
        return _("An account number was found. Leave it out.")
    if _PHONE.search(text):
        return _("A phone or account number was found. Leave it out.")
    return ""
