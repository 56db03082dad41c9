"""Does a document say the same on its page and in its PDF, whatever names stand in it?"""

import re
import zlib
from datetime import UTC, datetime

import pytest

from practicum.exam.paper import Paper, Told
from practicum.exam.paper_pdf import paper_pdf

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
HOSTILE = '<img src=x onerror="alert(1)">'


def paper(rows=3, **fields):
    parts = [
        Told("marks", "Marks", f"What {HOSTILE} says.", ("Name", "Points"),
             [(f"Ève {n}", str(n)) for n in range(rows)], frozenset({1}), (1,), (("0-9", 3), ("10-19", 0))),
    ]  # fmt: skip
    return Paper("Report", "In short.", parts, **fields)


def test_is_everything_on_the_page_and_nothing_of_it_markup():
    page = paper(label="A demonstration", signs=("Ana Ferrand",)).html()
    for words in ("Report", "In short.", "A demonstration", "Ève 2", "Ana Ferrand", "10-19"):
        assert words in page
    assert "<img" not in page


def test_does_a_very_long_table_show_only_what_needs_a_person_and_say_so():
    part = paper(rows=500).parts[0]
    assert list(part.shown) == [("Ève 1", "1")]
    assert "500 rows" in part.note
    assert "marks.csv" in part.note
    assert paper(rows=200).parts[0].note == ""


def test_are_equal_documents_equal_files_and_others_not():
    first, again = (paper_pdf(paper(), AT) for _ in range(2))
    assert first == again
    assert first.startswith(b"%PDF-")
    assert paper_pdf(paper(rows=4), AT) != first


@pytest.mark.parametrize(("rows", "pages"), [(3, 1), (180, 5)])
def test_do_tables_break_over_pages(rows, pages):
    counted = int(re.search(rb"/Count (\d+)", paper_pdf(paper(rows=rows), AT))[1])
    assert abs(counted - pages) <= 1


def test_is_a_bar_as_long_as_its_value_says():
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", paper_pdf(paper(), AT), re.DOTALL)
    drawn = []
    for stream in streams:
        try:
            drawn += re.findall(rb"([\d.]+) -?[\d.]+ re f", zlib.decompress(stream))
        except zlib.error:
            continue  # a font
    widths = sorted(map(float, drawn))
    assert widths[0] < 1  # no more than a hair for none
    assert any(250 < width < 260 for width in widths)  # 90 millimetres for the most
