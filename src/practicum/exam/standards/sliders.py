"""A judge sheet in a notebook: a slider for each question, saved into the same CSV file at every move.

Sliders are worked with the arrow keys, too, and each has its question as its label. A question counts only
once its slider was moved or confirmed: no judge is led by where a slider happens to stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import nbformat

from practicum.exam.standards.sheets import fill, read_sheet, rows_of
from practicum.i18n import _
from practicum.look import escape, fragment

if TYPE_CHECKING:
    from pathlib import Path

_MIDDLE = 50
_LABEL = {"description_width": "initial"}


class SliderSheet:
    """A judge sheet to be filled in with sliders.

    Attributes:
        path: The CSV file that it fills in.
        box: The widget to display.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._said = widgets.HTML()
        own = read_sheet(path)
        before = {row["item"]: row for row in rows_of(path, ())}
        rows = [self._row(item, own.stems[item], before[item]) for item in own.estimates]
        self.box = widgets.VBox([widgets.HTML(_head(own.judge, own.round)), *rows, self._said])
        self._tell()

    def _row(self, item: str, stem: str, before: dict[str, str]) -> widgets.Widget:
        given = before["estimate"]
        slider = widgets.IntSlider(
            value=round(float(given or before.get("before") or _MIDDLE)),
            min=0,
            max=100,
            description=_("{item}: of 100").format(item=item),
            style=_LABEL,
            continuous_update=False,
            layout={"width": "98%"},
        )
        confirm = widgets.Button(
            description=_("Keep this value for {item}").format(item=item), layout={"width": "auto"}
        )
        confirm.disabled = bool(given)

        def save(_event: Any) -> None:
            fill(self.path, item, float(slider.value))
            confirm.disabled = True
            self._tell()

        slider.observe(save, "value")
        confirm.on_click(save)
        words = f'<p><b>{escape(item)}</b> {escape(stem)}</p><p class="small">{escape(_panel(before))}</p>'
        return widgets.VBox([widgets.HTML(fragment(words)), slider, confirm])

    def _tell(self) -> None:
        estimates = read_sheet(self.path).estimates.values()
        left = sum(one.percent is None for one in estimates)
        said = (
            _("All questions have your estimate. The sheet is saved; hand in {file}.").format(
                file=self.path.name
            )
            if not left
            else _("{left} of {all} questions still need your estimate.").format(
                left=left, all=len(estimates)
            )
        )
        self._said.value = fragment(f'<p role="status">{escape(said)}</p>')

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415  only a notebook needs it

        display(self.box)  # type: ignore[no-untyped-call]


def _head(judge: str, number: int) -> str:
    question = _("Of 100 candidates who are just good enough to pass, how many would solve this question?")
    said = _("Sheet of {judge}, round {round}").format(judge=judge, round=number)
    return fragment(f"<h2>{escape(said)}</h2><p>{escape(question)}</p>")


def _panel(before: dict[str, str]) -> str:
    if not before.get("panel_mean"):
        return ""
    return _("Round before: you {own}; the panel {mean} on average, from {low} to {high}.").format(
        own=before.get("before") or "-",
        mean=before["panel_mean"],
        low=before["panel_low"],
        high=before["panel_high"],
    )


def write_notebook(path: Path, sheet: str) -> None:
    """Write a notebook that shows a judge sheet beside it.

    Args:
        path: The notebook to make.
        sheet: The name of the CSV file, in the same folder.
    """
    intro = _(
        "# Judge sheet\n\nRun the cell below (Shift+Enter). Move each slider with the mouse or the arrow "
        "keys. Every move is saved in `{sheet}`, which you can fill in with a spreadsheet instead."
    ).format(sheet=sheet)
    code = (
        "from pathlib import Path\n\nfrom practicum.exam.standards.sliders import SliderSheet\n\n"
        f"SliderSheet(Path({sheet!r}))"
    )
    cells = [nbformat.v4.new_markdown_cell(intro, id="what"), nbformat.v4.new_code_cell(code, id="sheet")]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, path)
