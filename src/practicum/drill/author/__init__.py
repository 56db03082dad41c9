"""Tools for those who write drills: a start, a check, known errors, a report. None is needed to play one.

`docs/authoring-a-drill.md` is the guide; the command line calls nothing else.
"""

from practicum.drill.author.check import MESSAGES, check
from practicum.drill.author.errors import Error, load_errors, with_error
from practicum.drill.author.new import new_drill
from practicum.drill.author.remarks import Remark
from practicum.drill.author.report import Report, report
from practicum.drill.author.report_html import report_page
from practicum.drill.load import scenario_folder

__all__ = [
    "MESSAGES",
    "Error",
    "Remark",
    "Report",
    "check",
    "load_errors",
    "new_drill",
    "report",
    "report_page",
    "scenario_folder",
    "with_error",
]
