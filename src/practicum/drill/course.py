"""The course that a model took in a run, so that another run can follow it for as long as it does the same.

"What if I had not replied?" asks for the rest of a shift again, for every act. Most acts tell the crowd and
customer service nothing. A run that tells them the same as the finished run did needs no second simulation:
its posts, its queue and their cost are read from the finished one. The first call that differs, or that is
missing, parts the two: from there on the run has a model of its own, as if it had had one from the beginning.
"""

from __future__ import annotations

from typing import Any, Protocol

from practicum.drill.fork import fork


class Model(Protocol):
    """What has a course: it is told things, and time passes."""

    def advance(self, to: int) -> None:
        """Let time pass to a minute, that one included."""


class Course:
    """A model with a record of what it was told and of what it answered.

    Anything that is not named here is asked of the model itself.

    Args:
        model: The model, at minute 0.
    """

    def __init__(self, model: Model) -> None:
        self._model: Any = model
        self._minute = 0
        self._calls: list[tuple[int, str, tuple[Any, ...], dict[str, Any]]] = []
        self._due: list[int] = []
        self._answers: dict[tuple[Any, ...], Any] = {}
        self._rows: dict[tuple[Any, ...], list[Any]] = {}
        self._lead: Course | None = None
        self._base: Course | None = None
        self._place = 0

    def follow(self, lead: Course) -> Course:
        """Return a course from here on that follows a finished one.

        This course must stay as it is while the new one is in use: the two part from here.
        """
        one = Course(self._model)
        one._minute, one._place = self._minute, len(self._calls)
        one._lead, one._base = lead, self
        return one

    def advance(self, to: int) -> None:
        """Let time pass to a minute, that one included."""
        lead = self._lead
        if lead is not None and self._place < len(lead._due) and lead._due[self._place] < to:  # noqa: SLF001
            self._part()
        if self._lead is None:
            self._model.advance(to)
        self._minute = to

    def tell(self, minute: int, method: str, /, *given: Any, **facts: Any) -> None:
        """Tell the model something that works at a minute.

        Args:
            minute: When it works; calls come in the order of these minutes.
            method: The model's method.
            *given: What it takes.
            **facts: The same, by name.
        """
        lead, call = self._lead, (method, given, facts)
        if lead is not None:
            if self._place < len(lead._calls) and lead._calls[self._place][1:] == call:  # noqa: SLF001
                self._place += 1
                return
            self._part()
        self._calls.append((self._minute, *call))
        self._due.append(minute)
        getattr(self._model, method)(*given, **facts)

    def between(self, name: str, *given: Any) -> Any:
        """Ask for something about minutes that have passed, so that a finished model knows it too."""
        source = self if self._lead is None else self._lead
        return getattr(source._model, name)(*given)  # noqa: SLF001

    def now(self, name: str, *given: Any) -> Any:
        """Ask for something that is so at this minute; a finished course was asked at the same one."""
        key = (self._minute, name, *given)
        if self._lead is not None and key in self._lead._answers:  # noqa: SLF001
            return self._lead._answers[key]  # noqa: SLF001
        if self._lead is not None:
            self._part()
        answer = self._answers[key] = getattr(self._model, name)(*given)
        return answer

    def rows(self, name: str, count: str, key: str, since: int) -> list[Any]:
        """Return rows that have come by now, from the n-th on.

        Args:
            name: The method that lists them from the n-th on.
            count: The method that counts them between two minutes.
            key: What they are of.
            since: How many to leave away.
        """
        if self._lead is None:
            rows: list[Any] = getattr(self._model, name)(key, since)
            return rows
        known = self._lead._rows  # noqa: SLF001
        if (name, key) not in known:
            known[name, key] = getattr(self._lead._model, name)(key, 0)  # noqa: SLF001
        return known[name, key][since : self.between(count, key, -1, self._minute)]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if self._lead is not None:
            self._part()
        return getattr(self._model, name)

    def _part(self) -> None:
        """Take a model of one's own: that of the beginning, told what was told since."""
        lead, base = self._lead, self._base
        if lead is None or base is None:
            return
        model = fork(base._model)  # noqa: SLF001
        for minute, name, given, facts in lead._calls[len(base._calls) : self._place]:  # noqa: SLF001
            model.advance(minute)
            getattr(model, name)(*given, **facts)
        model.advance(self._minute)
        self._model, self._lead, self._base = model, None, None
