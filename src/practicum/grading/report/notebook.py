"""The numbers of the cohort report again, as a notebook beside the marks, for whoever asks further."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.grading.report.cohort import Cohort


def report_notebook(cohort: Cohort, marks: str) -> str:
    """Return the notebook as JSON text, not yet run.

    Args:
        cohort: The cohort.
        marks: Name of the CSV file of `exports.spreadsheet`, beside the notebook.
    """
    title = _("{module} {title}: the numbers of the cohort report").format(
        module=cohort.module, title=cohort.title
    )
    cells = [
        new_markdown_cell(
            f"# {title}\n\n" + _("It reads the marks beside it. Run all cells, then change what you like.")
        ),
        new_code_cell(
            "import pandas as pd\n\n"
            "from practicum.grading.report.statistics import discrimination, facility, reliability\n\n"
            f'marks = pd.read_csv("{marks}", encoding="utf-8-sig")\n'
            'marks = marks[marks["outcome"] != "not-handed-in"]\n'
            'points = marks.pivot(index="learner_id", columns="exercise", values="points")\n'
            'out_of = marks.pivot(index="learner_id", columns="exercise", values="out_of")\n'
            "points.sum(axis=1).describe()"
        ),
        new_markdown_cell("## " + _("Exercises")),
        new_code_cell(
            "rows = {\n"
            "    name: {\n"
            '        "earned": facility((points[name] / out_of[name]).to_numpy()),\n'
            '        "separates": discrimination(points.to_numpy(), place),\n'
            "    }\n"
            "    for place, name in enumerate(points.columns)\n"
            "}\n"
            "pd.DataFrame(rows).T"
        ),
        new_code_cell("reliability(points.to_numpy())"),
        new_markdown_cell("## " + _("Most common mistakes")),
        new_code_cell(
            'named = marks.dropna(subset=["mistake"])\n'
            'named.groupby(["exercise", "mistake"]).size().sort_values(ascending=False)'
        ),
    ]
    for place, cell in enumerate(cells):
        cell["id"] = f"cell-{place}"
    book = new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    text: str = nbformat.writes(book)
    return text + "\n"
