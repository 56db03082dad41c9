"""What a handed-in notebook becomes: released cells in their released form, the learner's answers, our marks.

Plain functions on notebooks as JSON holds them. The clean process uses them on dictionaries, nbgrader's steps
(`restore`, `sealed`) on nbformat's nodes, which are dictionaries too: so both ways end in one notebook.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from practicum.evidence import EvidenceError
from practicum.evidence.files import read_bounded
from practicum.evidence.strictjson import load
from practicum.grading.marks import READ_SUFFIX, SealedMark, failed_mark
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MAX_BYTES = 20_000_000
MAX_CELLS = 2_000  # of the learner's own; ours are always there
_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_TYPES = ("code", "markdown", "raw")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_PROTOCOL = re.compile(
    r"\b(?:(javascript|vbscript)\s*|(data)(?=\S*/))(?::|&colon;|&#0*58;|&#x0*3a;)", re.IGNORECASE
)
_CLEAN_MEDIA = re.compile(r"image/(png|jpeg|gif)")


def flag(cell: Mapping[str, Any], name: str) -> Any:
    """Return one field of a cell's nbgrader metadata; None without it, or when the metadata is none."""
    metadata = cell["metadata"].get("nbgrader")
    return metadata.get(name) if isinstance(metadata, dict) else None


def cell_id(cell: Mapping[str, Any]) -> str:
    """Return a cell's nbgrader id; empty for a cell without one, or with one that is no text."""
    name = flag(cell, "grade_id")
    return name if isinstance(name, str) else ""


def masters(released: Mapping[str, Any]) -> dict[str, Any]:
    """Return the released cells that nbgrader keeps in its gradebook, by id."""
    kept = ("grade", "solution", "locked", "task")
    return {cell_id(cell): cell for cell in released["cells"] if any(flag(cell, name) for name in kept)}


def restore(cells: list[Any], known: Mapping[str, Any]) -> tuple[list[Any], list[str]]:
    """Return the cells with every released one in place once, and a sentence for each that was mended.

    Only the source of an answer cell is the learner's. Cells that the learner added stay, without nbgrader's
    metadata. Of several cells with one id the last keeps it, as in nbgrader.
    """
    notes: list[str] = []
    seen: set[str] = set()
    taken = {master.get("id") for master in known.values()}
    kept: list[Any] = []
    for cell in reversed(cells):
        name = cell_id(cell)
        if name in known and name not in seen:
            seen.add(name)
            kept.append(_restored(cell, known[name]))
            continue
        if cell["metadata"].pop("nbgrader", None) is not None:
            notes.append(
                _("Cell “{name}” is a copy or was never released: an ordinary cell now.").format(name=name)
            )
        if cell.get("id") in taken:  # nbformat wants every id once, and the released cell has this one
            cell["id"] = f"was-{cell['id']}"[:64]
        kept.append(cell)
    kept.reverse()
    return kept, notes + _add_missing(kept, known)


def _add_missing(cells: list[Any], known: Mapping[str, Any]) -> list[str]:
    places = {cell_id(cell): index for index, cell in enumerate(cells)}
    if places.keys() >= known.keys():
        return []
    notes = []
    place = 0
    for name, master in known.items():
        found = next((index for index, cell in enumerate(cells) if cell_id(cell) == name), None)
        if found is None:
            notes.append(_("Cell “{name}” was deleted and is put back.").format(name=name))
            cells.insert(place, copy.deepcopy(master))
            found = place
        place = found + 1
    return notes


def _restored(cell: Any, master: Any) -> Any:
    fresh = copy.deepcopy(master)
    if flag(master, "solution"):
        fresh["source"] = cell["source"]
    return fresh


def read_released(path: Path) -> dict[str, Any]:
    """Return a released notebook, our own, with each source as one text."""
    released: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for cell in released["cells"]:
        cell["source"] = "".join(cell["source"])
    return released


def read_notebook(path: Path, released: Mapping[str, Any]) -> tuple[list[Any], list[str]]:
    """Return the cells of a handed-in notebook as plain data, without outputs, and what was mended.

    Whatever stands in the file, this returns: a file that is no notebook counts as the released one.
    """
    try:
        document = load(read_bounded(path, MAX_BYTES), name=path.name)
        reason = _("{name} holds no list of cells.").format(name=path.name)
    except EvidenceError as error:
        document, reason = None, error.problem
    if isinstance(document, dict) and isinstance(document.get("cells"), list):
        return _plain_cells(document["cells"], {*masters(released)})
    note = _("The empty notebook stands in place of the handed-in one; marks do not need it. {reason}")
    return copy.deepcopy(released["cells"]), [note.format(reason=reason)]


def _plain_cells(cells: list[Any], known: set[str]) -> tuple[list[Any], list[str]]:
    """Return each cell as nbformat wants it; beyond a bound, the learner's own cells are dropped."""
    notes: list[str] = []
    ids: set[str] = set()
    plain = [
        _plain_cell(cell, number, ids)
        for number, cell in enumerate(cells)
        if isinstance(cell, dict) and cell.get("cell_type") in _TYPES
    ]
    counting = {cell_id(cell): number for number, cell in enumerate(plain) if cell_id(cell) in known}
    own = [number for number, cell in enumerate(plain) if counting.get(cell_id(cell)) != number]
    if len(own) > MAX_CELLS:
        notes.append(
            _("The notebook holds {count} cells of its own; the first {kept} are kept.").format(
                count=len(own), kept=MAX_CELLS
            )
        )
        dropped = set(own[MAX_CELLS:])
        plain = [cell for number, cell in enumerate(plain) if number not in dropped]
    return plain, notes


