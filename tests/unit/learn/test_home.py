"""Does the home page say what comes next, honestly, in every state a learner can be in?"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from practicum.learn import home, home_html, journal, resolve
from practicum.learn.learner import learner_name

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
VOID = {"meta", "br", "img", "input", "path", "circle"}


class Outline(HTMLParser):
    """Collects headings, links and ids, and notes tags that do not close in order."""

    def __init__(self, html):
        super().__init__()
        self.open, self.links, self.ids, self.headings, self.faults = [], [], [], [], []
        self.feed(html)
        self.faults += self.open

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if tag == "a" else []
        self.headings += [tag] if re.fullmatch("h[1-6]", tag) else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.faults.append(tag)


@pytest.fixture
def lesson(project):
    path = project.work / "m08-analytics" / "lesson.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text("{}", encoding="utf-8")
    return path


def test_is_the_page_well_formed_with_one_lead_and_links_that_exist(project, lesson):
    page = Outline(home_html(project, now=NOW))
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    assert "h1" not in page.headings, "the notebook has the one H1"
    assert page.headings[0] == "h2"
    assert page.links
    for link in page.links:
        assert (project.work / link.partition("#")[0]).is_file()


def test_does_the_first_visit_say_what_will_stand_where_nothing_stands_yet(project):
    html = home_html(project, now=NOW)
    for sentence in (
        "Nothing to revise today",
        "Seven and twenty-one days after you finish a module, it comes back here.",
        "After a drill you write down one thing",
        "Each file that you hand in is listed here",
        "What did the next euro buy?",
        "2 modules, 1 open today",
        "20 November 2026",
    ):
        assert sentence in html


def test_is_the_current_module_marked_in_words_and_not_by_colour_alone(project, lesson):
    journal.record("unit", "m08-u1", project=project)
    html = home_html(project, now=NOW)
    assert html.count('aria-current="step"') == 2  # the unit that is next, and its module
    assert "Under way" in html
    assert "70 of 100 left" in html
    assert "Continue with unit 2" in html


def test_are_resolution_and_receipts_shown(project):
    resolve("d01-first-shift", "I look at <every> photo.", total=71)
    journal.record("hand-in", "m08", project=project, receipt="7F3A-19C2")
    html = home_html(project, now=NOW)
    assert "I look at &lt;every&gt; photo." in html
    assert "71 of 100." in html
    assert "receipt 7F3A-19C2" in html


def test_is_a_name_shown_and_escaped(project):
    learner_name(project, "Inès <b> D'Amico")
    assert "Inès &lt;b&gt; D&#x27;Amico" in home_html(project, now=NOW)


def test_does_damage_show_a_notice_and_modules_without_states(project, lesson):
    (project.work / journal.FILE).write_bytes(b"\xff")
    html = home_html(project, now=NOW)
    assert 'class="pr-notice"' in html
    assert "not known" in html
    assert "Measurement and analytics" in html


def test_is_a_damaged_name_file_no_reason_to_show_nothing(project):
    project.work.mkdir()
    (project.work / "learner.toml").write_text("name =", encoding="utf-8")
    assert "Measurement and analytics" in home_html(project, now=NOW)


def test_does_the_page_exist_as_text_too(folder, capsys):
    home()
    said = capsys.readouterr().out
    assert "Is Thursday night really the best slot?" in said
    assert "m09 Advertising, budget and influence: Planned" in said


def test_are_planned_modules_folded_away_and_never_in_the_table_of_what_can_be_done(project):
    html = home_html(project, now=NOW)
    table = html[html.index('<table class="pr-modules">') : html.index("</table>")]
    assert "m08" in table
    assert "m09" not in table
    folded = html[html.index('<details class="pr-more">') :].split("</details>")[0]
    assert "One more module is planned" in folded
    assert "Advertising, budget and influence: What did the next euro buy?" in folded
    assert "planned, 180 min" in folded


def test_are_card_glossary_and_portfolio_linked_where_they_are_and_nowhere_else(project, lesson):
    before = home_html(project, now=NOW)
    assert "one page to print" not in before
    assert "glossary.md" not in before
    assert "Open the portfolio" not in before
    for name in ("m08-analytics/card.html", "glossary.md", "portfolio.ipynb"):
        (project.work / name).write_text("{}", encoding="utf-8")
    page = Outline(home_html(project, now=NOW))
    assert {"m08-analytics/card.html", "glossary.md", "portfolio.ipynb"} <= set(page.links)


def test_does_home_count_what_lies_in_the_portfolio(project, lesson):
    assert "gathers here by itself" in home_html(project, now=NOW)
    (lesson.parent / "note.md").write_text("A note.", encoding="utf-8")
    assert "One piece so far" in home_html(project, now=NOW)
    (lesson.parent / "plan.csv").write_text("day\n1\n", encoding="utf-8")
    assert "2 pieces so far" in home_html(project, now=NOW)
