"""The widget's code and styles, joined from the small files in `static/` when the package is imported.

anywidget takes one module and one stylesheet. There is no build step and no bundler: each `.js` file is a
plain ES module that says what it imports; joined in this order, those lines fall away, because everything
stands in one module then. So no two files may use one name at their top level; a browser would refuse the
result at once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from practicum.look import stylesheet

SCRIPTS = (
    "dom.js",
    "tools.js",
    "wire.js",
    "kinds.js",
    "streams.js",
    "inbox.js",
    "report.js",
    "thread.js",
    "replay.js",
    "top.js",
    "strip.js",
    "facts.js",
    "fields.js",
    "lint.js",
    "forms.js",
    "sheets.js",
    "panels.js",
    "dock.js",
    "cards.js",
    "dialogs.js",
    "keys.js",
    "desk.js",
)
STYLES = ("desk.css", "forms.css", "narrow.css")
_IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default )", re.MULTILINE)


@lru_cache(maxsize=1)
def script() -> str:
    """Return the desk's code as one ES module."""
    joined = "\n".join(_read(name) for name in SCRIPTS)
    return _EXPORT.sub("", _IMPORT.sub("", joined))


@lru_cache(maxsize=1)
def desk_styles() -> str:
    """Return the shared look, the desk's own styles, and those of the debrief that it shows at the end."""
    return "\n".join((stylesheet(), *(_read(name) for name in STYLES), debrief_styles()))


@lru_cache(maxsize=1)
def debrief_styles() -> str:
    """Return the styles of the debrief, without the shared look."""
    return _read("debrief.css")


def _read(name: str) -> str:
    return (files(__package__) / "static" / name).read_text(encoding="utf-8")
