"""How nbgrader works on this course; `docs/grading.md` says why."""

from pathlib import Path

c = get_config()  # noqa: F821  nbgrader puts it into the namespace of this file
here = Path(__file__).resolve().parent

c.CourseDirectory.root = str(here)
c.CourseDirectory.course_id = "practicum"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.CourseDirectory.ignore = [".*", "*.md", "*.py", "*.pyc", "__pycache__", "feedback"]
c.Exchange.root = str(here / "exchange")
c.Exchange.cache = str(here / "exchange" / "cache")
c.ClearSolutions.code_stub = {"python": "# Nothing is filled in yet."}
c.OverwriteCells.add_missing_cells = True

# Marks come from the evidence, before any cell runs. Running shows the instructor what the learner saw: in a
# sandbox, by the kernel provisioner "practicum-sandbox", whichever kernel a notebook names.
stock = "nbgrader.preprocessors."
c.Autograde.sanitize_preprocessors = [
    stock + "ClearOutput",
    "practicum.grading.restore.RestoreCells",
    *(stock + step for step in ("OverwriteKernelspec", "OverwriteCells", "CheckCellMetadata")),
]
c.Autograde.autograde_preprocessors = [
    "practicum.grading.sealed.MarkEvidence",
    "practicum.grading.view.RunForView",
    stock + "LimitOutput",
    "practicum.grading.harmless.Harmless",
    "practicum.grading.sealed.SealedMarks",
    *(stock + step for step in ("SaveAutoGrades", "AssignLatePenalties", "CheckCellMetadata")),
]
c.Execute.timeout = 30  # seconds for a cell
c.RunForView.budget = 120  # seconds for a notebook; RunForView.limits sets memory, disk and the rest
c.GenerateFeedback.exporter_class = "practicum.grading.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = [stock + "GetGrades"]
