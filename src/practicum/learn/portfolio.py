"""The portfolio: what a learner made, gathered by module and competence, to show to whom they like.

`portfolio()` shows it, `export_portfolio()` writes one file that opens anywhere. Both read the learner's own
folder; nothing is sent, and nothing is stored in a notebook beyond the page of today.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.learn import journal
from practicum.learn.dates import date_words
from practicum.learn.folders import writing
from practicum.learn.learner import learner_name
from practicum.learn.portfolio_page import body
from practicum.learn.show import Shown, put, say
from practicum.learn.work import works
from practicum.look import escape, fragment, page
from practicum.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from practicum.learn.work import Work

FILE = "portfolio.html"


def portfolio() -> None:
    """Show what the learner made so far."""
    project = Project.find()
    mine = _mine(project)
    lines = [f"{one.id}: {one.title}" for one in mine] or [_empty()]
    put(Shown(portfolio_html(project), "\n".join(lines)))


def portfolio_html(project: Project) -> str:
    """Return the portfolio as a fragment for a notebook's output."""
    mine = _mine(project)
    content = f"<p>{escape(_empty())}</p>" if not mine else body(mine, project, with_ids=True)
    return fragment(f'<div class="pr-folio">{content}</div>', css=_css())


def export_portfolio(*, name: str | None = None, leave_out: Iterable[str] = ()) -> None:
    """Write the portfolio as one file that opens and prints anywhere, and say what is in it.

    Args:
        name: The name on it; by default the one that you hand in with. An empty text leaves it off.
        leave_out: What not to show, by the ids that `portfolio()` names: `["m08-3", "notes.md"]`.

    Raises:
        PracticumError: There is nothing to show, an id is unknown, or the file cannot be written.
    """
    project = Project.find()
    path, count = make_portfolio(project, name=name, leave_out=leave_out)
    say(
        ngettext("{file} holds one piece.", "{file} holds {count} pieces.", count).format(
            file=path.name, count=count
        ),
        _("It lies in your work folder and was sent to nobody. Look through it before you give it away."),
    )


def make_portfolio(
    project: Project,
    *,
    name: str | None = None,
    leave_out: Iterable[str] = (),
    to: Path | None = None,
    now: datetime | None = None,
) -> tuple[Path, int]:
    """Write the portfolio and return the file and how many pieces it holds.

    Args:
        project: The course.
        name: See `export_portfolio`.
        leave_out: As above.
        to: The file; by default `portfolio.html` in the learner's folder.
        now: The date on it.

    Raises:
        PracticumError: As above.
    """
    out = set(leave_out)
    every = _mine(project)
    unknown = sorted(out - {one.id for one in every})
    if unknown:
        raise PracticumError(
            _("The portfolio has no piece called {names}.").format(names=", ".join(unknown)),
            next_step=_("Its pieces are: {names}.").format(names=", ".join(one.id for one in every) or "-"),
        )
    shown = [one for one in every if one.id not in out]
    if not shown:
        raise PracticumError(_("There is nothing to show yet."), next_step=_empty())
    path = to or project.work / FILE
    document = _document(shown, project, _name(project, name), now or datetime.now(UTC))
    with writing(path):
        path.write_text(document, encoding="utf-8")
    return path, len(shown)


def _name(project: Project, name: str | None) -> str:
    return learner_name(project) if name is None else " ".join(name.split())


def _document(shown: list[Work], project: Project, name: str, now: datetime) -> str:
    title = _("Portfolio of {name}").format(name=name) if name else _("Portfolio")
    words = [
        _("Work done in Practicum, a course for social media and community managers."),
        _("The people, brands and figures in it are invented."),
        _(
            "This is not a certificate: nobody examined this work, and nobody checked whose it is. "
            "Ask its author how it was made."
        ),
    ]
    head = (
        f'<header class="pr-folio-head"><p class="small">{escape(date_words(now))}</p>'
        f"<h1>{escape(title)}</h1><p>{escape(' '.join(words))}</p></header>"
    )
    return page(
        title,
        f'<div class="pr-folio pr-alone">{head}<main>{body(shown, project, with_ids=False)}</main></div>',
        css=_css(),
    )


def _mine(project: Project) -> list[Work]:
    return works(project, journal.read(project).events)


def _empty() -> str:
    return _(
        "Nothing is here yet, and you need not put anything here by hand. Answers that you give for the "
        "record, files that you make in a module (statements, registers, charts) and drills that you play "
        "appear by themselves."
    )


def _css() -> str:
    return (files("practicum.learn") / "portfolio.css").read_text(encoding="utf-8")
