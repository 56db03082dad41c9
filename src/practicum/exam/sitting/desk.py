"""The desk of a drill in an examination: the same desk, with a clock around it and no second try."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from practicum.desk import Desk
from practicum.drill import shelved
from practicum.exam.sitting.errors import SittingError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import Protocol

    from practicum.exam.sitting.package import DrillTask

    class Timekeeper(Protocol):
        """What a desk asks before it lets somebody act."""

        def acting(self, slug: str, desk: ExamDesk) -> AbstractContextManager[None]:
            """Let one act happen inside, and note it; raise where none may happen."""


class ExamDesk(Desk):
    """A drill's desk that acts only while the clock runs. What it decided is in its log, as always."""

    def __init__(self, task: DrillTask, path: Path, keeper: Timekeeper) -> None:
        """Sit down at the desk, or resume at it.

        Raises:
            PracticumError: The log cannot be continued.
        """
        self._slug = task.slug
        self._keeper = keeper
        with shelved(task.scenario()):
            super().__init__(task.slug, seed=task.seed, mode="assessed", path=path)

    @property
    def decided(self) -> int:
        """How many decisions its log holds."""
        return len(self._run.decisions)

    def _act(self, action: str, thread: str | None, confidence: int | None, fields: dict[str, Any]) -> str:
        with self._keeper.acting(self._slug, self):
            return super()._act(action, thread, confidence, fields)

    def debrief(self, predicted: int | None = None) -> NoReturn:  # noqa: ARG002
        """Refuse: a debrief says what was right."""
        raise SittingError("drill-alone")

    def start_over(self) -> NoReturn:
        """Refuse: the first run is the one that counts."""
        raise SittingError("drill-alone")

    def resolve(self, sentence: str, due: object) -> NoReturn:  # noqa: ARG002
        """Refuse: there is nothing to resolve before the results."""
        raise SittingError("drill-alone")
