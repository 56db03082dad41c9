"""The pages of the plain form, as HTML; what they say comes from the descriptor and the learner's folder."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from practicum.i18n import _, ngettext
from practicum.learn.form.fields import Field, controls
from practicum.learn.holding import files_of
from practicum.look import escape, page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.learn.handin import HandIn
    from practicum.learn.holding import Holding
    from practicum.marking import Description
    from practicum.project import Module

# Questions are written in Markdown by the course's authors; HTML inside them is shown, not obeyed.
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def exercises_page(
    module: Module,
    head: Sequence[str],
    asked: Sequence[tuple[Description, Field, Holding]],
    *,
    saved: int = 0,
    learner: str = "",
) -> str:
    """Return the page with every exercise.

    Args:
        module: The module.
        head: What to know before the first exercise, sentences.
        asked: Each exercise with what its field shows and what is kept of it.
        saved: How many answers were saved by the visit that led here.
        learner: The learner's name, when it is known.
    """
    wrong = [(one, field) for one, field, _held in asked if field.error]
    title = _("{id} {title}: the plain form").format(id=module.id, title=module.title)
    sections = "".join(_section(one, field, holding) for one, field, holding in asked)
    body = (
        f'<form method="post" action="./" enctype="multipart/form-data">{sections}'
        f'<section aria-labelledby="end"><h2 id="end">{escape(_("Save everything"))}</h2>'
        f'<button class="primary">{escape(_("Save all answers"))}</button></section></form>'
        f"{_hand_in(learner)}{stop_section()}"
    )
    known = "".join(f"<p>{escape(sentence)}</p>" for sentence in head)
    return form_page(title, known, _errors(wrong) + _saved(saved) + body, error=bool(wrong))


def handed_in_page(result: HandIn, learner: str) -> str:
    """Return the page that follows a hand-in: what is missing, or the file and its receipt."""
    before, after = result.sentences()
    missing = "".join(f"<li>{escape(sentence)}</li>" for sentence in result.missing)
    again = "" if result.made else _hand_in(learner, anyway=True)
    body = (
        f'<div class="pr-box{" pr-good" if result.made else ""}" id="result" tabindex="-1" autofocus>'
        f"<h2>{escape(before)}</h2>{f'<ul>{missing}</ul>' if missing else ''}"
        f"<p>{escape(after)}</p></div>{again}<p>{_back()}</p>{stop_section()}"
    )
    return form_page(_("Hand in {id}").format(id=result.module.id), "", body, error=not result.made)


def message_page(title: str, sentence: str, *, back: bool = True) -> str:
    """Return a page that says one thing."""
    return form_page(title, "", f"<p>{escape(sentence)}</p>{f'<p>{_back()}</p>' if back else ''}")


def form_page(title: str, head: str, body: str, *, error: bool = False) -> str:
    """Return a page of the form.

    Args:
        title: Its heading, plain text.
        head: What stands under the heading, trusted HTML.
        body: The rest, trusted HTML.
        error: Whether something on it has to be looked at; its title then says so.
    """
    shown = _("Please look: {title}").format(title=title) if error else title
    content = f'<div class="pr-form"><header><h1>{escape(title)}</h1>{head}</header><main>{body}</main></div>'
    css = (files("practicum.learn.form") / "form.css").read_text(encoding="utf-8")
    return page(shown, content, css=css)


def _section(one: Description, field: Field, holding: Holding) -> str:
    heading = f"h-{field.html_id}"
    stay = _("Save, then stay at {id}").format(id=one.id)
    kept = ""
    if holding.shown and not field.error:
        sentence = _("Kept: {shown}.") if one.id in files_of(one.id, one.kind) else _("Read as {shown}.")
        kept = f'<p class="pr-read">{escape(sentence.format(shown=holding.shown))}</p>'
    if holding.problem and not field.error:
        kept += f'<p class="warn">{escape(holding.problem)}</p>'
    return (
        f'<section aria-labelledby="{heading}"><h2 id="{heading}"><span class="num">{escape(one.id)}</span>'
        f'{escape(one.title)}</h2><p class="small">{escape(_worth(one))}</p>'
        f'<div class="read">{_MARKDOWN.render(one.question)}</div>{_tables(one)}{controls(field)}{kept}'
        f'<div><button name="at" value="{escape(one.id)}" aria-label="{escape(stay)}">'
        f"{escape(_('Save'))}</button></div>"
        "</section>"
    )


def _worth(one: Description) -> str:
    if one.read_points:
        return _("{points} points by rules, and up to {more} by a person who reads it.").format(
            points=f"{one.points:g}", more=f"{one.read_points:g}"
        )
    return ngettext("{points} point.", "{points} points.", int(one.points)).format(points=f"{one.points:g}")


def _tables(one: Description) -> str:
    if not one.tables:
        return ""
    names = ", ".join(f"{name}.csv" for name in one.tables)
    words = ngettext("Table: {names}", "Tables: {names}", len(one.tables)).format(names=names)
    return f'<p class="small">{escape(words)}</p>'


def _errors(wrong: list[tuple[Description, Field]]) -> str:
    if not wrong:
        return ""
    heading = ngettext(
        "One answer cannot be read yet",
        "{count} answers cannot be read yet",
        len(wrong),
    ).format(count=len(wrong))
    links = "".join(
        f'<li><a href="#{field.html_id}">{escape(one.id)}</a>: {escape(field.error)}</li>'
        for one, field in wrong
    )
    return (
        f'<div class="pr-box" tabindex="-1" autofocus aria-labelledby="errors" role="group">'
        f'<h2 id="errors">{escape(heading)}</h2><ul>{links}</ul></div>'
    )


def _saved(count: int) -> str:
    if not count:
        return ""
    sentence = ngettext("One answer is saved.", "{count} answers are saved.", count).format(count=count)
    return f'<p class="pr-box pr-good" role="status">{escape(sentence)}</p>'


def _hand_in(learner: str, *, anyway: bool = False) -> str:
    label = _("Hand in as it is") if anyway else _("Hand in")
    words = _("This makes one file for your instructor, and names first what is missing.")
    hidden = '<input type="hidden" name="anyway" value="yes">' if anyway else ""
    return (
        '<section aria-labelledby="hand-in">'
        '<form method="post" action="./hand-in" enctype="multipart/form-data">'
        f'<h2 id="hand-in">{escape(label)}</h2>{"" if anyway else f"<p>{escape(words)}</p>"}'
        f'<label for="name">{escape(_("Your name, as your instructor knows it"))}</label>'
        f'<input type="text" id="name" name="name" autocomplete="name" value="{escape(learner)}">{hidden}'
        f"<div><button>{escape(label)}</button></div></form></section>"
    )


def stop_section() -> str:
    """Return the part with the button that stops the form."""
    words = _("The form runs on your own computer only. Stop it when you are done.")
    return (
        '<section aria-labelledby="stop"><form method="post" action="./stop" enctype="multipart/form-data">'
        f'<h2 id="stop">{escape(_("Stop"))}</h2><p>{escape(words)}</p>'
        f"<button>{escape(_('Stop the form'))}</button></form></section>"
    )


def _back() -> str:
    return f'<a href="./">{escape(_("Back to the first page"))}</a>'
