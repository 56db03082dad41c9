"""The mark of one sealed cell, on its way from the clean process to notebook, gradebook and feedback."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from practicum.i18n import _
from practicum.look import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK_TYPE = "application/vnd.practicum.mark+json"
READ_SUFFIX = "-read"
ALARM = "Marking failed"
_BRIEF = ("points", "out_of", "html", "facts", "rubric", "debrief_html", "failed")


@dataclass(frozen=True)
class SealedMark:
    """One exercise's mark in every form in which it is shown.

    Attributes:
        points: What SaveAutoGrades is to read.
        out_of: What a right answer earns.
        html: The mark for formgrader, feedback and JupyterLab.
        markdown: The same as Markdown.
        text: The same as plain text.
        facts: `Mark.to_json()` of marking; empty when marking failed.
        reading_html: For a rubric, what a person is to read, beside the anchors; empty when there is nothing.
        reading_text: The same as plain text.
        rubric: The criteria by which it is read, as JSON values with their anchors; empty as `reading_html`.
        debrief_html: Of a drill, the debrief of the log that was handed in, without styles.
        failed: Why there is no mark, for the instructor's log. It may name sealed values: never shown.
    """

    points: float
    out_of: float
    html: str
    markdown: str
    text: str
    facts: dict[str, Any] = field(default_factory=dict)
    reading_html: str = ""
    reading_text: str = ""
    rubric: list[dict[str, Any]] = field(default_factory=list)
    debrief_html: str = ""
    failed: str = ""

    def outputs(self) -> dict[str, Any]:
        """Return the mark as the mime bundle of a notebook's output."""
        return {
            "text/html": self.html,
            "text/markdown": self.markdown,
            "text/plain": self.text,
            MARK_TYPE: {
                **self.facts,
                "failed": bool(self.failed),
                "rubric": self.rubric,
                "debrief_html": self.debrief_html,
            },
        }

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        return asdict(self)

    def brief(self) -> dict[str, Any]:
        """Return what gradebook, ledger and page need; the rest stands in the notebook already."""
        return {name: getattr(self, name) for name in _BRIEF}


def failed_mark(exercise: str, points: float, reason: str) -> SealedMark:
    """Return what stands in a sealed cell when no mark could be made: 0 points, said as our fault.

    Args:
        exercise: The exercise's id.
        points: What it is worth.
        reason: Why, for the log.
    """
    sentence = _(
        "{id} could not be marked. This is a fault of the course, not yours: tell your instructor."
    ).format(id=exercise)
    return SealedMark(0.0, points, f"<p>{escape(sentence)}</p>", sentence, sentence, failed=reason)


def sealed_facts(notebook: Any) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Yield id, cell and facts of each mark in an autograded notebook.

    Only the first output of a sealed cell is ours; in any other place a learner may have shown the like.
    """
    for cell in notebook.cells:
        ids = cell.metadata.get("nbgrader", {})
        if ids.get("grade") and not ids.get("solution"):
            yield ids["grade_id"], cell, cell.outputs[0]["data"][MARK_TYPE]
