"""The certificate on paper: a sheet of A4 on its side, with a QR code, and the signed file inside the PDF."""

from __future__ import annotations

import math
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.credential.errors import exam_extra
from practicum.credential.seal import ELLIPSES, PETALS, colour
from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from practicum.credential.certificate import Certificate
    from practicum.credential.issuer import Issuer

# Millimetres of A4 on its side.
_LEFT, _RIGHT, _TOP, _BOTTOM = 15.4, 281.6, 12.0, 198.0
_TEXT, _MARGIN = 184.0, 213.3  # width of the text; where the right column begins
_BELOW = 163.0  # where the foot begins
_QR = 31.0
_SEAL = 50.0
_FONTS = {
    ("read", ""): "DejaVuSerif.ttf",
    ("read", "B"): "DejaVuSerif-Bold.ttf",
    ("tool", ""): "DejaVuSans.ttf",
    ("tool", "B"): "DejaVuSans-Bold.ttf",
    ("num", ""): "DejaVuSansMono.ttf",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def verify_address(issuer: Issuer, number: str) -> str:
    """Return what the QR code says: the verification page, and the number to compare with the file."""
    return f"{issuer.url}/verify.html#{number}"


def certificate_pdf(certificate: Certificate, issuer: Issuer, *, at: datetime, token: bytes) -> bytes:
    """Return the sheet as PDF; the same input gives the same bytes.

    Args:
        certificate: What it says.
        issuer: Who issues it.
        at: When it was signed.
        token: The signed VC-JWT, which travels inside as an attachment.

    Raises:
        PracticumError: A sign in a text is in none of the fonts, or the optional packages are missing.
    """
    return _Sheet(certificate, issuer).draw(at, token)


class _Sheet:
    def __init__(self, certificate: Certificate, issuer: Issuer) -> None:
        with exam_extra():
            from fpdf import FPDF, ViewerPreferences  # noqa: PLC0415  optional
        from matplotlib import get_data_path  # noqa: PLC0415  its fonts are free and always there

        self.certificate, self.issuer = certificate, issuer
        self.pdf: Any = FPDF(orientation="landscape", format="A4")
        self.pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.pdf.set_margin(0)
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.c_margin = 0
        for (family, style), name in _FONTS.items():
            self.pdf.add_font(family, style, Path(get_data_path()) / "fonts" / "ttf" / name)
        one = certificate
        areas = [area.name for area in one.areas]
        _check_signs(
            self.pdf,
            [one.holder, one.title, one.statement, one.evidence, one.scheme, one.decision, one.note, *areas],
        )

    def draw(self, at: datetime, token: bytes) -> bytes:
        one, pdf = self.certificate, self.pdf
        pdf.set_title(_("Certificate {number}: {title}").format(number=one.number, title=one.title))
        pdf.set_author(self.issuer.name)
        pdf.set_subject(one.holder)
        pdf.set_lang("en")
        pdf.set_creation_date(at)
        pdf.add_page()
        self._head()
        self._text()
        self._column()
        self._foot()
        pdf.embed_file(
            bytes=token, basename=f"{one.number}.jwt", desc=_("The signed certificate"), modification_date=at
        )
        return bytes(pdf.output())

    # ---- the four parts

    def _head(self) -> None:
        self._say("read", "B", 17, self.issuer.name, _LEFT, _TOP, 150)
        label = _("Certificate {number}").format(number=self.certificate.number)
        self._say("tool", "", 10.5, label, _LEFT + 150, _TOP + 1.6, _RIGHT - _LEFT - 150, align="R")
        self._line(_LEFT, _TOP + 10.2, width=0.35)
        self._line(_LEFT, _TOP + 11.3, width=0.35)

    def _text(self) -> None:
        one = self.certificate
        kick = _("Certificate of competence: {title}").format(title=one.title)
        y = self._say("tool", "B", 12, kick, _LEFT, 39, _TEXT, ink="accent") + 3
        size = self._fitting(one.holder, 45, 21)
        y = self._say("read", "B", size, one.holder, _LEFT, y, _TEXT, line=1.12, tag="H1") + 4
        y = self._say("read", "", 14.5, one.statement, _LEFT, y, _TEXT - 8, line=1.45) + 4
        evidence = _("Evidence: {evidence}").format(evidence=one.evidence)
        y = self._say("tool", "", 10.5, evidence, _LEFT, y, _TEXT, ink="ink-2") + 6
        scope = _("Scope, as wide as its weight in the exam")
        y = self._say("tool", "B", 10.5, scope, _LEFT, y, _TEXT, tag="H2") + 2
        with self._tag("Artifact"):  # the list below says the same
            self._weights(y)
        y += 9.5
        third, rows = _TEXT / 3, math.ceil(len(one.areas) / 3)
        if y + 5.2 * rows > _BELOW:
            raise PracticumError(
                _("The texts of certificate {number} do not fit on one sheet.").format(number=one.number),
                next_step=_("Shorten what the holder has shown, or the evidence."),
            )
        for n, area in enumerate(one.areas):
            at_x, at_y = _LEFT + third * (n // rows), y + 5.2 * (n % rows)
            label = _("{area}, {weight:g}%").format(area=area.name, weight=area.weight)
            self._say("read", "B", 9, area.letter, at_x, at_y, 6)
            self._say("tool", "", 9, label, at_x + 5, at_y, third - 6, ink="ink-2")

    def _weights(self, y: float) -> None:
        areas, pdf = self.certificate.areas, self.pdf
        total = sum(area.weight for area in areas) or 1
        x, gap = _LEFT, 0.6
        for area in areas:
            width = (_TEXT - gap * (len(areas) - 1)) * area.weight / total
            pdf.set_fill_color(colour("ink-2"))
            pdf.rect(x, y, width, 7.2, style="F")
            if width > 3:  # noqa: PLR2004  narrower, the letter would touch the edges
                self._say("read", "B", 10.5, area.letter, x, y + 1.4, width, ink="card", align="C", tag="")
            x += width + gap

    def _column(self) -> None:
        one, width = self.certificate, _RIGHT - _MARGIN
        with self._tag("Figure", alt=_("Seal: {mark}").format(mark=one.mark)):
            self._seal(_MARGIN + (width - _SEAL) / 2, 41)
        rows = (
            (_("Exam"), _day(one.exam)),
            (_("Decided"), _day(one.decided)),
            (_("Valid until"), _day(one.until)),
            (_("Scheme"), one.scheme),
        )
        y = 102.0
        for label, value in rows:
            self._say("tool", "", 10, label, _MARGIN, y + 1.6, 26, ink="ink-2")
            end = self._say("tool", "B", 10, value, _MARGIN + 24, y + 1.6, width - 24, align="R")
            y = end + 1.6
            self._line(_MARGIN, y, ink="line", width=0.2)

    def _foot(self) -> None:
        one = self.certificate
        self._line(_LEFT, _BELOW, width=0.25)
        who = _("{name}, for the decision panel. Nobody who trained the holder took part.").format(
            name=one.decision
        )
        self._say("tool", "", 9.2, who, _LEFT, _BELOW + 5, 66)
        middle, width = _LEFT + 77, _RIGHT - _QR - 9 - _LEFT - 77
        site = self.issuer.url.removeprefix("https://")
        scan = _("Scan, or go to {site}/verify.html and drop in the file of this certificate.").format(
            site=site
        )
        y = self._say("tool", "B", 9.2, scan, middle, _BELOW + 5, width) + 1
        limits = _(
            "The page verifies this certificate, not a register of the profession. No law requires it to do "
            "the job. It may be suspended or withdrawn."
        )
        y = self._say("tool", "", 9.2, limits, middle, y, width, ink="ink-2") + 1
        if one.note:
            self._say("tool", "", 9.2, one.note, middle, y, width, ink="ink-2")
        address = verify_address(self.issuer, one.number)
        with self._tag("Figure", alt=_("QR code of the address {address}").format(address=address)):
            self._qr(address, _RIGHT - _QR, _BELOW + 4)

    # ---- strokes

    @contextmanager
    def _tag(self, kind: str, *, alt: str = "") -> Iterator[None]:
        """Say what is drawn inside: a heading, a paragraph, a figure with words, or decoration (`Artifact`).

        fpdf2 tags only raster pictures by itself, but it writes the tree for whatever stands in its builder.
        """
        pdf, place = self.pdf, ""
        if kind != "Artifact":
            builder = pdf.struct_builder
            number = builder.next_mcid_for_page(pdf.page)
            _element, parents = builder.add_marked_content(
                page_number=pdf.page, struct_type=f"/{kind}", mcid=number, alt_text=alt or None
            )
            pdf.pages[pdf.page].struct_parents = parents
            place = f"<</MCID {number}>> "
        pdf._out(f"/{kind} {place}BDC" if place else f"/{kind} BMC")  # noqa: SLF001  as fpdf2 does it for pictures
        yield
        pdf._out("EMC")  # noqa: SLF001  as above

    def _line(self, x: float, y: float, *, width: float, ink: str = "ink") -> None:
        """Draw a line from a place to the right edge, its width in millimetres."""
        with self._tag("Artifact"):
            self._ink(ink)
            self.pdf.set_line_width(width)
            self.pdf.line(x, y, _RIGHT, y)

    def _say(  # noqa: PLR0913, PLR0917  a text, its face, and its place
        self,
        family: str,
        style: str,
        size: float,
        text: str,
        x: float,
        y: float,
        width: float,
        *,
        ink: str = "ink",
        align: str = "L",
        line: float = 1.3,
        tag: str = "P",
    ) -> float:
        """Write a text, its size in points, its place in millimetres; return where the next line begins.

        Without a tag it belongs to the one around it.
        """
        pdf = self.pdf
        pdf.set_font(family, style, size)
        pdf.set_text_color(colour(ink))
        pdf.set_xy(x, y)
        with self._tag(tag) if tag else nullcontext():
            pdf.multi_cell(width, size * 0.3528 * line, text, align=align, new_x="LEFT", new_y="NEXT")
        return float(pdf.get_y())

    def _ink(self, name: str) -> None:
        self.pdf.set_draw_color(colour(name))

    def _fitting(self, text: str, largest: float, smallest: float) -> float:
        """Return the largest size at which a text stands on one line; below the smallest it may take two."""
        self.pdf.set_font("read", "B", largest)
        width = float(self.pdf.get_string_width(text))
        return max(smallest, min(largest, largest * (_TEXT - 1) / width))

    def _seal(self, x: float, y: float) -> None:
        pdf, scale = self.pdf, _SEAL / 120
        self._ink("accent")
        pdf.set_line_width(0.2)
        centre_x, centre_y = x + 60 * scale, y + 60 * scale
        for n in range(PETALS):
            with pdf.rotation(360 / PETALS * n, x=centre_x, y=centre_y):
                for height, a, b in ELLIPSES:
                    pdf.ellipse(x + (60 - a) * scale, y + (height - b) * scale, 2 * a * scale, 2 * b * scale)
        for radius in (57.5, 59):
            pdf.circle(centre_x, centre_y, radius * scale)
        pdf.set_fill_color(colour("card"))
        pdf.set_line_width(0.4)
        pdf.circle(centre_x, centre_y, 19 * scale, style="DF")
        size = 18 if len(self.certificate.mark) < len("SMM") else 13
        top = centre_y - size * 0.3528 * 0.65
        self._say("read", "B", size, self.certificate.mark, x, top, _SEAL, ink="accent", align="C", tag="")

    def _qr(self, address: str, x: float, y: float) -> None:
        with exam_extra():
            import segno  # noqa: PLC0415  optional
        rows: Iterable[Iterable[int]] = segno.make(address, error="m", micro=False).matrix
        cells = [list(row) for row in rows]
        side = _QR / (len(cells) + 4)  # two of the four quiet modules; the paper around is as white
        self.pdf.set_fill_color(0, 0, 0)
        for down, row in enumerate(cells):
            for across, dark in enumerate(row):
                if dark:  # a hair wider, so that no reader sees gaps between modules
                    self.pdf.rect(
                        x + (across + 2) * side, y + (down + 2) * side, side * 1.02, side * 1.02, style="F"
                    )


def _check_signs(pdf: Any, texts: list[str]) -> None:
    known = pdf.fonts["read"].cmap.keys() & pdf.fonts["tool"].cmap.keys()
    strange = sorted({sign for text in texts for sign in text if ord(sign) not in known})
    if strange:
        raise PracticumError(
            _("The fonts of the certificate do not hold {signs}.").format(signs=" ".join(strange)[:60]),
            next_step=_("Write the name in Latin, Greek or Cyrillic letters; the signed file may hold both."),
        )


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
