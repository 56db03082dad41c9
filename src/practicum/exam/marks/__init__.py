"""Marks of a sitting, from received bundles and nothing else.

- `automatic` marks one bundle by rules: the written part, the tasks, the drills. `run` does so for all of a
  sitting, on this machine or a cluster, with `worker` as the clean process. `record` is the file of one.
- `reading` gives the texts to two people each, `calibration` says who may read, `notebook` and `formgrader`
  are two ways to fill in a sheet.
- `critical` keeps what examiners say of critical errors that rules propose.
- `final` puts it all together, and `table` writes what statistics are made from.
"""

from practicum.exam.marks.final import Final, final
from practicum.exam.marks.reading import markers

__all__ = ["Final", "final", "markers"]
