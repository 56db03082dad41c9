"""The tables of nbgrader's gradebook that grading writes, and two of ours beside them.

Named here by their columns, so that grading need not load nbgrader, which takes longer than marking a class.
`tests/unit/grading/test_gradebook.py` holds them against nbgrader's own.
"""

from __future__ import annotations

import sqlalchemy as sa

_KEY = sa.String(128)

assignment = sa.table(
    "assignment",
    sa.column("id"),
    sa.column("name"),
    sa.column("duedate", sa.DateTime()),
    sa.column("course_id"),
)
notebook = sa.table("notebook", sa.column("id"), sa.column("name"), sa.column("assignment_id"))
base_cell = sa.table(
    "base_cell", sa.column("id"), sa.column("name"), sa.column("notebook_id"), sa.column("type")
)
grade_cells = sa.table("grade_cells", sa.column("id"), sa.column("max_score", sa.Float()))
student = sa.table("student", sa.column("id"), sa.column("first_name"), sa.column("last_name"))
submission = sa.table(
    "submitted_assignment",
    sa.column("id"),
    sa.column("assignment_id"),
    sa.column("student_id"),
    sa.column("timestamp", sa.DateTime()),
    sa.column("extension", sa.Interval()),
)
submitted = sa.table(
    "submitted_notebook",
    sa.column("id"),
    sa.column("assignment_id"),
    sa.column("notebook_id"),
    sa.column("flagged", sa.Boolean()),
    sa.column("late_submission_penalty", sa.Float()),
)
grade = sa.table(
    "grade",
    sa.column("id"),
    sa.column("notebook_id"),
    sa.column("cell_id"),
    sa.column("auto_score", sa.Float()),
    sa.column("manual_score", sa.Float()),
    sa.column("extra_credit", sa.Float()),
    sa.column("needs_manual_grade", sa.Boolean()),
)
comment = sa.table(
    "comment",
    sa.column("id"),
    sa.column("notebook_id"),
    sa.column("cell_id"),
    sa.column("auto_comment"),
    sa.column("manual_comment"),
)

own = sa.MetaData()
ledger = sa.Table(
    "practicum_mark",
    own,
    sa.Column("assignment", _KEY, primary_key=True),
    sa.Column("student", _KEY, primary_key=True),
    sa.Column("evidence", sa.String(64), nullable=False),
    sa.Column("marking", sa.String(64), nullable=False),
    sa.Column("seed", sa.String(32), nullable=False),
    sa.Column("environment", sa.String(64), nullable=False),
    sa.Column("files", sa.Text(), nullable=False),
    sa.Column("marks", sa.Text(), nullable=False),
)
registered = sa.Table(
    "practicum_registered",
    own,
    sa.Column("assignment", _KEY, primary_key=True),
    sa.Column("source", sa.String(64), nullable=False),
)
