"""SciPy, or the sentence that says how to get it: it is in the extra `exam`, which no learner installs."""

from __future__ import annotations

from practicum.errors import PracticumError
from practicum.i18n import _

try:
    from scipy import optimize, special, stats
except ImportError as missing:
    raise PracticumError(
        _("The statistics of exams need SciPy, and it is not installed here."),
        next_step=_("Install the part for exams: pip install 'practicum[exam]'."),
    ) from missing

__all__ = ["optimize", "special", "stats"]
