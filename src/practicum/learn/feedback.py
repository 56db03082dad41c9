"""Feedback that came back on a hand-in: where it lies, and what it says of each exercise.

Nothing here trusts the page: it is read for the learner's own overview, never for a mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence.files import read_bounded
from practicum.learn.learner import file_name, learner_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from practicum.project import Module, Project

WAITING = "waiting"
"""What the page says of an exercise that a person still reads."""

_MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class Returned:
    """A page of feedback.

    Attributes:
        path: The page.
        at: When it was put there.
        score: Points so far; None when the page does not say.
        out_of: What the module is worth; None as above.
        outcomes: The outcome of each exercise, or `WAITING`, by its id; empty for a page that is not ours.
    """

    path: Path
    at: datetime
    score: float | None = None
    out_of: float | None = None
    outcomes: Mapping[str, str] = field(default_factory=dict)


def find_feedback(project: Project, module: Module) -> Returned | None:
    """Return the newest feedback on a module, or None.

    It is looked for where `nbgrader fetch_feedback` puts it, `<module>/feedback/<time>/<module>.html` in the
    learner's folder or in the course's, and where ours lies, `feedback/<learner>/<module>/<module>.html`.
    A page that cannot be read counts as none.
    """
    for at, path in sorted(_candidates(project, module), reverse=True):
        try:
            text = read_bounded(path, _MOST_BYTES).decode("utf-8")
        except (PracticumError, UnicodeDecodeError):
            continue
        page = _Page()
        page.feed(text)
        page.close()
        return Returned(path, datetime.fromtimestamp(at, UTC), page.score, page.out_of, page.outcomes)
    return None


def _candidates(project: Project, module: Module) -> Iterator[tuple[float, Path]]:
    name = f"{module.slug}.html"
    found = [project.work / module.slug / "feedback" / name]
    for place in (project.work, project.root):
        found += sorted((place / module.slug / "feedback").glob(f"*/{name}"))
    found += sorted((project.work / "feedback").glob(f"*/{module.slug}/{name}"))
    found += _of_this_learner(project, module)
    yield from ((path.stat().st_mtime, path) for path in dict.fromkeys(found) if path.is_file())


def _of_this_learner(project: Project, module: Module) -> list[Path]:
    """Return the page in the course's own `feedback/`, where everybody's lie: only if it is surely theirs."""
    try:
        name = learner_name(project)
    except PracticumError:
        return []
    if not name:
        return []
    own = re.compile(rf"{re.escape(file_name(name))}(?:-[0-9a-f]{{6}})?")
    pages = sorted((project.root / "feedback").glob(f"*/{module.slug}/{module.slug}.html"))
    pages = [path for path in pages if own.fullmatch(path.parent.parent.name)]
    return pages if len(pages) == 1 else []


class _Page(HTMLParser):
    """Picks up what the page says for machines, in `data-` attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.score: float | None = None
        self.out_of: float | None = None
        self.outcomes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the points and the outcome of an exercise, each the first time that it is said."""
        said = {name: value or "" for name, value in attrs}
        if tag == "section" and "data-score" in said and self.score is None:
            self.score, self.out_of = _number(said["data-score"]), _number(said.get("data-out-of", ""))
        if tag == "tr" and "data-exercise" in said:
            self.outcomes.setdefault(said["data-exercise"], said.get("data-outcome", ""))


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,4})?", text) else None
