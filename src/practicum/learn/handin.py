"""Hand in: say what is missing first, then make one file that holds everything that is marked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.evidence import AnswerSheet, read_answers, write_bundle
from practicum.i18n import _, ngettext
from practicum.learn import journal
from practicum.learn.descriptions import find_descriptions, work_folder
from practicum.learn.folders import writing
from practicum.learn.holding import ANSWERS, drill_title, files_of, held, held_log
from practicum.learn.learner import file_name, learner_name
from practicum.learn.show import show
from practicum.look import escape
from practicum.marking import DrillLog
from practicum.project import Module, Project

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from practicum.marking import Description


@dataclass(frozen=True)
class HandIn:
    """What came of handing in.

    Attributes:
        module: The module.
        missing: What is not there or cannot be read, one sentence each.
        files: Names of the files that are handed in.
        path: The one file to give to the instructor; nothing when it was not made.
        receipt: A short code of that file's content, to note down.
    """

    module: Module
    missing: tuple[str, ...]
    files: tuple[str, ...] = ()
    path: Path | None = None
    receipt: str = ""

    @property
    def made(self) -> bool:
        """Whether the file was made."""
        return self.path is not None

    def sentences(self) -> list[str]:
        """Return what to tell the learner around the list of what is missing: before it, and after it."""
        if self.path is not None:
            before = _("{file} is made. Give this one file to your instructor.").format(file=self.path)
            after = _("Your receipt is {receipt}: note it down, it names exactly this file.").format(
                receipt=self.receipt
            )
            if self.missing:
                before += " " + _("Handed in without:")
            return [before, after]
        before = ngettext(
            "Nothing was made yet: one thing is missing.",
            "Nothing was made yet: {count} things are missing.",
            len(self.missing),
        ).format(count=len(self.missing))
        after = _("Complete it, or hand in as it is: not attempted is not an error.")
        return [before, after]

    def text(self) -> str:
        """Return the whole message as plain text."""
        before, after = self.sentences()
        return _as_text(before, self.missing, after)


def hand_in(module: str, *, name: str = "", anyway: bool = False) -> None:
    """Name what is missing; then, or with `anyway=True`, make the one file that you hand in.

    Args:
        module: The module's id, for example `m08`.
        name: Your name; asked once, then kept in `work/learner.toml`.
        anyway: Hand in although something is missing.

    Raises:
        PracticumError: The module is unknown or planned, no name was ever given, or a file cannot
            be read or written.
    """
    result = make_hand_in(Project.find(), module, name=name, anyway=anyway)
    before, after = result.sentences()
    if not result.made:
        after += " " + _("To hand in as it is, add anyway=True.")
    listed = "".join(f"<li>{escape(sentence)}</li>" for sentence in result.missing)
    show(
        f"<p><b>{escape(before)}</b></p>{f'<ul>{listed}</ul>' if listed else ''}<p>{escape(after)}</p>",
        _as_text(before, result.missing, after),
    )


def _as_text(before: str, missing: tuple[str, ...], after: str) -> str:
    return "\n".join([before, *(f"- {sentence}" for sentence in missing), after])


def make_hand_in(project: Project, name_of_module: str, *, name: str = "", anyway: bool = False) -> HandIn:
    """Do what `hand_in` says, without showing it; the command line uses this.

    Raises:
        PracticumError: See `hand_in`.
    """
    module = project.module(name_of_module)
    folder = work_folder(project, module)
    if module.status == "planned" or not folder.is_dir():
        raise PracticumError(
            _("There is nothing of {module} to hand in: {folder} does not exist.").format(
                module=module.id, folder=folder
            ),
            next_step=_("Open the module from the course's home page first."),
        )
    learner = learner_name(project, name)
    if not learner:
        raise PracticumError(
            _("Your name is not known yet."),
            next_step=_(
                'Give it once: hand_in("{module}", name="Your name") in a notebook, '
                'or practicum hand-in {module} --name "Your name" in a terminal.'
            ).format(module=module.id),
        )
    known = find_descriptions(module.id, folder, project=project)
    missing = tuple(filter(None, _missing(project, module, known)))
    if missing and not anyway:
        return HandIn(module, missing)
    names = tuple(one for one in _expected(module, known) if (folder / one).is_file())
    path = project.work / "hand-in" / f"{module.slug}-{file_name(learner)}.zip"
    with writing(path):
        write_bundle(path, folder, names, module=module.slug, learner=learner)
    code = sha256(path.read_bytes()).hexdigest()[:8].upper()
    receipt = f"{code[:4]}-{code[4:]}"
    journal.record("hand-in", module.id, project=project, receipt=receipt, missing=len(missing))
    return HandIn(module, missing, names, path, receipt)


def _notebook(module: Module) -> str:
    return f"{module.slug}.ipynb"


def _expected(module: Module, known: Mapping[str, Description]) -> list[str]:
    """Return the names of all files that the module asks for, each once."""
    names = [_notebook(module), ANSWERS]
    names += [file.file for one in known.values() for file in files_of(one.id, one.kind).values()]
    if module.drill:
        names.append(f"{module.drill}.jsonl")
    return list(dict.fromkeys(names))


def _missing(project: Project, module: Module, known: Mapping[str, Description]) -> Iterator[str]:
    folder = work_folder(project, module)
    try:
        sheet = read_answers(folder / ANSWERS)
    except PracticumError as error:
        yield str(error)
        sheet = AnswerSheet()
    yield from (_missing_of(asked, folder, sheet) for asked in known.values())
    yield _missing_drill(project, module, known)
    yield _about_notebook(folder / _notebook(module), sheet)


def _missing_of(asked: Description, folder: Path, sheet: AnswerSheet) -> str:
    """Return one sentence about what an exercise still lacks, or nothing."""
    found = held(asked, folder, sheet)
    facts = {"id": asked.id, "title": asked.title, "problem": found.problem}
    if found.problem:
        return _("{id}, {title}: {problem}").format(**facts)
    if found.present:
        return ""
    if isinstance(asked.kind, DrillLog):
        return _("{id}, {title}: the drill is not played, {file} is not there.").format(
            file=found.name, **facts
        )
    if found.name:
        return _("{id}, {title}: the file {file} is not there.").format(file=found.name, **facts)
    return _("{id}, {title}: no answer is recorded.").format(**facts)


def _missing_drill(project: Project, module: Module, known: Mapping[str, Description]) -> str:
    """Return one sentence about the module's drill when no exercise asks for its log, or nothing."""
    asked = {one.kind.drill for one in known.values() if isinstance(one.kind, DrillLog)}
    if not module.drill or module.drill in asked or not (project.scenarios / module.drill).is_dir():
        return ""
    found = held_log(work_folder(project, module) / f"{module.drill}.jsonl")
    title = drill_title(module.drill)
    if found.problem:
        return _("The drill “{drill}”: {problem}").format(drill=title, problem=found.problem)
    return "" if found.present else _("The drill “{drill}” is not played.").format(drill=title)


def _about_notebook(path: Path, sheet: AnswerSheet) -> str:
    """Say when the notebook is absent, damaged, never run, or older than its own answers."""
    facts = {"file": path.name}
    by_notebook = [given.at for given in sheet.answers.values() if given.via == "notebook"]
    if sheet.answers and not by_notebook:
        return ""  # everything came through the form: the notebook need not have been touched
    if not path.is_file():
        return _("The notebook {file} is not there.").format(**facts)
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        ran = any(_was_run(cell) for cell in cells)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _("The notebook {file} cannot be read. Open it again from the home page.").format(**facts)
    if not ran:
        return _("The notebook {file} was never run, or was not saved since.").format(**facts)
    if by_notebook and path.stat().st_mtime < max(by_notebook).timestamp():
        return _("The notebook {file} was not saved since your last answer: press Ctrl S.").format(**facts)
    return ""


def _was_run(cell: Mapping[str, Any]) -> bool:
    return cell.get("cell_type") == "code" and cell.get("execution_count") is not None
