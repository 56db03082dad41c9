"""What a session refuses to do, and why a hand-in is not taken: a sentence and a next step for each code."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.exam.sitting.reasons import of_hand_ins, of_sessions
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator


class SittingError(PracticumError):
    """Something that cannot be done at a sitting.

    Attributes:
        code: Which reason, the same in every language.
    """

    def __init__(self, code: str, **fields: object) -> None:
        sentence, next_step = self.reasons()[code]
        super().__init__(sentence.format(**fields), next_step=next_step.format(**fields))
        self.code = code

    @staticmethod
    def reasons() -> dict[str, tuple[str, str]]:
        """Return sentence and next step by code."""
        return of_sessions()


class Refused(SittingError):  # noqa: N818  the name says what came of it
    """A hand-in that is not taken."""

    @staticmethod
    def reasons() -> dict[str, tuple[str, str]]:
        """Return sentence and next step by code."""
        return of_hand_ins()


@contextmanager
def exam_part() -> Iterator[None]:
    """Import what the optional part for examinations brings; without it, say how to get it.

    Raises:
        PracticumError: A package of the part is missing.
    """
    try:
        yield
    except ImportError as error:
        raise PracticumError(
            _("Examinations need the package {name}, which is not installed.").format(name=error.name),
            next_step=_("Install the optional part: pip install 'practicum[exam]'."),
        ) from error