def _plain_cell(cell: dict[str, Any], number: int, ids: set[str]) -> dict[str, Any]:
    source = cell.get("source")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    name = cell.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name) or name in ids:
        name = hashlib.sha256(f"{number} {name}".encode()).hexdigest()[:16]
    ids.add(name)
    metadata = cell.get("metadata")
    sealed = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    clean: dict[str, Any] = {
        "cell_type": cell["cell_type"],
        "id": name,
        "metadata": {} if sealed is None else {"nbgrader": sealed},
        "source": source if isinstance(source, str) else "",
    }
    if clean["cell_type"] == "code":
        clean |= {"execution_count": None, "outputs": []}
    elif pictures := _pictures(cell.get("attachments")):
        clean["attachments"] = pictures
    return clean


def _pictures(attachments: object) -> dict[str, dict[str, str]]:
    """Return pictures that a learner put into a Markdown cell; anything else is left out."""
    if not isinstance(attachments, dict):
        return {}
    return {
        name: {
            kind: data for kind, data in bundle.items() if _CLEAN_MEDIA.fullmatch(kind) and type(data) is str
        }
        for name, bundle in attachments.items()
        if isinstance(bundle, dict)
    }


def seal(cell: Any, mark: SealedMark | None) -> SealedMark:
    """Put a mark into the outputs of a grade cell, where nbgrader reads its score, and return the mark used.

    Args:
        cell: A locked grade cell of ours.
        mark: Its mark; None when none was made, which then stands there as our fault.
    """
    points = float(flag(cell, "points"))
    mark = mark or failed_mark(cell_id(cell), points, _("no mark was made"))
    cell["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": mark.outputs()},
        {  # nbgrader takes its score from the first result whose text is one number
            "output_type": "execute_result",
            "metadata": {},
            "data": {"text/plain": repr(mark.points)},
            "execution_count": cell.get("execution_count"),
        },
    ]
    return mark


def show_reading(cell: Any, mark: SealedMark | None) -> None:
    """Let nbgrader ask for a person exactly when there is, or may be, something to read.

    For nbgrader, an answer cell whose checksum still fits was left blank: 0, and nobody is asked. Here the
    answer is in the evidence and the cell stays as released, so the checksum follows the evidence.
    """
    if mark is None or mark.failed:
        cell["metadata"]["nbgrader"].pop("checksum", None)
    elif mark.reading_html:
        cell["metadata"]["nbgrader"].pop("checksum", None)
        shown = {"text/html": mark.reading_html, "text/plain": mark.reading_text}
        cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": shown}]


def sealed_cells(cells: list[Any], marks: Mapping[str, SealedMark]) -> dict[str, SealedMark]:
    """Put all marks into their cells; return the mark of every locked grade cell by id."""
    given = {}
    for cell in cells:
        if cell["cell_type"] != "code" or not flag(cell, "grade"):
            continue
        name = cell_id(cell)
        if flag(cell, "solution"):
            show_reading(cell, marks.get(name.removesuffix(READ_SUFFIX)))
        else:
            given[name] = seal(cell, marks.get(name))
    return given


def scores(cells: list[Any], known: Mapping[str, Any]) -> Iterator[tuple[str, float | None]]:
    """Yield each grade cell's id with the score that nbgrader reads there; None asks for a person."""
    for cell in cells:
        if not flag(cell, "grade"):
            continue
        name = cell_id(cell)
        if flag(cell, "solution"):
            yield name, 0.0 if blank(cell, known[name]) else None
        elif cell["cell_type"] == "code":
            yield name, float(cell["outputs"][-1]["data"]["text/plain"])
        else:
            yield name, None


def blanks(cells: list[Any], known: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield each answer cell's id and whether nbgrader notes "No response." there."""
    for cell in cells:
        if flag(cell, "solution"):
            yield cell_id(cell), blank(cell, known[cell_id(cell)])


def blank(cell: Any, master: Any) -> bool:
    """Return whether an answer cell still is as it was released, by what nbgrader's checksum covers."""
    return flag(cell, "checksum") is not None and cell["source"] == master["source"]


def unmarked(released: Mapping[str, Any], reason: str) -> tuple[list[Any], dict[str, SealedMark]]:
    """Return the released cells when a hand-in could not be marked: 0 points each, said as our fault.

    Nobody is asked to read: there is nothing to see. `reason` is for the instructor's log.
    """
    cells = copy.deepcopy(released["cells"])
    marks = {}
    for cell in cells:
        if cell["cell_type"] == "code" and flag(cell, "grade") and not flag(cell, "solution"):
            name = cell_id(cell)
            marks[name] = seal(cell, failed_mark(name, float(flag(cell, "points")), reason))
    return cells, marks


def notebook_text(notebook: Mapping[str, Any]) -> str:
    """Return a notebook as nbformat writes it."""
    text = json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")


def harmless_text(source: Any) -> str:
    """Return Markdown in which markup is shown, not obeyed, and links lead to no code."""
    text = "".join(source) if isinstance(source, list) else str(source)
    return _PROTOCOL.sub(r"\1\2 ", _TAG.sub("&lt;", text))


def make_texts_harmless(cells: list[Any]) -> None:
    """Change, in place, the learner's texts so that showing them in a browser can do nothing."""
    for cell in cells:
        if cell["cell_type"] != "code" and not flag(cell, "locked"):
            cell["source"] = harmless_text(cell["source"])
