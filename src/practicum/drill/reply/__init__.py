"""The reply analyser: what each sentence of a reply does, and what a learner should know about it.

It teaches; it never marks. Automatic marks of a drill rest on structured choices only (posture, parts,
channel, timing), never on what is found here. Rules are transparent: patterns and word lists in one data
file per language.

Example:
    >>> from practicum.drill.reply import analyse, lint
    >>> found = analyse("Sorry about the zip! We'll swap the bag today.", "the zip broke after 2 days")
    >>> "apology" in found.elements
    True
    >>> [remark.rule for remark in lint("You should have read the label.", "the zip broke", at_most=1)]
    ['you-should-have']
"""

from practicum.drill.reply.analyse import Analysis, Finding, SentenceRead, analyse
from practicum.drill.reply.language import ELEMENTS, TONES, LanguageError, languages
from practicum.drill.reply.remarks import Remark, lint
from practicum.drill.reply.tone import Tone

__all__ = [
    "ELEMENTS", "TONES", "Analysis", "Finding", "LanguageError", "Remark", "SentenceRead", "Tone", "analyse",
    "languages", "lint",
]  # fmt: skip
