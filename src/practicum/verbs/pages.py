"""Verbs that write a page to read, to print or to show: a lesson without notebooks, the portfolio."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.project import Project
from practicum.verbs import verb

# ruff: noqa: PLC0415  rooms are imported inside the verbs, as everywhere on the command line

To = Annotated[Path | None, typer.Option(help=_("The file to write; in your work folder by default."))]


def add_pages(app: typer.Typer) -> None:
    """Put the verbs of this file on a command line."""
    verb(app, "page")(_page)
    verb(app, "portfolio")(_portfolio)


def _page(
    module: Annotated[str, typer.Argument(metavar="MODULE", help=_("A module, for example m08."))],
    *,
    to: To = None,
) -> None:
    """Write a lesson as one page to read or to print, without notebooks."""
    from practicum.authoring.notebook_page import notebook_page
    from practicum.lab.notebooks import read_notebook
    from practicum.learn.folders import writing

    project = Project.find()
    wanted = project.module(module)
    lesson = project.course / wanted.slug / "lesson.ipynb"
    if not lesson.is_file():
        raise PracticumError(
            _("Module {module} has no lesson yet.").format(module=wanted.id),
            next_step=_("Choose one that is open: {modules}.").format(
                modules=", ".join(one.id for one in project.modules if one.status == "open")
            ),
        )
    path = to or project.work / wanted.slug / "lesson.html"
    content = notebook_page(read_notebook(lesson))
    with writing(path):
        path.write_text(content, encoding="utf-8")
    typer.echo(_("The lesson is {path}.").format(path=path))


def _portfolio(
    *,
    to: To = None,
    name: Annotated[str | None, typer.Option(help=_("The name on it; an empty one leaves it off."))] = None,
    leave_out: Annotated[
        list[str] | None, typer.Option(metavar="ID", help=_("A piece not to show; may be given again."))
    ] = None,
) -> None:
    """Write what you made as one page to show to somebody. Nothing is sent."""
    from practicum.learn.portfolio import make_portfolio

    path, count = make_portfolio(Project.find(), name=name, leave_out=leave_out or (), to=to)
    typer.echo(
        ngettext("{path} holds one piece.", "{path} holds {count} pieces.", count).format(
            path=path, count=count
        )
    )
