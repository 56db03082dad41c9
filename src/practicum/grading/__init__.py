"""Grading: nbgrader does the work, this room stands at its plug-in points.

- `collect.collect` takes hand-in files in; `cohort.grade` marks all of them and writes feedback;
  `demo.grade_demo` does both on a synthetic cohort whose marks are known beforehand.
- `nbgrader_config.py` puts `restore`, `sealed`, `view` and `feedback` into nbgrader's own steps.
- `mark_submission` is the clean process, started once a hand-in: so this package imports nothing by itself.
"""
