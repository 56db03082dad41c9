"""The exports as plug-ins of nbgrader: `--exporter=practicum.grading.report.plugins.Moodle`, for instance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.plugins import ExportPlugin

from practicum.errors import PracticumError
from practicum.grading.paths import course_directory
from practicum.grading.report.exports import FORMATS, exported
from practicum.grading.report.read import read_cohort
from practicum.i18n import _
from practicum.project import Project


class _Export(ExportPlugin):  # type: ignore[misc]  # nbgrader ships no types
    """One format: `--assignment` says which module, `--to` where the file goes."""

    format_name = ""

    def export(self, gradebook: Any) -> None:
        """Write the file.

        Raises:
            PracticumError: No single assignment was named, or nothing of it was graded.
        """
        if len(self.assignment) != 1:
            raise PracticumError(
                _("An export holds one assignment, and {n} were named.").format(n=len(self.assignment)),
                next_step=_("Add --assignment with the name of one, for instance m08-analytics."),
            )
        project = Project(Path(course_directory(self).root))
        cohort = read_cohort(
            self.assignment[0],
            project,
            {"CourseDirectory": {"db_url": gradebook.db.bind.url.render_as_string(hide_password=False)}},
        )
        target = Path(self.to or f"{cohort.slug}-{self.format_name}.{FORMATS[self.format_name][1]}")
        target.write_text(exported(cohort, self.format_name), encoding="utf-8", newline="")
        self.log.info("Exported %s to %s", cohort.slug, target)


class Csv(_Export):
    """One row a learner and exercise."""

    format_name = "csv"


class Canvas(_Export):
    """For Canvas."""

    format_name = "canvas"


class Moodle(_Export):
    """For Moodle."""

    format_name = "moodle"


class Json(_Export):
    """Scores as LTI platforms take them."""

    format_name = "json"
