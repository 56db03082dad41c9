"""What the station answers a browser: where the candidate stands decides which page there is.

Everything that is saved goes to the session, which writes it to the disk before it answers. Kept here, in
memory only: how the screen is set, the answers to the tutorial, and which warnings were said.
"""

from __future__ import annotations

from http import HTTPStatus
from threading import RLock
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.exam.sitting.package import PART1, PART2
from practicum.exam.sitting.seal import ENDING, receipt_of
from practicum.exam.station import asking, part_one, part_two, sheets, steps
from practicum.exam.station.answering import first_open
from practicum.exam.station.frame import Around, framed, policy
from practicum.exam.station.memory import Memory
from practicum.exam.station.stage import (
    WARNINGS,
    Stage,
    clock_of,
    stage_of,
    standing,
    task_of,
)
from practicum.i18n import _
from practicum.learn.form.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practicum.exam.sitting.seal import StationKey
    from practicum.exam.sitting.session import Session
    from practicum.learn.form.fields import Posted
    from practicum.learn.form.multipart import Submission


class StationVisit:
    """One candidate's examination in a browser.

    Attributes:
        session: The session, the only thing that is written.
        memory: What may be forgotten.
        closed: Whether the station may stop.
    """

    def __init__(self, session: Session, key: StationKey, *, quit_link: bool = False) -> None:
        self.session = session
        folder = session.folder
        self.memory = Memory.found(folder.with_name(f"{folder.name}.screen.json"))
        self.closed = False
        self._key = key
        self._quit_link = quit_link
        self._lock = RLock()
        self.questions = session.package.part1
        self.tutorial = session.package.tutorial

    @property
    def closing(self) -> str:
        """Where the work lies, as a sentence."""
        return _("The session lies in {folder}.").format(folder=self.session.folder)

    def tick(self) -> None:
        """Let the session note that the station is alive, and end what has no time left."""
        with self._lock:
            self.session.tick()

    def _settle(self) -> None:
        """Let a part end whose time is over, without waiting for the next sign of life."""
        state = self.session.state
        if state.left.get(state.part, 1) <= 0:
            self.session.tick()

    # ---- pages

    def get(self, place: str, asked: Mapping[str, str]) -> Reply | None:
        """Return the page at `place`, or the way to where the candidate stands."""
        with self._lock:
            try:
                self._settle()
                return self._get(place, asked)
            except (PracticumError, OSError) as error:
                return self.page(place, _("Not now"), steps.refused(up(place), str(error)), status=_CONFLICT)

    def post(self, place: str, sent: Submission) -> Reply | None:
        """Do what was sent to `place`; what is refused is said, and what was typed stays on the page."""
        with self._lock:
            if sent.json is not None or place.endswith("/save"):
                return asking.answered(self, place, sent)
            try:
                return self._post(place, sent)
            except PracticumError as error:
                return self.page(place, _("Not now"), steps.refused(up(place), str(error)), status=_CONFLICT)

    def page(  # noqa: PLR0913  each says one thing about the page
        self,
        place: str,
        title: str,
        body: str,
        *,
        problem: str = "",
        status: HTTPStatus = HTTPStatus.OK,
        form: bool = False,
    ) -> Reply:
        """Return a page with everything that stands around it."""
        package, memory = self.session.package, self.memory
        html = framed(
            Around(
                root=up(place),
                certificate=package.certificate,
                candidate=package.candidate,
                label=package.label,
                saved=memory.saved,
                clock=clock_of(self.session),
                clock_shown=memory.screen.clock,
                keys=memory.screen.keys,
                notice=self.warning(),
                problem=problem,
                form=form,
            ),
            title,
            body,
        )
        return Reply(html, status, policy=policy(html))

    def warning(self) -> str:
        """Return the sentence that has to be said now because of the time, once; else nothing."""
        clock, part = clock_of(self.session), self.session.state.part
        if clock is None:
            return ""
        due = [
            minutes
            for minutes in WARNINGS
            if clock.left <= minutes and (part, minutes) not in self.memory.warned
        ]
        self.memory.warned |= {(part, minutes) for minutes in due}
        return clock.spoken if due else ""

    def _get(self, place: str, asked: Mapping[str, str]) -> Reply | None:
        head, _slash, rest = place.partition("/")
        if place == "time":
            return asking.as_json(asking.time(self))
        if place == "api":
            return asking.as_json(asking.part_one(self))
        if self.session.state.paused and place != "rules":
            return self.page(place, _("Pause"), steps.pause(up(place), paused=True))
        pages: dict[str, Callable[[str, Mapping[str, str]], Reply | None]] = {
            "": self._home,
            "rules": lambda _rest, _asked: self.page(place, _("Rules"), steps.rules(self.session, up(place))),
            "try": self._trial,
            "q": self._question,
            "review": self._review,
            "block": self._block,
            "drill": lambda slug, query: asking.drill(self, slug, query),
            "call": lambda _rest, _asked: self.page(place, _("Call"), steps.call(up(place))),
            "pause": lambda _rest, _asked: self.page(place, _("Pause"), steps.pause(up(place), paused=False)),
            "quit": self._quit,
        }
        if head not in pages:
            return self.page(place, _("Not here"), steps.unknown(up(place)), status=HTTPStatus.NOT_FOUND)
        return pages[head](rest, asked)

    def _home(self, _rest: str, _asked: Mapping[str, str]) -> Reply:
        stage = stage_of(self.session)
        if stage is Stage.PART1:
            at = self.memory.at
            if at not in self.questions:
                at = first_open(list(self.questions), self.session.state.answers)
            return Reply(location=f"q/{at}")
        bodies: dict[Stage, tuple[str, Callable[[], str]]] = {
            Stage.RULES: (
                _("Welcome"),
                lambda: steps.welcome(self.session, "", tried=len(self.memory.tried)),
            ),
            Stage.READY: (_("Ready for part 1"), lambda: steps.ready(self.session, "", PART1)),
            Stage.BETWEEN: (_("Ready for part 2"), lambda: steps.ready(self.session, "", PART2)),
            Stage.PART2: (_("Your tasks"), lambda: part_two.blocks_page(self.session, "", stage)),
            Stage.FINISH: (_("Finished"), lambda: steps.finish("")),
            Stage.DONE: (_("Handed in"), self._receipt),
        }
        title, body = bodies[stage]
        return self.page("", title, body())

    def _receipt(self) -> str:
        folder = self.session.folder
        seal = folder.with_name(f"{folder.name}{ENDING}")
        names = (str(folder.with_name(f"{folder.name}.zip")), str(seal))
        code = receipt_of(seal.read_bytes()) if seal.is_file() else ""
        return steps.receipt("", code, names=names, quit_link=self._quit_link)

    def _trial(self, rest: str, _asked: Mapping[str, str]) -> Reply | None:
        if stage_of(self.session) not in {Stage.RULES, Stage.READY, Stage.BETWEEN}:
            return Reply(location=up(f"try/{rest}" if rest else "try") or "./")
        if not rest:
            return Reply(location=f"try/{next(iter(self.tutorial))}")
        if rest not in self.tutorial:
            return None
        asked = part_one.Asked(
            self.tutorial[rest],
            tuple(self.tutorial),
            self.memory.tried.get(rest),
            keys=self.memory.screen.keys,
            trial=True,
        )
        body = part_one.question_page(asked, "../")
        return self.page(f"try/{rest}", _("Try the form"), body, form=True)

    def _question(self, rest: str, _asked: Mapping[str, str]) -> Reply | None:
        if stage_of(self.session) is not Stage.PART1:
            return Reply(location="../")
        return self.question_page(rest) if rest in self.questions else None

    def question_page(
        self,
        name: str,
        *,
        problem: str = "",
        status: HTTPStatus = HTTPStatus.OK,
        given: Posted | None = None,
    ) -> Reply:
        """Return a question of part 1."""
        if self.memory.at != name:
            self.memory.at = name
            self.memory.keep()
        asked = part_one.Asked(
            self.questions[name],
            tuple(self.questions),
            self.session.state.answers.get(name),
            given,
            states={key: standing(self.session, one) for key, one in self.questions.items()},
            keys=self.memory.screen.keys,
        )
        title = _("Question {number} of {count}").format(number=asked.number, count=len(self.questions))
        body = part_one.question_page(asked, "../")
        return self.page(f"q/{name}", title, body, problem=problem, status=status, form=True)

    def _review(self, _rest: str, _asked: Mapping[str, str]) -> Reply:
        if stage_of(self.session) is not Stage.PART1:
            return Reply(location="./")
        body = part_one.review_page(self.session, self.questions, "", self._last())
        return self.page("review", _("Review part 1"), body)

    def _last(self) -> str:
        """Return the question that was shown last; the first before any was."""
        return self.memory.at if self.memory.at in self.questions else next(iter(self.questions))

    def _block(self, rest: str, _asked: Mapping[str, str]) -> Reply | None:
        block, _slash, table = rest.partition("/")
        task = task_of(self.session, block)
        if stage_of(self.session) is not Stage.PART2:
            return Reply(location=up(f"block/{rest}"))
        if task is None:
            return None
        if not table:
            return self.block_page(part_two.Sheet(task))
        name = table.removesuffix(".csv")
        if name not in task.tables:
            return None
        if table.endswith(".csv"):
            content = task.tables[name].encode("utf-8-sig")
            return Reply(body=content, media="text/csv; charset=utf-8", name=table)
        return self.page(
            f"block/{rest}", name, sheets.table_page(name, task.tables[name], up(f"block/{rest}"), block)
        )

    def block_page(self, sheet: part_two.Sheet, *, problem: str = "") -> Reply:
        """Return a task of part 2."""
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
        body = part_two.block_page(self.session, sheet, "../")
        place = f"block/{sheet.task.block}"
        return self.page(place, sheet.task.title, body, problem=problem, status=status, form=True)

    def _quit(self, _rest: str, _asked: Mapping[str, str]) -> Reply:
        if stage_of(self.session) is not Stage.DONE:
            return Reply(location="./")
        return self.page("quit", _("Closed"), steps.closed())

    # ---- what is sent

    def _post(self, place: str, sent: Submission) -> Reply | None:
        head, _slash, rest = place.partition("/")
        if head in {"q", "try", "block"}:
            return asking.kept(self, head, rest, sent)
        if head == "drill":
            return asking.drill_sent(self, rest, sent)
        acts: dict[str, Callable[[str, Submission], Reply | None]] = {
            "screen": self._set_screen,
            "agree": self._agree,
            "start": self._start,
            "end": self._end,
            "pause": self._pause,
            "resume": self._pause,
            "call": self._call,
            "hand-in": self._hand_in,
            "stop": self._stop,
        }
        return acts[head](rest or head, sent) if head in acts else None

    def _set_screen(self, _rest: str, sent: Submission) -> Reply:
        asking.set_screen(self.memory, sent.first("go"))
        return Reply(location="./")

    def _agree(self, _rest: str, sent: Submission) -> Reply:
        if sent.first("agreed") != "yes":
            body = steps.welcome(self.session, "", tried=len(self.memory.tried))
            problem = _(
                "Tick the box to confirm that you keep to the rules. Without it the examination cannot begin."
            )
            return self.page(
                "agree", _("Rules"), body, problem=problem, status=HTTPStatus.UNPROCESSABLE_ENTITY
            )
        self.session.agree()
        return Reply(location="./")

    def _start(self, part: str, _sent: Submission) -> Reply:
        self.session.start_part(part)
        return Reply(location="../")

    def _end(self, part: str, sent: Submission) -> Reply:
        if sent.first("sure") == "yes":
            self.session.end_part(part)
            return Reply(location="../")
        problem = _("Tick the box to confirm. Nothing is handed in yet.")
        place = f"end/{part}"
        if part == PART1:
            body = part_one.review_page(self.session, self.questions, up(place), self._last())
        else:
            body = part_two.blocks_page(self.session, up(place), stage_of(self.session))
        return self.page(place, _("Hand in"), body, problem=problem, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _pause(self, place: str, sent: Submission) -> Reply:
        act = self.session.pause if place == "pause" else self.session.resume
        try:
            act(sent.first("code"))
        except PracticumError as error:
            body = steps.pause("", paused=self.session.state.paused)
            return self.page(place, _("Pause"), body, problem=str(error), status=_CONFLICT)
        return Reply(location="./")

    def _call(self, place: str, sent: Submission) -> Reply:
        self.session.call(sent.first("about").strip())
        return self.page(place, _("Raise your hand"), steps.call("", called=asking.now(self)))

    def _hand_in(self, place: str, sent: Submission) -> Reply:
        try:
            self.session.stop(sent.first("code"), self._key)
        except PracticumError as error:
            return self.page(place, _("Hand in"), steps.finish(""), problem=str(error), status=_CONFLICT)
        return Reply(location="./")

    def _stop(self, _place: str, _sent: Submission) -> Reply:
        if stage_of(self.session) is not Stage.DONE:
            raise PracticumError(_("The station stays open until the work is sealed and handed in."))
        self.closed = True
        return self.page("stop", _("Closed"), steps.closed())


_CONFLICT = HTTPStatus.CONFLICT


def up(place: str) -> str:
    """Return the way from a page to the first one."""
    return "../" * place.count("/")
