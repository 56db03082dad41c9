"""Are card and glossary what their texts say, escaped, with scopes on heads and an anchor on each word?"""

from __future__ import annotations

import pytest

from practicum.authoring import BuildError
from practicum.authoring.access import html_problems
from practicum.authoring.printed import card_page, glossary_page
from practicum.learn.glossary import Term
from practicum.project import Module

OPEN = Module("m90", "m90-toy", "A toy", 5, "open", "How many?")
LATER = Module("m91", "m91-later", "Not yet", 5, "planned", "When?")
CARD = "# Card: a <toy>\n\nFirst.\n\n## One\n\n| A | B |\n|---|--:|\n| 1 | 2 |\n\n## Two\n\n<b>bold</b>\n"


def test_does_a_card_become_a_page_in_sections_with_scopes_and_without_html_of_its_own():
    text = card_page(CARD, "card.md", OPEN)
    assert html_problems(text) == []
    assert "<h1>Card: a &lt;toy&gt;</h1>" in text
    assert text.count("<section>") == 2
    assert text.count('scope="col"') == 2
    assert "&lt;b&gt;bold" in text
    assert "Practicum, m90 A toy" in text


def test_is_a_card_without_a_title_refused():
    with pytest.raises(BuildError, match=r"card\.md does not begin with a title"):
        card_page("No title\n", "card.md", OPEN)


def test_does_the_glossary_have_letters_anchors_and_links_only_to_open_modules():
    terms = [
        Term("alt text", "Words.", confusion="A caption.", also=("alternative text",), module="m90"),
        Term("Audience", "People.", computed="Count them.", module="m91"),
        Term("reach", "People once.", module="m90"),
    ]
    text = glossary_page(terms, [OPEN, LATER])
    assert "[A](#A) · [R](#R)" in text
    assert text.count("## A\n") == 1
    assert (
        "### alt text\n\nWords.\n\n**Often confused.** A caption.\n\n**Also called.** alternative text"
        in text
    )
    assert "[m90 A toy](m90-toy/lesson.ipynb)" in text
    assert "**Taught in.** m91 Not yet\n" in text
    assert "m91-later/" not in text
