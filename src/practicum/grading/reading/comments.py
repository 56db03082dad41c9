"""Comments that markers give again and again, by a short name."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from practicum.i18n import _

_NAME = re.compile(r"#([a-z][a-z-]*)")


@lru_cache(maxsize=1)
def catalogue() -> dict[str, str]:
    """Return the comments by name."""
    text = files(__package__).joinpath("comments.toml").read_text(encoding="utf-8")
    return {name: _(sentence) for name, sentence in tomllib.loads(text).items()}


def expanded(comment: str) -> str:
    """Return a comment with each `#name` of the catalogue written out; other words stay."""
    known = catalogue()
    return _NAME.sub(lambda found: known.get(found[1], found[0]), comment)
