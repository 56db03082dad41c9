"""Grading: nbgrader does the work, this room stands at its plug-in points.

- `collect.collect` takes hand-in files in; `cohort.grade` marks all of them and writes feedback;
  `demo.grade_demo` does both on a synthetic cohort whose marks are known beforehand.
- `nbgrader_config.py` puts `restore`, `sealed`, `view` and `feedback` into nbgrader's own steps.
- `regrade`, `appeal` and `dry_run` explain marks; `viewing` runs notebooks, in `sandbox/`.
- `report/` tells of a cohort and exports marks; `reading/` is for texts that two people mark.
- Below them: `mark_submission` turns evidence into marks; `worker` is the clean process that does so for one
  hand-in after another, `clean` talks to it, `job` is one hand-in, `pools` are threads or a Dask cluster.
  `run` is one run: `gradebook`, `writing`, `standing` and `ledger` are its database, `outputs` its files,
  `made` says what made a mark.
- The clean process must start fast, so this package imports nothing by itself.
"""
