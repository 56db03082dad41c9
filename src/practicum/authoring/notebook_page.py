"""A notebook as one HTML page to read or to print: by nbconvert, in our look, without its stumbling blocks.

nbconvert's own pages load scripts from other machines, number prompts that say nothing aloud, put a sign into
each heading and leave the heads of tables without a scope. This one needs no network and no script.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from nbconvert import HTMLExporter

from practicum.authoring.access import with_scopes
from practicum.authoring.errors import BuildError
from practicum.i18n import _
from practicum.look import page, stylesheet

if TYPE_CHECKING:
    from nbformat import NotebookNode

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def notebook_page(notebook: NotebookNode) -> str:
    """Return a notebook as a whole HTML document, with the outputs that it holds.

    Raises:
        BuildError: No cell holds a heading of the first level, which becomes the page's title.
    """
    heads = [_TITLE.search(cell.source) for cell in notebook.cells if cell.cell_type == "markdown"]
    title = next((found[1].strip() for found in heads if found), "")
    if not title:
        raise BuildError(
            _("The notebook has no title."),
            next_step=_("Begin it with a cell such as '# Measurement and analytics'."),
        )
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]  # nbconvert does not annotate it
        template_name="basic",
        exclude_anchor_links=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    body, _resources = exporter.from_notebook_node(notebook)
    # Each output brings the shared styles with it; the page has them once.
    own = dict.fromkeys(_STYLE.findall(body))
    css = "".join(one.removeprefix(stylesheet()) for one in own)
    css += (files("practicum.authoring") / "notebook_page.css").read_text(encoding="utf-8")
    content = with_scopes(_STYLE.sub("", body))
    return page(title, f'<main class="pr-read">{content}</main>', css=css)
