"""Let nbgrader register an assignment when its source is new, and ask its rule for late hand-ins."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from practicum.grading.gradebook import patiently
from practicum.grading.tables import assignment, own, registered

if TYPE_CHECKING:
    from practicum.grading.layout import Layout, Settings
    from practicum.grading.writing import Penalty


def ensure_registered(layout: Layout, slug: str, settings: Settings | None) -> None:
    """Tell the gradebook an assignment's cells and points as they are now.

    nbgrader does it, and takes seconds to load; so it is asked only when the source is another one.

    Raises:
        PracticumError: The source is missing, nbgrader refuses it, or the gradebook is away.
    """
    source = layout.root / "solutions" / slug / f"{slug}.ipynb"
    digest = sha256(source.read_bytes()).hexdigest() if source.is_file() else ""
    engine = sa.create_engine(layout.db_url)
    try:
        if digest and patiently(lambda: _known(engine, slug)) == digest:
            return
        from practicum.grading.course import open_course, register  # noqa: PLC0415  slow, and rarely needed

        register(open_course(layout.root, settings), slug)
        patiently(lambda: _note(engine, slug, digest))
    finally:
        engine.dispose()


def _known(engine: sa.Engine, slug: str) -> str | None:
    """Return the source that the gradebook knows; None when it does not know the assignment."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table(registered.name):
            return None
        there = connection.execute(sa.select(assignment.c.id).where(assignment.c.name == slug)).first()
        query = sa.select(registered.c.source).where(registered.c.assignment == slug)
        return connection.execute(query).scalar() if there else None


def _note(engine: sa.Engine, slug: str, digest: str) -> None:
    own.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.delete(registered).where(registered.c.assignment == slug))
        connection.execute(sa.insert(registered).values(assignment=slug, source=digest))


def penalty_of(layout: Layout) -> Penalty:
    """Return the course's rule for late hand-ins, as nbgrader's AssignLatePenalties applies it."""
    plugins: list[Any] = []

    def penalty(student: str, score: float, seconds: float) -> float | None:
        if not plugins:  # only a late hand-in pays for loading nbgrader
            from nbgrader.preprocessors import AssignLatePenalties  # noqa: PLC0415

            step = AssignLatePenalties(config=layout.config)
            step.init_plugin()
            plugins.append(step.plugin_inst)
        given = plugins[0].late_submission_penalty(student, score, seconds)
        return None if given is None else min(max(given, 0.0), score)

    return penalty
