"""Part 1 in JupyterLab: each cell asks one question and saves through the station, the only writer."""

from __future__ import annotations

import json
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

import ipywidgets as widgets
import nbformat

from practicum.errors import PracticumError
from practicum.evidence.files import locked, write_atomically
from practicum.exam.station.answering import field_hint
from practicum.i18n import _
from practicum.look import escape, fragment
from practicum.marking import Choice, Description, Order, Table

if TYPE_CHECKING:
    from pathlib import Path

NAME = "part1.ipynb"
_WIDE = widgets.Layout(width="auto", max_width="46rem")
_DIRECT = build_opener(ProxyHandler({}))  # the station is here: no proxy has a say


def write_notebook(folder: Path, url: str, names: list[str]) -> Path:
    """Write the notebook of part 1 into a folder.

    Args:
        folder: The session's folder.
        url: The station's address.
        names: Ids of the questions, in order.
    """
    start = f"from practicum.exam.station.notebook import Exam\n\nexam = Exam({url!r})"
    told = _("Part 1. Run each cell to see its question; every answer is saved as you give it.")
    cells = [nbformat.v4.new_markdown_cell(f"# {told}"), nbformat.v4.new_code_cell(start)]
    cells += [nbformat.v4.new_code_cell(f'exam.ask("{name}")') for name in names]
    for place, cell in enumerate(cells):
        cell["id"] = f"cell-{place}"
    path = folder / NAME
    with locked(path):
        write_atomically(path, nbformat.writes(nbformat.v4.new_notebook(cells=cells)).encode())
    return path


class Exam:
    """The station, seen from a notebook.

    Attributes:
        url: Its address.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def ask(self, name: str) -> Question:
        """Return a question, as the last expression of a cell shows it.

        Raises:
            PracticumError: The station does not answer, part 1 is not open, or there is no such question.
        """
        state = self.call("api")
        asked = {one["id"]: Description.model_validate(one) for one in state["questions"]}
        if not asked:
            raise PracticumError(
                _("Part 1 is not open."), next_step=_("Start it in the browser window of the station.")
            )
        if name not in asked:
            raise PracticumError(_("There is no such question in this examination."))
        return Question(self, asked[name], state["answers"].get(name))

    def time(self) -> str:
        """Say how much time is left."""
        return str(self.call("time").get("spoken") or _("Your time is said by the invigilator."))

    def call(self, place: str, sent: dict[str, Any] | None = None) -> dict[str, Any]:
        """Ask the station, and return its answer.

        Raises:
            PracticumError: It refuses, or is not there.
        """
        body = None if sent is None else json.dumps(sent).encode()
        request = Request(f"{self.url}{place}", body, {"Content-Type": "application/json"})  # noqa: S310  ours
        try:
            with _DIRECT.open(request, timeout=10) as reply:
                answer: dict[str, Any] = json.load(reply)
                return answer
        except HTTPError as error:
            said = json.load(error) if error.code == HTTPStatus.CONFLICT else {}
            raise PracticumError(said.get("refused") or _not_saved()) from error
        except (URLError, OSError, ValueError) as error:
            raise PracticumError(_not_saved()) from error


class Question:
    """One question as widgets.

    Attributes:
        ui: What to display.
        fields: The controls, by the name of a row or place; one control has the name "".
        said: What came of the last save.
    """

    def __init__(self, exam: Exam, one: Description, kept: Any) -> None:
        self._exam, self.one = exam, one
        self.fields = _fields(one, kept)
        self.said = widgets.HTML()
        text = widgets.HTML(
            fragment(f"<h2>{escape(one.title)}</h2><p class='read'>{escape(one.question)}</p>")
        )
        hint = widgets.HTML(fragment(f"<p class='small'>{escape(field_hint(one.kind))}</p>"))
        self.ui = widgets.VBox([text, hint, *self.fields.values(), self.said])
        for control in self.fields.values():
            control.observe(partial(self._save), names="value")

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415  only where there is a front end

        display(self.ui)  # type: ignore[no-untyped-call]

    def _save(self, _change: object) -> None:
        try:
            answer = self._exam.call("api/save", {"id": self.one.id, "value": self.value})
        except PracticumError as error:
            self.said.value = fragment(f'<p class="bad" role="alert"><b>{escape(str(error))}</b></p>')
            return
        saved = _("Saved at {time}.").format(time=answer["saved"])
        self.said.value = fragment(f'<p role="status">{escape(saved)} {escape(answer["said"])}</p>')

    @property
    def value(self) -> Any:
        """The answer as it stands, None for none."""
        given = {name: control.value for name, control in self.fields.items()}
        if isinstance(self.one.kind, Table):
            return {name: value for name, value in given.items() if value is not None} or None
        if isinstance(self.one.kind, Order):
            return [value for value in given.values() if value is not None] or None
        return given[""] or None


def _fields(one: Description, kept: Any) -> dict[str, Any]:
    kind = one.kind
    if isinstance(kind, Table):
        rows = kept if isinstance(kept, dict) else {}
        return {
            row: _choice(kind.label(row), inner.options, rows.get(row))
            for row, inner in kind.rows.items()
            if isinstance(inner, Choice)
        }
    if isinstance(kind, Order):
        places = [*(kept if isinstance(kept, list) else []), *[None] * len(kind.items)][: len(kind.items)]
        return {
            str(place): _choice(_("Place {number}").format(number=place), kind.items, value)
            for place, value in enumerate(places, start=1)
        }
    if isinstance(kind, Choice):
        options = [(text, key) for key, text in kind.options.items()]
        value = kept if kept in kind.options else None
        return {"": widgets.RadioButtons(options=options, value=value, description=_("Answer"), layout=_WIDE)}
    # Saved when the field is left, as on the station's own page.
    text = "" if kept is None else str(kept)
    return {"": widgets.Text(value=text, description=_("Answer"), continuous_update=False, layout=_WIDE)}


def _choice(label: str, options: Any, value: Any) -> widgets.Dropdown:
    listed = [(_("Choose"), None), *((text, key) for key, text in options.items())]
    return widgets.Dropdown(
        options=listed,
        value=value if value in options else None,
        description=label,
        layout=_WIDE,
        style={"description_width": "initial"},
    )


def _not_saved() -> str:
    return _(
        "Not saved: the station does not answer. Stay here and raise your hand. Your answer still stands "
        "above."
    )
