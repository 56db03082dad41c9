"""Nbgrader's own way, notebooks run and all, on a few graded hand-ins: does it give the same marks?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.grading.course import open_course, run
from practicum.grading.gradebook import Book
from practicum.grading.layout import read_layout
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.grading.demo_round import Comparison
    from practicum.grading.layout import Settings
    from practicum.grading.standing import Standing
    from practicum.project import Project


def stock_differences(course: Project, chosen: Sequence[Comparison], settings: Settings) -> dict[str, str]:
    """Let `nbgrader autograde` grade hand-ins again and return a sentence for each grade that became another.

    Args:
        course: The course in which they were graded.
        chosen: The hand-ins.
        settings: nbgrader's options.

    Raises:
        PracticumError: nbgrader could not grade one.
    """
    api = open_course(course.root, settings)
    found = {}
    for one in chosen:
        slug, student = course.module(one.module).slug, one.graded.student
        before = _standing(course, slug, student)
        run(api.autograde, slug, student, force=True, create=False)
        after = _standing(course, slug, student)
        if before.grades != after.grades:
            found[one.learner] = _("before: {before}; after: {after}.").format(
                before=before.grades, after=after.grades
            )
    return found


def _standing(course: Project, slug: str, student: str) -> Standing:
    book = Book(read_layout(course.root).db_url, slug)
    try:
        return book.standings([student])[student]
    finally:
        book.close()
