"""Pages that are derived from short texts: a card to print for each module, and the glossary.

card_page(text, name="course/m08-analytics/card.md", module=module)   # one HTML file, A4
glossary_page(terms, modules)                                         # one Markdown file with anchors
"""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from practicum.authoring.access import with_scopes
from practicum.authoring.errors import BuildError
from practicum.i18n import _
from practicum.look import escape, page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.learn.glossary import Term
    from practicum.project import Module

# HTML inside a card is shown, not obeyed, as everywhere in the course.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_TITLE = re.compile(r"\A\s*# (.+?)\s*\n(.*)\Z", re.DOTALL)


def card_page(text: str, name: str, module: Module) -> str:
    """Return a module's card as one HTML file that fits one page A4.

    Whether it fits is measured by a test, in a browser: a build must not need one.

    Args:
        text: The card, Markdown with one heading of the first level on top.
        name: Its file, for errors.
        module: The module.

    Raises:
        BuildError: The card does not begin with its title.
    """
    found = _TITLE.match(text)
    if found is None:
        raise BuildError(
            _("{name} does not begin with a title.").format(name=name),
            next_step=_("Begin it with one line such as '# Card: measurement and analytics'."),
        )
    title, rest = found[1], with_scopes(_MARKDOWN.render(found[2]))
    before, *sections = re.split(r"(?=<h2>)", rest)
    body = before + "".join(f"<section>{section}</section>" for section in sections)
    foot = _("Practicum, {id} {title}").format(id=module.id, title=module.title)
    css = (files("practicum.authoring") / "card.css").read_text(encoding="utf-8")
    return page(
        title,
        f'<div class="card"><header><h1>{escape(title)}</h1><p class="small">{escape(foot)}</p></header>'
        f"<main>{body}</main></div>",
        css=css,
    )


def glossary_page(terms: Sequence[Term], modules: Sequence[Module]) -> str:
    """Return the glossary as Markdown: a heading for each letter and each word, which are its anchors.

    Args:
        terms: The words, in alphabetical order.
        modules: The syllabus, for the titles of the modules that teach them.
    """
    titles = {one.id: _place(one) for one in modules}
    letters = [(letter, list(some)) for letter, some in groupby(terms, key=lambda one: one.name[0].upper())]
    index = " · ".join(f"[{letter}](#{letter})" for letter, _some in letters)
    intro = _(
        "The words of the trade as this course uses them. "
        'In a notebook, `term("reach")` explains one where you stand.'
    )
    parts = [f"# {_('Glossary')}", intro, index]
    for letter, some in letters:
        parts += [f"## {letter}", *(_entry(one, titles) for one in some)]
    return "\n\n".join(parts) + "\n"


def _place(module: Module) -> str:
    name = _("{id} {title}").format(id=module.id, title=module.title)
    return f"[{name}]({module.slug}/lesson.ipynb)" if module.status == "open" else name


def _entry(one: Term, titles: dict[str, str]) -> str:
    lines = [
        f"### {one.name}",
        one.meaning,
        *(
            f"**{label}.** {text}"
            for label, text in (
                (_("How it is computed"), one.computed),
                (_("Often confused"), one.confusion),
                (_("Also called"), ", ".join(one.also)),
                (_("Taught in"), titles.get(one.module, "")),
            )
            if text
        ),
    ]
    return "\n\n".join(lines)
