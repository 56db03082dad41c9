"""Do the three outputs say the same, by shape and word first, and show without obeying?"""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from practicum.marking import (
    Criterion,
    Exercise,
    Mistake,
    Number,
    Outcome,
    Rubric,
    Table,
    Text,
    mark,
    rubric_html,
)

VOID = {"path", "circle", "meta", "br", "input"}
TABLE = Exercise(
    id="m08-3",
    title="Rates & shares",
    competence="H3",
    points=6,
    kind=Table(rows={"x": Number(unit="percent"), "y": Number()}, labels={"x": "Plaza <b>", "y": "Kurz"}),
    question="?",
    reference=lambda _: {"x": 1, "y": 2},
    mistakes={"paid_posts-in": Mistake(lambda _: {"x": 5, "y": 6}, hint="Paid <posts> are in.")},
    see='lesson.ipynb#a"b',
)
NOTE = Exercise(
    id="m08-8",
    title="Note",
    competence="H6",
    points=2,
    kind=Text(max_words=5),
    question="?",
    reference=lambda _: None,
)
EVERY = {
    Outcome.RIGHT: {"x": 1, "y": 2},
    Outcome.PARTLY: {"x": 1, "y": 3},
    Outcome.WRONG_NAMED: {"x": 5, "y": 6},
    Outcome.WRONG: {"x": 8, "y": 8},
    Outcome.NOT_ATTEMPTED: None,
    Outcome.UNREADABLE: "?",
}


class Shown(HTMLParser):
    """Collects tags and text outside styles, and checks that every tag is closed."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.words, self.attributes = [], [], [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)


@pytest.mark.parametrize("outcome", Outcome)
def test_does_each_outcome_have_its_own_word_and_its_own_shape(outcome):
    result = mark(TABLE, EVERY[outcome], {})
    assert result.outcome is outcome
    shown = Shown(result.html())
    others = [mark(TABLE, value, {}) for other, value in EVERY.items() if other is not outcome]
    sign = result.text().splitlines()[1]
    assert all(sign[:3] != other.text().splitlines()[1][:3] for other in others)
    shapes = [re.search(r"<svg[^>]*>(.*?)</svg>", one.html()).group(1) for one in (result, *others)]
    assert shapes.count(shapes[0]) == 1
    assert sign.split(" ", 1)[1].split(" · ")[0] in shown.text


@pytest.mark.parametrize("outcome", Outcome)
def test_do_the_three_outputs_say_the_same(outcome):
    result = mark(TABLE, EVERY[outcome], {})
    outputs = (Shown(result.html()).text, Shown(MarkdownIt().render(result.markdown())).text, result.text())
    parts = [
        result.title,
        result.said,
        *result.notes,
        *(line.label for line in result.lines),
        f"{result.points:g} of 6",
    ]
    for part in parts:
        for shown in outputs:
            assert part in shown


def test_are_pictures_hidden_from_screen_readers_and_the_block_named():
    shown = Shown(mark(TABLE, EVERY[Outcome.PARTLY], {}).html())
    assert shown.tags.count("svg") == shown.attributes.count(("svg", "aria-hidden", "true")) == 3
    assert ("article", "aria-label", "Feedback on m08-3") in shown.attributes
    assert shown.attributes.count(("div", "class", "practicum")) == 1


def test_does_the_link_lead_to_the_lesson():
    result = mark(TABLE, EVERY[Outcome.WRONG], {})
    assert ("a", "href", '../lesson.ipynb#a"b') in Shown(result.html(base="../")).attributes
    assert "lesson.ipynb" not in mark(TABLE, EVERY[Outcome.RIGHT], {}).html()


ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "```\n# big\n```",
    "[a](javascript:alert(1)) ![b](http://evil.example/x.png)",
    "<http://evil.example>",
    "$$\\href{javascript:alert(1)}{x}$$",
    "| a | b |\n|---|---|",
    "\x1b[31mred\x07",
    "\u202egnp.exe\u2066",
    "a\x00b\u200bc",
    "{{ 7 * 7 }} {% raw %}",
    "1. list\n2. list\n\n---\n\n> quote",
    "&lt;b&gt; &amp;",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_is_what_was_typed_shown_and_never_obeyed(attack):
    for exercise, value in ((TABLE, attack), (NOTE, attack), (TABLE, {"x": attack, attack: 1, "y": 2})):
        result = mark(exercise, value, {})
        calm = Shown(mark(exercise, value if value is None else type(value)(), {}).html())
        shown = Shown(result.html())
        assert not {"script", "img", "iframe", "b"} & set(shown.tags)
        assert [one for one in shown.attributes if one[1].startswith("on")] == []
        assert calm.tags.count("style") == shown.tags.count("style") == 1
        rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(result.markdown())
        assert not {"script", "img", "pre", "blockquote", "hr", "table", "code", "b"} & set(
            Shown(rendered.replace("<hr>", "<hr></hr>")).tags
        )
        targets = "".join(re.findall(r'(?:href|src)="([^"]*)"', rendered))
        assert "javascript" not in targets
        assert "evil.example" not in targets
        assert "$" not in result.markdown()
        for output in (result.html(), result.markdown(), result.text()):
            assert not set("\x00\x07\x1b\u202e\u2066\u200b") & set(output)


def test_is_a_long_answer_folded_away():
    text = "word " * 1000
    result = mark(NOTE, text, {})
    assert "details" in Shown(result.html()).tags
    assert "4,399 more" in result.text() or "4399 more" in result.text()
    assert len(result.text()) < 1200
    assert len(result.markdown()) < 1200
    assert len(mark(NOTE, "x" * 1_000_000, {}).html()) < 60_000


@given(st.text(max_size=700))
@settings(max_examples=80, deadline=None)
def test_is_any_text_at_all_shown_in_well_formed_output(text):
    for exercise in (TABLE, NOTE):
        result = mark(exercise, text, {})
        assert Shown(result.html()).tags.count("article") == 1
        assert result.markdown().startswith("### m08")


def test_does_a_rubric_show_four_anchored_levels_with_their_points():
    anchors = ("No finding.", "A finding <only>.", "With period.", "With limits.")
    rubric = Rubric(points=3, criteria=(Criterion(id="f", label="Finding", points=3, anchors=anchors),))
    shown = Shown(rubric_html(rubric))
    assert all(anchor in shown.text for anchor in anchors)
    assert shown.tags.count("th") == 6
    assert "(2 points)" in shown.text
    assert ("div", "tabindex", "0") in shown.attributes
