"""How every surface looks: tokens, shared styles, and the two wrappers that put them around HTML.

`fragment` is for a notebook's output, `page` for a file that stands alone. Both scope everything to the
class `practicum`, so that JupyterLab and nbgrader keep their own look.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Any

from practicum.i18n import language

__all__ = ["data", "escape", "fragment", "page", "stylesheet"]


# Whatever slips into a page that stands alone finds nothing to run and nowhere to send to.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'self'; "
    "base-uri 'none'"
)


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Return the shared stylesheet: tokens first, then base styles."""
    folder = files(__name__)
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in ("tokens.css", "base.css"))


@lru_cache(maxsize=1)
def _dark_by_system() -> str:
    """Return the dark tokens for a page that stands alone, where the reader asks for dark; not in print."""
    found = re.search(r'data-scheme="dark"[^{]*\{([^}]*)\}', stylesheet())
    if found is None:
        raise AssertionError("tokens.css holds no dark scheme")
    # A fragment inside the page brings the light tokens with it, so it must be told again.
    where = "body.practicum, body.practicum .practicum"
    return f"@media screen and (prefers-color-scheme: dark) {{ {where} {{{found.group(1)}}} }}"


def fragment(body: str, *, css: str = "") -> str:
    """Wrap trusted HTML for a notebook's output.

    Args:
        body: HTML whose variable parts are already escaped.
        css: Styles of this component, each rule scoped to `.practicum`.
    """
    return (
        f'<div class="practicum" lang="{escape(language())}"><style>{stylesheet()}{css}</style>{body}</div>'
    )


def data(value: Any) -> str:
    """Return JSON for a `<script type="application/json">`: no parser reads it as the end of its element."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, allow_nan=False).replace("<", "\\u003c")


def page(title: str, body: str, *, css: str = "", script: str = "", connects: bool = False) -> str:
    """Return a whole HTML document, self-contained and offline: nothing is fetched, no foreign script runs.

    Args:
        title: The document's title, plain text.
        body: HTML whose variable parts are already escaped.
        css: Styles of this page, each rule scoped to `.practicum`.
        script: The one script of this page; the policy names it by its digest, so that no other can run.
        connects: Whether this script may talk to the server that the page came from, and to no other.
    """
    policy, end = _POLICY, ""
    if script:
        digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
        policy, end = f"{_POLICY}; script-src 'sha256-{digest}'", f"<script>{script}</script>\n"
    if connects:
        policy = f"{policy}; connect-src 'self'"
    return (
        f'<!doctype html>\n<html lang="{escape(language())}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>body{{margin:0}}\n{stylesheet()}{_dark_by_system()}{css}</style>\n</head>\n"
        f'<body class="practicum">\n{body}\n{end}</body>\n</html>\n'
    )
