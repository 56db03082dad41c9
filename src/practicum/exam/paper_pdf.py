"""A document as PDF, by fpdf2: headings, sentences, bars and tables that break over pages."""

from __future__ import annotations

from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.credential.errors import exam_extra
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from practicum.exam.paper import Paper, Told

_MARGIN, _BODY, _SMALL, _HEAD, _TITLE = 18.0, 9.5, 8.0, 13.0, 18.0  # millimetres; then points
_INK, _GREY, _BAR = (29, 36, 48), (74, 83, 97), (74, 83, 97)
_FONTS = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
_PADDING = 3.0  # millimetres on both sides of a cell, and a hair
_WIDEST = 60  # characters of a cell that stand in one line, at most


def paper_pdf(paper: Paper, at: datetime) -> bytes:
    """Return a document as PDF; equal documents of one moment have equal bytes.

    Args:
        paper: The document.
        at: When it was made.

    Raises:
        PracticumError: The optional packages are missing.
    """
    with exam_extra():
        from fpdf import FPDF  # noqa: PLC0415  optional
    from matplotlib import get_data_path  # noqa: PLC0415  its fonts are free and always there

    class Sheet(FPDF):
        def footer(self) -> None:
            self.set_y(-12)
            self.set_font("body", "", _SMALL)
            self.set_text_color(*_GREY)
            self.cell(
                0, 6, _("{title}, page {page}").format(title=paper.title, page=self.page_no()), align="R"
            )

    pdf: Any = Sheet(format="A4")
    pdf.set_creation_date(at)
    pdf.set_title(paper.title)
    pdf.set_lang("en")
    pdf.set_margin(_MARGIN)
    pdf.set_auto_page_break(auto=True, margin=_MARGIN)
    for style, name in _FONTS.items():
        pdf.add_font("body", style, Path(get_data_path()) / "fonts" / "ttf" / name)
    pdf.add_page()
    _say(pdf, paper.title, "B", _TITLE, after=3)
    _say(pdf, paper.lead, "", _BODY, after=2)
    if paper.label:
        _say(pdf, paper.label, "B", _BODY, after=2)
    for part in paper.parts:
        _part(pdf, part)
    for name in paper.signs:
        pdf.ln(12)
        pdf.line(pdf.l_margin, pdf.get_y(), pdf.l_margin + 80, pdf.get_y())
        _say(pdf, name, "", _SMALL)
    return bytes(pdf.output())


def _part(pdf: Any, part: Told) -> None:
    pdf.ln(5)
    if pdf.will_page_break(30):  # a heading never stands alone at the foot of a page
        pdf.add_page()
    pdf.start_section(part.title)
    _say(pdf, part.title, "B", _HEAD, after=1.5)
    for sentence in filter(None, (part.lead, part.note)):
        _say(pdf, sentence, "", _BODY, after=1.5)
    if part.bars:
        _bars(pdf, part)
    if part.shown:
        _table(pdf, part)


def _say(pdf: Any, text: str, style: str, size: float, after: float = 0) -> None:
    pdf.set_text_color(*_INK)
    pdf.set_font("body", style, size)
    pdf.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(after)


def _bars(pdf: Any, part: Told) -> None:
    longest = max(value for _label, value in part.bars) or 1
    pdf.set_font("body", "", _SMALL)
    for label, value in part.bars:
        if pdf.will_page_break(5):
            pdf.add_page()
        left, top = pdf.l_margin, pdf.get_y()
        pdf.cell(40, 5, label)
        pdf.set_fill_color(*_BAR)
        pdf.rect(left + 42, top + 1, max(0.2, 90 * value / longest), 3, style="F")
        pdf.set_xy(left + 136, top)
        pdf.cell(20, 5, f"{value:g}", new_x="LMARGIN", new_y="NEXT")
    pdf.set_fill_color(255)  # or tables are filled, too
    pdf.ln(2)


def _table(pdf: Any, part: Told) -> None:
    pdf.set_font("body", "", _SMALL)
    pdf.set_text_color(*_INK)
    lines = (part.heads, *part.shown)
    widths = _widths(pdf, lines)
    aligned = tuple("RIGHT" if column in part.numbers else "LEFT" for column in range(len(part.heads)))
    with pdf.table(
        col_widths=widths,
        text_align=aligned,
        line_height=_SMALL * 0.5,
        borders_layout="HORIZONTAL_LINES",
        padding=0.8,
    ) as made:
        for row in lines:
            line = made.row()
            for cell in row:
                line.cell(cell)


def _widths(pdf: Any, lines: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Return the width of each column: its longest word fits, those with more words get more."""
    pdf.set_font("body", "B", _SMALL)  # as heads are set, the widest
    words, wishes = [], []
    for column in zip(*lines, strict=True):
        longest = max((word for cell in column for word in cell.split()), key=len, default="")
        words.append(pdf.get_string_width(longest) + _PADDING)
        wishes.append(sqrt(min(_WIDEST, max(map(len, column)))))
    pdf.set_font("body", "", _SMALL)
    left = max(0.0, pdf.epw - sum(words))
    return tuple(word + left * wish / sum(wishes) for word, wish in zip(words, wishes, strict=True))
