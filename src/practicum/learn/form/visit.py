"""What the plain form does: show what is kept, save what is given. The server only carries it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence import read_answers, read_log
from practicum.evidence.files import locked, write_atomically
from practicum.i18n import _
from practicum.learn.answers import keep
from practicum.learn.descriptions import find_descriptions, work_folder
from practicum.learn.folders import writing
from practicum.learn.form.fields import Field, Posted, check_ending, field_id, gather, spread
from practicum.learn.form.pages import exercises_page, handed_in_page, message_page
from practicum.learn.form.reply import Reply
from practicum.learn.handin import make_hand_in
from practicum.learn.holding import ANSWERS, files_of, held
from practicum.learn.learner import learner_name
from practicum.marking import MISSING, DrillLog, read_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.learn.form.multipart import Submission
    from practicum.marking import Description
    from practicum.project import Module, Project

MAX_FILE = 20_000_000


@dataclass(frozen=True)
class Saved:
    """What came of one submission.

    Attributes:
        count: How many answers were saved.
        errors: What could not be read, by exercise id.
        at: Id of the exercise whose button was pressed, or empty.
    """

    count: int
    errors: dict[str, str]
    at: str = ""


class Visit:
    """One learner's form for one module.

    Attributes:
        project: The course.
        module: The module.
        folder: Where answers are kept.
        asked: The exercises by id.
    """

    def __init__(self, project: Project, module: Module) -> None:
        self.project = project
        self.module = module
        self.folder = work_folder(project, module)
        with writing(self.folder / ANSWERS):
            pass  # a folder that cannot be made is said before anybody answers anything
        self.asked = find_descriptions(module.id, self.folder, project=project)

    @property
    def closing(self) -> str:
        """Where the answers are, as a sentence."""
        return _("Your answers are in {folder}.").format(folder=self.folder)

    def get(self, place: str, asked: Mapping[str, str]) -> Reply | None:
        """Return the form; it has no other page."""
        saved = asked.get("saved", "")[:3]
        return None if place else Reply(self.page(count=int(saved) if saved.isdecimal() else 0))

    def post(self, place: str, sent: Submission) -> Reply | None:
        """Save or hand in, whichever was asked for."""
        act = {"": self._saved, "hand-in": self._handed_in}.get(place)
        return act(sent) if act else None

    def _saved(self, sent: Submission) -> Reply:
        saved = self.save(sent)
        if not saved.errors:
            return Reply(location=f"./?saved={saved.count}{self.anchor(saved)}")
        page = self.page(count=saved.count, given=sent.texts, errors=saved.errors)
        return Reply(page, HTTPStatus.UNPROCESSABLE_ENTITY)

    def _handed_in(self, sent: Submission) -> Reply:
        try:
            return Reply(self.hand_in(sent))
        except PracticumError as error:
            page = message_page(_("Not handed in yet"), str(error))
            return Reply(page, HTTPStatus.UNPROCESSABLE_ENTITY)

    def page(
        self, *, count: int = 0, given: Posted | None = None, errors: dict[str, str] | None = None
    ) -> str:
        """Return the page with every exercise, as it stands or as it was just sent."""
        wrong = errors or {}
        rows = []
        sheet = read_answers(self.folder / ANSWERS)
        for one in self.asked.values():
            shown = given if given is not None and one.id in wrong else self._kept(one)
            label = _("Your answer to {id}").format(id=one.id)
            field = Field(one.id, label, one.kind, shown, wrong.get(one.id, ""))
            rows.append((one, field, held(one, self.folder, sheet)))
        head = [
            _("The tables are in {folder}: open them in a spreadsheet.").format(folder=self.project.datasets),
            _("Answers are kept in {folder}. You can close this page at any time and come back.").format(
                folder=self.folder
            ),
            _("Leave out what you cannot answer yet: not attempted is not an error."),
        ]
        return exercises_page(self.module, head, rows, saved=count, learner=self._learner())

    def save(self, sent: Submission) -> Saved:
        """Save every answer that was given and changed; what cannot be read leaves what was kept."""
        errors: dict[str, str] = {}
        count = 0
        for one in self.asked.values():
            try:
                count += self._save_one(one, sent)
            except PracticumError as error:
                errors[one.id] = error.problem
        return Saved(count, errors, (sent.texts.get("at") or [""])[0])

    def hand_in(self, sent: Submission) -> str:
        """Hand in, or say what is missing."""
        name = (sent.texts.get("name") or [""])[0].strip()
        if not (name or self._learner()):
            raise PracticumError(
                _("Your name is not known yet."), next_step=_("Go back and write it into its field.")
            )
        result = make_hand_in(self.project, self.module.id, name=name, anyway="anyway" in sent.texts)
        return handed_in_page(result, self._learner())

    def anchor(self, saved: Saved) -> str:
        """Return the fragment of the exercise at which the learner pressed Save, or nothing."""
        return f"#h-{field_id(saved.at)}" if saved.at in self.asked else ""

    def _learner(self) -> str:
        try:
            return learner_name(self.project)
        except PracticumError:
            return ""  # the field is empty then, and giving the name again repairs the file

    def _kept(self, one: Description) -> Posted:
        found = read_answers(self.folder / ANSWERS).answers.get(one.id)
        return {} if found is None else spread(one.id, one.kind, read_value(one.kind, found.value).value)

    def _save_one(self, one: Description, sent: Submission) -> bool:
        uploads = {name: kind for name, kind in files_of(one.id, one.kind).items() if name in sent.files}
        for name, kind in uploads.items():
            file_name, content = sent.files[name]
            if isinstance(kind, DrillLog):
                read_log(content)  # a damaged log must not replace the one that is there
            self._save_file(kind.file, file_name, content)
        value = gather(one.id, one.kind, sent.texts)
        if value is MISSING or value == gather(one.id, one.kind, self._kept(one)):
            return bool(uploads)
        problem = keep(one, value, self.folder, via="form").problem
        if problem:
            raise PracticumError(_("{problem} The other rows are saved.").format(problem=problem))
        return True

    def _save_file(self, wanted: str, name: str, content: bytes) -> None:
        check_ending(wanted, name)
        if len(content) > MAX_FILE:
            raise PracticumError(_("{name} is larger than 20 MB.").format(name=name))
        path = self.folder / wanted
        with locked(path):
            write_atomically(path, content)


def visit(project: Project, name: str) -> Visit:
    """Return the form of a module.

    Raises:
        PracticumError: The module is unknown, planned, or has no exercises.
    """
    module = project.module(name)
    if module.status == "planned":
        raise PracticumError(
            _("Module {id} is planned and has no exercises yet.").format(id=module.id),
            next_step=_("The modules that are open are: {ids}.").format(
                ids=", ".join(one.id for one in project.modules if one.status == "open")
            ),
        )
    return Visit(project, module)
