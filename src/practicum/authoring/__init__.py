"""The build chain: from the texts that authors edit to the notebooks and tables that people open.

`build` writes what is out of date, `check` rebuilds everything aside and names each difference that matters,
`pack` makes the learner's edition. `steps` lists what is derived from what; each step is a function from
sources to files, so that building and checking run the same code.
"""

from practicum.authoring.build import Built, build, check
from practicum.authoring.errors import BuildError
from practicum.authoring.leaks import find_leaks
from practicum.authoring.pack import pack

__all__ = ["BuildError", "Built", "build", "check", "find_leaks", "pack"]
