"""Remarks on a reply while it is being written. They explain; no mark rests on them."""

from __future__ import annotations

from practicum.i18n import language


def remarks(text: str, message: str, *, public: bool) -> list[dict[str, str]]:
    """Return the most harmful things about a draft, three at most: the words meant, and what to know of them.

    Args:
        text: The draft.
        message: The words that it answers; empty when it answers nobody.
        public: Whether everyone will read it.
    """
    from practicum.drill.reply import LanguageError, lint  # noqa: PLC0415 - word lists: only for who writes

    try:
        found = lint(text, message, public=public, language=language())
    except LanguageError:
        return []  # no word lists for this language yet
    return [{"id": remark.rule, "quote": remark.quote, "says": remark.says} for remark in found]
