"""The one error that evidence raises."""

from __future__ import annotations

from practicum.errors import PracticumError


class EvidenceError(PracticumError):
    """Evidence that cannot be written, read or trusted.

    Attributes:
        code: A short name of the fault, the same in every language, for programs and tests.
    """

    def __init__(self, problem: str, *, next_step: str = "", code: str = "evidence") -> None:
        super().__init__(problem, next_step=next_step)
        self.code = code
