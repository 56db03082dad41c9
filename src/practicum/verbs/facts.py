"""The verb for those who keep the course's facts fresh. It holds no logic."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from practicum.i18n import _, ngettext
from practicum.project import Project
from practicum.verbs import DIFFERS

Today = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help=_("As if it were this day; by default, today.")),
]


def facts(*, today: Today = None) -> None:
    """List the facts that nobody has looked up for twelve months."""
    from practicum.learn.facts import overdue, read_facts  # noqa: PLC0415  no other verb need wait for it

    every = read_facts(Project.find())
    old = overdue(every, (today or datetime.now(UTC)).date())
    for fact in old:
        typer.echo(_("{day}  {key}: {source}").format(day=fact.checked, key=fact.key, source=fact.source))
    if old:
        many = ngettext(
            "{count} of {all} facts was last looked up more than twelve months ago.",
            "{count} of {all} facts were last looked up more than twelve months ago.",
            len(old),
        )
        typer.echo(many.format(count=len(old), all=len(every)))
        typer.echo(_("Look each up, correct it or set its day in course/facts.toml, and build."))
        raise typer.Exit(DIFFERS)
    typer.echo(_("All {all} facts were looked up within twelve months.").format(all=len(every)))
