"""Does each card fit one page A4 when it is printed, in letters that can be read, and work on a screen?"""

from __future__ import annotations

import re
from bisect import bisect_left
from math import ceil
from pathlib import Path

import pytest

from practicum.authoring.printed import card_page
from practicum.project import Project

REPOSITORY = Path(__file__).resolve().parents[2]
CARDS = sorted(REPOSITORY.glob("course/*/card.html"))
POINT = 96 / 72  # CSS pixels
PAGE = {
    "width": round((210 - 2 * 12) * 96 / 25.4),
    "height": round((297 - 2 * 10) * 96 / 25.4),
}  # A4, our margins
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.card *')]
    .filter(node => [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim()))
    .map(node => parseFloat(getComputedStyle(node).fontSize)))"""
# One column, as high as both together: columns balance themselves, so half of it is what a page must hold.
MEASURE = """() => {
    const main = document.querySelector('.card main');
    const width = (main.clientWidth - parseFloat(getComputedStyle(main).columnGap)) / 2;
    const top = main.getBoundingClientRect().top;
    main.style.columns = 'auto';
    main.style.width = `${width}px`;
    return {top, height: main.getBoundingClientRect().height,
            line: parseFloat(getComputedStyle(document.querySelector('.card')).lineHeight)};
}"""


@pytest.fixture
def opened(chromium):
    """Return a function that opens a card as it will be printed."""
    context = chromium.new_context(viewport=PAGE)
    page = context.new_page()

    def show(html):
        page.set_content(html)
        page.emulate_media(media="print")
        return page

    yield show
    context.close()


def pages(page):
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def lines_too_many(page):
    """Return by how many lines a card is too long for one page, at least one."""
    found = page.evaluate(MEASURE)
    over = found["height"] - 2 * (PAGE["height"] - found["top"])
    return max(1, ceil(over / found["line"]))


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.parent.name)
def test_does_a_card_fit_one_page_in_letters_of_at_least_nine_and_a_half_points(opened, path):
    page = opened(path.read_text(encoding="utf-8"))
    assert page.evaluate(SMALLEST) >= 9.5 * POINT - 0.01
    if (count := pages(page)) > 1:
        many = lines_too_many(page)
        pytest.fail(f"{path.parent.name}/card.md prints on {count} pages: take out about {many} lines.")


@pytest.mark.parametrize("lines", [10, 30])
def test_is_a_card_that_is_too_long_caught_with_the_number_of_lines(opened, lines):
    module = Project(REPOSITORY).module("m00")

    def card(count):
        text = "# Card: long\n\n" + "".join(f"Line {n}.\n\n" for n in range(count))
        return opened(card_page(text, "card.md", module))

    fits = bisect_left(range(30, 300), 2, key=lambda count: pages(card(count))) + 29
    assert pages(card(fits)) == 1
    page = card(fits + lines)
    assert pages(page) > 1
    assert lines_too_many(page) == pytest.approx(lines, rel=0.4)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_is_a_card_accessible_on_a_screen(chromium, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    # axe is a script, and a card lets none run: its policy is taken off for the look.
    text = re.sub(r"<meta http-equiv[^>]*>", "", CARDS[-1].read_text(encoding="utf-8"))
    page.set_content(text)
    found = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
    assert [one["id"] for one in found] == []
    assert not wide
