"""What is sent to the station: answers, ways to go on, the messages of scripts and of the drills."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.evidence import EvidenceError
from practicum.exam.station.answering import (
    artefacts,
    as_csv,
    as_pasted,
    given,
    read_as,
    sent_files,
    sent_for,
)
from practicum.exam.station.drill import drill_form, drill_message, drill_page
from practicum.exam.station.frame import policy
from practicum.exam.station.part_two import Sheet, drill_start, file_read
from practicum.exam.station.stage import (
    Stage,
    clock_of,
    kept_file,
    stage_of,
    standing,
    task_of,
    task_with,
)
from practicum.i18n import _, ngettext
from practicum.learn.form.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practicum.exam.station.memory import Memory
    from practicum.exam.station.visit import StationVisit
    from practicum.learn.form.multipart import Submission
    from practicum.marking import Description

_JSON = "application/json; charset=utf-8"
_REFUSED, _FAILED = HTTPStatus.CONFLICT, HTTPStatus.INSUFFICIENT_STORAGE
_FAULTS = {"disk-full", "log-full", "two-windows", "clock-back", "clock-apart"}


def now(visit: StationVisit) -> str:
    """Note that something was saved just now, and return the time of day."""
    visit.memory.saved = f"{datetime.now().astimezone():%H:%M}"
    return visit.memory.saved


def set_screen(memory: Memory, press: str) -> None:
    """Show or hide the clock, switch single keys on or off."""
    if press == "clock":
        memory.screen.clock = not memory.screen.clock
    elif press == "keys":
        memory.screen.keys = not memory.screen.keys
    else:
        return
    memory.keep()


# ---- answers, one page at a time


def kept(visit: StationVisit, head: str, rest: str, sent: Submission) -> Reply | None:
    """Save what a page of answers sent, then go where its button leads."""
    go = _wished(sent)
    if head == "block":
        return _kept_block(visit, rest, sent, go)
    asked = visit.tutorial if head == "try" else visit.questions
    if rest not in asked:
        return None
    try:
        if go != "clear":
            _keep(visit, asked[rest], sent, trial=head == "try")
    except PracticumError as error:
        problem = _unsaved(error)
        if head == "try" or _stage_changed(visit, Stage.PART1):
            raise
        return visit.question_page(rest, problem=problem, status=_status(error), given=sent.texts)
    if head == "try":
        return _go_trial(visit, rest, go)
    return _go_question(visit, rest, go, sent)


def _keep(visit: StationVisit, one: Description, sent: Submission, *, trial: bool = False) -> None:
    if not sent_for(one, sent) and not trial:
        # A browser sends nothing for radio buttons of which none is chosen: then nothing was said.
        return
    value = given(one, sent.texts)
    if trial:
        visit.memory.tried[one.id] = value
        return
    with saving():
        for kind, content in sent_files(one, sent).values():
            # The field for pasted rows shows what is kept, and a browser sends it back with every answer.
            if content != as_csv(as_pasted(kept_file(visit.session, kind))).encode("utf-8"):
                visit.session.save_file(one.id, kind.file, content)
        if value is not None or visit.session.state.answers.get(one.id) is not None:
            visit.session.save(one.id, value)
    now(visit)


class Unsaved(PracticumError):  # noqa: N818  the name says what came of it
    """The computer took nothing: it is not the answer's fault, and trying again may help."""


@contextmanager
def saving() -> Iterator[None]:
    """Tell what the computer could not do from what the session does not allow.

    Raises:
        Unsaved: The disk, the log or the clock is at fault.
    """
    try:
        yield
    except OSError as error:
        raise Unsaved(str(error)) from error
    except PracticumError as error:
        if isinstance(error, EvidenceError) or getattr(error, "code", "") in _FAULTS:
            raise Unsaved(error.problem, next_step=error.next_step) from error
        raise


def _stage_changed(visit: StationVisit, wanted: Stage) -> bool:
    return stage_of(visit.session) is not wanted or visit.session.state.paused


def _unsaved(error: PracticumError) -> str:
    start = _("Not saved. Stay on this page and raise your hand. Your answer is still here.")
    return f"{start} {error}"


def _status(error: PracticumError) -> HTTPStatus:
    return _FAILED if isinstance(error, Unsaved) else _REFUSED


