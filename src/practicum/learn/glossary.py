"""The words of the trade: `term` explains one where it stands, `glossary` lists them all."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import quote

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.learn.show import show
from practicum.look import escape
from practicum.project import Project


@dataclass(frozen=True)
class Term:
    """One entry of `course/glossary.toml`.

    Attributes:
        name: The word, as a lesson writes it.
        meaning: What it means, in plain English.
        computed: How it is computed, when it is a number.
        confusion: What it is often taken for, and how to tell.
        also: Other names for the same thing.
        module: Id of the module that teaches it.
        why: Why it stands here although no open module uses it; empty for the others.
    """

    name: str
    meaning: str
    computed: str = ""
    confusion: str = ""
    also: tuple[str, ...] = ()
    module: str = ""
    why: str = ""

    @property
    def anchor(self) -> str:
        """The fragment by which JupyterLab finds its heading on the glossary page."""
        return self.name.replace(" ", "-")


def read_glossary(project: Project) -> tuple[Term, ...]:
    """Return all entries, in alphabetical order.

    Raises:
        PracticumError: `course/glossary.toml` is missing or cannot be read.
    """
    path = project.course / "glossary.toml"
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["term"]
        terms = [Term(**{**row, "also": tuple(row.get("also", ()))}) for row in rows]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise PracticumError(
            _("{path} is not a glossary that can be read: {error}.").format(path=path, error=error),
            next_step=_("Restore the file from the edition that you were given."),
        ) from error
    return tuple(sorted(terms, key=lambda term: term.name.casefold()))


def term(name: str) -> None:
    """Explain a word of the trade, folded until it is wanted.

    Args:
        name: The word or one of its other names, in upper or lower case.

    Raises:
        PracticumError: The glossary has no such word.
    """
    terms = read_glossary(Project.find())
    wanted = name.strip().casefold()
    for entry in terms:
        if wanted in {entry.name.casefold(), *(other.casefold() for other in entry.also)}:
            show(_as_html(entry, page="../glossary.md"), _as_text(entry))
            return
    close = get_close_matches(wanted, [entry.name.casefold() for entry in terms], n=3)
    raise PracticumError(
        _("'{name}' is not in the glossary.").format(name=name),
        next_step=_("Did you mean: {names}?").format(names=", ".join(close))
        if close
        else _("glossary() lists all its words."),
    )


def glossary() -> None:
    """List every word of the glossary."""
    terms = read_glossary(Project.find())
    show("".join(_as_html(entry) for entry in terms), "\n\n".join(_as_text(entry) for entry in terms))


def _parts(entry: Term) -> list[tuple[str, str]]:
    parts = [
        ("", entry.meaning),
        (_("How it is computed"), entry.computed),
        (_("Often confused"), entry.confusion),
        (_("Also called"), ", ".join(entry.also)),
    ]
    return [(label, text) for label, text in parts if text]


def _as_html(entry: Term, *, page: str = "") -> str:
    """Return an entry, folded; with a link to the glossary page when its place is known."""
    paragraphs = "".join(
        f"<p><b>{escape(label)}.</b> {escape(text)}</p>" if label else f"<p>{escape(text)}</p>"
        for label, text in _parts(entry)
    )
    if page:
        words = _("“{name}” in the glossary").format(name=entry.name)
        paragraphs += f'<p><a href="{page}#{quote(entry.anchor)}">{escape(words)}</a></p>'
    return f"<details><summary>{escape(entry.name)}</summary>{paragraphs}</details>"


def _as_text(entry: Term) -> str:
    lines = [f"{label}. {text}" if label else text for label, text in _parts(entry)]
    return "\n".join([f"{entry.name}: {lines[0]}", *lines[1:]])
