"""The tools of the trade on plain pages: the same file, the same rows, the same remarks as in a notebook."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.learn.descriptions import work_folder
from practicum.learn.folders import writing
from practicum.learn.form.reply import Reply
from practicum.learn.form.tool_pages import Sheet, tool_page, tools_page
from practicum.learn.tools.content import tidy
from practicum.learn.tools.registry import TOOLS, find_tool, module_of
from practicum.learn.tools.remarks import remarks
from practicum.learn.tools.said import amount, kept_as, left_out
from practicum.learn.tools.store import kept, save, versions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from practicum.learn.form.multipart import Submission
    from practicum.learn.tools.tool import Record, Tool
    from practicum.project import Project

_REMOVE = re.compile(r"remove-([1-9][0-9]{0,3})")


@dataclass(frozen=True)
class _Sent:
    """What a tool's page sent: its rows, what was pressed, and which content it had been filled with."""

    records: list[Record]
    press: str
    seen: str


class ToolsVisit:
    """One learner's tools.

    Attributes:
        project: The course.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        with writing(project.work / "tools"):
            pass  # a folder that cannot be made is said before anybody writes anything

    @property
    def closing(self) -> str:
        """Where the files are, as a sentence."""
        return _("Your files are in {folder}.").format(folder=self.project.work)

    def get(self, place: str, asked: Mapping[str, str]) -> Reply | None:
        """Return the list of tools, or the page of one."""
        if not place:
            return Reply(tools_page([(self._tool(slug), self._state(slug)) for slug in self._slugs()]))
        if place not in self._slugs():
            return None
        tool, folder = self._tool(place), self._folder(place)
        found = kept(tool, folder)
        sheet = Sheet(
            tool=tool,
            folder=folder,
            records=found.records or [tool.blank],
            seen=found.seen,
            remarks=remarks(tool, found.records) if found.there else [],
            versions=versions(tool, folder),
            problem=found.problem,
        )
        done = _done(sheet, asked) or left_out(found)
        return Reply(tool_page(replace(sheet, done=done), fresh="saved" in asked))

    def post(self, place: str, sent: Submission) -> Reply | None:
        """Save, check, add a row or remove one."""
        if place not in self._slugs():
            return None
        tool, folder = self._tool(place), self._folder(place)
        given = _read(tool, sent)
        if given.press == "save":
            return self._save(tool, folder, given)
        return Reply(tool_page(_changed(self._sheet(tool, folder, given), given.press), fresh=True))

    def _save(self, tool: Tool, folder: Path, given: _Sent) -> Reply:
        try:
            with writing(folder / tool.file):
                saved = save(tool, given.records, folder, seen=given.seen)
        except PracticumError as error:
            sheet = replace(self._sheet(tool, folder, given), problem=str(error))
            return Reply(tool_page(sheet, fresh=True), HTTPStatus.UNPROCESSABLE_ENTITY)
        former = f"&former={saved.former.name}" if saved.former else ""
        foreign = "&foreign=1" if saved.foreign else ""
        return Reply(location=f"./{tool.slug}?saved=1{former}{foreign}")

    def _sheet(self, tool: Tool, folder: Path, given: _Sent) -> Sheet:
        return Sheet(tool, folder, given.records, given.seen, versions=versions(tool, folder))

    def _slugs(self) -> list[str]:
        """Return the tools whose module this course has."""
        known = {module.id for module in self.project.modules}
        return [slug for slug in TOOLS if module_of(slug) in known]

    def _folder(self, slug: str) -> Path:
        return work_folder(self.project, self.project.module(module_of(slug)))

    def _tool(self, slug: str) -> Tool:
        return find_tool(slug, self._folder(slug))

    def _state(self, slug: str) -> str:
        """Say what is there of a tool."""
        tool = self._tool(slug)
        found = kept(tool, self._folder(slug))
        if found.problem:
            return found.problem
        return amount(tool, found.records) if found.there else _("Not begun yet.")


def _read(tool: Tool, sent: Submission) -> _Sent:
    """Return the rows that a page sent, as many as it says, and never more than the tool takes."""

    def first(name: str) -> str:
        return (sent.texts.get(name) or [""])[0]

    count = first("rows")[:4]
    rows = min(int(count), tool.most) if count.isdecimal() else 1
    records = [{one.name: first(f"{row}.{one.name}") for one in tool.fields} for row in range(1, rows + 1)]
    return _Sent(records, first("do") or "save", first("seen"))


def _changed(sheet: Sheet, press: str) -> Sheet:
    """Do what was pressed to what is shown; the file stays as it is."""
    tool, records = sheet.tool, list(sheet.records)
    removed = _REMOVE.fullmatch(press)
    if press == "add" and len(records) < tool.most:
        done = _("Row {row} was added. Save keeps it.").format(row=len(records) + 1)
        return replace(sheet, records=[*records, tool.blank], focus=len(records) + 1, done=done)
    if removed and int(removed[1]) <= len(records):
        place = int(removed[1])
        done = _("Row {row} was removed here. Save removes it from the file.").format(row=place)
        del records[place - 1]
        return replace(sheet, records=records or [tool.blank], focus=min(place, len(records) or 1), done=done)
    rows = tidy(tool, records)
    done = _("Checked, not saved. {amount}").format(amount=amount(tool, rows))
    return replace(sheet, records=rows or [tool.blank], remarks=remarks(tool, rows), done=done)


def _done(sheet: Sheet, asked: Mapping[str, str]) -> str:
    """Say what the visit that led here did; a version that the address names must be there."""
    if "saved" not in asked or not sheet.seen:
        return ""
    said = _("Saved. {amount}").format(amount=amount(sheet.tool, tidy(sheet.tool, sheet.records)))
    former = asked.get("former", "")
    if former not in {path.name for path in sheet.versions}:
        return said
    return f"{said} {kept_as(former, foreign='foreign' in asked)}"
