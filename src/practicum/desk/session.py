"""A drill at a desk: the same object for a person who clicks and for a script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.desk import diary
from practicum.desk.debrief import DebriefView
from practicum.desk.front import listens
from practicum.desk.logs import DeskError, load_drill, resume, set_aside
from practicum.desk.summary import summary_html, summary_text
from practicum.drill import USUAL, Run, debrief, intensity_of, seed_at
from practicum.errors import PracticumError
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Literal

    from practicum.desk.widget import DeskWidget

_VIEW = "application/vnd.jupyter.widget-view+json"


class Desk:
    """A simulated desk. As the last expression of a notebook cell it shows itself.

    Every act is written to the decision log before it takes effect; whatever the desk shows is replayed from
    there. Where no front end listens (a script, nbconvert, grading) it shows a plain summary instead.

    Attributes:
        path: The decision log; it appears with the first act.
        mode: `practice` or `assessed`.
        notice: What opening found, one or two sentences: a resumed run, a repaired log. Else empty.
    """

    def __init__(  # noqa: PLR0913 - the first four say which run, the rest have defaults that serve a learner
        self,
        drill: str | Path,
        seed: str = "practice-1",
        mode: Literal["practice", "assessed"] = "practice",
        path: Path | str | None = None,
        *,
        fresh: bool = False,
        intensity: str = USUAL,
        on_resolution: Callable[[str, date], None] | None = None,
    ) -> None:
        """Sit down at a desk: resume the run that the log holds, or prepare a new one.

        Args:
            drill: Name of a drill, or the folder of a scenario.
            seed: Which draw of the drill: `practice-1`, or one of its assessed seeds.
            mode: `practice` shows goodwill and hints, `assessed` keeps them for the debrief.
            path: The decision log; by default `<drill>.jsonl` in the current folder, beside the notebook, and
                `<drill>-harder.jsonl` at another intensity.
            fresh: A log that cannot be continued as asked (another seed or mode, damage) is set aside under
                a numbered name, not refused. A log of this very run is resumed all the same, so that running
                a cell twice ends no shift; `start_over` does.
            intensity: `easier`, `usual` or `harder`, where the drill is made for them. The log names it: its
                seed is then `harder-practice-1`.
            on_resolution: Keeps the resolution that the learner chooses, with the day to try it; by default
                it goes to the learner's progress, and from there to the home page.

        Raises:
            PracticumError: The drill cannot be read, or the log cannot be continued as asked.
        """
        self._scenario = load_drill(drill)
        self._seed = seed_at(self._scenario, seed, intensity)
        level = intensity_of(self._scenario, self._seed)
        name = self._scenario.slug if level == USUAL else f"{self._scenario.slug}-{level}"
        self.mode: Literal["practice", "assessed"] = mode
        self._keep_resolution = on_resolution
        self._widget: DeskWidget | None = None
        self._tables: dict[str, Any] | None = None
        self.path = Path(path) if path is not None else Path.cwd() / f"{name}.jsonl"
        self.notice = ""
        self.runs = 0
        if self.path.exists():
            self._continue(fresh=fresh)
        else:
            self._begin()

    # ---- the drill, by hand or by script

    @property
    def view(self) -> dict[str, Any]:
        """What the desk shows now, as JSON values."""
        return self._run.view()

    @property
    def over(self) -> bool:
        """Whether the shift has ended."""
        return self._run.over

    def do(self, action: str, thread: str | None = None, confidence: int | None = None, **fields: Any) -> str:
        """Decide something, and say what happened.

        Args:
            action: One of `view["actions"]`, or `wait` (with `minutes`), or `next`.
            thread: The thread that it is about.
            confidence: How sure you are, in percent, where the action asks for it.
            **fields: The action's fields.

        Raises:
            PracticumError: The act is impossible or incomplete; nothing has been logged.
        """
        sentence = self._act(action, thread, confidence, fields)
        self._tell()
        return sentence

    def wait(self, minutes: int) -> str:
        """Let simulated minutes pass without an act."""
        return self.do("wait", minutes=minutes)

    def step(self) -> str:
        """Let time pass until something comes in."""
        return self.do("next")

    def finish(self) -> str:
        """Let the rest of the shift pass without an act."""
        if self.over:
            return _("The shift is over.")
        return self.wait(self._scenario.structure.length - self._run.minute)

    def debrief(self, predicted: int | None = None) -> DebriefView:
        """Return the debrief of a finished shift.

        Args:
            predicted: The score that you expect, 0 to 100, given before you look.

        Raises:
            DeskError: The shift is not over, or the prediction is not a score.
        """
        if not self.over:
            raise DeskError(
                _("The shift is not over: it is {time}.").format(time=self.view["clock"]["time"]),
                next_step=_("Work on, or call finish() to let the rest of it pass."),
            )
        if predicted is not None and (type(predicted) is not int or not 0 <= predicted <= 100):  # noqa: PLR2004 - a score
            raise DeskError(
                _("{value!r} is not a score.").format(value=predicted),
                next_step=_("Give a whole number from 0 to 100."),
            )
        if self._tables is None:  # a finished log changes no more
            self._tables = debrief(self._scenario, self._run.seed, self._run.decisions).to_json()
        return DebriefView(self._tables, self.view["drill"], predicted=predicted)

    def start_over(self) -> str:
        """Begin the drill anew; the log so far stays beside the new one, under a numbered name.

        Raises:
            DeskError: The old log cannot be set aside; everything is as before then.
        """
        sentence = self._set_aside() if self._written else _("A new run begins.")
        self._begin()
        self.notice = ""
        self._tell()
        return sentence

    def resolve(self, sentence: str, due: date) -> str:
        """Keep what the learner will do differently.

        Args:
            sentence: The resolution, in the learner's or the debrief's words.
            due: The day on which to try it.
        """
        if self._keep_resolution is not None:
            self._keep_resolution(sentence, due)
            return _("Your resolution is kept.")
        total = round(self.debrief().total)
        return diary.keep_resolution(self._scenario.slug, sentence, due, total=total)

    # ---- how it shows itself

    @property
    def widget(self) -> DeskWidget:
        """The desk for clicking; made when it is first asked for."""
        if self._widget is None:
            from practicum.desk.widget import DeskWidget  # noqa: PLC0415 - only a front end needs ipywidgets

            self._widget = DeskWidget(self)
        return self._widget

    def __repr__(self) -> str:
        return summary_text(self.view)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        del include, exclude  # IPython's protocol asks for them
        shown: dict[str, Any] = {
            "text/plain": summary_text(self.view),
            "text/html": summary_html(self.view, self.notice),
        }
        if listens():
            shown |= {_VIEW: {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}}
        return shown

    # ---- inside

    def _continue(self, *, fresh: bool) -> None:
        try:
            self._run = resume(self.path, self._scenario, self._seed, self.mode)
        except PracticumError:
            if not fresh:
                raise
            self.notice = self._set_aside()
            self._begin()
        else:
            self._written = True
            self.notice = self._resumed()

    def _begin(self) -> None:
        """Prepare a run in memory: looking at a desk leaves no evidence, acting does."""
        self._run = Run.create(self._scenario, self._seed, self.mode)
        self._written = False
        self._tables = None
        self.runs += 1

    def _act(self, action: str, thread: str | None, confidence: int | None, fields: dict[str, Any]) -> str:
        if self._written:
            return self._run.do(action, thread=thread, confidence=confidence, **fields)
        # An impossible first act must leave no log behind: it is tried in memory first.
        trial = Run.create(self._scenario, self._seed, self.mode)
        trial.do(action, thread=thread, confidence=confidence, **fields)
        self._run = Run.create(self._scenario, self._seed, self.mode, path=self.path)
        self._written = True
        return self._run.do(action, thread=thread, confidence=confidence, **fields)

    def _set_aside(self) -> str:
        kept = set_aside(self.path)
        return _("A new run begins. The old log is kept as {name}.").format(name=kept.name)

    def _resumed(self) -> str:
        count = len(self._run.decisions)
        resumed = ngettext(
            "Resumed at {time} from {name}: {count} act so far.",
            "Resumed at {time} from {name}: {count} acts so far.",
            count,
        ).format(time=self.view["clock"]["time"], name=self.path.name, count=count)
        return f"{self._run.notice} {resumed}".strip()

    def _tell(self) -> None:
        if self._widget is not None:
            self._widget.show()