def _wished(sent: Submission) -> str:
    """Return what was pressed; Enter in the field for a number means that number."""
    go = sent.first("go") or "stay"
    return "number" if go == "stay" and sent.first("number").strip() else go


def _go_trial(visit: StationVisit, name: str, go: str) -> Reply:
    names = list(visit.tutorial)
    at = names.index(name)
    if go == "clear":
        visit.memory.tried.pop(name, None)
    set_screen(visit.memory, go)
    if go == "rules" or (go == "next" and at == len(names) - 1):
        return Reply(location="../")
    step = {"next": 1, "previous": -1}.get(go, 0)
    return Reply(location=f"../try/{names[max(at + step, 0)]}")


def _go_question(visit: StationVisit, name: str, go: str, sent: Submission) -> Reply:
    names = list(visit.questions)
    at = names.index(name)
    if go == "clear":
        visit.session.save(name, None)
    elif go == "flag":
        visit.session.flag(name, on=name not in visit.session.state.flags)
    elif go == "number":
        number = sent.first("number").strip()
        if not (number.isdecimal() and 1 <= int(number) <= len(names)):
            problem = _("There are questions 1 to {count}; “{number}” is none of them.")
            return visit.question_page(name, problem=problem.format(count=len(names), number=number[:20]))
        return Reply(location=f"../q/{names[int(number) - 1]}")
    elif go in {"call", "pause", "review", "rules"} or (go == "next" and at == len(names) - 1):
        return Reply(location=f"../{'review' if go == 'next' else go}")
    elif go in names:
        return Reply(location=f"../q/{go}")
    set_screen(visit.memory, go)
    step = {"next": 1, "previous": -1}.get(go, 0)
    return Reply(location=f"../q/{names[max(at + step, 0)]}")


def _kept_block(visit: StationVisit, block: str, sent: Submission, go: str) -> Reply | None:
    task = task_of(visit.session, block)
    if task is None:
        return None
    errors, failed = {}, False
    for one in task.exercises.values():
        try:
            _keep(visit, one, sent)
        except PracticumError as error:
            if _stage_changed(visit, Stage.PART2):
                raise
            errors[one.id] = str(error)
            failed = failed or isinstance(error, Unsaved)
    if errors:
        problem = ngettext("One answer is not saved.", "{count} answers are not saved.", len(errors))
        said = problem.format(count=len(errors))
        more = _("Stay on this page and raise your hand.") if failed else " ".join(errors.values())
        return visit.block_page(Sheet(task, sent.texts, errors), problem=f"{said} {more}")
    return Reply(location=_way(visit, task, go))


def _way(visit: StationVisit, task: Any, go: str) -> str:
    """Return where a button on a task's page leads."""
    verb, _colon, name = go.partition(":")
    if go == "flag":
        visit.session.flag(task.block, on=task.block not in visit.session.state.flags)
    set_screen(visit.memory, go)
    ways = {"call": "../call", "pause": "../pause", "rules": "../rules", "blocks": "../"}
    if verb == "block" and task_of(visit.session, name):
        return f"../block/{name}"
    if verb == "table" and name in task.tables:
        return f"../block/{task.block}/{name}"
    if go == "drill" and task.drill:
        return f"../drill/{task.drill.slug}"
    return ways.get(go, f"../block/{task.block}")


# ---- what a script asks


def as_json(value: Any, status: HTTPStatus = HTTPStatus.OK) -> Reply:
    """Return a reply for a script."""
    return Reply(body=json.dumps(value).encode("ascii"), media=_JSON, status=status)


def answered(visit: StationVisit, place: str, sent: Submission) -> Reply:
    """Answer a script in JSON; what is refused and what failed is said in it, too."""
    head, _slash, rest = place.partition("/")
    try:
        if head == "drill":
            return as_json(_told_drill(visit, rest, sent.json))
        if head == "api":
            return as_json(_kept_by_notebook(visit, rest, sent.json))
        return as_json(_autosaved(visit, head, rest.removesuffix("/save"), sent))
    except Unsaved as error:
        return as_json({"unsaved": str(error)}, _FAILED)
    except PracticumError as error:
        moved = visit.session.state.paused or stage_of(visit.session) not in {Stage.PART1, Stage.PART2}
        return as_json({"refused": str(error), "moved": moved and head != "try"}, _REFUSED)


