"""Which tools there are, by name; their definitions are imported when somebody asks for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.learn.tools.tool import Tool

if TYPE_CHECKING:
    from pathlib import Path

POST_MORTEM = "post-mortem"
_LOG = "d04-product-recall.jsonl"


class _Place(NamedTuple):
    """Where a tool's definition stands, and in which module's folder its file."""

    module: str
    code: str
    maker: str


_PLACES = {
    "objectives": _Place("m03", "strategy", "objectives"),
    "launch-checklist": _Place("m03", "strategy", "launch_checklist"),
    "risk-register": _Place("m10", "crisis", "risk_register"),
    "decision-rights": _Place("m10", "crisis", "decision_rights"),
    "alert-note": _Place("m10", "crisis", "alert_note"),
    "statement": _Place("m10", "crisis", "statement"),
    POST_MORTEM: _Place("m10", "post_mortem", "post_mortem"),
}


class _Tools(Mapping[str, Tool]):
    """The tools by slug, each made when it is asked for, in the language of that moment."""

    def __getitem__(self, slug: str) -> Tool:
        place = _PLACES[slug]
        maker = getattr(import_module(f"practicum.learn.tools.{place.code}"), place.maker)
        tool: Tool = maker()
        return tool

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


TOOLS: Mapping[str, Tool] = _Tools()


def find_tool(slug: str, folder: Path | None = None) -> Tool:
    """Return a tool.

    Args:
        slug: Its name.
        folder: Where its file stands, for a tool that reads other files there; by default the current one.

    Raises:
        PracticumError: No tool has that name; the sentence names those that exist.
    """
    if slug not in _PLACES:
        raise PracticumError(
            _("There is no tool called “{slug}”.").format(slug=slug),
            next_step=_("The tools are: {slugs}.").format(slugs=", ".join(_PLACES)),
        )
    if slug == POST_MORTEM and folder is not None:
        from practicum.learn.tools.post_mortem import post_mortem  # noqa: PLC0415  # reads a drill: not for all

        return post_mortem(folder / _LOG)
    return TOOLS[slug]


def module_of(slug: str) -> str:
    """Return the id of the module whose folder holds a tool's file."""
    return _PLACES[slug].module
