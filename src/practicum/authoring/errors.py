"""What goes wrong while building: said with file, cell and line, since an author has to find it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence


class BuildError(PracticumError):
    """A source cannot be turned into what is derived from it."""


def all_problems(errors: Sequence[PracticumError]) -> BuildError:
    """Return one error that says every problem, so that an author mends them in one go."""
    if len(errors) == 1:
        return BuildError(errors[0].problem, next_step=errors[0].next_step)
    listed = "\n".join(f"- {error}" for error in errors)
    head = ngettext("{count} file could not be built:", "{count} files could not be built:", len(errors))
    return BuildError(
        f"{head.format(count=len(errors))}\n{listed}",
        next_step=_("Mend them one by one; what could be built was built."),
    )
