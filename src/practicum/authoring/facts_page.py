"""The page of dated facts, `course/facts.md`: what lessons link to, one heading for each key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _
from practicum.learn.facts import REFERENCE, Fact, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence


def facts_page(facts: Sequence[Fact]) -> str:
    """Return the page as Markdown: an overview, then the facts by kind, each under its key."""
    titles = _titles()
    parts = [_head(facts)]
    for kind, (title, words) in titles.items():
        own = [fact for fact in facts if fact.kind == kind]
        if own:
            parts.append("\n\n".join([f"## {title}", words, *map(_entry, own)]))
    return "\n\n".join(parts) + "\n"


def _titles() -> dict[str, tuple[str, str]]:
    return {
        "platform": (_("Platforms"), _("What became of real networks. Those in the exercises are invented.")),
        "law": (
            _("Law"),
            _(
                "**This is not legal advice.** Each entry says where it holds and when we looked. Before you "
                "act on it, ask somebody who practises law where you work."
            ),
        ),
        "market": (
            _("The profession and its market"),
            _("Titles, standards and institutions. None of them endorses this course."),
        ),
        "research": (
            _("Research"),
            _("Mostly large brands, in English, years ago. Take the direction from it, not the decimals."),
        ),
        "claim": (
            _("Claims of their day"),
            _(
                "What the founding documents of this course say, and what time or better knowledge has "
                "overtaken. An old text is not wrong for being old; quoting it without its date is."
            ),
        ),
    }


def _head(facts: Sequence[Fact]) -> str:
    counts = {standing: sum(fact.standing is standing for fact in facts) for standing in Standing}
    newest, oldest = max(fact.checked for fact in facts), min(fact.checked for fact in facts)
    looked = (
        _("All were last looked up on {day}.").format(day=newest)
        if newest == oldest
        else _("They were last looked up between {first} and {last}.").format(first=oldest, last=newest)
    )
    kinds = {
        Standing.CONFIRMED: _("- **Confirmed** ({count}): we have read it in a public text."),
        Standing.REPORTED: _("- **Reported** ({count}): known from hearsay or memory, not confirmed."),
        Standing.CONTESTED: _("- **Contested** ({count}): reported, and others say otherwise."),
        Standing.CLAIM: _("- **Claim of its day** ({count}): said by a founding document."),
    }
    return "\n\n".join(
        [
            _("# Facts and their dates"),
            _(
                "Lessons link here when they speak about the world. Each fact names its source, where "
                "it holds, and the day on which we last looked."
            ),
            "\n".join(words.format(count=counts[standing]) for standing, words in kinds.items()),
            looked,
            _("This page is made from `course/facts.toml` by `practicum build`: change it there."),
        ]
    )


def _entry(fact: Fact) -> str:
    standing = {
        Standing.CONFIRMED: _("Confirmed"),
        Standing.REPORTED: _("Reported, not confirmed"),
        Standing.CONTESTED: _("Contested"),
        Standing.CLAIM: _("Claim of its day"),
    }[fact.standing]
    places = {
        "FR": _("France"),
        "IT": _("Italy"),
        "EU": _("European Union"),
        "US": _("United States"),
        "world": _("not bound to a country"),
    }
    lines = [
        _("- Standing: **{standing}**").format(standing=standing),
        _("- Where: {where}").format(where=places.get(fact.jurisdiction, fact.jurisdiction)),
        _("- Source: {source}").format(source=fact.source),
        _("- When: {day}").format(day=fact.source_date),
        _("- Last checked: {day}").format(day=fact.checked),
    ]
    if fact.contested:
        lines.append(_("- Others say: {words}").format(words=_linked(fact.contested)))
    if fact.note:
        lines.append(_("- Note: {words}").format(words=_linked(fact.note)))
    return "\n\n".join([f"### {fact.key}", fact.statement, "\n".join(lines)])


def _linked(words: str) -> str:
    return REFERENCE.sub(lambda found: f"(see [{found[1]}](#{found[1]}))", words)