def _autosaved(visit: StationVisit, head: str, name: str, sent: Submission) -> dict[str, Any]:
    """Save one field, and say how it reads and how far the question is now."""
    if head == "block":
        task = task_of(visit.session, name)
        asked = task.exercises if task else {}
        name = sent.first("at")
    else:
        asked = visit.tutorial if head == "try" else visit.questions
    if name not in asked:
        raise PracticumError(_("There is no such question in this examination."))
    one, trial = asked[name], head == "try"
    _keep(visit, one, sent, trial=trial)
    raw = visit.memory.tried.get(name) if trial else visit.session.state.answers.get(name)
    read = {name: read_as(one.kind, raw)}
    if not trial:
        read |= {key: file_read(visit.session, kind) for key, kind in artefacts(one).items()}
    said = {
        key: {"said": each.said, "bad": each.unreadable, "shape": each.shape} for key, each in read.items()
    }
    answer: dict[str, Any] = {"saved": visit.memory.saved, "read": said, "not-yet": _("Not readable yet.")}
    if not trial:
        state = standing(visit.session, one)
        answer["cell"] = {"d": state.answered, "u": state.begun, "f": state.flagged}
        answer["words"] = state.words
    return answer


def time(visit: StationVisit) -> dict[str, Any]:
    """Return what the clock says, a warning that is due, and whether the page must change."""
    clock, state = clock_of(visit.session), visit.session.state
    said = {"short": clock.short, "total": clock.total, "spoken": clock.spoken} if clock else {}
    return {
        **said,
        "warning": visit.warning(),
        "stage": stage_of(visit.session).value,
        "paused": state.paused,
    }


def part_one(visit: StationVisit) -> dict[str, Any]:
    """Return part 1 for the notebook: the questions while the part is open, and what is kept."""
    is_open = stage_of(visit.session) is Stage.PART1 and not visit.session.state.paused
    questions = [one.model_dump(mode="json") for one in visit.questions.values()] if is_open else []
    return {**time(visit), "questions": questions, "answers": visit.session.state.answers if is_open else {}}


def _kept_by_notebook(visit: StationVisit, act: str, content: Any) -> dict[str, Any]:
    name = content.get("id") if isinstance(content, dict) else None
    if act not in {"save", "flag"} or not isinstance(name, str) or name not in visit.questions:
        raise PracticumError(_("There is no such question in this examination."))
    with saving():
        if act == "flag":
            visit.session.flag(name, on=bool(content.get("on")))
        else:
            visit.session.save(name, content.get("value"))
    read = read_as(visit.questions[name].kind, visit.session.state.answers.get(name))
    return {"saved": now(visit), "said": read.said, "bad": read.unreadable}


# ---- drills


def _told_drill(visit: StationVisit, slug: str, content: object) -> dict[str, Any]:
    """Answer a message of a drill's page; only the step before it starts the drill's clock."""
    drills = visit.session.state.drills
    if slug not in drills or drills[slug].state == "waiting":
        return {"type": "refused", "sentence": _("This drill has not begun. Go back to its task.")}
    return drill_message(visit.session, slug, content)


def drill(visit: StationVisit, rest: str, asked: Mapping[str, str]) -> Reply | None:
    """Return the page of a drill: first the step that starts its clock, then its desk."""
    task = task_with(visit.session, rest)
    if stage_of(visit.session) is not Stage.PART2:
        return Reply(location="../")
    if task is None or task.drill is None:
        return None
    if visit.session.state.drills[rest].state == "waiting":
        return visit.page(f"drill/{rest}", task.title, drill_start(visit.session, task, "../"))
    html = drill_page(visit.session, rest, asked, home=f"../block/{task.block}")
    return Reply(html, policy=policy(html))


def drill_sent(visit: StationVisit, rest: str, sent: Submission) -> Reply | None:
    """Start a drill, or carry out what a form of its page asks for."""
    slug, _slash, act = rest.partition("/")
    task = task_with(visit.session, slug)
    if task is None:
        return None
    if act == "start":
        visit.session.desk(slug)
        return Reply(location=f"../../drill/{slug}")
    if visit.session.state.drills[slug].state == "waiting":
        return Reply(location=f"../drill/{slug}")
    html = drill_form(visit.session, slug, sent.texts, home=f"../block/{task.block}")
    return Reply(html, policy=policy(html))
