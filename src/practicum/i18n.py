"""Interface strings: English in the code, other languages from gettext catalogues.

Write whole sentences with named fields, `_("{id} has no answer yet.").format(id=...)`, never fragments
that are glued together: other languages order their words differently.
"""

from __future__ import annotations

import gettext
import os
from functools import lru_cache
from pathlib import Path

_CATALOGUES = Path(__file__).parent / "locale"


@lru_cache(maxsize=8)
def _translations(language: str) -> gettext.NullTranslations:
    return gettext.translation("practicum", localedir=_CATALOGUES, languages=[language], fallback=True)


def language() -> str:
    """Return the interface language as a BCP 47 tag: `PRACTICUM_LANGUAGE`, or English."""
    return os.environ.get("PRACTICUM_LANGUAGE", "en")


def _(sentence: str) -> str:
    """Translate one whole sentence."""
    return _translations(language()).gettext(sentence)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a sentence whose form depends on a count."""
    return _translations(language()).ngettext(one, many, count)
